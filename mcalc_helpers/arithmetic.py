"""Sums, products and powers in normal form.

A sum is numbers times distinct terms; a product is one number times powers of distinct factors. A scalar among vectors
is expanded, as the paper's "scalar expansion" says: ``x + z`` is the sum of x and z times the vector of ones. Products
of sums are not multiplied out.
"""

from collections.abc import Iterable
from fractions import Fraction
from math import gcd, lcm

from mcalc_helpers.expression import Expression, Operand, coerce, is_zero, number, ones, value_of, zeros
from mcalc_helpers.shapes import Shape

_ONE = Fraction(1)
# Whole coefficients with more digits than this are no easier to read than decimals.
_MOST_DIGITS = 4


def plus(*operands: Operand) -> Expression:
    """Add scalars, vectors or matrices, collecting like terms.

    Parameters
    ----------
    *operands : Expression or number
        Of one shape; scalars among vectors are expanded.

    Returns
    -------
    Expression
        The normal form of the sum.

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> x = symbol("x", ("n",))
    >>> plus(x, 3 * x, 2) is plus(2, 4 * x)
    True
    """
    nodes = [coerce(operand) for operand in operands]
    shape = _joint_shape(nodes)
    terms: dict[Expression, Fraction] = {}
    for node in nodes:
        parts = zip(node.args, node.data, strict=True) if node.op == "plus" else [split_number(node)[::-1]]
        for term, coefficient in parts:
            expanded = term if term.shape == shape else times(term, ones(shape))
            terms[expanded] = terms.get(expanded, Fraction(0)) + coefficient
    return _sum(terms, shape)


def _sum(terms: dict[Expression, Fraction], shape: Shape) -> Expression:
    kept = sorted((term for term, c in terms.items() if c and not is_zero(term)), key=lambda term: term.key)
    if not kept:
        return zeros(shape)
    if len(kept) == 1:
        return times(number(terms[kept[0]]), kept[0])
    return Expression("plus", tuple(kept), tuple(terms[term] for term in kept), shape)


def times(*operands: Operand) -> Expression:
    """Multiply element by element, collecting powers of like factors.

    Parameters
    ----------
    *operands : Expression or number
        Scalars and vectors of one length; a matrix may be multiplied with scalars.

    Returns
    -------
    Expression
        The normal form of the product.

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> x = symbol("x")
    >>> times(x, x, x**-1) is x
    True
    """
    nodes = [coerce(operand) for operand in operands]
    coefficient = _ONE
    factors: dict[Expression, Expression] = {}  # each base, and the power of it
    opened: list[Expression] = []
    for node in nodes:
        content, parts = _parts(node)
        coefficient *= content
        for factor in parts:
            base, exponent = base_and_exponent(factor)
            known = factors.pop(base, None)
            if known is not None:
                factor = power(base, plus(base_and_exponent(known)[1], exponent))
            if factor.op == "number":
                coefficient *= factor.data
            elif known is not None and factor.op in ("times", "plus"):
                opened.append(factor)  # adding the exponents opened up a product: collect once more
            elif factor.op != "ones":
                factors[base] = factor
    shape = _joint_shape(nodes)
    if opened:
        return times(number(coefficient), *factors.values(), *opened, ones(shape))
    return _product(coefficient, list(factors.values()), shape)


def _parts(node: Expression) -> tuple[Fraction, tuple[Expression, ...]]:
    """Split a node into a number and the factors it brings to a product."""
    if node.op == "times":
        return node.data, node.args
    if node.op == "number":
        return node.data, ()
    if node.op == "zeros":
        return Fraction(0), ()
    if node.op == "plus":
        content, primitive = primitive_part(node)
        return content, (primitive,)
    return _ONE, (node,)


