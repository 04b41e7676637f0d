"""The last touches on a result: the shorter of the expanded and the factored form, and values that deserve a name.

Normal form makes equal results equal; these choices, which depend on the result alone, make them short.
"""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from math import prod

from mcalc_helpers.arithmetic import base_and_exponent, plus, power, times
from mcalc_helpers.expression import Expression, number, ones, value_of
from mcalc_helpers.forms import Jacobian
from mcalc_helpers.functions import matvec, total

# A name must make the result shorter by this factor.
_WORTH_A_NAME = 0.75
# Products of sums are multiplied out, to see if that is shorter, only up to this many terms.
_MOST_TERMS = 12


def tidy(node: Expression) -> Expression:
    """Return the shortest form of a formula that multiplying out and factoring lead to, step by step.

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> x, y = symbol("x"), symbol("y")
    >>> tidy((1 / y - 1 / x) * x), tidy(x * y**3 + y**3)
    (x / y - 1, y ** 3 * (1 + x))
    >>> tidy(x * (x - 1) * (y / x + (1 - y) / (x - 1)))
    x - y
    """
    shortest = min(_forms(node), key=lambda form: form.size)
    return node if shortest.size >= node.size else tidy(shortest)


def _forms(node: Expression) -> Iterator[Expression]:
    for form in (node, expand(node), *_distributed(node)):
        yield form
        yield factor(form)
        yield over_one_denominator(form)


def expand(node: Expression) -> Expression:
    """Multiply out the products of sums in a formula, one level deep; the sum of a sum is the sum of the sums."""
    if node.op == "plus":
        return plus(*(times(c, expand(term)) for c, term in _terms(node)))
    if node.op == "total" and node.args[0].op == "plus":
        return plus(*(total(times(c, term)) for c, term in _terms(node.args[0])))
    if node.op != "times":
        return node
    factors = [expand(f) if f.op == "total" else f for f in node.args]
    sums = [f for f in factors if f.op == "plus"]
    if prod(len(s.args) for s in sums) > _MOST_TERMS:
        return node
    products = [times(number(node.data), *(f for f in factors if f.op != "plus"), ones(node.shape))]
    for one in sums:
        products = [times(product, c, term) for product in products for c, term in _terms(one)]
    return plus(*products)


def _distributed(node: Expression) -> Iterator[Expression]:
    """Multiply out one sum of a product at a time: the other factors may cancel in it."""
    for one in node.args if node.op == "times" else ():
        if one.op == "plus" and len(one.args) <= _MOST_TERMS:
            rest = times(number(node.data), *(f for f in node.args if f is not one), ones(node.shape))
            yield plus(*(times(rest, c, term) for c, term in _terms(one)))


def factor(node: Expression) -> Expression:
    """Take out of a sum the powers that all its terms contain."""
    if node.op != "plus":
        return node
    exponents = [dict(map(base_and_exponent, _factors(term))) for term in node.args]
    bases = [base for base in exponents[0] if base.op != "ones" and all(base in each for each in exponents)]
    common = [power(base, by) for base in bases if (by := _common([each[base] for each in exponents]))]
    if not common:
        return node
    inverse = [power(each, -1) for each in common]
    terms = [times(c, term, *inverse) for c, term in _terms(node)]
    return times(*common, plus(*terms), ones(node.shape))


def over_one_denominator(node: Expression) -> Expression:
    """Write a sum of fractions with common factors below as one fraction.

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> x, y = symbol("x"), symbol("y")
    >>> over_one_denominator(y / x - 1 / x**2)
    (x * y - 1) / x ** 2
    """
    if node.op != "plus":
        return node
    exponents = [dict(map(base_and_exponent, _factors(term))) for term in node.args]
    below = []
    for base in exponents[0]:
        known = [value_of(each.get(base, number(0))) for each in exponents]
        if all(value is not None and value < 0 for value in known):
            below.append(power(base, number(min(value for value in known if value is not None))))
    if not below:
        return node
    inverse = [power(each, -1) for each in below]
    numerator = plus(*(expand(times(c, term, *inverse)) for c, term in _terms(node)))
    return times(numerator, *below, ones(node.shape))


