"""Every typical mistake, made by hand: typed as a student would, and named by the judge.

The table of mistakes computes its wrong answers from the function; here they are written out, so that neither can be
wrong alone.
"""

import numpy as np
import pytest
from practice_cases import CASES, LOSS, VECTORS, composed, long_chain, question

import mcalc_helpers as mc
from mcalc_helpers.quiz.functions import parameter_names
from mcalc_helpers.quiz.judge import judge
from mcalc_helpers.quiz.mistakes import FAMILIES, MISTAKES, chosen
from mcalc_helpers.quiz.pages import TITLES, link
from mcalc_helpers.quiz.sheet import build


@pytest.mark.parametrize("name", CASES)
def test_the_right_answer_is_right(name):
    case, right, _ = CASES[name]
    assert mc.check(case, right)


@pytest.mark.parametrize(("name", "answer"), [(name, answer) for name in CASES for answer in CASES[name][2]])
def test_a_typed_mistake_is_named(name, answer):
    case, _, mistakes = CASES[name]
    verdict = mc.check(case, answer)
    assert (verdict.right, verdict.mistake) == (False, mistakes[answer])
    read = link(MISTAKES[verdict.mistake].read)
    assert (verdict.see, verdict.see_title) == (read["see"], read["seeTitle"])


TELLING = [name for name, (_, right, _) in CASES.items() if len(right) > 3]


@pytest.mark.parametrize("name", TELLING)
def test_a_verdict_does_not_give_the_answer_away(name):
    case, right, mistakes = CASES[name]
    for answer in [*mistakes, "0", "7", "[1, 2, 3, 4]"]:
        assert right not in mc.check(case, answer).says


def test_one_sample_of_a_loss():
    """A single row of X has no name to type, but an array."""
    case = CASES["loss by the weights"][0]

    def first_only(w, b, X, y, z):
        return 2 / len(y) * (z[0] > 0) * (z[0] - y[0]) * X[:1]

    assert mc.check(case, first_only).mistake == "loss/one-sample"


def test_no_mistake_of_the_table_is_left_untried():
    tried = {mistake for _, _, mistakes in CASES.values() for mistake in mistakes.values()}
    assert tried | {"loss/one-sample"} == set(MISTAKES)


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_says_something(mistake):
    family, _, short = mistake.name.partition("/")
    assert family in FAMILIES
    assert short
    assert mistake.read.partition("#")[0] in TITLES
    assert mistake.says.count("$") % 2 == 0
    assert mistake.says[0].isupper()
    assert mistake.says.rstrip()[-1] in ".?!)}"  # a blank may hold a whole sentence
    assert not mistake.title.endswith(".")


def test_a_family_and_its_entry_are_looked_for_once():
    assert [m.name for m in chosen(("gradient/norm", "gradient"))].count("gradient/norm") == 1


# --- mistakes that cannot be made -------------------------------------------------------------------------------------

ELSEWHERE = {
    "a scalar by a scalar": (lambda x: x**2, "x", {}),
    "a scalar by a vector": (lambda x: x @ x, "x", {"x": "n"}),
    "a vector by a scalar": (lambda t: np.stack([t, t**2]), "t", {}),
    "a vector by a vector": (lambda A, x: A @ np.sin(x), "x", {"A": ("m", "n"), "x": "n"}),
    "by several scalars": (lambda x, y: x * y, ("x", "y"), {}),
    "by one entry": (lambda x: x[0] ** 2 * x[1], "x[0]", {"x": "n"}),
    "by a matrix": (lambda W, x: np.sum(W @ x), "W", {"W": ("m", "n"), "x": "n"}),
    "of one sample": (lambda w, b, x, y: (np.maximum(0, w @ x + b) - y) ** 2, "w", VECTORS),
    "a loss without a bias": (lambda w, X, y: np.mean((X @ w - y) ** 2), "w", {**LOSS, "b": ()}),
    "another loss": (lambda w, X, y: np.sum((X @ w - y) ** 2), "w", LOSS),
    "a loss of other shapes": (lambda w, x, y: np.sum((w * x - y) ** 2), "w", {**VECTORS, "y": "n"}),
    "a sum of two hinges": (lambda x, z: np.maximum(x, z), "x", {}),
    "a constant": (lambda x, y: y**2, "x", {}),
}


