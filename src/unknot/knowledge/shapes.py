"""Defines one frozen type for each kind of TOML row; unknown keys are refused.

`load.py` reads rows into these shapes, `check.py` says what is wrong with them, the pathway only reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

import msgspec

from unknot.conditions.tree import Node, facts_named
from unknot.conditions.typecheck import FactType
from unknot.knowledge.functions import Evaluate, functions, rules_source
from unknot.knowledge.lines import Lines
from unknot.knowledge.regions import REGIONS

Basis = Literal["verified", "established", "proposal"]
Urgency = Literal["self_care", "clinician", "same_day", "emergency"]
Massage = Literal["suitable", "modify", "clearance", "avoid"]
Grade = Literal[
    "high", "moderate", "low", "very_low", "contradicted", "custom", "safety_consensus", "definition", "no_evidence"
]
Helper = Literal["alone", "partner", "professional"]
Position = Literal["prone", "supine", "side_lying", "seated", "seated_lean", "semi_reclined", "standing", "floor"]
EstablishedBy = Literal["checked", "tested", "described", "own_view"]
"""Who says so, where an answer lowers the outcome: a clinician who looked at *this* and nothing has changed since; a
test that we described, both sides compared; one plainly felt feature; or the person's own judgement."""
Tool = Literal["ball", "roller", "gun", "cane", "heat_pack", "oil", "cups_scraper"]


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """What all rows share: nothing but strictness (a misspelt key is an error, not a silence)."""


class Choice(Row, frozen=True, kw_only=True):
    """One answer of a choice fact."""

    id: str
    label: str
    established_by: EstablishedBy | None = None
    """Where this answer lowers the outcome. Several of a fact with `own_view` may stand for each other."""


class Fact(Row, frozen=True, kw_only=True):
    """One word of the vocabulary."""

    id: str
    type: Literal["yes_no", "integer", "decimal", "choice", "regions"]
    source: Literal["asked", "computed", "diary", "session"]
    label: str
    """Short name for people, as in "because of: warfarin or another blood thinner"."""
    question: str = ""
    """The item or question as shown, first person, about grade 8. Empty only for facts that are not asked."""
    check: str = ""
    """Clarifier shown when a person is not sure: a thing to try, or an example."""
    help: str = ""
    """Folded text: drug names, examples."""
    why: str = ""
    """Why we ask, when the screen's own reason is not enough."""
    unit: str = ""
    min: int | float | None = None
    max: int | float | None = None
    step: float | int = 1
    choices: tuple[Choice, ...] = ()
    ordered: bool = False
    since: bool = False
    """An event asked as a date (or a number of days) and turned into days ago by answers.py; grows with time."""
    unsure: bool | int | float | str | None = None
    """What "not sure" counts as; absent: it stays unknown and rules that wait for it alone count as fired."""
    unsure_because: str = ""
    """Required where not sure counts as no."""
    unsure_offered: bool = True
    """False where the interview does not offer "not sure" (age)."""
    private: bool = False
    """Never named on a summary, brief, PDF or shared screen (docs/clinical/telling.md)."""
    risk: Literal["yes", "no", "up", "down", "none"] = "none"
    risk_because: str = ""
    """Required where risk is none: why the fact has no single direction."""
    established_by: EstablishedBy | None = None
    """Who says the answer that lowers the outcome: the yes of a fact with risk `no`, the no of one with `yes`."""
    contradicted_by: str = ""
    """With `checked`: the condition under which the check no longer speaks of today, as "it is getting worse"."""
    usual: bool | int | float | str | tuple[str, ...] | None = None
    """The value of a person with nothing to report; absent for age, sex and pain scores."""
    good_for: Literal["session", "1 day", "7 days", "28 days", "always"] = "session"
    fixed: bool = False
    when: str = ""
    """Computed yes/no facts only: a named condition, inlined after parsing."""
    is_reported_by: str = ""
    """Diary and session facts: the function or button that sets the fact."""


