"""Worked solutions: they end with the right answer, name their rules, and keep to what their chapter knows."""

import re
from functools import cache

import numpy as np
import pytest
import sympy as sp
from latex_reader import read
from practice_trials import CHOICE, GRADIENT, ORDER, RULE, SHAPE, SLIP, VALUE, neuron

from mcalc_helpers import Line, Option, Question
from mcalc_helpers.quiz.asks import ASKS
from mcalc_helpers.quiz.catalogue import questions
from mcalc_helpers.quiz.errors import QuestionError
from mcalc_helpers.quiz.pages import CHAPTERS as PAGES
from mcalc_helpers.quiz.sheet import build
from mcalc_helpers.quiz.solution_numbers import Number, calculation
from mcalc_helpers.quiz.solution_scalar import Slope, formula
from mcalc_helpers.quiz.solution_text import output_names, vector

CHAPTERS = [page for page, _ in PAGES.values() if page != "is-this-for-me"]
# From which chapter on a solution may say it.
FIRST_SAID = {
    r"\\frac\{d|rule": "scalar-rules",
    r"\\partial|[Gg]radient": "partials-and-gradients",
    r"Jacobian|bmatrix.*\\\\": "jacobian",
    r"diag|\\otimes": "element-wise",
    r"\\vec\{1\}": "scalar-expansion",
    r"\\operatorname\{sum\}": "scalar-expansion",
    r"single-variable chain rule|Name the steps": "single-variable-chain-rule",
    r"paths|total derivative": "total-derivative",
    r"vector chain rule": "vector-chain-rule",
    r"\\mathbf\{1\}|maximum with": "single-variable-chain-rule",
}
RULE_NAMES = re.compile(r"rule|constant|sine|exponential|logarithm|product|reduction|mean")


@cache
def everything():
    return {identity: question for prefix in PAGES for identity, question in questions(prefix).items()}


def typed():
    return [
        identity
        for identity, question in everything().items()
        if ASKS[question.asks].answered == "mathematics"
    ]


def chosen(*asks):
    return [identity for identity, question in everything().items() if question.asks in asks]


def solution(question):
    return build(question).sheet["solution"]


# --- the answer at the end --------------------------------------------------------------------------------------------


def last_formula(text):
    """Return the right side of the last equation of a solution."""
    formulas = re.findall(r"\$\$(.*?)\$\$|\$([^$]+)\$", text, flags=re.DOTALL)
    shown = " ".join(filter(None, formulas[-1])).replace("\n", " ").strip()
    shown = shown.replace(r"\begin{aligned}", "").replace(r"\end{aligned}", "")
    return re.split(r" (?:&=|=) ", re.sub(r" && \\text\{[^}]*\}", "", shown))[-1].strip()


def plain(latex):
    """Write what the reader of LaTeX does not know as it does: the learning rate, and e to a power."""
    latex = re.sub(r"(\\[a-z]+)\^\{(\d)\}(\(\w\))", r"\1\3^{\2}", latex)
    return latex.replace(r"\left(", "(").replace(r"\right)", ")").replace(r"\eta", "h")


def names_at(sheet, point):
    found = {
        "e": np.e,
        **{name.replace("_", ""): np.asarray(value, dtype=float) for name, value in point.items()},
    }
    for name, shape in sheet["names"].items():
        if shape != "size" and len(shape) == 2 and shape[1] == 1:
            found[name.replace("_", "")] = np.ravel(point[name]).astype(float)
    if "eta" in point:
        found["h"] = point["eta"]
    return found


def ends_right(sheet):
    """Tell whether the last formula of a solution has the value of the right answer at the points."""
    text = plain(last_formula(sheet["solution"]))
    for point, right in zip(sheet["points"][:4], sheet["right"]["values"][:4], strict=False):
        value = np.asarray(read(text, names_at(sheet, point), int(point.get("n", 2))), dtype=float)
        if value.size != len(right) or not np.allclose(value.ravel(), right, rtol=1e-5):
            return False
    return True


@pytest.mark.parametrize("identity", typed())
def test_a_solution_ends_with_the_right_answer(identity):
    assert ends_right(build(everything()[identity]).sheet)


