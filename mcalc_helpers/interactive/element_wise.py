"""An operation between two vectors and its Jacobian, which is diagonal when the operation is element-wise."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from mcalc_helpers.interactive.figure import Figure
from mcalc_helpers.interactive.inputs import bounds_of
from mcalc_helpers.interactive.traits import Bound, Choice, Numbers
from mcalc_helpers.interactive.vectors import VALUES, Menu, Operation, as_vector, symbols


def _larger(w: Any, x: Any) -> list[sp.Expr]:
    return [sp.Max(a, b) for a, b in zip(w, x, strict=True)]


def _greater(w: Any, x: Any) -> list[sp.Expr]:
    return [sp.Heaviside(a - b) for a, b in zip(w, x, strict=True)]


def _softmax(w: Any, x: Any) -> list[sp.Expr]:
    powers = [sp.exp(a + b) for a, b in zip(w, x, strict=True)]
    return [p / sp.Add(*powers) for p in powers]


# The last two break the element-wise condition: an output depends on more than one entry of each operand.
OPERATIONS: dict[str, Operation] = {
    "plus": Operation("+", "@w + @x", {"w": "I", "x": "I"}, lambda w, x: w + x),
    "minus": Operation("−", "@w − @x", {"w": "I", "x": "−I"}, lambda w, x: w - x),
    "times": Operation("⊗", "@w ⊗ @x", {"w": "diag(@x)", "x": "diag(@w)"}, lambda w, x: w * x),
    "divide": Operation(
        "⊘", "@w ⊘ @x", {"w": "diag(1/x_{i})", "x": "diag(−w_{i}/x_{i}^{2})"}, lambda w, x: w / x
    ),
    "max": Operation(
        "max", "max(@w, @x)", {"w": "diag(1[w_{i} > x_{i}])", "x": "diag(1[x_{i} > w_{i}])"}, _larger
    ),
    "greater": Operation(">", "1[@w > @x]", {"w": "0", "x": "0"}, _greater),
    "running sum": Operation(
        "running sum",
        "cumsum(@w ⊗ @x)",
        {"w": "L diag(@x)", "x": "L diag(@w)"},
        lambda w, x: np.cumsum(w * x),
    ),
    "softmax": Operation(
        "softmax", "softmax(@w + @x)", {"w": "diag(@y) − @y @y^{T}", "x": "diag(@y) − @y @y^{T}"}, _softmax
    ),
}


class ElementWise(Figure):
    """Two vectors as bars to drag, an operation from a menu, its result, and the Jacobian as a heat map.

    Section "Derivatives of vector element-wise binary operators" of the paper.

    Parameters
    ----------
    operator : str or callable
        A name ("plus", "minus", "times", "divide", "max", "greater", "running sum", "softmax"), or a function of two
        arrays that returns an array of the same length.
    w, x : sequence of float
        The two vectors, two to five entries from -3 to 3.
    wrt : str
        The operand by which the Jacobian is taken, "w" or "x".

    Attributes
    ----------
    w, x : tuple of float
        The vectors, shape ``(n,)``.
    operator, wrt : str
        The operation and the operand of the derivative.

    Raises
    ------
    TypeError, ValueError
        If the vectors differ in length, or the operation is not known or returns something else.

    Examples
    --------
    >>> figure = ElementWise("times", w=(1, 2), x=(3, -1))
    >>> figure.y
    array([ 3., -2.])
    >>> figure.jacobian
    array([[ 3.,  0.],
           [ 0., -1.]])
    """

    kind = "elementWise"
    state_names = ("w", "x", "operator", "wrt")
    w = Numbers().tag(sync=True)
    x = Numbers().tag(sync=True)
    operator = Choice().tag(sync=True)
    wrt = Choice().tag(sync=True)

    def __init__(
        self,
        operator: str | Callable[[Any, Any], Any] = "times",
        *,
        w: Sequence[float] = (1.5, -1, 2, 0.5),
        x: Sequence[float] = (1, 2, -1.5, 0.75),
        wrt: str = "w",
    ) -> None:
        vectors = {"w": as_vector(w, "w"), "x": as_vector(x, "x")}
        n = len(vectors["w"])
        if len(vectors["x"]) != n:
            raise ValueError(
                f"w has {n} entries and x has {len(vectors['x'])}; an operation between them needs equal lengths"
            )
        ws, xs = symbols("w", n), symbols("x", n)
        menu = Menu(operator, OPERATIONS, {"w": ws, "x": xs}, "@w, @x")
        self._tapes = menu.tapes
        data = {
            "title": "Element by element",
            "hint": "Try: move one bar and watch which outputs follow. Then choose the running sum: what has become "
            "of the zeros?",
            "caption": "Two vectors, an operation between them, and the Jacobian of the result. For an element-wise "
            "operation $y_{i}$ depends on $w_{i}$ and $x_{i}$ only, and the Jacobian is diagonal. The last two "
            "operations are none: the running sum adds up $@w ⊗ @x$, where $L$ is the lower triangle of ones; the "
            "softmax is that of $@w + @x$.",
            "size": n,
            "range": VALUES,
            "domain": (-3.9, 3.9),
            "operators": menu.to_json(),
        }
        bounds = {q: bounds_of([s.name for s in symbols(q, n)], [VALUES] * n) for q in vectors}
        bounds["operator"] = menu.bounds
        bounds["wrt"] = [Bound(q, 0, 0) for q in vectors]
        source = f"ElementWise({menu.chosen!r}, w={vectors['w']}, x={vectors['x']}, wrt={wrt!r})"
        super().__init__(source, data, {**vectors, "operator": menu.chosen, "wrt": wrt}, bounds)

    def _all(self) -> NDArray[np.float64]:
        return self._tapes[self.operator]([*self.w, *self.x])

    @property
    def y(self) -> NDArray[np.float64]:
        """The result, shape ``(n,)``."""
        return self._all()[: len(self.w)]

    @property
    def jacobian(self) -> NDArray[np.float64]:
        """The Jacobian of the result by the operand `wrt`, shape ``(n, n)``."""
        n = len(self.w)
        both = self._all()[n:].reshape(n, 2 * n)
        return both[:, :n] if self.wrt == "w" else both[:, n:]
