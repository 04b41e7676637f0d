"""Where a question's answers are compared: points that keep the right answer and the typical wrong ones apart.

The points are drawn at random, seeded by the question's id, so that a lucky answer is not right at all of them. No
entry is close to 0, 1 or 2 in size, entries differ, and no kink is near. Then those are put first that tell most
answers apart.
"""

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from mcalc_helpers.quiz.at import At
from mcalc_helpers.quiz.case import LEARNING_RATE, Case
from mcalc_helpers.quiz.evaluate import Array, lengths

COUNT = 12
DECIDE = 3

# How many points are tried, and how many usable ones the best are chosen from.
_TRIED = 400
_POOL = 36
_DIGITS = 3
_CLEAR_OF = (0.0, 1.0, 2.0)
_CLEARANCE = 0.07
_KINK = 0.05
_LARGEST = 1e6
_KINKS = frozenset({"maximum", "minimum", "absolute", "greater", "greater_equal", "less", "less_equal"})


def seeded(identity: str) -> np.random.Generator:
    """Return the random numbers that belong to a question."""
    return np.random.default_rng(zlib.crc32(identity.encode()))


def pool(case: Case) -> list[At]:
    """Return usable points: the function and its derivative are finite there, and no kink is near.

    Raises
    ------
    QuestionError
        If there are too few.
    """
    if case.question.at is not None:
        return [_with_names_of_its_own(case, case.question.at, seeded(case.question.id))]
    found = [at for at in _drawn(case) if _is_usable(at)][:_POOL]
    if len(found) < COUNT:
        raise case.error(
            "function", f"it is finite at {len(found)} of {_TRIED} random points only, and {COUNT} are needed"
        )
    return found


def _drawn(case: Case) -> Iterator[At]:
    """Yield points of both signs and positive ones in turn, for functions that are defined there only."""
    generator = seeded(case.question.id)
    for number in range(_TRIED):
        lowest = -2.6 if number % 2 == 0 else 0.2
        point = {
            name: _entries(generator, lowest, lengths(shape, case.sizes))
            for name, shape in case.shapes.items()
        }
        if case.question.asks == "update":
            point[LEARNING_RATE] = _entries(generator, 0.2, ())
        yield _with_names_of_its_own(case, point, generator)


def _with_names_of_its_own(case: Case, point: Mapping[str, Any], generator: np.random.Generator) -> At:
    """Return a point at which intermediate variables have values of their own: an answer that names one differs."""
    found = dict(point)
    for variable in At(case, point).inner:
        shape = lengths(variable.node.dimensions, case.sizes)
        found.setdefault(variable.name, _entries(generator, 0.2, shape))
    return At(case, found)


def _entries(generator: np.random.Generator, lowest: float, shape: tuple[int, ...]) -> Array:
    """Draw numbers that are clear of 0, 1 and 2 and of each other."""
    found: list[float] = []
    apart = _CLEARANCE / max(1.0, np.prod(shape) / 6)
    while len(found) < np.prod(shape):
        entry = round(float(generator.uniform(lowest, 2.6)), _DIGITS)
        avoided = [abs(abs(entry) - special) for special in _CLEAR_OF]
        if min(avoided) > _CLEARANCE and all(abs(entry - other) > apart for other in found):
            found.append(entry)
    return np.array(found).reshape(shape)


def _is_usable(at: At) -> bool:
    values = (at.value, at.right)
    return all(np.isfinite(v).all() and np.abs(v).max() < _LARGEST for v in values) and not is_near_kink(at)


def is_near_kink(at: At) -> bool:
    """Tell whether an operation with a kink or a jump is near it."""
    for node in at.case.main.trace.nodes:
        if node.operation is None or node.operation.name not in _KINKS:
            continue
        left, *right = (at.node(operand) for operand in node.operands)
        if np.abs(left - (right[0] if right else 0.0)).min() < _KINK:
            return True
    return False


# --- order ------------------------------------------------------------------------------------------------------------


def best_first(count: int, answers: Sequence[Callable[[int], Array]]) -> list[int]:
    """Put first the points that tell most answers apart.

    Parameters
    ----------
    count : int
        The number of points.
    answers : sequence of callable
        From a point's number to an answer's value there.

    Returns
    -------
    list of int
        The numbers of the points, at most `COUNT`: first the one that tells most pairs of answers apart, then the one
        that does for most of the pairs left, and so on.

    Examples
    --------
    >>> right, wrong = np.array([0.0, 4.0, 1.0]), np.array([0.0, 1.0, 1.0])
    >>> best_first(3, [lambda k: right[k : k + 1], lambda k: wrong[k : k + 1]])
    [1, 0, 2]
    """
    labels = [[_label(answer(k)) for answer in answers] for k in range(count)]
    together = set(combinations(range(len(answers)), 2))
    left = list(range(count))
    chosen: list[int] = []
    while left and len(chosen) < COUNT:
        apart = [
            {pair for pair in together if row[pair[0]] != row[pair[1]]} for row in (labels[k] for k in left)
        ]
        best = max(range(len(left)), key=lambda i: len(apart[i]))
        together -= apart[best]
        chosen.append(left.pop(best))
    return chosen


def _label(value: Array) -> tuple[tuple[int, ...], bytes]:
    rounded = np.array([float(f"{entry:.8g}") for entry in value.ravel()]) + 0.0  # -0 is 0
    return value.shape, rounded.tobytes()
