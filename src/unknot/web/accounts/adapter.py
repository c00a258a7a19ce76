"""How do sign-in mails leave? Without anything about health in subject or text."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):
    """allauth as it is; named here so that a subject can never come from elsewhere."""
