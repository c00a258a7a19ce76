"""How fast is unknot, as ratios to named peers measured in the same run? `python -m benchmarks`.

Read `__main__.py` (what is measured and the floors), `people.py` (whom), `timing.py` (how), `peers/` (against what).
"""
