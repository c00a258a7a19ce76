"""The terminal face: one file per command; `main.py` lists them. The way through the house is in `pathway/`."""
