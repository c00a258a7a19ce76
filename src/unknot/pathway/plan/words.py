"""Holds what is said around the steps: before, after, and when to get help; helpers, tools and positions. Words only.

Sources: before and after docs/clinical/session.md, claims 4a-28 to 4a-34 (drink to thirst; nothing is flushed out);
safety net docs/clinical/telling.md; what is normal afterwards E12.
"""

from __future__ import annotations

from collections.abc import Iterable

from unknot.knowledge.sentences import listed, worded
from unknot.knowledge.shapes import Knowledge, Limits

HELPERS = {
    "alone": worded("on your own"),
    "partner": worded("with a partner"),
    "professional": worded("at a professional's"),
}
TOOLS = {
    "ball": worded("ball"),
    "roller": worded("foam roller"),
    "gun": worded("massage gun"),
    "cane": worded("massage cane"),
    "heat_pack": worded("heat pack"),
    "oil": worded("oil"),
    "cups_scraper": worded("cups or scraper"),
}
POSITIONS = {
    "prone": worded("lying face down"),
    "supine": worded("lying flat on the back"),
    "side_lying": worded("lying on the side"),
    "seated": worded("sitting"),
    "seated_lean": worded("sitting and leaning forward"),
    "semi_reclined": worded("half lying"),
    "standing": worded("standing"),
    "floor": worded("on the floor"),
}
SIDES = {"left": worded("left"), "right": worded("right"), "both": worded("both sides")}
"""The person's own left and right."""

PREPARE_HOME = (
    worded("Answer the short check again if anything has changed since."),
    worded("Go to the toilet. Wait 1 to 2 hours after a big meal."),
    worded("A comfortable room, loose clothes, a timer within reach."),
    worded("Note how strong the ache is now, from 0 to 10."),
)
PREPARE_OIL = worded("Try a new oil on a small patch of skin the day before.")
PREPARE_REST = (
    worded("Find a place where nothing pulls. A timer within reach."),
    worded("Note how strong the ache is now, from 0 to 10."),
)
RISE = worded("Sit for 2 to 3 minutes, then stand up slowly.")
"""Word for word the note of several limits, so that no plan says it twice."""
DRINK = worded("Drink when you are thirsty.")
MOVE = worded("Walk a little, or stretch gently.")
WALK = worded("Walk a little.")
AFTER_HOME = (
    worded("No hard training today."),
    worded(
        "Warm, loose and slightly tender is normal for up to 36 hours. "
        "Sharp, numb or spreading is not: stop and check again."
    ),
    worded("Note the ache now, tomorrow morning and in 2 days."),
)
AFTER_REST = (
    worded("Keep moving gently through the day."),
    worded("Note the ache now and tomorrow morning."),
)


def after_home(knowledge: Knowledge, limits: Limits, *, moves: bool) -> tuple[str, ...]:
    """What is good afterwards. `moves`: the plan itself ends with stretching or a walk, and says how to rise."""
    if moves:
        return in_words(knowledge, (DRINK, *AFTER_HOME))
    on = WALK if "chair_stretch" in limits.no_technique else MOVE
    return in_words(knowledge, (RISE, DRINK, on, *AFTER_HOME))


def safety_net(knowledge: Knowledge, numbers: tuple[str, ...]) -> tuple[str, ...]:
    """When to get help, shown with every plan. `numbers`: the emergency lines of the country."""
    call = listed(knowledge, numbers, "or")
    return (
        knowledge.say("Call {number} at once for chest pain, breathlessness or fainting.", number=call),
        knowledge.say("Get help at once for numbness between the legs, trouble peeing or weak legs."),
        knowledge.say("See someone for fever or steadily worse pain."),
    )


def in_words(knowledge: Knowledge, sentences: Iterable[str]) -> tuple[str, ...]:
    """Marked sentences in the language of the knowledge."""
    return tuple(knowledge.say(sentence) for sentence in sentences)
