"""A vector and a scalar: what broadcasting does, and the column that is its derivative by the scalar."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from mcalc_helpers.interactive.figure import Figure
from mcalc_helpers.interactive.inputs import as_number, bounds_of
from mcalc_helpers.interactive.traits import Bound, Choice, Number, Numbers
from mcalc_helpers.interactive.vectors import VALUES, Menu, Operation, as_vector, symbols

ONES = "1\u20d7"

OPERATIONS: dict[str, Operation] = {
    "plus": Operation("x + z", "@x + z", {"x": "I", "z": ONES}, lambda x, z: x + z),
    "times": Operation("x z", "@x z", {"x": "z I", "z": "@x"}, lambda x, z: x * z),
}


class ScalarExpansion(Figure):
    """A vector x, a scalar z on a slider, and y = x + z or x z: one slider moves every output.

    Section "Derivatives involving scalar expansion" of the paper.

    Parameters
    ----------
    operator : str or callable
        "plus", "times", or a function of an array and a scalar that returns an array of the same length.
    x : sequence of float
        The vector, two to five entries from -3 to 3.
    z : float
        The scalar, from -3 to 3.

    Attributes
    ----------
    x : tuple of float
        The vector, shape ``(n,)``.
    z : float
        The scalar.
    operator : str
        The operation.

    Raises
    ------
    TypeError, ValueError
        If a number lies outside its range, or the operation is not known or returns something else.

    Examples
    --------
    >>> figure = ScalarExpansion("times", x=(1, 2), z=3)
    >>> figure.by_z
    array([[1.],
           [2.]])
    >>> figure.by_x
    array([[3., 0.],
           [0., 3.]])
    """

    kind = "scalarExpansion"
    state_names = ("x", "z", "operator")
    x = Numbers().tag(sync=True)
    z = Number().tag(sync=True)
    operator = Choice().tag(sync=True)

    def __init__(
        self,
        operator: str | Callable[[Any, Any], Any] = "times",
        *,
        x: Sequence[float] = (1, -1.5, 2, 0.5),
        z: float = 1.5,
    ) -> None:
        vector = as_vector(x, "x")
        scalar = as_number(z, "z")
        n = len(vector)
        xs, zs = symbols("x", n), sp.Symbol("z", real=True)
        menu = Menu(operator, OPERATIONS, {"x": xs, "z": zs}, "@x, z")
        self._tapes = menu.tapes
        data = {
            "title": "A scalar meets a vector",
            "hint": "Try: slide $z$ and watch every $y_{i}$ move. Which moves fastest? Its entry of the column says "
            "so.",
            "caption": f"The scalar $z$ is expanded to a vector, $z {ONES}$, and combined with $@x$ entry by entry. "
            "The derivative by $@x$ is diagonal, the derivative by $z$ a column.",
            "size": n,
            "range": VALUES,
            "domain": (-3.9, 3.9),
            "operators": menu.to_json(),
        }
        bounds = {
            "x": bounds_of([s.name for s in xs], [VALUES] * n),
            "z": [Bound("z", *VALUES)],
            "operator": menu.bounds,
        }
        source = f"ScalarExpansion({menu.chosen!r}, x={vector}, z={scalar:g})"
        super().__init__(source, data, {"x": vector, "z": scalar, "operator": menu.chosen}, bounds)

    def _all(self) -> NDArray[np.float64]:
        return self._tapes[self.operator]([*self.x, self.z])

    @property
    def y(self) -> NDArray[np.float64]:
        """The result, shape ``(n,)``."""
        return self._all()[: len(self.x)]

    @property
    def by_x(self) -> NDArray[np.float64]:
        """The Jacobian by the vector, shape ``(n, n)``."""
        n = len(self.x)
        return self._all()[n:].reshape(n, n + 1)[:, :n]

    @property
    def by_z(self) -> NDArray[np.float64]:
        """The derivative by the scalar, a column of shape ``(n, 1)``."""
        n = len(self.x)
        return self._all()[n:].reshape(n, n + 1)[:, n:]
