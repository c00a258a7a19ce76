"""NOT

`NOT` turns true into false and false into true. What is unknown stays unknown.
"""

from collections.abc import Callable

NOT_LEAVES_UNKNOWN_UNKNOWN = """
a       || a       | NOT a   | NOT NOT a
true    || true    | false   | true
false   || false   | true    | false
unknown || unknown | unknown | unknown
"""

NOT_OF_A_PAIR = """
a       | b       || NOT (a AND b) | NOT (a OR b)
true    | true    || false         | false
true    | false   || true          | false
true    | unknown || unknown       | false
false   | true    || true          | false
false   | false   || true          | true
false   | unknown || true          | unknown
unknown | true    || unknown       | false
unknown | false   || true          | unknown
unknown | unknown || unknown       | unknown
"""


def test_not_leaves_unknown_unknown(on_every_carrier: Callable[[str], None]) -> None:
    on_every_carrier(NOT_LEAVES_UNKNOWN_UNKNOWN)


def test_not_of_a_pair(on_every_carrier: Callable[[str], None]) -> None:
    on_every_carrier(NOT_OF_A_PAIR)
