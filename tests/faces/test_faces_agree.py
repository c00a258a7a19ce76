"""Terminal, browser and pathway tell the same person with the same diary at the same moment the same words."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.faces.by_forms import begin, go_through
from tests.faces.typed import lines_for
from tests.lib.people import BUDI, DEWI, MADE, SARI
from tests.web.household import client_of
from unknot.cli.check import interview
from unknot.cli.check.show_decision import decision_text
from unknot.cli.diary import command as diary_command
from unknot.cli.plan import command as plan
from unknot.cli.plan.show_plan import plan_text
from unknot.knowledge.load import load
from unknot.pathway.answers import read_answers
from unknot.pathway.diary.entries import Entry, Flare, Pain, Session, new_id
from unknot.pathway.journey import Answered, Journey, new_journey
from unknot.pathway.person import Person
from unknot.pathway.request import Request
from unknot.telling.decision import tell
from unknot.web.accounts.models import Profile
from unknot.web.accounts.whose import home_profile
from unknot.web.kept import actions, rows
from unknot.web.kept.models import SavedCheck, SavedEntry, SavedJourney

pytestmark = pytest.mark.django_db
KNOWLEDGE = load()
ORDINARY = {
    **DEWI, "for_whom": "me", "duration_days": 9, "onset": "gradual", "pain_history": "before", "trend": "better",
    "pain_worst": 5, "eased_by_position": True, "bp_state": "fine",
}  # fmt: skip
PEOPLE = {
    "an ordinary ache": ORDINARY,
    "numb between the legs": {**ORDINARY, **SARI},
    "a blood thinner": {**ORDINARY, **BUDI},
    "not sure of the bladder": {**ORDINARY, "bladder_change": "unsure"},
    "sixty and well": {**ORDINARY, **MADE},
}


def massage(at: datetime, *stopped: str, minutes: float = 8) -> Session:
    return Session(
        id=new_id(), at=at, helper="alone", minutes=minutes, finished=not stopped, stopped=stopped, ache_before=4
    )


def nothing_yet(now: datetime) -> tuple[Entry, ...]:
    return ()


def stopped_for_numbness_an_hour_ago(now: datetime) -> tuple[Entry, ...]:
    return (massage(now - timedelta(hours=1), "stopped_numb_or_weak"),)


def stopped_for_numbness_yesterday(now: datetime) -> tuple[Entry, ...]:
    return (massage(now - timedelta(hours=13), "stopped_numb_or_weak"),)


def massaged_just_after_midnight(now: datetime) -> tuple[Entry, ...]:
    return (massage(now.replace(hour=0, minute=30), minutes=25),)


def worse_for_two_days(now: datetime) -> tuple[Entry, ...]:
    told = ((5, 3), (2, 6), (0.1, 7))
    return tuple(Pain(id=new_id(), at=now - timedelta(days=days), score=score) for days, score in told)


def a_flare(now: datetime) -> tuple[Entry, ...]:
    return (Flare(id=new_id(), at=now - timedelta(hours=3)), massage(now - timedelta(days=2)))


DIARIES: tuple[Callable[[datetime], tuple[Entry, ...]], ...] = (
    nothing_yet, stopped_for_numbness_an_hour_ago, stopped_for_numbness_yesterday, massaged_just_after_midnight,
    worse_for_two_days, a_flare,
)  # fmt: skip
SUNDAY = datetime(2026, 11, 22, 21, 15)


def household(entries: tuple[Entry, ...], language: str = "en") -> tuple[Profile, Client]:
    """A household of one with this diary and nothing else."""
    for model in (SavedEntry, SavedJourney, SavedCheck):
        model.objects.all().delete()
    profile = home_profile()
    profile.country = "GB"
    profile.save()
    actions.add_entries(entries, by=profile)
    return profile, client_of(profile, language)


def test_a_worst_ache_below_that_of_now_is_mended_at_either_field() -> None:
    _, client = household(())
    shown = go_through(
        client, begin(client), KNOWLEDGE, {**PEOPLE["an ordinary ache"], "pain_now": 9, "pain_worst": 2}, 20
    )
    page = shown.content.decode()

    assert [field for field, _ in shown.context["page"].problems] == ["f_pain_worst", "f_pain_now"]
    assert page.count("Change whichever of the two is wrong.") >= 2


def by_the_pathway(
    person: dict[str, Any], entries: tuple[Entry, ...], now: datetime, knowledge: Any = KNOWLEDGE
) -> Any:
    answers = read_answers(knowledge, person, now)
    request = Request(country="GB")
    return Person(knowledge=knowledge, answers=answers, request=request, cleared={}, diary=entries, now=now).walk(
        assume_usual=True
    )


@pytest.mark.parametrize(
    ("name", "diary"),
    [*itertools.product(["an ordinary ache"], DIARIES), *itertools.product(list(PEOPLE)[1:], DIARIES[:2])],
)
def test_every_face_tells_the_same(name: str, diary: Any, terminal: Any, at_moment: Any) -> None:
    with at_moment("Europe/Berlin", SUNDAY) as now:
        person, entries = PEOPLE[name], diary(now)
        profile, client = household(entries)
        at_once = by_the_pathway({}, entries, now).decision.so_far.urgency == "emergency"  # then nothing is asked
        walked = by_the_pathway({} if at_once else person, entries, now)
        told = tell(KNOWLEDGE, walked, "GB", now)

        lines = lines_for(KNOWLEDGE, new_journey("GB"), person, entries, now)
        typed = terminal(lambda: interview.run(country="GB"), lines)
        planned = terminal(plan.plan, []) if walked.plan else ""
        SavedJourney.objects.all().delete()
        go_through(client, begin(client), KNOWLEDGE, person)
        shown = client.get("/result/") if rows.journey_of(profile).pages else begin(client)

        assert decision_text(KNOWLEDGE, walked, "GB", now) in typed
        assert shown.context["told"] == told
        if walked.plan:
            assert planned.strip() == plan_text(walked.plan)
            assert client.get("/plan/").context["plan"] == walked.plan


def test_an_hour_after_a_stop_for_numbness_the_first_thing_every_face_says_is_the_emergency(
    terminal: Any, at_moment: Any
) -> None:
    with at_moment("Asia/Jakarta", SUNDAY) as now:
        _, client = household(stopped_for_numbness_an_hour_ago(now))
        typed = terminal(lambda: interview.run(country="ID"), [])
        shown = begin(client)

        assert typed.strip().startswith("<!> EMERGENCY")
        assert shown.status_code == 200
        assert shown.context["told"].urgency == "emergency"
        assert next(template.name for template in shown.templates) == "check/emergency.html"
        for path in ("/", "/diary/"):
            page = client.get(path).content.decode()
            first = page.index("<h1")
            assert "Go to an emergency department now" in page[first : first + 200], path
        assert terminal(diary_command.show, []).startswith("<!> EMERGENCY")


def test_a_file_is_about_whoever_it_says_and_brings_its_own_diary(terminal: Any, at_moment: Any, tmp_path: Any) -> None:
    with at_moment("UTC", SUNDAY) as now:
        household(stopped_for_numbness_an_hour_ago(now))
        answers = {**{id: fact.usual for id, fact in KNOWLEDGE.facts.items() if fact.source == "asked"}, **ORDINARY}
        somebody = {"answers": {id: said for id, said in answers.items() if said is not None}}
        told = [msgspec.to_builtins(entry) for entry in stopped_for_numbness_an_hour_ago(now)]
        without, with_one = tmp_path / "without.json", tmp_path / "with.json"
        without.write_bytes(msgspec.json.encode(somebody))
        with_one.write_bytes(msgspec.json.encode({**somebody, "diary": told}))

        assert "Your plan" in terminal(lambda: plan.plan(str(without)), [])
        assert "EMERGENCY" in terminal(lambda: plan.plan(str(with_one)), [])


@pytest.mark.parametrize("began", ["2026-11-13", 9])
def test_a_day_written_in_the_terminal_is_read_back_and_opened_in_the_browser(
    began: Any, terminal: Any, at_moment: Any
) -> None:
    with at_moment("America/St_Johns", SUNDAY) as now:
        profile, client = household(())
        person = {**ORDINARY, "duration_days": began}
        terminal(lambda: interview.run(country="GB"), lines_for(KNOWLEDGE, new_journey("GB"), person, (), now))
        page = next(page for page in rows.journey_of(profile).pages if "duration_days" in page.items)
        read_back = client.post("/check/", {"go": "read_back"})
        opened = client.post("/check/", {"go": "change", "page": page.screen, "part": page.follow_up})
        value = next(field.value for field in opened.context["page"].fields if field.id == "duration_days")

        assert any("9 days ago" in answer for said in read_back.context["read_back"] for answer in said.answers)
        assert value == "9"


def test_a_check_begun_in_the_browser_goes_on_in_the_terminal(terminal: Any, at_moment: Any) -> None:
    with at_moment("UTC", SUNDAY) as now:
        profile, client = household(())
        go_through(client, begin(client), KNOWLEDGE, ORDINARY, pages=5)
        begun = rows.journey_of(profile)
        lines = lines_for(KNOWLEDGE, begun, ORDINARY, (), now)
        typed = terminal(lambda: interview.run(country=""), ["y", *lines])
        walked = by_the_pathway(ORDINARY, (), now)

        assert len(begun.pages) >= 4
        assert "A check was begun in the browser" in typed
        assert decision_text(KNOWLEDGE, walked, "GB", now) in typed
        assert client.get("/result/").context["told"] == tell(KNOWLEDGE, walked, "GB", now)


@pytest.mark.parametrize(
    ("page", "no_longer"),
    [
        ({"age": 130}, {"age"}),
        ({"sex": "a choice of another release"}, {"sex"}),
        ({"duration_days": "not a day"}, {"duration_days"}),
        ({"a_fact_that_is_gone": True}, set()),
        (
            {"sex": "male", "pregnancy_state": "pregnant"},
            {"sex", "pregnancy_state", "gave_birth_recently", "birth_12_weeks"},
        ),
    ],
)
def test_a_check_that_newer_knowledge_refuses_asks_again_only_what_no_longer_holds(
    page: dict[str, Any], no_longer: set[str], terminal: Any, at_moment: Any
) -> None:
    with at_moment("Pacific/Kiritimati", SUNDAY) as now:
        profile, client = household(())
        go_through(client, begin(client), KNOWLEDGE, ORDINARY)
        whole = rows.journey_of(profile)
        odd = Answered(screen="you", items=tuple(page), given=page, at=now)
        pages = tuple(
            msgspec.structs.replace(each, given={id: said for id, said in each.given.items() if id not in page})
            for each in whole.pages
        )
        old = Journey(id=new_id(), pages=(odd, *pages), country="GB")
        actions.keep_journey(old, by=profile)

        asked = client.post("/check/", {"go": "stay"})
        lines = lines_for(KNOWLEDGE, old, ORDINARY, (), now)
        typed = terminal(lambda: interview.run(country=""), ["y", *lines])

        assert asked.status_code == 200
        assert set(asked.context["page"].shown.split() if "page" in asked.context else ()) <= no_longer
        assert client.get("/diary/").status_code == 200
        assert decision_text(KNOWLEDGE, by_the_pathway(ORDINARY, (), now), "GB", now) in typed


@pytest.mark.parametrize("diary", DIARIES[:2])
def test_in_another_language_the_same_is_decided_in_its_own_words(diary: Any, at_moment: Any) -> None:
    with at_moment("Asia/Jakarta", SUNDAY) as now:
        entries = diary(now)
        indonesian = load(language="id")
        profile, client = household(entries, "id")
        go_through(client, begin(client), KNOWLEDGE, ORDINARY)
        shown = client.get("/result/") if rows.journey_of(profile).pages else begin(client)
        walked, in_english = (by_the_pathway(ORDINARY, entries, now, each) for each in (indonesian, KNOWLEDGE))

        assert shown.context["told"] == tell(indonesian, walked, "GB", now)
        assert (walked.decision.so_far.urgency, walked.decision.so_far.massage) == (
            in_english.decision.so_far.urgency,
            in_english.decision.so_far.massage,
        )


@pytest.mark.parametrize("diary", DIARIES[:2])
def test_a_page_reads_the_diary_once(diary: Any, at_moment: Any) -> None:
    with at_moment("UTC", SUNDAY) as now:
        _, client = household(diary(now))
        go_through(client, begin(client), KNOWLEDGE, ORDINARY)
        for method, path, sent in (
            ("post", "/check/", {"go": "stay"}),
            ("get", "/result/", {}),
            ("get", "/plan/", {}),
            ("get", "/diary/", {}),
            ("get", "/", {}),
        ):
            with CaptureQueriesContext(connection) as asked:
                getattr(client, method)(path, sent)
            assert sum("self_care_savedentry" in each["sql"] for each in asked.captured_queries) <= 1, path
