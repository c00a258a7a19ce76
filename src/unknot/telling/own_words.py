"""Says a person's answers back to them, their own facts in words: what is so, never a list of what is not."""

from __future__ import annotations

from collections.abc import Iterable

from unknot.knowledge.regions import REGIONS, both, name_of, side_of
from unknot.knowledge.sentences import inside, listed, number, worded
from unknot.knowledge.shapes import Fact, Knowledge
from unknot.pathway.facts import Facts
from unknot.pathway.plan.words import SIDES

UNSAID = worded("one of your answers")
"""Instead of facts that are private (docs/clinical/telling.md), or when only an absence speaks."""
PLACES = {
    "shoulder_top": (worded("the top of the {side} shoulder"), worded("the tops of the shoulders")),
    "between_blades": (worded("the upper back beside the {side} blade"), worded("the upper back between the blades")),
    "mid_back": (worded("the {side} middle back"), worded("the middle back")),
    "low_back": (worded("the {side} low back"), worded("the low back")),
    "buttock": (worded("the {side} buttock"), worded("the buttocks")),
    "neck": ("", worded("the neck")),
    "spine_midline": ("", worded("the bones of the spine")),
    "flank": (worded("the {side} side below the ribs"), worded("the sides below the ribs")),
    "tailbone": ("", worded("the tailbone")),
    "leg": (worded("the {side} leg"), worded("the legs")),
    "arm": (worded("the {side} arm"), worded("the arms")),
    "belly": ("", worded("the belly")),
    "chest_front": ("", worded("the front of the chest")),
}
"""Each region on one side, and on both or in the middle."""
NUMBERS = {
    "age": worded("the age of {number}"),
    "pregnancy_weeks": worded("{number} weeks of pregnancy"),
    "duration_days": worded("pain for {number} days"),
    "pain_now": worded("an ache of {number} of 10"),
    "pain_worst": worded("an ache of {number} of 10 at its worst"),
    "temperature": worded("a temperature of {number} °C"),
    "platelets": worded("a platelet count of {number}"),
    "bp_systolic": worded("an upper blood pressure of {number}"),
    "bp_diastolic": worded("a lower blood pressure of {number}"),
}
OTHER_NUMBER = worded("{fact} {number}")
ONE = {"duration_days": worded("pain for 1 day")}
"""For the number 1, where the sentence above would not fit."""
CHOICES = {
    ("for_whom", "someone_else"): "",
    ("for_whom", "therapist"): "",
    ("pregnancy_state", "maybe"): worded("a possible pregnancy"),
    ("onset", "sudden_strain"): worded("a sudden start on a lift, twist or cough"),
    ("onset", "injury"): worded("a fall, crash or blow"),
    ("onset", "no_idea"): worded("no clear start"),
    ("pain_history", "same_old_checked"): worded("the same old pain"),
    ("pain_history", "first"): "",
    ("trend", "same"): worded("no gain so far"),
    ("trend", "worse"): worded("a pain that gets steadily worse"),
    ("aneurysm", "mine"): worded("an aneurysm"),
    ("aneurysm", "relative"): worded("an aneurysm in the family"),
    ("bp_state", "treated_fine"): worded("treated blood pressure"),
    ("bp_state", "told_high"): worded("high blood pressure that is not treated"),
    ("bp_state", "reading"): "",
    ("bp_state", "never"): "",
}
"""Choices whose own label makes no sense in a sentence; "" where other facts say it better."""


SAYS_YES = {("pregnancy_state", "pregnant")}
"""Choices that mean yes, beside those called `yes`: the label of the fact says it all."""


def own_words(knowledge: Knowledge, facts: Facts, ids: Iterable[str]) -> str:
    """The facts behind a finding as the person would name them: "the age of 72 and a fall".

    A "no" and a usual answer are left out, and so is every private fact; when nothing is left, `UNSAID`. The age that
    makes a pregnancy possible is no reason of its own.
    """
    asked = tuple(dict.fromkeys(ids))
    said_better = {"age"} if {"pregnancy_state", "gave_birth_recently"} & set(asked) else set()
    if "pregnancy_weeks" in asked and facts.by_slot.get("pregnancy_weeks") is not None:
        said_better.add("pregnancy_state")
    said = [_said(knowledge, facts, knowledge.facts[id]) for id in asked if id not in said_better]
    words = tuple(dict.fromkeys(word for word in said if word))
    joint = listed(knowledge, ("", ""))
    clear = not any(joint in word or "," in word for word in words)
    return (listed(knowledge, words) if clear else "; ".join(words)) or knowledge.say(UNSAID)


def _said(knowledge: Knowledge, facts: Facts, fact: Fact) -> str:
    value, say = facts.by_slot.get(fact.id), knowledge.say
    if fact.private or fact.id == "sex":
        return ""
    if fact.type == "regions":
        places = region_words(knowledge, facts.regions(fact.id)) if fact.id == "site" else ""
        return say("pain in {places}", places=places) if places else fact.label
    if fact.id in facts.unsure:
        return say("{fact} (not sure)", fact=fact.label) if value is not False else ""
    if value is None or value is False:
        return ""
    if fact.type == "choice":
        return _choice(knowledge, fact, int(value))
    if fact.type in ("integer", "decimal"):
        count = round(int(value) * fact.step, 6)
        words = ONE.get(fact.id) if count == 1 else None
        words = words or NUMBERS.get(fact.id) or OTHER_NUMBER
        return "" if count == fact.usual else say(words, fact=fact.label, number=number(knowledge, count))
    return fact.label


def _choice(knowledge: Knowledge, fact: Fact, place: int) -> str:
    choice = fact.choices[place]
    if choice.id == fact.usual:
        return ""
    if (fact.id, choice.id) in CHOICES:
        words = CHOICES[fact.id, choice.id]
        return knowledge.say(words) if words else ""
    plain = choice.id == "yes" or (fact.id, choice.id) in SAYS_YES
    return fact.label if plain else f"{fact.label} ({inside(choice.label)})"


def region_words(knowledge: Knowledge, regions: Iterable[str]) -> str:
    """Regions as people say them, both sides as one: "the low back and the top of the left shoulder"."""
    named = [region for region in REGIONS if region in set(regions)]
    if len(named) == len(REGIONS):
        return knowledge.say("the whole body")
    said = []
    for region in named:
        side, (one, whole) = side_of(region), PLACES[name_of(region)]
        if not side or set(both(name_of(region))) <= set(named):
            said.append(knowledge.say(whole))
        else:
            said.append(knowledge.say(one, side=knowledge.say(SIDES[side])))
    return listed(knowledge, dict.fromkeys(said))
