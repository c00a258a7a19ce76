"""Generates the source of one function that evaluates every rule for one person.

Every rule is asked "is it known to be false?" first, because most are; only then "is it known to be true?".
Neighbouring rules that share a conjunct stand together under it, so that one answer skips them all. What follows from a
rule is a constant bit mask, or-ed in when the rule fires. The regions of one fact are one value, a bit for each region:
is any of these named is one test, and the regions to keep off are those bits, shifted.

From one rule, `fever AND age_years >= 65`, follow "avoid" (bit 0), and to keep off a wound at the neck (bit 1) or the
low back (bit 2). For it `source` writes this:

    def decide(v, cleared=frozenset()):
        a0, a1, a2, = v
        l1 = -1000000000 if a1 is None else a1
        h1 = 1000000000 if a1 is None else a1
        fired = []; unsettled = []; lower = worst = 0
        if not ((a0 is False) or (h1 < 65)):
            if (a0 and (l1 >= 65)):
                fired.append(0)
                lower |= 1
                if a2 is None: worst |= 6
                else: lower |= a2 << 1
            else:
                unsettled.append(0)
                worst |= 1
                worst |= 6 if a2 is None else a2 << 1
        return fired, unsettled, lower, worst | lower

`a1` is fact 1 as given; `l1` and `h1` are the least and the greatest that it can be, far apart while it is not known.
`lower` gathers the outcome bits that are known, `worst` those that are possible. `a2 << 1` moves the bits of the named
regions to their places in the outcome. A bit mask that more than two rules add is not or-ed in each time: `p3` notes
that mask 3 is known, `q3` that it is possible, and both are read once at the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from unknot.conditions.consequences import Consequences, Moves, consequences, moved_all
from unknot.conditions.tree import And, AtLeast, Cleared, Compare, Node, Not, OneOf, Or, Yes
from unknot.conditions.truth import CannotExpress, Pair, PairLogic, fold

BEYOND = 1_000_000_000
"""An unknown number lies between minus this and this, beyond every literal, so that no comparison with it is known."""

DEEPEST = 20
"""How many shared conjuncts may stand under each other; Python itself allows 100 indents."""

Conjuncts = tuple[Node, ...]
"""The parts of a rule that must all hold."""

Regions = Mapping[str, Sequence[str]]
"""Fact -> its regions; none for a fact that is no regions fact."""


def source(name: str, facts: Regions, rules: Mapping[str, Node], outcome: Mapping[str, Node]) -> str:
    """The text of `def name(v, cleared=frozenset())` -> `(fired, unsettled, lower, worst)`.

    `v` holds one value per fact, in the order of `facts`: True, False or None for yes/no; for a regions fact an int
    whose bit i says that its i-th region is named, or None; an int (steps or index of a choice, within +-10^9) or None
    otherwise. `fired` and `unsettled` are lists of indexes into `rules`, ascending.
    `lower` and `worst` are ints whose bit k stands for the k-th name of `outcome`: known true, and not known false.
    The trees are typechecked; each outcome is Fired(rule), And(Fired(rule), guards...) or an Or of these, a guard being
    Yes(fact), Cleared(rule) or Not(Cleared(rule)). Raises CannotExpress for anything else.
    """
    if not name.isidentifier():
        raise ValueError(f"{name!r} is no name for a function")
    atoms = _Atoms(facts)
    folded = {rule: _regions_together(node, atoms.region) for rule, node in rules.items()}
    block = _Block(atoms, folded, consequences(folded, outcome, atoms.region))
    lines = list(block.together([(rule, _conjuncts(node)) for rule, node in folded.items()], DEEPEST))
    return "\n".join(
        [
            f"def {name}(v, cleared=frozenset()):",
            *_indented(atoms.opening()),
            "    fired = []; unsettled = []; lower = worst = 0",
            *_indented([*block.marks_down(), *lines, *block.marks_read()]),
            "    return fired, unsettled, lower, worst | lower",
            "",
        ]
    )


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"    {line}" for line in lines]


def _regions_together(node: Node, region: Mapping[str, tuple[str, int]]) -> Node:
    """The tree with the regions of one fact under one OR as one atom: OneOf(fact, places of the regions)."""
    match node:
        case Not(child):
            return Not(_regions_together(child, region))
        case And(parts):
            return And(tuple(_regions_together(part, region) for part in parts))
        case AtLeast(n, parts):
            return AtLeast(n, tuple(_regions_together(part, region) for part in parts))
        case Or(parts):
            places: dict[str, list[int]] = {}
            for fact, place in (region[part.fact] for part in parts if isinstance(part, Yes) and part.fact in region):
                places.setdefault(fact, []).append(place)
            others = [part for part in parts if not (isinstance(part, Yes) and part.fact in region)]
            named = [OneOf(fact, tuple(found)) for fact, found in places.items()]
            return Or((*named, *(_regions_together(part, region) for part in others)))
    return node


class _Atoms:
    """What atoms and counts look like as Python text; remembers which local names they need.

    `a3` is fact 3 as given; `l3` and `h3` are the least and the greatest that a number can be. We look for None before
    we compare, as Python is slow to compare None with a number.
    """

    def __init__(self, facts: Regions) -> None:
        self.index = {fact: index for index, fact in enumerate(facts)}
        self.regions = facts
        self.region = {f"{fact}.{name}": (fact, i) for fact, names in facts.items() for i, name in enumerate(names)}
        """`wound_at.neck` -> (`wound_at`, the bit of the neck)."""
        self.locals: set[tuple[str, int]] = set()

    def atom(self, node: Node) -> Pair[str]:
        match node:
            case Yes(fact) if fact in self.region:
                whole, place = self.region[fact]
                return self.any_of(whole, (place,))
            case OneOf(fact, values) if self.regions.get(fact):
                return self.any_of(fact, [value for value in values if isinstance(value, int)])
            case Yes(fact):
                return Pair(self.local("a", fact), f"({self.local('a', fact)} is False)")
            case Compare(fact, "=" | "<>", int(value)):
                same = self.one_of(fact, (value,))
                return same if node.operator == "=" else Pair(same.is_false, same.is_true)
            case Compare(fact, "<" | "<=" | ">" | ">=", int(value)) if abs(value) < BEYOND:
                below = node.operator.startswith("<")
                opposite = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}[node.operator]
                least, greatest = self.local("l", fact), self.local("h", fact)
                is_true = f"({greatest if below else least} {node.operator} {value})"
                return Pair(is_true, f"({least if below else greatest} {opposite} {value})")
            case OneOf(fact, values):
                return self.one_of(fact, values)
        raise CannotExpress(f"{node} has no form in Python")

    def one_of(self, fact: str, values: Sequence[object]) -> Pair[str]:
        if not values or not all(isinstance(value, int) for value in values):
            raise CannotExpress(f"`{fact}` is compared with {values}, which was not typechecked")
        name = self.local("a", fact)
        known = f"{name} is not None"
        if len(values) == 1:
            return Pair(f"({known} and {name} == {values[0]})", f"({known} and {name} != {values[0]})")
        listed = ", ".join(str(value) for value in values)
        return Pair(f"({known} and {name} in ({listed}))", f"({known} and {name} not in ({listed}))")

    def any_of(self, fact: str, places: Sequence[int]) -> Pair[str]:
        """Is one of these regions named?"""
        name, mask = self.local("a", fact), sum(1 << place for place in set(places))
        if len(set(places)) == len(self.regions[fact]):
            return Pair(name, f"({name} is not None and not {name})")
        return Pair(f"({name} and {name} & {mask})", f"({name} is not None and not {name} & {mask})")

    def both(self, parts: Sequence[str]) -> str:
        return parts[0] if len(parts) == 1 else f"({' and '.join(parts)})" if parts else "True"

    def either(self, parts: Sequence[str]) -> str:
        return parts[0] if len(parts) == 1 else f"({' or '.join(parts)})" if parts else "False"

    def count(self, n: int, parts: Sequence[str]) -> str:
        if n == 1:
            return self.either(parts)
        if n == len(parts):
            return self.both(parts)
        return f"({' + '.join(f'(1 if {part} else 0)' for part in parts)} >= {n})"

    def local(self, letter: str, fact: str) -> str:
        if fact not in self.index:
            raise CannotExpress(f"`{fact}` is not among the facts of the function")
        self.locals.add((letter, self.index[fact]))
        return f"{letter}{self.index[fact]}"

    def opening(self) -> Iterator[str]:
        """The lines that fill the local names; `v` is unpacked whole where most of it is needed."""
        needed = sorted({index for _, index in self.locals})
        if len(needed) * 2 > len(self.index):
            yield f"{', '.join(f'a{i}' if i in needed else '_' for i in range(len(self.index)))}, = v"
        else:
            yield from (f"a{i} = v[{i}]" for i in needed)
        for letter, unknown in (("l", -BEYOND), ("h", BEYOND)):
            numbers = sorted(index for kind, index in self.locals if kind == letter)
            yield from (f"{letter}{i} = {unknown} if a{i} is None else a{i}" for i in numbers)


class _Block:
    """Writes the lines for a set of rules, those with a conjunct in common together under it.

    A mask that many rules share is not or-ed in each time: `p3` marks that it is known, `q3` that it is possible.
    Regions that become outcome bits are moved there all at once.
    """

    def __init__(self, atoms: _Atoms, rules: Mapping[str, Node], follows: Consequences) -> None:
        self.atoms = atoms
        self.logic = PairLogic(atoms)
        self.guard_logic = PairLogic(_GuardAtoms(atoms))
        self.truth = {rule: fold(node, self.logic) for rule, node in rules.items()}
        self.index = {rule: index for index, rule in enumerate(rules)}
        self.follows = follows
        masks = Counter(mask for guarded in follows.masks.values() for mask in guarded.values())
        self.marks = {mask: number for number, mask in enumerate(m for m, uses in masks.items() if uses > 2)}

    def marks_down(self) -> Iterator[str]:
        yield from (f"p{number} = q{number} = False" for number in self.marks.values())

    def marks_read(self) -> Iterator[str]:
        for mask, number in self.marks.items():
            yield f"if p{number}: lower |= {mask}"
            yield f"elif q{number}: worst |= {mask}"

    def together(self, waiting: Sequence[tuple[str, Conjuncts]], depth: int) -> Iterator[str]:
        """`waiting`: rules in order, each with the conjuncts that nothing around these lines has tested yet.

        Only neighbours are grouped, so that findings come out in order; rules about one concern are neighbours.
        """
        while waiting:
            rule, conjuncts = waiting[0]
            runs = {conjunct: _run(waiting, conjunct) for conjunct in conjuncts}
            shared = max(runs, key=runs.__getitem__, default=None)
            if shared is None or runs[shared] == 1 or depth == 0:
                yield from self.alone(rule, conjuncts)
                waiting = waiting[1:]
            else:
                inside = [(r, tuple(c for c in cs if c != shared)) for r, cs in waiting[: runs[shared]]]
                yield f"if not {fold(shared, self.logic).is_false}:"
                yield from _indented(self.together(inside, depth - 1))
                waiting = waiting[runs[shared] :]

    def alone(self, rule: str, conjuncts: Conjuncts) -> Iterator[str]:
        lines = [
            f"if {self.truth[rule].is_true}:",
            *_indented(self.when_fired(rule)),
            "else:",
            *_indented(self.when_unsettled(rule)),
        ]
        if conjuncts:
            yield f"if not {fold(And(conjuncts), self.logic).is_false}:"
        yield from _indented(lines) if conjuncts else lines

    def when_fired(self, rule: str) -> Iterator[str]:
        yield f"fired.append({self.index[rule]})"
        for guards, mask in self.follows.masks[rule].items():
            held = fold(And(guards), self.guard_logic)
            yield f"if {held.is_true}: {self.known(mask)}" if guards else self.known(mask)
            if any(isinstance(guard, Yes) for guard in guards):
                yield f"elif not {held.is_false}: {self.possible(mask)}"
        for fact, moves in self.follows.moves[rule].items():
            yield f"if {self.atoms.local('a', fact)} is None: worst |= {moved_all(moves)}"
            yield f"else: lower |= {self.moved(fact, moves)}"

    def when_unsettled(self, rule: str) -> Iterator[str]:
        yield f"unsettled.append({self.index[rule]})"
        for guards, mask in self.follows.masks[rule].items():
            is_false = fold(And(guards), self.guard_logic).is_false
            yield f"if not {is_false}: {self.possible(mask)}" if guards else self.possible(mask)
        for fact, moves in self.follows.moves[rule].items():
            unknown = f"{self.atoms.local('a', fact)} is None"
            yield f"worst |= {moved_all(moves)} if {unknown} else {self.moved(fact, moves)}"

    def moved(self, fact: str, moves: Moves) -> str:
        """The outcome bits of the regions that are named, once the fact is known."""
        name, every = self.atoms.local("a", fact), (1 << len(self.atoms.regions[fact])) - 1
        return " | ".join(
            f"{name if places == every else f'({name} & {places})'} {'<<' if by >= 0 else '>>'} {abs(by)}"
            for by, places in moves.items()
        )

    def known(self, mask: int) -> str:
        return f"p{self.marks[mask]} = True" if mask in self.marks else f"lower |= {mask}"

    def possible(self, mask: int) -> str:
        return f"q{self.marks[mask]} = True" if mask in self.marks else f"worst |= {mask}"


class _GuardAtoms(_Atoms):
    """What must hold beside a rule: facts, and `cleared`."""

    def __init__(self, atoms: _Atoms) -> None:
        super().__init__(atoms.regions)
        self.locals = atoms.locals

    def atom(self, node: Node) -> Pair[str]:
        if isinstance(node, Cleared):
            return Pair(f"(cleared and {node.rule!r} in cleared)", f"(not cleared or {node.rule!r} not in cleared)")
        return super().atom(node)


def _run(waiting: Sequence[tuple[str, Conjuncts]], conjunct: Node) -> int:
    """How many rules from the first on have this conjunct, one after the other?"""
    return next((i for i, (_, conjuncts) in enumerate(waiting) if conjunct not in conjuncts), len(waiting))


def _conjuncts(node: Node) -> Conjuncts:
    """The parts that must all hold, each once; a node that is no AND is its own only part."""
    if not isinstance(node, And):
        return (node,)
    return tuple(dict.fromkeys(part for child in node.children for part in _conjuncts(child)))
