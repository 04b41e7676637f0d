"""Mistakes planted in right derivatives: the checker tells each of them by name."""

import numpy as np
import pytest
from known_derivatives import (
    AT,
    gradient_of_scalar,
    jacobian_of_layer,
    jacobian_of_square,
    layer,
    scalar,
    square,
)

import mcalc_helpers as mc

METHODS = ["central", "forward", "backward", "complex"]
every_method = pytest.mark.parametrize("method", METHODS)


def entry_swap(J):
    J[0, 0], J[1, 2] = J[1, 2], J[0, 0]
    return J


def with_entry(value, row=0, column=1):
    def change(J):
        J[row, column] = value(J[row, column]) if callable(value) else value
        return J

    return change


def change_line(axis):
    def change(J):
        np.moveaxis(J, axis, 0)[1] += [0.3, -0.5, 0.7][: J.shape[1 - axis]]
        return J

    return change


# What is planted in the right derivative of which function, and the words that must be in the reason.
PLANTED = [
    (scalar, gradient_of_scalar, lambda J: -J, "sign of every entry"),
    (layer, jacobian_of_layer, lambda J: -J, "sign of every entry"),
    (layer, jacobian_of_layer, lambda J: 0 * J, "0 everywhere"),
    (square, jacobian_of_square, lambda J: J.T, "is the transpose: in numerator layout rows are outputs"),
    (square, jacobian_of_square, lambda J: np.diag(np.diag(J)), "only the diagonal"),
    (scalar, gradient_of_scalar, lambda J: 2 * J, "2 times too large: a factor counted twice"),
    (scalar, gradient_of_scalar, lambda J: J / 2, "a factor 2 is missing: an exponent not brought down"),
    (scalar, gradient_of_scalar, lambda J: 3 * J, "3 times too large, which is the number of inputs"),
    (scalar, gradient_of_scalar, lambda J: J / 3, "a factor 3 is missing, the number of inputs"),
    (layer, jacobian_of_layer, lambda J: J / 2, "a factor 2 is missing, the number of outputs"),
    (layer, jacobian_of_layer, lambda J: 1.001 * J, "every entry is 1.001 times"),
    (layer, jacobian_of_layer, lambda J: -2 * J, "every entry is -2 times"),
    (layer, jacobian_of_layer, lambda J: 1000 * J, "every entry is 1000 times"),
    (scalar, gradient_of_scalar, lambda J: J[:, [1, 0, 2]], "columns are in another order"),
    (layer, jacobian_of_layer, lambda J: J[:, [2, 0, 1]], "columns are in another order"),
    (layer, jacobian_of_layer, lambda J: J[::-1], "rows are in another order"),
    (layer, jacobian_of_layer, with_entry(0), r"only one entry is 0: output 0 by x\[1\]"),
    (layer, jacobian_of_layer, with_entry(9.0, 1, 2), r"only one entry differs: output 1 by x\[2\]"),
    (layer, jacobian_of_layer, change_line(0), "only row 1, the derivatives of output 1"),
    (layer, jacobian_of_layer, change_line(1), r"only column 1, the derivatives by x\[1\]"),
    (layer, jacobian_of_layer, entry_swap, "several entries differ.*begin with the worst"),
    (layer, jacobian_of_layer, with_entry(np.nan), "NaN or infinite"),
    (layer, jacobian_of_layer, with_entry(np.inf), "NaN or infinite"),
]


@every_method
@pytest.mark.parametrize(("f", "derivative", "plant", "words"), PLANTED)
def test_planted_mistakes_are_recognised(f, derivative, plant, words, method):
    report = mc.check_gradient(f, lambda v: plant(derivative(v)), AT, method=method)
    assert not report
    assert report.wrong > 0
    with pytest.raises(AssertionError, match=words):
        raise AssertionError(report.reason)


# Mistakes in the derivative of w * x by w, a diagonal, for a given x.
OTHER = np.array([0.7, -1.2, 2.5])
IN_PLACE_OF_A_DIAGONAL = [
    (lambda w: np.diag(w), "the point itself stands on the diagonal: .*the other operand$"),
    (lambda w: np.outer(w, OTHER), "an outer product, and only its diagonal should be there"),
    (lambda w: np.outer(OTHER, w), "an outer product, and only its diagonal should be there"),
    (lambda w: np.outer(OTHER, np.ones(3)), "repeated along its row, and only its diagonal"),
    (lambda w: np.outer(np.ones(3), OTHER), "repeated down its column, and only its diagonal"),
    (lambda w: -np.diag(OTHER), "sign of every entry"),
    (lambda w: np.diag(OTHER[::-1]), "several entries differ"),
]


@every_method
@pytest.mark.parametrize(("derivative", "words"), IN_PLACE_OF_A_DIAGONAL)
def test_what_is_put_in_place_of_a_diagonal_is_recognised(derivative, words, method):
    report = mc.check_gradient(lambda w: w * OTHER, derivative, AT, method=method)
    assert not report
    with pytest.raises(AssertionError, match=words):
        raise AssertionError(report.reason)


def test_where_no_diagonal_is_due_none_is_spoken_of():
    report = mc.check_gradient(square, lambda v: np.diag(v), AT)
    assert not report
    assert "diagonal" not in report.reason


