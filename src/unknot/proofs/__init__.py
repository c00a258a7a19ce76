"""Proves that the knowledge keeps its promises for every possible person, with a solver and not by examples alone.

`promises` are sentences of promises.toml, `laws` speak of two people or of unknown answers, `reachability` asks whether
every rule can fire; `review` runs all of it, `mutants` asks whether it would notice a mistake. Needs `unknot[prove]`.
"""
