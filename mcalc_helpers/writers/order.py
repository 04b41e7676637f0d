"""The order in which the terms of a sum are written."""

from fractions import Fraction

from mcalc_helpers.arithmetic import base_and_exponent
from mcalc_helpers.expression import Expression, value_of


def ordered_terms(node: Expression) -> list[tuple[Fraction, Expression]]:
    """Return a sum's terms as one writes them: 1 first, high powers before low ones, expanded scalars last."""

    def place(item: tuple[Fraction, Expression]) -> tuple[object, ...]:
        coefficient, term = item
        factors = term.args if term.op == "times" else (term,)
        expanded = any(factor.op in ("ones", "number") for factor in factors)
        leading = len(factors) == 1 and expanded and coefficient == 1
        return not leading, expanded, -degree(term), term.key

    return sorted(zip(node.data, node.args, strict=True), key=place)


def degree(term: Expression) -> Fraction:
    """Return how many variables a term multiplies; a function counts as half a variable."""
    if term.op == "times":
        return sum((degree(factor) for factor in term.args), Fraction(0))
    if term.op in ("total", "matvec"):
        return degree(term.args[-1]) + (term.op == "matvec")
    base, exponent = base_and_exponent(term)
    value = value_of(exponent)
    if base.op in ("number", "size", "ones") or value is None:
        return Fraction(0)
    return value if base.op in ("symbol", "index") else value / 2
