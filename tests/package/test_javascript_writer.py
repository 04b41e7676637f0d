"""The writer for the browser: the same expression in JavaScript, in NumPy and in SymPy, at thousands of points."""

import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from mcalc_helpers.interactive.bundle import run
from mcalc_helpers.writers.javascript import FOLDED, FUNCTIONS, real, tape, value_and_jacobian
from mcalc_helpers.writers.tape import OPERATIONS, Tape

x, y, z = sp.symbols("x y z")
# SymPy's own lambdify is the oracle; where the book's convention differs from SymPy's it is stated here.
CONVENTIONS = {
    "Heaviside": lambda v, _=0: np.where(v > 0, 1.0, 0.0),
    "DiracDelta": lambda v: np.where(v == 0, np.nan, 0.0),
}
ORACLE = [CONVENTIONS, "numpy"]

EXPRESSIONS = [
    3 * x**2 * y,
    x**2 + sp.sin(y),
    sp.exp(-(x**2) / 2) * sp.cos(3 * y),
    sp.log(x**2 + y**2 + 1),
    sp.sqrt(x**2 + 1) / (y**2 + 2),
    sp.tan(x / 4) - sp.tanh(y),
    sp.asin(sp.sin(x) / 2) + sp.acos(sp.cos(y) / 2) + sp.atan(x * y),
    sp.sinh(x / 2) * sp.cosh(y / 3) + sp.asinh(x) + sp.acosh(y**2 + 2) + sp.atanh(sp.sin(x) / 2),
    sp.atan2(y, x**2 + 1),
    sp.Max(0, x + 2 * y - 1),
    sp.Min(x, y, 1),
    sp.Abs(x - y) + sp.sign(x),
    sp.Piecewise((x**2, x > 0), (x * y, y >= 1), (sp.sin(x), True)),
    sp.Piecewise((x, sp.And(x > 0, y > 0)), (y, sp.Or(x < -1, y < -1)), (x * y, True)),
    sp.Piecewise((1, sp.Ne(x, 0)), (0, True)) + sp.Piecewise((1, sp.Eq(y, 0)), (x, True)),
    x**3 / 7 - y / x.subs(x, x**2 + 1),
    x ** sp.Rational(2, 3) * y**2,
    1 / (1 + sp.exp(-x * y)),
    sp.pi * x + sp.E**y - sp.GoldenRatio,
    (x + y) ** 4 - (x + y) ** -2 + 2**x,
    -x - y,
]


def points(count, seed=0, dimensions=2):
    return np.random.default_rng(seed).uniform(-3, 3, size=(count, dimensions))


def in_javascript(program, at):
    answers = run("evaluate", program.to_json(), at.tolist())
    # JSON has no nan: an undefined number comes back as null.
    return np.array([[np.nan if v is None else v for v in row] for row in answers], dtype=float)


def by_sympy(expressions, at):
    with np.errstate(all="ignore"):
        function = sp.lambdify(
            sp.symbols("x y", real=True), [real(e, [x, y]) for e in expressions], modules=ORACLE
        )
        return np.array([np.broadcast_to(v, len(at)) for v in function(*at.T)], dtype=float).T


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=str)
def test_both_languages_agree_with_sympy_on_value_and_gradient(expression):
    at = points(250)
    variables = [sp.Symbol("x", real=True), sp.Symbol("y", real=True)]
    e = real(expression, [x, y])
    expected = by_sympy([e, *(e.diff(v) for v in variables)], at)
    program = value_and_jacobian([expression], [x, y])
    np.testing.assert_allclose(program(at.T).T, expected, rtol=1e-11, atol=1e-12)
    np.testing.assert_allclose(in_javascript(program, at), expected, rtol=1e-11, atol=1e-12)


def test_a_jacobian_comes_row_by_row():
    program = value_and_jacobian([3 * x**2 * y, 2 * x + y**8], [x, y])
    np.testing.assert_allclose(program([2, 1]), [12, 5, 12, 12, 2, 8])
    np.testing.assert_allclose(in_javascript(program, np.array([[2.0, 1.0]])), [[12, 5, 12, 12, 2, 8]])


def leaves():
    numbers = st.integers(-4, 4).map(sp.Integer)
    return st.sampled_from([x, y]) | numbers


def grow(children):
    pair = st.tuples(children, children)
    return st.one_of(
        pair.map(lambda p: p[0] + p[1]),
        pair.map(lambda p: p[0] - p[1]),
        pair.map(lambda p: p[0] * p[1]),
        pair.map(lambda p: p[0] / (p[1] ** 2 + 1)),
        pair.map(lambda p: sp.Max(*p)),
        children.map(sp.sin),
        children.map(sp.tanh),
        children.map(lambda e: sp.log(e**2 + 1)),
        children.map(lambda e: sp.Abs(e)),
    )