class Never(Row, frozen=True, kw_only=True):
    """An impossible person: refuses input, bounds the proofs, guides the tests. A mere likelihood is never one."""

    when: str
    because: str
    where: str = ""
    """The part of it that settles other answers before they are asked: "sex = 'male'" settles every pregnancy."""
    settles: dict[str, bool | int | str] = {}
    """Fact -> the only answer that is possible there: known without asking. `tests/proofs` shows that it is."""


class Settled(Row, frozen=True):
    """What is known without asking."""

    where: Node
    values: dict[str, bool | int]
    """Fact -> its typed value."""


class Limits(Row, frozen=True, kw_only=True):
    """What a rule, or a whole decision, holds the session to. Closed: a new kind of limit is a new field here.

    Merged by one table (`outcome.MERGE`): numbers by the smaller, sets by union, heat by the stricter.
    """

    max_pressure: int | None = None
    """0-10, what the receiver feels (docs/clinical/session.md)."""
    max_minutes: int | None = None
    """Hands-on minutes of one session."""
    max_minutes_per_region: int | None = None
    no_technique: tuple[str, ...] = ()
    no_tool: tuple[Tool, ...] = ()
    no_position: tuple[Position, ...] = ()
    no_helper: tuple[Helper, ...] = ()
    keep_off: tuple[str, ...] = ()
    """Regions; in a rule also `all`, a paired name (`low_back` = both sides) or a regions fact (`wound_at`)."""
    heat: Literal["ok", "not_at", "none"] = "ok"
    heat_not_at: tuple[str, ...] = ()
    """Regions where no heat may lie; same words as `keep_off`. Naming any means heat = not_at."""
    needs_helper: bool = False
    """Not alone: someone must be present."""
    notes: tuple[str, ...] = ()
    """Sentences shown with the plan, each an instruction."""


class Example(Row, frozen=True, kw_only=True):
    """A person and what this rule makes of them: run by the checker and by pytest alike.

    Beside `fires`, what is expected of the whole outcome so far: a number or a word exactly, of a list at least these.
    """

    says: str
    answers: dict[str, bool | int | float | str | list[str]]
    fires: bool | Literal["unsettled"]
    urgency: Urgency | None = None
    within_days: int | None = None
    massage: Massage | None = None
    recheck_days: int | None = None
    max_pressure: int | None = None
    max_minutes: int | None = None
    max_minutes_per_region: int | None = None
    no_technique: tuple[str, ...] = ()
    no_tool: tuple[Tool, ...] = ()
    no_position: tuple[Position, ...] = ()
    no_helper: tuple[Helper, ...] = ()
    keep_off: tuple[str, ...] = ()
    """Regions, one by one."""
    heat: Literal["ok", "not_at", "none"] | None = None
    heat_not_at: tuple[str, ...] = ()
    needs_helper: bool | None = None


class Rule(Row, frozen=True, kw_only=True):
    """One finding we know of. `when` is its condition; the rest is what follows from it."""

    id: str
    row: str | tuple[str, ...]
    """The row id(s) of docs/clinical/ that this rule encodes."""
    when: str
    why: str
    advice: str = ""
    title: str = ""
    """Filled from the file when absent."""
    urgency: Literal["clinician", "same_day", "emergency"] | None = None
    within_days: Literal[7, 28] | None = None
    massage: Literal["avoid", "clearance", "modify"] | None = None
    limits: Limits = Limits()
    recheck_days: int | None = None
    """A weak finding's only effect may be this: look again after so many days."""
    act: Literal["call", "go", "crisis"] | None = None
    """Which emergency wording (docs/clinical/telling.md); required with urgency = emergency."""
    ask: str = ""
    """Whom to ask for clearance, in words: "midwife or doctor"."""
    try_again: str = ""
    """For avoid without urgency: when to try again, in words."""
    outranks: tuple[str, ...] = ()
    """Milder rules whose advice would contradict this one's, where what both ask for does not say so by itself."""
    sources: tuple[str, ...] = ()
    """Filled from the file when absent."""
    basis: Basis | None = None
    """Filled from the file when absent."""
    concern: str = ""
    """The file's stem; filled on load."""
    banded: bool = False
    """Its file holds its levels one step apart already, so nothing follows from it; the laws look whether they do."""
    follows: str = ""
    """The rule that this one follows from (`derived.py`); empty for a rule as written."""


