"""Leads a whole session in a terminal, from the first question to the diary.

Before and after are plain lines with Enter; in between the screen shows one step at a time (`player.py`).
"""

from __future__ import annotations

from msgspec.structs import replace

from unknot import clock
from unknot.cli.check.interview import show
from unknot.cli.check.person import with_diary_of_now
from unknot.cli.check.show_decision import decision_text
from unknot.cli.diary import same_diary
from unknot.cli.plan.show_plan import step_line
from unknot.cli.session import kept as session_kept
from unknot.cli.session.kept import Kept
from unknot.cli.session.player import Clock, Player
from unknot.cli.session.screen import clock as watch
from unknot.knowledge.words import read_words
from unknot.pathway import Assessment
from unknot.pathway.diary import entries as diary
from unknot.pathway.diary.course import BY_WISH
from unknot.pathway.person import Person
from unknot.pathway.plan.broken_limits import broken_limits
from unknot.pathway.plan.shape import Plan
from unknot.pathway.session.machine import advance, apply, begin, diary_entry, interrupted, view
from unknot.pathway.session.shape import CheckIn, Start, State


def guide(person: Person, speed: float, *, again: str, just_checked: bool) -> None:
    """The session in the terminal: what is new, the ache, the steps, the end. Ctrl-C keeps it for later.

    Without a plan today the decision is shown instead. `again` are the options to say when the session is to go on.
    """
    try:
        kept = _go_on(person) or _begin(person, just_checked)
        if kept is not None:
            player = Player(person.knowledge, kept, Clock(speed, kept.state.at))
            player.play()
            _after(person, player.kept)
    except (KeyboardInterrupt, EOFError):
        _left(again)


def _go_on(person: Person) -> Kept | None:
    """The saved session if there is one, it may still be played, and the person wants it; else None.

    What was done of a session that is not gone on with goes into the diary, so that the next plan knows of it.
    """
    kept, now = session_kept.found(), clock.now()
    if kept is None:
        session_kept.drop()
        return None
    if session_kept.is_fresh(kept, now):
        assessment = with_diary_of_now(person).walk()
        broken = broken_limits(person.knowledge, kept.state.plan, assessment.decision, assessment.history)
        at = view(kept.state, kept.state.at)
        if broken:
            show("The session that you began earlier does not fit your answers of today, so it ends here.")
        else:
            show(f"You began a session: step {at.number} of {at.of}, {watch(at.left_seconds)} left in all.")
            if ask_yes_no("Go on with it? (y/n)"):
                return replace(kept, state=interrupted(kept.state))
    write_down(kept, remind=False)
    return None


def _begin(person: Person, just_checked: bool) -> Kept | None:
    """A new session, ready to be played; None when there is none today."""
    assessment = with_diary_of_now(person).walk()
    if assessment.plan is None:
        print(decision_text(person.knowledge, assessment, person.request.country, person.now))
        return None
    if not just_checked and _something_new():
        return None
    _before(assessment.plan)
    ache = ask_0_to_10("How strong is the ache now, 0 none to 10 the worst? (Enter leaves it out)")
    _line("Enter begins.")
    state = replace(begin(assessment.plan, person.knowledge.techniques), ache_start=ache)
    return Kept(saved=person.now, entry=diary.new_id(), state=state)


def _left(again: str) -> None:
    """What became of a session that the person left with Ctrl-C."""
    kept = session_kept.found()
    if kept is None:
        show("\nNot begun, nothing kept.")
    elif kept.state.status in ("running", "paused"):
        at = view(kept.state, kept.state.at)
        show(f"\nPaused and kept at step {at.number} of {at.of}, {watch(at.remaining_seconds)} left in it.")
        show(f"To go on within 12 hours: unknot session{again}")
    else:
        write_down(kept)


def _something_new() -> bool:
    """The eight short questions before each session (row re-screen short); yes or not sure leads back to the check."""
    show("Before each session. Is any of these new since you answered the check?", bold=True)
    for question in read_words().ask_again:
        show(question.text, indent="  - ")
    if not ask_yes_no("Any yes, or not sure? (y/n)"):
        return False
    show("Then no massage for now. Please answer the check again: unknot check")
    return True


def _before(plan: Plan) -> None:
    """The plan in short, and what to have ready."""
    show(
        f"\n{plan.total_minutes:g} minutes, {len(plan.steps)} steps, pressure never above {plan.max_pressure} of 10.",
        bold=True,
    )
    for number, step in enumerate(plan.steps, 1):
        show(step_line(step), indent=f" {number}. ")
    for title, said in (
        ("Before", plan.prepare),
        ("Read this aloud" if plan.helper == "partner" else "Do not", plan.do_not),
    ):
        if said:
            show(f"\n{title}", bold=True)
            for sentence in said:
                show(sentence, indent="  - ")
    show("")


