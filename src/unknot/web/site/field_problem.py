"""Holds one thing to mend in a form: the field it belongs to, and the sentence."""

from __future__ import annotations

import msgspec


class FieldProblem(msgspec.Struct, frozen=True):
    """`field` is the name in the form, empty for the form as a whole. Its repr holds nothing that was typed."""

    field: str
    says: str

    def __repr__(self) -> str:
        return f"<Problem with {self.field}>"
