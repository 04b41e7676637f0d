"""Questions for a shape: the right size, and the sizes that a slip leads to."""

from collections.abc import Sequence
from typing import Any

from mcalc_helpers.quiz.case import Case
from mcalc_helpers.quiz.mistakes import MISTAKES
from mcalc_helpers.quiz.pages import link
from mcalc_helpers.quiz.solution import shape
from mcalc_helpers.shapes import Size

_TRANSPOSED = (
    "Rows and columns are exchanged. In numerator layout rows are outputs and columns are inputs: count "
    "what comes out for the rows, and what may move for the columns."
)
_SQUARE = (
    "This is a square, with as many rows as columns. Count the outputs and the inputs separately: rows are "
    "outputs, columns are inputs."
)
_NUMBER = (
    "A single number has one row and one column: one output and one input. Count how many outputs and how "
    "many inputs there are here."
)


def sizes(case: Case) -> dict[str, Any]:
    """Return the part of a sheet that a question for a shape has.

    Examples
    --------
    >>> from mcalc_helpers.quiz.question import Question
    >>> question = Question("a-1", "?", "shape", lambda x: x @ x, shapes={"x": "n"})
    >>> part = sizes(Case(question))
    >>> part["right"], [(wrong["mistake"], wrong["size"]) for wrong in part["wrong"]][0]
    ({'size': [1, 'n']}, ('gradient/column', ['n', 1]))
    """
    rows, columns = case.size
    row_or_column = "gradient/column" if rows == 1 else "jacobian/transpose"
    slips: list[tuple[str, Sequence[Size], str]] = [
        (row_or_column, (columns, rows), _TRANSPOSED),
        ("gradient/summed", (1, 1), _NUMBER),
        ("jacobian/diagonal-only", (columns, columns), _SQUARE),
        ("jacobian/diagonal-only", (rows, rows), _SQUARE),
    ]
    wrong = []
    seen = {(rows, columns)}
    for name, size, says in slips:
        if tuple(size) not in seen:
            seen.add((size[0], size[1]))
            mistake = MISTAKES[name]
            wrong.append(
                {
                    "mistake": name,
                    "title": mistake.title,
                    "size": list(size),
                    "says": says,
                    **link(mistake.place(case.question.page)),
                }
            )
    return {
        "names": dict.fromkeys(case.sizes, "size"),
        "right": {"size": [rows, columns]},
        "wrong": wrong,
        "solution": shape(case),
    }
