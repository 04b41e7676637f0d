"""The loss of a neuron, a mean of squared errors, by its weights."""

from collections.abc import Callable

import numpy as np

from mcalc_helpers.quiz.at import At
from mcalc_helpers.quiz.evaluate import Array
from mcalc_helpers.quiz.mistakes.mistake import Found, Mistake
from mcalc_helpers.quiz.mistakes.samples import Samples, samples

_PAGE = "loss-gradient"


def _by_weights(wrong: Callable[[At, Samples], Found]) -> Callable[[At], Found]:
    """Apply to the gradient by the weights only."""

    def of(at: At) -> Found:
        found = samples(at)
        return wrong(at, found) if found is not None and at.case.parameter == "w" else None

    return of


def _by_any(wrong: Callable[[At, Samples], Found]) -> Callable[[At], Found]:
    """Apply to the gradient by the weights and by the bias."""

    def of(at: At) -> Found:
        found = samples(at)
        return None if found is None else wrong(at, found)

    return of


def _gradient(s: Samples, factors: Array, bias: bool) -> Array:
    """Return (2/N) times the sum of the inputs, or of ones for the bias, weighted by factors."""
    inputs = np.ones((s.count, 1)) if bias else s.X
    return (2 / s.count * factors @ inputs).reshape(1, -1)


def _mask_missing(at: At, s: Samples) -> list[Array] | None:
    if not s.has_hinge:
        return None
    bias = at.case.parameter == "b"
    return [_gradient(s, s.z - s.y, bias), _gradient(s, np.maximum(0, s.z) - s.y, bias)]


def _mask_inverted(at: At, s: Samples) -> Found:
    inverted = (1 - s.mask) * (s.z - s.y)
    return _gradient(s, inverted, at.case.parameter == "b") if s.has_hinge else None


def _active_count(at: At, s: Samples) -> Found:
    return at.J * s.count / max(s.mask.sum(), 1.0) if s.has_hinge and s.count > 1 else None


def _one_sample(at: At, s: Samples) -> Found:
    if s.count == 1:
        return None
    bias = at.case.parameter == "b"
    inputs = np.ones((s.count, 1)) if bias else s.X
    single = [(2 * s.error[i] * inputs[i]).reshape(1, -1) for i in range(s.count)]
    return [*single, *(part / s.count for part in single)]


def _not_summed(at: At, s: Samples) -> Found:
    return 2 / s.count * s.error[:, None] * s.X if s.count > 1 else None


def _and_mask_missing(name: str, title: str, factor: Callable[[Samples], float], says: str) -> Mistake:
    """Return a mistake that comes together with counting in the inactive samples.

    Each of the two alone is recognised by its own entry, but an answer with both of them by neither.
    """

    def wrong(at: At, s: Samples) -> Found:
        missing = _mask_missing(at, s)
        return None if missing is None else [factor(s) * value for value in missing]

    return Mistake(
        f"loss/mask-missing-and-{name}",
        f"the inactive samples are counted in, and {title}",
        _by_any(wrong),
        "Two things at once. Every sample takes part in your sum, and a sample whose affine value is negative "
        f"should drop out. {says}",
        f"{_PAGE}#The condition outside the sum",
    )


ENTRIES = (
    Mistake(
        "loss/sign",
        "the sign of the error",
        _by_any(lambda at, s: -at.J),
        "The sign is the other way round. In the loss the output is subtracted from the target, and the chain rule "
        "brings that minus out. Does your error say target minus output, or output minus target?",
        f"{_PAGE}#The sign of the error",
    ),
    Mistake(
        "loss/two-missing",
        "the factor 2 missing",
        _by_weights(lambda at, s: at.J / 2),
        "Your answer is too small by one and the same factor in every entry. What does the square of an error "
        "leave in front when it is differentiated?",
        f"{_PAGE}#Which factor in front",
    ),
    Mistake(
        "loss/mean-missing",
        "the division by N missing",
        _by_any(lambda at, s: at.J * s.count if s.count > 1 else None),
        "The loss is a *mean* over all samples. The division by their number stays in front of the "
        "derivative.",
        f"{_PAGE}#Which factor in front",
    ),
    Mistake(
        "loss/mean-inverted",
        "the factor upside down",
        _by_any(lambda at, s: at.J * s.count**2 / 4 if s.count > 1 else None),
        "The factor in front is upside down: what divides and what multiplies are exchanged. Where does "
        "the $2$ come from, and where the number of samples?",
        f"{_PAGE}#Which factor in front",
    ),
    Mistake(
        "loss/active-count",
        "divided by the number of active samples",
        _by_any(_active_count),
        "Your answer averages over the active samples only. The mean in the loss runs over *all* $N$; an "
        "inactive sample contributes zero, but it is still counted.",
        f"{_PAGE}#Which factor in front",
    ),
    Mistake(
        "loss/column",
        "a column instead of a row",
        _by_weights(lambda at, s: at.J.T if at.J.shape[1] > 1 else None),
        "The entries are right, but they stand in a column. The loss is one number, so its gradient is a "
        "row. (In the update of the weights it is transposed.)",
        f"{_PAGE}#With respect to the weights",
    ),
    Mistake(
        "loss/mask-missing",
        "the inactive samples are counted in",
        _by_any(_mask_missing),
        "Every sample takes part in your sum. A sample whose affine value is negative has an activation "
        "that does not move, and drops out; that must be asked for *each* sample, inside the sum.",
        f"{_PAGE}#The condition outside the sum",
    ),
    Mistake(
        "loss/input-missing",
        "the inputs missing",
        _by_weights(lambda at, s: _gradient(s, s.error, bias=True)),
        "This adds up the errors alone. A weight acts on the output through *its input*, so each sample's "
        "error comes with that sample's input as a factor.",
        f"{_PAGE}#The inputs forgotten, or the sum",
    ),
    Mistake(
        "loss/not-summed",
        "the samples not added up",
        _by_weights(_not_summed),
        "There is one row for each sample. The loss is a mean over the samples, so their contributions are "
        "added up, and one row is left.",
        f"{_PAGE}#The inputs forgotten, or the sum",
    ),
    Mistake(
        "loss/one-sample",
        "one sample only",
        _by_any(_one_sample),
        "This is what a single sample contributes. The gradient of the mean collects the contributions of "
        "all of them.",
        f"{_PAGE}#The inputs forgotten, or the sum",
    ),
    Mistake(
        "loss/mask-inverted",
        "active and inactive exchanged",
        _by_any(_mask_inverted),
        "The inactive samples are counted here, and the active ones are left out. A sample counts where "
        "its affine value is *positive*.",
        f"{_PAGE}#The condition outside the sum",
    ),
    _and_mask_missing(
        "sign",
        "the sign of the error",
        lambda s: -1,
        "And the sign is the other way round: does your error say target minus output, or output minus target?",
    ),
    _and_mask_missing(
        "two-missing",
        "the factor 2 missing",
        lambda s: 1 / 2,
        "And the factor in front is too small: what does a square leave when it is differentiated?",
    ),
    _and_mask_missing(
        "mean-missing",
        "the division by N missing",
        lambda s: s.count,
        "And the factor in front is too large: the loss is a *mean* over all samples.",
    ),
)
