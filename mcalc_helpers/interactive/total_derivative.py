"""The total derivative: several paths from the variable to the output, and the sum of their products."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import sympy as sp

from mcalc_helpers.interactive.figure import Figure
from mcalc_helpers.interactive.formula import markup
from mcalc_helpers.interactive.graph_steps import read_graph
from mcalc_helpers.interactive.inputs import bounds_of
from mcalc_helpers.interactive.traits import Number

MOST_PATHS = 5


class TotalDerivative(Figure):
    """The graph of a function with several paths from the variable to the output; each path's product, and their sum.

    Section "Single-variable total-derivative chain rule" of the paper.

    Parameters
    ----------
    f : sympy.Expr or callable
        A function of one variable, or of the variable and the ``steps``.
    at : float
        Where the variable starts.
    steps : mapping of sympy.Symbol to sympy.Expr, optional
        The intermediate variables in order; without it every operation is a step. A
        plain NumPy function keeps its own operations and names.
    variable : sympy.Symbol, optional
        The variable, if the steps leave it open.
    window : (float, float), optional
        The range of the variable.

    Attributes
    ----------
    point : float
        The variable.

    Raises
    ------
    TypeError, ValueError
        If there are more than five paths, or a step uses what comes later.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> figure = TotalDerivative(x + x**2, at=1)
    >>> figure.products, figure.derivative
    ([1.0, 2.0], 3.0)
    """

    kind = "totalDerivative"
    state_names = ("point",)
    point = Number().tag(sync=True)

    def __init__(
        self,
        f: sp.Expr,
        at: float = 1,
        *,
        steps: Mapping[sp.Symbol, Any] | None = None,
        variable: sp.Symbol | None = None,
        window: Any = None,
    ) -> None:
        graph, start, ranges = read_graph(f, at, steps, variable, window, "TotalDerivative")
        symbol = graph.variable
        self._paths = graph.paths()
        if len(self._paths) > MOST_PATHS:
            raise ValueError(
                f"{len(self._paths)} paths lead to the output and the figure draws at most {MOST_PATHS}"
            )
        self._program = graph.program()
        self._first_edge = len(graph.names)
        described = graph.to_json()
        ways = "one path" if len(self._paths) == 1 else f"{len(self._paths)} paths"
        data = {
            "title": "The total derivative",
            "hint": "Try: point at a path. Its local derivatives multiply along the way; the paths add up, whatever "
            "the last operation is.",
            "caption": f"$y = {markup(graph.total())}$ with {ways} from ${described['nodes'][0]['name']}$ to $y$. The "
            f"products along the paths add up to the derivative, ${described['derivative']}$.",
            "window": ranges[0],
            **described,
        }
        source = f"TotalDerivative({graph.total()}, at={start:g})"
        super().__init__(source, data, {"point": start}, {"point": bounds_of([symbol.name], ranges)})

    @property
    def products(self) -> list[float]:
        """The product of the local derivatives along each path."""
        edges = self._program([self.point])[self._first_edge : -1]
        return [float(np.prod(edges[path])) for path in self._paths]

    @property
    def derivative(self) -> float:
        """The derivative of the output by the variable."""
        return float(self._program([self.point])[-1])
