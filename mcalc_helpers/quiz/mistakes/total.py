"""The total derivative: several paths lead from the variable to the result."""

import math

import numpy as np

from mcalc_helpers.chain import Edge
from mcalc_helpers.quiz.at import At
from mcalc_helpers.quiz.evaluate import Array
from mcalc_helpers.quiz.mistakes.mistake import Found, Mistake, Variant

_PAGE = "total-derivative"


# On the way through these a variable still stands in the expression itself.
_SUMS = frozenset({"add", "subtract"})


def _is_direct(path: tuple[Edge, ...]) -> bool:
    """Tell whether a path leads from the result to the variable through no function of it: x in sin(x + x^2)."""
    between = [edge.inner.node.operation for edge in path[:-1]]
    return all(operation is not None and operation.name in _SUMS for operation in between)


def _products(at: At) -> list[tuple[bool, Array]]:
    """Return for each path whether it is direct, and the product along it; nothing if there is one path only."""
    if len(at.paths) < 2 or at.case.edge is not None:
        return []
    return [(_is_direct(path), at.product(path)) for path in at.paths]


def _added(at: At, direct: bool) -> Array | None:
    parts = [product for is_direct, product in _products(at) if is_direct == direct]
    return np.asarray(np.sum(parts, axis=0)) if parts else None


def _direct_only(at: At) -> Found:
    return _added(at, direct=True)


def _indirect_only(at: At) -> Found:
    return None if _added(at, direct=True) is None else _added(at, direct=False)


def _product_of_paths(at: At) -> Found:
    products = [product for _, product in _products(at)]
    if not products or at.J.shape != (1, 1):
        return None
    return np.full((1, 1), math.prod(product.item() for product in products))


def _path_omitted(at: At) -> Found:
    """Leave out one path; what is then left must not be the direct or the indirect part, which have their own names."""
    products = _products(at)
    direct = sum(is_direct for is_direct, _ in products)
    named = {(0, len(products) - direct), (direct, 0)} if direct else set()
    found: list[Array | Variant] = []
    for is_direct, product in products:
        left = (direct - is_direct, len(products) - direct - (not is_direct))
        if left not in named:
            found.append(at.J - product)
    return found


def _weight_one(at: At) -> Found:
    """Add up the derivatives of the factors of a product, each with the weight 1 that a sum would give it."""
    if not _products(at) or at.operation not in ("multiply", "divide"):
        return None
    derivatives = at.carried()
    chain = at.case.chain
    parts = [derivatives[edge.inner.node] for edge in chain.output.edges] if chain else []
    return np.sum(parts, axis=0) if len({part.shape for part in parts}) == 1 else None


ENTRIES = (
    Mistake(
        "total/direct-only",
        "the direct term only",
        _direct_only,
        "This is what the variable does directly, with the intermediate variables held still. But they "
        "depend on it as well, and pass its change on.",
        f"{_PAGE}#Only one of the paths",
    ),
    Mistake(
        "total/indirect-only",
        "the indirect term only",
        _indirect_only,
        "This is what arrives by way of the intermediate variables. The variable also stands in the "
        "expression itself, and acts there directly.",
        f"{_PAGE}#Only one of the paths",
    ),
    Mistake(
        "total/product-of-paths",
        "the paths multiplied instead of added",
        _product_of_paths,
        "The contributions of the paths are multiplied here. Links along *one* path multiply; the "
        "contributions of *different* paths add up.",
        f"{_PAGE}#Multiplying the paths",
    ),
    Mistake(
        "total/path-omitted",
        "one path omitted",
        _path_omitted,
        "One path from the variable to the result is missing. Draw the graph and count in how many ways "
        "the variable reaches the result: each gives a term.",
        f"{_PAGE}#Only one of the paths",
    ),
    Mistake(
        "total/weight-one",
        "a product treated like a sum",
        _weight_one,
        "The changes of the parts are added with the weight $1$ each, which is right for a sum. In a "
        "product a change of one factor is multiplied by the *other* factor.",
        f"{_PAGE}#A sum's factors kept for a product",
    ),
)