def test_a_solution_with_another_end_is_noticed():
    sheet = build(everything()["chain-2"]).sheet
    assert ends_right(sheet)
    for wrong in (r"3 x^{2} \sin(x^{3})", r"x^{2} \cos(x^{3})", r"\begin{bmatrix}x & x\end{bmatrix}"):
        assert not ends_right({**sheet, "solution": f"So $y = {wrong}$."})


# --- rules and words --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("identity", [*typed(), *chosen("slip", "rule")])
def test_a_solution_names_its_rules(identity):
    text = solution(everything()[identity])
    if everything()[identity].page == "one-neuron":
        assert "Compare two values" in text  # no calculus yet
    else:
        assert RULE_NAMES.search(text)


def too_early(question):
    """Return the words of later chapters in a solution; what the authors of options and lines say is their own."""
    if question.page not in CHAPTERS or question.asks in ("choice", "order"):
        return []
    text = solution(question)
    later = {w for w, page in FIRST_SAID.items() if CHAPTERS.index(page) > CHAPTERS.index(question.page)}
    return sorted(word for word in later if re.search(word, text))


@pytest.mark.parametrize("identity", list(everything()))
def test_a_solution_keeps_to_the_words_of_its_chapter(identity):
    assert too_early(everything()[identity]) == []


def test_words_of_a_later_chapter_are_noticed():
    question = Question(
        "trial-1", "?", "jacobian", lambda w, x: np.sum(w * x), "w", {"w": "n", "x": "n"}, "jacobian"
    )
    assert too_early(question) != []


@pytest.mark.parametrize("identity", list(everything()))
def test_a_solution_is_in_plain_words_and_short(identity):
    text = solution(everything()[identity])
    assert "Right is" not in text
    assert "To find" not in text
    assert r"\mathit" not in text
    assert text.count(r"\\" + "\n") <= 12
    assert len([line for line in text.split("\n\n") if line]) <= 9


@pytest.mark.parametrize("identity", typed())
def test_a_function_of_one_variable_has_a_straight_d(identity):
    question = everything()[identity]
    if (
        len(build(question).case.shapes) == 1
        and CHAPTERS.index(question.page if question.page in CHAPTERS else CHAPTERS[0]) < 4
    ):
        assert r"\partial" not in solution(question)


# --- what is asked otherwise ------------------------------------------------------------------------------------------


def test_a_solution_counts_for_a_shape():
    text = solution(SHAPE)
    assert "makes $m$ rows" in text
    assert text.endswith(r"Together $m \times n$.")


def test_a_slip_is_named_with_what_is_due():
    assert solution(SLIP).startswith("The slip is in line 3. Without the slip the result is $3 x^{2}$.")


def test_what_went_wrong_in_the_line_with_the_slip_is_said():
    sheet = build(everything()["sum-5"]).sheet
    says = "The neuron adds its bias once, after the sum."
    assert sheet["solution"].startswith(f"The slip is in line 2. {says}")
    assert [option["right"] for option in sheet["options"] if says in option["says"]] == [True]


def test_a_note_follows_the_solution():
    assert solution(Question("trial-1", "?", "partial", lambda x: x**2, note="Or $x + x$.")).endswith(
        "$ (power rule).\n\nOr $x + x$."
    )
    with pytest.raises(QuestionError, match="'note': it has an odd number"):
        Question("trial-1", "?", "partial", lambda x: x**2, note="Or $x + x.")


def test_choices_say_what_is_right_and_why_the_others_are_not():
    text = solution(CHOICE)
    assert text.startswith("These hold:\n\n- a row\n- true")
    assert "- swapped: Look at the order." in text
    one = Question(
        "trial-2",
        "?",
        "choice",
        options=(Option("a", holds=lambda: True, says="It is."), Option("b.", holds=bool, says="No.")),
        hints=("Try.",),
    )
    assert solution(one) == "The answer is a.\n\nIt is.\n\nWhy not the others?\n\n- b: No."


def test_without_a_calculation_the_last_hint_that_tells_something_is_the_reason():
    options = (Option("a", holds=lambda: True), Option("b", holds=lambda: False, says="No."))
    one = Question("trial-3", "?", "choice", options=options, hints=("Count.", "There are two.", "Is it so?"))
    assert solution(one).startswith("The answer is a.\n\nThere are two.\n\nWhy not")


