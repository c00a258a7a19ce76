"""How much longer do others take for one person? Facts in; fired, unsettled and the whole outcome out.

No texts, no counterfactuals, no plan. Each engine gets the facts in the form it likes best, made before the clock
starts. Every answer for every person is compared with ours first.
"""

from __future__ import annotations

from benchmarks.peers import Peer
from benchmarks.peers.datalogic import DataLogic
from benchmarks.peers.sqlite import Sqlite
from benchmarks.peers.zen import ZenExpressions, ZenTable
from benchmarks.people import facts_of, random_people, slots_of
from benchmarks.table import Row, ratio_row
from benchmarks.timing import Work, interleaved
from unknot.knowledge.shapes import Knowledge

OURS = "unknot"
FLOOR, AIM = 5.0, 6.0
"""datalogic-py against unknot. The floor is the promise; 5.9 to 7.1 in four runs on 2026-12-01, 623 rules."""
HELD_TO = ("datalogic-py", "datalogic-py, facts already inside it")
"""Must take FLOOR times as long as we do, for ordinary answers. The toss of a coin lies around it and is shown too."""
SLOW = 4
"""People for an engine that takes milliseconds."""


def peers(knowledge: Knowledge) -> list[Peer]:
    """Every engine with the rules loaded."""
    forms: list[Peer] = [DataLogic(knowledge, given) for given in ("handle", "values", "named")]
    return [*forms, Sqlite(knowledge), ZenExpressions(knowledge), ZenTable(knowledge)]


def measure(knowledge: Knowledge, crowd: str, people: int, rounds: int) -> list[Row]:
    """One row for each engine. Raises AssertionError when any engine gives another answer."""
    crowded = random_people(knowledge, people, crowd)
    facts = [facts_of(knowledge, person) for person in crowded]
    slots = [slots_of(knowledge, person) for person in crowded]
    found = [knowledge.evaluate(person) for person in facts]
    work: dict[str, Work] = {OURS: (knowledge.evaluate, facts)}
    for peer in peers(knowledge):
        forms = [peer.form(person) for person in slots]
        for form, expected in zip(forms, found, strict=True):
            assert peer.found(peer.answer(form)) == expected, f"{peer.name} gives another answer"
        work[peer.name] = (peer.answer, forms[:SLOW] if isinstance(peer, ZenTable) else forms)
    times = interleaved(work, rounds)
    what, held_to = f"one person, {crowd} answers", HELD_TO if crowd == "ordinary" else ()
    return [ratio_row(what, name, times, OURS, FLOOR if name in held_to else None, AIM) for name in work]
