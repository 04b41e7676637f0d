"""A chain of functions: values, local derivatives, and their product step by step."""

from collections.abc import Mapping
from typing import Any

import sympy as sp

from mcalc_helpers.interactive.graph_figure import GraphFigure
from mcalc_helpers.interactive.graph_steps import read_graph
from mcalc_helpers.interactive.traits import Bound, Choice, Count

DIRECTIONS = ("forward", "backward")


class ChainGraph(GraphFigure):
    """The graph of a chain of functions, with values on its nodes and local derivatives on its edges.

    Steps collect the product forward, from the variable, or backward, from the output. Section "Single-variable chain
    rule" of the paper: the rule holds where one path leads from the variable to the output.

    Parameters
    ----------
    f : sympy.Expr or callable
        A function of one variable (an expression or a plain NumPy function), or of the last of the ``steps``.
    at : float
        Where the variable starts.
    steps : mapping of sympy.Symbol to sympy.Expr, optional
        The intermediate variables in order; without it every operation is a step. A
        plain NumPy function keeps its own operations and names.
    variable : sympy.Symbol, optional
        The variable, if the steps leave it open.
    window : (float, float), optional
        The range of the variable.
    direction : str
        "forward" or "backward".
    step : int
        How many factors have been collected.
    name : str, optional
        What the output is called, such as "C" for a cost; without it the function's own name for it, or y.

    Attributes
    ----------
    point : float
        The variable.
    step : int
        How many factors have been collected, from 0 to the number of edges.
    direction : str
        "forward" or "backward".
    factors : list of float
        The local derivatives, from the variable to the output.
    derivative : float
        The derivative of the output by the variable.

    Raises
    ------
    TypeError, ValueError
        If more than one path leads from the variable to the output, or a step uses what comes later.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> figure = ChainGraph(sp.log(sp.sin(x**3) ** 2), at=1)
    >>> [round(float(v), 4) for v in figure.factors]
    [3.0, 0.5403, 1.6829, 1.4123]
    >>> round(figure.derivative, 4)
    3.8526
    """

    kind = "chainGraph"
    state_names = ("point", "step", "direction")
    step = Count().tag(sync=True)
    direction = Choice().tag(sync=True)

    def __init__(
        self,
        f: Any,
        at: float = 1,
        *,
        steps: Mapping[sp.Symbol, Any] | None = None,
        variable: sp.Symbol | None = None,
        window: Any = None,
        direction: str = "forward",
        step: int = 0,
        name: str | None = None,
    ) -> None:
        graph, start, ranges = read_graph(f, at, steps, variable, window, name, "ChainGraph")
        paths, count = len(graph.paths()), len(graph.edges)
        if paths != 1 or count != len(graph.names) - 1:
            raise ValueError(
                f"{paths} paths lead from {graph.variable} to the output; the single-variable chain rule needs "
                "one. Use mc.interactive.TotalDerivative, which adds the paths up"
            )
        words = {
            "title": "A chain of functions",
            "hint": "Try: step through the chain forward, then backward. The factors are the same; only the order "
            "differs.",
            "caption": f"${graph.equation}$ as a chain: each node has its value, each edge its local derivative. Their "
            f"product is the derivative, ${graph.derivative}$.",
        }
        bounds = {
            "step": [Bound("step", 0, count)],
            "direction": [Bound(direction, 0, 0) for direction in DIRECTIONS],
        }
        super().__init__(graph, start, ranges, words, {"step": step, "direction": direction}, bounds)