@settings(deadline=None, max_examples=60)
@given(st.recursive(leaves(), grow, max_leaves=8))
def test_random_expressions_agree(expression):
    at = points(40, seed=1)
    program = tape([expression], [x, y])
    expected = by_sympy([expression], at)
    np.testing.assert_allclose(program(at.T).T, expected, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(in_javascript(program, at), expected, rtol=1e-9, atol=1e-9)


def test_the_comparison_catches_a_wrong_tape():
    right = tape([x * y], [x, y])
    wrong = Tape(right.inputs, (("+", 0, 1),), right.outputs)
    with pytest.raises(AssertionError):
        np.testing.assert_allclose(in_javascript(wrong, points(5)), by_sympy([x * y], points(5)), rtol=1e-9)


def test_every_operation_is_known_to_the_bundle():
    for name, function in OPERATIONS.items():
        count = {"where": 3}.get(name, getattr(function, "nin", 1))
        program = Tape(count, ((name, *range(count)),), (count,))
        at = np.abs(points(50, seed=2, dimensions=count)) / 3.1
        np.testing.assert_allclose(in_javascript(program, at), program(at.T).T, rtol=1e-12, err_msg=name)


def test_every_function_of_the_writer_is_an_operation():
    assert {*FUNCTIONS.values(), *FOLDED.values()} <= {*OPERATIONS}


@pytest.mark.parametrize("value", [-1.0, 0.0, 2.0])
def test_the_slope_of_relu_is_zero_at_its_kink(value):
    program = value_and_jacobian([sp.Max(0, x)], [x])
    expected = [max(0.0, value), float(value > 0)]
    np.testing.assert_array_equal(program([value]), expected)
    np.testing.assert_array_equal(in_javascript(program, np.array([[value]]))[0], expected)


def test_the_derivative_of_a_step_is_undefined_at_the_jump_only():
    program = value_and_jacobian([sp.Heaviside(x)], [x])
    np.testing.assert_array_equal(
        in_javascript(program, np.array([[-1.0], [0.0], [1.0]]))[:, 1], [0, np.nan, 0]
    )


def test_where_no_case_applies_the_value_is_undefined():
    program = tape([sp.Piecewise((x, x > 0))], [x])
    np.testing.assert_array_equal(in_javascript(program, np.array([[-1.0], [2.0]]))[:, 0], [np.nan, 2])


def test_an_undefined_value_is_not_an_error():
    assert np.isnan(tape([sp.log(x)], [x])([-1.0]))[0]


def test_common_parts_are_computed_once():
    part = sp.tanh(sp.sin(x))
    program = value_and_jacobian([part**2 + part], [x])
    assert sum(step[0] == "tanh" for step in program.code) == 1


def test_constants_and_conditions_that_are_constant():
    program = tape([sp.Integer(3), sp.Piecewise((x, sp.true)), sp.Max(x, sp.oo)], [x])
    np.testing.assert_array_equal(program([2.0]), [3, 2, np.inf])


@pytest.mark.parametrize("names", [("x0", "x1"), ("lambda", "class"), ("w_{1}", "x'")])
def test_any_name_will_do(names):
    a, b = sp.symbols(" ".join(names)) if "{" not in names[0] else [sp.Symbol(n) for n in names]
    program = value_and_jacobian([sp.exp(a * b) + sp.sin(a * b)], [a, b])
    t = 0.5 * 0.25
    np.testing.assert_allclose(program([0.5, 0.25])[0], np.exp(t) + np.sin(t))


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        (x * sp.Symbol("a"), r"the symbol a is not one of the variables; .*\.subs"),
        (sp.I * x, "I, which is not a real number"),
        (sp.zoo * x, "zoo, which is not a real number"),
        (sp.floor(x), "floor in floor\\(x\\) cannot be drawn in the browser; known are"),
        (sp.erf(x), "erf in erf\\(x\\) cannot be drawn in the browser; known are"),
        (
            sp.Sum(x * y, (y, 1, 3)),
            r"Sum in .* cannot be drawn in the browser; evaluate it first with \.doit\(\)",
        ),
    ],
)
def test_what_cannot_be_written_is_named(expression, words):
    with pytest.raises(ValueError, match=words):
        tape([expression], [x])


def test_a_point_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match=r"2 variable\(s\).*shape \(3,\)"):
        tape([x + y], [x, y])([1, 2, 3])
