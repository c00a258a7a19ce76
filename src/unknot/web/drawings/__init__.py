"""Draws what to do: every drawing of the web face, computed from a few numbers.

`python -m unknot.web.drawings` writes them all as SVG partials that a template includes:

    {% include "drawings/effleurage__prone.svg" with id="step3" %}

`id` keeps the names inside a drawing apart when it stands on a page twice; `hidden=True` hides it from screen readers
where words beside it say the same. Colours and line widths come from `drawings.css`, never from the files.

curves (lines through points) and paper (a drawing as a file) carry the rest: back (the body from behind), hands,
figures (the body from the side), scenes (postures seen from behind), touch and moves (what is done), thread, marks,
icons, pressure. `which` says the picture of a step of a plan.
"""
