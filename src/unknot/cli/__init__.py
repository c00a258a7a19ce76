"""The terminal face: a room for each part of the way; `main.py` lists the commands. What is decided is the pathway's."""
