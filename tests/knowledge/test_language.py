"""Is everything said in every language, and is it the same decision in each?"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import NOW
from tests.lib.people import BUDI, DEWI, MADE, RINA, SARI, facts_of, people, possible, usual_answer
from unknot.knowledge.compiler import write
from unknot.knowledge.language import PACKAGE, SPEAKING, all_said, all_spoken, languages, read_translation
from unknot.knowledge.load import load
from unknot.knowledge.measures import read_measures
from unknot.knowledge.places import CONTENT
from unknot.knowledge.release import compiled, stamp_of
from unknot.knowledge.shapes import Knowledge
from unknot.knowledge.words import read_words
from unknot.pathway import Assessment, follow
from unknot.pathway.answers import InputRefused, read_answers
from unknot.pathway.plan.shape import Plan
from unknot.pathway.plan.visit import visit_lines
from unknot.pathway.request import Request, read_request
from unknot.telling.brief import brief_of
from unknot.telling.brief_text import brief_text
from unknot.telling.decision import DecisionText, tell
from unknot.telling.own_words import own_words

OTHERS = languages()[1:]
ENGLISH = load()
ID = load(language="id")
WORDS_OF_ENGLISH = frozenset(
    re.findall(
        r"\w+",
        "the of and is are you your with to for not be it its this that these those from than then have has had were "
        "will would can cannot could should when where which what who how after before again today tomorrow day days "
        "week weeks minutes pain ache back hand hands doctor left right both sides shoulder buttock pressure on by if "
        "as at into out never always only any more less most because sure unsure answers light lying sitting heat",
    )
)
"""Words that no Indonesian sentence has."""
TEXT_KEYS = frozenset(
    re.findall(
        r"\w+",
        "title said why advice not_sure lead rest call no_answer quote limits notes still_open recheck safety_net "
        "not_a_diagnosis name how do_not prepare aftercare says reasons steps",
    )
)
"""Fields of a told decision, a plan and a visit that people read."""
WOUNDED = {**DEWI, "wound_at": ["low_back_left", "shoulder_top_right"], "pain_now": 6}
UNSURE = {**DEWI, "blood_thinner": "unsure", "age": 72, "sex": "male"}
FEVERISH = {**DEWI, "fever": True, "temperature": 38.6}
FORGETFUL: dict[str, Any] = {"age": 40, "pain_now": 5}
PEOPLE = {
    "dewi": DEWI, "sari": SARI, "budi": BUDI, "rina": RINA, "made": MADE, "wounded": WOUNDED, "unsure": UNSURE,
    "feverish": FEVERISH,
}  # fmt: skip
REQUESTS = (
    Request(helper="alone", minutes=20, tools=("ball", "heat_pack", "roller"), country="ID"),
    Request(helper="partner", minutes=20, tools=("oil",), wants=("massage_gun",), country="ID"),
    Request(helper="professional", minutes=60, style="deep_tissue", country="ID"),
)


def gaps(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def everyone(said: dict[str, Any]) -> dict[str, Any]:
    """Someone who answered every question: as usual but for `said`."""
    asked = {fact.id: usual_answer(fact) for fact in ENGLISH.facts.values() if fact.source == "asked"}
    return possible(ENGLISH, {**{id: answer for id, answer in asked.items() if answer is not None}, **said})


def walked(knowledge: Knowledge, said: dict[str, Any], request: Request = REQUESTS[0]) -> Assessment:
    return follow(knowledge, read_answers(knowledge, said, NOW), request, now=NOW)


def texts(told: Any) -> Iterator[str]:
    """Every string that a person reads."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, list | tuple):
        for each in told:
            yield from texts(each)
    elif isinstance(told, dict):
        for key, each in told.items():
            if key in TEXT_KEYS:
                yield from texts(each)


def english_in(*told: Any) -> list[str]:
    """Sentences with English words in them."""
    found = [text for each in told for text in texts(msgspec.to_builtins(each))]
    return [text for text in found if WORDS_OF_ENGLISH & set(re.findall(r"[a-z]+", text.lower()))]