def _product(coefficient: Fraction, factors: list[Expression], shape: Shape) -> Expression:
    if not coefficient:
        return zeros(shape)
    if not any(factor.shape == shape for factor in factors):
        if not shape and not factors:
            return number(coefficient)
        factors.append(ones(shape))
    if len(factors) == 1:
        (factor,) = factors
        if coefficient == 1:
            return factor
        if factor.op == "plus":
            return Expression("plus", factor.args, tuple(coefficient * c for c in factor.data), factor.shape)
    factors.sort(key=lambda factor: factor.key)
    return Expression("times", tuple(factors), coefficient, shape)


def power(base: Operand, exponent: Operand) -> Expression:
    """Raise to a power, element by element.

    Powers of products and of powers are opened only for whole exponents, where that holds for every real base.

    Parameters
    ----------
    base, exponent : Expression or number
        Scalars, or vectors of one length.

    Returns
    -------
    Expression
        The normal form of the power.

    Raises
    ------
    ZeroDivisionError
        For a negative power of the number zero.

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> x, y = symbol("x"), symbol("y")
    >>> power(x * y, 2) is x**2 * y**2, power(x**2, 0.5) is x
    (True, False)
    """
    base, exponent = coerce(base), coerce(exponent)
    shape = _joint_shape([base, exponent])
    by = value_of(exponent)
    if by == 0 or base.op == "ones" or value_of(base) == 1:
        return ones(shape)
    if by == 1:
        return base
    if by is not None and is_zero(base) and by > 0:
        return base
    if by is not None and by.denominator == 1:
        opened = _whole_power(base, int(by))
        if opened is not None:
            return opened
    return Expression("power", (base, exponent), None, shape)


def _whole_power(base: Expression, by: int) -> Expression | None:
    """Open a whole power of something composed; None if it stays as it is."""
    if base.op == "number":
        return number(base.data**by)
    if base.op == "power":
        inner, exponent = base.args
        return power(inner, times(exponent, by))
    if base.op == "times":
        return times(number(base.data**by), *(power(factor, by) for factor in base.args))
    if base.op == "indicator" and by > 0:
        return base
    if base.op == "plus":
        content, primitive = primitive_part(base)
        if content != 1:
            return times(number(content**by), power(primitive, by))
    return None


def base_and_exponent(factor: Expression) -> tuple[Expression, Expression]:
    """Return b and e with ``factor = b**e``.

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> base_and_exponent(symbol("x") ** 3)
    (x, 3)
    """
    if factor.op == "power":
        base, exponent = factor.args
        return base, exponent
    return factor, number(1)


def split_number(node: Expression) -> tuple[Fraction, Expression]:
    """Return the number in front and the rest.

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> split_number(3 * symbol("x"))
    (Fraction(3, 1), x)
    """
    if node.op == "number":
        return node.data, number(1)
    if node.op == "times":
        return node.data, _product(_ONE, list(node.args), node.shape)
    return _ONE, node


def primitive_part(total: Expression) -> tuple[Fraction, Expression]:
    """Return the common number of a sum's terms, and the sum divided by it.

    The first term of the quotient is positive, so that a sum and its negative have the same quotient. Its coefficients
    are whole; where that would make them long, the largest is 1.

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> x = symbol("x")
    >>> primitive_part(4 - 2 * x), primitive_part(3 * x + 0.00001)
    ((Fraction(2, 1), 2 - x), (Fraction(3, 1), x + 1 / 300000))
    """
    if total.parts is None:
        coefficients: tuple[Fraction, ...] = total.data
        above, below = gcd(*(c.numerator for c in coefficients)), lcm(*(c.denominator for c in coefficients))
        content = Fraction(above, below)
        largest = max(abs(c.numerator) * (below // c.denominator) for c in coefficients) // above
        if largest >= 10**_MOST_DIGITS:
            content *= largest
        if coefficients[0] < 0:
            content = -content
        quotient = coefficients if content == 1 else tuple(c / content for c in coefficients)
        total.parts = content, quotient
    content, quotient = total.parts
    if content == 1:
        return content, total
    return content, Expression("plus", total.args, quotient, total.shape)


def _joint_shape(nodes: Iterable[Expression]) -> Shape:
    """Return the shape of an element-wise result; the operands are known to fit."""
    return max((node.shape for node in nodes), key=len, default=())
