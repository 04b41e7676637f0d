"""The typical wrong answers to a question, with those that cannot be told apart merged."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mcalc_helpers.quiz.asks import ASKS
from mcalc_helpers.quiz.at import At
from mcalc_helpers.quiz.case import Case
from mcalc_helpers.quiz.evaluate import Array
from mcalc_helpers.quiz.mistakes import chosen
from mcalc_helpers.quiz.mistakes.mistake import Mistake, Variant
from mcalc_helpers.quiz.points import best_first, pool

_CLOSE = 1e-9


@dataclass(frozen=True)
class Candidate:
    """One wrong answer.

    Attributes
    ----------
    mistakes : tuple of Mistake
        What leads to it; several, if they cannot be told apart here.
    values : tuple of numpy.ndarray
        Its value at each point; NaN or infinite where it has none.
    says : str
        What to say to someone who gives it.
    """

    mistakes: tuple[Mistake, ...]
    values: tuple[Array, ...]
    says: str

    @property
    def name(self) -> str:
        """The names of its mistakes."""
        return "|".join(mistake.name for mistake in self.mistakes)

    @property
    def title(self) -> str:
        """The titles of its mistakes."""
        return ", or ".join(mistake.title for mistake in self.mistakes)


@dataclass(frozen=True)
class Compared:
    """A question's points, with the right answer and the wrong ones.

    Attributes
    ----------
    points : tuple of At
        The points; the first few tell as many answers apart as possible.
    candidates : tuple of Candidate
        The wrong answers.
    coinciding : tuple of str
        What was left out or merged, in words.
    """

    points: tuple[At, ...]
    candidates: tuple[Candidate, ...]
    coinciding: tuple[str, ...]


def looked_for(case: Case, at: At) -> tuple[str, ...]:
    """Return the families and entries of mistakes to look for: the question's own, or the usual ones.

    Examples
    --------
    >>> from mcalc_helpers.quiz.question import Question
    >>> case = Case(Question("a-1", "$x^2$?", "derivative", lambda x: x**2))
    >>> looked_for(case, At(case, {"x": 3}))
    ('partial',)
    """
    if case.question.mistakes is not None:
        return case.question.mistakes
    usual = ASKS[case.question.asks].families
    if usual:
        return usual
    rows, columns = at.right.shape
    if rows > 1:
        return ("jacobian",)
    return ("gradient",) if columns > 1 else ("partial",)


def compare(case: Case) -> Compared:
    """Compute the wrong answers to a question, and choose the points that tell them from the right one and each other.

    Raises
    ------
    QuestionError
        If a mistake that the question names singly cannot be made, or leads to the right answer.
    """
    points = pool(case)
    names = looked_for(case, points[0])
    made = _made(case, points, chosen(names))
    answers = [lambda k: points[k].right, *(lambda k, c=c: c.values[k] for c in made)]
    order = best_first(len(points), answers)
    kept = tuple(points[k] for k in order)
    right = tuple(at.right for at in kept)
    made = [Candidate(c.mistakes, tuple(c.values[k] for k in order), c.says) for c in made]
    coinciding = [f"{c.name} gives the right answer here" for c in made if _is_right(case, c.values, right)]
    made = [c for c in made if not _is_right(case, c.values, right)]
    for name in names:
        if "/" in name and not any(c.name == name for c in made):
            raise case.error(
                "mistakes", f"{name!r} cannot be made here: it gives no answer, or the right one"
            )
    merged, doubles = _merged(made)
    return Compared(kept, tuple(merged), tuple(coinciding + doubles))


def _made(case: Case, points: Sequence[At], mistakes: Sequence[Mistake]) -> list[Candidate]:
    found = []
    for mistake in mistakes:
        with np.errstate(all="ignore"):
            variants = [mistake.variants(at) for at in points]
        if len({len(several) for several in variants}) > 1:
            raise case.error("mistakes", f"{mistake.name!r} can be made at some points only")
        for several in zip(*variants, strict=True):
            values = tuple(np.asarray(variant.value, dtype=float) for variant in several)
            if all(value.ndim == 2 for value in values) and all(np.isfinite(v).any() for v in values):
                found.append(Candidate((mistake,), values, _worded(mistake, several[0])))
    return found


def _worded(mistake: Mistake, variant: Variant) -> str:
    says = mistake.says
    for blank, word in variant.words.items():
        says = says.replace(f"{{{blank}}}", word)
    return says


def _same(a: Sequence[Array], b: Sequence[Array]) -> bool:
    return all(
        x.shape == y.shape and np.allclose(x, y, rtol=_CLOSE, atol=1e-12, equal_nan=True)
        for x, y in zip(a, b, strict=True)
    )


def _is_right(case: Case, values: Sequence[Array], right: Sequence[Array]) -> bool:
    """Tell whether values are the right answer. In NumPy code a vector is neither a row nor a column."""
    if case.question.asks == "code" and 1 in right[0].shape and 1 in values[0].shape:
        values, right = [value.ravel() for value in values], [value.ravel() for value in right]
    return _same(values, right)


def _merged(candidates: Sequence[Candidate]) -> tuple[list[Candidate], list[str]]:
    """Merge candidates with the same values, so that no mistake is named where it may have been another."""
    groups: list[list[Candidate]] = []
    for candidate in candidates:
        for group in groups:
            if _same(group[0].values, candidate.values):
                group.append(candidate)
                break
        else:
            groups.append([candidate])
    found, doubles = [], []
    for group in groups:
        mistakes = tuple(dict.fromkeys(mistake for candidate in group for mistake in candidate.mistakes))
        if len(mistakes) == 1:
            found.append(group[0])
            continue
        doubles.append(" and ".join(mistake.name for mistake in mistakes) + " give the same answer here")
        each = dict.fromkeys(candidate.says for candidate in group)
        says = "There is more than one way to this answer.\n\n" + "\n".join(f"- {text}" for text in each)
        found.append(Candidate(mistakes, group[0].values, says))
    return found, doubles
