"""Difference quotients and the complex step, against exact derivatives and JAX."""

import math

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import mcalc_helpers as mc

METHODS = {
    "forward": 1e-5,
    "backward": 1e-5,
    "central": 1e-7,
    "complex": 1e-12,
}  # and what each may be off by
REAL_METHODS = [method for method in METHODS if method != "complex"]
every_method = pytest.mark.parametrize("method", METHODS)

sizes = st.tuples(st.integers(1, 4), st.integers(1, 4))
matrices = sizes.flatmap(lambda size: arrays(float, size, elements=st.floats(-2, 2)))


def paper(v):
    return np.array([3 * v[0] ** 2 * v[1], 2 * v[0] + v[1] ** 8])


@every_method
@settings(deadline=None)
@given(A=matrices, seed=st.integers(0, 100))
def test_jacobian_of_a_layer_against_jax(method, A, seed):
    jax.config.update("jax_enable_x64", True)
    at = np.random.default_rng(seed).uniform(-1, 1, A.shape[1])
    J = mc.numerical_jacobian(lambda v: np.sin(A @ v) + np.sum(v**3), at, method=method)
    expected = jax.jacobian(lambda v: jnp.sin(A @ v) + jnp.sum(v**3))(at)
    assert J.shape == A.shape
    np.testing.assert_allclose(J, expected, atol=10 * METHODS[method])


@every_method
def test_shapes_are_outputs_by_inputs(method):
    shape = {
        (1, 1): mc.numerical_jacobian(np.exp, 0.5, method=method),
        (1, 3): mc.numerical_jacobian(np.sum, [1, 2, 3], method=method),
        (2, 1): mc.numerical_jacobian(lambda t: np.array([t, t**2]), 3, method=method),
        (2, 2): mc.numerical_jacobian(paper, (1.3, 0.7), method=method),
    }
    assert all(J.shape == due and J.dtype == float for due, J in shape.items())


@every_method
def test_integer_points_are_not_truncated(method):
    np.testing.assert_allclose(
        mc.numerical_jacobian(paper, [1, 2], method=method), [[12, 3], [2, 1024]], rtol=1e-5
    )


@every_method
@pytest.mark.parametrize("size", [1e-8, 1.0, 1e8])
def test_default_steps_follow_the_size_of_the_point(method, size):
    np.testing.assert_allclose(
        mc.numerical_jacobian(lambda v: 3 * v, [size], method=method), [[3]], rtol=1e-6
    )


@pytest.mark.parametrize(("method", "slope"), [("forward", 2.1), ("backward", 1.9), ("central", 2.0)])
def test_each_method_is_its_formula(method, slope):
    assert mc.numerical_jacobian(lambda t: t**2, 1.0, method=method, step=0.1) == pytest.approx(slope)


def test_errors_shrink_as_the_orders_say():
    def error(method, step):
        return abs(mc.numerical_jacobian(np.exp, 0.0, method=method, step=step).item() - 1)

    assert error("forward", 1e-3) / error("forward", 5e-4) == pytest.approx(2, rel=0.01)
    assert error("central", 1e-3) / error("central", 5e-4) == pytest.approx(4, rel=0.01)
    assert error("complex", 1e-100) < 1e-15


def test_the_function_may_change_its_argument():
    def careless(v):
        v *= v
        return v.sum()

    at = np.array([1.0, 2.0])
    np.testing.assert_allclose(mc.numerical_jacobian(careless, at), [[2, 4]], rtol=1e-8)
    assert at.tolist() == [1, 2]


def test_the_function_may_return_the_same_array_each_time():
    buffer = np.empty(2)

    def thrifty(v):
        buffer[:] = v**2
        return buffer

    np.testing.assert_allclose(mc.numerical_jacobian(thrifty, [1.0, 2.0]), [[2, 0], [0, 4]], rtol=1e-8)


def test_python_numbers_and_lists_are_good_values():
    np.testing.assert_allclose(mc.numerical_jacobian(lambda t: [t, math.sin(t)], 0.0), [[1], [1]], rtol=1e-8)


def test_a_kink_gives_each_side_its_slope():
    slopes = [mc.numerical_jacobian(np.abs, 0.0, method=method).item() for method in REAL_METHODS]
    assert slopes == [1, -1, 0]


def test_complex_step_is_exact():
    assert mc.numerical_jacobian(np.sin, [0.3], method="complex").item() == math.cos(0.3)


def test_complex_step_works_where_no_real_step_fits():
    np.testing.assert_allclose(mc.numerical_jacobian(np.log, 1e-9, method="complex"), [[1e9]])
    fast = mc.numerical_jacobian(lambda t: np.sin(1e6 * t), 1.0, method="complex")
    np.testing.assert_allclose(fast, [[1e6 * math.cos(1e6)]])
    huge = mc.numerical_jacobian(lambda t: 1e12 + t, 1.0, method="complex")
    np.testing.assert_allclose(huge, [[1]])


