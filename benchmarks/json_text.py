"""How long from JSON text to JSON text? Read, validated, decided, written: the real reader of `unknot check`.

Validated: well-formed, no key twice, known facts, type, range and step of each answer, no impossible combination. Diary
facts are answered by everyone, as the whole pathway never leaves them unknown: so all three must answer alike.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from itertools import islice

import msgspec

from benchmarks.one_person import OURS
from benchmarks.peers.datalogic_json import DataLogicJson
from benchmarks.people import Answers, random_people
from benchmarks.table import Row, ratio_row
from benchmarks.timing import Work, interleaved
from unknot.cli.check.input_file import parse
from unknot.conditions.truth import value
from unknot.knowledge.shapes import Knowledge
from unknot.pathway.answers import InputRefused, read_answers
from unknot.pathway.contract import read_case
from unknot.pathway.facts import facts_from
from unknot.pathway.findings import findings_of

WHOLE = "unknot, whole pathway"
FLOOR, AIM = 2.5, 3.0
"""datalogic-py against unknot, narrow and whole, for both crowds."""
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def decide(knowledge: Knowledge, text: bytes) -> bytes:
    """Places of the rules that fired and that are unsettled; a bit for each outcome name, known and possible."""
    answers = read_answers(knowledge, parse(text, "input")["answers"], NOW)
    fired, unsettled, lower, worst = knowledge.evaluate(list(answers.values.values()))
    return msgspec.json.encode({"fired": fired, "unsettled": unsettled, "lower": f"{lower:b}", "worst": f"{worst:b}"})


def walk(knowledge: Knowledge, text: bytes) -> bytes:
    """The same through every stage up to the findings, as `unknot check` goes; rules by name instead of place."""
    case = read_case(knowledge, parse(text, "input"), NOW)
    found = findings_of(knowledge, facts_from(knowledge, case.answers, case.now))
    said = {
        "fired": found.fired,
        "unsettled": found.unsettled,
        "lower": f"{found.lower:b}",
        "worst": f"{found.worst:b}",
    }
    return msgspec.json.encode(said)


def with_diary(knowledge: Knowledge, person: Answers) -> Answers:
    """The person with the usual value of every diary and session fact that was left unanswered, and with what the whole
    pathway knows without asking (of a man, that he is not pregnant), so that all decide about the same person."""
    facts = [
        fact for fact in knowledge.facts.values() if fact.source in ("diary", "session") and fact.usual is not None
    ]
    usual = {fact.id: list(fact.usual) if isinstance(fact.usual, tuple) else fact.usual for fact in facts}
    said = {**usual, **person}
    typed = read_answers(knowledge, said, NOW).values
    for row, settled in zip((row for row in knowledge.never if row.where), knowledge.settled, strict=True):
        if value(settled.where, typed) is True:
            said = {**row.settles, **said}
    return said


def is_possible(knowledge: Knowledge, person: Answers) -> bool:
    """Someone half-known may turn out impossible: a man, with the weeks of a pregnancy that he never said he had."""
    try:
        read_answers(knowledge, person, NOW)
    except InputRefused:
        return False
    return True


def measure(knowledge: Knowledge, crowd: str, people: int, rounds: int) -> list[Row]:
    """The peer against the narrow path and against the whole. Raises AssertionError when the answers differ."""
    peer = DataLogicJson(knowledge)
    drawn = (with_diary(knowledge, person) for person in random_people(knowledge, 2 * people, crowd))
    texts = [peer.form(person) for person in islice((one for one in drawn if is_possible(knowledge, one)), people)]
    ours = [text.encode() for text in texts]
    for text, written in zip(texts, ours, strict=True):
        found = json.loads(decide(knowledge, written))
        expected = (found["fired"], found["unsettled"], int(found["lower"], 2), int(found["worst"], 2))
        assert peer.found(peer.answer(text)) == expected, f"{peer.name} gives another answer"
        by_name = {key: [knowledge.rule_ids[place] for place in found[key]] for key in ("fired", "unsettled")}
        assert json.loads(walk(knowledge, written)) == {**found, **by_name}, f"{WHOLE} gives another answer"
    work: dict[str, Work] = {
        OURS: (lambda text: decide(knowledge, text), ours),
        WHOLE: (lambda text: walk(knowledge, text), ours),
        peer.name: (peer.answer, texts),
    }
    times = interleaved(work, rounds)
    what = {OURS: f"JSON to JSON, {crowd} answers", WHOLE: f"JSON to JSON, whole pathway, {crowd} answers"}
    return [
        ratio_row(what[us], name, times, us, FLOOR if name == peer.name else None, AIM)
        for us in (OURS, WHOLE)
        for name in (us, peer.name)
    ]
