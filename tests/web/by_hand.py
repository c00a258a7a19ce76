"""A visitor without a browser: forms sent by hand, with fields that no page shows, as a stranger's program would."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from tests.web.serving import Serving

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
addresses = itertools.count(1)


@dataclass(frozen=True)
class Answer:
    """What came after all redirects."""

    status: int
    address: str
    text: str

    @property
    def path(self) -> str:
        """Where the redirects ended, without the server and what follows `?`."""
        return "/" + self.address.split("/", 3)[3].partition("?")[0]


class ByHand:
    """One visitor with cookies and a network address of their own."""

    def __init__(self, shared: Serving, language: str = "en") -> None:
        self.shared = shared
        self.jar = CookieJar()
        self.opener: OpenerDirector = build_opener(HTTPCookieProcessor(self.jar))
        number = next(addresses)
        self.headers = {
            "X-Forwarded-For": f"198.51.{100 + number // 250}.{number % 250}",
            "Accept-Language": language,
        }

    def get(self, path: str) -> Answer:
        """Read a page."""
        return self._open(Request(self.shared.address + path.lstrip("/"), headers=self.headers))

    def post(self, path: str, page: str = "", **fields: str) -> Answer:
        """Send a form with these fields; its token comes from the same page, or from `page`."""
        token = TOKEN.search(self.get(page or path).text)
        data = urlencode({**({"csrfmiddlewaretoken": token[1]} if token else {}), **fields}).encode()
        return self._open(Request(self.shared.address + path.lstrip("/"), data, self.headers))

    def _open(self, request: Request) -> Answer:
        try:
            answer = self.opener.open(request, timeout=20)
        except HTTPError as refused:
            answer = refused
        with answer:
            return Answer(answer.status or 0, answer.url, answer.read().decode())

    def signed_in(self) -> bool:
        """Whether the account page opens."""
        return self.get("/you/").path == "/you/"

    def ask_code(self, mail: str, at: str = "/account/login/code/") -> Answer:
        """Ask for a code on the page for signing in, or `/account/signup/`."""
        return self.post(at, email=mail)

    def write_code(self, answer: Answer, code: str) -> Answer:
        """Write it on the page where asking for it led."""
        return self.post(answer.path, code=code)

    def make_account(self, mail: str) -> None:
        """A new account, signed in."""
        asked = self.ask_code(mail, at="/account/signup/")
        self.write_code(asked, self.shared.code(mail))
        assert self.signed_in()
