"""Starts `unknot` on the command line: one module per command, everything heavy imported only when its command runs.

Exit codes: 0 done, 2 bad input, 1 fault. A decision never sets the exit code.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable
from importlib import import_module
from typing import Annotated

import typer

from unknot.cli.streams import make_ready

app = typer.Typer(
    help="Is massage safe for this back ache today? A screened, proved, sourced plan.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
COMMANDS = {
    "serve": "serve",
    "start": "start",
    "check": "check.command",
    "plan": "plan.command",
    "session": "session.command",
    "explain": "knowledge.explain",
    "facts": "knowledge.facts",
    "techniques": "knowledge.techniques",
    "evidence": "knowledge.evidence",
    "prove": "knowledge.prove",
}
"""Command -> its module in `unknot.cli`."""
GROUPS = {"diary": "diary.command", "knowledge": "knowledge.command"}


def _say_version(wanted: bool) -> None:
    if not wanted:
        return
    import unknot
    from unknot.knowledge.load import load

    knowledge = load()
    release = knowledge.release
    reviewed_by = ", ".join(release.reviewed_by) or "no clinician yet"
    print(f"unknot {unknot.__version__}")
    print(f"knowledge {release.version} of {release.date}, stamp {knowledge.stamp[:12]}; reviewed by {reviewed_by}")
    raise typer.Exit


@app.callback()
def main_options(
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Which unknot and which knowledge.")
    ] = False,
) -> None:
    """Is massage safe for this back ache today? A screened, proved, sourced plan."""


def add(names: Iterable[str]) -> None:
    """Put these commands on `app`, each from the module of its name. Building all of them takes longer than a check."""
    for name in names:
        module = import_module(f"unknot.cli.{(COMMANDS | GROUPS)[name]}")
        if name in GROUPS:
            app.add_typer(module.app, name=name)
        else:
            app.command()(getattr(module, name))


def main() -> None:
    """Run the command line. Refusals are said in full on standard error; no answer is ever part of a traceback."""
    from unknot.outside_text import echo
    from unknot.pathway.answers import InputRefused

    make_ready()
    named = sys.argv[1:2]
    add(named if named and named[0] in COMMANDS | GROUPS else COMMANDS | GROUPS)
    try:
        sys.exit(app(standalone_mode=False) or 0)
    except InputRefused as refused:
        print(refused, file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        print(f"{echo(error.filename or 'the disk', 1000)}: {error.strerror}", file=sys.stderr)
        usual = "check the folder's rights and free space; UNKNOT_DATA names another folder"
        print(f"hint: {echo(getattr(error, 'hint', usual), 1000)}", file=sys.stderr)
        sys.exit(1)
    except typer.Abort:
        sys.exit(1)
    except Exception as refusal:
        said = getattr(refusal, "format_message", None)  # an argument refused by typer, which names no class for that
        if said is None:
            raise
        print(_refusal(said()), file=sys.stderr, end="")
        sys.exit(2)
    finally:
        gc.freeze()  # the process ends: looking through all that was loaded once more would take a tenth of a check


def _refusal(said: str) -> str:
    """What typer refused, in our form; its own would print the argument as it came. Empty where it showed its help."""
    from unknot.outside_text import echo

    message = echo(" ".join(said.split()), 300)
    return (
        f"{message}\nhint: `unknot --help` lists the commands, `unknot COMMAND --help` what one takes\n" if said else ""
    )
