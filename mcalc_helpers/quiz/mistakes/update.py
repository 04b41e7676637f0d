"""One step of gradient descent."""

import numpy as np

from mcalc_helpers.quiz.at import At
from mcalc_helpers.quiz.case import LEARNING_RATE
from mcalc_helpers.quiz.mistakes.mistake import Found, Mistake

_PAGE = "loss-gradient"


def _is_update(at: At) -> bool:
    return at.case.question.asks == "update"


def _square(at: At) -> Found:
    """Subtract a row from a column as NumPy does it: both are stretched to a square."""
    if not _is_update(at) or at.x.ndim != 1 or at.J.shape[0] != 1:
        return None
    return np.asarray(at.x.reshape(-1, 1) - at[LEARNING_RATE] * at.J)


ENTRIES = (
    Mistake(
        "update/sign",
        "a step up the hill",
        lambda at: 2 * at.column(at.x) - at.right if _is_update(at) else None,
        "This step goes *up* the hill: the gradient points to where the loss grows fastest. To make the "
        "loss smaller, go the other way.",
        f"{_PAGE}#Turning the knobs",
    ),
    Mistake(
        "update/rate-missing",
        "the learning rate missing",
        lambda at: at.column(at.x) - at.J.T if _is_update(at) else None,
        "The direction is right; the step has the full length of the gradient. The learning rate $\\eta$ "
        "decides how far to go.",
        f"{_PAGE}#How fast to go",
    ),
    Mistake(
        "update/half",
        "half a step",
        lambda at: (at.column(at.x) + at.right) / 2 if _is_update(at) else None,
        "The direction is right, and the step is half as long as it should be. Does the gradient lack a factor that "
        "a square leaves behind?",
        f"{_PAGE}#Which factor in front",
    ),
    Mistake(
        "update/square",
        "a row subtracted from a column",
        _square,
        "A row was subtracted from a column, and NumPy stretched both to a square, without a word. The "
        "parameter is a column and the gradient a row: something must be transposed first.",
        f"{_PAGE}#A row subtracted from a column",
    ),
)
