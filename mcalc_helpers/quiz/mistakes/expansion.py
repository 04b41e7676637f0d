"""Scalar expansion: a scalar that meets a vector, differentiated by the one or the other."""

import numpy as np

from mcalc_helpers.quiz.at import At
from mcalc_helpers.quiz.evaluate import Array
from mcalc_helpers.quiz.mistakes.elementwise import is_diagonal
from mcalc_helpers.quiz.mistakes.mistake import Found, Mistake

_PAGE = "scalar-expansion"


def _repeated(at: At, like: Array | None = None) -> Found:
    """Return the one number that stands all along the diagonal, repeated in another shape."""
    d = np.diag(at.J) if is_diagonal(at) else np.zeros(0)
    if not d.size or not np.allclose(d, d[0]):
        return None
    repeated: Array = d[0] * (np.ones((1, 1)) if like is None else like)
    return repeated


def _is_by_scalar(at: At) -> bool:
    return at.J.shape[0] > 1 == at.J.shape[1] and not at.x.ndim


def _by_scalar(at: At, wrong: Array) -> Found:
    return wrong if _is_by_scalar(at) else None


ENTRIES = (
    Mistake(
        "expansion/scalar",
        "a single number",
        _repeated,
        "The number is right, but a vector by a vector has a whole matrix of slopes: one row for each output and "
        "one column for each input.",
        f"{_PAGE}#By the vector: a diagonal",
    ),
    Mistake(
        "expansion/column",
        "a column of the same number",
        lambda at: _repeated(at, np.ones((len(at.J), 1))),
        "That would be right if a single number had moved. Here the *vector* moves, and each of its entries is an "
        "input with a column of its own.",
        f"{_PAGE}#By the vector: a diagonal",
    ),
    Mistake(
        "expansion/dense",
        "the whole matrix filled",
        lambda at: _repeated(at, np.ones(at.J.shape)),
        "Every cell is filled, as if each output depended on every entry of the vector. The expanded "
        "scalar is the same for all outputs, but the vector still pairs entry with entry.",
        f"{_PAGE}#By the vector: a diagonal",
    ),
    Mistake(
        "expansion/by-scalar-diagonal",
        "a diagonal where a column is due",
        lambda at: _by_scalar(at, np.diag(at.J[:, 0])),
        "The numbers are right, but they stand on the diagonal of a matrix with several columns. The "
        "scalar is *one* input: how many columns does that make?",
        f"{_PAGE}#By the scalar: a diagonal out of habit",
    ),
    Mistake(
        "expansion/by-scalar-identity",
        "the identity matrix",
        lambda at: _by_scalar(at, np.eye(len(at.J))),
        "It is the identity, a square. A square belongs to as many inputs as outputs; here a single number moves.",
        f"{_PAGE}#By the scalar: a diagonal out of habit",
    ),
    Mistake(
        "expansion/by-scalar-row",
        "a row where a column is due",
        lambda at: _by_scalar(at, at.J.T),
        "The numbers are right, but they lie side by side. Rows are outputs, and there are several of them; "
        "columns are inputs, and how many inputs are there?",
        f"{_PAGE}#By the scalar: a column",
    ),
    Mistake(
        "expansion/by-scalar-sum",
        "the column added up",
        lambda at: _by_scalar(at, at.J.sum().reshape(1, 1)),
        "Your answer adds up the slopes of all outputs. Nothing sums here: the result is a vector, and "
        "each of its entries keeps its own slope.",
        f"{_PAGE}#By the scalar: one number",
    ),
    Mistake(
        "expansion/by-scalar-one",
        "the number 1",
        lambda at: _by_scalar(at, np.ones((1, 1))),
        "A $1$ alone is the slope of one number by one number. Here the scalar moves every entry of a vector at "
        "once.",
        f"{_PAGE}#By the scalar: one number",
    ),
    Mistake(
        "expansion/by-scalar-count",
        "the number of entries",
        lambda at: _by_scalar(at, np.full((1, 1), float(len(at.J)))),
        "This counts the entries. Counting comes in when something sums over them; here the result is "
        "still a vector.",
        f"{_PAGE}#By the scalar: one number",
    ),
)
