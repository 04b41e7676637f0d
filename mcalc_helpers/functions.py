"""Functions, reductions and linear maps in normal form, and substitution.

Each constructor applies the few identities that hold everywhere: scalars come out of sums and matrix products, the sum
of ones is the length, entries of an element-wise result are results of entries.
"""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from mcalc_helpers.arithmetic import plus, power, primitive_part, times
from mcalc_helpers.expression import (
    Expression,
    is_zero,
    number,
    ones,
    postorder,
    shape_of,
    size,
    unit,
    value_of,
    zeros,
)
from mcalc_helpers.shapes import Shape, product

NEGATED = {">": "<=", "<=": ">", "<": ">=", ">=": "<", "==": "!=", "!=": "=="}
MIRRORED = {">": "<", "<": ">", ">=": "<=", "<=": ">=", "==": "==", "!=": "!="}
_COMPARE: dict[str, Callable[[Fraction, Fraction], bool]] = {
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
    ">=": lambda a, b: a >= b,
    "<=": lambda a, b: a <= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}


def call(name: str, argument: Expression) -> Expression:
    """Apply a named function, element by element."""
    return Expression("call", (argument,), name, argument.shape)


def indicator(relation: str, left: Expression, right: Expression) -> Expression:
    """Return 1 where the relation holds and 0 elsewhere.

    A number stands on the right, between two variables ``<`` is turned into ``>``: one condition has one form.

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> indicator("<", number(0), symbol("z"))
    np.where(z > 0, 1.0, 0.0)
    """
    a, b = value_of(left), value_of(right)
    if a is not None and b is not None:
        return number(int(_COMPARE[relation](a, b)))
    if left is right:
        return times(number(int(relation in (">=", "<=", "=="))), ones(left.shape))
    if a is not None or (
        b is None and (relation.startswith("<") or (relation in "==!=" and right.key < left.key))
    ):
        relation, left, right = MIRRORED[relation], right, left
    return Expression("indicator", (left, right), relation, shape_of(left, right))


def negation(condition: Expression) -> Expression:
    """Return 1 minus an indicator, as an indicator."""
    if condition.op == "indicator":
        return indicator(NEGATED[condition.data], *condition.args)
    return 1 - condition


def where(condition: Expression, yes: Expression, no: Expression) -> Expression:
    """Choose entry by entry, as ``np.where`` does."""
    shape = shape_of(condition, yes, no)
    if is_zero(condition):
        return times(no, ones(shape))
    if yes is no or condition.op in ("ones", "number"):
        return times(yes, ones(shape))
    return Expression("where", (condition, yes, no), None, shape)


def extremum(op: str, left: Expression, right: Expression) -> Expression:
    """Return the element-wise ``"maximum"`` or ``"minimum"`` of two operands, which may be exchanged."""
    if left is right:
        return left
    a, b = value_of(left), value_of(right)
    if a is not None and b is not None:
        return left if (a > b) == (op == "maximum") else right
    return Expression(
        op, tuple(sorted((left, right), key=lambda node: node.key)), None, shape_of(left, right)
    )


def split_scalar(vector: Expression) -> tuple[Expression, Expression]:
    """Return a scalar and a vector (or a matrix) whose product is `vector`.

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> x, z = symbol("x", ("n",)), symbol("z")
    >>> split_scalar(3 * z * x)
    (3 * z, x)
    """
    if vector.op == "plus":
        content, primitive = primitive_part(vector)
        return number(content), primitive
    if vector.op != "times":
        return number(1), vector
    scalars = [factor for factor in vector.args if not factor.shape]
    rest = [factor for factor in vector.args if factor.shape]
    return times(number(vector.data), *scalars), times(*rest)


def sparse_entries(vector: Expression) -> dict[int, Expression] | None:
    """Return the entries of a combination of unit vectors, however nested, None for any other vector.

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> z = symbol("z")
    >>> entries = sparse_entries(z * (unit(0, (2,)) + 3 * unit(1, (2,))))
    >>> entries[0], entries[1]
    (z, 3 * z)
    """
    terms = [(Fraction(1), vector)]
    if vector.op == "plus":
        terms = list(zip(vector.data, vector.args, strict=True))
    entries: dict[int, Expression] = {}
    for coefficient, term in terms:
        # The usual case is decided here, by the first term.
        if not any(factor.op in ("unit", "plus") for factor in (term, *term.args)):
            return None
        scalar, direction = split_scalar(term)
        inner: dict[int, Expression] | None = {}
        if direction.op == "unit":
            inner = {direction.data: number(1)}
        elif direction.op == "plus":
            inner = sparse_entries(direction)
        if not inner:
            return None
        for position, entry in inner.items():
            # One entry may come in several terms, which stay apart where their scalars have factors in common only.
            part = times(coefficient, scalar, entry)
            entries[position] = plus(entries[position], part) if position in entries else part
    return entries


def hadamard(left: Expression, right: Expression) -> Expression:
    """Multiply two vectors element by element; a unit vector keeps one entry of the other."""
    for vector, other in ((left, right), (right, left)):
        entries = sparse_entries(vector)
        if entries is not None:
            kept = [times(entry, index(other, i), unit(i, vector.shape)) for i, entry in entries.items()]
            return plus(*kept)
    return times(left, right)


