"""Draws how firm, of ten: posts that rise, a gate after the last one allowed, and a short form for lists.

Both take `limit` (0 to 10) from the page; the short form also `used`.
"""

from __future__ import annotations

from unknot.web.drawings.made.curves import straight
from unknot.web.drawings.made.paper import Drawing, path, rect

FOOT = 58


def scale() -> Drawing:
    posts = "".join(
        path(f"d-post {{% if limit >= {i} %}}d-allowed{{% endif %}}", straight([(x, FOOT), (x, FOOT - 10 - 2.4 * i)]))
        for i in range(11)
        for x in (10 + 30 * i,)
    )
    gate = (
        "{% widthratio limit 1 30 as along %}{% if limit < 10 %}"
        f'<g transform="translate({{{{ along }}}} 0)">{path("d-gate", straight([(25, 4), (25, FOOT + 4)]))}'
        '<text class="d-word{% if limit > 6 %} d-word-end{% endif %}" '
        'x="{% if limit > 6 %}19{% else %}32{% endif %}" y="13">{% translate "your limit" %}</text></g>{% endif %}'
    )
    numbers = (
        '<text class="d-figure" x="10" y="80">0</text>'
        '{% if limit > 0 and limit < 10 %}<g transform="translate({{ along }} 0)">'
        '<text class="d-figure d-strong" x="10" y="80">{{ limit }}</text></g>{% endif %}'
        '<text class="d-figure" x="310" y="80">10</text>'
    )
    return Drawing("pressure_scale", (0, 0, 328, 86), "Pressure from 0 to 10, with your limit", posts + gate + numbers)


def short_form() -> Drawing:
    bars = "".join(
        f"{{% if used >= {i} %}}{rect('d-bar-used', (10 * i - 8.2, 2, 6.5, 16), 3)}"
        f"{{% elif limit >= {i} %}}{rect('d-bar-free', (10 * i - 7.4, 2.8, 4.9, 14.4), 2.4)}"
        f"{{% else %}}{path('d-bar-shut', straight([(10 * i - 5, 4), (10 * i - 5, 16)]))}{{% endif %}}"
        for i in range(1, 11)
    )
    return Drawing("pressure_short", (0, 0, 102, 20), "How much pressure, of 10", bars, "d-mark")