@pytest.mark.parametrize("what", ELSEWHERE)
def test_a_family_is_silent_where_its_mistakes_cannot_be_made(what):
    """Every family may be named for every question: what does not apply gives nothing, and never the right answer."""
    function, wrt, shapes = ELSEWHERE[what]
    used = {name: shape for name, shape in shapes.items() if name in parameter_names(function)}
    built = build(mc.Question("trial-2", "?", "derivative", function, wrt, used, mistakes=tuple(FAMILIES)))
    values = built.sheet["right"]["values"]
    for wrong in built.sheet["wrong"]:
        assert wrong["shape"] != built.sheet["right"]["shape"] or wrong["values"] != values
    assert judge(built.sheet, built.sheet["right"])["verdict"] == "right"


# --- messages that depend on the question -----------------------------------------------------------------------------


def test_a_name_with_a_number_has_a_subscript():
    case = question(lambda x1, x2: x1**2 * x2, "x1", "partial/other-variable")
    assert "a push of $x_{2}$ does" in mc.check(case, "x1^2").says


def test_the_whole_derivative_is_a_sum_where_there_are_several_paths():
    one = question(long_chain, "x", "chain", asks="factor", factor=("u3", "u2"))
    assert "the product of all links" in mc.check(one, "6x^2 cos(x^3)/sin(x^3)").says
    several = question(lambda x: x * np.sin(x), "x", "chain", asks="factor", factor=("y", "u"))
    verdict = mc.check(several, "sin(x) + x cos(x)")
    assert verdict.mistake == "chain/whole-product"
    assert "the sum over all paths" in verdict.says


@pytest.mark.parametrize("left", ["u + x cos(x)", "sin(x) + x cos(x) - sin(x) + u"])
def test_a_name_left_in_is_found_where_there_are_several_paths(left):
    case = question(lambda x: x * np.sin(x), "x", "chain")
    assert mc.check(case, left).mistake == "chain/intermediate-left-in"


def test_a_count_is_explained_by_what_moves():
    by_vector = question(lambda x, c: np.sum(x * c), "x", "sum", {"x": "n"})
    assert "each entry has its own slope" in mc.check(by_vector, "n").says
    by_scalar = question(lambda x, c: np.sum(x * c), "c", "sum", {"x": "n"})
    assert "the scalar multiplied with" in mc.check(by_scalar, "n").says


# --- mistakes that cannot be told apart -------------------------------------------------------------------------------


def test_two_mistakes_with_one_answer_are_both_said():
    case = question(lambda x, z: x + z, "z", "expansion", {"x": "n"})
    verdict = mc.check(case, "I")
    assert verdict.mistake == "expansion/by-scalar-diagonal|expansion/by-scalar-identity"
    assert MISTAKES["expansion/by-scalar-diagonal"].says in verdict.says
    assert MISTAKES["expansion/by-scalar-identity"].says in verdict.says
    assert any("give the same answer" in line for line in build(case).report)


def test_a_mistake_that_gives_the_right_answer_is_left_out():
    case = question(lambda w, x: w + x, "w", "elementwise", VECTORS)
    assert mc.check(case, "I")
    assert build(case).report == ("elementwise/identity gives the right answer here",)


def test_a_single_mistake_that_gives_the_right_answer_is_refused():
    case = question(lambda w, x: w + x, "w", "elementwise/identity", VECTORS)
    with pytest.raises(
        mc.QuestionError, match="trial-1: field 'mistakes': 'elementwise/identity' cannot be made"
    ):
        mc.check(case, "I")


def test_a_wrong_table_would_be_noticed(monkeypatch):
    """Plant a mistake in the table itself: its typed counterpart is then no longer named."""
    planted = MISTAKES["chain/inner-missing"]
    monkeypatch.setitem(planted.__dict__, "wrong", lambda at: at.J + 1)
    fresh = question(composed, "x", "chain/inner-missing")
    assert mc.check(fresh, "cos(x^2)").mistake is None


def test_a_mistake_of_some_points_only_is_refused(monkeypatch):
    planted = MISTAKES["gradient/norm"]
    monkeypatch.setitem(planted.__dict__, "wrong", lambda at: at.J if at.J.sum() > 0 else None)
    case = question(lambda x, y: x * y, ("x", "y"), "gradient/norm")
    with pytest.raises(mc.QuestionError, match="can be made at some points only"):
        build(case)
