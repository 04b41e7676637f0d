"""A question is data: a function, what is asked about it, a prompt and hints. Everything else is computed."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Option:
    """One option of a question with ``asks="choice"``. Whether it is right is computed, not stated.

    Parameters
    ----------
    text : str
        What the reader sees; Markdown.
    function : callable, optional
        Computes what the option claims, from the parameters of the question's function by name. The option is right if
        that equals the derivative at every point.
    holds : callable, optional
        Instead of `function`: without parameters, it tells whether the option is right by trying it out.
    says : str
        Why it is right or not, for a reader who chose it; Markdown. Of a wrong one, if left out, the message of the
        mistake that leads to the same values.

    Examples
    --------
    >>> Option("the gradient is a row", holds=lambda: True).text
    'the gradient is a row'
    """

    text: str
    function: Callable[..., Any] | None = None
    holds: Callable[[], Any] | None = None
    says: str = ""


@dataclass(frozen=True)
class Line:
    """One line of a calculation with a slip, or of a question that asks for an order.

    Parameters
    ----------
    text : str
        What the reader sees; Markdown.
    function : callable, optional
        Computes what the line claims the derivative is, from the parameters of the question's function by name. The
        slip is the first line whose value differs from the derivative. Without a function the line makes no claim.
    says : str
        What went wrong in it, if it is the slip, for a reader who has found it; Markdown.

    Examples
    --------
    >>> Line("so $2x$", lambda x: 2 * x).function(3)
    6
    """

    text: str
    function: Callable[..., Any] | None = None
    says: str = ""


@dataclass(frozen=True, eq=False)  # two that look alike are two: a question can be a key
class Question:
    r"""A question that computes its answer, its worked solution and the typical wrong answers from a function.

    Parameters
    ----------
    id : str
        The page's prefix and a number, ``"partials-3"``.
    page : str
        The chapter it belongs to, ``"partials-and-gradients"``.
    level : {1, 2, 3}
        1 recognise, 2 apply, 3 derive.
    prompt : str
        The question; Markdown with formulas between dollar signs.
    asks : str
        What is asked, a key of `mcalc_helpers.quiz.asks.ASKS`.
    function : callable, sympy.Expr or sequence of sympy.Expr, optional
        Plain NumPy, as `mcalc_helpers.derive` takes it, or SymPy expressions of scalars (several make a vector).
    wrt : str or tuple of str, optional
        What to differentiate by: a parameter, one entry such as ``"w[0]"``, or several scalar parameters, one column
        each. May be left out if there is one parameter.
    shapes : mapping, optional
        The shapes of the parameters as in `mcalc_helpers.derive`. Names left out are scalars.
    mistakes : tuple of str, optional
        The families (``"partial"``) or single entries (``"partial/power-kept"``) of the table of mistakes to look
        for. By default what usually goes wrong with what is asked.
    hints : sequence of str
        In order, from a nudge to nearly there; Markdown.
    at : mapping, optional
        For ``asks="value"``: the point.
    factor : str or tuple of str, optional
        For ``asks="factor"`` and ``"rule"``: the local derivative that is meant, by the names of the derivation:
        ``("u2", "u1")`` is that of u2 with respect to u1, ``"u2"`` that of u2 if it depends on one variable only.
    given : tuple of str, optional
        Names of the function's own intermediate variables that an answer may contain, such as ``("z",)``.
    options : sequence of Option
        For ``asks="choice"``.
    working : callable, optional
        For ``asks="choice"``: the calculation behind the options, shown in the worked solution; see
        `mcalc_helpers.quiz.solution_numbers`.
    note : str, optional
        A last remark on the worked solution, such as another way to write the answer; Markdown.
    lines : sequence of Line
        For ``asks="slip"``: the calculation; for ``"order"``: the lines in their right order (by default the steps of
        the derivation).

    Raises
    ------
    QuestionError
        If it is malformed. The message names the file, the question and the field.

    Notes
    -----
    All answers are in numerator layout: rows are outputs, columns are inputs, a gradient is a row. Parr & Howard
    (2018), "Introduction to vector calculus and partial derivatives" and "Matrix calculus".

    Examples
    --------
    >>> Question(
    ...     id="mine-1",
    ...     prompt=r"What is $\frac{\partial f}{\partial x}$ of $f(x, y) = 3x^2y$?",
    ...     asks="partial",
    ...     function=lambda x, y: 3 * x**2 * y,
    ...     wrt="x",
    ... )
    Question('mine-1', asks='partial')
    """

    id: str
    prompt: str
    asks: str
    function: Any = None
    wrt: str | tuple[str, ...] | None = None
    shapes: Mapping[str, Any] = field(default_factory=dict)
    page: str = ""
    level: int = 1
    mistakes: tuple[str, ...] | None = None
    hints: Sequence[str] = ()
    at: Mapping[str, Any] | None = None
    factor: str | tuple[str, str] | None = None
    given: tuple[str, ...] = ()
    options: Sequence[Option] = ()
    working: Callable[[], Any] | None = None
    lines: Sequence[Line] = ()
    note: str = ""
    source: str = field(default="", init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "source", _caller())
        from mcalc_helpers.quiz.validation import validate

        validate(self)

    def __repr__(self) -> str:
        return f"Question({self.id!r}, asks={self.asks!r})"


def _caller() -> str:
    """Return the file that builds the question, with its folder; empty for a cell of a notebook."""
    frame = sys._getframe()
    own = {__file__, "<string>"}  # a dataclass's __init__ has no file of its own
    while frame.f_back is not None and frame.f_code.co_filename in own:
        frame = frame.f_back
    path = Path(frame.f_code.co_filename)
    return "/".join(path.parts[-2:]) if path.suffix == ".py" and "ipykernel" not in str(path) else ""
