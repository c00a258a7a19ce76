"""`unknot` on the command line: one file per command, everything heavy imported only when its command runs.

Exit codes: 0 done, 2 bad input, 1 fault. A decision never sets the exit code.
"""

from __future__ import annotations

import os
import sys

import typer

from unknot.cli import diary, knowledge
from unknot.cli.check import check
from unknot.cli.evidence import evidence
from unknot.cli.explain import explain
from unknot.cli.facts import facts
from unknot.cli.plan import plan
from unknot.cli.prove import prove
from unknot.cli.session import session
from unknot.cli.start import start
from unknot.cli.techniques import techniques

app = typer.Typer(
    help="Is massage safe for this back ache today? A screened, proved, sourced plan.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (start, check, plan, session, explain, facts, techniques, evidence, prove):
    app.command()(command)
app.add_typer(diary.app, name="diary")
app.add_typer(knowledge.app, name="knowledge")


def main() -> None:
    """Run the command line. Refusals are said in full on standard error; no answer is ever part of a traceback."""
    from unknot.pathway.answers import InputRefused

    try:
        app()
    except InputRefused as refused:
        print(refused, file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        print(f"{error.filename or 'the disk'}: {error.strerror}", file=sys.stderr)
        print("hint: check the folder's rights and free space; UNKNOT_DATA names another folder", file=sys.stderr)
        sys.exit(1)
