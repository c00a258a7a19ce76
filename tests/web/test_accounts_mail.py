"""Mail waits for the mail server, and nobody waits for either."""

from __future__ import annotations

import itertools
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.web.by_hand import ByHand
from tests.web.mail_server import MailServer, mail_server
from tests.web.serving import Serving, postgresql, serving_shared

numbers = itertools.count()
WAITING = "from unknot.web.accounts.models import WaitingMail\n"
SENDING = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "unknot.web.settings"
django.setup()
from unknot.web.accounts.mail_sender import send_due
send_due()
"""


@pytest.fixture(scope="module", params=["SQLite", "PostgreSQL"])
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Serving, MailServer]]:
    """A shared server and the mail server to which it gives its mails."""
    with ExitStack() as stack:
        database = stack.enter_context(postgresql()) if request.param == "PostgreSQL" else ""
        mails = stack.enter_context(mail_server())
        folder = tmp_path_factory.mktemp("mailing")
        url = f"smtp-plain://127.0.0.1:{mails.port}"
        yield stack.enter_context(serving_shared(folder, database, UNKNOT_EMAIL_URL=url)), mails


@pytest.fixture
def shared(both: tuple[Serving, MailServer]) -> Serving:
    return both[0]


@pytest.fixture
def mails(both: tuple[Serving, MailServer]) -> Iterator[MailServer]:
    yield both[1]
    both[1].mood = "takes"


@pytest.fixture
def mail() -> str:
    return f"waits-{next(numbers)}@example.org"


@pytest.mark.parametrize("mood", ["hangs", "busy"])
def test_a_mail_server_in_trouble_makes_nobody_wait_and_the_code_comes_later(
    shared: Serving, mails: MailServer, mail: str, mood: str
) -> None:
    mails.mood = mood
    visitors = [ByHand(shared) for _ in range(6)]  # more than the server has threads
    asked = [each.ask_code(f"{n}-{mail}", at="/account/signup/") for n, each in enumerate(visitors)]

    assert [each.path for each in asked] == ["/account/login/code/confirm/"] * 6
    assert mails.mood == mood and not [to for to, _ in mails.taken if mail in to]
    mails.mood = "takes"
    visitors[0].write_code(asked[0], mails.code_to(f"0-{mail}"))
    assert visitors[0].signed_in()


def test_an_address_that_the_mail_server_refuses_is_not_tried_for_ever(
    shared: Serving, mails: MailServer, mail: str
) -> None:
    mails.mood = "refuses"
    first = ByHand(shared).ask_code(mail, at="/account/signup/")
    assert first.path == "/account/login/code/confirm/"
    wait_until(lambda: mail in mails.refused)
    mails.mood = "takes"

    again = ByHand(shared)
    asked = again.ask_code(mail, at="/account/signup/")
    assert asked.path == "/account/login/code/confirm/"
    written = again.write_code(asked, mails.code_to(mail))
    assert len(mails.mails_to(mail)) == 1
    assert again.signed_in(), written


def wait_until(it_is: Callable[[], bool]) -> None:
    for _ in range(600):
        if it_is():
            return
        time.sleep(0.05)
    raise AssertionError("it did not happen")


def test_a_code_that_holds_no_more_is_not_mailed(shared: Serving, mails: MailServer, mail: str) -> None:
    mails.mood = "busy"
    ByHand(shared).ask_code(mail, at="/account/signup/")
    shared.inside(
        WAITING + "import datetime\n"
        f"rows = WaitingMail.objects.filter(to={mail!r})\n"
        "assert rows.update(until=datetime.datetime.now(datetime.UTC), due=datetime.datetime.now(datetime.UTC)) == 1"
    )
    mails.mood = "takes"
    other = f"after-{mail}"
    ByHand(shared).ask_code(other, at="/account/signup/")
    mails.mails_to(other)

    assert shared.inside(WAITING + f"print(WaitingMail.objects.filter(to={mail!r}).count())").strip() == "0"
    assert not [to for to, _ in mails.taken if to == mail]


def test_a_new_sign_up_and_a_deleted_account_take_back_what_waits(
    shared: Serving, mails: MailServer, mail: str
) -> None:
    mails.mood = "busy"
    for _ in range(2):
        ByHand(shared).ask_code(mail, at="/account/signup/")
    waiting = WAITING + f"print(WaitingMail.objects.filter(to={mail!r}).count())"
    assert shared.inside(waiting).strip() == "1"

    shared.inside(
        "from django.contrib.auth.models import User\nfrom unknot.web.accounts.actions import delete_account\n"
        f"delete_account(by=User.objects.get(email={mail!r}))"
    )
    assert shared.inside(waiting).strip() == "0"


def test_several_senders_at_once_send_each_mail_once(shared: Serving, mails: MailServer, mail: str) -> None:
    shared.inside(
        "from django.core.mail import EmailMessage, get_connection\n"
        f"get_connection().send_messages([EmailMessage(str(n), 'text', 'us@example.org', [f'{{n}}-{mail}'])"
        " for n in range(30)])"
    )
    senders = [subprocess.Popen([sys.executable, "-c", SENDING], env=shared.environment) for _ in range(3)]
    assert [each.wait(60) for each in senders] == [0, 0, 0]

    for n in range(30):
        assert len(mails.mails_to(f"{n}-{mail}")) == 1


def test_a_mail_of_a_change_that_was_taken_back_is_not_sent(shared: Serving, mail: str) -> None:
    shared.inside(
        "from django.core.mail import send_mail\nfrom django.db import transaction\n"
        "try:\n    with transaction.atomic():\n"
        f"        send_mail('x', 'x', 'us@example.org', [{mail!r}])\n        raise KeyError\n"
        "except KeyError: pass"
    )

    assert shared.inside(WAITING + f"print(WaitingMail.objects.filter(to={mail!r}).count())").strip() == "0"


def test_codes_and_addresses_are_in_no_log_and_a_code_that_was_sent_is_not_on_the_disk(
    shared: Serving, mails: MailServer, mail: str
) -> None:
    mails.mood = "busy"
    ByHand(shared).ask_code(mail, at="/account/signup/")
    wait_until(lambda: "451" in shared.log)
    mails.mood = "takes"
    code = mails.code_to(mail)
    count = WAITING + f"print(WaitingMail.objects.filter(to={mail!r}).count())"
    wait_until(lambda: shared.inside(count).strip() == "0")

    assert mail not in shared.log and code not in shared.log
    if not shared.environment["UNKNOT_DATABASE_URL"]:
        assert not [path for path in shared.folder.glob("unknot.sqlite3*") if code.encode() in path.read_bytes()]
