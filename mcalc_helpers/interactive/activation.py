"""A neuron over the plane of its two inputs: the hinge line, the active side, and the gradients."""

from collections.abc import Sequence

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from mcalc_helpers.interactive.activations import ACTIVATIONS, LABELS, activation_expression
from mcalc_helpers.interactive.figure import Figure
from mcalc_helpers.interactive.formula import markup, slope_of
from mcalc_helpers.interactive.inputs import as_number, as_point, bounds_of
from mcalc_helpers.interactive.traits import Bound, Choice, Number, Numbers
from mcalc_helpers.writers.javascript import value_and_jacobian

PLANE = (-3.0, 3.0)
NAMES = {"point": ["x1", "x2"], "w": ["w1", "w2"]}


class Activation(Figure):
    """A neuron with two inputs, drawn over their plane: where it is active, and how its activation changes.

    Section "The gradient of neuron activation" of the paper: by the weights the gradient is 0 or x^T, by the bias 0
    or 1, by the inputs 0 or w^T.

    Parameters
    ----------
    w : (float, float)
        The weights, from -3 to 3.
    b : float
        The bias, from -3 to 3.
    at : (float, float)
        The input, from -3 to 3.
    activation : str or sympy.Expr
        A name ("relu", "sigmoid", "tanh", "leaky relu", "softplus") or an expression of one symbol.

    Attributes
    ----------
    point, w : tuple of float
        Input and weights, shape ``(2,)``.
    b : float
        The bias.
    activation : str
        The activation.

    Raises
    ------
    TypeError, ValueError
        If a number lies outside its range, or the activation is not known.

    Examples
    --------
    >>> figure = Activation(w=(1, 2), b=-1, at=(2, 1))
    >>> figure.a, figure.by_w, figure.by_b
    (3.0, array([[2., 1.]]), 1.0)
    >>> figure.point = (-1, 0)
    >>> figure.a, figure.by_w
    (0.0, array([[-0.,  0.]]))
    """

    kind = "activation"
    state_names = ("point", "w", "b", "activation")
    point = Numbers().tag(sync=True)
    w = Numbers().tag(sync=True)
    b = Number().tag(sync=True)
    activation = Choice().tag(sync=True)

    def __init__(
        self,
        w: Sequence[float] = (1.5, 1),
        b: float = -0.5,
        at: Sequence[float] = (1.5, 0.5),
        *,
        activation: str | sp.Expr = "relu",
    ) -> None:
        weights = as_point(w, NAMES["w"], "w")
        start = as_point(at, NAMES["point"], "at")
        bias = as_number(b, "b")
        expressions = {name: activation_expression(name) for name in ACTIVATIONS}
        chosen = activation if isinstance(activation, str) else "own"
        # An unknown name is refused here, an expression takes the first place in the menu.
        expressions = {chosen: activation_expression(activation), **expressions}
        self._tapes = {name: value_and_jacobian([e], [z]) for name, (e, z) in expressions.items()}
        data = {
            "title": "The activation over the plane of inputs",
            "hint": "Try: drag the input across the hinge line. Then turn the weights: the line turns with them.",
            "caption": "Level lines of $a$ over the inputs $x_{1}$, $x_{2}$. The dashed line is $@w · @x + b = 0$; "
            "the shaded side is the active one. The brown arrow is $@w$, perpendicular to the dashed line; the red one "
            "is the gradient of $a$ with respect to $@x$, a multiple of $@w^{T}$; both are drawn at half length. In "
            "the second picture is $a$ as a function of $z$: its bend, with its tangent (dashed).",
            "range": PLANE,
            "activations": [
                {
                    "name": name,
                    "label": LABELS.get(name, name),
                    "formula": markup(e.subs(z, sp.Symbol("z"))),
                    "slope": markup(slope_of(e, z).subs(z, sp.Symbol("z", real=True))),
                    "f": self._tapes[name].to_json(),
                }
                for name, (e, z) in expressions.items()
            ],
        }
        bounds = {q: bounds_of(names, [PLANE] * 2) for q, names in NAMES.items()}
        bounds |= {"b": [Bound("b", *PLANE)], "activation": [Bound(name, 0, 0) for name in expressions]}
        state = {"point": start, "w": weights, "b": bias, "activation": chosen}
        super().__init__(
            f"Activation(w={weights}, b={bias:g}, at={start}, activation={chosen!r})", data, state, bounds
        )

    @property
    def z(self) -> float:
        """The affine value w . x + b."""
        return float(np.dot(self.w, self.point) + self.b)

    @property
    def a(self) -> float:
        """The activation."""
        return float(self._tapes[self.activation]([self.z])[0])

    @property
    def by_b(self) -> float:
        """The derivative of the activation by the bias: the slope of the activation at z."""
        return float(self._tapes[self.activation]([self.z])[1])

    @property
    def by_w(self) -> NDArray[np.float64]:
        """The gradient of the activation by the weights, a row of shape ``(1, 2)``."""
        return self.by_b * np.array([self.point])

    @property
    def by_x(self) -> NDArray[np.float64]:
        """The gradient of the activation by the input, a row of shape ``(1, 2)``."""
        return self.by_b * np.array([self.w])
