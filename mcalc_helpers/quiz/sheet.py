"""From a question to its sheet: everything that is needed to show it and to judge answers, as one JSON object.

The page and the notebook judge by the same script from the same sheet, so they cannot disagree. A sheet depends on the
question alone: numbers are rounded to 12 significant digits, and the points are seeded by the question's id.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from mcalc_helpers.quiz.asks import ASKS, Answered
from mcalc_helpers.quiz.at import At
from mcalc_helpers.quiz.candidates import Candidate, Compared, compare, looked_for
from mcalc_helpers.quiz.case import LEARNING_RATE, Case
from mcalc_helpers.quiz.chosen import choice, order, rule, slip
from mcalc_helpers.quiz.evaluate import Array, lengths
from mcalc_helpers.quiz.pages import link
from mcalc_helpers.quiz.points import is_near_kink
from mcalc_helpers.quiz.question import Question
from mcalc_helpers.quiz.sizes import sizes
from mcalc_helpers.quiz.solution import worked

Sheet = dict[str, Any]

_DIGITS = 12
_LEFT_IN = "chain/intermediate-left-in"


@dataclass(frozen=True)
class Built:
    """A question made ready.

    Attributes
    ----------
    question : Question
        The question.
    case : Case or None
        Its function, differentiated; None if it has none.
    compared : Compared or None
        Its points and wrong answers; None if it asks for no mathematics.
    sheet : dict
        What the judge and the page need, as JSON has it.
    report : tuple of str
        Which wrong answers were left out or merged, since they cannot be told apart here.
    """

    question: Question
    case: Case | None
    compared: Compared | None
    sheet: Sheet
    report: tuple[str, ...]


@lru_cache(maxsize=256)
def build(question: Question) -> Built:
    """Make a question ready, once.

    Parameters
    ----------
    question : Question
        The question.

    Raises
    ------
    QuestionError
        If its function cannot be derived, a mistake that it names singly gives the right answer, no option is right, or
        the like: what takes a derivation to find out.

    Examples
    --------
    >>> question = Question("a-1", "$3x^2$?", "partial", lambda x: 3 * x**2)
    >>> built = build(question)
    >>> built.sheet["right"]["shape"], len(built.sheet["points"])
    ([], 12)
    >>> [wrong["mistake"] for wrong in built.sheet["wrong"]]
    ['partial/power-kept', 'partial/exponent-missing']
    """
    case = None if question.function is None else Case(question)
    sheet: Sheet = {
        "id": question.id,
        "page": question.page,
        "level": question.level,
        "asks": question.asks,
        "prompt": question.prompt,
        "hints": list(question.hints),
    }
    part, compared = _PARTS[ASKS[question.asks].answered](question, case)
    if "solution" not in part and case is not None:
        at = compared.points[0] if compared else At(case, {})
        part["solution"] = worked(case, at)
    if question.note:
        part["solution"] = f"{part['solution']}\n\n{question.note}"
    report = compared.coinciding if compared else ()
    return Built(question, case, compared, {**sheet, **part}, report)


# --- the parts of a sheet that depend on what is asked ----------------------------------------------------------------

Part = tuple[Sheet, Compared | None]


def _mathematics(question: Question, case: Case | None) -> Part:
    assert case is not None
    compared = compare(case)
    _double_check(case, compared.points)
    right = [at.right for at in compared.points]
    names, hidden = _names(case, compared.points[0])
    part = {
        "names": names,
        "points": [_point(at, names, hidden) for at in compared.points],
        "right": {"shape": _shape(right[0]), "values": [_numbers(value) for value in right]},
        "wrong": [_wrong(candidate, question.page) for candidate in compared.candidates],
    }
    return part, compared


def _double_check(case: Case, points: tuple[At, ...]) -> None:
    """Compare the derivative with difference quotients, which know no rule."""
    for at in points:
        if case.question.at is not None and is_near_kink(at):
            continue  # a question about the kink itself, where difference quotients follow another convention
        for derivation in case.derivations:
            report = derivation.check_at(**{name: at[name] for name in case.shapes})
            if not report:
                raise case.error("function", f"its derivative disagrees with difference quotients: {report}")


def _names(case: Case, at: At) -> tuple[dict[str, Any], set[str]]:
    """Return the names an answer may contain with their shapes, and which of them it should no longer contain."""
    names: dict[str, Any] = {name: list(at[name].shape) for name in case.shapes}
    for name in case.question.given:
        if name not in at.local_names:
            raise case.error("given", f"the function has no local variable {name!r}")
        names[name] = list(at.local_names[name].shape)
    if case.edge is not None:
        names.update({variable.name: list(at.variables[variable.name].shape) for variable in at.inner})
    hidden: set[str] = set()
    if case.edge is None and any(_LEFT_IN.startswith(name) for name in looked_for(case, at)):
        inner = {variable.name: variable.node.dimensions for variable in at.inner}
        hidden = set(inner) - set(names)
        names.update({name: list(lengths(inner[name], case.sizes)) for name in inner if name in hidden})
    if case.question.asks == "update":
        names[LEARNING_RATE] = []
    columns = {name: [*shape, 1] if len(shape) == 1 else shape for name, shape in names.items()}
    return {**columns, **dict.fromkeys(case.sizes, "size")}, hidden


def _point(at: At, names: Mapping[str, Any], hidden: set[str]) -> dict[str, Any]:
    known = {**at.variables, **at.local_names, **{name: at.point[name] for name in hidden}}
    found: dict[str, Any] = {}
    for name, shape in names.items():
        if shape == "size":
            found[name] = at.case.sizes[name]
            continue
        value = known[name] if name in known else at.point[name]
        found[name] = _rounded(value.reshape(shape).tolist() if shape else float(value))
    return found


def _size(question: Question, case: Case | None) -> Part:
    assert case is not None
    return sizes(case), None


def _options(question: Question, case: Case | None) -> Part:
    return _CHOSEN[question.asks](question, case), None


def _order(question: Question, case: Case | None) -> Part:
    return order(question, case), None


_PARTS: dict[Answered, Callable[[Question, Case | None], Part]] = {
    "mathematics": _mathematics,
    "size": _size,
    "options": _options,
    "order": _order,
}
_CHOSEN: dict[str, Callable[[Question, Case | None], Sheet]] = {
    "choice": choice,
    "rule": rule,
    "slip": slip,
}


def _wrong(candidate: Candidate, page: str) -> Sheet:
    return {
        "mistake": candidate.name,
        "title": candidate.title,
        "shape": _shape(candidate.values[0]),
        "values": [_numbers(value) for value in candidate.values],
        "says": candidate.says,
        **link(candidate.mistakes[0].place(page)),
    }


# --- numbers ----------------------------------------------------------------------------------------------------------


def _shape(value: Array) -> list[int]:
    """Return a shape as sheets write it: nothing for a single number."""
    return [] if value.size == 1 else list(value.shape)


def _numbers(value: Array) -> list[float | None]:
    return [_rounded(float(entry)) if np.isfinite(entry) else None for entry in value.ravel()]


def _rounded(value: Any) -> Any:
    """Round to 12 significant digits; whole numbers become integers, which are shorter in JSON."""
    if isinstance(value, list):
        return [_rounded(entry) for entry in value]
    rounded = float(f"{value:.{_DIGITS}g}")
    return int(rounded) if rounded.is_integer() else rounded
