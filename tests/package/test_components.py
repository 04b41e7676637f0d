"""Gradient, Jacobian and Hessian of SymPy expressions, against SymPy's own, finite differences and JAX."""

import jax
import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

import mcalc_helpers as mc

x, y, z = sp.symbols("x y z")

leaves = st.one_of(st.sampled_from([x, y, z]), st.integers(-3, 3).map(sp.Integer))
expressions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: pair[0] + pair[1]),
        st.tuples(inner, inner).map(lambda pair: pair[0] * pair[1]),
        inner.map(sp.sin),
        inner.map(lambda e: e**2),
    ),
    max_leaves=6,
)
inputs = st.permutations([x, y, z]).flatmap(lambda order: st.integers(1, 3).map(lambda n: order[:n]))
points = st.tuples(*[st.floats(-1, 1)] * 3)


def numbers(matrix, point):
    """Evaluate a matrix of expressions in x, y, z at a point."""
    return np.array(sp.lambdify([x, y, z], matrix)(*point), dtype=float)


@settings(deadline=None)
@given(st.lists(expressions, min_size=1, max_size=3), inputs)
def test_jacobian_is_sympys(fs, variables):
    J = mc.jacobian(fs, variables)
    assert J.shape == (len(fs), len(variables))
    assert sp.Matrix(fs).jacobian(variables) == J
    assert mc.jacobian(fs, variables, layout="denominator") == J.T


@settings(deadline=None)
@given(expressions, inputs)
def test_gradient_is_the_jacobian_of_one_function(f, variables):
    row = mc.gradient(f, variables)
    assert row.shape == (1, len(variables))
    assert row == mc.jacobian([f], variables) == mc.jacobian(f, variables)
    assert mc.gradient(f, variables, layout="denominator") == row.T


@settings(deadline=None)
@given(expressions, inputs)
def test_hessian_is_sympys_and_symmetric(f, variables):
    H = mc.hessian(f, variables)
    assert (H - sp.hessian(f, variables)).applyfunc(sp.simplify).is_zero_matrix
    assert (H - H.T).applyfunc(sp.simplify).is_zero_matrix


@settings(deadline=None)
@given(st.lists(expressions, min_size=1, max_size=2), points)
def test_jacobian_agrees_with_central_differences(fs, point):
    value = sp.lambdify([x, y, z], fs)
    step = 1e-5
    columns = []
    for direction in np.eye(3) * step:
        moved = [np.array(value(*(np.array(point) + sign * direction)), dtype=float) for sign in (1, -1)]
        columns.append((moved[0] - moved[1]) / (2 * step))
    exact = numbers(mc.jacobian(fs, [x, y, z]), point)
    np.testing.assert_allclose(exact, np.stack(columns, axis=1), rtol=1e-4, atol=1e-4)


def test_derivatives_agree_with_jax():
    jax.config.update("jax_enable_x64", True)
    fs = [sp.sin(x * y) + z**3, sp.exp(x - z) / (1 + y**2), sp.log(x + 2) * sp.tanh(y)]
    point = np.array([0.3, -0.7, 0.9])
    value = sp.lambdify([x, y, z], fs, modules=jax.numpy)
    expected = jax.jacobian(lambda v: jax.numpy.stack(value(*v)))(point)
    np.testing.assert_allclose(numbers(mc.jacobian(fs, [x, y, z]), point), expected, rtol=1e-12)
    second = jax.hessian(lambda v: value(*v)[1])(point)
    np.testing.assert_allclose(numbers(mc.hessian(fs[1], [x, y, z]), point), second, rtol=1e-12)


def test_the_papers_jacobian():
    f, g = 3 * x**2 * y, 2 * x + y**8
    assert mc.jacobian([f, g], [x, y]) == sp.Matrix([[6 * x * y, 3 * x**2], [2, 8 * y**7]])


@pytest.mark.parametrize(
    "fs", [[x, y**2], (x, y**2), sp.Tuple(x, y**2), sp.Matrix([x, y**2]), sp.ImmutableMatrix([[x, y**2]])]
)
def test_functions_may_come_in_any_ordered_container(fs):
    assert mc.jacobian(fs, sp.Matrix([x, y])) == sp.Matrix([[1, 0], [0, 2 * y]])


