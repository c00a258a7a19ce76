"""The little language of `when = "..."`: a boolean SQL expression with one three-valued meaning on every carrier.

Read `tree.py` (what a condition is made of), then `truth.py` (what it means), then the carriers `in_*.py`. A text comes
in through `parse.py` (with `whitelist.py`) and `typecheck.py`; what they refuse is a `refused.ConditionRefused`.
"""
