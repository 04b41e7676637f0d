"""The entries of a small Jacobian, where each is known as a formula of its own."""

from mcalc_helpers.arithmetic import plus, times
from mcalc_helpers.expression import Expression, number, zeros
from mcalc_helpers.forms import Jacobian
from mcalc_helpers.functions import sparse_entries
from mcalc_helpers.shapes import Shape
from mcalc_helpers.terms import Term

# Up to this length a Jacobian is written out entry by entry.
LONGEST = 6


def entries(jacobian: Jacobian) -> list[list[Expression]] | None:
    """Return the entries row by row; None where the Jacobian has a closed form but no separate entries.

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> from mcalc_helpers.forms import entry_row, row
    >>> entries(entry_row(1, (2,)).scaled(symbol("z")))
    [[0, z]]
    >>> entries(row(symbol("x", (2,)))) is None
    True
    """
    lines = rows(jacobian)
    if lines is None:
        return None
    grid = [_line(line) for line in lines]
    known = [line for line in grid if line is not None]
    return known if len(known) == len(grid) else None


def rows(jacobian: Jacobian) -> list[Jacobian] | None:
    """Return the gradient of each output; None where the outputs are not known one by one."""
    if not _short(jacobian.output):
        return None
    found: dict[int, list[tuple[Term, Expression]]] = {}
    for term, scalar in jacobian.terms:
        heads = (
            {0: number(1)} if not jacobian.output else sparse_entries(term.column) if term.column else None
        )
        if heads is None:
            return None
        for i, entry in heads.items():
            found.setdefault(i, []).append((Term(None, term.row, term.chain), times(entry, scalar)))
    return [Jacobian((), jacobian.input, tuple(found.get(i, ()))) for i in range(_length(jacobian.output))]


def _length(shape: Shape) -> int:
    return int(shape[0]) if shape else 1


def _short(shape: Shape) -> bool:
    return not shape or (isinstance(shape[0], int) and shape[0] <= LONGEST)


def _line(gradient: Jacobian) -> list[Expression] | None:
    if not _short(gradient.input):
        return None
    line = [zeros(())] * _length(gradient.input)
    for term, scalar in gradient.terms:
        heads = {0: number(1)} if not gradient.input else sparse_entries(term.row) if term.row else None
        if heads is None or term.chain:
            return None
        for j, entry in heads.items():
            line[j] = plus(line[j], times(scalar, entry))
    return line
