"""How do we say a person's answers back to them? Their own facts in words: what is so, never a list of what is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from unknot.knowledge.regions import REGIONS, both, name_of, side_of
from unknot.knowledge.shapes import Fact, Knowledge
from unknot.pathway.facts import Facts

UNSAID = "one of your answers"
"""Instead of facts that are private (addendum 7a), or when only an absence speaks."""
PLACES = {
    "shoulder_top": ("the top of the {} shoulder", "the tops of the shoulders"),
    "between_blades": ("the upper back beside the {} blade", "the upper back between the blades"),
    "mid_back": ("the {} middle back", "the middle back"),
    "low_back": ("the {} low back", "the low back"),
    "buttock": ("the {} buttock", "the buttocks"),
    "neck": ("", "the neck"),
    "spine_midline": ("", "the bones of the spine"),
    "flank": ("the {} side below the ribs", "the sides below the ribs"),
    "tailbone": ("", "the tailbone"),
    "leg": ("the {} leg", "the legs"),
    "arm": ("the {} arm", "the arms"),
    "belly": ("", "the belly"),
    "chest_front": ("", "the front of the chest"),
}
"""Each region on one side, and on both or in the middle."""
NUMBERS = {
    "age": "the age of {}",
    "pregnancy_weeks": "{} weeks of pregnancy",
    "duration_days": "pain for {} days",
    "pain_now": "an ache of {} of 10",
    "pain_worst": "an ache of {} of 10 at its worst",
    "temperature": "a temperature of {} °C",
    "platelets": "a platelet count of {}",
    "bp_systolic": "an upper blood pressure of {}",
    "bp_diastolic": "a lower blood pressure of {}",
}
CHOICES = {
    ("for_whom", "someone_else"): "",
    ("for_whom", "therapist"): "",
    ("pregnancy_state", "maybe"): "a possible pregnancy",
    ("onset", "sudden_strain"): "a sudden start on a lift, twist or cough",
    ("onset", "injury"): "a fall, crash or blow",
    ("onset", "no_idea"): "no clear start",
    ("pain_history", "same_old_checked"): "the same old pain",
    ("pain_history", "first"): "",
    ("trend", "same"): "no gain so far",
    ("trend", "worse"): "a pain that gets steadily worse",
    ("aneurysm", "mine"): "an aneurysm",
    ("aneurysm", "relative"): "an aneurysm in the family",
    ("bp_state", "treated_fine"): "treated blood pressure",
    ("bp_state", "told_high"): "high blood pressure that is not treated",
    ("bp_state", "reading"): "",
    ("bp_state", "never"): "",
}
"""Choices whose own label makes no sense in a sentence; "" where other facts say it better."""


def own_words(knowledge: Knowledge, facts: Facts, ids: Iterable[str]) -> str:
    """The facts behind a finding as the person would name them: "the age of 72 and a fall".

    A "no" and a usual answer are left out, and so is every private fact; when nothing is left, `UNSAID`. The age that
    makes a pregnancy possible is no reason of its own.
    """
    asked = tuple(dict.fromkeys(ids))
    said_better = {"age"} if {"pregnancy_state", "gave_birth_recently"} & set(asked) else set()
    if "pregnancy_weeks" in asked and facts.values.get("pregnancy_weeks") is not None:
        said_better.add("pregnancy_state")
    said = [_said(facts, knowledge.facts[id]) for id in asked if id not in said_better]
    words = tuple(dict.fromkeys(word for word in said if word))
    return ("; ".join(words) if any(" and " in word or "," in word for word in words) else listed(words)) or UNSAID


def _said(facts: Facts, fact: Fact) -> str:
    value = facts.values.get(fact.id)
    if fact.private or fact.id == "sex":
        return ""
    if fact.type == "regions":
        places = region_words(facts.regions(fact.id)) if fact.id == "site" else ""
        return f"pain in {places}" if places else fact.label
    if fact.id in facts.unsure:
        return f"{fact.label} (not sure)" if value is not False else ""
    if value is None or value is False:
        return ""
    if fact.type == "choice":
        choice = fact.choices[int(value)]
        if choice.id == fact.usual:
            return ""
        plain = fact.label if choice.label == "Yes" else f"{fact.label} ({choice.label.lower()})"
        return CHOICES.get((fact.id, choice.id), plain)
    if fact.type in ("integer", "decimal"):
        number = round(int(value) * fact.step, 6)
        words = NUMBERS.get(fact.id, fact.label + " {}").format(f"{number:g}")
        return "" if number == fact.usual else words.replace("for 1 days", "for 1 day")
    return fact.label


def region_words(regions: Iterable[str]) -> str:
    """Regions as people say them, both sides as one: "the low back and the top of the left shoulder"."""
    named = [region for region in REGIONS if region in set(regions)]
    if len(named) == len(REGIONS):
        return "the whole body"
    said = []
    for region in named:
        side, (one, whole) = side_of(region), PLACES[name_of(region)]
        said.append(whole if not side or set(both(name_of(region))) <= set(named) else one.format(side))
    return listed(dict.fromkeys(said))


def listed(words: Iterable[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"; nothing for no words."""
    all_words: Sequence[str] = tuple(words)
    return f" {last} ".join([", ".join(all_words[:-1]), all_words[-1]] if len(all_words) > 1 else all_words)
