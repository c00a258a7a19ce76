"""Runs `unknot check`: decides from an interview, or from a file of answers without asking, and says why."""

from __future__ import annotations

import sys
from enum import StrEnum
from functools import partial
from typing import Annotated

import typer


class Form(StrEnum):
    """How the answer is written."""

    text = "text"
    json = "json"
    jsonl = "jsonl"


def check(
    answers: Annotated[str, typer.Option(help="A file of answers, or - for standard input: no questions.")] = "",
    form: Annotated[Form, typer.Option("--format", help="text for people, json or jsonl for programs.")] = Form.text,
    assume_usual: Annotated[
        bool,
        typer.Option(
            "--assume-usual", "--assume-no", help="Unasked facts count as usual: for a clinician who has asked."
        ),
    ] = False,
    explain: Annotated[bool, typer.Option(help="Also say which single answer would change the decision.")] = False,
    country: Annotated[str, typer.Option(help="Two letters, as in ID, GB or US: whom to call.")] = "",
    count: Annotated[bool, typer.Option(help="Measure the interview: screens and words shown.")] = False,
) -> None:
    """Decide whether massage is safe today, and say why."""
    if count:
        from unknot.cli.check.interview_count import show

        show()
    elif form is Form.jsonl:
        raise typer.Exit(_lines(answers or "-", assume_usual=assume_usual, explain=explain))
    elif answers:
        _one(answers, form, assume_usual=assume_usual, explain=explain, country=country)
    elif form is Form.json or not sys.stdin.isatty():
        message = "check: without a terminal there must be a file of answers"
        print(f"{message}\nhint: --answers FILE, or --answers - for standard input", file=sys.stderr)
        raise typer.Exit(2)
    else:
        from unknot.cli.check.interview import run

        run(country=country)


def _one(name: str, form: Form, *, assume_usual: bool, explain: bool, country: str) -> None:
    import msgspec

    from unknot import clock
    from unknot.cli.check.input_file import read_one, read_whole
    from unknot.knowledge.load import load
    from unknot.pathway.contract import answer_case, read_case

    knowledge, now = load(), clock.now()
    case = read_whole(lambda raw: read_case(knowledge, raw, now), partial(read_one, name))
    assessment, said = answer_case(knowledge, case, assume_usual=assume_usual, explain=explain)
    if form is Form.json:
        sys.stdout.write(msgspec.json.encode(said).decode() + "\n")
        return
    from unknot.cli.check.show_decision import decision_text
    from unknot.cli.plan.show_plan import plan_text

    print(decision_text(knowledge, assessment, country or case.request.country, case.now, explain=explain))
    if assessment.plan:
        print("\n" + plan_text(assessment.plan))


def _lines(name: str, *, assume_usual: bool, explain: bool) -> int:
    """One object per line in and out, same order; a bad line gives its errors in its place. 2 if any was bad."""
    import msgspec

    from unknot import clock
    from unknot.cli.check.input_file import parse, read_lines, read_whole
    from unknot.knowledge.load import load
    from unknot.pathway.answers import InputRefused
    from unknot.pathway.contract import answer_case, read_case
    from unknot.pathway.person import Person

    knowledge, now, code = load(), clock.now(), 0

    def read(raw: object) -> Person:
        return read_case(knowledge, raw, now)

    for number, line in read_lines(name):
        try:
            case = read_whole(read, partial(parse, line, f"line {number}"))
            _, said = answer_case(knowledge, case, assume_usual=assume_usual, explain=explain)
        except InputRefused as refused:
            code = 2
            said = {"line": number, "errors": msgspec.to_builtins(refused.named)}
        sys.stdout.write(msgspec.json.encode(said).decode() + "\n")
    return code