def _after(person: Person, kept: Kept) -> None:
    """The end: advice for a stop first; then how to get up, the ache now, and the diary."""
    state = kept.state
    if state.reasons and state.reasons != (BY_WISH,):
        assessment = stopped(person, state)
        print(decision_text(person.knowledge, assessment, person.request.country, person.now))
        if assessment.decision.so_far.urgency in ("emergency", "same_day"):
            write_down(kept, remind=False)
            return
    else:
        show(
            "The session is finished."
            if state.status == "finished"
            else "Stopped, because you wanted to. That is always right."
        )
    show("\nNow", bold=True)
    for sentence in state.plan.aftercare:
        show(sentence, indent="  - ")
    ache = ask_0_to_10("\nHow strong is the ache now, 0 to 10? (Enter leaves it out)")
    if ache is not None:
        told = apply(state, CheckIn(at=state.at, ache=ache))
        if told.reasons != state.reasons:  # the ache rose: that is a reason like any other
            kept = replace(kept, state=told)
            print(decision_text(person.knowledge, stopped(person, told), person.request.country, person.now))
        else:
            kept = replace(kept, state=replace(told, ache_last=ache))
    write_down(kept)


def stopped(person: Person, state: State) -> Assessment:
    """The whole pathway once more, with the reasons for the stop as facts."""
    return with_diary_of_now(person).walk(dict.fromkeys(state.reasons, True))


def write_down(kept: Kept, *, remind: bool = True) -> None:
    """The session into the diary, once, and out of the data folder. One that never touched anything is only dropped."""
    if any(kept.state.spent):
        entry = diary_entry(kept.state, entry_id=kept.entry, at=kept.saved)
        same_diary.add([entry])
        done = f"{round(entry.minutes, 1):g} minutes hands-on"
        show(f"\nIn your diary: this session, {done}.")
        if remind and entry.minutes:
            show("Tomorrow, note how sore the muscles are, 0 to 10, for example: unknot diary add soreness 2")
    session_kept.drop()


def show_or_play(person: Person, *, keep: bool) -> None:
    """`--fast`: today's plan played at once, or the decision where there is none."""
    assessment = person.walk()
    if assessment.plan is None:
        print(decision_text(person.knowledge, assessment, person.request.country, person.now))
    else:
        play_at_once(person, assessment.plan, keep=keep)


def play_at_once(person: Person, plan: Plan, *, keep: bool) -> None:
    """The whole session on a clock of its own: each step as it comes, every check-in answered "just right"."""
    start = round(person.now.timestamp() * 1000)
    state, now, shown, asked = begin(plan, person.knowledge.techniques), start, -1, 0
    state = apply(state, Start(at=start))
    print(f"The session, played at once: {plan.total_minutes:g} minutes, {len(plan.steps)} steps")
    while state.status == "running":
        at = view(state, now)
        if at.number != shown and at.step:
            shown = at.number
            show(step_line(at.step), indent=f"{watch(at.elapsed_seconds):>6}  {at.number}/{at.of}  ")
        if at.check_in_due:
            state, asked = apply(state, CheckIn(at=now, feels="just_right")), asked + 1
        now += 1000
        state = advance(state, now)
    ended = watch(view(state, now).elapsed_seconds)
    print(f"{ended:>6}  finished; {asked} check-ins on the way, each answered: just right")
    for sentence in plan.aftercare:
        show(sentence, indent="        - ")
    if keep:
        write_down(Kept(saved=clock.now(), entry=diary.new_id(), state=state))


def ask_0_to_10(question: str) -> int | None:
    """A number from 0 to 10, or None for Enter. Raises EOFError or KeyboardInterrupt when the person leaves."""
    while True:
        word = _line(question)
        if not word:
            return None
        if word.isascii() and word.isdigit() and int(word) <= 10:
            return int(word)
        show("Write a whole number from 0 to 10.")


def ask_yes_no(question: str) -> bool:
    """Yes or no, asked until it is one. Raises EOFError or KeyboardInterrupt when the person leaves."""
    while True:
        word = _line(question).lower()
        if word in ("y", "yes", "n", "no"):
            return word.startswith("y")
        show("Write y or n.")


def _line(question: str) -> str:
    show(question)
    return input("> ").strip()
