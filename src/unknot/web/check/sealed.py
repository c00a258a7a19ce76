"""Seals a visitor's journey into one hidden field, encrypted and authenticated, for 12 hours."""

from __future__ import annotations

import base64
import hashlib
import zlib
from typing import TypeVar

import msgspec
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from unknot.pathway.journey import Journey
from unknot.pathway.session.shape import State

T = TypeVar("T", bound=msgspec.Struct)
GOOD_FOR_SECONDS = 12 * 3600
MOST_BYTES = 200_000
"""A whole check is some KB; more is not ours."""


class NotOurs(ValueError):
    """A field that we did not seal, that was changed, or that is too old."""


def seal(journey: Journey) -> str:
    """The field's text."""
    return _sealed(journey)


def unseal(text: str) -> Journey:
    """The journey back. Raises NotOurs."""
    return _unsealed(text, Journey)


def seal_state(state: State) -> str:
    """A session that goes on without JavaScript, from page to page."""
    return _sealed(state)


def unseal_state(text: str) -> State:
    """The session back. Raises NotOurs."""
    return _unsealed(text, State)


def _sealed(thing: msgspec.Struct) -> str:
    return _fernet().encrypt(zlib.compress(msgspec.json.encode(thing))).decode()


def _unsealed(text: str, kind: type[T]) -> T:
    try:
        data = _fernet().decrypt(text.encode(), ttl=GOOD_FOR_SECONDS)
        plain = zlib.decompressobj().decompress(data, MOST_BYTES)
        return msgspec.json.decode(plain, type=kind)
    except (InvalidToken, zlib.error, msgspec.MsgspecError, UnicodeEncodeError) as error:
        raise NotOurs("this page is too old, or was not made by us") from error


def _fernet() -> MultiFernet:
    """Seals with the key of today; opens what keys of before have sealed too, so that a new key ends no journey."""
    return MultiFernet([Fernet(_of(key)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _of(key: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.blake2b(key.encode(), digest_size=32, person=b"unknot.seal").digest())
