"""The Jacobian of several outputs by several inputs: rows, columns and single cells."""

import numpy as np

from mcalc_helpers.quiz.at import At
from mcalc_helpers.quiz.evaluate import Array
from mcalc_helpers.quiz.mistakes.gradient import orders
from mcalc_helpers.quiz.mistakes.mistake import Found, Mistake, Variant


def _is_tall(at: At) -> bool:
    """Tell whether there are several outputs; one output alone is the family of the gradient."""
    return bool(at.J.shape[0] > 1)


def _is_square(at: At) -> bool:
    return bool(at.J.shape[0] == at.J.shape[1] > 1)


def _one_cell(at: At) -> Found:
    """Leave one cell empty; only where each cell is written by hand."""
    if at.case.sizes or not (_is_tall(at) and at.J.shape[1] > 1):
        return None
    found: list[Array | Variant] = []
    for i, j in np.ndindex(at.J.shape):
        wrong = at.J.copy()
        wrong[i, j] = 0.0
        found.append(Variant(wrong, {"row": str(i + 1), "column": str(j + 1)}))
    return found


ENTRIES = (
    Mistake(
        "jacobian/transpose",
        "rows and columns exchanged",
        lambda at: at.J.T if _is_tall(at) else None,
        "This is the transpose of the Jacobian: rows are inputs and columns are outputs here, as in "
        "denominator layout. In this book rows are outputs: the first row is the gradient of the first "
        "output.",
        "jacobian#Rows and columns exchanged",
    ),
    Mistake(
        "jacobian/rows-permuted",
        "the rows in another order",
        lambda at: [at.J[order] for order in orders(at.J.shape[0])] if _is_tall(at) else None,
        "Every row is the gradient of an output, but the rows stand in another order. The first row "
        "belongs to the first output.",
        "jacobian#Stack the gradients",
    ),
    Mistake(
        "jacobian/columns-permuted",
        "the columns in another order",
        lambda at: [at.J[:, order] for order in orders(at.J.shape[1])] if _is_tall(at) else None,
        "The columns stand in another order. The first column says what a push of the *first* input does "
        "to every output.",
        "jacobian#Stack the gradients",
    ),
    Mistake(
        "jacobian/diagonal-only",
        "only the diagonal",
        lambda at: np.diag(np.diag(at.J)) if _is_square(at) else None,
        "Only the diagonal is filled: the first output by the first input, the second by the second. A "
        "zero off the diagonal must be earned, by an output that does not depend on that input.",
        "jacobian#Only the diagonal",
    ),
    Mistake(
        "jacobian/determinant",
        "the determinant",
        lambda at: np.linalg.det(at.J).reshape(1, 1) if _is_square(at) else None,
        "It is the determinant of the Jacobian, which says how areas grow. What is asked for is the matrix itself, "
        "with a cell for each output and input.",
        "jacobian#A determinant for the Jacobian",
    ),
    Mistake(
        "jacobian/one-cell",
        "one cell left zero",
        _one_cell,
        "All cells are right but one, which is zero: look again at row {row}, column {column}. Does output {row} "
        "stand still when input {column} moves?",
        "jacobian#Stack the gradients",
    ),
)
