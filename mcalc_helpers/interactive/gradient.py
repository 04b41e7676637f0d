"""The gradient of a function of two variables on its level curves, with the slices through the point."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from mcalc_helpers.interactive.figure import Figure
from mcalc_helpers.interactive.formula import markup, name_markup, slope_of
from mcalc_helpers.interactive.functions import read_function
from mcalc_helpers.interactive.inputs import as_point, bounds_of, find_window
from mcalc_helpers.interactive.traits import Numbers
from mcalc_helpers.writers.javascript import value_and_jacobian


class Gradient(Figure):
    """Level curves of a function of two variables, a point to drag, its gradient and the two slices through it.

    The gradient is the row of the two partial derivatives (section "Introduction to vector calculus and partial
    derivatives" of the paper); each is the slope of one slice.

    Parameters
    ----------
    f : sympy.Expr or callable
        A scalar function of two variables: an expression, or a plain NumPy function of two numbers or one vector.
    at : (float, float)
        Where the point starts.
    variables : sequence of two sympy.Symbol, optional
        The order of the variables; alphabetical without it.
    window : ((float, float), (float, float)), optional
        The range of each variable shown; three units to each side of the start without it.
    name : str
        The function's name in formulas.

    Attributes
    ----------
    point : tuple of float
        The point, shape ``(2,)``. Setting it moves the picture, dragging the picture sets it.

    Raises
    ------
    TypeError, ValueError
        If ``f`` is no scalar expression of two variables, or the start does not fit.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> figure = Gradient(3 * x**2 * y, at=(1, 2))
    >>> figure.gradient
    array([[12.,  3.]])
    >>> figure.point = (0, 1)
    >>> figure.value, figure.gradient
    (0.0, array([[0., 0.]]))
    """

    kind = "gradient"
    state_names = ("point",)
    point = Numbers().tag(sync=True)

    def __init__(
        self,
        f: sp.Expr,
        at: Sequence[float] = (1, 1),
        *,
        variables: Sequence[sp.Symbol] | None = None,
        window: Any = None,
        name: str = "f",
    ) -> None:
        expression, symbols = read_function(f, 2, variables, "Gradient")
        names = [s.name for s in symbols]
        start = as_point(at, names, "at")
        ranges = find_window(window, start, names)
        self._f = value_and_jacobian([expression], symbols)
        partials = [markup(slope_of(expression, s)) for s in symbols]
        data = {
            "title": f"The gradient of ${name}$",
            "hint": "Try: drag the point. The gradient crosses the level curves at right angles; its entries are the "
            "slopes of the two slices.",
            "caption": f"Level curves of ${name}({', '.join(names)}) = {markup(expression)}$. The red arrow is the "
            "gradient at the point, perpendicular to the level curve; its two entries are the slopes of the two "
            "slices.",
            "name": name,
            "names": [name_markup(n) for n in names],
            "formula": markup(expression),
            "partials": partials,
            "window": ranges,
            "f": self._f.to_json(),
        }
        source = f"Gradient({expression}, at=({start[0]:g}, {start[1]:g}))"
        super().__init__(source, data, {"point": start}, {"point": bounds_of(names, ranges)})

    @property
    def value(self) -> float:
        """The function's value at the point."""
        return float(self._f(self.point)[0])

    @property
    def gradient(self) -> NDArray[np.float64]:
        """The gradient at the point, a row of shape ``(1, 2)``."""
        return self._f(self.point)[1:].reshape(1, 2)
