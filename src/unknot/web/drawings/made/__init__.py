"""Draws every picture from numbers and writes it as a template: `python -m unknot.web.drawings.made`."""
