"""Where a sign and a number are written: -2 (y - u) reads better as 2 (u - y)."""

from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from dataclasses import replace
from fractions import Fraction

from mcalc_helpers.arithmetic import split_number, times
from mcalc_helpers.expression import Expression, number
from mcalc_helpers.functions import diag
from mcalc_helpers.terms import Term
from mcalc_helpers.writers.numbers import SIMPLE_DENOMINATOR, number_text

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
    """Return the same product without its minus sign, if a difference in the term can absorb that.

    A vector times its own transpose, v v^T, stays as it is: two signs in it would hide what it is.
    """
    if not is_negative(scalar) or absorbs_sign(scalar) or (term.row is not None and term.row is term.column):
        return term, scalar
    turned = _with_multiplied_vector(term, number(-1), absorbs_sign)
    return (term, scalar) if turned is None else (turned, times(-1, scalar))


def with_absorbed_number(term: Term, scalar: Expression) -> tuple[Term, Expression]:
    """Return the same product with a decimal inside a sum, where that is shorter: 0.01 v + w, not 0.01 (v + 100 w)."""
    size, rest = split_number(scalar)
    if size.denominator <= SIMPLE_DENOMINATOR:
        return term, scalar

    def shortens(vector: Expression) -> bool:
        if vector.op != "plus":
            return False
        return _digits(size * c for c in vector.data) < _digits([size, *vector.data])

    inside = _with_multiplied_vector(term, number(size), shortens)
    return (term, scalar) if inside is None else (inside, rest)


def _digits(numbers: Iterable[Fraction]) -> int:
    """Return how many characters factors take to write; 1 is not written."""
    return sum(len(number_text(value)) for value in numbers if abs(value) != 1)


def _with_multiplied_vector(
    term: Term, factor: Expression, takes: Callable[[Expression], bool]
) -> Term | None:
    """Return a term with its first vector that takes a factor multiplied by it; None if there is none."""
    if term.row is not None and takes(term.row):
        return replace(term, row=times(factor, term.row))
    if term.column is not None and takes(term.column):
        return replace(term, column=times(factor, term.column))
    for k, link in enumerate(term.chain):
        if link.op == "diag" and takes(link.args[0]):
            return replace(
                term, chain=(*term.chain[:k], diag(times(factor, link.args[0])), *term.chain[k + 1 :])
            )
    return None
