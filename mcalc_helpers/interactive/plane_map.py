"""A map of the plane and its Jacobian: the best linear map near a point."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from mcalc_helpers.interactive.figure import Figure
from mcalc_helpers.interactive.formula import markup, name_markup, slope_of
from mcalc_helpers.interactive.functions import read_functions
from mcalc_helpers.interactive.inputs import as_point, bounds_of, find_window
from mcalc_helpers.interactive.traits import Bound, Number, Numbers
from mcalc_helpers.writers.javascript import value_and_jacobian

SIDES = (0.05, 1.0)


class PlaneMap(Figure):
    """A grid pushed through a map of the plane, with a small square and the parallelogram its Jacobian makes of it.

    The columns of the Jacobian are the images of the square's edges (section "Matrix calculus" of the paper: rows are
    outputs, columns are inputs).

    Parameters
    ----------
    fs : sequence of two sympy.Expr, or callable
        The two outputs, functions of two variables; or a plain NumPy function that returns a vector of two.
    at : (float, float)
        Where the point starts.
    variables : sequence of two sympy.Symbol, optional
        The order of the variables; alphabetical without it.
    window : ((float, float), (float, float)), optional
        The range of each variable shown.
    side : float
        Side of the square, from 0.05 to 1.
    names : (str, str)
        Names of the outputs.

    Attributes
    ----------
    point : tuple of float
        The point, shape ``(2,)``.
    side : float
        The side of the square.

    Raises
    ------
    TypeError, ValueError
        If there are not two outputs of two variables, or the start does not fit.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> figure = PlaneMap([3 * x**2 * y, 2 * x + y**8], at=(1, 1))
    >>> figure.jacobian
    array([[6., 3.],
           [2., 8.]])
    >>> figure.determinant
    42.0
    """

    kind = "planeMap"
    state_names = ("point", "side")
    point = Numbers().tag(sync=True)
    side = Number().tag(sync=True)

    def __init__(
        self,
        fs: Sequence[sp.Expr],
        at: Sequence[float] = (1, 1),
        *,
        variables: Sequence[sp.Symbol] | None = None,
        window: Any = None,
        side: float = 0.5,
        names: Sequence[str] = ("f1", "f2"),
    ) -> None:
        functions, symbols = read_functions(fs, 2, 2, variables, "PlaneMap")
        inputs = [s.name for s in symbols]
        start = as_point(at, inputs, "at")
        ranges = find_window(window, start, inputs, reach=1.5)
        self._f = value_and_jacobian(functions, symbols)
        outputs = [name_markup(n) for n in names]
        formulas = ", ".join(f"${name} = {markup(f)}$" for name, f in zip(outputs, functions, strict=True))
        data = {
            "title": "A map of the plane and its Jacobian",
            "hint": "Try: drag the square about, then make it smaller. Its image fits the parallelogram better and "
            "better.",
            "caption": f"The grid of the first picture, pushed through {formulas}. The shaded square becomes the "
            "shaded patch; the columns of the Jacobian span the parallelogram that fits it near the point, and the "
            "determinant is the factor by which small areas change.",
            "names": [name_markup(n) for n in inputs],
            "outputs": outputs,
            "partials": [[markup(slope_of(f, s)) for s in symbols] for f in functions],
            "window": ranges,
            "sides": SIDES,
            "f": self._f.to_json(),
        }
        source = f"PlaneMap([{functions[0]}, {functions[1]}], at=({start[0]:g}, {start[1]:g}))"
        bounds = {"point": bounds_of(inputs, ranges), "side": [Bound("side", *SIDES)]}
        super().__init__(source, data, {"point": start, "side": side}, bounds)

    @property
    def value(self) -> NDArray[np.float64]:
        """The image of the point, shape ``(2,)``."""
        return self._f(self.point)[:2]

    @property
    def jacobian(self) -> NDArray[np.float64]:
        """The Jacobian at the point, shape ``(2, 2)``: rows are outputs, columns are inputs."""
        return self._f(self.point)[2:].reshape(2, 2)

    @property
    def determinant(self) -> float:
        """The factor by which small areas change at the point; negative where the map turns the plane over."""
        (a, b), (c, d) = self.jacobian
        return float(a * d - b * c)
