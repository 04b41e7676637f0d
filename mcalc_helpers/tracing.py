"""Run a function once on stand-ins, and keep the graph of what it did.

Equal operations on equal operands are one node, so a repeated subexpression is computed, and derived, once.
"""

import inspect
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from types import FrameType
from typing import Any

import numpy as np
from numpy.typing import NDArray

import mcalc_helpers.shapes as shapes
from mcalc_helpers.arithmetic import times
from mcalc_helpers.expression import Expression, number, ones, size, symbol
from mcalc_helpers.nodes import Node
from mcalc_helpers.operations import COMPARISONS, OPERATIONS, Operation, entry
from mcalc_helpers.shapes import Mismatch, Shape, TraceError, complaint

# NumPy writes three different products with one sign; their rules differ.
_PRODUCTS: dict[tuple[int, ...], str] = {(1, 1): "dot", (2, 1): "matvec", (1, 2): "vecmat"}


class Tracer:
    """The graph of one run: its nodes, in the order in which they were made."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self._known: dict[tuple[Any, ...], Node] = {}

    def parameter(self, name: str, shape: Shape) -> Node:
        """Add a parameter."""
        return Node(self, None, (), shape, symbol(name, shape))

    def length(self, value: int | str) -> "int | Node":
        """Return a size for use in a formula."""
        return value if isinstance(value, int) else self._source(size(value))

    def _source(self, formula: Expression) -> Node:
        return self._remember((formula,), lambda: Node(self, None, (), formula.shape, formula))

    def _remember(self, identity: tuple[Any, ...], make: Callable[[], Node]) -> Node:
        if identity not in self._known:
            self._known[identity] = make()
        return self._known[identity]

    def operand(self, value: Any, operation: str) -> Node:
        """Return a stand-in for an operand: itself, or a constant."""
        if isinstance(value, Node):
            return value
        try:
            # None would become NaN.
            array = np.asarray("" if value is None else value, dtype=float)
        except (TypeError, ValueError):
            if isinstance(value, (np.ndarray, list, tuple)) and any(isinstance(part, Node) for part in value):
                return self.apply("stack", tuple(value))
            hint = " Is a return missing?" if value is None else ""
            raise TraceError(
                f"{operation}: {value!r} is neither a real number nor an array of real numbers.{hint}"
            ) from None
        if not np.isfinite(array).all():
            raise TraceError(
                f"{operation}: the constant {value!r} is not finite; derivatives need finite numbers."
            )
        if array.ndim > 2 or not array.size:
            raise TraceError(
                f"{operation}: an array of shape {array.shape} has no rule; numbers, vectors and matrices have."
            )
        return self._source(constant(array))

    def apply(self, name: str, inputs: tuple[Any, ...]) -> Node:
        """Add an operation to the graph, or find the node that already stands for it."""
        if name not in OPERATIONS:
            known = next(value for value in inputs if isinstance(value, Node))
            raise known.refusal(f"np.{name}", name)
        operation = OPERATIONS[name]
        if name == "where" and not isinstance(inputs[0], Node) and np.asarray(inputs[0]).dtype == bool:
            inputs = (self.apply("greater", (inputs[0], 0)), *inputs[1:])
        operands = tuple(self.operand(value, operation.written) for value in inputs)
        if name == "dot":
            operation = OPERATIONS[_PRODUCTS.get(tuple(node.ndim for node in operands), "dot")]
        condition = operands[0].operation
        if name == "where" and (condition is None or condition.name not in COMPARISONS):
            raise TraceError(
                f"np.where needs a comparison such as x > 0 as its condition, and got {operands[0]!r}."
            )
        return self._add(operation, operands)

    def pick(self, vector: Node, position: Any) -> Node:
        """Add the choice of one entry."""
        whole = isinstance(position, (int, np.integer)) and not isinstance(position, bool)
        if not whole or vector.ndim != 1:
            raise TraceError(
                f"[{position!r}] of {vector!r}, of shape {shapes.show(vector.dimensions)}, has no rule; "
                "only x[i] with a vector x and a whole number i has one. Write np.stack([x[1], x[2]]) for a part of a "
                "vector, and (A @ x)[0] for what the first row of a matrix gives."
            )
        (length,) = vector.dimensions
        if isinstance(length, int):
            if not -length <= position < length:
                raise IndexError(f"entry {position} of {vector!r}, which has {length} entries")
            position %= length
        elif position < 0:
            raise TraceError(f"{vector!r} has {length} entries, so its last ones have no fixed position.")
        return self._add(entry(int(position)), (vector,), int(position))

    def _add(self, operation: Operation, operands: tuple[Node, ...], data: object = None) -> Node:
        try:
            shape = operation.law(*(node.dimensions for node in operands))
        except Mismatch as mismatch:
            described = [(repr(node), node.dimensions) for node in operands]
            raise complaint(operation.written, described, str(mismatch)) from None
        identity = (operation.name, data, *(node.number for node in operands))
        return self._remember(identity, lambda: Node(self, operation, operands, shape))

    def needed(
        self,
        roots: Iterable[Node],
        operands: Callable[[Node], tuple[Node, ...]] = attrgetter("operands"),
    ) -> set[Node]:
        """Return the nodes that some nodes depend on, themselves among them; `operands` says on what each does."""
        needed = set(roots)
        for node in reversed(self.nodes):
            if node in needed:
                needed.update(operands(node))
        return needed

    def formulas(self, roots: list[Node]) -> list[Expression]:
        """Return what nodes mean, in terms of the parameters."""
        needed = self.needed(roots)
        known: dict[Node, Expression] = {}
        for node in self.nodes:
            if node in needed:
                operands = (known[operand] for operand in node.operands)
                known[node] = node.meaning(*operands)
        return [known[root] for root in roots]


def constant(array: NDArray[np.float64]) -> Expression:
    """Return the formula of a constant number, vector or matrix.

    Examples
    --------
    >>> constant(np.array([2.0, 2.0]))
    2 * np.ones(2)
    """
    if array.ndim == 0:
        return number(float(array))
    if array.ndim == 1 and (array == array[0]).all():
        return times(number(float(array[0])), ones(array.shape))
    rows = array.tolist()
    data = tuple(rows) if array.ndim == 1 else tuple(tuple(row) for row in rows)
    return Expression("array", (), data, array.shape)


@dataclass(frozen=True)
class Trace:
    """What a function does, as a graph.

    Attributes
    ----------
    name : str
        The function's name; ``"f"`` for a lambda.
    parameters : dict of str to Node
        The stand-ins, in the order of the function's signature.
    output : Node
        What the function returned.
    nodes : list of Node
        Every node, operands first.
    names : dict of Node to str
        The names that the function's own local variables gave to nodes.
    """

    name: str
    parameters: dict[str, Node]
    output: Node
    nodes: list[Node]
    names: dict[Node, str]


def trace(function: Callable[..., Any], given: Mapping[str, Any] | None = None) -> Trace:
    """Run a function on stand-ins of the given shapes.

    Parameters
    ----------
    function : callable
        A function of scalars, vectors and matrices, written with NumPy.
    given : mapping of str to shape, optional
        The shape of each parameter: ``()``, ``("n",)`` or ``("N", "n")``; sizes are names or integers. Without it all
        are scalars.

    Returns
    -------
    Trace
        The graph, with the function's own names of its intermediate results.

    Raises
    ------
    TraceError
        If a parameter has no shape or a shape no parameter, and for every operation that has no rule.

    Examples
    --------
    >>> def neuron(w, x, b):
    ...     z = w @ x + b
    ...     return np.maximum(0, z)
    >>> traced = trace(neuron, {"w": "n", "x": "n", "b": ()})
    >>> list(traced.names.values()), traced.output.formula()
    (['z'], np.maximum(0, w @ x + b))
    """
    names = _parameter_names(function)
    if given is None:
        given = dict.fromkeys(names, ())
    missing = [name for name in names if name not in given]
    unknown = [name for name in given if name not in names]
    if missing or unknown:
        raise TraceError(
            f"{_name(function)} has the parameters {', '.join(names) or '(none)'}; "
            + (
                f"shapes gives none for {', '.join(missing)}"
                if missing
                else f"it has no {', '.join(unknown)}"
            )
            + ". Write shapes such as {'x': ('n',), 'b': ()}."
        )
    tracer = Tracer()
    parameters = {name: tracer.parameter(name, shapes.read(name, given[name])) for name in names}
    result, local_names = _run(function, parameters)
    output = tracer.operand(result, f"The result of {_name(function)}")
    named = {
        node: name
        for name, node in local_names.items()
        if isinstance(node, Node) and node.operation is not None
    }
    return Trace(_name(function), parameters, output, tracer.nodes, named)


def _parameter_names(function: Callable[..., Any]) -> list[str]:
    if isinstance(function, np.ufunc):
        raise TraceError(f"{_name(function)} is NumPy's own; write lambda x: np.{_name(function)}(x).")
    if not callable(function):
        raise TraceError(
            f"{function!r} is no function. Write one in NumPy, such as lambda x: np.sum(x ** 2); "
            "of SymPy expressions gradient and jacobian give the derivatives."
        )
    signature = inspect.signature(function).parameters.values()
    if any(parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD) for parameter in signature):
        raise TraceError(
            f"{_name(function)} takes any number of arguments (*args, **kwargs); name each parameter."
        )
    return [parameter.name for parameter in signature]


def _name(function: Callable[..., Any]) -> str:
    name = getattr(function, "__name__", "f")
    return name if name.isidentifier() else "f"


def _run(function: Callable[..., Any], parameters: Mapping[str, Node]) -> tuple[Any, dict[str, Any]]:
    """Call the function, and read its local variables at the moment it returns."""
    code = getattr(function, "__code__", None)
    found: dict[str, Any] = {}

    def on_event(frame: FrameType, event: str, _: object) -> None:
        if event == "return" and frame.f_code is code:
            found.update(frame.f_locals)

    before = sys.getprofile()
    if before is not None and not callable(before):
        # A profiler written in C cannot be put back, so the variables keep their plain names while it runs.
        return _called(function, parameters), found
    sys.setprofile(on_event)
    try:
        result = _called(function, parameters)
    finally:
        sys.setprofile(before)
    return result, found


def _called(function: Callable[..., Any], parameters: Mapping[str, Node]) -> Any:
    """Call the function; of a stand-in's error that NumPy has wrapped in its own, raise the stand-in's."""
    try:
        return function(**parameters)
    except ValueError as error:
        if isinstance(error.__cause__, TraceError):
            raise error.__cause__ from None
        raise
