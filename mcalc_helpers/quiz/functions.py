"""A question's function: plain NumPy as it is, SymPy expressions as a function of their symbols."""

from collections.abc import Callable, Sequence
from inspect import Parameter, Signature, signature
from typing import Any

import numpy as np


def is_symbolic(function: Any) -> bool:
    """Tell whether a function is given as SymPy expressions.

    Examples
    --------
    >>> import sympy as sp
    >>> is_symbolic(sp.Symbol("x") ** 2), is_symbolic(np.sin)
    (True, False)
    """
    import sympy as sp

    several = function if isinstance(function, list | tuple) and function else (function,)
    return all(isinstance(part, sp.Expr | sp.MatrixBase) for part in several)


def _expressions(function: Any) -> list[Any]:
    import sympy as sp

    several = function if isinstance(function, Sequence | sp.MatrixBase) else (function,)
    return [sp.sympify(part) for part in several]


def parameter_names(function: Any) -> list[str]:
    """Return the names of a function's parameters; of expressions, their symbols in alphabetical order.

    Examples
    --------
    >>> import sympy as sp
    >>> y, x = sp.symbols("y x")
    >>> parameter_names(lambda w, b: w + b), parameter_names([x * y, x])
    (['w', 'b'], ['x', 'y'])
    """
    if not is_symbolic(function):
        return list(signature(function).parameters)
    found = set().union(*(part.free_symbols for part in _expressions(function)))
    return sorted(symbol.name for symbol in found)


def as_numpy(function: Any) -> Callable[..., Any]:
    """Return a plain NumPy function that can be derived.

    Examples
    --------
    >>> import sympy as sp
    >>> x, y = sp.symbols("x y")
    >>> float(as_numpy(x**2 * sp.sin(y))(3, 0))
    0.0
    """
    if not is_symbolic(function):
        return function  # type: ignore[no-any-return]
    import sympy as sp

    expressions = _expressions(function)
    names = parameter_names(function)
    symbols = {symbol.name: symbol for part in expressions for symbol in part.free_symbols}
    known = [{"Max": np.maximum, "Min": np.minimum}, "numpy"]
    parts = [sp.lambdify([symbols[name] for name in names], part, known) for part in expressions]
    return _together(parts, names)


def _together(parts: Sequence[Callable[..., Any]], names: Sequence[str]) -> Callable[..., Any]:
    """Return one function, of several outputs if there are several parts, with the parameters in its signature."""

    def f(*values: Any, **named: Any) -> Any:
        given = dict(zip(names, values, strict=False)) | named
        outputs = [part(**given) for part in parts]
        return outputs[0] if len(outputs) == 1 else np.stack(outputs)

    parameters = [Parameter(name, Parameter.POSITIONAL_OR_KEYWORD) for name in names]
    f.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    return f
