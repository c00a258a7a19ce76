"""Decides what exactly is done today: `planner.py` fits steps into the room that is left;
`broken_limits.py` and `misplaced_lines.py`, written apart, look at every plan before anybody sees it."""
