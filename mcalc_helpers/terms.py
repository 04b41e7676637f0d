"""Sums of matrix products in normal form: the inside of a `mcalc_helpers.forms.Jacobian`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mcalc_helpers.arithmetic import plus, split_number, times
from mcalc_helpers.expression import Expression, is_zero, number, ones
from mcalc_helpers.functions import diag, hadamard, split_scalar, transpose
from mcalc_helpers.shapes import Shape

Terms = tuple[tuple["Term", Expression], ...]


@dataclass(frozen=True)
class Term:
    """A product ``column row^T chain``, each part optional. Its scalar factor is kept beside it."""

    column: Expression | None = None
    row: Expression | None = None
    chain: tuple[Expression, ...] = ()

    @property
    def parts(self) -> list[Expression]:
        """The factors, in order."""
        return [part for part in (self.column, self.row, *self.chain) if part is not None]

    @property
    def key(self) -> tuple[object, ...]:
        """Sort key: diagonals and matrices first, then rows, then outer products; each by its formulas."""
        pattern = (self.column is not None, self.row is not None, len(self.chain))
        return (*pattern, *(part.key for part in self.parts))


def collect(output: Shape, terms: Iterable[tuple[Term, Expression]]) -> Terms:
    """Bring every term to normal form, add like terms, and merge those that differ in one vector only.

    Parameters
    ----------
    output : tuple
        The shape of the output side, which an empty chain leaves open.
    terms : iterable of (Term, Expression)
        Products with their scalar factors.

    Returns
    -------
    tuple of (Term, Expression)
        In canonical order, without zeros.
    """
    scalars: dict[Term, list[Expression]] = {}
    for term, scalar in terms:
        for normal, factor in _normal(term, scalar):
            scalars.setdefault(normal, []).append(factor)
    sums = {term: plus(*factors) for term, factors in scalars.items()}
    sums = {term: scalar for term, scalar in sums.items() if not is_zero(scalar)}
    if len(sums) > 1:
        merged = _merged(output, sums)
        if merged is not None:
            return collect(output, merged)
    return tuple(sorted(sums.items(), key=lambda item: item[0].key))


# --- one term ---------------------------------------------------------------------------------------------------------


def _normal(term: Term, scalar: Expression) -> Iterator[tuple[Term, Expression]]:
    """Yield the normal form of one term, or nothing if it is zero."""
    factors = [scalar]
    row, chain = term.row, list(term.chain)
    while row is not None and row.op == "matvec" and row.args[0].op != "tril":
        # (A v)^T is v^T A^T.
        chain.insert(0, transpose(row.args[0]))
        row = row.args[1]
    links: list[Expression] = []
    for link in chain:
        factor, link = _plain(link)
        factors.append(factor)
        if link.op == "diag" and links and links[-1].op == "diag":
            factor, link = _plain(diag(hadamard(links.pop().args[0], link.args[0])))
            factors.append(factor)
        if link.op == "diag" and row is not None and not links:
            row = hadamard(row, link.args[0])
        elif not (link.op == "diag" and link.args[0].op == "ones"):
            links.append(link)
    ends: list[Expression | None] = []
    for end in (term.column, row):
        if end is not None:
            factor, end = split_scalar(end)
            factors.append(factor)
        ends.append(end)
    product = times(*factors)
    if not any(is_zero(part) for part in (product, *filter(None, ends), *_diagonals(links))):
        yield Term(ends[0], ends[1], tuple(links)), product


def _plain(link: Expression) -> tuple[Expression, Expression]:
    """Return a scalar and a matrix without one."""
    if link.op == "diag":
        scalar, entries = split_scalar(link.args[0])
        return scalar, diag(entries)
    return split_scalar(link)


def _diagonals(links: Iterable[Expression]) -> Iterator[Expression]:
    return (link.args[0] for link in links if link.op == "diag")


# --- several terms ----------------------------------------------------------------------------------------------------


def _slots(output: Shape, term: Term) -> tuple[list[Expression | None], list[Expression]]:
    """Take a term apart into its vectors and its matrices.

    The vectors are the column, then the row or the diagonal in front, then the diagonal after each matrix. A missing
    diagonal is the vector of ones, so that diag(a) A and A differ in one vector only.
    """
    matrices = [link for link in term.chain if link.op != "diag"]
    front = term.row
    if front is None and (term.chain or (output and term.column is None)):
        front = ones(matrices[0].shape[:1] if matrices else output)
    vectors = [term.column, front, *(ones(link.shape[1:]) for link in matrices)]
    position = 1
    for link in term.chain:
        if link.op == "diag":
            vectors[position] = link.args[0]
        else:
            position += 1
    return vectors, matrices


def _assembled(row: bool, vectors: list[Expression | None], matrices: list[Expression]) -> Term:
    column, front, *after = vectors
    links = [diag(front)] if front is not None and not row else []
    for link, entries in zip(matrices, after, strict=True):
        assert entries is not None
        links += [link, diag(entries)]
    return Term(column, front if row else None, tuple(links))


def _merged(output: Shape, sums: dict[Term, Expression]) -> list[tuple[Term, Expression]] | None:
    """Merge the first group of terms that differ in one place only; None if there is none."""
    taken = {term: _slots(output, term) for term in sums}
    places = max(len(vectors) + len(matrices) for vectors, matrices in taken.values())
    for place in range(places):
        groups: dict[object, list[Term]] = {}
        for term, (vectors, matrices) in taken.items():
            pieces = [*vectors, *matrices]
            if place >= len(pieces) or pieces[place] is None:
                continue
            rest = (term.row is None, len(vectors), *pieces[:place], *pieces[place + 1 :])
            # Matrices are added only under a common scalar factor.
            common = split_number(sums[term])[1] if place >= len(vectors) else None
            groups.setdefault((rest, common), []).append(term)
        joined = [group for group in groups.values() if len(group) > 1]
        if joined:
            done = {term for group in joined for term in group}
            left = [(term, scalar) for term, scalar in sums.items() if term not in done]
            return left + [_joined(place, group, taken, sums) for group in joined]
    return None


def _joined(
    place: int,
    group: list[Term],
    taken: dict[Term, tuple[list[Expression | None], list[Expression]]],
    sums: dict[Term, Expression],
) -> tuple[Term, Expression]:
    vectors, matrices = taken[group[0]]
    pieces: list[Expression | None] = [*vectors, *matrices]
    common = number(1) if place < len(vectors) else split_number(sums[group[0]])[1]
    weighted = []
    for term in group:
        piece = [*taken[term][0], *taken[term][1]][place]
        assert piece is not None
        factor = sums[term] if place < len(vectors) else number(split_number(sums[term])[0])
        weighted.append(times(factor, piece))
    pieces[place] = plus(*weighted)
    cut = len(vectors)
    kept = [piece for piece in pieces[cut:] if piece is not None]
    return _assembled(group[0].row is not None, pieces[:cut], kept), common
