"""Sums of vectors: what was summed, and how often."""

import numpy as np

from mcalc_helpers.nodes import Node
from mcalc_helpers.quiz.at import At
from mcalc_helpers.quiz.mistakes.mistake import Found, Mistake, Variant

_PAGE = "sum-reduction"
_REDUCTIONS = ("sum", "mean", "dot")


def _reduction(at: At) -> Node | None:
    """Return the sum, mean or dot product in a scalar function; the last one, if there are several."""
    nodes = [n for n in at.case.main.trace.nodes if n.operation and n.operation.name in _REDUCTIONS]
    return nodes[-1] if nodes and at.J.shape[0] == 1 else None


def _length(at: At, node: Node) -> int:
    return at.node(node.operands[0]).size


def _count(at: At) -> Found:
    node = _reduction(at)
    if node is None:
        return None
    by_vector = "With respect to a vector each entry has its own slope."
    by_scalar = "What is the scalar multiplied with in each term?"
    then = by_vector if at.x.ndim else by_scalar
    return [Variant(np.full((1, 1), float(_length(at, node))), {"then": then})]


def _column(at: At) -> Found:
    return at.J.T if _reduction(at) is not None and at.J.shape[1] > 1 else None


def _not_reduced(at: At) -> Found:
    return np.diag(at.J[0]) if _reduction(at) is not None and at.J.shape[1] > 1 else None


def _unsummed(at: At) -> Found:
    """Differentiate what is summed by a scalar, and forget the sum."""
    node = _reduction(at)
    if node is None or at.J.shape[1] > 1:
        return None
    derivatives = at.carried()
    parts = [derivatives[operand] for operand in node.operands if operand in derivatives]
    columns = [part for part in parts if part.shape[0] > 1]
    return [array for part in columns for array in (part, part.T)]


def _mean_factor(at: At) -> Found:
    node = _reduction(at)
    if node is None or node.operation is None:
        return None
    length = _length(at, node)
    return at.J * length if node.operation.name == "mean" else at.J / length


ENTRIES = (
    Mistake(
        "sum/column",
        "a column instead of a row",
        _column,
        "The entries are right, but they stand in a column. A sum is one number: one output, so one row, "
        "with a column for each entry of the vector.",
        f"{_PAGE}#A column of ones",
    ),
    Mistake(
        "sum/count",
        "the number of entries",
        _count,
        "This number counts the entries, as if each of them added a slope of $1$. {then}",
        f"{_PAGE}#Adding up the derivative as well",
    ),
    Mistake(
        "sum/not-reduced",
        "the sum forgotten",
        _not_reduced,
        "This matrix is the derivative of the vector *before* it is summed. The sum adds up the rows, and "
        "one row is left.",
        f"{_PAGE}#Forgetting that there was a sum",
    ),
    Mistake(
        "sum/unsummed",
        "the sum forgotten",
        _unsummed,
        "This is the derivative of each summand by itself, a vector of them. The derivative of a sum is "
        "the sum of the derivatives: one number is left.",
        f"{_PAGE}#Forgetting that there was a sum",
    ),
    Mistake(
        "sum/mean-factor",
        "sum and mean confused",
        _mean_factor,
        "Your answer and the right one differ by a factor of the number of entries. Is it a sum or a mean "
        "that is differentiated?",
        f"{_PAGE}#Sum or mean",
    ),
)
