"""Named conditions

A computed yes/no fact is a condition with a name. Naming it means the same as writing it out.
"""

from collections.abc import Callable

A_NAMED_CONDITION_MEANS_WHAT_IT_SAYS = """
a       | b       || either_one | NOT either_one AND a
true    | true    || true       | false
true    | false   || true       | false
true    | unknown || true       | false
false   | true    || true       | false
false   | false   || false      | false
false   | unknown || unknown    | false
unknown | true    || true       | false
unknown | false   || unknown    | unknown
unknown | unknown || unknown    | unknown
"""


def test_a_named_condition_means_what_it_says(on_every_carrier: Callable[[str], None]) -> None:
    on_every_carrier(A_NAMED_CONDITION_MEANS_WHAT_IT_SAYS)
