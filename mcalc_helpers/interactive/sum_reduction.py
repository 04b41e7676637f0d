"""The sum of a vector's entries, and the row that is its derivative."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from mcalc_helpers.interactive.figure import Figure
from mcalc_helpers.interactive.formula import markup, slope_of
from mcalc_helpers.interactive.functions import read_function
from mcalc_helpers.interactive.inputs import bounds_of
from mcalc_helpers.interactive.scalar_expansion import ONES
from mcalc_helpers.interactive.traits import Bound, Choice, Numbers
from mcalc_helpers.interactive.vectors import VALUES, as_vector, symbols
from mcalc_helpers.writers.javascript import tape


class Reduction(NamedTuple):
    """A sum of terms: its sign on the menu, its formula and Jacobian in markup, and the term of one entry among n."""

    sign: str
    formula: str
    jacobian: str
    term: Callable[[sp.Symbol, int], sp.Expr]


REDUCTIONS: dict[str, Reduction] = {
    "sum": Reduction("sum", "sum(@x)", f"{ONES}^{{T}}", lambda x, n: x),
    "multiple": Reduction("sum of 2x", "sum(2@x)", f"2{ONES}^{{T}}", lambda x, n: 2 * x),
    "mean": Reduction("mean", "mean(@x)", f"(1/n){ONES}^{{T}}", lambda x, n: x / n),
    "squares": Reduction("sum of squares", "sum(@x ⊗ @x)", "2@x^{T}", lambda x, n: x**2),
}


class SumReduction(Figure):
    """A vector as bars to drag, the terms f(x_i) tip to tail, their sum, and its derivative, a row.

    Section "Vector sum reduction" of the paper.

    Parameters
    ----------
    reduction : str, sympy.Expr or callable
        "sum", "multiple", "mean", "squares", or the term as an expression of one symbol, such as ``sin(t)``.
    x : sequence of float
        The vector, two to five entries from -3 to 3.

    Attributes
    ----------
    x : tuple of float
        The vector, shape ``(n,)``.
    reduction : str
        The reduction.

    Raises
    ------
    TypeError, ValueError
        If a number lies outside its range, or the term is no expression of one symbol.

    Examples
    --------
    >>> figure = SumReduction("squares", x=(1, 2, -1))
    >>> figure.y
    6.0
    >>> figure.gradient
    array([[ 2.,  4., -2.]])
    """

    kind = "sumReduction"
    state_names = ("x", "reduction")
    x = Numbers().tag(sync=True)
    reduction = Choice().tag(sync=True)

    def __init__(self, reduction: str | sp.Expr = "sum", *, x: Sequence[float] = (1, 2, -0.5, 1.5)) -> None:
        vector = as_vector(x, "x")
        n = len(vector)
        reductions = dict(REDUCTIONS)
        name: Any = reduction
        if not isinstance(reduction, str):
            own = _own(reduction)
            name, reductions = "own", {"own": own, **reductions}
        xs = symbols("x", n)
        self._tapes = {}
        for key, rule in reductions.items():
            terms = [rule.term(s, n) for s in xs]
            self._tapes[key] = tape(
                [*terms, sp.Add(*terms), *(t.diff(s) for t, s in zip(terms, xs, strict=True))], xs
            )
        data = {
            "title": "The sum of a vector",
            "hint": "Try: drag one bar by one unit. The sum changes by that bar's entry of the row.",
            "caption": "The entries of $@x$, the terms they contribute, and the sum $y$. One output and $n$ inputs: "
            "the Jacobian is a row with one entry for each bar.",
            "size": n,
            "range": VALUES,
            "domain": (-3.9, 3.9),
            "reductions": [
                {
                    "name": key,
                    "sign": rule.sign,
                    "formula": rule.formula,
                    "jacobian": rule.jacobian,
                    "f": self._tapes[key].to_json(),
                }
                for key, rule in reductions.items()
            ],
        }
        bounds = {
            "x": bounds_of([s.name for s in xs], [VALUES] * n),
            "reduction": [Bound(key, 0, 0) for key in reductions],
        }
        super().__init__(
            f"SumReduction({name!r}, x={vector})", data, {"x": vector, "reduction": name}, bounds
        )

    @property
    def y(self) -> float:
        """The sum."""
        return float(self._tapes[self.reduction](self.x)[len(self.x)])

    @property
    def gradient(self) -> NDArray[np.float64]:
        """The derivative of the sum by the vector, a row of shape ``(1, n)``."""
        return self._tapes[self.reduction](self.x)[len(self.x) + 1 :].reshape(1, -1)


def _own(term_of: Any) -> Reduction:
    expression, (variable,) = read_function(term_of, 1, None, "SumReduction", "reduction")
    entry = sp.Symbol("x_i")
    term = markup(expression.subs(variable, entry)).replace("x_i", "x_{i}")
    slope = markup(slope_of(expression, variable).subs(variable, entry)).replace("x_i", "x_{i}")
    return Reduction("f(x)", f"∑ {term}", f"[{slope}]_{{i}}", lambda x, n: expression.subs(variable, x))