def test_a_rule_an_order_a_value():
    assert "carried out last" in solution(RULE)
    assert solution(ORDER) == "In order:\n\n1. one\n2. two\n3. three"
    assert (
        r"\begin{bmatrix}2 \cdot 3 \cdot 2 & 3^{2}\end{bmatrix} = \begin{bmatrix} 12 & 9 \end{bmatrix}"
        in solution(VALUE)
    )
    assert r"\begin{bmatrix}2 x y^{3} & 3 x^{2} y^{2}\end{bmatrix}" in solution(GRADIENT)


# --- calculations with numbers ----------------------------------------------------------------------------------------


def working(identity):
    """The calculation of a question, which its worked solution shows."""
    shown = calculation(everything()[identity].working)
    assert shown in solution(everything()[identity])
    return shown


@pytest.mark.parametrize("identity", ["neuron-1", "neuron-2", "neuron-3", "neuron-5", "start-1"])
def test_a_calculation_ends_with_the_option_that_is_right(identity):
    (right,) = [
        option["text"] for option in build(everything()[identity]).sheet["options"] if option["right"]
    ]
    assert f"${last_formula(working(identity))}$" == right


def test_the_calculations_of_other_questions():
    assert working("partials-5").count("= 0") == 1
    silent = [
        text for text in working("activation-1").splitlines() if re.search(r"= -[\d.]+(?: \\\\)?$", text)
    ]
    assert len(silent) == 2
    assert r"\text{area} &= 3 \cdot 6 - 2 \cdot 1 = 16" in working("jacobian-5")


def test_a_calculation_belongs_to_a_choice():
    with pytest.raises(QuestionError, match="working"):
        Question("trial-1", "$3x^2$?", "partial", lambda x: 3 * x**2, working=lambda: [("C", Number(1))])


@pytest.mark.parametrize(
    ("found", "text", "value"),
    [
        (Number(2) * Number(-3), r"2 \cdot (-3)", -6),
        ((Number(1) + 2) * 3, r"(1 + 2) \cdot 3", 9),
        (Number(1) - (Number(2) - 3), "1 - (2 - 3)", 2),
        (Number(1) + -2, "1 - 2", -1),
        ((Number(1) + 1) ** 2, "(1 + 1)^2", 4),
        (Number(1) / (Number(3) + 1), r"\frac{1}{3 + 1}", 0.25),
    ],
)
def test_numbers_remember_how_they_came_about(found, text, value):
    assert (found.text, found.value) == (text, value)
    assert read(found.text.replace("^2", "^{2}"), {}, 1) == value


# --- functions of teachers --------------------------------------------------------------------------------------------

X, Y = sp.symbols("x y", real=True)


@pytest.mark.parametrize(
    "expression",
    [
        X**2 * sp.sin(X) * sp.exp(X),
        sp.sin(sp.cos(X**2)),
        (X**2 + 1) / (X - 3),
        sp.exp(X) * (X + 1) + 4 * sp.sin(X) ** 2,
        Y * sp.log(X) / X,
        sp.tanh(X) * Y,
        X * sp.exp(X**2),
        sp.Rational(7, 10) * X - X / 2,
        sp.sqrt(X),
    ],
)
def test_the_rules_for_scalars_end_with_the_derivative(expression):
    text = Slope(X, r"\partial").explain(expression)[-1]
    point = {X: 1.3, Y: 0.7}
    shown = plain(last_formula(text))
    assert read(shown, {"x": 1.3, "y": 0.7, "e": np.e}, 1) == pytest.approx(
        float(sp.diff(expression, X).subs(point))
    )
    assert Slope(X).by("", "x") == r"\frac{d}{dx}"


def test_what_is_multiplied_out_by_itself_is_shown_before():
    assert solution(everything()["scalar-3"]).startswith(r"Multiplied out, the function is $5 x^{2} - 20 x$.")
    assert r"2 \left(5 - 2 w\right) \cdot \left(-2\right) = 8 w - 20" in solution(everything()["scalar-8"])


def test_a_slope_that_is_a_value_is_shown_in_full():
    assert r"\exp(u_{2}) = y" in solution(everything()["chain-7"])


