"""Says an outcome to a person: sentences from the wording, their own words and the rules, for every face.

`decision.py` puts the whole answer together (`tell`), `findings.py` picks what is said, `limits.py` and `own_words.py`
say it. Nothing here decides, and nothing here knows a terminal from a browser.
"""
