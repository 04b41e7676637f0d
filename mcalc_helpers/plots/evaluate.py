"""Turn SymPy expressions in two variables into numbers to draw, refusing what cannot be drawn."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
import sympy as sp
from numpy.typing import NDArray
from sympy.core.function import AppliedUndef

Array: TypeAlias = NDArray[np.float64]
Point: TypeAlias = tuple[float, float]
Window: TypeAlias = tuple[tuple[float, float], tuple[float, float]]


def two_variables(
    variables: Any, expressions: Sequence[sp.Expr], picture: str
) -> tuple[sp.Symbol, sp.Symbol]:
    """Return the two variables of a picture of the plane, checking that the expressions hold no others."""
    symbols = list(variables) if isinstance(variables, Sequence | sp.Tuple | sp.MatrixBase) else [variables]
    if len(symbols) != 2:
        raise ValueError(f"{picture} draws functions of two variables, such as [x, y]; it got {len(symbols)}")
    left = sorted(set().union(*(f.free_symbols for f in expressions)) - set(symbols), key=str)
    if left:
        names = ", ".join(map(str, left))
        raise ValueError(
            f"{picture} cannot draw the symbol {names}: give it a number first, f.subs({left[0]}, 1)"
        )
    if any(f.has(sp.I, sp.zoo, sp.nan) for f in expressions):
        raise ValueError(
            f"{picture} draws real functions, and {expressions} holds a complex or undefined number"
        )
    unknown = sorted({str(f.func) for e in expressions for f in e.atoms(AppliedUndef)})
    if unknown:
        raise ValueError(
            f"{picture} cannot draw the unknown function {', '.join(unknown)}: write out what it is"
        )
    return symbols[0], symbols[1]


def as_pair(point: Any, what: str) -> Point:
    """Return a point as two floats."""
    try:
        first, second = (float(number) for number in point)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{what} must be two real numbers, such as (1, 2), and is {point!r}") from error
    if not np.all(np.isfinite([first, second])):
        raise ValueError(f"{what} must be finite, and is {point!r}")
    return first, second


def as_window(window: Any, centre: Point) -> Window:
    """Return the part of the plane to draw; by default two units to each side of the centre."""
    if window is None:
        return (centre[0] - 2, centre[0] + 2), (centre[1] - 2, centre[1] + 2)
    try:
        ranges = tuple(as_pair(side, "each range of the window") for side in window)
    except TypeError as error:
        raise ValueError(
            f"the window must be two ranges, such as ((-2, 2), (0, 4)), and is {window!r}"
        ) from error
    if len(ranges) != 2 or any(low >= high for low, high in ranges):
        raise ValueError(
            f"the window must be two ranges, low to high, such as ((-2, 2), (0, 4)), and is {window!r}"
        )
    return ranges[0], ranges[1]


def on_arrays(f: sp.Expr, variables: Sequence[sp.Symbol]) -> Callable[..., Array]:
    """Return `f` as a function of arrays; NaN where it is undefined, infinite or not real."""
    function = sp.lambdify(list(variables), f, "numpy")

    def values(*arrays: Array) -> Array:
        with np.errstate(all="ignore"):
            result = np.asarray(function(*arrays)) + np.zeros_like(arrays[0])
        result = np.where(np.isfinite(result), result, np.nan)
        return np.asarray(result, dtype=float)

    return values


def at_point(
    expressions: Sequence[Any], variables: Sequence[sp.Symbol], point: Point, what: str
) -> list[float]:
    """Return the values of expressions at a point, refusing a point where one of them is undefined."""
    values = []
    for f in map(sp.sympify, expressions):
        value = sp.N(f.subs(dict(zip(variables, point, strict=True))))
        if not (value.is_real and value.is_finite):
            place = ", ".join(f"{name} = {number:g}" for name, number in zip(variables, point, strict=True))
            advice = f"choose a point where {f} has a value"
            if f.has(sp.Derivative):  # of Abs, say, which SymPy differentiates for real symbols only
                advice = (
                    "make the variables real, sympy.symbols('x y', real=True), so that SymPy can work it out"
                )
            raise ValueError(f"{what} is undefined at {place}; {advice}")
        values.append(float(value))
    return values


def number(value: float) -> str:
    """Write a number as in a text: three significant digits, or all before the point; a true minus sign; no -0."""
    if abs(value) <= 1e-12:
        return "0"
    return f"{value:{'.0f' if 999.5 <= abs(value) < 1e6 else '.3g'}}".replace("-", "−")


def pair(numbers: Sequence[float] | Array) -> str:
    """Write a point or a vector: its numbers in brackets."""
    return f"({', '.join(map(number, numbers))})"


def span(variable: sp.Symbol, ends: Point) -> str:
    """Write the range of a variable."""
    return f"{variable} from {number(ends[0])} to {number(ends[1])}"
