"""Queues mails as rows that the request writes with all else it keeps, until the mail server takes them.

So nobody waits for a mail server, and a sign-up exists together with its mail or not at all. `mail_sender.py` sends it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from threading import Event

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from unknot import clock
from unknot.web.accounts.models import WaitingMail

EXPIRES = "Expires"
"""The header (RFC 4021) with the moment after which a mail is of no use, as that of a code."""
LONGEST = timedelta(days=2)
"""How long any other mail is tried."""
something_waits = Event()
"""Wakes the sender of this process."""


class MailQueue(BaseEmailBackend):
    """A mail backend that sends nothing itself: each mail becomes a row an address. Texts only, nothing attached."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write them down, in the transaction of the caller."""
        now = clock.now(UTC)
        for mail in email_messages:
            for to in mail.recipients():
                WaitingMail.objects.create(
                    sender=mail.from_email,
                    to=to,
                    subject=str(mail.subject),
                    text=str(mail.body),
                    due=now,
                    until=_until(mail, now),
                )
        transaction.on_commit(something_waits.set)
        return len(email_messages)


def _until(mail: EmailMessage, now: datetime) -> datetime:
    expires = mail.extra_headers.get(EXPIRES)
    return parsedate_to_datetime(expires) if expires else now + LONGEST