# The catalogues


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_of_the_content_is_translated_from_the_english_of_now(language: str) -> None:
    translated = read_translation(language).by_context
    missing = [said.context for _, said in all_said() if said.context not in translated]
    stale = [said.context for _, said in all_said() if translated.get(said.context, ("",))[0] not in ("", said.english)]

    assert (missing, stale) == ([], [])


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_left_of_a_sentence_that_is_gone(language: str) -> None:
    translation = read_translation(language)

    assert sorted(set(translation.by_context) - {said.context for _, said in all_said()}) == []
    assert sorted(set(translation.sentences) - set(all_spoken())) == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_of_python_is_translated(language: str) -> None:
    translated = read_translation(language).sentences

    assert [sentence for sentence in all_spoken() if sentence not in translated] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_same_gaps(language: str) -> None:
    translation = read_translation(language)
    pairs = [*translation.by_context.values(), *translation.sentences.items()]

    assert [(english, text) for english, text in pairs if "{" in english + text and gaps(english) != gaps(text)] == []


def test_every_call_of_say_is_found_by_the_extraction() -> None:
    """A sentence put together in the call, or in an f-string, would never be translated."""
    spoken, lost = set(all_spoken()), []
    for path in (path for folder in SPEAKING for path in (PACKAGE / folder).rglob("*.py")):
        for call in (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if name not in ("say", "worded") or not call.args:
                continue
            sentence = call.args[0]
            if isinstance(sentence, ast.Constant):
                found = sentence.value in spoken
            else:  # a marked sentence, by its name or its place in a table
                found = name == "say" and not isinstance(sentence, ast.JoinedStr | ast.Call)
            if not found:
                lost.append(f"{path.name}:{call.lineno}")

    assert lost == []


# The knowledge


def test_only_the_texts_differ() -> None:
    assert ID.language == "id" and ID.sentences and ID.stamp == ENGLISH.stamp
    for field in ("conditions", "never_conditions", "outcome", "types", "left", "release"):
        assert getattr(ID, field) == getattr(ENGLISH, field), field
    for source in ENGLISH.sources.values():
        other_words = {"title": source.title, "supports": source.supports}
        assert msgspec.structs.replace(ID.sources[source.id], **other_words) == source
    assert list(ID.rules) == list(ENGLISH.rules)
    for rule in ENGLISH.rules.values():
        other = ID.rules[rule.id]
        assert msgspec.structs.replace(other.limits, notes=()) == msgspec.structs.replace(rule.limits, notes=())
        for field in ("when", "row", "urgency", "within_days", "massage", "recheck_days", "act", "sources", "basis"):
            assert getattr(other, field) == getattr(rule, field), (rule.id, field)
        assert other.why != rule.why, rule.id


def test_words_and_measures_are_translated_too() -> None:
    assert read_words(language="id").wording["emergency_call"].text.startswith("Hubungi {number} sekarang.")
    assert read_measures(language="id")["nrs"].what != read_measures()["nrs"].what


def test_an_unknown_language_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"(?s)no language `tlh`.*hint: one of en, id"):
        load(language="tlh")


def test_the_compiled_release_of_a_language_needs_no_reader_of_toml_or_catalogues(tmp_path: Path) -> None:
    stamp = write(tmp_path)
    script = (
        "import sys; sys.modules.update(babel=None, tomllib=None, sqlglot=None)\n"
        "from pathlib import Path; from unknot.knowledge.release import compiled\n"
        f"knowledge = compiled({stamp!r}, 'id', Path({str(tmp_path)!r}))\n"
        "assert knowledge.language == 'id' and knowledge.sentences"
    )

    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_changed_catalogue_is_noticed_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stamp = stamp_of(CONTENT)
    (tmp_path / "id.stamp").write_text(f"{stamp} of other catalogues")

    assert compiled(stamp, "id", tmp_path) is None
    assert "the translations (id) have changed" in capsys.readouterr().err


# What a person reads


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_the_decision_is_the_same_in_every_language(data: st.DataObject) -> None:
    said = data.draw(people(ENGLISH))
    ours, theirs = walked(ENGLISH, said), walked(ID, said)

    assert skeleton(theirs) == skeleton(ours)
    assert told_about(ID, theirs) == told_about(ENGLISH, ours)


def skeleton(assessment: Assessment) -> Any:
    """A decision and its plan without their sentences."""

    def bare(each: Any) -> Any:
        if isinstance(each, dict):
            return {key: bare(below) for key, below in each.items() if key not in TEXT_KEYS - {"limits", "steps"}}
        return [bare(below) for below in each] if isinstance(each, list | tuple) else each

    return bare(msgspec.to_builtins((assessment.decision, assessment.plan)))


