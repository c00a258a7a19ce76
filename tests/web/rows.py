"""A person with something kept of each kind: check, plan, session, diary. Their words can be looked for in any page."""

from __future__ import annotations

import json
import sys
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from unknot.knowledge.load import load
from unknot.knowledge.shapes import Knowledge
from unknot.pathway import Assessment
from unknot.pathway.contract import answer_case, read_case
from unknot.pathway.diary import entries as diary
from unknot.pathway.journey import Answered, Journey
from unknot.pathway.session.machine import begin
from unknot.telling.decision import DecisionText, tell

if TYPE_CHECKING:
    from unknot.web.accounts.models import Profile
    from unknot.web.kept.models import SavedCheck, SavedPlan

EXAMPLE = Path(__file__).parents[2] / "examples" / "desk_ache.json"
SECRET = "a-note-that-only-its-writer-may-read"


@dataclass(frozen=True)
class Kept:
    """The ids of what is kept of one person."""

    profile: str
    check: str
    plan: str
    session: str
    entry: str

    @property
    def rows(self) -> tuple[str, ...]:
        """The ids that an address might name."""
        return (self.check, self.plan, self.session, self.entry)


class Whole(msgspec.Struct, frozen=True):
    """One person walked through the whole pathway, to be written as the pages do."""

    knowledge: Knowledge
    journey: Journey
    assessment: Assessment
    told: DecisionText
    at: datetime

    def again(self) -> Whole:
        """The same with a check of its own."""
        return replace(self, journey=replace(self.journey, id=str(uuid.uuid4())))

    def check(self, by: Profile) -> SavedCheck:
        """Finish the check."""
        from unknot.web.kept import actions

        return actions.finish_check(self.knowledge, self.journey, self.assessment, self.told, self.at, by=by)

    def plan(self, check: SavedCheck, id: str, by: Profile) -> SavedPlan:
        """Keep the plan."""
        from unknot.web.kept import actions

        assert self.assessment.plan is not None
        return actions.keep_plan(check, self.knowledge, {}, self.assessment.plan, id, self.at, by=by)


def whole_person() -> Whole:
    """The person of the example."""
    knowledge, now = load(), datetime.now(UTC)
    raw = json.loads(EXAMPLE.read_text())
    assessment, _ = answer_case(knowledge, read_case(knowledge, raw, now))
    given = raw["answers"]
    page = Answered(screen="all", items=tuple(given), given=given, at=now)
    journey = Journey(id=str(uuid.uuid4()), pages=(page,), stamp=knowledge.stamp)
    return Whole(knowledge, journey, assessment, tell(knowledge, assessment, "", now), now)


def keep_one_of_each(profile: str) -> Kept:
    """Write them for this profile, through the same functions as the pages."""
    from unknot.web.accounts.models import Profile
    from unknot.web.kept import actions

    whole = whole_person()
    by, ids = Profile.objects.get(pk=profile), [str(uuid.uuid4()) for _ in range(3)]
    actions.keep_journey(whole.journey, by=by)
    plan = whole.plan(whole.check(by), ids[0], by)
    assert whole.assessment.plan is not None
    state = begin(whole.assessment.plan, whole.knowledge.techniques)
    actions.keep_session(plan, whole.knowledge, state, ids[1], whole.at, by=by)
    actions.add_entries([diary.Note(id=ids[2], at=whole.at, note=SECRET)], by=by)
    return Kept(profile, whole.journey.id, ids[0], ids[1], ids[2])


if __name__ == "__main__":
    import django

    django.setup()
    from dataclasses import asdict

    from unknot.web.accounts.models import Profile

    owner = Profile.objects.get(owner__email=sys.argv[1])
    print(json.dumps(asdict(keep_one_of_each(str(owner.pk)))))
