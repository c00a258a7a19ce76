"""at_least

`at_least(n, ...)` is true when n parts are known true, and false when so many are known false that n cannot be reached.
"""

from collections.abc import Callable

AT_LEAST_OF_TWO = """
a       | b       || at_least(1, a, b) | at_least(2, a, b)
true    | true    || true              | true
true    | false   || true              | false
true    | unknown || true              | unknown
false   | true    || true              | false
false   | false   || false             | false
false   | unknown || unknown           | false
unknown | true    || true              | unknown
unknown | false   || unknown           | false
unknown | unknown || unknown           | unknown
"""

AT_LEAST_TWO_OF_THREE = """
a       | b       | c       || at_least(2, a, b, c) | NOT at_least(2, a, b, c)
true    | true    | true    || true                 | false
true    | true    | false   || true                 | false
true    | true    | unknown || true                 | false
true    | false   | true    || true                 | false
true    | false   | false   || false                | true
true    | false   | unknown || unknown              | unknown
true    | unknown | true    || true                 | false
true    | unknown | false   || unknown              | unknown
true    | unknown | unknown || unknown              | unknown
false   | true    | true    || true                 | false
false   | true    | false   || false                | true
false   | true    | unknown || unknown              | unknown
false   | false   | true    || false                | true
false   | false   | false   || false                | true
false   | false   | unknown || false                | true
false   | unknown | true    || unknown              | unknown
false   | unknown | false   || false                | true
false   | unknown | unknown || unknown              | unknown
unknown | true    | true    || true                 | false
unknown | true    | false   || unknown              | unknown
unknown | true    | unknown || unknown              | unknown
unknown | false   | true    || unknown              | unknown
unknown | false   | false   || false                | true
unknown | false   | unknown || unknown              | unknown
unknown | unknown | true    || unknown              | unknown
unknown | unknown | false   || unknown              | unknown
unknown | unknown | unknown || unknown              | unknown
"""


def test_at_least_of_two(on_every_carrier: Callable[[str], None]) -> None:
    on_every_carrier(AT_LEAST_OF_TWO)


def test_at_least_two_of_three(on_every_carrier: Callable[[str], None]) -> None:
    on_every_carrier(AT_LEAST_TWO_OF_THREE)
