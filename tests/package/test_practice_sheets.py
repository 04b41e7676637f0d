"""Sheets: the points and the names of a question."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from practice_trials import GRADIENT, SHAPES, neuron

import mcalc_helpers as mc
from mcalc_helpers import Question
from mcalc_helpers.quiz.sheet import build


@settings(deadline=None, max_examples=25)
@given(number=st.integers(1, 10**6))
def test_points_are_finite_apart_and_clear_of_special_values(number):
    question = Question(f"trial-{number}", "?", "gradient", neuron, "w", SHAPES, mistakes=("activation",))
    sheet = build(question).sheet
    active = []
    for point in sheet["points"]:
        entries = np.array([*np.ravel(point["w"]), *np.ravel(point["x"]), point["b"]])
        assert np.isfinite(entries).all()
        assert np.abs(np.abs(entries)[:, None] - [0, 1, 2]).min() > 0.05
        assert len(set(np.ravel(point["x"]))) == point["n"] == 3
        assert point["w"] != point["x"]
        active.append(np.ravel(point["w"]) @ np.ravel(point["x"]) + point["b"] > 0)
    # The points that decide have a unit on either side of its hinge.
    assert 0 < sum(active[:3]) < 3


def test_a_sheet_depends_on_the_question_alone():
    again = Question("check-2", "?", "gradient", lambda x, y: x**2 * y**3, ("x", "y"))
    other = Question("check-99", "?", "gradient", lambda x, y: x**2 * y**3, ("x", "y"))
    assert build(again).sheet == build(GRADIENT).sheet
    assert build(other).sheet["points"] != build(GRADIENT).sheet["points"]


def test_a_loss_has_active_and_inactive_samples_at_the_deciding_points():
    def loss(w, b, X, y):
        return np.mean((np.maximum(0, X @ w + b) - y) ** 2)

    shapes = {"w": "n", "X": ("N", "n"), "y": "N"}
    sheet = build(Question("check-20", "?", "gradient", loss, "w", shapes, mistakes=("loss",))).sheet
    point = sheet["points"][0]
    active = np.array(point["X"]) @ np.ravel(point["w"]) + point["b"] > 0
    assert 0 < active.sum() < point["N"]
    assert point["N"] >= 3


def test_a_function_of_positive_numbers_gets_positive_points():
    question = Question("check-21", "?", "derivative", lambda x: np.log(x), "x", {"x": "n"})
    assert all(np.ravel(point["x"]).min() > 0 for point in build(question).sheet["points"])


def test_names_for_intermediate_variables():
    def f(x):
        u = x**2
        return np.sin(u)

    hidden = build(Question("check-22", "?", "derivative", f, mistakes=("chain",))).sheet
    given_ = build(Question("check-22", "?", "derivative", f, mistakes=("chain",), given=("u",))).sheet
    without = build(Question("check-22", "?", "derivative", f)).sheet
    assert "u" not in without["names"]
    assert all(p["u"] == pytest.approx(p["x"] ** 2, rel=1e-11) for p in given_["points"])
    assert all(abs(p["u"] - p["x"] ** 2) > 1e-6 for p in hidden["points"])


def test_a_candidate_without_a_value_at_a_point_is_left_blank():
    question = Question("check-23", "?", "value", lambda x: x**2, at={"x": 0.0})
    sheet = build(question).sheet
    assert mc.check(question, "0")
    assert len(sheet["points"]) == 1
