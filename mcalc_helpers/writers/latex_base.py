"""What all LaTeX writers share: how tightly an operation binds, parentheses, numbers."""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction

from mcalc_helpers.expression import Expression
from mcalc_helpers.writers.signs import Table, Written

# How tightly an operation binds; an operand that binds less gets parentheses.
SUM, DOT, PRODUCT, POWER, ATOM = range(5)

# The writer of each operation: from a node, and what its operands are written as.
WRITERS: dict[str, Callable[[Expression, Table], Written]] = {}

ONES = r"\vec{1}"
_CONSTANTS = {Fraction(repr(math.pi)): r"\pi", Fraction(repr(math.e)): r"\mathrm{e}"}


def written_as(node: Expression, written: Table) -> Written:
    """Return how a node is written; one that is not in the table has operands that are."""
    return written[node] if node in written else WRITERS[node.op](node, written)


def number_latex(value: Fraction) -> str:
    r"""Write a number: whole, as a fraction, or as the decimal it came from.

    Examples
    --------
    >>> print(number_latex(Fraction(-1, 2)), number_latex(Fraction("0.01")))
    -\frac{1}{2} 0.01
    """
    sign = "-" if value < 0 else ""
    size = abs(value)
    if size in _CONSTANTS:
        return sign + _CONSTANTS[size]
    if size.denominator == 1:
        return f"{sign}{size.numerator}"
    decimal = size.denominator > 5 and size.denominator % 5 == 0 and Fraction(repr(float(size))) == size
    return f"{sign}{float(size)!r}" if decimal else rf"{sign}\frac{{{size.numerator}}}{{{size.denominator}}}"


def parenthesised(written: Written, least: int) -> str:
    """Return the LaTeX, in parentheses if it binds less tightly than `least`."""
    text, level = written
    return text if level >= least else enclosed(text)


def enclosed(text: str) -> str:
    """Put parentheses around LaTeX; they stretch only around what is tall."""
    return rf"\left({text}\right)" if r"\frac" in text or r"\begin" in text else f"({text})"


def brackets(rows: Sequence[Sequence[str]]) -> str:
    """Write a matrix entry by entry."""
    body = r" \\ ".join(" & ".join(row) for row in rows)
    return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"