def told_about(knowledge: Knowledge, assessment: Assessment) -> tuple[str, ...]:
    return tuple(reason.finding for reason in tell(knowledge, assessment, "ID", NOW).reasons)


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda request: request.helper)
@pytest.mark.parametrize("who", PEOPLE)
def test_decision_plan_brief_and_visit_hold_no_english(who: str, request_: Request) -> None:
    said = everyone(PEOPLE[who])
    assessment = walked(ID, said, request_)
    told = msgspec.structs.replace(tell(ID, assessment, "ID", NOW), english=None)

    assert english_in(told) == []
    plan, limits = assessment.plan, assessment.decision.so_far.limits
    if plan is None or limits is None:
        return
    assert english_in(plan) == []
    if plan.helper == "professional":
        assert english_in(list(visit_lines(ID, plan, limits))) == []
        assert english_in(page(assessment, plan, said).splitlines()) == []


def page(assessment: Assessment, plan: Plan, said: dict[str, Any]) -> str:
    sore = assessment.facts.regions("site")
    page = brief_of(
        ID, assessment.decision, plan, sore=sore, answers=said, consented=True, screened_at="2026-11-22 09:00"
    )
    return brief_text(ID, page).replace(ID.stamp[:12], "")  # letters of a stamp may look like a word


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_nobody_reads_english_in_indonesian(data: st.DataObject) -> None:
    assessment = walked(ID, data.draw(people(ENGLISH)), data.draw(st.sampled_from(REQUESTS)))
    told = msgspec.structs.replace(tell(ID, assessment, "ID", NOW), english=None)

    assert english_in(told, assessment.plan) == []


def test_an_unfinished_interview_is_told_without_english() -> None:
    assert english_in(tell(ID, walked(ID, FORGETFUL), "ID", NOW)) == []


def test_numbers_and_days_are_written_as_the_language_does() -> None:
    facts = facts_of(ID, everyone(FEVERISH))
    assert own_words(ID, facts, ["temperature"]) == "suhu 38,6 °C"
    assert own_words(ENGLISH, facts, ["temperature"]) == "a temperature of 38.6 °C"
    assert "6 December" in tell(ENGLISH, walked(ENGLISH, everyone(DEWI)), "GB", NOW).rest
    assert "6 Desember" in tell(ID, walked(ID, everyone(DEWI)), "ID", NOW).rest


@pytest.mark.parametrize(
    "answers",
    [{"age": 300}, {"age": "forty"}, {"duration_days": "2027-01-01"}, {"fever": False, "fever_over_3_days": True}],
    ids=str,
)
def test_a_refused_answer_is_told_without_english(answers: dict[str, Any]) -> None:
    with pytest.raises(InputRefused) as refused:
        read_answers(ID, answers, NOW)

    assert english_in([problem.message for problem in refused.value.problems]) == []
    assert english_in([problem.hint for problem in refused.value.problems]) == []


@pytest.mark.parametrize("wish", [{"minutes": 3}, {"helper": "professional", "minutes": 5}, {"pressure": 11}], ids=str)
def test_a_refused_wish_is_told_without_english(wish: dict[str, Any]) -> None:
    with pytest.raises(InputRefused) as refused:
        read_request(wish, ID)

    assert english_in([f"{problem.message} {problem.hint}" for problem in refused.value.problems]) == []


# An emergency that nobody has reviewed


def alarm(knowledge: Knowledge) -> DecisionText:
    return tell(knowledge, walked(knowledge, SARI), "ID", NOW)


def test_an_unreviewed_emergency_has_the_english_beside_it() -> None:
    told = alarm(msgspec.structs.replace(ID, reviewed=frozenset()))

    assert told.english == alarm(ENGLISH)
    assert told.lead != alarm(ENGLISH).lead and told.english.english is None


def test_a_reviewed_emergency_stands_alone() -> None:
    contexts = {said.context for _, said in all_said()} | {f"sentences:{sentence}" for sentence in all_spoken()}

    assert alarm(msgspec.structs.replace(ID, reviewed=frozenset(contexts))).english is None


def test_nothing_else_is_told_twice() -> None:
    assert tell(ID, walked(ID, everyone(BUDI)), "ID", NOW).english is None
    assert alarm(ENGLISH).english is None
