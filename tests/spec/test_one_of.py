"""IN

`IN` is true when the answer is one of the listed values. Of an unknown answer it is unknown.
"""

from collections.abc import Callable

IN_IS_TRUE_FOR_A_LISTED_CHOICE = """
side    || side IN ('left', 'right') | NOT side IN ('left', 'right') | side <> 'left'
left    || true                      | false                         | false
middle  || false                     | true                          | true
right   || true                      | false                         | true
unknown || unknown                   | unknown                       | unknown
"""

IN_TAKES_NUMBERS = """
weeks   || weeks IN (11, 13)
11      || true
12      || false
13      || true
unknown || unknown
"""

IN_BESIDE_ANOTHER_FACT = """
side    | a       || side IN ('left') AND a | side IN ('left') OR a
left    | true    || true                   | true
left    | false   || false                  | true
left    | unknown || unknown                | true
right   | true    || false                  | true
right   | false   || false                  | false
right   | unknown || false                  | unknown
unknown | true    || unknown                | true
unknown | false   || false                  | unknown
unknown | unknown || unknown                | unknown
"""


def test_in_is_true_for_a_listed_choice(on_every_carrier: Callable[[str], None]) -> None:
    on_every_carrier(IN_IS_TRUE_FOR_A_LISTED_CHOICE)


def test_in_takes_numbers(on_every_carrier: Callable[[str], None]) -> None:
    on_every_carrier(IN_TAKES_NUMBERS)


def test_in_beside_another_fact(on_every_carrier: Callable[[str], None]) -> None:
    on_every_carrier(IN_BESIDE_ANOTHER_FACT)
