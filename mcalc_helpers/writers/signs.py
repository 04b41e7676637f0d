"""Where a minus sign is written: -2 (y - u) reads better as 2 (u - y)."""

from collections import ChainMap
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import replace

from mcalc_helpers.arithmetic import times
from mcalc_helpers.expression import Expression
from mcalc_helpers.functions import diag
from mcalc_helpers.terms import Term

Written = tuple[str, int]
Table = MutableMapping[Expression, Written]
Writers = Mapping[str, Callable[[Expression, Table], Written]]

# Operations through which a sign can be carried inside.
LINEAR = ("times", "total", "matvec")


def is_negative(node: Expression) -> bool:
    """Tell whether a formula begins with a negative number."""
    return node.op in ("number", "times") and node.data < 0


def absorbs_sign(node: Expression) -> bool:
    """Tell whether a difference in a formula can absorb a minus sign."""
    if node.op == "plus":
        return any(c < 0 for c in node.data)
    return node.op in LINEAR and any(absorbs_sign(part) for part in node.args)


def negated(node: Expression, written: Table, writers: Writers) -> Table | None:
    """Write the negative of a formula, if a difference in it can absorb the sign.

    Returns
    -------
    table or None
        The table with other entries for the formula and for what changes inside it; None if there is no difference.
    """
    if not absorbs_sign(node):
        return None
    if node.op == "plus" or is_negative(node):
        return ChainMap({node: writers[node.op](times(-1, node), written)}, written)
    inside = next(table for part in node.args if (table := negated(part, written, writers)) is not None)
    return ChainMap({node: writers[node.op](node, inside)}, inside)


def without_sign(node: Expression, written: Table, writers: Writers) -> tuple[bool, Table]:
    """Say whether a product needs a minus sign, and how its factors are written: one of them may absorb it."""
    if node.data > 0:
        return False, written
    for factor in node.args:
        table = negated(factor, written, writers)
        if table is not None:
            return False, table
    return True, written


def with_absorbed_sign(term: Term, scalar: Expression) -> tuple[Term, Expression]:
    """Return the same product without its minus sign, if a difference in the term can absorb that."""
    if not is_negative(scalar) or absorbs_sign(scalar):
        return term, scalar
    positive = times(-1, scalar)
    if term.row is not None and absorbs_sign(term.row):
        return replace(term, row=times(-1, term.row)), positive
    if term.column is not None and absorbs_sign(term.column):
        return replace(term, column=times(-1, term.column)), positive
    for k, link in enumerate(term.chain):
        if link.op == "diag" and absorbs_sign(link.args[0]):
            turned = diag(times(-1, link.args[0]))
            return replace(term, chain=(*term.chain[:k], turned, *term.chain[k + 1 :])), positive
    return term, scalar
