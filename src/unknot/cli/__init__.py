"""The terminal face: a room for each part of the way; `main.py` lists the commands. All deciding is the pathway's."""
