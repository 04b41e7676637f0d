"""Formulas: normal forms are the same value, and equal values that algebra can see are one object."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcalc_helpers.arithmetic import plus, power, primitive_part, times
from mcalc_helpers.expression import Expression, number, ones, postorder, size, symbol, unit, zeros
from mcalc_helpers.functions import (
    call,
    extremum,
    hadamard,
    index,
    indicator,
    matvec,
    negation,
    norm,
    stack,
    substitution,
    total,
    transpose,
    tril,
    where,
)
from mcalc_helpers.simplify import expand, factor, tidy
from mcalc_helpers.writers.numpy import inline

n = ("n",)
a, b = symbol("a"), symbol("b")
x, y = symbol("x", n), symbol("y", n)
X = symbol("X", ("m", "n"))
VALUES = {"a": 1.7, "b": -0.6, "x": np.array([0.4, -1.2, 2.5]), "y": np.array([1.1, 0.3, -0.7]), "n": 3}


def value(node):
    return eval(inline(node), {"np": np, **VALUES})


numbers = st.sampled_from([-2, -1, 0, 1, 2, 3, 0.5, Fraction(1, 3)])
scalars = st.recursive(
    st.one_of(st.sampled_from([a, b]), numbers.map(number)),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda p: p[0] + p[1]),
        st.tuples(inner, inner).map(lambda p: p[0] * p[1]),
        st.tuples(inner, inner).map(lambda p: p[0] - 2 * p[1]),
        inner.map(lambda e: (e * e + 1) ** -2),
        inner.map(lambda e: (e * e + 1) ** 0.5),
        inner.map(lambda e: call("sin", e)),
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(scalars, scalars, scalars)
def test_sums_and_products_obey_the_laws(p, q, r):
    assert p + q is q + p
    assert p * q is q * p
    assert (p + q) + r is p + (q + r)
    assert (p * q) * r is p * (q * r)
    assert p - p is number(0)
    np.testing.assert_allclose(value(p + q), value(p) + value(q), rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(value(p * q * x), value(p) * value(q) * VALUES["x"], rtol=1e-9, atol=1e-9)


@settings(deadline=None)
@given(scalars, scalars, scalars)
def test_the_last_touches_keep_the_value(p, q, r):
    node = (p + q * a) * (r - b) + p * a + a * a
    for form in (tidy(node), expand(node), factor(node), factor(expand(node))):
        np.testing.assert_allclose(value(form), value(node), rtol=1e-8, atol=1e-8)
    assert tidy(node).size <= node.size


@settings(deadline=None)
@given(scalars, scalars)
def test_substitution_is_evaluation_in_another_order(p, q):
    replaced = substitution({a: q})(p * x + p)
    there = eval(inline(p), {"np": np, **VALUES, "a": value(q)})
    np.testing.assert_allclose(value(replaced), there * VALUES["x"] + there, rtol=1e-8, atol=1e-8)


@pytest.mark.parametrize(
    ("node", "same"),
    [
        (x + 0, x),
        (x * 1, x),
        (x * 0, zeros(n)),
        (x - x, zeros(n)),
        (x / x, ones(n)),
        (x**0, ones(n)),
        (a**0, number(1)),
        (ones(n) ** a, ones(n)),
        (zeros(n) ** 2, zeros(n)),
        ((a * b) ** 2, a**2 * b**2),
        ((a**0.5) ** 2, a),
        ((2 * a + 4) ** 2, 4 * (a + 2) ** 2),
        (power(a * b, 0.5) * power(a * b, 0.5), a * b),
        (number(2) ** 0.5 * number(2) ** 0.5, number(2)),
        (a**b * a**-b, number(1)),
        (2 * (a - b) + 2 * b, 2 * a),
        (1 - (1 - x), x),
        (2 / (1 / a), 2 * a),
        (number(0.1) + 0.2, number(0.3)),
        (total(3 * a * x), 3 * a * total(x)),
        (total(ones(n)), size("n")),
        (total(ones((4,))), number(4)),
        (total(stack(a, b)), a + b),
        (total(zeros(n)), number(0)),
        (total(a), a),
        (index(2 * x + a, 1), 2 * index(x, 1) + a),
        (index(call("exp", x), 0), call("exp", index(x, 0))),
        (index(stack(a, b), 1), b),
        (index(ones(n), 2), number(1)),
        (index(zeros(n), 2), number(0)),
        (index(unit(1, n), 1), number(1)),
        (index(a, 3), a),
        (hadamard(unit(0, n), x * y), index(x, 0) * index(y, 0) * unit(0, n)),
        (hadamard(x, unit(0, n) - unit(1, n)), index(x, 0) * unit(0, n) - index(x, 1) * unit(1, n)),
        (total(a * unit(0, n) + unit(1, n)), a + 1),
        (total(a * unit(0, n) + b * unit(0, n)), a + b),
        (hadamard(x, a * unit(0, n) + b * unit(0, n)), (a + b) * index(x, 0) * unit(0, n)),
        (transpose(transpose(X)), X),
        (transpose(2 * X + X), 3 * transpose(X)),
        (matvec(X, 2 * a * x), 2 * a * matvec(X, x)),
        (matvec(X, zeros(n)), zeros(("m",))),
        (extremum("maximum", x, x), x),
        (extremum("maximum", number(2), number(3)), number(3)),
        (extremum("minimum", number(2), number(3)), number(2)),
        (extremum("maximum", a, number(0)), extremum("maximum", number(0), a)),
        (where(indicator(">", number(1), number(0)), x, y), x),
        (where(indicator("<", number(1), number(0)), a, y), a * 0 + y),
        (where(indicator(">", x, y), a, a), a * ones(n)),
        (where(indicator(">=", x, x), x, y), x),
        (indicator("<", a, b), indicator(">", b, a)),
        (indicator("<", number(0), a), indicator(">", a, number(0))),
        (indicator("==", b, a), indicator("==", a, b)),
        (indicator(">", x, x), zeros(n)),
        (indicator(">", a, b) ** 2, indicator(">", a, b)),
        (negation(indicator(">", a, b)), indicator(">=", b, a)),
        (negation(number(1)), number(0)),
    ],
)
def test_normal_forms(node, same):
    assert node is same


def test_what_stays_as_it_is():
    assert (x**2) ** 0.5 is not x
    assert power(a * b, 0.5).op == "power"
    assert norm(x).op == "norm"
    assert tril(n).shape == ("n", "n")


def test_a_sum_and_its_negative_have_one_primitive_part():
    assert primitive_part(2 * a - 4 * b)[1] is primitive_part(4 * b - 2 * a)[1]


def test_operators_take_numbers_on_either_side():
    assert 1 + a is a + 1
    assert 1 - a is -(a - 1)
    assert 2 * a is a * 2
    assert 1 / a is a**-1


def test_empty_sums_and_products():
    assert plus() is number(0)
    assert times() is number(1)


def test_a_graph_shares_what_it_repeats():
    node = a
    for _ in range(200):
        node = call("sin", node) * call("cos", node)
    assert len(list(postorder([node]))) == 601
    assert node.size > 2**200


def test_a_long_chain_needs_no_recursion():
    node: Expression = a
    for _ in range(5000):
        node = call("sin", node + 1)
    assert substitution({a: b})(node).size == node.size


def test_order_does_not_depend_on_history():
    fresh = symbol("brand_new_name")
    assert repr(fresh + a) == repr(a + fresh) == "a + brand_new_name"
