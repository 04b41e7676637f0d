"""Sums, products, quotients and powers as LaTeX."""

from fractions import Fraction

from mcalc_helpers.arithmetic import base_and_exponent, times
from mcalc_helpers.expression import Expression, value_of
from mcalc_helpers.writers.latex_base import (
    ATOM,
    DOT,
    ONES,
    POWER,
    PRODUCT,
    SUM,
    WRITERS,
    number_latex,
    parenthesised,
    written_as,
)
from mcalc_helpers.writers.order import ordered_terms
from mcalc_helpers.writers.signs import Table, Written, is_negative, without_sign

_RECIPROCAL = r"\frac{1}"
# A factor up to this length stands above the fraction line.
_SHORT = 60


def plus(node: Expression, written: Table) -> Written:
    """Write a sum, positive terms first."""
    pieces: list[tuple[str, str]] = []
    for coefficient, term in ordered_terms(node):
        text, level = written_as(times(coefficient, term), written)
        negative = level == SUM and text.startswith("-")
        pieces.append(("-", text[1:]) if negative else ("+", text))
    pieces.sort(key=lambda piece: piece[0] == "-")
    sign, first = pieces[0]
    text = first if sign == "+" else "-" + first
    return " ".join([text, *(f"{sign} {piece}" for sign, piece in pieces[1:])]), SUM


def times_(node: Expression, written: Table) -> Written:
    """Write a product: scalars as one fraction in front, then the element-wise product of vectors."""
    signed, written = without_sign(node, written, WRITERS)
    factors = node.args
    scalars = [factor for factor in factors if not factor.shape]
    vectors = [factor for factor in factors if factor.shape]
    scalar = _scalar_product(abs(node.data), scalars, written)
    sign, level = ("-", SUM) if signed else ("", PRODUCT)
    if vectors:
        front = parenthesised(scalar, PRODUCT)
        body = _vector_product(vectors, written)
        if front.startswith(_RECIPROCAL) and front.count(r"\frac") == 1 and r"\frac" not in body:
            return sign + front.replace(_RECIPROCAL, rf"\frac{{{body}}}", 1), level
        return sign + ("" if front == "1" else front + " ") + body, level
    return sign + parenthesised(scalar, DOT), SUM if signed else scalar[1]


def _split_quotient(factors: list[Expression], written: Table) -> tuple[list[Written], list[Written]]:
    """Return what stands above and below the fraction line."""
    above: list[Written] = []
    below: list[Written] = []
    for factor in factors:
        base, exponent = base_and_exponent(factor)
        if is_negative(exponent):
            below.append(_raised(base, times(-1, exponent), written))
        else:
            above.append(written_as(factor, written))
    return above, below


def _scalar_product(coefficient: Fraction, factors: list[Expression], written: Table) -> Written:
    above, below = _split_quotient(factors, written)
    top, bottom = number_latex(coefficient), ""
    if top.startswith(r"\frac"):
        top, bottom = str(coefficient.numerator), str(coefficient.denominator)
    denominator = _juxtaposed([(bottom, ATOM)] if bottom else [], below)
    if not denominator:
        if top == "1" and len(above) == 1:
            return above[0]
        return _juxtaposed([] if top == "1" and above else [(top, ATOM)], above), PRODUCT
    # Short factors go above the line; sums and long ones follow the fraction, where they are easier to read.
    short = [piece for piece in above if piece[1] > SUM and len(piece[0]) <= _SHORT]
    long = [piece for piece in above if piece not in short]
    if top == "1" and len(above) == 1:
        short, long = above, []
    numerator = _juxtaposed([] if top == "1" and short else [(top, ATOM)], short)
    fraction = rf"\frac{{{numerator}}}{{{denominator}}}"
    if len(long) == 1:
        return f"{fraction} {parenthesised(long[0], DOT)}", min(max(long[0][1], DOT), PRODUCT)
    return (f"{fraction} {_juxtaposed([], long)}" if long else fraction), PRODUCT


def _juxtaposed(front: list[Written], factors: list[Written]) -> str:
    if len(front) + len(factors) == 1:
        return (front + factors)[0][0]
    text = ""
    for factor in front + factors:
        piece = parenthesised(factor, POWER)
        text += (r" \cdot " if piece[0].isdigit() else " ") + piece if text else piece
    return text


def _vector_product(factors: list[Expression], written: Table) -> str:
    above, below = _split_quotient(factors, written)
    if len(above) == 1 and not below:
        return parenthesised(above[0], POWER if above[0][1] == SUM else PRODUCT)
    text = r" \otimes ".join(parenthesised(piece, POWER) for piece in above) or ONES
    return text + "".join(rf" \oslash {parenthesised(piece, POWER)}" for piece in below)


def power(node: Expression, written: Table) -> Written:
    """Write a power; a negative one as a quotient."""
    base, exponent = node.args
    if not is_negative(exponent):
        return _raised(base, exponent, written)
    below = _raised(base, times(-1, exponent), written)
    if node.shape:
        return rf"{ONES} \oslash {parenthesised(below, POWER)}", PRODUCT
    return rf"\frac{{1}}{{{below[0]}}}", PRODUCT


def _raised(base: Expression, exponent: Expression, written: Table) -> Written:
    value = value_of(exponent)
    if value == 1:
        return written[base]
    if value == Fraction(1, 2):
        return rf"\sqrt{{{written[base][0]}}}", ATOM
    if value is not None:
        up = str(value) if value.denominator <= 5 else number_latex(value)
    else:
        up = written_as(exponent, written)[0]
    return f"{parenthesised(written[base], ATOM)}^{{{up}}}", POWER
