"""A person with something kept of each kind: check, plan, session, diary. Their words can be looked for in any page."""

from __future__ import annotations

import json
import sys
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

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


def keep_one_of_each(profile: str) -> Kept:
    """Write them for this profile, through the same functions as the pages."""
    from unknot.knowledge.load import load
    from unknot.pathway import diary
    from unknot.pathway.contract import answer_case, read_case
    from unknot.pathway.session import begin
    from unknot.telling.decision import tell
    from unknot.web.accounts.models import Profile
    from unknot.web.self_care import actions
    from unknot.web.self_care.journey import Answered, Journey

    knowledge, now = load(), datetime.now(UTC)
    raw = json.loads(EXAMPLE.read_text())
    followed, _ = answer_case(knowledge, read_case(knowledge, raw, now))
    assert followed.plan is not None
    given = raw["answers"]
    page = Answered(screen="all", items=tuple(given), given=given, at=now)
    journey = Journey(id=str(uuid.uuid4()), pages=(page,), stamp=knowledge.stamp)
    by, ids = Profile.objects.get(pk=profile), [str(uuid.uuid4()) for _ in range(3)]
    told = tell(knowledge, followed, "", now)
    actions.keep_journey(journey, by=by)
    check = actions.finish_check(knowledge, journey, followed, told, now, by=by)
    plan = actions.keep_plan(check, knowledge, {}, followed.plan, ids[0], now, by=by)
    state = begin(followed.plan, knowledge.techniques)
    actions.keep_session(plan, knowledge, state, ids[1], now, by=by)
    actions.add_entries([diary.Note(id=ids[2], at=now, note=SECRET)], by=by)
    return Kept(profile, journey.id, ids[0], ids[1], ids[2])


if __name__ == "__main__":
    import django

    django.setup()
    from dataclasses import asdict

    from unknot.web.accounts.models import Profile

    owner = Profile.objects.get(owner__email=sys.argv[1])
    print(json.dumps(asdict(keep_one_of_each(str(owner.pk)))))