@pytest.mark.parametrize(
    "f",
    [
        lambda v: np.abs(v),
        lambda v: np.real(v) ** 2,
        lambda v: np.array([v[0], abs(v[1])]),
        lambda v: np.sum(v * np.conj(v)).real,
    ],
)
def test_a_complex_step_that_loses_the_derivative_is_refused(f):
    with pytest.raises(ValueError, match=r"complex step loses the derivative by x\[\d\].*method='central'"):
        mc.numerical_jacobian(f, [2.0, -3.0], method="complex")


@pytest.mark.parametrize(
    "f", [math.sin, lambda t: np.floor(t), float, lambda t: np.array([1.0]) + np.arctan2(t, 1)]
)
def test_functions_without_complex_numbers_say_what_else_to_take(f):
    with pytest.raises(TypeError, match=r"accepts complex numbers.*np\.sin, not math\.sin.*method='central'"):
        mc.numerical_jacobian(f, 1.5, method="complex")


def test_imaginary_parts_dropped_by_an_assignment_are_noticed():
    def into_floats(v):
        out = np.zeros(2)
        out[:] = v**2
        return out

    with pytest.raises(TypeError, match="accepts complex numbers"):
        mc.numerical_jacobian(into_floats, [1.0, 2.0], method="complex")


def test_errors_of_the_function_itself_pass_through():
    with pytest.raises(TypeError, match="unsupported operand"):
        mc.numerical_jacobian(lambda v: v + None, [1.0])


def changing(v):
    return v[v >= 1]


@pytest.mark.parametrize(
    ("f", "at", "error", "words"),
    [
        (3.0, 1.0, TypeError, "needs a function to call, and got float"),
        (np.sum, ["a"], TypeError, r"must hold real numbers.*\[1\.0, 2\.0\]"),
        (np.sum, [1j], TypeError, "must hold real numbers"),
        (np.sum, [True], TypeError, "must hold real numbers"),
        (np.sum, [[1.0], [2.0, 3.0]], ValueError, "entries differ in length"),
        (np.sum, [[1.0, 2.0]], ValueError, r"shape \(1, 2\).*flatten it"),
        (np.sum, [], ValueError, "no entries, so there is nothing"),
        (np.sum, [1.0, math.nan], ValueError, r"not finite: x\[1\] is nan"),
        (np.sum, math.inf, ValueError, "not finite: x is inf"),
        (np.log, 0.0, ValueError, r"not finite at the point: f\(0\.0\) is \[-inf\]; choose a point"),
        (
            lambda v: np.sqrt(v[1]),
            [1.0, 1e-9],
            ValueError,
            r"close to the point, where x\[1\] goes from 1e-09 to -6",
        ),
        (changing, [1.0, 2.0], ValueError, r"2 outputs at the point and 1 when x\[0\] moves"),
        (lambda v: np.outer(v, v), [1.0, 2.0], ValueError, r"shape \(2, 2\).*at most one axis"),
        (lambda v: v[:0], [1.0], ValueError, "empty array: a Jacobian needs at least one output"),
        (lambda v: None, [1.0], TypeError, "returned array.None.*is a return missing"),
        (lambda v: "one", [1.0], TypeError, "must return real numbers"),
        (lambda v: v + 1j, [1.0], TypeError, "must return real numbers"),
        (lambda v: v > 0, [1.0], TypeError, "must return real numbers"),
        (lambda v: v.astype(np.float32), [1.0], TypeError, "computes in float32, whose rounding.*float64"),
    ],
)
def test_mistakes_are_explained(f, at, error, words):
    with pytest.raises(error, match=words):
        mc.numerical_jacobian(f, at)


@pytest.mark.parametrize("method", REAL_METHODS)
@pytest.mark.parametrize(
    ("at", "step", "words"),
    [
        ([1e6, 1.0], 1e-12, r"too small for x\[0\] = 1e\+06.*method='complex'"),
        ([1e6, 1.0], 1e3, r"too large for x\[1\] = 1: .*leave step out"),
        ([0.0, 0.0], 1e-25, r"too small for x\[0\]: f does not move at all.*larger step"),
        ([1.0, 1.0], 0.0, "must be a positive number, and is 0"),
        ([1.0, 1.0], -1e-3, "must be a positive number"),
        ([1.0, 1.0], math.nan, "must be a positive number, and is nan"),
    ],
)
def test_steps_too_small_or_large_are_refused_by_name(method, at, step, words):
    with pytest.raises(ValueError, match=words):
        mc.numerical_jacobian(lambda v: 5 + np.sum(v), at, method=method, step=step)


def test_an_output_that_really_stands_still_is_no_error():
    assert mc.numerical_jacobian(lambda v: 5.0, [1.0, 2.0], step=1e-9).tolist() == [[0, 0]]


def test_unknown_methods_are_listed():
    with pytest.raises(
        ValueError, match="no method 'centre'; choose one of forward, backward, central, complex"
    ):
        mc.numerical_jacobian(np.sum, [1.0], method="centre")
