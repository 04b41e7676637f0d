"""Equivalent, lucky, undefined and hostile answers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from practice_trials import PARTIAL

import mcalc_helpers as mc
from mcalc_helpers.quiz.sheet import build


@pytest.mark.parametrize(
    "answer",
    [
        "x*12*x*y",
        "12 y x^2",
        "y(2x)(6x)",
        "(x + y)^2 - x^2 - 2xy - y^2 + 12x^2y",
        "36x^2y/3",
        "12 x^3 y^2/(x y)",
        "12 exp(2 ln(x)) y sqrt(x)/sqrt(x)",
        "12x²·y",
        r"12\,x^{2} y",
    ],
)
def test_any_form_of_the_right_answer_is_right(answer):
    assert mc.check(PARTIAL, answer)


@settings(deadline=None, max_examples=30)
@given(a=st.integers(-9, 9), b=st.integers(1, 9), power=st.integers(1, 3))
def test_what_cancels_changes_nothing(a, b, power):
    assert mc.check(PARTIAL, f"12x^2y + {b}(x - {a})^{power} - {b}(x - {a})^{power}")
    assert not mc.check(PARTIAL, f"12x^2y + {b}/10^6 (x - {a} - 1/7)^{power}")


@pytest.mark.parametrize("count", range(1, 4))
def test_luck_at_the_deciding_points_is_not_enough(count):
    known = [point["x"] for point in build(PARTIAL).sheet["points"][:count]]
    vanishing = "*".join(f"(x - {value})" for value in known)
    assert not mc.check(PARTIAL, f"12x^2y + {vanishing}")


@pytest.mark.parametrize(
    "answer",
    [
        "9^9^9^9^9^9",
        "x" * 10**6,
        "(" * 5000 + "x" + ")" * 5000,
        "constructor",
        "__proto__.polluted",
        "toString()",
        "__import__('os').getcwd()",
        "eval(1)",
        "<img src=x onerror=alert(1)>",
        "process.exit(1)",
        "x; y",
        "\x00",
        "{{7*7}}",
    ],
)
def test_hostile_answers_get_a_message_and_nothing_else(answer):
    verdict = mc.check(PARTIAL, answer)
    assert not verdict
    assert verdict.says
    assert len(verdict.says) < 500
