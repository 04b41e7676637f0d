"""The forms a Jacobian takes, and their algebra to a normal form.

A Jacobian is a sum of terms. A term is a scalar times a product, in this order, of

- a column c, if the output is a vector that passes through a scalar (or an outer product),
- a row r^T, if it comes out of a reduction,
- a chain of square or rectangular matrices: diag(a), a parameter matrix, its transpose. An empty chain is the identity.

Everything else that a product of Jacobians can contain reduces to these by the paper's rules: diag(a) diag(b) is
diag(a * b), r^T diag(a) is (r * a)^T, diag(a) c is a * c, and r^T c is the scalar sum(r * c). So no identity, no zero
and no unevaluated product of diagonals ever stands in a result, and no n x n matrix is formed for a diagonal.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mcalc_helpers.arithmetic import times
from mcalc_helpers.expression import Expression, number, symbol, unit
from mcalc_helpers.functions import diag, hadamard, matvec, total, transpose
from mcalc_helpers.shapes import Shape
from mcalc_helpers.terms import Term, collect


@dataclass(frozen=True)
class Jacobian:
    """A Jacobian in normal form, numerator layout: rows are outputs, columns are inputs.

    Attributes
    ----------
    output, input : tuple
        The shapes of the two sides, each a scalar or a vector.
    terms : tuple of (Term, Expression)
        Each product with its scalar factor, which is never zero.
    """

    output: Shape
    input: Shape
    terms: tuple[tuple[Term, Expression], ...]

    def __matmul__(self, inner: "Jacobian") -> "Jacobian":
        """Chain rule: the Jacobian of the outer function times that of the inner one."""
        found = [
            (product, times(a, b, extra))
            for left, a in self.terms
            for right, b in inner.terms
            for product, extra in [_product(left, right)]
        ]
        return combine(self.output, inner.input, found)

    def __add__(self, other: "Jacobian") -> "Jacobian":
        """Total derivative: the sum over paths."""
        return combine(self.output, self.input, [*self.terms, *other.terms])

    def scaled(self, factor: Expression) -> "Jacobian":
        """Return the Jacobian times a scalar."""
        return combine(
            self.output, self.input, [(term, times(factor, scalar)) for term, scalar in self.terms]
        )

    @property
    def T(self) -> "Jacobian":
        """The transpose."""
        return combine(self.input, self.output, [(_transposed(term), scalar) for term, scalar in self.terms])

    def map(self, change: Callable[[Expression], Expression]) -> "Jacobian":
        """Apply a substitution to every entry, and bring the result to normal form."""

        def changed(part: Expression | None) -> Expression | None:
            return None if part is None else change(part)

        return combine(
            self.output,
            self.input,
            [
                (Term(changed(t.column), changed(t.row), tuple(change(m) for m in t.chain)), change(scalar))
                for t, scalar in self.terms
            ],
        )

    @property
    def size(self) -> int:
        """How many nodes it takes to write it out."""
        return sum(scalar.size + sum(part.size for part in term.parts) for term, scalar in self.terms)


def combine(output: Shape, input: Shape, terms: Iterable[tuple[Term, Expression]]) -> Jacobian:
    """Return the normal form of a sum of terms.

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> x = symbol("x", ("n",))
    >>> (row(x) @ diagonal(x)).terms[0][0].row
    x ** 2
    """
    return Jacobian(output, input, collect(output, terms))


def zero(output: Shape, input: Shape) -> Jacobian:
    """Return the Jacobian of something that does not depend on the input."""
    return Jacobian(output, input, ())


def scalar(value: Expression) -> Jacobian:
    """Return the derivative of a scalar by a scalar."""
    return combine((), (), [(Term(), value)])


def row(entries: Expression) -> Jacobian:
    """Return the gradient of a scalar by a vector: 1 x n."""
    return combine((), entries.shape, [(Term(row=entries), number(1))])


def column(entries: Expression) -> Jacobian:
    """Return the derivative of a vector by a scalar: m x 1."""
    return combine(entries.shape, (), [(Term(column=entries), number(1))])


def diagonal(entries: Expression) -> Jacobian:
    """Return the Jacobian of an element-wise operation: diag(entries)."""
    return combine(entries.shape, entries.shape, [(Term(chain=(diag(entries),)), number(1))])


def matrix(entries: Expression) -> Jacobian:
    """Return the Jacobian of a linear map."""
    return combine(entries.shape[:1], entries.shape[1:], [(Term(chain=(entries,)), number(1))])


def identity(shape: Shape) -> Jacobian:
    """Return the derivative of a variable by itself: 1, or the identity matrix."""
    return combine(shape, shape, [(Term(), number(1))])


def entry_row(position: int, shape: Shape) -> Jacobian:
    """Return the gradient of one entry of a vector by the vector."""
    return row(unit(position, shape))


def arriving(shape: Shape) -> Jacobian:
    """Return the name of the derivative of a scalar by something: a row, delta^T; by an m x n matrix Delta, n x m."""
    return row(symbol("delta", shape)) if len(shape) == 1 else matrix(symbol("Delta", shape[::-1]))


def _product(left: Term, right: Term) -> tuple[Term, Expression]:
    """Multiply two terms; the second value is a scalar that came out."""
    if right.column is not None:
        carried = right.column
        for link in reversed(left.chain):
            carried = matvec(link, carried)
        if left.row is None:
            return Term(carried, right.row, right.chain), number(1)
        return Term(left.column, right.row, right.chain), total(hadamard(left.row, carried))
    if right.row is not None:
        # A row comes out of a scalar, so what stands left of it is a column or a scalar.
        return Term(left.column, right.row, right.chain), number(1)
    return Term(left.column, left.row, left.chain + right.chain), number(1)


def _transposed(term: Term) -> Term:
    chain = tuple(transpose(link) for link in reversed(term.chain))
    if term.row is None:
        return Term(None, term.column, chain)
    column = term.row
    for link in reversed(chain):
        column = matvec(link, column)
    return Term(column, term.column)
