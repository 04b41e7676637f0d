"""The loss of a neuron by its bias, where the formula for the weights does not fit."""

import numpy as np

from mcalc_helpers.quiz.at import At
from mcalc_helpers.quiz.mistakes.mistake import Found, Mistake
from mcalc_helpers.quiz.mistakes.samples import Samples, samples

_PAGE = "loss-gradient"


def _samples(at: At) -> Samples | None:
    return samples(at) if at.case.parameter == "b" else None


def _as_weights(at: At) -> Found:
    s = _samples(at)
    return None if s is None else (2 / s.count * s.error @ s.X).reshape(1, -1)


def _not_summed(at: At) -> Found:
    s = _samples(at)
    if s is None or s.count == 1:
        return None
    each = 2 / s.count * s.error
    return [each.reshape(-1, 1), each.reshape(1, -1)]


def _half(at: At) -> Found:
    return None if _samples(at) is None else np.asarray(at.J / 2)


ENTRIES = (
    Mistake(
        "loss/bias-as-weights",
        "the formula of the weights",
        _as_weights,
        "This is the gradient with respect to the *weights*. The bias is multiplied by no input: what is "
        "the slope of the affine value by the bias?",
        f"{_PAGE}#With respect to the bias",
    ),
    Mistake(
        "loss/bias-not-summed",
        "the samples not added up",
        _not_summed,
        "There is one entry for each sample. There is a single bias, and it acts on all samples: their "
        "contributions are added up.",
        f"{_PAGE}#With respect to the bias",
    ),
    Mistake(
        "loss/bias-half",
        "the factor 2 missing",
        _half,
        "This is the mean of the errors, those of silent samples taken as $0$. What does the square of an error "
        "leave in front when it is differentiated?",
        f"{_PAGE}#Which factor in front",
    ),
)
