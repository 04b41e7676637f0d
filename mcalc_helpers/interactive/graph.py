"""A function of one variable as a graph: values on the nodes, local derivatives on the edges."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import sympy as sp

from mcalc_helpers.interactive.formula import derivative_markup, markup, name_markup, slope_of
from mcalc_helpers.interactive.graph_layout import NODE_SIZE, Words, number_width, picture, wrapped
from mcalc_helpers.writers.javascript import tape
from mcalc_helpers.writers.tape import Tape

# Points of the window at which the room for the values is measured.
SAMPLES = 49
# How wide a factor may be in the list of a chain's factors, and a path in the list of paths.
FACTOR, ROUTE = 160.0, 310.0


@dataclass(frozen=True)
class Graph:
    """A function split into steps.

    Parameters
    ----------
    variable : sympy.Symbol
        The variable, node 0.
    names : tuple of sympy.Symbol
        The nodes: the variable, the intermediate variables, the output.
    formulas : tuple of sympy.Expr
        What each node computes, in terms of earlier nodes.
    """

    variable: sp.Symbol
    names: tuple[sp.Symbol, ...]
    formulas: tuple[sp.Expr, ...]

    @property
    def edges(self) -> list[tuple[int, int]]:
        """The pairs (from, to) of nodes where the second depends directly on the first."""
        return [
            (i, j)
            for j in range(1, len(self.names))
            for i in range(j)
            if self.names[i] in self.formulas[j].free_symbols
        ]

    def paths(self) -> list[list[int]]:
        """Return all paths from the variable to the output, each as a list of indices into `edges`."""
        last = len(self.names) - 1
        ways: dict[int, list[list[int]]] = {0: [[]]}
        for e, (i, j) in enumerate(self.edges):
            ways.setdefault(j, []).extend([*way, e] for way in ways.get(i, []))
        return ways[last]

    @cached_property
    def total(self) -> sp.Expr:
        """The function in terms of the variable alone."""
        return self._substituted(self.formulas[-1])

    @property
    def equation(self) -> str:
        """The function as a formula, in the figures' markup."""
        return f"{name_markup(self.names[-1].name)} = {markup(self.total)}"

    @cached_property
    def derivative(self) -> str:
        """The derivative of the whole as a formula, in the figures' markup."""
        return markup(slope_of(self.total, self.variable))

    def _substituted(self, expression: sp.Expr) -> sp.Expr:
        for name, formula in zip(reversed(self.names[1:]), reversed(self.formulas[1:]), strict=True):
            expression = expression.subs(name, formula)
        return expression

    @cached_property
    def program(self) -> Tape:
        """The tape that computes the values of the nodes, the local derivatives, and the total derivative."""
        values = [self._substituted(formula) for formula in self.formulas]
        locals_ = [self._substituted(self.formulas[j].diff(self.names[i])) for i, j in self.edges]
        return tape([*values, *locals_, self.total.diff(self.variable)], [self.variable])

    def ratio(self, edge: tuple[int, int]) -> str:
        """Return the derivative on an edge, in the figures' markup: with the curly d where others depend on it too."""
        inner, outer = edge
        alone = sum(j == outer for _, j in self.edges) == 1
        above, below = (name_markup(self.names[node].name) for node in (outer, inner))
        return derivative_markup(above, below, curly=not alone)

    def to_json(self, window: tuple[float, float]) -> dict[str, Any]:
        """Return what the drawing needs, as JSON data; its layout has room for the values over a window."""
        names = [name_markup(name.name) for name in self.names]
        nodes = [f"{name} = {markup(e)}" for name, e in zip(names, self.formulas, strict=True)]
        # The variable has no formula, only a value.
        nodes[0] = names[0]
        slopes = [slope_of(self.formulas[j], self.names[i]) for i, j in self.edges]
        factors = [f"{self.ratio(edge)} = {markup(e)}" for edge, e in zip(self.edges, slopes, strict=True)]
        rooms = [number_width(v, NODE_SIZE) for v in self.program([np.linspace(*window, SAMPLES)])]
        words = [Words(*pair) for pair in zip(nodes + factors, rooms, strict=False)]
        paths = self.paths()
        routes = [" → ".join([names[0], *(names[self.edges[e][1]] for e in path)]) for path in paths]
        return {
            "nodes": names,
            "factors": [wrapped(factor, NODE_SIZE, FACTOR) for factor in factors],
            "paths": paths,
            "routes": [wrapped(route, NODE_SIZE, ROUTE) for route in routes],
            "derivative": self.derivative,
            "picture": picture(words[: len(nodes)], self.edges, words[len(nodes) :]),
            "f": self.program.to_json(),
        }
