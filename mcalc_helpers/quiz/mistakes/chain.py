"""The chain rule of a single variable: one path, one link after the other."""

import math
from itertools import combinations, product

import numpy as np

from mcalc_helpers.chain import Variable
from mcalc_helpers.quiz.at import At
from mcalc_helpers.quiz.evaluate import Array
from mcalc_helpers.quiz.mistakes.mistake import Found, Mistake, Variant
from mcalc_helpers.writers.names import name_latex

_PAGE = "single-variable-chain-rule"

# Of longer chains only those subsets of the links are looked for that leave out a single one, and no names left in.
_ALL_SUBSETS = 5


def _links(at: At) -> list[Array]:
    """Return the numbers on the links, outermost first; none if this is no chain of scalars."""
    links = [at.local(edge) for edge in at.links] if at.is_scalar else []
    return links if len(links) > 1 and all(link.size == 1 for link in links) else []


def _multiplied(links: list[Array]) -> Array:
    return np.full((1, 1), math.prod(link.item() for link in links))


def _inner_missing(at: At) -> Found:
    links = _links(at)
    return _multiplied(links[:-1]) if links else None


def _inner_only(at: At) -> Found:
    links = _links(at)
    return links[-1] if links else None


def _outer_at_x(at: At) -> Found:
    """Evaluate an outer derivative at the variable itself, where the inner function belongs."""
    if at.case.edge is not None:
        inner = at.case.edge.inner
        alike = inner.node.ndim == at.x.ndim == 0
        return at.local(at.case.edge, **{inner.name: at.x}) if alike else None
    links = _links(at)
    if not links:
        return None
    found = []
    for k, edge in enumerate(at.links[:-1]):
        wrong = at.local(edge, **{edge.inner.name: at.x})
        found.append(_multiplied([*links[:k], wrong, *links[k + 1 :]]))
    return found


def _outer_at_inner_derivative(at: At) -> Found:
    links = _links(at)
    if not links:
        return None
    outer = at.links[0]
    return at.local(outer, **{outer.inner.name: _multiplied(links[1:])[0, 0]})


def _left_in(at: At) -> Found:
    """Give some of the intermediate variables values of their own, as a name that still stands in an answer has."""
    names = [variable.name for variable in at.inner]
    if not at.is_scalar or not at.paths or len(names) > _ALL_SUBSETS:
        return None
    found = []
    for kept in product((False, True), repeat=len(names)):
        left = {name: at.point[name] for name, is_left in zip(names, kept, strict=True) if is_left}
        if left:
            found.append(np.asarray(sum(at.product(path, **left) for path in at.paths)))
    return found


def _sum_of_links(at: At) -> Found:
    links = _links(at)
    return np.sum(links, axis=0) if links else None


def _some_links(at: At) -> Found:
    links = _links(at)
    count = len(links)
    fewest = 1 if count <= _ALL_SUBSETS else count - 1
    places = [set(kept) for size in range(fewest, count) for kept in combinations(range(count), size)]
    # These two are mistakes with names of their own.
    others = [kept for kept in places if kept not in ({count - 1}, set(range(count - 1)))]
    return [_multiplied([links[k] for k in sorted(kept)]) for kept in others]


def _name(variable: Variable) -> str:
    return f"${name_latex(variable.name, variable.node.dimensions)}$"


def _another_link(at: At) -> Found:
    edge = at.case.edge
    if edge is None:
        return None
    return [
        Variant(at.local(other), {"outer": _name(other.outer), "inner": _name(other.inner)})
        for other in at.links
        if other is not edge
    ]


def _whole(at: At) -> Found:
    if at.case.edge is None:
        return None
    several = "the sum over all paths of the products of their links"
    return [Variant(at.whole, {"what": "the product of all links" if at.links else several})]


ENTRIES = (
    Mistake(
        "chain/inner-missing",
        "the inner derivative is missing",
        _inner_missing,
        "The outer function is differentiated, and at the right place, but the innermost derivative is "
        "missing as a factor. When the inner function moves faster, the outer one does too.",
        f"{_PAGE}#The inner derivative forgotten",
        ("scalar-rules#The inner derivative missing",),
    ),
    Mistake(
        "chain/inner-only",
        "the inner derivative only",
        _inner_only,
        "This is the derivative of the innermost function alone. What the functions around it do to its "
        "changes is missing.",
        f"{_PAGE}#The rule",
    ),
    Mistake(
        "chain/outer-at-x",
        "the outer derivative at the wrong place",
        _outer_at_x,
        "An outer derivative is evaluated at the variable itself. The outer function never sees that: it "
        "is given the *value of the inner function*, and its slope is taken there.",
        f"{_PAGE}#The outer derivative at the wrong place",
    ),
    Mistake(
        "chain/outer-at-inner-derivative",
        "the outer derivative at the inner derivative",
        _outer_at_inner_derivative,
        "Here the inner derivative has been put *inside* the outer one. The two are multiplied, and the "
        "outer slope is taken at the inner function, not at its derivative.",
        f"{_PAGE}#The outer derivative at the wrong place",
    ),
    Mistake(
        "chain/intermediate-left-in",
        "an intermediate variable is left in",
        _left_in,
        "Nearly done: your answer still contains an intermediate variable. Substitute it back, so that "
        "only the variables of the question are left.",
        f"{_PAGE}#Stopping before the fourth step",
    ),
    Mistake(
        "chain/sum-of-links",
        "the links added instead of multiplied",
        _sum_of_links,
        "The derivatives of the links are added up here. Along one path they multiply, like the gears of a "
        "clock; sums belong to several paths side by side.",
        f"{_PAGE}#A sum in place of the product",
    ),
    Mistake(
        "chain/some-links",
        "some links are missing",
        _some_links,
        "This is a product of some of the links only. Go through the chain from the variable to the "
        "result: each function on the way gives one factor.",
        f"{_PAGE}#Deeper nesting, nothing new",
    ),
    Mistake(
        "chain/another-link",
        "another link of the chain",
        _another_link,
        "This is the derivative of {outer} with respect to {inner}, another link of the chain. Look at the "
        "two letters of the fraction.",
        f"{_PAGE}#A d without its variable",
    ),
    Mistake(
        "chain/whole-product",
        "the whole product",
        _whole,
        "This is the whole derivative, {what}. The question is about one link alone.",
        f"{_PAGE}#Four steps that never change",
    ),
)
