"""A question's derivative at one point: what the table of mistakes computes wrong answers from."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from mcalc_helpers.chain import Edge, Variable
from mcalc_helpers.nodes import Node
from mcalc_helpers.quiz.case import LEARNING_RATE, Case
from mcalc_helpers.quiz.evaluate import Array, evaluate, evaluate_jacobian, lengths


class At:
    """The numbers of a case at one point.

    Attributes
    ----------
    case : Case
        The function and its derivations.
    point : dict of str to numpy.ndarray
        A value for every parameter; also, for names that an answer should no longer contain, values of their own.
    """

    def __init__(self, case: Case, point: Mapping[str, Any]) -> None:
        self.case = case
        self.point = {name: np.asarray(value, dtype=float) for name, value in point.items()}

    def __getitem__(self, name: str) -> Array:
        return self.point[name]

    def __contains__(self, name: str) -> bool:
        return name in self.case.shapes

    def moved(self, **values: Any) -> "At":
        """Return the same case at another point."""
        return At(self.case, {**self.point, **values})

    def _own(self) -> dict[str, Array]:
        return {name: self.point[name] for name in self.case.shapes}

    def by(self, name: str) -> Array:
        """Return the derivative by another parameter."""
        with np.errstate(all="ignore"):
            return self.case.derivation(name)(**self._own())

    @cached_property
    def whole(self) -> Array:
        """The derivative of the function, outputs by inputs."""
        with np.errstate(all="ignore"):
            return np.hstack([derivation(**self._own()) for derivation in self.case.derivations])

    @cached_property
    def J(self) -> Array:
        """The derivative that is asked for: the whole one, or one local derivative of it."""
        edge = self.case.edge
        return self.whole if edge is None else self.local(edge)

    @cached_property
    def right(self) -> Array:
        """The right answer."""
        if self.case.question.asks != "update":
            return self.J
        return self.column(self.x) - float(self.point[LEARNING_RATE]) * self.J.T

    @staticmethod
    def column(value: Array) -> Array:
        """Return a vector as a column, a scalar as 1 x 1; a matrix stays as it is."""
        return value if value.ndim == 2 else value.reshape(-1, 1)

    @cached_property
    def value(self) -> Array:
        """The value of the function."""
        return self.case.value(self.point)

    @property
    def x(self) -> Array:
        """The value of the parameter that is differentiated by."""
        return self.point[self.case.parameter]

    @property
    def others(self) -> list[str]:
        """The parameters that are held constant."""
        moving = {name.split("[")[0] for name in self.case.wrt}
        return [name for name in self.case.shapes if name not in moving]

    @property
    def is_scalar(self) -> bool:
        """Whether the whole derivative is asked for, of a scalar by a single scalar."""
        whole = self.case.edge is None and len(self.case.wrt) == 1
        return whole and self.J.shape == (1, 1) and not self.x.ndim

    # --- the graph of the function ------------------------------------------------------------------------------

    @property
    def operation(self) -> str:
        """The name of the operation that gives the output."""
        operation = self.case.main.trace.output.operation
        return operation.name if operation else ""

    def node(self, node: Node) -> Array:
        """Return the value of a node of the trace."""
        (value,) = evaluate([node.formula()], self._own(), self.case.sizes)
        return np.broadcast_to(np.asarray(value, dtype=float), lengths(node.dimensions, self.case.sizes))

    @cached_property
    def variables(self) -> dict[str, Array]:
        """The values of the parameters and of all intermediate variables, by name."""
        found: dict[str, Array] = self._own()
        chain = self.case.chain
        for variable in [*chain.constants, *chain.variables] if chain else []:
            found[variable.name] = self.node(variable.node)
        return found

    @cached_property
    def local_names(self) -> dict[str, Array]:
        """The values of the function's own local variables, by name."""
        names = self.case.main.trace.names
        return {name: self.node(node) for node, name in names.items()}

    def replaced(self, **values: Any) -> dict[str, Array]:
        """Return the values of all variables if some had other values than their own; what follows them follows."""
        found = {**self._own(), **values}
        chain = self.case.chain
        for variable in [*chain.constants, *chain.variables] if chain else []:
            if variable.name not in values:
                (value,) = evaluate([variable.definition], found, self.case.sizes)
                shape = lengths(variable.node.dimensions, self.case.sizes)
                found[variable.name] = np.broadcast_to(np.asarray(value, dtype=float), shape)
        return found

    def local(self, edge: Edge, **values: Any) -> Array:
        """Return a local derivative; with other values for some of the variables, if any are given."""
        assert edge.jacobian is not None
        known = self.replaced(**values) if values else self.variables
        return evaluate_jacobian(edge.jacobian, known, self.case.sizes)

    @cached_property
    def paths(self) -> list[tuple[Edge, ...]]:
        """Every path from the output to the parameter, as edges, outermost first."""
        chain = self.case.chain
        if chain is None or any(e.jacobian is None for v in chain.variables for e in v.edges):
            return []
        return chain.paths()

    def product(self, path: Sequence[Edge], **values: Any) -> Array:
        """Return the product of the local derivatives along a path."""
        result = self.local(path[0], **values)
        for edge in path[1:]:
            result = result @ self.local(edge, **values)
        return result

    @cached_property
    def links(self) -> list[Edge]:
        """The edges of a chain with a single path, outermost first; empty for any other function."""
        return list(self.paths[0]) if len(self.paths) == 1 else []

    def carried(
        self,
        given: Mapping[Node, Array] | None = None,
        start: Variable | None = None,
        values: Mapping[str, Any] | None = None,
    ) -> dict[Node, Array]:
        """Return the derivative of every variable by the parameter, or by another start.

        Parameters
        ----------
        given : mapping of Node to numpy.ndarray, optional
            Derivatives to take in place of a variable's own.
        start : Variable, optional
            What to differentiate by; only what depends on it is returned.
        values : mapping of str to array-like, optional
            Other values for some of the variables.
        """
        chain = self.case.chain
        if chain is None or any(e.jacobian is None for v in chain.variables for e in v.edges):
            return {}
        first = start or chain.parameter
        found = {first.node: np.eye(max(int(np.prod(lengths(first.node.dimensions, self.case.sizes))), 1))}
        for variable in chain.variables:
            edges = [edge for edge in variable.edges if edge.inner.node in found]
            if edges and variable.node not in found:
                parts = [self.local(edge, **(values or {})) @ found[edge.inner.node] for edge in edges]
                found[variable.node] = sum(parts[1:], start=parts[0])
            if given and variable.node in given:
                found[variable.node] = given[variable.node]
        return found

    @cached_property
    def inner(self) -> list[Variable]:
        """The intermediate variables, without the output, in order."""
        chain = self.case.chain
        return [] if chain is None else [v for v in chain.variables if v is not chain.output]
