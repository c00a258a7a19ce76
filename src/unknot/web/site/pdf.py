"""Makes a PDF of a page: weasyprint takes our own HTML, styles and drawings, and fetches nothing else.

It needs the extra `pdf` and the pango library of the system. Where one is missing the person reads how to get it, and
can print the page.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from unknot.extras import line_for
from unknot.web.site.pdf_drawings import with_style

NOWHERE = "https://unknot.invalid"
"""Stands for our own address; only the static files below it are ever read, from the disk."""
PANGO = "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 (macOS: brew install pango)"
DRAWINGS = Path(__file__).parents[1] / "drawings/static/drawings/drawings.css"


class NoPdf(RuntimeError):
    """This computer cannot make a PDF; says the line that mends it."""


def pdf_page(request: HttpRequest, template: str, context: dict[str, Any], filename: str) -> HttpResponse:
    """A template as a file to save; a page that says what is missing where no PDF can be made."""
    try:
        made = pdf_of(render_to_string(template, context, request))
    except NoPdf as missing:
        return render(request, "no_pdf.html", {"hint": str(missing)}, status=503)
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{filename}"'}
    )


def pdf_of(html: str) -> bytes:
    """The document as PDF; its drawings get their rules, its links to our static files are read from the disk.

    Raises NoPdf when weasyprint or pango is not there, and ValueError for a link to anything else.
    """
    try:
        from weasyprint import HTML
        from weasyprint.urls import FatalURLFetchingError
    except ImportError as missing:
        raise NoPdf(line_for("pdf")) from missing
    except OSError as missing:
        raise NoPdf(PANGO) from missing
    drawn = with_style(html, DRAWINGS.read_text())
    try:
        written: bytes = HTML(string=drawn, base_url=NOWHERE, url_fetcher=_only_ours()).write_pdf()
    except FatalURLFetchingError as refused:  # no Exception of Python's: it would end the server's thread
        raise ValueError(str(refused)) from None
    return written


def _only_ours() -> Any:
    """Reads our own static files; any other address ends the making of the PDF."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OnlyOurs(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            path = static_file(url)
            if path is None:
                raise FatalURLFetchingError("a page that becomes a PDF may name only our own static files")
            kind = "text/css" if path.suffix == ".css" else "image/svg+xml"
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    return OnlyOurs()


def static_file(url: str) -> Path | None:
    """The file behind an address of ours; None for every other address."""
    begins = NOWHERE + settings.STATIC_URL
    if not url.startswith(begins):
        return None
    name = url.removeprefix(begins).partition("?")[0]
    root = Path(settings.STATIC_ROOT).resolve()
    collected = (root / name).resolve()
    if collected.is_file() and collected.is_relative_to(root) and hasattr(staticfiles_storage, "hashed_files"):
        return collected
    found = finders.find(name) if ".." not in name else None
    return Path(found) if isinstance(found, str) else None
