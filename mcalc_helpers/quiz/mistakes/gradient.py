"""The gradient of a scalar: the numbers are right and their arrangement is not."""

from itertools import permutations

import numpy as np

from mcalc_helpers.quiz.at import At
from mcalc_helpers.quiz.mistakes.mistake import Found, Mistake, Variant

# Beyond this length only the reversed row is looked for: all orders would be too many.
_ALL_ORDERS = 3


def _is_row(at: At) -> bool:
    return bool(at.J.shape[0] == 1 < at.J.shape[1])


def orders(length: int) -> list[list[int]]:
    """Return every wrong order of a few things; of many, only the reversed one.

    Examples
    --------
    >>> orders(2), len(orders(3)), orders(4)
    ([[1, 0]], 5, [[3, 2, 1, 0]])
    """
    right = list(range(length))
    every = permutations(right) if length <= _ALL_ORDERS else [right[::-1]]
    return [list(order) for order in every if list(order) != right]


def _swapped(at: At) -> Found:
    return [at.J[:, order] for order in orders(at.J.shape[1])] if _is_row(at) else None


def _one_only(at: At) -> Found:
    if not _is_row(at):
        return None
    return [Variant(entry.reshape(1, 1), {"place": str(k + 1)}) for k, entry in enumerate(at.J[0])]


ENTRIES = (
    Mistake(
        "gradient/column",
        "a column instead of a row",
        lambda at: at.J.T if _is_row(at) else None,
        "The entries themselves are right. But there is a single output, so they belong side by side in one row: "
        "a column for each input.",
        "partials-and-gradients#A column in place of a row",
    ),
    Mistake(
        "gradient/swapped",
        "the entries in another order",
        _swapped,
        "These are the right partial derivatives in another order. The columns follow the inputs: the "
        "first column belongs to the first input.",
        "partials-and-gradients#The gradient: all partial derivatives in one row",
    ),
    Mistake(
        "gradient/summed",
        "the entries added up",
        lambda at: at.J.sum().reshape(1, 1) if _is_row(at) else None,
        "The partial derivatives are added up in it, which tells what happens when all inputs grow together. The "
        "gradient keeps them apart, one column for each input.",
        "partials-and-gradients#Letting both variables move",
    ),
    Mistake(
        "gradient/norm",
        "the length of the gradient",
        lambda at: np.linalg.norm(at.J).reshape(1, 1) if _is_row(at) else None,
        "It is the length of the gradient: how steep it is in the steepest direction. The gradient itself keeps "
        "one entry for each input.",
        "partials-and-gradients#Which way is up?",
    ),
    Mistake(
        "gradient/one-partial",
        "one partial derivative only",
        _one_only,
        "It is entry number {place} of the gradient alone. The gradient has one entry for *each* input.",
        "partials-and-gradients#The gradient: all partial derivatives in one row",
    ),
)