def test_letters_that_are_taken_are_left_alone():
    text = " ".join(Slope(X, "d", frozenset({"f", "u"})).explain(X * sp.sin(X**2)))
    assert "$g = x$" in text
    assert "with $v = x^{2}$ inside" in text
    assert formula(sp.Matrix([[X, 1]])) == r"\begin{bmatrix}x & 1\end{bmatrix}"


def matrix_loss(W, x):
    return np.sum((W @ x) ** 2)


def through_two(x):
    u = np.stack([x[0] * x[1], x[0] + x[1]])
    return np.stack([u[0] ** 2, u[0] * u[1]])


SHAPES = {"w": "n", "x": "n"}
TEACHERS = {
    "a matrix": (Question("trial-4", "?", "derivative", matrix_loss, "W", {"W": ("m", "n"), "x": "n"}), "x"),
    "an entry": (Question("trial-5", "?", "partial", lambda w, x: w @ x, "w[0]", {"w": 3, "x": 3}), "x"),
    "no dependence": (Question("trial-6", "?", "derivative", lambda x, c: np.sum(x), "c", {"x": "n"}), "0"),
    "a neuron": (Question("trial-7", "?", "gradient", neuron, "w", SHAPES), r"\mathbf{x}^T"),
    "two numbers": (
        Question("trial-8", "?", "value", through_two, shapes={"x": 2}, at={"x": [3.0, 2.0]}),
        r"\begin{bmatrix}12 & 0\\5 & 6\end{bmatrix}",
    ),
    "SymPy": (
        Question("trial-9", "Let $h(x, y) = xy$.", "partial", X * Y, "x"),
        r"\frac{\partial h}{\partial x} = y",
    ),
    "a step": (Question("trial-10", "?", "update", lambda w: w**2), r"w - \eta \cdot 2 w"),
    "a step down": (Question("trial-11", "?", "update", lambda w: -(w**2)), r"\left(-2 w\right)"),
    "a product of sums": (
        Question("trial-12", "?", "derivative", lambda x: np.sum(x) ** 2, "x", {"x": "n"}, "sum-reduction"),
        "Written out for length 2",
    ),
    "a hinge, entry by entry": (
        Question("trial-13", "?", "jacobian", lambda x: np.maximum(0, x), "x", {"x": "n"}, "element-wise"),
        "",
    ),
    "a small number": (Question("trial-14", "?", "partial", lambda x: 1e-12 * x**2), "power rule"),
    "one link": (
        Question("trial-18", "?", "factor", lambda x: np.sin(x**2), factor="u"),
        r"\frac{du}{dx} = 2 x",
    ),
    "a weight in front": (
        Question(
            "trial-19", "?", "value", lambda w, x: w @ x, "w", SHAPES, at={"w": [1.0, 2.0], "x": [3.0, 4.0]}
        ),
        r"\mathbf{x}^T = \begin{bmatrix} 3 & 4 \end{bmatrix}",
    ),
    "a sum of terms that need rules": (
        Question("trial-20", "?", "gradient", lambda x, y: x * np.sin(x) * y, ("x", "y")),
        "product rule",
    ),
    "a negative value": (
        Question("trial-15", "?", "value", lambda x: x**2, at={"x": -3.0}),
        r"2 \cdot (-3) = -6",
    ),
    "a slip in vectors": (
        Question(
            "trial-16",
            "?",
            "slip",
            neuron,
            "w",
            SHAPES,
            given=("z",),
            lines=(Line("?", lambda x, z: (z > 0) * x), Line("?", lambda w, z: (z > 0) * w)),
        ),
        r"the result is $\mathbf{1}[z > 0] \mathbf{x}^T$",
    ),
}


@pytest.mark.parametrize("name", list(TEACHERS))
def test_the_function_of_a_teacher_has_a_solution(name):
    question, piece = TEACHERS[name]
    assert piece in solution(question)


def test_names_of_outputs_come_from_the_prompt():
    def asked(prompt):
        return output_names(Question("trial-17", prompt, "derivative", lambda x: 2 * x))[:1]

    assert asked(r"Take $z = 2x$.") == ["z"]
    assert asked(r"What is $\dfrac{d\mathbf{y}}{dt}$ of $a = 3$?") == [r"\mathbf{y}"]
    assert asked("What is it?") == []
    assert vector(np.array([[1.0, 2.0]])) == r"\begin{bmatrix} 1 & 2 \end{bmatrix}"
