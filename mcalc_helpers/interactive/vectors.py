"""Vectors of symbols for the figures that draw bars: what they share."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import sympy as sp

from mcalc_helpers.interactive.functions import write_out
from mcalc_helpers.interactive.inputs import as_point

VALUES = (-3.0, 3.0)
MOST_ENTRIES = 5


class Operation(NamedTuple):
    """An operation that a figure offers by name.

    `apply` gets arrays of symbols (and scalars) and returns the outputs; the formulas are markup.
    """

    sign: str
    formula: str
    jacobians: dict[str, str]
    apply: Callable[..., Any]


def symbols(name: str, n: int) -> list[sp.Symbol]:
    """Return x1 to xn as real symbols.

    Examples
    --------
    >>> symbols("x", 2)
    [x1, x2]
    """
    return [sp.Symbol(f"{name}{i + 1}", real=True) for i in range(n)]


def as_vector(values: Sequence[float], name: str) -> tuple[float, ...]:
    """Return a start vector of two to five numbers.

    Examples
    --------
    >>> as_vector([1, 2], "x")
    (1.0, 2.0)
    """
    try:
        n = len(values)
    except TypeError:
        raise TypeError(f"{name} must be a sequence of numbers, not {values!r}") from None
    if not 2 <= n <= MOST_ENTRIES:
        raise ValueError(f"{name} has {n} entries; the figure draws 2 to {MOST_ENTRIES}")
    return as_point(values, [s.name for s in symbols(name, n)], name)


def outputs_of(operation: Operation, n: int, *arguments: Any) -> list[sp.Expr]:
    """Apply an operation to vectors of symbols and return its n outputs.

    Lists of symbols are handed over as NumPy arrays, so that ``w * x`` means what it means in NumPy.

    Raises
    ------
    ValueError
        If the operation does not return n expressions.

    Examples
    --------
    >>> double = Operation("2x", "2 @x", {}, lambda x: 2 * x)
    >>> outputs_of(double, 2, symbols("x", 2))
    [2*x1, 2*x2]
    """
    arrays = [np.array(a, dtype=object) if isinstance(a, list) else a for a in arguments]
    result = operation.apply(*arrays)
    if np.shape(result) != (n,):
        raise ValueError(
            f"the operation must return {n} outputs, one for each entry, but its result has shape {np.shape(result)}"
        )
    return [sp.sympify(e) for e in result]


def own(function: Callable[..., Any], argument_names: str, jacobians: Sequence[str]) -> Operation:
    """Wrap a reader's own NumPy function as an operation."""
    if not callable(function):
        raise TypeError(
            f"an operation is a name or a function of {argument_names.replace('@', '')}, not {function!r}"
        )
    name = getattr(function, "__name__", "f")
    label = "f" if name == "<lambda>" else name

    def apply(*arguments: Any) -> Any:
        outputs, names = write_out(function, [np.shape(a) for a in arguments])
        given = [symbol for a in arguments for symbol in np.ravel(a)]
        renamed = dict(zip(names, given, strict=True))
        return np.array([e.xreplace(renamed) for e in outputs], dtype=object)

    return Operation(label, f"{label}({argument_names})", dict.fromkeys(jacobians, "J"), apply)
