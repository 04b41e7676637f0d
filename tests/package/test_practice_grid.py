"""Every kind of question with every family of mistakes: each builds, or is refused with a reason."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mcalc_helpers as mc
from mcalc_helpers import Line, Option, Question
from mcalc_helpers.quiz.asks import ASKS
from mcalc_helpers.quiz.judge import judge
from mcalc_helpers.quiz.mistakes import FAMILIES
from mcalc_helpers.quiz.sheet import build

VECTORS = {"w": "n", "x": "n"}
W, X = np.array([1.3, -0.7]), np.array([0.6, 2.3])


def chain(x):
    u = x**2
    return np.sin(u)


def curve(t):
    u = np.sin(t)
    return np.stack([u, t * u**2])


def neuron(w, x, b):
    z = w @ x + b
    return np.maximum(0, z)


def loss(w, b, X, y):
    z = X @ w + b
    return np.mean((np.maximum(0, z) - y) ** 2)


SAMPLES = {"X": np.array([X, W, -X]), "y": np.array([0.4, 2.4, 1.1]), "w": W, "b": 0.3}
LOSS = {"w": "n", "X": ("N", "n"), "y": "N"}

# A function, what it is differentiated by, its shapes, a point, one link.
FUNCTIONS = {
    "chain": (chain, "x", {}, {"x": 1.5}, "u"),
    "paths": (lambda x: x * np.sin(x), "x", {}, {"x": 1.5}, "u"),
    "quotient": (lambda x, y: np.exp(x) / x * y, "x", {}, {"x": 1.5, "y": 0.7}, "u1"),
    "by two scalars": (lambda x, y: x**2 * y + y, ("x", "y"), {}, {"x": 1.5, "y": 0.7}, None),
    "a hinge by two scalars": (
        lambda x, y: np.maximum(0, x * y),
        ("x", "y"),
        {},
        {"x": 1.5, "y": 0.7},
        None,
    ),
    "by one entry": (lambda x: x[0] ** 2 * x[1], "x[0]", {"x": "n"}, {"x": X}, None),
    "a curve": (curve, "t", {}, {"t": 0.7}, "u"),
    "element-wise": (lambda w, x: np.sin(w * x), "w", VECTORS, {"w": W, "x": X}, "u"),
    "expansion": (lambda x, z: x * z, "z", {"x": "n"}, {"x": X, "z": 1.5}, "y"),
    "a layer": (
        lambda W, x: np.sin(W @ x),
        "x",
        {"W": ("m", "n"), "x": "n"},
        {"W": np.array([W, X, W + X]), "x": X},
        "u",
    ),
    "neuron": (neuron, "w", VECTORS, {"w": W, "x": X, "b": 2.2}, "z"),
    "loss by the weights": (loss, "w", LOSS, SAMPLES, "z"),
    "loss by the bias": (loss, "b", LOSS, SAMPLES, "z"),
}

# What the kinds need beside a function.
OPTIONS = (Option("a", holds=lambda: True), Option("b", holds=lambda: False, says="No."))
SPECIAL = {
    "choice": {"options": OPTIONS},
    "slip": {"lines": (Line("Something."), Line("Nonsense.", lambda: 1234.5))},
}


def question(asks, what, families):
    function, wrt, shapes, at, link = FUNCTIONS[what]
    special = {"value": {"at": at}, "factor": {"factor": link or "none"}, **SPECIAL}.get(asks, {})
    return Question("trial-1", "?", asks, function, wrt, shapes, mistakes=families, **special)


def is_refused_for_a_reason(asks, what):
    """Tell whether a function has no single link, which some kinds are about."""
    return asks in ("factor", "rule") and FUNCTIONS[what][4] is None


def is_built_well(asks, what, families):
    """Build a question, and judge the right answer and each wrong one."""
    sheet = build(question(asks, what, families)).sheet
    if "points" in sheet:
        assert judge(sheet, sheet["right"])["verdict"] == "right"
        verdicts = [
            judge(sheet, {key: wrong[key] for key in ("shape", "values")}) for wrong in sheet["wrong"]
        ]
        assert "right" not in {verdict["verdict"] for verdict in verdicts}


# A partial derivative, a gradient and a Jacobian are derivatives that are looked through for other usual mistakes.
KINDS = [asks for asks in ASKS if asks not in ("partial", "gradient", "jacobian")]


@pytest.mark.parametrize("what", FUNCTIONS)
@pytest.mark.parametrize("asks", KINDS)
def test_all_families_at_once(asks, what):
    if is_refused_for_a_reason(asks, what):
        with pytest.raises(mc.QuestionError, match=r"trial-1: field '(factor|function)': "):
            build(question(asks, what, tuple(FAMILIES)))
    else:
        is_built_well(asks, what, tuple(FAMILIES))


@settings(deadline=None, max_examples=20)
@given(
    asks=st.sampled_from([asks for asks in ASKS if asks not in ("factor", "rule")]),
    what=st.sampled_from(list(FUNCTIONS)),
    families=st.none() | st.lists(st.sampled_from(list(FAMILIES)), max_size=3).map(tuple),
)
def test_any_families(asks, what, families):
    is_built_well(asks, what, families)


def test_a_name_left_in_is_recognised_at_a_fixed_point():
    case = Question("trial-1", "?", "value", lambda x: np.sin(x**2), at={"x": 1.5}, mistakes=("chain",))
    assert mc.check(case, "3 cos(2.25)")
    assert mc.check(case, "3 cos(u)").mistake == "chain/intermediate-left-in"
    assert mc.check(case, "cos(2.25)").mistake == "chain/inner-missing"
