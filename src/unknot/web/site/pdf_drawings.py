"""Puts rules in print colours into each drawing of a PDF, as weasyprint gives drawings no rules of the page."""

from __future__ import annotations

import re

PRINTED = {
    "ink": "#000", "ink2": "#000", "skin": "#fff", "hand": "#ddd", "thread": "#000", "surface": "#fff",
    "ground": "#fff", "sunk": "#eee", "edge": "#666", "action": "#000", "hair": "#999", "sign": "#fff",
    "on-thread": "#fff",
}  # fmt: skip
"""The tokens of site.css as `@media print` of drawings.css has them."""

LONG_FONT = r"font-weight: \1; font-size: \2; font-family: Noto Sans, sans-serif"
"""weasyprint reads no `font` in one word inside a drawing."""


def with_style(html: str, drawings: str) -> str:
    """The page with the rules of `drawings` (drawings.css) in every drawing."""
    style = f"<style>{print_rules(drawings)}</style>"
    return re.sub(r"(<svg\b[^>]*>)", lambda tag: tag[1] + style, html)


def print_rules(css: str) -> str:
    """The rules as they hold on paper: those outside of any @media, then those of print; tokens in their values."""
    plain, printed, rest = "", "", re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    while "@media" in rest:
        before, _, after = rest.partition("@media")
        head, _, body = after.partition("{")
        inside, rest = _block(body)
        plain += before
        printed += inside if head.strip() == "print" else ""
    rules = re.sub(r"var\(--([\w-]+)[^()]*(?:\([^()]*\))?[^()]*\)", _value, plain + rest + printed)
    return re.sub(r"\bfont: (\d+) ([\d.]+px)(?:/[\d.]+)? [^;}]+", LONG_FONT, rules)


def _value(token: re.Match[str]) -> str:
    return PRINTED.get(token[1], "#000")


def _block(text: str) -> tuple[str, str]:
    """What stands before the brace that closes a block already open, and what follows it."""
    depth = 1
    for at, letter in enumerate(text):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if not depth:
            return text[:at], text[at + 1 :]
    return text, ""
