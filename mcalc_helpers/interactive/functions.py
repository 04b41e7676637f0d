"""The reader's functions: SymPy expressions as they are, plain NumPy functions written out as expressions."""

from collections.abc import Callable, Sequence
from inspect import signature
from typing import Any

import numpy as np
import sympy as sp

from mcalc_helpers.interactive.inputs import as_expression, as_functions, find_variables
from mcalc_helpers.tracing import trace
from mcalc_helpers.writers.sympy import evaluate, symbols


def is_function(f: Any) -> bool:
    """Whether something is a function of Python, and not an expression of SymPy.

    Examples
    --------
    >>> is_function(lambda x: x**2), is_function(sp.Symbol("x"))
    (True, False)
    """
    return callable(f) and not isinstance(f, sp.Basic | sp.MatrixBase)


def _named(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a NumPy ufunc such as ``np.tanh`` a parameter with a name."""
    return (lambda x: function(x)) if isinstance(function, np.ufunc) and function.nin == 1 else function


def write_out(
    function: Callable[..., Any], shapes: Sequence[tuple[int, ...]]
) -> tuple[list[sp.Expr], list[sp.Expr]]:
    """Write a plain NumPy function as expressions: its outputs, and the symbols of its parameters, entry by entry.

    Parameters
    ----------
    function : callable
        A function that `mcalc_helpers.derive` understands.
    shapes : sequence of tuple of int
        The shape of each parameter.

    Examples
    --------
    >>> write_out(lambda x, y: x**2 * y, [(), ()])
    ([x**2*y], [x, y])
    """
    function = _named(function)
    named = dict(zip(signature(function).parameters, shapes, strict=True))
    (result,) = evaluate([trace(function, named).output.formula()], {})
    outputs = list(result) if isinstance(result, sp.MatrixBase) else [result]
    variables = [symbols(name, shape) for name, shape in named.items()]
    return outputs, [s for v in variables for s in (v if isinstance(v, sp.MatrixBase) else [v])]


def _write_out_flat(
    function: Callable[..., Any], count: int, figure: str
) -> tuple[list[sp.Expr], list[sp.Expr]]:
    """Write out a function of ``count`` numbers, which takes them one by one or as one vector."""
    parameters = len(signature(_named(function)).parameters)
    if parameters == count:
        return write_out(function, [()] * count)
    if parameters == 1:
        return write_out(function, [(count,)])
    raise ValueError(
        f"{figure} draws functions of {count} variable(s), and this one has {parameters} parameters; take {count} "
        f"numbers, or one vector of length {count}"
    )


def read_functions(
    fs: Any,
    outputs: int | None,
    inputs: int,
    variables: Sequence[sp.Symbol] | None,
    figure: str,
    what: str = "fs",
) -> tuple[list[sp.Expr], list[sp.Symbol]]:
    """Return several functions of the same variables as expressions, and these variables.

    Parameters
    ----------
    fs : sequence of sympy.Expr or callable
        Expressions, or one NumPy function that returns a vector.
    outputs : int or None
        How many there must be.
    inputs : int
        The number of variables.
    variables : sequence of sympy.Symbol or None
        The variables of expressions; alphabetical without them.
    figure, what : str
        Names for error messages.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> read_functions([x * y, x], 2, 2, None, "PlaneMap")
    ([x*y, x], [x, y])
    """
    if not is_function(fs):
        functions = as_functions(fs, outputs, what)
        return functions, find_variables(functions, inputs, variables, figure)
    results, names = _write_out_flat(fs, inputs, figure)
    return as_functions(results, outputs, what), names


def read_function(
    f: Any, inputs: int, variables: Sequence[sp.Symbol] | sp.Symbol | None, figure: str, what: str = "f"
) -> tuple[sp.Expr, list[sp.Symbol]]:
    """Return one scalar function as an expression, and its variables.

    Examples
    --------
    >>> read_function(lambda x, y: x * y, 2, None, "Gradient")
    (x*y, [x, y])
    """
    if not is_function(f):
        expression = as_expression(f, what)
        return expression, find_variables([expression], inputs, variables, figure)
    results, names = _write_out_flat(f, inputs, figure)
    if len(results) != 1:
        raise ValueError(f"{what} must return one number; this function returns a vector of {len(results)}")
    return results[0], names
