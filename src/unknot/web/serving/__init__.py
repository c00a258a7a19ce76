"""Runs the server: granian in front of Django, one start at a time, whole requests only, and who may talk to it."""
