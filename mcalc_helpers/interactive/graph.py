"""A function of one variable as a graph: values on the nodes, local derivatives on the edges."""

from dataclasses import dataclass
from typing import Any

import sympy as sp

from mcalc_helpers.interactive.formula import markup, name_markup
from mcalc_helpers.writers.javascript import tape
from mcalc_helpers.writers.tape import Tape


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

    def layers(self) -> list[int]:
        """Return for each node the length of the longest way to it: its level in the picture."""
        levels = [0] * len(self.names)
        for i, j in self.edges:
            levels[j] = max(levels[j], levels[i] + 1)
        return levels

    def total(self) -> sp.Expr:
        """Return the function in terms of the variable alone."""
        return self._substituted(self.formulas[-1])

    def _substituted(self, expression: sp.Expr) -> sp.Expr:
        for name, formula in zip(reversed(self.names[1:]), reversed(self.formulas[1:]), strict=True):
            expression = expression.subs(name, formula)
        return expression

    def program(self) -> Tape:
        """Return the tape that computes the values of the nodes, the local derivatives, and the total derivative."""
        values = [self._substituted(formula) for formula in self.formulas]
        locals_ = [self._substituted(self.formulas[j].diff(self.names[i])) for i, j in self.edges]
        return tape([*values, *locals_, self.total().diff(self.variable)], [self.variable])

    def to_json(self) -> dict[str, Any]:
        """Return what the drawing needs, as JSON data."""
        return {
            "nodes": [
                {"name": name_markup(name.name), "formula": markup(formula), "layer": layer}
                for name, formula, layer in zip(self.names, self.formulas, self.layers(), strict=True)
            ],
            "edges": [
                {"from": i, "to": j, "formula": markup(sp.simplify(self.formulas[j].diff(self.names[i])))}
                for i, j in self.edges
            ],
            "paths": self.paths(),
            "derivative": markup(sp.simplify(self.total().diff(self.variable))),
            "f": self.program().to_json(),
        }
