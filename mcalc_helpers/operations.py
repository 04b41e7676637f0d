"""The operations a traced function may use: how each is written, what shapes it takes, what it means.

One entry an operation. `meaning` turns the operands' formulas into the formula of the result; the derivative of each
operation stands in `mcalc_helpers.rules`, under the same name.
"""

from collections.abc import Callable
from dataclasses import dataclass

import mcalc_helpers.shapes as shapes
from mcalc_helpers.expression import Expression, size
from mcalc_helpers.functions import (
    call,
    extremum,
    index,
    indicator,
    matvec,
    norm,
    stack,
    total,
    transpose,
    tril,
    where,
)


@dataclass(frozen=True)
class Operation:
    """One operation.

    Attributes
    ----------
    name : str
        The name NumPy gives it, and the key of its rules.
    written : str
        How a reader writes it, for error messages.
    law : callable
        From the operands' shapes to the result's shape; raises `mcalc_helpers.shapes.Mismatch`.
    meaning : callable
        From the operands' formulas to the result's formula.
    position : int or None
        Which entry ``x[i]`` picks; None for all other operations.
    """

    name: str
    written: str
    law: shapes.Law
    meaning: Callable[..., Expression]
    position: int | None = None


def _mean(vector: Expression) -> Expression:
    return total(vector) / size(vector.shape[0])


UNARY = ("exp", "log", "log1p", "sin", "cos", "tan", "tanh", "sinh", "cosh")
COMPARISONS = {
    "greater": ">",
    "greater_equal": ">=",
    "less": "<",
    "less_equal": "<=",
    "equal": "==",
    "not_equal": "!=",
}


def _function(name: str) -> Operation:
    return Operation(name, f"np.{name}", shapes.elementwise, lambda x: call(name, x))


def _comparison(name: str, relation: str) -> Operation:
    return Operation(name, relation, shapes.elementwise, lambda a, b: indicator(relation, a, b))


_ENTRIES = (
    *(_function(name) for name in UNARY),
    *(_comparison(name, relation) for name, relation in COMPARISONS.items()),
    Operation("absolute", "np.abs", shapes.elementwise, lambda x: call("abs", x)),
    Operation("sqrt", "np.sqrt", shapes.elementwise, lambda x: x**0.5),
    Operation("square", "np.square", shapes.elementwise, lambda x: x**2),
    Operation("reciprocal", "np.reciprocal", shapes.elementwise, lambda x: 1 / x),
    Operation("negative", "-", shapes.elementwise, lambda x: -x),
    Operation("add", "+", shapes.elementwise, lambda a, b: a + b),
    Operation("subtract", "-", shapes.elementwise, lambda a, b: a - b),
    Operation("multiply", "*", shapes.elementwise, lambda a, b: a * b),
    Operation("divide", "/", shapes.elementwise, lambda a, b: a / b),
    Operation("power", "**", shapes.elementwise, lambda a, b: a**b),
    Operation("maximum", "np.maximum", shapes.elementwise, lambda a, b: extremum("maximum", a, b)),
    Operation("minimum", "np.minimum", shapes.elementwise, lambda a, b: extremum("minimum", a, b)),
    Operation("where", "np.where", shapes.elementwise, where),
    Operation("dot", "@", shapes.product, lambda a, b: total(a * b)),
    Operation("matvec", "@", shapes.product, matvec),
    Operation("vecmat", "@", shapes.product, lambda v, matrix: matvec(transpose(matrix), v)),
    Operation("sum", "np.sum", shapes.reduction, total),
    Operation("mean", "np.mean", shapes.reduction, _mean),
    Operation("norm", "np.linalg.norm", shapes.reduction, norm),
    Operation("cumsum", "np.cumsum", shapes.same_vector, lambda x: matvec(tril(x.shape), x)),
    Operation("transpose", ".T", shapes.transposed, transpose),
    Operation("stack", "np.stack", shapes.stacked, stack),
)
OPERATIONS: dict[str, Operation] = {entry.name: entry for entry in _ENTRIES}


def entry(position: int) -> Operation:
    """Return the operation that picks one entry of a vector, counted from 0."""
    return Operation("index", f"[{position}]", shapes.reduction, lambda x: index(x, position), position)
