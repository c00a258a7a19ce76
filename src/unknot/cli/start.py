"""Runs `unknot start`: the whole way at once, from the first question to a finished session.

With a person at the terminal it asks, plans and guides. Without one (in a pipe, in a test, on a build machine) it walks
the same way for a file of answers and plays the session at once.
"""

from __future__ import annotations

from typing import Annotated

import typer

EXAMPLE = "desk_ache.json"
"""An ordinary desk ache, among the example people."""


def start(
    file: Annotated[str, typer.Argument(help="A file of answers instead of the interview, or -.")] = "",
    country: Annotated[str, typer.Option(help="Two letters, as in ID, GB or US: whom to call.")] = "",
    speed: Annotated[float, typer.Option(min=1, max=600, help="Times as fast as real time: for trying it out.")] = 1,
) -> None:
    """Ask, decide, plan and guide a session: the whole way at once."""
    from unknot.cli.check.interview import run
    from unknot.cli.check.person import person_of
    from unknot.cli.check.show_decision import decision_text
    from unknot.cli.example_people import example_people
    from unknot.cli.plan.show_plan import plan_text
    from unknot.cli.session import keys
    from unknot.cli.session.guide import ask_yes_no, guide, play_at_once

    terminal = keys.has_terminal()
    if terminal and not file:
        checked = run(country=country)
        if checked is None:
            return
        person = checked
        assessment = person.walk()
    else:
        person = person_of(file or str(example_people() / EXAMPLE), {"country": country}, plays=terminal)
        assessment = person.walk()
        print(decision_text(person.knowledge, assessment, person.request.country, person.now))
    if assessment.plan is None:
        return
    print("\n" + plan_text(assessment.plan) + "\n")
    if not terminal:
        play_at_once(person, assessment.plan, keep=False)
        return
    try:
        wanted = ask_yes_no("Start the session now? (y/n)")
    except (EOFError, KeyboardInterrupt):
        wanted = False
    if wanted:
        again = f" --answers {file}" if file else ""
        guide(person, speed, again=again, just_checked=True)
    else:
        print("Another time: `unknot session`. With a partner or tools: `unknot session --helper partner --tool ball`.")
