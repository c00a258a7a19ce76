"""OR

`OR` is true as soon as one part is true, and false when every part is false.
"""

from collections.abc import Callable

OR_IS_TRUE_AS_SOON_AS_ONE_PART_IS = """
a       | b       || a OR b
true    | true    || true
true    | false   || true
true    | unknown || true
false   | true    || true
false   | false   || false
false   | unknown || unknown
unknown | true    || true
unknown | false   || unknown
unknown | unknown || unknown
"""


def test_or_is_true_as_soon_as_one_part_is(on_every_carrier: Callable[[str], None]) -> None:
    on_every_carrier(OR_IS_TRUE_AS_SOON_AS_ONE_PART_IS)
