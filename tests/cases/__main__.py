"""`make cases`: how often is every set of written people answered right, and who is not?"""

from __future__ import annotations

import sys

from tests.lib.rates import Seen, all_sets
from tests.lib.stories import GROUPS, form_problems, known_misses, load_stories
from unknot.knowledge.load import load

COLUMNS = ("people", "urgency", "massage", "both", "low", "high", "loose", "refused", "limits")
LEGEND = """
urgency, massage, both: right of these people; both counts limits too.
low, high: urgency too low or too high; loose: permitted more massage than is right;
refused: no massage though one is right; limits: people whose limits hold, of those who have some."""


def main() -> int:
    """Print rates by group and everybody who is not right. A form that is wrong is said and ends it."""
    knowledge = load()
    stories = {group: load_stories(group) for group in GROUPS}
    if problems := form_problems(knowledge, stories):
        print("\n".join(problems), file=sys.stderr)
        return 2
    limited = {story["id"] for story in stories["limits"]}
    sets = dict(all_sets(knowledge))
    width = max(map(len, sets))
    print(" " * width, *(f"{column:>8}" for column in COLUMNS))
    for name, people in sets.items():
        print(f"{name:<{width}}", *(f"{count:>8}" for count in _counts(people, limited)))
    print(LEGEND)
    known = known_misses()
    for name, people in sets.items():
        for each in people:
            if not each.right:
                print(f"\n{name}, {each.id}: {each.wrong_how}\n    wanted {each.wanted}; came {each.came}")
                if each.id in known:
                    print(f"    known: {' '.join(known[each.id]['because'].split())}")
    return 0


def _counts(people: list[Seen], limited: set[str]) -> list[int | str]:
    have = [each for each in people if each.id in limited]
    return [
        len(people),
        sum(each.urgency_right for each in people),
        sum(each.massage_right for each in people),
        sum(each.right for each in people),
        sum(each.too_low for each in people),
        sum(each.too_high for each in people),
        sum(each.too_loose for each in people),
        sum(each.refused for each in people),
        sum(not each.broken for each in have) if have else "-",
    ]


if __name__ == "__main__":
    sys.exit(main())
