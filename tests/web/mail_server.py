"""A real mail server that takes mails, refuses them, or says nothing at all, as a test wishes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from tests.web.serving import CODE
from unknot.web.serving.serve import free_port


@dataclass
class MailServer:
    """What it does with mails, and those that it took: address and mail."""

    mood: str = "takes"
    """takes, hangs, busy (refuses for now), refuses (there is no such mailbox)."""
    port: int = 0
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    """The addresses that it refused for good."""

    async def handle_EHLO(self, server: Any, session: Any, envelope: Any, hostname: str, responses: Any) -> Any:  # noqa: N802
        while self.mood == "hangs":
            await asyncio.sleep(0.02)
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if self.mood == "refuses":
            self.refused.append(address)
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.mood == "busy":
            return "451 try later"
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.taken += [(to, mail) for to in envelope.rcpt_tos]
        return "250 taken"

    def mails_to(self, address: str, at_least: int = 1) -> list[EmailMessage]:
        """Those that came to an address, waited for."""
        for _ in range(600):
            found = [mail for to, mail in self.taken if to == address]
            if len(found) >= at_least:
                return found
            time.sleep(0.05)
        raise AssertionError(f"{at_least} mails to {address} did not come")

    def code_to(self, address: str, at_least: int = 1) -> str:
        """The code in the newest of them."""
        found = CODE.search(self.mails_to(address, at_least)[-1].get_content().replace("\r\n", "\n"))
        assert found, "no code in the mail"
        return found.group()


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """One on a free port of this machine, ended after the block."""
    mails = MailServer()
    mails.port = free_port(0)
    controller = Controller(mails, hostname="127.0.0.1", port=mails.port)
    controller.start()
    try:
        yield mails
    finally:
        mails.mood = "takes"
        controller.stop()