# The same for answers of another shape: what is given, the words for its shape, and the reason.
MISSHAPEN = [
    (scalar, gradient_of_scalar, lambda J: J.T, "given 3 x 1, due 1 x 3", "it is a column:.*transpose it$"),
    (
        scalar,
        gradient_of_scalar,
        lambda J: 2 * J.T,
        "given 3 x 1, due 1 x 3",
        "column.*values are wrong as well",
    ),
    (
        layer,
        jacobian_of_layer,
        lambda J: J.T,
        "given 3 x 2, due 2 x 3",
        "transpose: .*rows are outputs.*inputs$",
    ),
    (
        layer,
        jacobian_of_layer,
        lambda J: J.T**2,
        "given 3 x 2, due 2 x 3",
        "transpose.*values are wrong as well",
    ),
    (scalar, gradient_of_scalar, np.sum, "given a single number, due 1 x 3", "entries are summed"),
    (scalar, gradient_of_scalar, lambda J: [[J.sum()]], "given 1 x 1, due 1 x 3", "entries are summed"),
    (
        scalar,
        gradient_of_scalar,
        lambda J: J[0, 1],
        "given a single number, due 1 x 3",
        "single partial derivative",
    ),
    (
        scalar,
        gradient_of_scalar,
        np.linalg.norm,
        "given a single number, due 1 x 3",
        "the length of the derivative",
    ),
    (
        layer,
        jacobian_of_layer,
        lambda J: J.sum(axis=0),
        "given a vector of length 3, due 2 x 3",
        "rows are summed",
    ),
    (
        layer,
        jacobian_of_layer,
        lambda J: J.sum(axis=1),
        "given a vector of length 2, due 2 x 3",
        "columns are summed",
    ),
    (
        layer,
        jacobian_of_layer,
        lambda J: J.sum(axis=1, keepdims=True),
        "given 2 x 1, due 2 x 3",
        "columns are summed",
    ),
    (
        square,
        jacobian_of_square,
        np.diag,
        "given a vector of length 3, due 3 x 3",
        r"diagonal only.*np\.diag",
    ),
    (
        layer,
        jacobian_of_layer,
        lambda J: J[None],
        "given 1 x 2 x 3, due 2 x 3",
        "2 outputs by 3 inputs make 2 rows",
    ),
    (layer, jacobian_of_layer, lambda J: np.nan, "given a single number, due 2 x 3", "NaN or infinite"),
]


@pytest.mark.parametrize(("f", "derivative", "plant", "shapes", "words"), MISSHAPEN)
def test_wrong_shapes_are_named_with_the_shape_due(f, derivative, plant, shapes, words):
    report = mc.check_gradient(f, lambda v: plant(derivative(v)), AT)
    assert not report
    assert report.worst is None
    assert str(report).startswith(f"check_gradient: wrong shape, {shapes}.\n  likely reason   ")
    with pytest.raises(AssertionError, match=words):
        raise AssertionError(report.reason)


def test_a_single_input_is_counted_in_the_singular():
    x = np.array([1.0, 2.0, 4.0])
    reason = mc.check_gradient(lambda z: x + z, np.ones((3, 2)), 0.5).reason
    assert reason == "the shape: 3 outputs by 1 input make 3 rows and 1 column"


@every_method
def test_a_single_value_without_a_pattern(method):
    assert "no simple factor" in mc.check_gradient(np.exp, 1.37, 0.0, method=method).reason
    assert "factor 2 is missing" in mc.check_gradient(lambda t: t**2, lambda t: t, 1.5, method=method).reason
    assert "no simple factor" in mc.check_gradient(np.cos, 0.3, 0.0, method=method).reason


def test_one_output_column_of_one_input():
    report = mc.check_gradient(lambda t: np.array([t, t**2, t**3]), lambda t: [1, 2, 3], 3.0)
    assert "several entries differ" in report.reason


@pytest.mark.parametrize("method", ["central", "forward", "backward"])
@pytest.mark.parametrize(
    ("given_", "side"), [(-1.0, "that on the left"), (1.0, "that on the right"), (0.5, "in between")]
)
def test_a_kink_is_told_from_a_mistake(given_, side, method):
    numerical = {"central": 0.0, "forward": 1.0, "backward": -1.0}[method]
    report = mc.check_gradient(lambda v: np.abs(v[0]) + v[1] ** 2, [given_, 6.0], [0.0, 3.0], method=method)
    assert report.ok == (given_ == numerical)
    if not report.ok:
        assert report.worst == (0, 0)
        assert "kink here: by x[0] the slope is -1 on the left and 1 on the right" in report.reason
        assert side in report.reason


def test_a_value_outside_the_two_slopes_of_a_kink_is_a_mistake():
    assert "kink" not in mc.check_gradient(lambda v: np.maximum(0, v[0]), [3.0], [0.0]).reason


def test_a_curve_is_no_kink():
    report = mc.check_gradient(lambda v: 1e3 * v[0] ** 2, [2000.01 + 0.05], [1.0])
    assert "kink" not in report.reason


def test_a_step_that_bends_the_quotient_is_doubted():
    report = mc.check_gradient(np.sin, np.cos, 1.0, step=0.5)
    assert not report
    assert "numerical value is in doubt" in report.reason
    assert "step (0.5) is too large" in report.reason
    report = mc.check_gradient(np.sin, np.cos, 1.0, step=1.5, method="forward")
    assert "step (1.5) is too large" in report.reason


def test_a_kink_within_the_step_is_doubted():
    report = mc.check_gradient(lambda t: np.abs(t - 1e-6), -1.0, 0.0)
    assert "in doubt" in report.reason
    assert "a kink is near" in report.reason


@pytest.mark.parametrize(
    ("f", "at", "method"),
    [(np.log, 1e-7, "complex"), (lambda t: t**1.5, 0.0, "forward"), (lambda t: (-t) ** 1.5, 0.0, "backward")],
)
def test_an_edge_of_the_domain_does_not_stop_the_diagnosis(f, at, method):
    report = mc.check_gradient(f, 3.0, at, method=method)
    assert not report
    assert report.reason
