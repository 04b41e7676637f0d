"""From a traced function to its intermediate variables, their local Jacobians, and the chain rule over all paths.

Only what lies between the parameter and the output becomes a variable; everything else is held constant, as a partial
derivative asks.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import mcalc_helpers.forms as forms
from mcalc_helpers.expression import Expression, symbol
from mcalc_helpers.forms import Jacobian, combine
from mcalc_helpers.functions import substitution
from mcalc_helpers.naming import output_name, variable_names
from mcalc_helpers.nodes import Node
from mcalc_helpers.operations import COMPARISONS
from mcalc_helpers.rules import Rule, find
from mcalc_helpers.simplify import factor
from mcalc_helpers.tracing import Trace

EVERY_OPERATION, VECTOR_RULES = "every operation", "vector rules"
DETAILS = (EVERY_OPERATION, VECTOR_RULES)

# Operations that are not element-wise. "vector rules" cuts the graph before them.
_MIXING = frozenset({"sum", "mean", "dot", "matvec", "vecmat", "norm", "cumsum", "stack"})

_LONGEST_CONSTANT = 60


@dataclass(frozen=True, eq=False)
class Variable:
    """A variable of the derivation: the parameter, an intermediate variable, or the output.

    Attributes
    ----------
    node : Node
        Its node in the trace.
    symbol : Expression
        What it is called.
    definition : Expression
        Its formula in terms of other variables and parameters.
    edges : list of Edge
        The variables that its definition contains, with local Jacobians.
    """

    node: Node
    symbol: Expression
    definition: Expression
    edges: "list[Edge]" = field(default_factory=list, repr=False)

    @property
    def name(self) -> str:
        """The name, as in Python."""
        return str(self.symbol.data)


@dataclass(frozen=True, eq=False)
class Edge:
    """A dependence of one variable on another.

    Attributes
    ----------
    outer, inner : Variable
        What depends, and on what.
    jacobian : Jacobian or None
        The local Jacobian; None for a vector by a matrix, whose derivative has three axes (see `mcalc_helpers.rules`).
    rules : tuple of Rule
        The rules that give it.
    """

    outer: Variable
    inner: Variable
    jacobian: Jacobian | None
    rules: tuple[Rule, ...]


Path = tuple[Edge, ...]


class Chain:
    """All variables between a parameter and the output, and their local Jacobians.

    Attributes
    ----------
    parameter, output : Variable
        The two ends. They are one variable if the function returns its parameter.
    constants : list of Variable
        Long parts that do not depend on the parameter. Short ones are written out where they stand.
    variables : list of Variable
        The intermediate variables and, last, the output; each after those it depends on. Empty if the output does not
        depend on the parameter, or is it.
    """

    def __init__(self, trace: Trace, wrt: str, detail: str = EVERY_OPERATION) -> None:
        start = trace.parameters[wrt]
        self._active = _between(trace, start)
        kept = [node for node in trace.nodes if node in self._active and node is not start]
        if detail == VECTOR_RULES:
            kept = _blocks(trace, kept)
        names = variable_names(trace, _in_order([*kept, *_long_constants(trace, self._active)]))
        self._formulas: dict[Node, Expression] = {}
        self._variables: dict[Node, Variable] = {}
        for node in trace.nodes:
            formula = node.meaning(*(self._formulas[operand] for operand in node.operands))
            if node in names or node is start:
                own = node.source or symbol(names[node], node.dimensions)
                self._variables[node] = Variable(node, own, formula)
                formula = own
            self._formulas[node] = formula
        self.parameter = self._variables[start]
        self.variables = [self._variables[node] for node in kept]
        self.constants = [v for v in self._variables.values() if v.node not in self._active]
        self.output = self._variables.get(trace.output) or Variable(
            trace.output, symbol(output_name(trace), trace.output.dimensions), self._formulas[trace.output]
        )
        for variable in self.variables:
            variable.edges.extend(self._edges(variable))

    def _edges(self, outer: Variable) -> Iterator[Edge]:
        rules: dict[Variable, list[Rule]] = {}
        local = self.pull(outer, forms.identity(outer.node.dimensions), rules, matrices=not outer.node.ndim)
        # The derivative of u = exp(x) is u: what a function's derivative repeats is called by its name.
        repeated = {outer.definition: outer.symbol} if outer.definition.op == "call" else {}
        named = substitution(repeated)
        for inner in sorted(rules, key=lambda variable: variable.node.number):
            value = local.get(inner)
            yield Edge(outer, inner, value.map(named) if value and repeated else value, tuple(rules[inner]))

    def pull(
        self,
        outer: Variable,
        arriving: Jacobian,
        rules: dict[Variable, list[Rule]] | None = None,
        matrices: bool = True,
    ) -> dict[Variable, Jacobian]:
        """Carry the derivative of something by `outer` back to the variables in the definition of `outer`.

        Parameters
        ----------
        outer : Variable
            Where to start.
        arriving : Jacobian
            The derivative of a scalar or a vector by `outer`.
        rules : dict, optional
            Filled with the rules used on the way to each variable.
        matrices : bool
            Whether to go on to matrices, as one can from the derivative of a scalar only.

        Returns
        -------
        dict of Variable to Jacobian
            The derivative of the same thing by each variable.
        """
        waiting: dict[Node, list[Jacobian]] = {outer.node: [arriving]}
        used: dict[Node, list[Rule]] = {outer.node: []}
        found: dict[Variable, Jacobian] = {}
        while waiting:
            node = max(waiting, key=lambda node: node.number)
            total = _sum(waiting.pop(node))
            variable = self._variables.get(node)
            if variable is not None and variable is not outer:
                found[variable] = total
                continue
            assert node.operation is not None
            operands = tuple(self._formulas[operand] for operand in node.operands)
            position = () if node.operation.position is None else (node.operation.position,)
            rule = find(node.operation.name, operands)
            for local, operand in zip(rule.local, node.operands, strict=True):
                if operand not in self._active:
                    continue
                known = used.setdefault(operand, [])
                known += [r for r in (*used[node], rule) if r not in known]
                if operand.ndim < 2:
                    waiting.setdefault(operand, []).append(total @ local(*operands, *position))
                elif matrices:
                    waiting.setdefault(operand, []).append(local(total, *operands))
                elif rules is not None:
                    rules[self._variables[operand]] = known
        if rules is not None:
            rules.update((variable, used[variable.node]) for variable in found)
        return found

    def adjoints(self) -> dict[Variable, Jacobian]:
        """Return the derivative of the output by each variable, in terms of the variables: the sum over all paths."""
        waiting: dict[Variable, list[Jacobian]] = {self.output: [forms.identity(self.output.node.dimensions)]}
        result: dict[Variable, Jacobian] = {}
        for variable in reversed(self.variables):
            result[variable] = total = _sum(waiting[variable])
            carried = {
                edge.inner: total @ edge.jacobian for edge in variable.edges if edge.jacobian is not None
            }
            if len(carried) < len(variable.edges):
                carried = self.pull(variable, total)
            for inner, part in carried.items():
                waiting.setdefault(inner, []).append(part)
        if self.parameter in waiting:
            result[self.parameter] = _sum(waiting[self.parameter])
        return result

    def count_paths(self) -> int:
        """Return the number of paths from the parameter to the output."""
        count = {self.parameter: 1}
        for variable in self.variables:
            count[variable] = sum(count[edge.inner] for edge in variable.edges)
        return count.get(self.output, 0)

    def paths(self) -> list[Path]:
        """Return every path as its edges, from the output to the parameter."""
        complete: list[Path] = []
        growing: list[tuple[Variable, Path]] = [(self.output, ())]
        while growing:
            end, path = growing.pop()
            if end is self.parameter:
                complete.append(path)
            growing.extend((edge.inner, (*path, edge)) for edge in reversed(end.edges))
        return complete


def _sum(parts: list[Jacobian]) -> Jacobian:
    if len(parts) == 1:
        return parts[0]
    first = parts[0]
    # What the parts have in common is written once. Otherwise the sum doubles wherever paths part and meet again.
    return combine(first.output, first.input, [item for part in parts for item in part.terms]).map(factor)


def _between(trace: Trace, start: Node) -> set[Node]:
    """Return the nodes that depend on `start` and that the output depends on.

    A comparison inside a function passes nothing on: it is constant wherever it has a derivative.
    """
    passing = {
        node: ()
        if node.operation and node.operation.name in COMPARISONS and node is not trace.output
        else node.operands
        for node in trace.nodes
    }
    dependent = {start}
    for node in trace.nodes:
        if any(operand in dependent for operand in passing[node]):
            dependent.add(node)
    return dependent & trace.output.tracer.needed([trace.output], passing.__getitem__)


def _long_constants(trace: Trace, active: set[Node]) -> list[Node]:
    """Return nodes outside the graph from parameter to output that would be too long to write out in its formulas."""
    size: dict[Node, int] = {}
    found = []
    needed = trace.output.tracer.needed([trace.output])
    for node in trace.nodes:
        size[node] = 1 + sum(size[operand] for operand in node.operands)
        if node in active:
            size[node] = 1
        elif node in needed and size[node] > _LONGEST_CONSTANT:
            size[node] = 1
            found.append(node)
    return found


def _in_order(nodes: list[Node]) -> list[Node]:
    return sorted(nodes, key=lambda node: node.number)


def _blocks(trace: Trace, active: list[Node]) -> list[Node]:
    """Keep the output, what has a name, what is used twice, and what goes into an operation that mixes entries."""
    uses: dict[Node, int] = {}
    mixed = {trace.output}
    for node in active:
        assert node.operation is not None
        for operand in node.operands:
            uses[operand] = uses.get(operand, 0) + 1
            if node.operation.name in _MIXING:
                mixed.add(operand)
    return [node for node in active if node in mixed or node in trace.names or uses[node] > 1]
