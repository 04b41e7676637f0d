"""The checker of gradients: right ones pass, wrong ones by 0.1 % do not, and the report says where."""

import dataclasses

import jax
import jax.numpy as jnp
import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st
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
steady = settings(deadline=None, max_examples=40)
RIGHT = [(scalar, gradient_of_scalar), (layer, jacobian_of_layer), (square, jacobian_of_square)]
every_function = pytest.mark.parametrize(("f", "derivative"), RIGHT)


@every_method
@every_function
def test_right_derivatives_are_accepted(f, derivative, method):
    for given_ in (derivative, derivative(AT), derivative(AT).tolist(), sp.Matrix(derivative(AT))):
        report = mc.check_gradient(f, given_, AT, method=method)
        assert report, report
        assert (report.ok, report.wrong, report.reason) == (True, 0, "")


@every_method
@steady
@given(outputs=st.integers(1, 4), inputs=st.integers(1, 4), seed=st.integers(0, 10_000))
def test_derivatives_of_random_functions_by_jax(method, outputs, inputs, seed):
    jax.config.update("jax_enable_x64", True)
    random = np.random.default_rng(seed)
    V, W = random.normal(size=(outputs, 5)), random.normal(size=(5, inputs))
    at = random.uniform(-2, 2, inputs)
    exact = np.asarray(jax.jacobian(lambda v: V @ jnp.tanh(W @ v) + jnp.sum(v**3))(at))

    def f(v):
        return V @ np.tanh(W @ v) + np.sum(v**3)

    report = mc.check_gradient(f, exact, at, method=method)
    assert report, report
    spot = np.unravel_index(int(np.argmax(np.abs(exact))), exact.shape)
    off = exact.copy()
    off[spot] *= 1.001
    report = mc.check_gradient(f, off, at, method=method)
    assert not report
    assert report.worst == spot
    assert report.wrong == 1


@every_method
@every_function
@pytest.mark.parametrize("factor", [1.001, 0.999])
def test_every_entry_wrong_by_a_thousandth_is_caught(f, derivative, method, factor):
    right = derivative(AT)
    for spot in np.ndindex(right.shape):
        wrong = right.copy()
        wrong[spot] *= factor
        report = mc.check_gradient(f, wrong, AT, method=method)
        assert not report.ok
        assert (report.worst, report.wrong) == (spot, 1)
    assert not mc.check_gradient(f, factor * right, AT, method=method)


@every_method
def test_a_small_entry_where_0_is_due_is_caught(method):
    assert not mc.check_gradient(lambda v: v[0] ** 2, [2.6, 1e-4, 0], AT, method=method)


def test_a_list_counts_as_the_row_or_column_due():
    assert mc.check_gradient(scalar, gradient_of_scalar(AT)[0], AT)
    assert mc.check_gradient(lambda t: np.array([t, t**2]), [1, 6], 3.0)
    assert mc.check_gradient(np.exp, 1.0, 0.0)


def test_a_report_names_the_worst_entry_and_its_two_values():
    def careless(v):
        J = gradient_of_scalar(v)
        return J + np.array([[0.001, 0, 2]])

    report = mc.check_gradient(scalar, careless, AT)
    assert (report.worst, report.wrong, report.shape) == ((0, 2), 2, (1, 3))
    assert report.given == pytest.approx(np.cos(-2.1) + 2)
    assert report.numerical == pytest.approx(np.cos(-2.1))
    assert report.relative_error == pytest.approx(2 / (np.cos(-2.1) + 2))
    lines = [line.split("  ") for line in str(report).splitlines()]
    assert lines[0] == ["check_gradient: wrong in 2 of 3 entries of 1 x 3."]
    labels = {line[1]: line[-1].strip() for line in lines[1:]}
    assert labels["worst entry"] == "row 0, column 2"
    assert labels["given"] == "1.49515"
    assert "  numerical       -0.504846  (central difference)" in str(report)
    assert "several entries differ" in labels["likely reason"]
    assert repr(report) == str(report)


def test_a_right_report_says_what_agreed():
    text = "check_gradient: right. 1 x 3, and every entry agrees with the {} (rtol = 1e-05)."
    assert str(mc.check_gradient(scalar, gradient_of_scalar, AT)) == text.format("central difference")
    assert str(mc.check_gradient(scalar, gradient_of_scalar, AT, method="complex")) == text.format(
        "complex step"
    )


def test_a_report_cannot_be_changed():
    report = mc.check_gradient(scalar, gradient_of_scalar, AT)
    with pytest.raises(dataclasses.FrozenInstanceError):
        report.ok = False


def test_tolerances_are_those_given():
    assert not mc.check_gradient(np.exp, 1.01, 0.0)
    assert mc.check_gradient(np.exp, 1.01, 0.0, rtol=0.02)
    assert mc.check_gradient(np.exp, 1.01, 0.0, atol=0.02)
    assert mc.check_gradient(lambda v: v @ v, [2.0, 0.0], [1.0, 0.0], method="complex", rtol=0, atol=0)
    assert not mc.check_gradient(lambda v: 1e-12 * v, [3e-12], [0.0], atol=1e-15)


def test_the_point_is_not_changed():
    def careless(v):
        v *= 2
        return v

    at = np.array([1.0, 2.0])
    mc.check_gradient(np.sum, careless, at)
    assert at.tolist() == [1, 2]


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (
            lambda: mc.check_gradient(scalar, [[sp.Symbol("x"), 1, 2]], AT),
            TypeError,
            "hold real numbers.*an array",
        ),
        (lambda: mc.check_gradient(scalar, lambda v: None, AT), TypeError, "is None; is a return missing"),
        (lambda: mc.check_gradient(scalar, AT * 1j, AT), TypeError, "hold real numbers"),
        (lambda: mc.check_gradient(scalar, [[1.0], [2.0, 3.0]], AT), TypeError, "hold real numbers"),
        (lambda: mc.check_gradient(scalar, AT, AT, method="middle"), ValueError, "no method 'middle'"),
        (
            lambda: mc.check_gradient(scalar, AT, AT, rtol=-1),
            ValueError,
            "tolerances are at least 0.*rtol = -1",
        ),
        (
            lambda: mc.check_gradient(scalar, AT, AT, atol=np.nan),
            ValueError,
            "tolerances are at least 0.*atol = nan",
        ),
        (lambda: mc.check_gradient(np.log, 1.0, -1.0), ValueError, "f is not finite at the point"),
        (
            lambda: mc.check_gradient(lambda v: 1e10 + v, 0.0, 1.0),
            ValueError,
            "cannot judge output 0.*subtract",
        ),
        (
            lambda: mc.check_gradient(np.exp, 1.0, 0.0, step=1e-14),
            ValueError,
            "the step so small.*larger step",
        ),
    ],
)
def test_mistakes_in_the_call_are_explained(call, error, words):
    with pytest.raises(error, match=words):
        call()


def test_large_values_can_be_judged_by_the_complex_step():
    assert mc.check_gradient(lambda v: 1e10 + v, 1.0, 1.0, method="complex")
    assert not mc.check_gradient(lambda v: 1e10 + v, 1.001, 1.0, method="complex")