class WrittenRule(Rule, frozen=True, kw_only=True):
    """A rule as it stands in its file."""

    example: tuple[Example, ...] = ()

    @property
    def rule(self) -> Rule:
        """What is needed to decide: all but the examples."""
        return Rule(**{field: getattr(self, field) for field in Rule.__struct_fields__})


class Concern(Row, frozen=True, kw_only=True):
    """One file of `rules/`: everything we know about one clinical concern."""

    title: str
    sources: tuple[str, ...]
    basis: Basis
    rule: tuple[WrittenRule, ...]


class FollowUp(Row, frozen=True, kw_only=True):
    """Questions that hang under an item of a screen; shown only while one of them could still matter."""

    id: str
    title: str
    items: tuple[str, ...]


class Screen(Row, frozen=True, kw_only=True):
    """One page of the interview."""

    id: str
    section: Literal["emergency", "same_day", "body", "conditions", "wishes"]
    title: str
    lead: str
    """The sentence above the items: "Right now, or since this pain began:"."""
    why: str
    items: tuple[str, ...]
    stem: str = ""
    """One opening question whose "no to all" answers every listed fact; never for emergency facts."""
    follow_up: tuple[FollowUp, ...] = ()


class Source(Row, frozen=True, kw_only=True):
    """A citation. `read` says what was read of it, honestly."""

    id: str
    title: str
    tier: Literal["A", "B", "C"] | None = None
    """A journal, guideline or agency; B mirror or professional page; C commercial, clinic or press."""
    address: str = ""
    doi: str = ""
    supports: str = ""
    read: bool = True
    """False: established knowledge from a named source that was not opened (mark K)."""


class Claim(Row, frozen=True, kw_only=True):
    """Something people say about massage, graded."""

    id: str
    row: str
    says: str
    """The claim in plain words."""
    grade: Grade
    grade_text: str = ""
    """The grade as the table words it, where one word is not the whole truth."""
    answer: str
    """What we tell people instead, no further than the grade carries."""
    numbers: str = ""
    sources: tuple[str, ...]
    basis: Basis


class Who(Row, frozen=True, kw_only=True):
    """Who can use a technique, in which positions, on which regions (named without side)."""

    helper: Helper
    positions: tuple[Position, ...]
    """Kindest first: the plan takes the first that no limit bars."""
    regions: tuple[str, ...]
    """Empty: the whole person (breathing, walking)."""
    tools: tuple[Tool, ...] = ()
    """One of these must be at hand, beside the technique's own tools (a held spot alone: ball or cane)."""
    how: Lines = ()
    """The steps for this helper, where they differ from the technique's own."""


class Dose(Row, frozen=True, kw_only=True):
    """How much of a technique. Minutes are per region, its aching sides together; pressure is 0-10 as felt."""

    minutes_min: float
    minutes_max: float
    pressure_min: int = 0
    pressure_max: int = 0
    runs_at_limit: bool = False
    """May be used below its own minimum pressure when a limit demands it (docs/clinical/techniques.md)."""
    each_side: bool = False
    """The minutes are for each side of the region, not for both together."""
    whole: bool = False
    """The minutes are for the whole body or session, not for one region."""
    rest_days: int = 0
    """Days between uses on the same region."""
    after_good_sessions: int = 0
    """How many good sessions in a row open the technique (docs/clinical/session.md)."""
    first_session: bool = True
    """May it be part of a first home session?"""
    rate: str = ""
    """Strokes or cycles a minute, in words."""
    basis: Basis = "proposal"


