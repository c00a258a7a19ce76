"""AND

`AND` is true when every part is true, and false as soon as one part is false, whatever the others are.
"""

from collections.abc import Callable

AND_IS_FALSE_AS_SOON_AS_ONE_PART_IS = """
a       | b       || a AND b
true    | true    || true
true    | false   || false
true    | unknown || unknown
false   | true    || false
false   | false   || false
false   | unknown || false
unknown | true    || unknown
unknown | false   || false
unknown | unknown || unknown
"""


def test_and_is_false_as_soon_as_one_part_is(on_every_carrier: Callable[[str], None]) -> None:
    on_every_carrier(AND_IS_FALSE_AS_SOON_AS_ONE_PART_IS)
