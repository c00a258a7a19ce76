"""One person's way: check, result, plan, session, after, diary, visit, learn. Deciding is the pathway's alone.

journey.py    the answers on their way from page to page
sealed.py     the same, sealed into a page for visitors without an account
models.py     what is kept          saving.py   rows to pathway types and back, nothing else
actions.py    every write           views/      one module a page
"""
