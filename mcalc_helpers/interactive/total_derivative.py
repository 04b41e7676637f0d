"""The total derivative: several paths from the variable to the output, and the sum of their products."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import sympy as sp

from mcalc_helpers.interactive.formula import name_markup
from mcalc_helpers.interactive.graph_figure import GraphFigure
from mcalc_helpers.interactive.graph_steps import read_graph

MOST_PATHS = 5


class TotalDerivative(GraphFigure):
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
    name : str, optional
        What the output is called, such as "C" for a cost; without it the function's own name for it, or y.

    Attributes
    ----------
    point : float
        The variable.
    factors : list of float
        The local derivatives, one for each edge of the graph.
    derivative : float
        The derivative of the output by the variable.

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

    def __init__(
        self,
        f: Any,
        at: float = 1,
        *,
        steps: Mapping[sp.Symbol, Any] | None = None,
        variable: sp.Symbol | None = None,
        window: Any = None,
        name: str | None = None,
    ) -> None:
        graph, start, ranges = read_graph(f, at, steps, variable, window, name, "TotalDerivative")
        self._paths = graph.paths()
        count = len(self._paths)
        if count > MOST_PATHS:
            raise ValueError(f"{count} paths lead to the output and the figure draws at most {MOST_PATHS}")
        first, last = (name_markup(graph.names[node].name) for node in (0, -1))
        words = {
            "title": "The total derivative",
            "hint": "Try: point at a path. Its local derivatives multiply along the way; the paths add up, whatever "
            "the last operation is.",
            "caption": f"${graph.equation}$ with {'one path' if count == 1 else f'{count} paths'} from ${first}$ to "
            f"${last}$. The products along the paths add up to the derivative, ${graph.derivative}$.",
        }
        super().__init__(graph, start, ranges, words)

    @property
    def products(self) -> list[float]:
        """The product of the local derivatives along each path."""
        factors = np.array(self.factors)
        return [float(np.prod(factors[path])) for path in self._paths]
