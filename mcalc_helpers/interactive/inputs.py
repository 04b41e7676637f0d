"""What the reader hands to a figure, checked: functions, their variables, a start."""

from collections.abc import Iterable, Sequence
from typing import Any

import sympy as sp

from mcalc_helpers.interactive.traits import Bound, as_number, as_point

Range = tuple[float, float]


def as_expression(f: Any, what: str = "f") -> sp.Expr:
    """Return one scalar expression, or say what to give instead.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> as_expression(2 * x)
    2*x
    """
    if isinstance(f, str):
        raise TypeError(
            f"{what} must be a SymPy expression, not the text {f!r}; declare its symbols with sympy.symbols"
        )
    if isinstance(f, list | tuple | sp.MatrixBase):
        raise TypeError(
            f"{what} must be one expression with a scalar value; a vector of functions needs mc.interactive.PlaneMap"
        )
    try:
        expression = sp.sympify(f)
    except sp.SympifyError:
        raise TypeError(f"{what} must be a SymPy expression, not {type(f).__name__}") from None
    if not isinstance(expression, sp.Expr):
        raise TypeError(
            f"{what} must be a SymPy expression with a number as value, not {type(expression).__name__}"
        )
    return expression


def as_functions(fs: Any, count: int | None = None, what: str = "fs") -> list[sp.Expr]:
    """Return a list of scalar expressions; ``count`` says how many there must be.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> as_functions([x, x**2], 2)
    [x, x**2]
    """
    if isinstance(fs, str | sp.Expr) or not isinstance(fs, Iterable):
        raise TypeError(f"{what} must be a sequence of expressions, one for each output, not {fs!r}")
    functions = [as_expression(f, what) for f in fs]
    if not functions or (count is not None and len(functions) != count):
        raise ValueError(
            f"{what} needs {count or 'at least one'} expression(s), one for each output, not {len(functions)}"
        )
    return functions


def find_variables(
    functions: Sequence[sp.Expr], count: int, variables: Sequence[sp.Symbol] | sp.Symbol | None, figure: str
) -> list[sp.Symbol]:
    """Return the variables of some functions: those given, or all their symbols in alphabetical order.

    Raises
    ------
    ValueError
        If their number is not the one the figure draws, or symbols of the functions are left over.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> find_variables([y + x], 2, None, "Gradient")
    [x, y]
    """
    symbols = sorted(set().union(*(f.free_symbols for f in functions)), key=lambda s: s.name)
    found = ", ".join(s.name for s in symbols) or "none"
    if variables is None:
        if len(symbols) != count:
            raise ValueError(
                f"{figure} draws functions of {count} variable(s), and the symbols here are: {found}; replace "
                f"constants by numbers with .subs(...), or name the variables: {figure}(..., variables=...)"
            )
        return symbols
    chosen = [variables] if isinstance(variables, sp.Symbol) else list(variables)
    if len(chosen) != count or not all(isinstance(v, sp.Symbol) for v in chosen) or len(set(chosen)) != count:
        raise ValueError(f"{figure} needs {count} different symbol(s) as variables, not {variables!r}")
    left = [s.name for s in symbols if s not in chosen]
    if left:
        raise ValueError(
            f"the function also contains {', '.join(left)}, which is not among the variables "
            f"{', '.join(v.name for v in chosen)}; replace it by a number with .subs(...)"
        )
    return chosen


def find_window(window: Any, at: Sequence[float], names: Sequence[str], reach: float = 3.0) -> list[Range]:
    """Return a range for each variable: the one given, or ``reach`` to both sides of the start.

    Raises
    ------
    ValueError
        If a range is no pair of rising numbers, or the start lies outside.

    Examples
    --------
    >>> find_window(None, [1, 2], ["x", "y"])
    [(-2.0, 4.0), (-1.0, 5.0)]
    """
    if window is None:
        return [(v - reach, v + reach) for v in at]
    ranges = list(window)
    if len(ranges) != len(names):
        raise ValueError(f"window needs one range (low, high) for each of {', '.join(names)}, not {window!r}")
    checked: list[Range] = []
    for pair, name, start in zip(ranges, names, at, strict=True):
        low, high = as_point(pair, ["low", "high"], f"window of {name}")
        if not low < high:
            raise ValueError(f"window of {name}: the low end {low:g} must be below the high end {high:g}")
        if not low <= start <= high:
            raise ValueError(f"at: {name} = {start:g} lies outside its window from {low:g} to {high:g}")
        checked.append((low, high))
    return checked


def bounds_of(names: Sequence[str], ranges: Sequence[Range]) -> list[Bound]:
    """Join names and ranges to bounds."""
    return [Bound(name, low, high) for name, (low, high) in zip(names, ranges, strict=True)]


__all__ = [
    "Range",
    "as_expression",
    "as_functions",
    "as_number",
    "as_point",
    "bounds_of",
    "find_variables",
    "find_window",
]