class Technique(Row, frozen=True, kw_only=True):
    """One way of easing an ache, with everything a person needs to do it."""

    id: str
    name: str
    term: str
    row: str
    kind: Literal["stroke", "hold", "tool", "heat", "rest", "move", "visit"]
    touch: bool
    """Counts as hands-on time."""
    phases: tuple[Literal["warm", "settle", "work", "finish", "after"], ...]
    tools: tuple[Tool, ...] = ()
    optional_tools: tuple[Tool, ...] = ()
    contains: tuple[str, ...] = ()
    """Techniques it is made of: barring one removes that part."""
    requires: tuple[str, ...] = ()
    """Parts without which the whole is barred too."""
    by_choice: bool = False
    """Off unless the person asks for it (massage gun)."""
    who: tuple[Who, ...]
    dose: Dose
    how: Lines
    """In order. A line may be tied to the steps that it concerns (`lines.py`)."""
    do_not: Lines
    why: str
    evidence: str
    """How sure we are, in a sentence, no further than the grade."""
    grade: Grade
    sources: tuple[str, ...]
    basis: Basis
    example: tuple[Example, ...] = ()


class Promise(Row, frozen=True, kw_only=True):
    """A safety property: for every possible person, `given` implies `then`. May not name a rule."""

    id: str
    says: str
    given: str
    then: str


class Exemption(Row, frozen=True, kw_only=True):
    """Where a law about two people does not hold, on purpose: one row of `exemptions.toml`."""

    law: Literal["no_cliff", "no_soft_exit"]
    fact: str
    """The number that steps, or the answer that softens."""
    below: float | None = None
    """For a number: the value below the step."""
    when: str = ""
    """Only of people of whom this holds; of everyone without it."""
    because: str
    sources: tuple[str, ...] = ()
    basis: Basis = "proposal"


class EmergencyNumber(Row, frozen=True, kw_only=True):
    """Whom to call in one country."""

    country: str
    name: str
    emergency: tuple[str, ...]
    advice: str = ""
    crisis: str = ""
    violence: str = ""
    poison: str = ""
    no_answer: str = ""
    last_checked: str
    sources: tuple[str, ...]
    basis: Basis


class Left(Row, frozen=True, kw_only=True):
    """A row of the clinical text that is no rule, with the reason."""

    row: str
    because: str


class Release(Row, frozen=True, kw_only=True):
    """Which knowledge this is."""

    version: str
    date: str
    reviewed_by: tuple[str, ...]


