"""Malformed questions are refused when they are built, with file, question and field."""

import re
import subprocess
import sys

import numpy as np
import pytest
import sympy as sp

import mcalc_helpers as mc
from mcalc_helpers import Line, Option, Question
from mcalc_helpers.quiz.sheet import build

GOOD = {
    "id": "planted-1",
    "prompt": "What is $f$?",
    "asks": "partial",
    "function": lambda x, y: x**2 * y,
    "wrt": "x",
}
x, y = sp.symbols("x y")

MALFORMED = [
    ({"id": "Planted 1"}, "id", "not a name and a number"),
    ({"id": None}, "id", "None"),
    ({"prompt": " "}, "prompt", "a text that asks"),
    ({"prompt": "What is $f?"}, "prompt", "odd number of dollar signs"),
    ({"given": "z"}, "given", "write ('z',)"),
    ({"page": 3}, "page", "name of a chapter"),
    ({"level": 4}, "level", "1 (recognise), 2 (apply), 3 (derive)"),
    ({"hints": "look"}, "hints", "sequence of texts"),
    ({"hints": ("look", 3)}, "hints", "sequence of texts"),
    ({"hints": ("look", "at $x")}, "hints", "hint 2 has an odd number"),
    ({"asks": "gradiant"}, "asks", "did you mean 'gradient'?"),
    ({"asks": ""}, "asks", "is not one of"),
    ({"function": None}, "function", "needs it"),
    ({"function": 3}, "function", "must be a function or SymPy expressions, and is a int"),
    ({"function": lambda: 3}, "function", "no parameters"),
    ({"wrt": None}, "wrt", "the parameters x, y: say which one moves"),
    ({"wrt": "z"}, "wrt", "'z' is not one of x, y"),
    ({"wrt": ("x", "z")}, "wrt", "'z' is not one of x, y"),
    ({"wrt": ("x", "y"), "shapes": {"y": "n"}}, "wrt", "y is no scalar"),
    ({"shapes": {"yy": "n"}}, "shapes", "did you mean 'y'?"),
    ({"asks": "value"}, "at", "needs it"),
    ({"asks": "value", "at": {"x": 1}}, "at", "no value for y"),
    ({"asks": "value", "at": {"x": 1, "y": 2, "z": 3}}, "at", "'z' is not one of"),
    ({"at": {"x": 1, "y": 2}}, "at", "belongs to questions that ask 'value', not 'partial'"),
    ({"asks": "factor"}, "factor", "needs it"),
    ({"lines": (Line("a"),)}, "lines", "belongs to questions that ask 'slip' or 'order'"),
    ({"mistakes": "partial"}, "mistakes", "write ('partial',)"),
    ({"mistakes": ("partials",)}, "mistakes", "did you mean 'partial'?"),
    ({"mistakes": ("partial/power-keept",)}, "mistakes", "did you mean 'partial/power-kept'?"),
    ({"asks": "choice"}, "options", "needs it"),
    ({"asks": "choice", "options": (Option("a", holds=lambda: True),)}, "options", "only one"),
    ({"asks": "choice", "options": ("a", "b")}, "options", "number 1 is a str"),
    ({"asks": "choice", "options": (Option("a"), Option("b"))}, "options", "either a function or holds"),
    (
        {
            "asks": "choice",
            "function": None,
            "wrt": None,
            "options": (Option("a", lambda x: x), Option("b", lambda x: 2)),
        },
        "options",
        "the question has none to compare it with",
    ),
    ({"asks": "slip"}, "lines", "needs it"),
    ({"asks": "slip", "lines": ("a",)}, "lines", "number 1 is a str"),
    ({"asks": "slip", "lines": (Line("a"), Line("b"))}, "lines", "none has a function"),
    ({"asks": "order", "function": None, "wrt": None}, "lines", "at least two lines"),
    ({"asks": "rule", "function": None, "wrt": None}, "function", "needs it"),
]


@pytest.mark.parametrize(("changes", "field", "problem"), MALFORMED)
def test_a_malformed_question_is_refused_when_it_is_built(changes, field, problem):
    identity = changes.get("id", GOOD["id"])
    named = identity if isinstance(identity, str) else "a question without an id"
    expected = re.escape(f"{named}: field {field!r}: ") + ".*" + re.escape(problem)
    with pytest.raises(mc.QuestionError, match=expected):
        Question(**{**GOOD, **changes})