def _common(exponents: list[Expression]) -> Expression | None:
    """Return the exponent that can be taken out: the one nearest to 0 of numbers of one sign, or what all are."""
    known = [value for value in map(value_of, exponents) if value is not None]
    if len(known) == len(exponents) and len({value > 0 for value in known}) == 1:
        return number(min(known, key=abs))
    return exponents[0] if len(set(exponents)) == 1 else None


def _terms(node: Expression) -> Iterator[tuple[Fraction, Expression]]:
    """Return the terms of a sum with their coefficients."""
    return zip(node.data, node.args, strict=True)


def _factors(term: Expression) -> tuple[Expression, ...]:
    return term.args if term.op == "times" else (term,)


def name_values(
    result: Jacobian, values: Iterable[tuple[str, Expression]]
) -> tuple[Jacobian, dict[str, Expression]]:
    """Write a result with names for quotients, where that makes it shorter.

    The Jacobian of softmax is full of ``exp(x) / sum(exp(x))``; with p for that it is diag(p) - p p^T.

    Parameters
    ----------
    result : Jacobian
        In terms of the parameters.
    values : iterable of (str, Expression)
        Names, and the values they may stand for.

    Returns
    -------
    jacobian : Jacobian
        The shorter form.
    definitions : dict of str to Expression
        The names that it uses.
    """
    used: dict[str, Expression] = {}
    for name, value in values:
        replace = _replacement(name, value)
        if replace is None:
            continue
        shorter = result.map(replace).map(tidy)
        if shorter.size < _WORTH_A_NAME * result.size:
            result = shorter
            used[name] = value
    return result, used


def _replacement(name: str, value: Expression) -> Callable[[Expression], Expression] | None:
    """Return the function that writes products with a name for a quotient; None for other values."""
    named = Expression("symbol", (), name, value.shape)
    if value.op == "times":
        # p = a / s: wherever a is a factor, write p s. Not for p = a b / s: a would be p s / b, and b may be 0.
        above = [f for f in value.args if not _is_below(f)]
        if (
            len(above) != 1
            or len(value.args) == 1
            or above[0].shape != value.shape
            or above[0].op in ("power", "plus")
        ):
            return None
        (base,) = above
        return _by_factor({base: times(named, base, power(value, -1))})
    if value.op == "power" and _is_below(value) and value.args[0].op == "plus":
        # p = 1 / (1 + e): then e p is 1 - p.
        whole = value.args[0]
        rest = [term for term in whole.args if term.op not in ("ones", "number")]
        if len(whole.args) == 2 and set(whole.data) == {Fraction(1)} and len(rest) == 1:
            return _by_factor(
                {whole: power(named, -1), rest[0]: times(plus(1, times(-1, named)), power(named, -1))}
            )
    return None


def _is_below(factor: Expression) -> bool:
    exponent = value_of(base_and_exponent(factor)[1])
    return exponent is not None and exponent < 0


def _by_factor(values: dict[Expression, Expression]) -> Callable[[Expression], Expression]:
    """Return a substitution that replaces whole factors only, not what stands inside functions."""

    def replace(node: Expression) -> Expression:
        if node in values:
            return values[node]
        if node.op == "plus":
            return plus(*(times(c, replace(term)) for c, term in _terms(node)))
        if node.op == "times":
            return times(number(node.data), *map(replace, node.args))
        if node.op == "power":
            return power(replace(node.args[0]), node.args[1])
        if node.op == "matvec":
            return matvec(node.args[0], replace(node.args[1]))
        if node.op == "total" and node.args[0].op == "times":
            return total(replace(node.args[0]))
        if node.op == "diag":
            return Expression("diag", (replace(node.args[0]),), None, node.shape)
        return node

    return replace
