"""A secant that becomes the tangent as h goes to 0."""

from typing import Any

import sympy as sp

from mcalc_helpers.interactive.figure import Figure
from mcalc_helpers.interactive.formula import markup, name_markup, slope_of
from mcalc_helpers.interactive.functions import read_function
from mcalc_helpers.interactive.inputs import as_number, as_point, bounds_of, find_window
from mcalc_helpers.interactive.traits import Bound, Number
from mcalc_helpers.writers.javascript import value_and_jacobian


class Secant(Figure):
    """A curve, a secant through two of its points, the tangent, and beside it the curve of the derivative.

    Section "Review: Scalar derivative rules" of the paper.

    Parameters
    ----------
    f : sympy.Expr or callable
        A function of one variable: an expression, or a plain NumPy function.
    at : float
        Where the point starts.
    h : float
        How far the second point lies from it; it may be negative.
    variable : sympy.Symbol, optional
        The variable, if the expression has other symbols too.
    window : (float, float), optional
        The range of the variable shown; three units to each side of the start without it.
    name : str
        The function's name in formulas.

    Attributes
    ----------
    point, h : float
        The point and the distance of the second.

    Raises
    ------
    TypeError, ValueError
        If ``f`` is no scalar expression of one variable, or a point lies outside the window.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> figure = Secant(x**2, at=1, h=0.5)
    >>> figure.quotient, figure.derivative
    (2.5, 2.0)
    >>> figure.h = 0.125
    >>> figure.quotient
    2.125
    """

    kind = "secant"
    state_names = ("point", "h")
    point = Number().tag(sync=True)
    h = Number().tag(sync=True)

    def __init__(
        self,
        f: sp.Expr,
        at: float = 1,
        *,
        h: float = 1,
        variable: sp.Symbol | None = None,
        window: Any = None,
        name: str = "f",
    ) -> None:
        expression, symbols = read_function(f, 1, variable, "Secant")
        names = [s.name for s in symbols]
        start = as_point([at], names, "at")
        ranges = find_window(None if window is None else [window], start, names)
        (low, high) = ranges[0]
        step = as_number(h, "h")
        if not low <= start[0] + step <= high:
            raise ValueError(
                f"h: the second point {start[0]:g} + {step:g} lies outside the window from {low:g} to {high:g}"
            )
        self._f = value_and_jacobian([expression], symbols)
        variable_name = name_markup(names[0])
        data = {
            "title": "From secant to tangent",
            "hint": "Try: drag the second point onto the first, or halve $h$ again and again. Where does the slope go?",
            "caption": f"The curve of ${name}({variable_name}) = {markup(expression)}$, a secant (dashed) through "
            "two points a distance $h$ apart, and the tangent. The second picture shows the derivative; the ring is "
            "the secant's slope.",
            "name": name,
            "variable": variable_name,
            "derivative": markup(slope_of(expression, symbols[0])),
            "window": ranges[0],
            "f": self._f.to_json(),
        }
        bounds = {"point": bounds_of(names, ranges), "h": [Bound("h", low - high, high - low)]}
        super().__init__(
            f"Secant({expression}, at={start[0]:g}, h={step:g})", data, {"point": start[0], "h": step}, bounds
        )

    @property
    def derivative(self) -> float:
        """The slope of the tangent at the point."""
        return float(self._f([self.point])[1])

    @property
    def quotient(self) -> float:
        """The slope of the secant, (f(x + h) - f(x)) / h; nan for h = 0."""
        rise = float(self._f([self.point + self.h])[0] - self._f([self.point])[0])
        return rise / self.h if self.h else float("nan")
