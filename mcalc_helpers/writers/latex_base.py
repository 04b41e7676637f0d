"""What all LaTeX writers share: how tightly an operation binds, parentheses, numbers."""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction

from mcalc_helpers.expression import Expression
from mcalc_helpers.writers.numbers import SIMPLE_DENOMINATOR, is_decimal
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
    r"""Write a number: whole, as a fraction, or as a decimal, where it came from one or the fraction would be long.

    Examples
    --------
    >>> print(number_latex(Fraction(-1, 2)), number_latex(Fraction("0.01")), number_latex(Fraction("1e-5")))
    -\frac{1}{2} 0.01 10^{-5}
    """
    sign = "-" if value < 0 else ""
    size = abs(value)
    for constant, letter in _CONSTANTS.items():
        times, rest = divmod(size, constant)
        if not rest and times:
            return f"{sign}{times} {letter}" if times > 1 else sign + letter
    if size.denominator == 1:
        return f"{sign}{size.numerator}"
    if size.denominator <= SIMPLE_DENOMINATOR or not is_decimal(size):
        return rf"{sign}\frac{{{size.numerator}}}{{{size.denominator}}}"
    digits, _, exponent = repr(float(size)).partition("e")
    if not exponent:
        return sign + digits
    power = rf"10^{{{int(exponent)}}}"
    return sign + (power if digits == "1" else rf"{digits} \cdot {power}")


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
