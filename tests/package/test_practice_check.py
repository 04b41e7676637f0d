"""mc.check: an answer in any form gets the verdict that its text would get, and a verdict shows itself well."""

import numpy as np
import pytest
import sympy as sp
from practice_trials import (
    CHOICE,
    DIAGONAL,
    GRADIENT,
    MATRIX,
    MEAN,
    NEURON,
    ORDER,
    PARTIAL,
    RULE,
    SHAPE,
    SHAPES,
    SLIP,
    STEPS,
    VALUE,
    neuron,
)

import mcalc_helpers as mc
from mcalc_helpers import Question
from mcalc_helpers.quiz.sheet import build
from mcalc_helpers.quiz.verdict import as_verdict

x, y = sp.symbols("x y")


def wide(n):
    return sp.symbols(f"x_1:{n + 1}")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (PARTIAL, "12x^2y"),
        (PARTIAL, 12 * x**2 * y),
        (PARTIAL, sp.Matrix([[12 * x**2 * y]])),
        (PARTIAL, lambda x, y: 12 * x**2 * y),
        (PARTIAL, lambda y, x: [[12 * x**2 * y]]),
        (PARTIAL, mc.derive(lambda x, y: 4 * x**3 * y, "x")),
        (GRADIENT, sp.Matrix([[2 * x * y**3, 3 * x**2 * y**2]])),
        (GRADIENT, mc.gradient(x**2 * y**3, [x, y])),
        (GRADIENT, lambda x, y: [2 * x * y**3, 3 * x**2 * y**2]),
        (NEURON, lambda w, x, b: (w @ x + b > 0) * x),
        (NEURON, lambda x, z: (z > 0) * x[None, :]),
        (NEURON, mc.derive(neuron, "w", SHAPES | {"b": ()})),
        (DIAGONAL, lambda x: np.diag(x)),
        (DIAGONAL, sp.diag(*wide(3))),
        (VALUE, [12, 9]),
        (VALUE, np.array([[12.0, 9.0]])),
        (VALUE, sp.Matrix([[12, 9]])),
        (MATRIX, sp.Matrix(2, 3, lambda i, j: sp.Symbol(f"W_{i + 1}_{j + 1}"))),
        (MEAN, sp.ones(1, 3) / sp.Symbol("n")),
    ],
)
def test_right_in_many_forms(question, answer):
    assert mc.check(question, answer)


@pytest.mark.parametrize(
    ("question", "answer", "kind", "mistake"),
    [
        (PARTIAL, 4 * x**3, "mistake", "partial/other-variable"),
        (PARTIAL, lambda x: 12 * x**2, "mistake", "partial/dropped-factor"),
        (PARTIAL, mc.derive(lambda x, y: 4 * x**3 * y, "y"), "mistake", "partial/other-variable"),
        (PARTIAL, lambda x, y: np.sqrt(-1 - x**2), "undefined", None),
        (PARTIAL, sp.sqrt(-(x**2)), "undefined", None),
        (GRADIENT, sp.Matrix([2 * x * y**3, 3 * x**2 * y**2]), "shape", "gradient/column"),
        (GRADIENT, lambda x, y: [[2 * x * y**3], [3 * x**2 * y**2]], "shape", "gradient/column"),
        (GRADIENT, lambda x, y: [3 * x**2 * y**2, 2 * x * y**3], "mistake", "gradient/swapped"),
        (NEURON, lambda x: x, "mistake", "activation/mask-missing"),
        (DIAGONAL, lambda x: x, "shape", "elementwise/diagonal-as-vector"),
        (VALUE, [9, 12], "mistake", "gradient/swapped"),
        (VALUE, 21, "shape", "gradient/summed"),
    ],
)
def test_wrong_in_many_forms(question, answer, kind, mistake):
    verdict = mc.check(question, answer)
    assert not verdict
    assert (verdict.kind, verdict.mistake) == (kind, mistake)


def test_one_axis_is_remarked_on():
    assert "taken for the row" in mc.check(GRADIENT, lambda x, y: [2 * x * y**3, 3 * x**2 * y**2]).note
    assert "taken for the column" in mc.check(DIAGONAL, lambda x: x).note
    assert not mc.check(GRADIENT, lambda x, y: [[2 * x * y**3, 3 * x**2 * y**2]]).note


@pytest.mark.parametrize(
    ("question", "answer", "message"),
    [
        (PARTIAL, [1, 2, 3], "asks for a formula, .* a function of x, y"),
        (PARTIAL, None, "an answer is a text, numbers"),
        (PARTIAL, {"x": 1}, "an answer is a text, numbers"),
        (PARTIAL, 12 * sp.Symbol("t"), "contains t; the question's names are x, y"),
        (
            PARTIAL,
            lambda t: t,
            "has the parameter t, which the question does not know; its variables are x, y",
        ),
        (PARTIAL, mc.derive(lambda t: t**2), "a function of t; the question's variables are x, y"),
        (PARTIAL, lambda x: np.ones((2, 2, 2)), "shape \\(2, 2, 2\\); a derivative has two axes"),
    ],
)
def test_what_cannot_be_an_answer_is_refused(question, answer, message):
    with pytest.raises(TypeError, match=message):
        mc.check(question, answer)