class Knowledge(Row, frozen=True, kw_only=True, dict=True, gc=True):
    """Everything we believe, read and ready, in one language. Passed as an argument, never a global."""

    release: Release
    stamp: str
    """SHA-256 of the content, the same in every language."""
    language: str = "en"
    sentences: dict[str, str] = {}
    """English sentence of Python -> its translation (`say`); empty in English."""
    reviewed: frozenset[str] = frozenset()
    """Translations of the content that a native speaker or a clinician has reviewed: `rules/x.toml:id:why`."""
    facts: dict[str, Fact]
    never: tuple[Never, ...]
    rules: dict[str, Rule]
    screens: tuple[Screen, ...]
    techniques: dict[str, Technique]
    claims: dict[str, Claim]
    sources: dict[str, Source]
    promises: tuple[Promise, ...]
    numbers: dict[str, EmergencyNumber]
    left: tuple[Left, ...]
    exemptions: tuple[Exemption, ...]
    contradictions: dict[str, Node]
    """Fact that a clinician established -> when something contradicts it."""
    conditions: dict[str, Node]
    """Rule id -> its `when`, typechecked, computed facts inlined, regions expanded."""
    never_conditions: tuple[Node, ...]
    settled: tuple[Settled, ...]
    """What the [[never]] rows settle before it is asked."""
    exemption_conditions: tuple[Node, ...]
    """The `when` of each exemption, typechecked; And(()) where there is none."""
    outcome: dict[str, Node]
    """Outcome name -> its tree over rules (`outcome.py`); the order of the names is the order of the bits."""
    packed_examples: bytes
    """MessagePack of `examples`: a third of the whole, which nobody needs to decide."""

    def __repr__(self) -> str:
        return f"<Knowledge {self.release.version}: {len(self.facts)} facts, {len(self.rules)} rules>"

    def say(self, sentence: str, /, **gaps: object) -> str:
        """An English sentence of Python in the language of this knowledge, its gaps `{name}` filled.

        Written out in the call, or marked with `worded` where it stands, so that the catalogue knows of it
        (`sentences.py`). Raises KeyError for a gap that is not filled.
        """
        said = self.sentences.get(sentence, sentence)
        return said.format_map(gaps) if gaps else said

    @cached_property
    def written(self) -> tuple[Rule, ...]:
        """The rules as they stand in the files, without those that are derived from them."""
        return tuple(rule for rule in self.rules.values() if not rule.follows)

    @cached_property
    def examples(self) -> dict[str, tuple[Example, ...]]:
        """Written rule -> its examples, unpacked when first asked for."""
        return msgspec.msgpack.decode(self.packed_examples, type=dict[str, tuple[Example, ...]])

    @cached_property
    def types(self) -> dict[str, FactType]:
        """What a condition may say about each fact that is not computed."""
        return {fact.id: fact_type(fact) for fact in self.facts.values() if fact.source != "computed"}

    @cached_property
    def slots(self) -> tuple[str, ...]:
        """What conditions can name: every fact, a regions fact as one slot per region."""
        named = self.types.items()
        return tuple(slot for id, t in named for slot in ([f"{id}.{r}" for r in t.regions] if t.regions else [id]))

    @cached_property
    def unanswered(self) -> dict[str, None]:
        """Every fact, in the order that `evaluate` takes, of a person who has said nothing; to be copied and filled."""
        return dict.fromkeys(self.types)

    @cached_property
    def rule_ids(self) -> tuple[str, ...]:
        """The order of the rules that `evaluate` counts by."""
        return tuple(self.rules)

    @cached_property
    def outcome_names(self) -> tuple[str, ...]:
        """The order of the bits in `lower` and `worst`."""
        return tuple(self.outcome)

    @cached_property
    def evaluate(self) -> Evaluate:
        """The whole rule set as one function, from the compiled release or compiled now."""
        return self._functions["evaluate"]

    @cached_property
    def impossible(self) -> Evaluate:
        """The [[never]] conditions in the same form, over `never_facts`: what fires cannot be."""
        return self._functions["impossible"]

    @cached_property
    def never_facts(self) -> tuple[str, ...]:
        """The order of the values that `impossible` takes."""
        slots = (slot for tree in self.never_conditions for slot in facts_named(tree))
        return tuple(dict.fromkeys(slot.partition(".")[0] for slot in slots))

    @cached_property
    def _functions(self) -> Mapping[str, Evaluate]:
        return functions(self.stamp, self.rules_source)

    def rules_source(self) -> str:
        """The text of `evaluate` and `impossible`."""
        return rules_source(self.types, self.conditions, self.outcome, self.never_conditions, self.never_facts)


def fact_type(fact: Fact) -> FactType:
    """The part of a fact that the condition language needs."""
    kind: Literal["yes_no", "number", "choice", "regions"]
    kind = fact.type if fact.type in ("yes_no", "choice", "regions") else "number"
    return FactType(
        kind=kind,
        minimum=fact.min,
        maximum=fact.max,
        step=fact.step,
        choices=tuple(choice.id for choice in fact.choices),
        ordered=fact.ordered,
        regions=REGIONS if fact.type == "regions" else (),
    )