def total(vector: Expression) -> Expression:
    """Return the sum of a vector's entries; scalars come out in front."""
    if not vector.shape or is_zero(vector):
        return vector if not vector.shape else number(0)
    scalar, rest = split_scalar(vector)
    entries = sparse_entries(rest)
    if entries is not None:
        return times(scalar, plus(*entries.values()))
    if rest.op == "ones":
        return times(scalar, size(rest.shape[0]))
    if rest.op == "stack":
        return times(scalar, plus(*rest.args))
    return times(scalar, Expression("total", (rest,), None, ()))


def norm(vector: Expression) -> Expression:
    """Return the Euclidean length of a vector."""
    return Expression("norm", (vector,), None, ())


def stack(*entries: Expression) -> Expression:
    """Return the vector with the given scalar entries."""
    return Expression("stack", entries, None, (len(entries),))


def index(vector: Expression, position: int) -> Expression:
    """Return one entry, counted from 0; element-wise operations are entered."""
    if not vector.shape:
        return vector
    if vector.op == "unit":
        return number(int(vector.data == position))
    if vector.op == "stack":
        return vector.args[position]
    if vector.op in ("ones", "zeros"):
        return number(int(vector.op == "ones"))
    if vector.op in _ELEMENTWISE:
        return rebuild(vector, [index(arg, position) for arg in vector.args])
    return Expression("index", (vector,), position, ())


def transpose(matrix: Expression) -> Expression:
    """Transpose a matrix; a double transpose is the matrix itself.

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> X = symbol("X", ("N", "n"))
    >>> transpose(transpose(X)) is X
    True
    """
    if matrix.op == "transpose":
        return matrix.args[0]
    if matrix.op == "diag":
        return matrix
    if matrix.op == "plus":
        return plus(*(times(c, transpose(term)) for c, term in zip(matrix.data, matrix.args, strict=True)))
    scalar, rest = split_scalar(matrix)
    return times(scalar, Expression("transpose", (rest,), None, matrix.shape[::-1]))


def tril(shape: Shape) -> Expression:
    """Return the lower triangular matrix of ones, which takes cumulative sums."""
    return Expression("tril", (), None, shape * 2)


def diag(vector: Expression) -> Expression:
    """Return the diagonal matrix with the given diagonal."""
    return Expression("diag", (vector,), None, vector.shape * 2)


def matvec(matrix: Expression, vector: Expression) -> Expression:
    """Multiply a matrix with a column; scalars come out in front."""
    if is_zero(vector):
        return zeros(matrix.shape[:1])
    if matrix.op == "diag":
        return hadamard(matrix.args[0], vector)
    scalar, rest = split_scalar(vector)
    return times(scalar, Expression("matvec", (matrix, rest), None, product(matrix.shape, rest.shape)))


# How a node is built again from other operands; also the list of operations that have operands.
_ELEMENTWISE: dict[str, Callable[..., Expression]] = {
    "plus": lambda node, *args: plus(*(times(c, arg) for c, arg in zip(node.data, args, strict=True))),
    "times": lambda node, *args: times(number(node.data), *args),
    "power": lambda node, *args: power(*args),
    "call": lambda node, *args: call(node.data, *args),
    "indicator": lambda node, *args: indicator(node.data, *args),
    "where": lambda node, *args: where(*args),
    "maximum": lambda node, *args: extremum("maximum", *args),
    "minimum": lambda node, *args: extremum("minimum", *args),
}
_STRUCTURAL: dict[str, Callable[..., Expression]] = {
    "total": lambda node, *args: total(*args),
    "norm": lambda node, *args: norm(*args),
    "stack": lambda node, *args: stack(*args),
    "index": lambda node, vector: index(vector, node.data),
    "transpose": lambda node, *args: transpose(*args),
    "diag": lambda node, *args: diag(*args),
    "matvec": lambda node, *args: matvec(*args),
}
_BUILD = _ELEMENTWISE | _STRUCTURAL


def rebuild(node: Expression, args: Iterable[Expression]) -> Expression:
    """Apply a node's operation to other operands, in normal form."""
    return _BUILD[node.op](node, *args)


def substitution(values: Mapping[Expression, Expression]) -> Callable[[Expression], Expression]:
    """Return the function that replaces nodes by other formulas of the same shape, in normal form.

    What one call has worked out the next one finds, so substituting in many entries costs no more than in one.

    Parameters
    ----------
    values : mapping of Expression to Expression
        What to put in the place of each node.

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> x, u = symbol("x"), symbol("u")
    >>> substitution({u: x**2})(u * x)
    x ** 3
    """
    done: dict[Expression, Expression] = dict(values)

    def substitute(root: Expression) -> Expression:
        for node in postorder([root], done):
            args = [done[arg] for arg in node.args]
            unchanged = all(new is old for new, old in zip(args, node.args, strict=True))
            done[node] = node if unchanged else rebuild(node, args)
        return done[root]

    return substitute
