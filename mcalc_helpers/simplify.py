"""The last touches on a result: the shorter of the expanded and the factored form, and values that deserve a name.

Normal form makes equal results equal; these choices, which depend on the result alone, make them short.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from math import prod

from mcalc_helpers.arithmetic import base_and_exponent, plus, power, times
from mcalc_helpers.expression import Expression, number, ones, value_of
from mcalc_helpers.forms import Jacobian
from mcalc_helpers.functions import total

# A name must make the result shorter by this factor.
_WORTH_A_NAME = 0.75
# Products of sums are multiplied out, to see if that is shorter, only up to this many terms.
_MOST_TERMS = 12


def tidy(node: Expression) -> Expression:
    """Return the shortest of a formula, its expanded and its factored form.

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> x, y = symbol("x"), symbol("y")
    >>> tidy((1 / y - 1 / x) * x), tidy(x * y**3 + y**3)
    (x / y - 1, y ** 3 * (1 + x))
    """
    expanded = expand(node)
    return min((node, expanded, factor(node), factor(expanded)), key=lambda candidate: candidate.size)


def expand(node: Expression) -> Expression:
    """Multiply out the products of sums in a formula, one level deep."""
    if node.op == "plus":
        return plus(*(times(c, expand(term)) for c, term in zip(node.data, node.args, strict=True)))
    if node.op != "times":
        return node
    sums = [f for f in node.args if f.op == "plus"]
    if not sums or prod(len(s.args) for s in sums) > _MOST_TERMS:
        return node
    products = [times(number(node.data), *(f for f in node.args if f.op != "plus"))]
    for one in sums:
        terms = [times(c, term) for c, term in zip(one.data, one.args, strict=True)]
        products = [times(product, term) for product in products for term in terms]
    return plus(*products)


def factor(node: Expression) -> Expression:
    """Take out of a sum the powers that all its terms contain."""
    if node.op != "plus":
        return node
    exponents = [dict(map(base_and_exponent, _factors(term))) for term in node.args]
    common = []
    for base in exponents[0]:
        powers = [value_of(each[base]) for each in exponents if base in each]
        known = [p for p in powers if p is not None]
        if base.op == "ones" or len(known) < len(exponents) or len({p > 0 for p in known}) > 1:
            continue
        common.append(power(base, number(min(known, key=abs))))
    if not common:
        return node
    inverse = [power(each, -1) for each in common]
    terms = [times(c, term, *inverse) for c, term in zip(node.data, node.args, strict=True)]
    return times(*common, plus(*terms), ones(node.shape))


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
        # p = a / s: wherever a is a factor, write p s.
        base = next((f for f in value.args if f.shape == value.shape and f.op not in ("power", "plus")), None)
        if base is None or not any(_is_below(f) for f in value.args):
            return None
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
            return plus(*(times(c, replace(term)) for c, term in zip(node.data, node.args, strict=True)))
        if node.op == "times":
            return times(number(node.data), *map(replace, node.args))
        if node.op == "power":
            return power(replace(node.args[0]), node.args[1])
        if node.op == "total" and node.args[0].op == "times":
            return total(replace(node.args[0]))
        if node.op == "diag":
            return Expression("diag", (replace(node.args[0]),), None, node.shape)
        return node

    return replace