def test_one_variable_needs_no_list():
    assert mc.gradient(x**2, x) == sp.Matrix([[2 * x]])


@pytest.mark.parametrize("f", [5, 2.5, np.float64(3), sp.pi, y])
def test_a_variable_that_does_not_occur_gives_zero(f):
    assert mc.gradient(f, [x]) == sp.Matrix([[0]])


def test_an_infinite_bound_is_no_infinite_value():
    f = sp.Integral(sp.exp(-(y**2) * x), (y, -sp.oo, sp.oo))
    assert mc.gradient(f, [x])[0].has(sp.Integral)


def test_two_symbols_of_one_name_are_fine_when_both_are_variables():
    real = sp.Symbol("x", real=True)
    assert mc.gradient(x * real**2, [x, real]) == sp.Matrix([[real**2, 2 * x * real]])


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: mc.gradient([x, y], [x]), TypeError, r"is a list; .*jacobian\(\[f, g"),
        (lambda: mc.gradient(sp.Matrix([x]), [x]), TypeError, r"is a matrix; use jacobian"),
        (lambda: mc.gradient(sp.MatrixSymbol("A", 2, 2), [x]), TypeError, "is a matrix"),
        (lambda: mc.gradient("x**2", [x]), TypeError, r"is text; make symbols with"),
        (lambda: mc.gradient(x > 1, [x]), TypeError, "no scalar expression; .*number as its value"),
        (lambda: mc.gradient(sp.Lambda(x, x**2), [x]), TypeError, "is a function; apply it to its symbols"),
        (
            lambda: mc.gradient(lambda t: t, [x]),
            TypeError,
            "is a Python function; call it with symbols.*derive",
        ),
        (lambda: mc.gradient(np.ones(2), [x]), TypeError, "of type ndarray; .*numerical_jacobian"),
        (lambda: mc.gradient(True, [x]), TypeError, "of type bool"),
        (lambda: mc.gradient(sp.nan, [x]), ValueError, "nan is not finite.*division by 0"),
        (lambda: mc.gradient(x + 1 / sp.Integer(0), [x]), ValueError, "not finite"),
        (lambda: mc.gradient(sp.oo, [x]), ValueError, "not finite"),
        (lambda: mc.hessian([x], [x]), TypeError, "hessian differentiates scalar expressions"),
        (lambda: mc.jacobian({"f": x}, [x]), TypeError, "not a dictionary; labelled_jacobian"),
        (lambda: mc.jacobian({x, y}, [x]), TypeError, "functions in an order, and a set has none"),
        (lambda: mc.jacobian(sp.FiniteSet(x, y), [x]), TypeError, "a set has none"),
        (lambda: mc.jacobian([], [x]), ValueError, "no functions: the list of expressions is empty"),
        (lambda: mc.jacobian(sp.Matrix(0, 1, []), [x]), ValueError, "no functions"),
        (lambda: mc.jacobian(sp.eye(2), [x]), ValueError, "2 x 2 matrix of them; .*a row at a time"),
        (lambda: mc.jacobian([[x]], [x]), TypeError, "is a list"),
        (lambda: mc.gradient(x, "x"), TypeError, "by symbols, and 'x' is of type str; make symbols"),
        (lambda: mc.gradient(x, [x, 2]), TypeError, "and 2 is of type int"),
        (lambda: mc.gradient(x, {x, y}), TypeError, "variables in an order, and a set has none"),
        (lambda: mc.gradient(x, []), ValueError, r"by no variables: write them as a list"),
        (lambda: mc.gradient(x * y, [x, y, x]), ValueError, "x is listed twice.*two equal columns"),
        (
            lambda: mc.gradient(x, [x], layout="row"),
            ValueError,
            "no layout 'row'.*'numerator'.*'denominator'",
        ),
    ],
)
def test_mistakes_are_explained(call, error, words):
    with pytest.raises(error, match=words):
        call()


@pytest.mark.parametrize("operation", [mc.gradient, mc.jacobian, mc.hessian])
def test_a_symbol_of_the_same_name_is_no_zero_derivative(operation):
    real = sp.Symbol("x", real=True)
    with pytest.raises(
        ValueError, match=r"another symbol called x.*Symbol\('x', real=True\).*make the symbol once"
    ):
        operation(real**2, [x, y])
