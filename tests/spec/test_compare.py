"""Comparing

`=`, `<>`, `<`, `<=`, `>`, `>=` and `BETWEEN` compare a fact with a literal. Of an unknown answer no comparison is
known, not even `<>`. Choices compare with `=` and `<>`; those that are declared `ordered` compare like numbers.
"""

from collections.abc import Callable

A_NUMBER_AGAINST_EACH_COMPARISON = """
weeks   || weeks = 12 | weeks <> 12 | weeks < 12 | weeks <= 12 | weeks > 12 | weeks >= 12
11      || false      | true        | true       | true        | false      | false
12      || true       | false       | false      | true        | false      | true
13      || false      | true        | false      | false       | true       | true
unknown || unknown    | unknown     | unknown    | unknown     | unknown    | unknown
"""

DECIMALS_ARE_EXACT = """
fever   || fever >= 38.0 | fever = 38 | fever < 38.1
37.9    || false         | false      | true
38.0    || true          | true       | true
38.1    || true          | false      | false
unknown || unknown       | unknown    | unknown
"""

BETWEEN_INCLUDES_BOTH_BOUNDS = """
weeks   || weeks BETWEEN 10 AND 12 | NOT weeks BETWEEN 10 AND 12
9       || false                   | true
10      || true                    | false
12      || true                    | false
13      || false                   | true
unknown || unknown                 | unknown
"""

ORDERED_CHOICES_COMPARE_BY_THEIR_ORDER = """
trend   || trend >= 'same' | trend < 'worse' | trend = 'same'
better  || false           | true            | false
same    || true            | true            | true
worse   || true            | false           | false
unknown || unknown         | unknown         | unknown
"""

TWO_COMPARISONS_TOGETHER = """
weeks   | fever   || weeks >= 12 AND fever >= 38 | weeks >= 12 OR fever >= 38
12      | 38.0    || true                        | true
12      | 37.9    || false                       | true
12      | unknown || unknown                     | true
11      | 38.0    || false                       | true
11      | 37.9    || false                       | false
11      | unknown || false                       | unknown
unknown | 38.0    || unknown                     | true
unknown | 37.9    || false                       | unknown
unknown | unknown || unknown                     | unknown
"""


def test_a_number_against_each_comparison(on_every_carrier: Callable[[str], None]) -> None:
    on_every_carrier(A_NUMBER_AGAINST_EACH_COMPARISON)


def test_decimals_are_exact(on_every_carrier: Callable[[str], None]) -> None:
    on_every_carrier(DECIMALS_ARE_EXACT)


def test_between_includes_both_bounds(on_every_carrier: Callable[[str], None]) -> None:
    on_every_carrier(BETWEEN_INCLUDES_BOTH_BOUNDS)


def test_ordered_choices_compare_by_their_order(on_every_carrier: Callable[[str], None]) -> None:
    on_every_carrier(ORDERED_CHOICES_COMPARE_BY_THEIR_ORDER)


def test_two_comparisons_together(on_every_carrier: Callable[[str], None]) -> None:
    on_every_carrier(TWO_COMPARISONS_TOGETHER)
