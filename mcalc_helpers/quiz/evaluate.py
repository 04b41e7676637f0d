"""Formulas and Jacobians as numbers: walk the graph with NumPy, with a value for every symbol that stands in it.

A `mcalc_helpers.Derivation` evaluates its result. The wrong answers need what lies on the way to it as well: one link
of a chain, with an intermediate variable at its own value or at a wrong one.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mcalc_helpers.expression import Expression, postorder
from mcalc_helpers.forms import Jacobian
from mcalc_helpers.shapes import Shape

Array = NDArray[Any]
Values = Mapping[str, Any]
Sizes = Mapping[str, int]

_CALLS: dict[str, Callable[[Any], Any]] = {
    "exp": np.exp,
    "log": np.log,
    "log1p": np.log1p,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "tanh": np.tanh,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "abs": np.abs,
    "sign": np.sign,
}
_RELATIONS: dict[str, Callable[[Any, Any], Any]] = {
    ">": np.greater,
    "<": np.less,
    ">=": np.greater_equal,
    "<=": np.less_equal,
    "==": np.equal,
    "!=": np.not_equal,
}


def lengths(shape: Shape, sizes: Sizes) -> tuple[int, ...]:
    """Return a shape with numbers for its named sizes.

    Examples
    --------
    >>> lengths(("n", 2), {"n": 3})
    (3, 2)
    """
    return tuple(size if isinstance(size, int) else sizes[size] for size in shape)


def _plus(node: Expression, *args: Any) -> Any:
    return sum(float(c) * arg for c, arg in zip(node.data, args, strict=True))


def _times(node: Expression, *args: Any) -> Any:
    return float(node.data) * np.prod(np.broadcast_arrays(*args), axis=0)


def _power(node: Expression, base: Any, exponent: Any) -> Any:
    return np.power(np.asarray(base, dtype=float), exponent)


# From a node and the values of its operands to its value.
_OPERATIONS: dict[str, Callable[..., Any]] = {
    "number": lambda node: float(node.data),
    "array": lambda node: np.array(node.data, dtype=float),
    "plus": _plus,
    "times": _times,
    "power": _power,
    "call": lambda node, x: _CALLS[node.data](x),
    "indicator": lambda node, a, b: _RELATIONS[node.data](a, b) * 1.0,
    "where": lambda node, c, a, b: np.where(np.not_equal(c, 0), a, b),
    "maximum": lambda node, a, b: np.maximum(a, b),
    "minimum": lambda node, a, b: np.minimum(a, b),
    "total": lambda node, x: np.sum(x),
    "norm": lambda node, x: np.linalg.norm(x),
    "stack": lambda node, *parts: np.array(parts, dtype=float),
    "index": lambda node, x: x[node.data],
    "transpose": lambda node, x: x.T,
    "diag": lambda node, x: np.diag(x),
    "matvec": lambda node, a, x: a @ x,
}
# Nodes whose value depends on lengths or names alone.
_LEAVES: dict[str, Callable[[Expression, Values, Sizes], Any]] = {
    "symbol": lambda node, values, sizes: values[node.data],
    "size": lambda node, values, sizes: float(sizes[node.data]),
    "ones": lambda node, values, sizes: np.ones(lengths(node.shape, sizes)),
    "zeros": lambda node, values, sizes: np.zeros(lengths(node.shape, sizes)),
    "tril": lambda node, values, sizes: np.tri(lengths(node.shape, sizes)[0]),
    "unit": lambda node, values, sizes: np.eye(lengths(node.shape, sizes)[0])[node.data],
}


def evaluate(roots: Sequence[Expression], values: Values, sizes: Sizes) -> list[Any]:
    """Return the values of formulas.

    Parameters
    ----------
    roots : sequence of Expression
        Scalars, vectors, matrices.
    values : mapping of str to array-like
        A value for every symbol, by name.
    sizes : mapping of str to int
        A number for each named size.

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> x = symbol("x", ("n",))
    >>> [float(v) for v in evaluate([2 * x + 1], {"x": np.array([1.0, 2.0])}, {"n": 2})[0]]
    [3.0, 5.0]
    """
    done: dict[Expression, Any] = {}
    with np.errstate(all="ignore"):
        for node in postorder(roots):
            if node.op in _LEAVES:
                done[node] = _LEAVES[node.op](node, values, sizes)
            else:
                done[node] = _OPERATIONS[node.op](node, *(done[arg] for arg in node.args))
    return [done[root] for root in roots]


def evaluate_jacobian(jacobian: Jacobian, values: Values, sizes: Sizes) -> Array:
    """Return a Jacobian as an array of two axes, outputs by inputs.

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> from mcalc_helpers.forms import diagonal
    >>> evaluate_jacobian(diagonal(symbol("x", ("n",))), {"x": np.array([1.0, 2.0])}, {"n": 2})
    array([[1., 0.],
           [0., 2.]])
    """
    (height,) = lengths(jacobian.output, sizes) or (1,)
    (width,) = lengths(jacobian.input, sizes) or (1,)
    result = np.zeros((height, width))
    for term, scalar in jacobian.terms:
        factor, *parts = evaluate([scalar, *term.parts], values, sizes)
        product: Array = np.eye(height)
        if term.column is not None:
            product = np.reshape(parts.pop(0), (-1, 1))
        if term.row is not None:
            row = np.reshape(parts.pop(0), (1, -1))
            product = product @ row if term.column is not None else row
        for link in parts:
            product = product @ link
        result += factor * product
    return result
