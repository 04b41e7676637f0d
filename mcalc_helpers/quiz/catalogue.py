"""The book's questions by their ids, and the two public functions: practice and check."""

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from mcalc_helpers.quiz.errors import QuestionError, not_one_of
from mcalc_helpers.quiz.pages import CHAPTERS
from mcalc_helpers.quiz.question import Question
from mcalc_helpers.quiz.verdict import Verdict, as_verdict

if TYPE_CHECKING:
    from mcalc_helpers.quiz.box import PracticeBox


@lru_cache(maxsize=len(CHAPTERS))
def questions(prefix: str) -> dict[str, Question]:
    """Return a chapter's questions by their ids. Only that chapter's module is imported.

    Parameters
    ----------
    prefix : str
        What the ids begin with, such as ``"partials"``.

    Raises
    ------
    QuestionError
        If two questions have one id, or one stands in the wrong chapter's file.

    Examples
    --------
    >>> list(questions("partials"))[0]
    'partials-1'
    """
    page, _ = CHAPTERS[prefix]
    module = import_module(f"mcalc_helpers.quiz.questions.{page.replace('-', '_')}")
    found: dict[str, Question] = {}
    for question in module.QUESTIONS:
        if question.id in found:
            raise QuestionError(question.source, question.id, "id", "there is another question with this id")
        if question.id.rpartition("-")[0] != prefix:
            raise QuestionError(question.source, question.id, "id", f"in this file ids begin with {prefix}-")
        if question.page != page:
            raise QuestionError(question.source, question.id, "page", f"in this file it is {page!r}")
        found[question.id] = question
    return found


def find(question: Question | str) -> Question:
    """Return a question by its id; a question itself is returned as it is.

    Raises
    ------
    KeyError
        If there is none with this id; the message says which ids there are.

    Examples
    --------
    >>> find("partials-1").page
    'partials-and-gradients'
    """
    if isinstance(question, Question):
        return question
    prefix = str(question).rpartition("-")[0]
    if prefix not in CHAPTERS:
        raise KeyError(
            f"no question {question!r}: ids are a chapter's name and a number; the name "
            f"{not_one_of(prefix, CHAPTERS)}"
        )
    known = questions(prefix)
    if question not in known:
        raise KeyError(f"no question {question!r}: {not_one_of(question, known)}")
    return known[question]


def practice(question: Question | str) -> "PracticeBox":
    """Show a question with a box to answer it in.

    In Jupyter the box is alive: it shows how the answer is read while it is typed, judges it, and gives hints and the
    worked solution. In the book the same box works without Python. Nothing that is typed leaves the machine.

    Parameters
    ----------
    question : str or Question
        The id of one of the book's questions, ``"partials-3"``, or a question of your own.

    Returns
    -------
    PracticeBox
        A widget.

    Raises
    ------
    KeyError
        If the book has no question of this id.
    QuestionError
        If a question of your own is malformed.

    See Also
    --------
    check : judge an answer in a cell.

    Notes
    -----
    Answers are in numerator layout: rows are outputs, columns are inputs. Parr & Howard (2018), "Matrix calculus".

    Examples
    --------
    >>> box = practice("partials-3")
    """
    from mcalc_helpers.quiz.box import PracticeBox
    from mcalc_helpers.quiz.sheet import build

    return PracticeBox(build(find(question)).sheet)


def check(question: Question | str, answer: Any) -> Verdict:
    r"""Judge an answer to a question, and say what is wrong with it as a teacher would.

    Parameters
    ----------
    question : str or Question
        The id of one of the book's questions, or a question of your own.
    answer : str, sympy.Expr, sympy.Matrix, callable, Derivation, array-like
        The answer in any of these forms: text as one would type it, ``"[6xy, 3x^2]"``; a SymPy expression or
        matrix in symbols of the same names; a function of the question's variables; a result of
        `mcalc_helpers.derive`; numbers, where numbers are asked for. For questions with options the number of the
        option, counted from 0, or several; for an order the numbers of the steps.

    Returns
    -------
    Verdict
        True if the answer is right. Otherwise it says what kind of mistake it is, if that can be told, and where to
        read; it never gives the solution away.

    Raises
    ------
    KeyError
        If the book has no question of this id.
    TypeError
        If the answer is of a form that cannot be an answer to this question; the message says which can.
    QuestionError
        If a question of your own is malformed.

    Notes
    -----
    The shape is judged first, m x n for m outputs and n inputs; then the values at points chosen at random, but
    always the same for one question. NumPy's arrays with one axis are neither rows nor columns, and count as what is
    asked for. Parr & Howard (2018), "Matrix calculus", for the shapes.

    Examples
    --------
    >>> find("partials-1").prompt
    'Let $f(x, y) = 4x^3y$. What is $\\dfrac{\\partial f}{\\partial x}$?'
    >>> check("partials-1", "12x^2y").right
    True
    >>> check("partials-1", "4x^3").mistake
    'partial/other-variable'
    >>> check("partials-1", lambda x, y: 12 * x**2 * y).right
    True
    """
    from mcalc_helpers.quiz.answers import as_answer
    from mcalc_helpers.quiz.judge import judge
    from mcalc_helpers.quiz.sheet import build

    built = build(find(question))
    given, note = as_answer(built, answer)
    return as_verdict(judge(built.sheet, given), note)
