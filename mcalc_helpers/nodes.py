"""The stand-ins that a function is run on while it is traced.

A stand-in answers NumPy's protocols: every operation on it adds a node to the graph; an operation that has no rule is
refused at once, and so is everything that needs a value, which a stand-in does not have.
"""

import inspect
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

import mcalc_helpers.shapes as shapes
from mcalc_helpers.advice import instead_of
from mcalc_helpers.expression import Expression
from mcalc_helpers.operations import Operation
from mcalc_helpers.shapes import Shape, TraceError

if TYPE_CHECKING:
    from mcalc_helpers.tracing import Tracer


class Node(NDArrayOperatorsMixin):
    """A stand-in for a scalar, a vector or a matrix while a function is traced.

    Attributes
    ----------
    operation : Operation or None
        What made it; None for a parameter or a constant.
    operands : tuple of Node
        What it was made from.
    dimensions : tuple
        Its shape, with sizes that are integers or names.
    number : int
        Its position in the trace; operands come before what uses them.
    source : Expression or None
        The formula of a parameter or a constant.
    """

    def __init__(
        self,
        tracer: "Tracer",
        operation: Operation | None,
        operands: "tuple[Node, ...]",
        shape: Shape,
        source: Expression | None = None,
    ) -> None:
        self.tracer = tracer
        self.operation = operation
        self.operands = operands
        self.dimensions = shape
        self.source = source
        self.number = len(tracer.nodes)
        tracer.nodes.append(self)

    __hash__ = object.__hash__

    def meaning(self, *operands: Expression) -> Expression:
        """Return what the node means, given the formulas of its operands."""
        if self.operation is None:
            assert self.source is not None
            return self.source
        return self.operation.meaning(*operands)

    def formula(self) -> Expression:
        """Return what the node means, in terms of the parameters."""
        return self.tracer.formulas([self])[0]

    def __repr__(self) -> str:
        return repr(self.formula())

    def __format__(self, form: str) -> str:
        return repr(self)  # a form such as .2f is for a value

    # --- NumPy's protocols --------------------------------------------------------------------------------------

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> "Node":
        # x += y asks for the result in x; a trace has no storage, so the name is simply bound anew.
        options.pop("out", None)
        name = ufunc.__name__
        if method != "__call__" or options:
            raise self.refusal(f"np.{name}.{method} with {', '.join(options) or 'no options'}")
        return self.tracer.apply("dot" if name == "matmul" else name, inputs)

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> "Node":
        name = function.__name__
        written = f"{function.__module__}.{name}".replace("numpy.", "np.", 1)
        if name not in _SIGNATURES:
            raise self.refusal(written, name)
        try:
            bound = inspect.signature(_SIGNATURES[name]).bind(*args, **kwargs)
        except TypeError as error:
            raise TraceError(
                f"{written}: {error}. It is traced in its plain form only, such as np.sum(x) or np.where(x > 0, a, b)."
            ) from None
        return self.tracer.apply(name, _SIGNATURES[name](*bound.args, **bound.kwargs))

    def __array__(self, *_: Any, **__: Any) -> NoReturn:
        raise self.refusal("np.array", "array")

    def refusal(self, what: str, name: str = "") -> TraceError:
        """Return the error for an operation that has no rule, with what to write instead."""
        return TraceError(
            f"{what} of {self!r}, of shape {shapes.show(self.dimensions)}, has no rule. {instead_of(name)}"
        )

    # --- what arrays offer --------------------------------------------------------------------------------------

    @property
    def shape(self) -> tuple[Any, ...]:
        """The shape; a size known only by name is a traced scalar, for use in formulas."""
        return tuple(self.tracer.length(value) for value in self.dimensions)

    @property
    def ndim(self) -> int:
        """Number of axes."""
        return len(self.dimensions)

    @property
    def size(self) -> Any:
        """Number of entries of a vector."""
        if self.ndim != 1:
            raise TraceError(f"{self!r} is a {shapes.kind(self.dimensions)}; only a vector's size is traced.")
        return self.tracer.length(self.dimensions[0])

    @property
    def T(self) -> "Node":
        """Transpose of a matrix. Of a vector it is the vector itself, as in NumPy."""
        return self.tracer.apply("transpose", (self,)) if self.ndim == 2 else self

    def sum(self, axis: int | None = None) -> "Node":
        """Sum of a vector's entries."""
        return self.tracer.apply("sum", _whole(self, axis))

    def mean(self, axis: int | None = None) -> "Node":
        """Mean of a vector's entries."""
        return self.tracer.apply("mean", _whole(self, axis))

    def dot(self, other: Any) -> "Node":
        """Matrix or dot product."""
        return self.tracer.apply("dot", (self, other))

    def __getitem__(self, position: Any) -> "Node":
        return self.tracer.pick(self, position)

    def __len__(self) -> int:
        first = self.dimensions[0] if self.dimensions else None
        if not isinstance(first, int):
            raise TraceError(
                f"{self!r} of shape {shapes.show(self.dimensions)} has no length that is a number. "
                "Write x.size in formulas, np.sum or np.mean instead of a loop, or give the parameter a fixed length."
            )
        return first

    def __iter__(self) -> "Iterator[Node]":
        return (self[i] for i in range(len(self)))

    # --- what cannot be traced ----------------------------------------------------------------------------------

    def __getattr__(self, name: str) -> NoReturn:
        # Of all other names Python itself must hear that they do not exist: it asks for some, and goes on without.
        if name.startswith("_") or not hasattr(np.ndarray, name):
            raise AttributeError(f"a traced {shapes.kind(self.dimensions)} has no attribute {name!r}")
        raise self.refusal(f".{name}", name)

    def __bool__(self) -> bool:
        raise TraceError(
            f"the function branches on the value of {self!r}, and a trace has no values: it must hold for all of them, "
            "but would follow one branch only. Write np.where(condition, a, b) instead of if or a loop condition, "
            "np.maximum(a, b) instead of max(a, b)."
        )

    def _no_number(self) -> NoReturn:
        raise TraceError(
            f"{self!r} has no value while the function is traced. Write np.sin(x) instead of math.sin(x), "
            "np.stack([a, b]) instead of filling an array, the number 1 instead of np.ones(x.shape), and leave out "
            "float(...) and int(...)."
        )

    def __float__(self) -> float:
        self._no_number()

    def __index__(self) -> int:
        self._no_number()

    def __complex__(self) -> complex:
        self._no_number()


def _whole(a: Any, axis: int | None = None) -> tuple[Any]:
    if axis not in (None, 0, -1):
        raise TraceError(f"axis={axis!r} is not traced: np.sum and np.mean take a whole vector.")
    return (a,)


def _two_norm(x: Any, ord: int | None = None) -> tuple[Any]:
    if ord not in (None, 2):
        raise TraceError(
            f"np.linalg.norm with ord={ord!r} has no rule; only the 2-norm has. Write np.sum(np.abs(x))."
        )
    return (x,)


# NumPy functions that are no ufuncs: from the caller's arguments to the operands.
_SIGNATURES: dict[str, Callable[..., tuple[Any, ...]]] = {
    "sum": _whole,
    "mean": _whole,
    "cumsum": _whole,
    "norm": _two_norm,
    "dot": lambda a, b: (a, b),
    "where": lambda condition, x, y: (condition, x, y),
    "stack": lambda arrays: tuple(arrays),
    "transpose": lambda a: (a,),
}
