"""Formulas with shapes: the nodes that values and Jacobian entries are made of.

A node is an operation, its operands and a shape. Nodes are interned: two equal formulas are one object, so equality is
identity, a repeated part is shared, and a graph of a thousand operations costs a thousand nodes. Nodes are always in
normal form: the constructors in `mcalc_helpers.arithmetic` collect like terms and factors, so that equal results
become equal nodes and print equally.
"""

import hashlib
from collections.abc import Container, Iterable, Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Any
from weakref import WeakValueDictionary

import mcalc_helpers.shapes as shapes
from mcalc_helpers.shapes import Shape, Size

Number = int | float | Fraction

# The order of factors in a product and of terms in a sum: numbers, sizes, symbols, then what contains them.
_RANK = {"number": 0, "size": 1, "symbol": 2, "index": 2, "array": 3, "matvec": 4, "plus": 5, "indicator": 9}
_OTHERS = 7


class Expression:
    """One formula: a scalar, a vector (a column) or a matrix.

    Attributes
    ----------
    op : str
        The operation, a key of the writers' tables.
    args : tuple of Expression
        The operands.
    data : object
        What else identifies the node: a name, a number, an index.
    shape : tuple
        ``()``, ``(n,)`` or ``(m, n)``, with sizes that are integers or names.
    size : int
        How many nodes it has when written out in full.
    key : tuple
        The sort key, which depends on the formula alone.
    parts : tuple or None
        For a sum: its common number and the coefficients divided by it, once `primitive_part` has worked them out.
    """

    __slots__ = ("__weakref__", "args", "data", "key", "op", "parts", "shape", "size")

    op: str
    args: "tuple[Expression, ...]"
    data: Any
    shape: Shape
    size: int
    key: tuple[Any, ...]
    parts: tuple[Fraction, tuple[Fraction, ...]] | None

    def __new__(
        cls, op: str, args: "tuple[Expression, ...]" = (), data: Any = None, shape: Shape = ()
    ) -> "Expression":
        """Return the node; the one that exists already if there is an equal one."""
        identity = (op, args, data, shape)
        known = _INTERNED.get(identity)
        if known is not None:
            return known
        self = super().__new__(cls)
        self.op, self.args, self.data, self.shape = op, args, data, shape
        self.size = 1 + sum(arg.size for arg in args)
        self.key = _key(self)
        self.parts = None
        _INTERNED[identity] = self
        return self

    def __add__(self, other: "Operand") -> "Expression":
        from mcalc_helpers.arithmetic import plus

        return plus(self, other)

    def __sub__(self, other: "Operand") -> "Expression":
        from mcalc_helpers.arithmetic import plus, times

        return plus(self, times(-1, other))

    def __mul__(self, other: "Operand") -> "Expression":
        from mcalc_helpers.arithmetic import times

        return times(self, other)

    def __truediv__(self, other: "Operand") -> "Expression":
        from mcalc_helpers.arithmetic import power, times

        return times(self, power(other, -1))

    def __pow__(self, other: "Operand") -> "Expression":
        from mcalc_helpers.arithmetic import power

        return power(self, other)

    def __neg__(self) -> "Expression":
        return -1 * self

    def __radd__(self, other: "Operand") -> "Expression":
        return self + other

    def __rsub__(self, other: "Operand") -> "Expression":
        return -self + other

    def __rmul__(self, other: "Operand") -> "Expression":
        return self * other

    def __rtruediv__(self, other: "Operand") -> "Expression":
        return self**-1 * other

    def __rpow__(self, other: "Operand") -> "Expression":
        return coerce(other) ** self

    def __repr__(self) -> str:
        from mcalc_helpers.writers.numpy import inline

        return inline(self)


Operand = Expression | Number

# Every formula in use. A node that nothing refers to any more is forgotten.
_INTERNED: WeakValueDictionary[tuple[Any, ...], Expression] = WeakValueDictionary()


def _key(node: Expression) -> tuple[Any, ...]:
    """Sort key: rank, name, length, and a digest that settles every tie by the formula itself."""
    if node.op == "power":
        # A power stands where its base stands, so that x y^2 and x y sort alike.
        return (*node.args[0].key[:2], node.size, _digest(node))
    name = node.data if isinstance(node.data, str) else ""
    if node.op == "index":
        name = str(node.args[0].data)
    return _RANK.get(node.op, _OTHERS), name, node.size, _digest(node)


def _digest(node: Expression) -> bytes:
    own = repr((node.op, node.data, node.shape)).encode()
    return hashlib.blake2b(own + b"".join(arg.key[-1] for arg in node.args), digest_size=12).digest()


@lru_cache(maxsize=1024, typed=True)
def number(value: Number) -> Expression:
    """Return a constant. A float is taken as the decimal it prints as, so that 0.1 * 3 is 0.3.

    Examples
    --------
    >>> number(0.1) * 3 is number(0.3)
    True
    """
    exact = Fraction(repr(float(value))) if isinstance(value, float) else Fraction(value)
    return Expression("number", (), exact)


def symbol(name: str, shape: Shape = ()) -> Expression:
    """Return a variable: a parameter of the function, or an intermediate variable."""
    return Expression("symbol", (), name, shape)


def size(value: Size) -> Expression:
    """Return a size as a scalar: a number where it is known, otherwise a name."""
    return number(value) if isinstance(value, int) else Expression("size", (), value)


def ones(shape: Shape) -> Expression:
    """Return the vector of ones, or the number one for the shape ``()``."""
    return Expression("ones", (), None, shape) if shape else number(1)


def zeros(shape: Shape) -> Expression:
    """Return the zero of a shape."""
    return Expression("zeros", (), None, shape) if shape else number(0)


def unit(position: int, shape: Shape) -> Expression:
    """Return the vector that is 1 at `position` (counted from 0) and 0 elsewhere."""
    return Expression("unit", (), position, shape)


def coerce(value: Operand) -> Expression:
    """Return `value` itself, or a number as an expression."""
    return value if isinstance(value, Expression) else number(value)


def is_zero(node: Expression) -> bool:
    """Tell whether a normal form is zero."""
    return node.op == "zeros" or (node.op == "number" and node.data == 0)


def value_of(node: Expression) -> Fraction | None:
    """Return the value of a number, None for anything else."""
    return node.data if node.op == "number" else None


def postorder(roots: Iterable[Expression], known: Container[Expression] = ()) -> Iterator[Expression]:
    """Yield every node once, operands before what uses them, without recursion.

    Parameters
    ----------
    roots : iterable of Expression
        Where to start.
    known : container of Expression
        Nodes that are left out, with all that only they contain.

    Examples
    --------
    >>> x = symbol("x")
    >>> [node.op for node in postorder([x + 1])]
    ['number', 'symbol', 'plus']
    """
    seen: set[Expression] = set()
    stack = [(root, False) for root in reversed(list(roots))]
    while stack:
        node, ready = stack.pop()
        if node in seen or node in known:
            continue
        if ready:
            seen.add(node)
            yield node
        else:
            stack.append((node, True))
            stack.extend((arg, False) for arg in reversed(node.args) if arg not in seen)


def shape_of(*operands: Expression) -> Shape:
    """Return the common shape of element-wise operands."""
    return shapes.elementwise(*(operand.shape for operand in operands))
