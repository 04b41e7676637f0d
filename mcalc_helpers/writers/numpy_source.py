"""A Jacobian as the source of one vectorised NumPy function.

What is used twice is computed once, and no n x n matrix is made for a diagonal: only a Jacobian that is itself a matrix
is returned as one.
"""

from collections.abc import Iterable, Mapping

from mcalc_helpers.arithmetic import plus, times
from mcalc_helpers.expression import Expression, number, postorder, symbol
from mcalc_helpers.forms import Jacobian
from mcalc_helpers.functions import hadamard, matvec, transpose
from mcalc_helpers.shapes import Shape, Size
from mcalc_helpers.terms import Term
from mcalc_helpers.writers.entries import entries
from mcalc_helpers.writers.numpy import ATOM, POWER, PRODUCT, extend, wrapped
from mcalc_helpers.writers.signs import Table

_INDENT = "    "
# What is cheaper to repeat than to name.
_TRIVIAL = frozenset({"number", "symbol", "size", "ones", "zeros", "unit", "tril", "index", "transpose"})


def function_source(
    jacobian: Jacobian,
    parameters: Mapping[str, Shape],
    name: str,
    known: Mapping[Expression, str] | None = None,
    definitions: Mapping[str, Expression] | None = None,
) -> str:
    """Write a function that evaluates a Jacobian.

    Parameters
    ----------
    jacobian : Jacobian
        In terms of the parameters and of `definitions`.
    parameters : mapping of str to shape
        The parameters, in order.
    name : str
        The function's name.
    known : mapping of Expression to str, optional
        Names for values that occur in the Jacobian.
    definitions : mapping of str to Expression, optional
        What the symbols in the Jacobian stand for that are no parameters, in the order of their computation.

    Returns
    -------
    str
        Python source that uses ``np`` and nothing else. The function returns an array of two axes.

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> from mcalc_helpers.forms import row
    >>> print(function_source(row(symbol("x", ("n",)) ** 2), {"x": ("n",)}, "gradient"))
    def gradient(x):
        return (x ** 2)[np.newaxis, :]
    """
    body = _Body(parameters, known or {}, definitions or {})
    result = body.result(jacobian)
    lines = [f"def {name}({', '.join(parameters)}):", *(_INDENT + line for line in body.lines)]
    return "\n".join([*lines, f"{_INDENT}return {result}"])


def size_sources(parameters: Mapping[str, Shape]) -> dict[Size, str]:
    """Say where each size can be read off the parameters."""
    found: dict[Size, str] = {}
    for name, shape in parameters.items():
        for axis, size in enumerate(shape):
            found.setdefault(size, f"{name}.shape[{axis}]" if isinstance(size, str) else str(size))
    return found


class _Body:
    """The lines of the function, and what each formula is called in them."""

    def __init__(
        self,
        parameters: Mapping[str, Shape],
        known: Mapping[Expression, str],
        definitions: Mapping[str, Expression],
    ) -> None:
        self.lines: list[str] = []
        self.sizes = size_sources(parameters)
        self.definitions = list(definitions.values())
        self.known = {**known, **{value: name for name, value in definitions.items()}}
        self.written: Table = {}
        self.taken = {*parameters, *self.known.values(), "np"}

    def result(self, jacobian: Jacobian) -> str:
        output, input = jacobian.output, jacobian.input
        if not jacobian.terms:
            return f"np.zeros(({self._length(output)}, {self._length(input)}))"
        grid = entries(jacobian)
        if grid is not None:
            self._share([entry for line in grid for entry in line])
            rows = ", ".join(f"[{', '.join(self._text(entry) for entry in line)}]" for line in grid)
            return f"np.array([{rows}])"
        if not output or not input:
            vector = _as_vector(jacobian)
            self._share([vector])
            axis = "[:, np.newaxis]" if output else "[np.newaxis, :]"
            return wrapped(self.written[vector], ATOM) + axis
        rows_needed = [(term, _row(term)) for term, _ in jacobian.terms]
        self._share(
            part
            for (term, scalar), (_, row) in zip(jacobian.terms, rows_needed, strict=True)
            for part in (scalar, term.column, *([row] if row is not None else []), *_chain_parts(term, row))
            if part is not None
        )
        pieces = [self._matrix(term, scalar, _row(term), output) for term, scalar in jacobian.terms]
        text = pieces[0]
        for piece in pieces[1:]:
            text += f" - {piece[1:]}" if piece.startswith("-") else f" + {piece}"
        return text

    def _length(self, shape: Shape) -> str:
        return self.sizes[shape[0]] if shape else "1"

    def _text(self, node: Expression, least: int = 0) -> str:
        return wrapped(self.written[node], least)

    def _share(self, roots: Iterable[Expression]) -> None:
        """Write the roots; what is used more than once becomes a line of its own."""
        # Definitions come first, so that the symbols they define are known where they are used.
        roots = [*self.definitions, *roots]
        uses: dict[Expression, int] = dict.fromkeys(roots, 0)
        order = list(postorder(roots))
        for root in roots:
            uses[root] += 1
        for node in order:
            for arg in node.args:
                uses[arg] = uses.get(arg, 0) + 1
        for node in order:
            extend(self.written, [node], self.sizes)
            if (uses[node] > 1 and node.op not in _TRIVIAL) or node in self.known:
                self._assign(node)

    def _assign(self, node: Expression) -> None:
        name = self.known.get(node) or next(
            f"t{k}" for k in range(1, len(self.taken) + 2) if f"t{k}" not in self.taken
        )
        self.taken.add(name)
        self.lines.append(f"{name} = {self.written[node][0]}")
        self.written[node] = self.written[symbol(name, node.shape)] = name, ATOM

    def _matrix(self, term: Term, scalar: Expression, row: Expression | None, output: Shape) -> str:
        """Write one term of a Jacobian that is a matrix."""
        if term.column is not None:
            assert row is not None
            body = f"np.outer({self._text(term.column)}, {self._text(row)})"
        else:
            body = self._chain(term, output)
        if scalar is number(1):
            return body
        if scalar is number(-1):
            return f"-{body}"
        return f"{self._text(scalar, PRODUCT)} * {body}"

    def _chain(self, term: Term, output: Shape) -> str:
        links = list(term.chain)
        if not links:
            return f"np.eye({self._length(output)})"
        if len(links) == 1:
            link = links[0]
            return f"np.diag({self._text(link.args[0])})" if link.op == "diag" else self._text(link, POWER)
        first = links.pop(0) if links[0].op == "diag" else None
        text = self._text(links.pop(0), ATOM)
        for link in links:
            if link.op == "diag":
                text = f"({text} * {self._text(link.args[0], POWER)})"
            else:
                text = f"{text} @ {self._text(link, ATOM)}"
        return text if first is None else f"{self._text(first.args[0], ATOM)}[:, np.newaxis] * ({text})"


def _row(term: Term) -> Expression | None:
    """Return the row of a term with its chain multiplied in, as a vector."""
    row = term.row
    if row is not None:
        for link in term.chain:
            row = hadamard(row, link.args[0]) if link.op == "diag" else matvec(transpose(link), row)
    return row


def _chain_parts(term: Term, row: Expression | None) -> list[Expression]:
    if row is not None:
        return []
    return [link.args[0] if link.op == "diag" else link for link in term.chain]


def _as_vector(jacobian: Jacobian) -> Expression:
    """Return the entries of a row or a column as one vector."""
    parts = []
    for term, scalar in jacobian.terms:
        vector = _row(term) if jacobian.input else term.column
        assert vector is not None
        parts.append(times(scalar, vector))
    return plus(*parts)
