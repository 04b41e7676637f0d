"""Vectors of symbols for the figures that draw bars: what they share."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import sympy as sp

from mcalc_helpers.interactive.functions import write_out
from mcalc_helpers.interactive.inputs import as_point
from mcalc_helpers.interactive.traits import Bound
from mcalc_helpers.writers.javascript import value_and_jacobian

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


class Menu:
    """The operations that a figure offers by name, written out for its symbols; a reader's own comes first.

    Parameters
    ----------
    operator : str or callable
        The operation to begin with: the name of one that is offered, or a function of the operands.
    offered : mapping of str to Operation
        The operations by name.
    operands : mapping of str to symbols
        The operands by name: a list of symbols for a vector, a symbol for a scalar.
    names : str
        The operands as they stand between the brackets of a function, markup.

    Attributes
    ----------
    chosen : str
        The name of the operation to begin with.
    tapes : dict
        The outputs, and their derivatives by all operands, by name.

    Examples
    --------
    >>> double = Operation("2x", "2 @x", {"x": "2 I"}, lambda x: 2 * x)
    >>> menu = Menu("double", {"double": double}, {"x": symbols("x", 2)}, "@x")
    >>> menu.tapes[menu.chosen]([3.0, 4.0]).tolist()
    [6.0, 8.0, 2.0, 0.0, 0.0, 2.0]
    """

    def __init__(
        self,
        operator: str | Callable[..., Any],
        offered: Mapping[str, Operation],
        operands: Mapping[str, Any],
        names: str,
    ) -> None:
        self.chosen, self._operations = operator, dict(offered)
        if not isinstance(operator, str):
            operation = own(operator, names, tuple(operands))
            self.chosen, self._operations = operation.sign, {operation.sign: operation, **offered}
        n = max(len(operand) for operand in operands.values() if isinstance(operand, list))
        inputs = [
            s for operand in operands.values() for s in (operand if isinstance(operand, list) else [operand])
        ]
        self.tapes = {
            key: value_and_jacobian(outputs_of(operation, n, *operands.values()), inputs)
            for key, operation in self._operations.items()
        }

    def to_json(self) -> list[dict[str, Any]]:
        """Return what the drawing needs of each operation."""
        return [
            {
                "name": key,
                "sign": operation.sign,
                "formula": operation.formula,
                "jacobians": operation.jacobians,
                "f": self.tapes[key].to_json(),
            }
            for key, operation in self._operations.items()
        ]

    @property
    def bounds(self) -> list[Bound]:
        """The names that may be chosen."""
        return [Bound(key, 0, 0) for key in self._operations]
