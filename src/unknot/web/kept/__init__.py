"""What is kept of a person.

models.py   the rows          rows.py   rows to pathway types and back, nothing else
actions.py  every write
"""