def test_errors_in_an_answer_are_its_own():
    with pytest.raises(ZeroDivisionError):
        mc.check(PARTIAL, lambda x, y: 1 / 0)


# --- questions that are answered by choosing --------------------------------------------------------------------------


def test_the_right_options_are_computed():
    options = build(CHOICE).sheet["options"]
    assert [option["right"] for option in options] == [True, False, False, False, True]
    assert [option["mistake"] for option in options][1:3] == ["gradient/column", "gradient/swapped"]
    assert build(CHOICE).sheet["many"]
    assert mc.check(CHOICE, [0, 4])
    assert mc.check(CHOICE, 0).kind == "incomplete"


def test_an_option_says_its_own_words_before_those_of_its_mistake():
    assert mc.check(CHOICE, 2).says == "Look at the order."
    assert "column" in mc.check(CHOICE, 1).says


def test_the_slip_is_the_first_line_that_differs():
    assert mc.check(SLIP, 2)
    assert mc.check(SLIP, 0).says == "This line claims no derivative yet, and it is right. Look further down."
    assert "has the value of the derivative" in mc.check(SLIP, 1).says
    assert "went wrong before it" in mc.check(SLIP, 3).says


def test_the_right_rule_is_the_one_of_the_derivation():
    options = build(RULE).sheet["options"]
    (right,) = [number for number, option in enumerate(options) if option["right"]]
    assert options[right]["text"] == mc.derive(lambda x, z: x * z, "x", {"x": "n", "z": ()}).steps[-1].rule
    assert len({option["text"] for option in options}) == len(options) == 4
    assert mc.check(RULE, right)
    assert "another operation" in mc.check(RULE, (right + 1) % 4).says


def test_a_rule_of_one_link():
    chain = Question("check-16", "?", "rule", lambda x: np.sin(x**2), factor="u")
    assert [o["text"] for o in build(chain).sheet["options"] if o["right"]] == ["power rule"]


def test_an_order_is_that_of_the_lines_or_of_the_derivation():
    assert mc.check(ORDER, [0, 1, 2])
    assert mc.check(ORDER, np.array([1, 0, 2])).kind == "order"
    assert len(build(STEPS).sheet["steps"]) == len(mc.derive(lambda x: np.sin(x**2)).steps)


@pytest.mark.parametrize("answer", ["m x n", ("m", "n"), ["m", "n"]])
def test_a_shape_in_many_forms(answer):
    assert mc.check(SHAPE, answer)


@pytest.mark.parametrize(
    ("answer", "mistake"),
    [("n x m", "jacobian/transpose"), (("n", "n"), "jacobian/diagonal-only"), ((1, 1), "gradient/summed")],
)
def test_a_wrong_shape_is_explained(answer, mistake):
    assert mc.check(SHAPE, answer).mistake == mistake


@pytest.mark.parametrize("answer", [1.5, None, [[0, 1]], 3 * x])
def test_options_are_chosen_by_number(answer):
    with pytest.raises(TypeError, match="number of an option, counted from 0"):
        mc.check(CHOICE, answer)


# --- verdicts ---------------------------------------------------------------------------------------------------------


def test_a_verdict_shows_itself():
    wrong = mc.check(GRADIENT, "[2xy^3; 3x^2y^2]")
    assert str(wrong).startswith("✗ Your answer is a column")
    assert str(wrong) == repr(wrong)
    shown = wrong._repr_markdown_()
    assert "**✗ Not yet.** Your answer is a column" in shown
    assert r"*Your answer, as it was read:* $\begin{bmatrix}" in shown
    assert "*Read:* Partial derivatives and the gradient" in shown
    assert mc.check(GRADIENT, "[2xy^3, 3x^2y^2]")._repr_markdown_().startswith("**✓ Right.**")


def test_a_text_that_cannot_be_read_says_where():
    verdict = mc.check(PARTIAL, "12x^2y + ?")
    assert verdict.kind == "parse"
    assert verdict.at is not None
    assert str(verdict).startswith("? ")


def test_the_entries_that_are_right_are_counted_from_zero():
    assert mc.check(GRADIENT, "[2xy^3, 7]").entries == ((0, 0),)


def test_a_place_without_a_title_is_shown_by_its_address():
    judged = {"verdict": "wrong", "kind": "choice", "says": "No.", "see": "jacobian.html"}
    assert str(as_verdict(judged)) == "✗ No.\nRead: jacobian.html"


def test_a_place_is_shown_by_the_heading_as_it_is_written():
    for question, answer in [(GRADIENT, "[2xy^3; 3x^2y^2]"), (CHOICE, 1)]:
        verdict = mc.check(question, answer)
        assert verdict.see == "partials-and-gradients.html#a-column-in-place-of-a-row"
        title = "Partial derivatives and the gradient, “A column in place of a row”"
        assert str(verdict).endswith(f"Read: {title}")
        assert verdict._repr_markdown_().endswith(f"*Read:* {title}")
