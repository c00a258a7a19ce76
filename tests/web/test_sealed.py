"""What a visitor carries: only we can read it, only unchanged, for 12 hours, and a new key ends no journey."""

from __future__ import annotations

from typing import Any

import pytest
from cryptography.fernet import Fernet

from unknot.pathway.journey import Answered, Journey
from unknot.web.check import sealed
from unknot.web.check.sealed import NotOurs, seal, unseal


@pytest.fixture
def journey(now: Any) -> Journey:
    page = Answered(screen="pain", items=("pain_now",), given={"pain_now": 7}, at=now)
    return Journey(id="a", pages=(page,), country="ID")


def test_a_journey_comes_back_as_it_went(journey: Journey) -> None:
    assert unseal(seal(journey)) == journey


def test_nobody_can_read_it(journey: Journey) -> None:
    assert "pain" not in seal(journey)
    assert seal(journey) != seal(journey)


def test_changed_anywhere_it_is_not_ours(journey: Journey) -> None:
    text = seal(journey)
    for place in range(0, len(text), 7):
        other = "A" if text[place] != "A" else "B"
        with pytest.raises(NotOurs):
            unseal(text[:place] + other + text[place + 1 :])


@pytest.mark.parametrize("text", ["", "x", "gAAAAA", "é", "\0", "x" * 1_000_000])
def test_what_was_never_sealed_is_not_ours(text: str) -> None:
    with pytest.raises(NotOurs):
        unseal(text)


def test_it_holds_for_12_hours(journey: Journey, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    text, then = seal(journey), time.time()
    monkeypatch.setattr(time, "time", lambda: then + 12 * 3600 - 1)
    assert unseal(text) == journey
    monkeypatch.setattr(time, "time", lambda: then + 12 * 3600 + 1)
    with pytest.raises(NotOurs):
        unseal(text)


def test_what_a_key_of_before_has_sealed_still_opens_until_the_key_is_dropped(journey: Journey, settings: Any) -> None:
    before = settings.SECRET_KEY
    text = seal(journey)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new key", [before]
    assert unseal(text) == journey
    assert unseal(seal(journey)) == journey
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(NotOurs):
        unseal(text)


def test_the_key_that_seals_is_not_the_key_that_signs(settings: Any) -> None:
    assert sealed._of(settings.SECRET_KEY) != settings.SECRET_KEY.encode()
    Fernet(sealed._of(settings.SECRET_KEY))
