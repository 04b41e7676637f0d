"""What the two figures of a graph share: a function of one variable in steps, its values and its derivative."""

from collections.abc import Mapping, Sequence
from typing import Any

from mcalc_helpers.interactive.figure import Figure
from mcalc_helpers.interactive.graph import Graph
from mcalc_helpers.interactive.inputs import Range, bounds_of
from mcalc_helpers.interactive.traits import Bound, Number


class GraphFigure(Figure):
    """A figure of the graph of a function of one variable, which stands on a slider.

    Parameters
    ----------
    graph : Graph
        The function's steps.
    start : float
        Where the variable starts.
    ranges : sequence of (float, float)
        The range of the variable.
    words : dict
        Title, hint and caption.
    state, bounds : mapping
        What a subclass has beside the variable.
    """

    point = Number().tag(sync=True)

    def __init__(
        self,
        graph: Graph,
        start: float,
        ranges: Sequence[Range],
        words: dict[str, str],
        state: Mapping[str, Any] | None = None,
        bounds: Mapping[str, Sequence[Bound]] | None = None,
    ) -> None:
        self._program = graph.program
        # The program gives the values of the nodes, then the factors of the edges, then the derivative.
        self._first_edge = len(graph.names)
        super().__init__(
            f"{type(self).__name__}({graph.total}, at={start:g})",
            {**words, "window": ranges[0], **graph.to_json(ranges[0])},
            {"point": start, **(state or {})},
            {"point": bounds_of([graph.variable.name], ranges), **(bounds or {})},
        )

    @property
    def factors(self) -> list[float]:
        """The local derivatives, one for each edge; those of a chain from the variable to the output."""
        return [float(v) for v in self._program([self.point])[self._first_edge : -1]]

    @property
    def derivative(self) -> float:
        """The derivative of the output by the variable."""
        return float(self._program([self.point])[-1])
