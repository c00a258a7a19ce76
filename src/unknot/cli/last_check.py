"""What was answered last time? The last check, kept for `plan` and `session`, readable by the owner alone."""

from __future__ import annotations

import os
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import platformdirs

from unknot.knowledge.shapes import Knowledge
from unknot.pathway.answers import Answers, InputRefused, Problem, read_answers, still_good


class LastCheck(msgspec.Struct, forbid_unknown_fields=True):
    """The file: when, and what. Its repr holds no answers."""

    at: datetime
    answers: dict[str, Any]

    def __repr__(self) -> str:
        return f"<LastCheck of {len(self.answers)} answers>"


def folder() -> Path:
    """The platform's data folder, or `$UNKNOT_DATA`; made with 0700 if it is not there."""
    named = os.environ.get("UNKNOT_DATA")
    path = Path(named) if named else platformdirs.user_data_path("unknot", appauthor=False)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def keep(answers: dict[str, Any], at: datetime) -> None:
    """Keep these answers in place of the last ones; whole or not at all."""
    handle, name = tempfile.mkstemp(dir=folder())
    with os.fdopen(handle, "wb") as file:
        file.write(msgspec.json.encode(LastCheck(at, answers)))
    os.replace(name, folder() / "last_check.json")


def recall(knowledge: Knowledge, now: datetime) -> Answers:
    """The last check's answers that are still good. Raises InputRefused when there is none to read."""
    hint = "run `unknot check` first, or give --answers FILE"
    try:
        last = msgspec.json.decode((folder() / "last_check.json").read_bytes(), type=LastCheck)
    except FileNotFoundError:
        raise InputRefused([Problem("last check", "there is none yet", hint)]) from None
    except msgspec.MsgspecError:
        raise InputRefused([Problem("last check", "cannot be read", hint)]) from None
    answers = read_answers(knowledge, last.answers, now, dict.fromkeys(last.answers, last.at))
    return still_good(knowledge, answers, now)
