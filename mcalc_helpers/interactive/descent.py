"""Gradient descent on a loss of two parameters: the path on the surface and the loss at every step."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from mcalc_helpers.interactive.figure import Figure
from mcalc_helpers.interactive.formula import markup, name_markup
from mcalc_helpers.interactive.functions import read_function
from mcalc_helpers.interactive.inputs import as_number, as_point, bounds_of, find_window
from mcalc_helpers.interactive.traits import Bound, Count, Number, Numbers
from mcalc_helpers.writers.javascript import value_and_jacobian

MOST_STEPS = 300
RATES = (0.001, 10.0)
HINT = "Try: play, then raise the learning rate until the steps overshoot and, at last, diverge."
# Where no sample makes the neuron answer its loss is flat: a step too far ends there.
HINT_OF_NEURON = (
    "Try: play, then raise the learning rate until the steps overshoot and land on the plain, where nothing moves "
    "any more."
)


class Descent(Figure):
    """A loss surface over two parameters, a start to drag, and gradient descent to step through or play.

    Section "The gradient of the neural network loss function" of the paper. The update is p - rate * gradient^T: the
    transpose turns the row into the column that the parameters are.

    Parameters
    ----------
    loss : sympy.Expr or callable
        The loss, a function of two parameters. `Descent.of_neuron` writes that of a neuron.
    start : (float, float)
        Where the descent starts.
    rate : float
        The learning rate, from 0.001 to 10.
    variables : sequence of two sympy.Symbol, optional
        The order of the parameters; alphabetical without it.
    window : ((float, float), (float, float)), optional
        The range of each parameter shown.
    name : str
        The loss's name in formulas.
    steps : int
        How many steps have been taken.
    hint : str
        What the reader should try.

    Attributes
    ----------
    start : tuple of float
        The start, shape ``(2,)``.
    rate : float
        The learning rate.
    steps : int
        The number of steps taken, up to 300.

    Raises
    ------
    TypeError, ValueError
        If the loss is no scalar expression of two variables, or a number lies outside its range.

    Examples
    --------
    >>> w, b = sp.symbols("w b")
    >>> figure = Descent(w**2 + b**2, start=(2, 1), rate=0.25, steps=2, variables=(w, b))
    >>> figure.path
    array([[2.  , 1.  ],
           [1.  , 0.5 ],
           [0.5 , 0.25]])
    """

    kind = "descent"
    state_names = ("start", "rate", "steps")
    start = Numbers().tag(sync=True)
    rate = Number().tag(sync=True)
    steps = Count().tag(sync=True)

    def __init__(
        self,
        loss: sp.Expr,
        start: Sequence[float] = (1, 1),
        *,
        rate: float = 0.1,
        variables: Sequence[sp.Symbol] | None = None,
        window: Any = None,
        name: str = "C",
        steps: int = 0,
        hint: str = HINT,
    ) -> None:
        expression, symbols = read_function(loss, 2, variables, "Descent", "loss")
        names = [s.name for s in symbols]
        first = as_point(start, names, "start")
        ranges = find_window(window, first, names)
        self._f = value_and_jacobian([expression], symbols)
        marked = [name_markup(n) for n in names]
        formula = markup(expression)
        shown = f"$ = {formula}$" if len(formula) < 60 else ""
        data = {
            "title": "Gradient descent",
            "hint": hint,
            "caption": f"Level curves of the loss ${name}({marked[0]}, {marked[1]})${shown}. Each step goes against "
            "the gradient, by the learning rate times its length; the second picture shows the loss after every step.",
            "name": name,
            "names": marked,
            "window": ranges,
            "rates": RATES,
            "most": MOST_STEPS,
            "f": self._f.to_json(),
        }
        bounds = {
            "start": bounds_of(names, ranges),
            "rate": [Bound("rate", *RATES)],
            "steps": [Bound("steps", 0, MOST_STEPS)],
        }
        shortest = expression if len(str(expression)) < 60 else name
        source = f"Descent({shortest}, start={first}, rate={as_number(rate, 'rate'):g})"
        super().__init__(source, data, {"start": first, "rate": rate, "steps": steps}, bounds)

    @classmethod
    def of_neuron(
        cls, x: Sequence[float], y: Sequence[float], start: Sequence[float] = (-1, 1), **options: Any
    ) -> "Descent":
        """Return the descent on the mean squared loss of a neuron max(0, w x + b) with one input.

        Parameters
        ----------
        x, y : sequence of float
            Inputs and targets of N samples.
        start : (float, float)
            The start (w, b).
        **options
            As for the class.

        Examples
        --------
        >>> figure = Descent.of_neuron([1, 2], [1, 3], start=(1, 0), rate=0.1)
        >>> figure.loss
        0.5
        """
        if len(x) != len(y) or not len(x):
            raise ValueError(f"every input needs a target: x has {len(x)} numbers and y has {len(y)}")
        w, b = sp.symbols("w b", real=True)
        samples = zip(map(sp.sympify, x), map(sp.sympify, y), strict=True)
        errors = [(target - sp.Max(0, w * v + b)) ** 2 for v, target in samples]
        return cls(sp.Add(*errors) / len(x), start, variables=(w, b), **{"hint": HINT_OF_NEURON, **options})

    @property
    def path(self) -> NDArray[np.float64]:
        """The parameters at the start and after each step, shape ``(steps + 1, 2)``; nan after an overflow."""
        points = [np.array(self.start)]
        with np.errstate(all="ignore"):
            for _ in range(self.steps):
                points.append(points[-1] - self.rate * self._f(points[-1])[1:])
        return np.array(points)

    @property
    def gradient(self) -> NDArray[np.float64]:
        """The gradient of the loss after the last step, a row of shape ``(1, 2)``."""
        return self._f(self.path[-1])[1:].reshape(1, 2)

    @property
    def loss(self) -> float:
        """The loss after the last step."""
        return float(self._f(self.path[-1])[0])
