"""How long from JSON text to JSON text? Read, validated, decided, written: the real reader of `unknot check`.

Validated: well-formed, no key twice, known facts, type, range and step of each answer, no impossible combination.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime

import msgspec

from benchmarks.one_person import OURS
from benchmarks.peers.datalogic_json import DataLogicJson
from benchmarks.people import random_people
from benchmarks.table import Row, ratio_row
from benchmarks.timing import Work, interleaved
from unknot.cli.input_file import parse
from unknot.knowledge.shapes import Knowledge
from unknot.pathway.answers import read_answers
from unknot.pathway.contract import read_case
from unknot.pathway.facts import facts_from
from unknot.pathway.findings import findings_of

FLOOR, AIM = 2.5, 3.0
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def decide(knowledge: Knowledge, text: bytes) -> bytes:
    """Places of the rules that fired and that are unsettled; a bit for each outcome name, known and possible."""
    answers = read_answers(knowledge, parse(text, "input")["answers"], NOW)
    fired, unsettled, lower, worst = knowledge.evaluate(list(answers.values.values()))
    return msgspec.json.encode({"fired": fired, "unsettled": unsettled, "lower": f"{lower:b}", "worst": f"{worst:b}"})


def walk(knowledge: Knowledge, text: bytes) -> bytes:
    """The same through every stage up to the findings, as `unknot check` goes; diary facts count as usual here."""
    case = read_case(knowledge, parse(text, "input"), NOW)
    found = findings_of(knowledge, facts_from(knowledge, case.answers, case.now))
    said = {
        "fired": found.fired,
        "unsettled": found.unsettled,
        "lower": f"{found.lower:b}",
        "worst": f"{found.worst:b}",
    }
    return msgspec.json.encode(said)


def measure(knowledge: Knowledge, crowd: str, people: int, rounds: int) -> list[Row]:
    """Three rows. Raises AssertionError when the answers differ."""
    peer = DataLogicJson(knowledge)
    texts = [peer.form(person) for person in random_people(knowledge, people, crowd)]
    ours = [text.encode() for text in texts]
    for text, written in zip(texts, ours, strict=True):
        found = json.loads(decide(knowledge, written))
        expected = (found["fired"], found["unsettled"], int(found["lower"], 2), int(found["worst"], 2))
        assert peer.found(peer.answer(text)) == expected, f"{peer.name} gives another answer"
    work: dict[str, Work] = {
        OURS: (lambda text: decide(knowledge, text), ours),
        "unknot, whole pathway": (lambda text: walk(knowledge, text), ours),
        peer.name: (peer.answer, texts),
    }
    times = interleaved(work, rounds)
    what, held_to = f"JSON to JSON, {crowd} answers", peer.name if crowd == "ordinary" else ""
    return [ratio_row(what, name, times, OURS, FLOOR if name == held_to else None, AIM) for name in times]
