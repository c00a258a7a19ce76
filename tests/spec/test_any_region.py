"""any

`any(fact)` is true when at least one region of a region fact is named: an `OR` over its regions.
"""

from collections.abc import Callable

ANY_IS_AN_OR_OVER_THE_REGIONS = """
wound_at.neck | wound_at.low_back || any(wound_at) | NOT any(wound_at)
true          | true              || true          | false
true          | false             || true          | false
true          | unknown           || true          | false
false         | true              || true          | false
false         | false             || false         | true
false         | unknown           || unknown       | unknown
unknown       | true              || true          | false
unknown       | false             || unknown       | unknown
unknown       | unknown           || unknown       | unknown
"""


def test_any_is_an_or_over_the_regions(on_every_carrier: Callable[[str], None]) -> None:
    on_every_carrier(ANY_IS_AN_OR_OVER_THE_REGIONS)
