"""How do people sign in? By a code from their mail, a password if they want one, or a passkey; each is enough.

Mails say nothing about health, in subject or text (templates/account/email). A passkey is a way in and not a second
step, so that a lost telephone locks nobody out of their diary.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter


class Passkeys(DefaultMFAAdapter):  # type: ignore[misc]
    """Passkeys without a second step after the other ways."""

    def is_mfa_enabled(self, user: Any, types: Iterable[str] | None = None) -> bool:
        """Never: a code from the mail is enough."""
        return False
