"""Shapes with symbolic sizes: what an operation accepts, and the error that explains what it does not.

A size is a positive integer or a name such as ``"n"``; a shape is a tuple of sizes: ``()`` is a scalar, ``("n",)`` a
vector (a column), ``("N", "n")`` a matrix. Two sizes agree only when they are equal: a name stands for one unknown
length, and nothing is stretched to fit. NumPy's silent broadcasting between shapes is refused on purpose.
"""

from collections.abc import Callable, Sequence

Size = int | str
Shape = tuple[Size, ...]
Law = Callable[..., Shape]

KINDS = ("scalar", "vector", "matrix")


class TraceError(TypeError):
    """A function that cannot be traced: says which operation, on which operands, and what to write instead."""


def kind(shape: Shape) -> str:
    """Return ``"scalar"``, ``"vector"`` or ``"matrix"``.

    Examples
    --------
    >>> kind(("N", "n"))
    'matrix'
    """
    return KINDS[len(shape)]


def show(shape: Shape) -> str:
    """Return a shape as NumPy would print it, sizes by name.

    Examples
    --------
    >>> show(("n",)), show(("N", 3))
    ('(n,)', '(N, 3)')
    """
    return f"({shape[0]},)" if len(shape) == 1 else f"({', '.join(map(str, shape))})"


def read(name: str, given: object) -> Shape:
    """Check a shape that a caller wrote, and return it as a tuple.

    Parameters
    ----------
    name : str
        The parameter it belongs to, for the error message.
    given : object
        ``()``, ``"n"``, ``3``, ``("n",)`` or ``("N", "n")``.

    Raises
    ------
    TraceError
        If it is no scalar, vector or matrix shape.

    Examples
    --------
    >>> read("x", "n"), read("X", ["N", 2])
    (('n',), ('N', 2))
    """
    sizes = (given,) if isinstance(given, (int, str)) else given
    if not isinstance(sizes, (tuple, list)) or len(sizes) >= len(KINDS):
        raise TraceError(
            f"the shape of {name} is {given!r}; write () for a scalar, ('n',) for a vector or ('m', 'n') for a matrix"
        )
    for size in sizes:
        named = isinstance(size, str) and size.isidentifier()
        counted = isinstance(size, int) and not isinstance(size, bool) and size > 0
        if not (named or counted):
            raise TraceError(
                f"the shape of {name} has the size {size!r}; a size is a name such as 'n', or 1, 2, 3, ..."
            )
    return tuple(sizes)


class Mismatch(Exception):
    """Raised by a shape law; the tracer turns it into a `TraceError` that names the operands."""


_SAY_SHAPE = "If a parameter is meant to be a vector, say so: shapes={'x': ('n',)}."


def elementwise(*shapes: Shape) -> Shape:
    """Shape law of an element-wise operation: equal lengths, or scalars that are expanded.

    Examples
    --------
    >>> elementwise(("n",), ())
    ('n',)
    """
    if any(len(shape) == 2 for shape in shapes):
        raise Mismatch(
            "Element-wise operations on whole matrices are not traced; multiply the matrix with a vector first, "
            "for example 2 * (X @ w) instead of (2 * X) @ w, or write it for one row of the matrix, a vector."
        )
    vectors = {shape for shape in shapes if shape}
    if len(vectors) > 1:
        raise Mismatch(
            "An element-wise operation needs vectors of the same length, or a scalar, which is expanded. "
            "If the lengths are equal, give them the same size in `shapes`."
        )
    return vectors.pop() if vectors else ()


def product(left: Shape, right: Shape) -> Shape:
    """Shape law of ``@`` and ``np.dot``: the inner sizes agree and vanish.

    Examples
    --------
    >>> product(("N", "n"), ("n",)), product(("n",), ("n",))
    (('N',), ())
    """
    if not left or not right:
        raise Mismatch(
            f"A matrix or dot product needs vectors or matrices; multiply by a scalar with *. {_SAY_SHAPE}"
        )
    if len(left) == 2 and len(right) == 2:
        raise Mismatch(
            "A product of two matrices is not traced; apply them one by one: A @ (B @ x), not (A @ B) @ x."
        )
    if left[-1] != right[0]:
        raise Mismatch(
            f"The last size of the first, {left[-1]}, must equal the first size of the second, {right[0]}. "
            "Try the transpose of the matrix (A.T @ x), or the other order (x @ A)."
        )
    return left[:-1] + right[1:]


def reduction(shape: Shape) -> Shape:
    """Shape law of a sum over a whole vector.

    Examples
    --------
    >>> reduction(("n",))
    ()
    """
    if len(shape) != 1:
        raise Mismatch(f"It reduces a vector to a scalar, and this is a {kind(shape)}. {_to_vector(shape)}")
    return ()


def same_vector(shape: Shape) -> Shape:
    """Shape law of an operation from a vector to a vector of the same length.

    Examples
    --------
    >>> same_vector(("n",))
    ('n',)
    """
    if len(shape) != 1:
        raise Mismatch(f"It needs a vector, and this is a {kind(shape)}. {_to_vector(shape)}")
    return shape


def _to_vector(shape: Shape) -> str:
    """Say how to come to a vector from what is none."""
    return "Multiply the matrix with a vector first." if shape else _SAY_SHAPE


def transposed(shape: Shape) -> Shape:
    """Shape law of a transpose; of a vector none is ever traced, for NumPy returns the vector itself.

    Examples
    --------
    >>> transposed(("N", "n"))
    ('n', 'N')
    """
    return shape[::-1]


def stacked(*shapes: Shape) -> Shape:
    """Shape law of a vector written out entry by entry.

    Examples
    --------
    >>> stacked((), (), ())
    (3,)
    """
    if any(shapes):
        raise Mismatch("Only scalars can be stacked into a vector.")
    return (len(shapes),)


def complaint(operation: str, operands: Sequence[tuple[str, Shape]], advice: str) -> TraceError:
    """Build the error for an operation on operands that do not fit.

    Examples
    --------
    >>> print(complaint("+", [("x", ("n",)), ("y", ("m",))], "Use equal lengths."))
    + cannot be applied to these operands:
        x has shape (n,)
        y has shape (m,)
    Use equal lengths.
    """
    lines = [f"    {text} has shape {show(shape)}" for text, shape in operands]
    return TraceError("\n".join([f"{operation} cannot be applied to these operands:", *lines, advice]))
