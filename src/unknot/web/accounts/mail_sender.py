"""Gives the waiting mails to the mail server, in a thread beside the requests of each serving process.

A sender takes a mail by moving its row's next moment ahead, which only one of them can; should it die, the row comes
due again. So a mail may come twice and never not at all, and no transaction is open while a mail server thinks.
"""

from __future__ import annotations

import logging
from datetime import UTC, timedelta
from email.utils import format_datetime
from smtplib import SMTPException, SMTPRecipientsRefused
from threading import Thread

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import DatabaseError, close_old_connections, transaction
from django.db.models import F, QuerySet

from unknot import clock
from unknot.web.accounts.mail_queue import EXPIRES, something_waits
from unknot.web.accounts.models import WaitingMail
from unknot.web.database.forgetting import forget

HELD = timedelta(minutes=5)
"""How long a mail is its sender's. Longer than a mail server may hang: ten seconds for each step of a delivery."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=2), timedelta(minutes=5)
LOOK_AGAIN = 20.0
"""Seconds after which a sender looks for mails of other processes, which may have died."""
log = logging.getLogger(__name__)


def start() -> None:
    """Begin to send, where mails wait: `file://` and the console take theirs at once."""
    if settings.EMAIL_BACKEND == "unknot.web.accounts.mail_queue.MailQueue":
        Thread(target=_send_for_ever, name="mail", daemon=True).start()


def _send_for_ever() -> None:
    while True:
        something_waits.clear()
        try:
            pause = send_due()
        except DatabaseError as error:
            log.warning("waiting mails cannot be read: %s", type(error).__name__)
            pause = LOOK_AGAIN
        finally:
            close_old_connections()
        something_waits.wait(pause)


def send_due() -> float:
    """Try once each mail that is due, and forget those that are of no use any more. Seconds until the next is due."""
    _delete(WaitingMail.objects.filter(until__lte=clock.now(UTC)))
    for mail in WaitingMail.objects.filter(due__lte=clock.now(UTC)).order_by("due"):
        mine = WaitingMail.objects.filter(pk=mail.pk, due=mail.due)
        if mine.update(due=clock.now(UTC) + HELD, tries=F("tries") + 1):
            if _is_done_with(mail):
                _delete(WaitingMail.objects.filter(pk=mail.pk))
            else:
                pause = min(FIRST_PAUSE * 2**mail.tries, LONGEST_PAUSE)
                WaitingMail.objects.filter(pk=mail.pk).update(due=clock.now(UTC) + pause)
    following = WaitingMail.objects.order_by("due").values_list("due", flat=True).first()
    return LOOK_AGAIN if following is None else min(max((following - clock.now(UTC)).total_seconds(), 0.1), LOOK_AGAIN)


@transaction.atomic
def _delete(mails: QuerySet[WaitingMail]) -> None:
    if mails.delete()[0]:
        forget(copied=False)  # a code is not left on the disk


def _is_done_with(mail: WaitingMail) -> bool:
    """Give it to the mail server. False: try again. Address and text are in no line of the log."""
    headers = {
        "Message-ID": f"<{mail.pk}@{mail.sender.rpartition('@')[2].strip('>')}>",  # the same if it comes twice
        "Auto-Submitted": "auto-generated",  # nobody's "I am on holiday" answers it
        EXPIRES: format_datetime(mail.until),
    }
    server = get_connection("django.core.mail.backends.smtp.EmailBackend")
    try:
        EmailMessage(mail.subject, mail.text, mail.sender, [mail.to], headers=headers, connection=server).send()
    except SMTPRecipientsRefused as refused:
        codes = sorted(code for code, _ in refused.recipients.values())
        log.warning("the mail server refused an address: %s", codes)
        return codes[0] >= 500  # there is no such mailbox, and there will be none
    except ValueError as error:  # no mail server can take such a subject or address
        log.warning("a mail cannot be sent: %s", type(error).__name__)
        return True
    except (OSError, SMTPException) as error:
        code = getattr(error, "smtp_code", "")
        log.warning("a mail was not sent: %s %s, try %d", type(error).__name__, code, mail.tries + 1)
        return False
    return True
