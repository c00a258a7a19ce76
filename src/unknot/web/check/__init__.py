"""The check in a browser: one page of questions at a time, all answers read back, and the result.

store.py    where the running check lies: in a row, or sealed into the page (sealed.py)
form.py     what a page said          shown.py   how a page is shown
planned.py  the check walked anew, with its plan, for every page after it
"""
