"""One session from the first step to its end: `machine.py` runs it, `shape.py` says what it is made of."""