def test_the_unchanged_question_is_good():
    assert repr(Question(**GOOD)) == "Question('planted-1', asks='partial')"


def test_the_error_names_the_file():
    with pytest.raises(
        mc.QuestionError, match=r"^package/test_practice_validation\.py: planted-1: field 'wrt'"
    ):
        Question(**{**GOOD, "wrt": "z"})


def test_outside_a_file_no_file_is_named():
    code = "import mcalc_helpers as mc; mc.Question('a-1', '?', 'gradiant')"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "QuestionError: a-1: field 'asks'" in run.stderr


# --- what takes a derivation to find out ------------------------------------------------------------------------------

UNBUILDABLE = [
    ({"function": lambda x, y: np.prod(np.stack([x, y]))}, "function", "cannot be derived by x"),
    ({"function": lambda x, y: np.log(-(x**2) - 1) * y}, "function", "finite at 0 of 400"),
    ({"mistakes": ("gradient/norm",)}, "mistakes", "'gradient/norm' cannot be made here"),
    ({"given": ("z",)}, "given", "no local variable 'z'"),
    ({"asks": "factor", "factor": "u9"}, "factor", "is not one local derivative; there are ('u', 'x')"),
    ({"asks": "factor", "wrt": ("x", "y"), "factor": "u"}, "factor", "no single chain"),
    ({"shapes": {"x": ("a", "b", "c")}}, "shapes", "the shape of x"),
    ({"asks": "value", "at": {"x": [1, 2], "y": 1}}, "at", "x has shape (2,), due ()"),
    (
        {"asks": "value", "at": {"x": [1, 2], "y": [1]}, "shapes": {"x": "n", "y": "n"}},
        "at",
        "y has shape (1,), due (n,)",
    ),
    (
        {"asks": "slip", "lines": (Line("a"), Line("b", lambda x, y: 2 * x * y))},
        "lines",
        "so there is no slip",
    ),
    (
        {
            "asks": "choice",
            "options": (Option("a", lambda x, y: x, says="no"), Option("b", lambda x, y: y, says="no")),
        },
        "options",
        "none of them is right",
    ),
    (
        {
            "asks": "choice",
            "options": (Option("a", lambda x, y: 2 * x * y), Option("b", lambda x, y: 7 * x * y)),
        },
        "options",
        "number 2 is wrong and says not why",
    ),
    ({"asks": "rule", "function": lambda x: x, "wrt": "x"}, "function", "uses no rule"),
]


@pytest.mark.parametrize(("changes", "field", "problem"), UNBUILDABLE)
def test_what_cannot_be_computed_is_refused_when_it_is_shown(changes, field, problem):
    question = Question(**{**GOOD, **changes})
    with pytest.raises(mc.QuestionError, match=f"planted-1: field '{field}': .*" + re.escape(problem)):
        build(question)


def test_too_many_sizes_are_refused():
    shapes = {name: f"length_of_{name}" for name in "abcde"}
    question = Question(**{**GOOD, "function": lambda a, b, c, d, e: a, "wrt": "a", "shapes": shapes})
    with pytest.raises(mc.QuestionError, match="too many different sizes"):
        build(question)


def test_a_wrong_derivative_is_caught_by_difference_quotients(monkeypatch):
    """The right answer is never taken on trust: plant a wrong rule."""
    from mcalc_helpers.derivation import Derivation

    honest = Derivation.__call__
    monkeypatch.setattr(Derivation, "__call__", lambda self, **point: 1.001 * honest(self, **point))
    with pytest.raises(mc.QuestionError, match="disagrees with difference quotients"):
        build(Question(**GOOD))


def test_sympy_functions_are_as_good():
    question = Question(
        **{**GOOD, "function": [x**2 * y, x + sp.Max(0, y)], "wrt": ("x", "y"), "asks": "jacobian"}
    )
    assert mc.check(question, "[[2xy, x^2], [1, 1[y > 0]]]")
    single = Question(**{**GOOD, "function": x**2 * y, "wrt": "x"})
    assert mc.check(single, "2xy")
