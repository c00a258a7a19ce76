"""What is said around the steps: before, after, and when to get help. Words only.

Sources: preparation and aftercare clinical.md 3c with claims 28-34 of 4a (drink to thirst; nothing is flushed out);
safety net clinical-addendum part 5; what is normal afterwards E12.
"""

from __future__ import annotations

PREPARE_HOME = (
    "Answer the short check again if anything has changed since.",
    "Go to the toilet. Wait 1 to 2 hours after a big meal.",
    "A warm room, loose clothes, a timer within reach.",
    "Note how strong the ache is now, from 0 to 10.",
)
PREPARE_OIL = "Try a new oil on a small patch of skin the day before."
PREPARE_REST = (
    "Find a place where nothing pulls. A timer within reach.",
    "Note how strong the ache is now, from 0 to 10.",
)
AFTER_HOME = (
    "Sit for 2 minutes, then stand up slowly, holding something.",
    "Drink when you are thirsty. Then walk a little or stretch gently.",
    "No hard training today.",
    "Warm, loose and slightly tender is normal for up to 36 hours. "
    "Sharp, numb or spreading is not: stop and check again.",
    "Note the ache now, tomorrow morning and in 2 days.",
)
AFTER_REST = (
    "Stand up slowly.",
    "Keep moving gently through the day.",
    "Note the ache now and tomorrow morning.",
)


def safety_net(numbers: tuple[str, ...]) -> tuple[str, ...]:
    """When to get help, shown with every plan. `numbers`: the emergency lines of the country."""
    return (
        f"Call {' or '.join(numbers)} at once for chest pain, breathlessness or fainting.",
        "Get help at once for numbness between the legs, trouble peeing or weak legs.",
        "See someone for fever or steadily worse pain.",
    )
