"""One neuron: the affine value z = w . x + b and its activation."""

from collections.abc import Sequence

import sympy as sp

from mcalc_helpers.interactive.activations import activation_expression
from mcalc_helpers.interactive.figure import Figure
from mcalc_helpers.interactive.formula import markup
from mcalc_helpers.interactive.inputs import as_number, as_point, bounds_of
from mcalc_helpers.interactive.traits import Bound, Number, Numbers
from mcalc_helpers.writers.javascript import value_and_jacobian

REACHES = (3.0, 5.0, 10.0, 20.0, 50.0, 100.0)
MOST_INPUTS = 4


def range_for(*start: float) -> tuple[float, float]:
    """Return the range of a slider: the narrowest about zero in which the numbers that it starts from have room.

    Examples
    --------
    >>> range_for(1.5, -1), range_for(4, 3), range_for(500)
    ((-3.0, 3.0), (-5.0, 5.0), (-100.0, 100.0))
    """
    largest = max(abs(number) for number in start)
    reach = next((reach for reach in REACHES if largest <= reach), REACHES[-1])
    return -reach, reach


class Neuron(Figure):
    """A neuron whose inputs, weights and bias can be moved: the terms w_i x_i, their sum z, and the activation follow.

    Section "Introduction" of the paper.

    Parameters
    ----------
    w, x : sequence of float
        Weights and inputs, one to four of each, at most 100 in size. The sliders reach from -3 to 3, or further if
        the start asks for it.
    b : float
        The bias.
    activation : str or sympy.Expr
        A name ("relu", "sigmoid", "tanh", "leaky relu", "softplus") or an expression of one symbol.

    Attributes
    ----------
    w, x : tuple of float
        Weights and inputs, shape ``(n,)``.
    b : float
        The bias.

    Raises
    ------
    TypeError, ValueError
        If w and x differ in length, a number is larger than 100, or the activation is not known.

    Examples
    --------
    >>> figure = Neuron(w=(2, -1), x=(1, 0.5), b=0.25)
    >>> figure.z, figure.a
    (1.75, 1.75)
    >>> figure.b = -3
    >>> figure.z, figure.a
    (-1.5, 0.0)
    """

    kind = "neuron"
    state_names = ("w", "x", "b")
    w = Numbers().tag(sync=True)
    x = Numbers().tag(sync=True)
    b = Number().tag(sync=True)

    def __init__(
        self,
        w: Sequence[float] = (1.5, -1),
        x: Sequence[float] = (1, 0.5),
        b: float = 0.5,
        *,
        activation: str | sp.Expr = "relu",
    ) -> None:
        n = len(list(x))
        if not 1 <= n <= MOST_INPUTS:
            raise ValueError(f"Neuron draws 1 to {MOST_INPUTS} inputs, not {n}")
        names = {q: [f"{q}{i + 1}" for i in range(n)] for q in ("w", "x")}
        weights = as_point(w, names["w"], "w")
        inputs = as_point(x, names["x"], "x")
        bias = as_number(b, "b")
        expression, z = activation_expression(activation)
        ranges = {"x": range_for(*inputs), "w": range_for(*weights), "b": range_for(bias)}
        self._activation = value_and_jacobian([expression], [z])
        formula = markup(expression.subs(z, sp.Symbol("z")))
        data = {
            "title": "One neuron",
            "hint": "Try: find a bias at which the neuron falls silent. Then move one input and watch its term.",
            "caption": "Each input is multiplied by its weight; the terms and the bias add up to $z = @w · @x + b$, "
            f"and the activation is $a = {formula}$. Negative weights are dashed.",
            "formula": formula,
            "ranges": ranges,
            "activation": self._activation.to_json(),
        }
        bounds = {q: bounds_of(names[q], [ranges[q]] * n) for q in ("w", "x")}
        bounds["b"] = [Bound("b", *ranges["b"])]
        source = f"Neuron(w={weights}, x={inputs}, b={bias:g})"
        super().__init__(source, data, {"w": weights, "x": inputs, "b": bias}, bounds)

    @property
    def z(self) -> float:
        """The affine value w . x + b."""
        return sum(w * x for w, x in zip(self.w, self.x, strict=True)) + self.b

    @property
    def a(self) -> float:
        """The activation of z."""
        return float(self._activation([self.z])[0])
