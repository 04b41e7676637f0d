"""Refuse a malformed question when it is built, naming the file, the question and the field.

What takes a derivation to find out (a mistake that cannot be told from the right answer) is refused when the question's
sheet is made; see `mcalc_helpers.quiz.sheet`.
"""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from mcalc_helpers.quiz.asks import ASKS
from mcalc_helpers.quiz.errors import QuestionError, not_one_of
from mcalc_helpers.quiz.functions import is_symbolic, parameter_names

if TYPE_CHECKING:
    from mcalc_helpers.quiz.question import Question

LEVELS = (1, 2, 3)
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*-\d+")
# Fields that only some kinds of question have.
_SPECIAL = ("at", "factor", "options", "working", "lines")


class _Problem(Exception):
    """What is wrong with one field."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field


def validate(question: "Question") -> None:
    """Raise an error for the first field that is wrong."""
    try:
        for check in _CHECKS:
            check(question)
    except _Problem as problem:
        identity = question.id if isinstance(question.id, str) else ""
        raise QuestionError(question.source, identity, problem.field, str(problem)) from None


def _texts(question: "Question") -> None:
    if not (isinstance(question.id, str) and _ID.fullmatch(question.id)):
        raise _Problem("id", f"{question.id!r} is not a name and a number such as 'partials-3'")
    if not (isinstance(question.prompt, str) and question.prompt.strip()):
        raise _Problem("prompt", "there must be a text that asks something")
    for name in ("prompt", "note"):
        if _unbalanced(getattr(question, name)):
            raise _Problem(name, "it has an odd number of dollar signs, so a formula does not end")
    if isinstance(question.given, str):
        raise _Problem("given", f"it must be a tuple: write ({question.given!r},)")
    if not isinstance(question.page, str):
        raise _Problem("page", f"{question.page!r} is not the name of a chapter such as 'jacobian'")
    if question.level not in LEVELS:
        raise _Problem("level", f"{question.level!r} is none of 1 (recognise), 2 (apply), 3 (derive)")


def _unbalanced(text: str) -> bool:
    return text.replace(r"\$", "").count("$") % 2 == 1


def _hints(question: "Question") -> None:
    if isinstance(question.hints, str) or not all(isinstance(hint, str) and hint for hint in question.hints):
        raise _Problem(
            "hints", "they must be a sequence of texts, each a hint; a single one is written ('...',)"
        )
    for number, hint in enumerate(question.hints, start=1):
        if _unbalanced(hint):
            raise _Problem(
                "hints", f"hint {number} has an odd number of dollar signs, so a formula does not end"
            )


def _asks(question: "Question") -> None:
    if question.asks not in ASKS:
        raise _Problem("asks", not_one_of(question.asks, ASKS))
    asked = ASKS[question.asks]
    for name in asked.needs:
        if _is_missing(getattr(question, name)):
            raise _Problem(name, f"a question that asks for {asked.meaning} needs it")
    for name in _SPECIAL:
        if not _is_missing(getattr(question, name)) and name not in (*asked.needs, *asked.may):
            kinds = [kind for kind, other in ASKS.items() if name in (*other.needs, *other.may)]
            raise _Problem(
                name,
                f"it belongs to questions that ask {' or '.join(map(repr, kinds))}, not {question.asks!r}",
            )
    if question.asks == "order" and question.function is None and len(question.lines) < 2:
        raise _Problem(
            "lines", "an order needs a function, whose derivation gives the steps, or at least two lines"
        )


def _is_missing(value: Any) -> bool:
    return value is None or (isinstance(value, Sequence) and not isinstance(value, str) and not len(value))


def _function(question: "Question") -> None:
    if question.function is None:
        return
    if not callable(question.function) and not is_symbolic(question.function):
        kind = type(question.function).__name__
        raise _Problem("function", f"it must be a function or SymPy expressions, and is a {kind}")
    names = parameter_names(question.function)
    if not names:
        raise _Problem("function", "it has no parameters, so there is nothing to differentiate by")
    for name in question.shapes:
        if name not in names:
            raise _Problem("shapes", not_one_of(name, names))
    for name in question.at or {}:
        if name not in names:
            raise _Problem("at", not_one_of(name, names))
    for name in names:
        if question.at is not None and name not in question.at:
            raise _Problem("at", f"there is no value for {name}")
    _wrt(question, names)


def _wrt(question: "Question", names: Sequence[str]) -> None:
    if question.wrt is None and len(names) == 1:
        return
    if question.wrt is None:
        raise _Problem("wrt", f"the function has the parameters {', '.join(names)}: say which one moves")
    several = isinstance(question.wrt, tuple)
    for name in question.wrt if isinstance(question.wrt, tuple) else (question.wrt,):
        base = str(name).split("[")[0].strip()
        if base not in names:
            raise _Problem("wrt", not_one_of(base, names))
        if several and question.shapes.get(base, ()) != ():
            raise _Problem("wrt", f"{base} is no scalar; differentiate by several scalars, or by one vector")


def _mistakes(question: "Question") -> None:
    from mcalc_helpers.quiz.mistakes import FAMILIES, MISTAKES

    if question.mistakes is None:
        return
    if isinstance(question.mistakes, str):
        raise _Problem("mistakes", f"it must be a tuple: write ({question.mistakes!r},)")
    for name in question.mistakes:
        if name not in FAMILIES and name not in MISTAKES:
            family = str(name).split("/")[0]
            known = [*FAMILIES, *(m for m in MISTAKES if m.startswith(f"{family}/"))]
            raise _Problem("mistakes", not_one_of(name, known))


def _options(question: "Question") -> None:
    from mcalc_helpers.quiz.question import Line, Option

    for number, option in enumerate(question.options, start=1):
        if not isinstance(option, Option):
            raise _Problem(
                "options", f"number {number} is a {type(option).__name__}; write Option(text, ...)"
            )
        if (option.function is None) == (option.holds is None):
            raise _Problem(
                "options", f"number {number} needs either a function or holds, so that it can be computed"
            )
        if option.function is not None and question.function is None:
            raise _Problem(
                "options", f"number {number} has a function, and the question has none to compare it with"
            )
    if question.options and len(question.options) < 2:
        raise _Problem("options", "there is only one, which leaves nothing to choose")
    for number, line in enumerate(question.lines, start=1):
        if not isinstance(line, Line):
            raise _Problem("lines", f"number {number} is a {type(line).__name__}; write Line(text, ...)")
    if question.asks == "slip" and not any(line.function for line in question.lines):
        raise _Problem("lines", "none has a function, so the slip cannot be computed")


_CHECKS: tuple[Callable[["Question"], None], ...] = (_texts, _hints, _asks, _function, _mistakes, _options)
