"""The writers: what is printed has the value that is computed, in every notation."""

import numpy as np
import pytest
import sympy as sp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from latex_reader import read
from trees import PARAMETERS, function, point, sources

import mcalc_helpers as mc
from mcalc_helpers.expression import number, ones, symbol, unit, zeros
from mcalc_helpers.forms import column, diagonal, entry_row, identity, matrix, row, scalar, zero
from mcalc_helpers.functions import call, indicator, matvec, norm, stack, total, transpose, tril, where
from mcalc_helpers.writers.latex import latex
from mcalc_helpers.writers.latex_jacobian import jacobian_latex, product_latex
from mcalc_helpers.writers.names import name_latex
from mcalc_helpers.writers.numpy import inline
from mcalc_helpers.writers.sympy import evaluate
from mcalc_helpers.writers.text import jacobian_text

n = ("n",)
a, b = symbol("a"), symbol("b")
w, x = symbol("w", n), symbol("x", n)
X = symbol("X", ("m", "n"))
slow = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))


def square(source):
    """The same expression with all vectors of one length: vectors of ones carry no length in print."""
    return source.replace("A @", "B @").replace("@ A", "@ B")


@slow
@given(data=st.data(), kind=st.sampled_from("sn"), depth=st.integers(1, 5), seed=st.integers(0, 999))
def test_printed_results_have_the_value_that_is_computed(data, kind, depth, seed):
    source = square(data.draw(sources(kind, depth)))
    shapes = {**PARAMETERS, "u": ("n",)}
    values = point(seed)
    values["u"] = np.random.default_rng(seed + 1).normal(size=3)
    for wrt in ("x", "a"):
        derivation = mc.derive(function(source), wrt, shapes)
        if r"\partial" in derivation.latex():
            continue  # too long: printed in terms of the derivatives before it
        names = {**values, "n": 3.0}
        for name, definition in derivation.definitions.items():
            names[name] = eval(inline(definition), {"np": np, **names, "n": 3})
        printed = read(derivation.latex(), names, 3)
        found = derivation(**values)
        # A zero stands for a zero of any shape.
        printed = np.reshape(printed, found.shape) if np.any(printed) else np.zeros(found.shape)
        np.testing.assert_allclose(printed, found, rtol=1e-6, atol=1e-7)


def test_the_reader_notices_a_wrong_sign():
    names = {"x": np.array([1.0, 2.0]), "y": np.array([0.5, 3.0])}
    right = read(r"(\mathbf{x} - \mathbf{y})^T", names, 2)
    wrong = read(r"(\mathbf{y} - \mathbf{x})^T", names, 2)
    np.testing.assert_array_equal(right, -wrong)


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (number(-0.5), r"-\frac{1}{2}"),
        (number(0.01), "0.01"),
        (number(np.pi) * a, r"\pi a"),
        (2 * np.pi * a * b, r"2 \pi a b"),
        (1e-5 + a, r"a + 10^{-5}"),
        (2.5e-7 * a, r"2.5 \cdot 10^{-7} a"),
        (a / 2, r"\frac{a}{2}"),
        (2 * a / b, r"\frac{2 a}{b}"),
        (a**-0.5, r"\frac{1}{\sqrt{a}}"),
        (a**1.5, r"a^{3/2}"),
        (a**b, r"a^{b}"),
        (a**-b, r"\frac{1}{a^{b}}"),
        (a ** (b - 1), r"a^{b - 1}"),
        (2**a * 3, r"3 \cdot 2^{a}"),
        (-2 * (a - b), "2 b - 2 a"),
        (-2 * (a - b) * b, "2 b (b - a)"),
        ((a + b) * x, r"(a + b) \mathbf{x}"),
        (-(a + b), "-a - b"),
        ((a + b) * a, "a (a + b)"),
        ((a + b) / a, r"\frac{a + b}{a}"),
        (1 / (1 + a), r"\frac{1}{1 + a}"),
        (w * x, r"\mathbf{w} \otimes \mathbf{x}"),
        (w / x, r"\mathbf{w} \oslash \mathbf{x}"),
        (1 / x, r"\vec{1} \oslash \mathbf{x}"),
        (x + 2 * b, r"\mathbf{x} + 2 b \vec{1}"),
        (2 * ones(n), r"2 \vec{1}"),
        (zeros(n), r"\vec{0}"),
        (call("abs", a), r"\left|a\right|"),
        (call("log1p", x), r"\ln(\vec{1} + \mathbf{x})"),
        (call("exp", a / b), r"\exp\left(\frac{a}{b}\right)"),
        (total(w * x), r"\mathbf{w} \cdot \mathbf{x}"),
        (total(x), r"\operatorname{sum}(\mathbf{x})"),
        (norm(x), r"\left\lVert \mathbf{x} \right\rVert"),
        (matvec(X, x), r"X \mathbf{x}"),
        (matvec(transpose(X), matvec(X, x)), r"X^T X \mathbf{x}"),
        (matvec(X, w + x), r"X (\mathbf{w} + \mathbf{x})"),
        (matvec(tril(n), x), r"\operatorname{cumsum}(\mathbf{x})"),
        (stack(a, b), r"\begin{bmatrix} a \\ b \end{bmatrix}"),
        (unit(1, n), r"\vec{e}_{2}"),
        (indicator("!=", a, b), r"\mathbf{1}[a \ne b]"),
        (
            where(indicator(">", a, number(0)), a, b),
            r"\begin{cases} a & \text{if } a > 0 \\ b & \text{otherwise} \end{cases}",
        ),
        (
            where(indicator(">", x, number(0)), x, w),
            r"\operatorname{where}(\mathbf{1}[\mathbf{x} > 0], \mathbf{x}, \mathbf{w})",
        ),
    ],
)
def test_latex(node, text):
    assert latex(node) == text


@pytest.mark.parametrize(
    ("jacobian", "text", "plain"),
    [
        (identity(n), "I", "I"),
        (identity(n).scaled(a), "a I", "a I"),
        (identity(n).scaled(a + b), "(a + b) I", "(a + b) I"),
        (identity(()), "1", "1"),
        (scalar(a - b), "a - b", "a - b"),
        (row(ones(n)), r"\vec{1}^T", "1^T"),
        (row(2 * x / a), r"\frac{2}{a} \mathbf{x}^T", "(2 / a) x^T"),
        (row(0.01 * w + x), r"(0.01 \mathbf{w} + \mathbf{x})^T", "(0.01 * w + x)^T"),
        (
            row((0.01 * w + x) / a),
            r"\frac{1}{a} (0.01 \mathbf{w} + \mathbf{x})^T",
            "(1 / a) (0.01 * w + x)^T",
        ),
        (row(w - x).scaled(number(-2)), r"2 (\mathbf{x} - \mathbf{w})^T", "2 (x - w)^T"),
        (row(x).scaled(2 * a - 4 * b), r"2 (a - 2 b) \mathbf{x}^T", "(2 * a - 4 * b) x^T"),
        (column(w - x).scaled(number(-1)), r"\mathbf{x} - \mathbf{w}", "(x - w)"),
        (diagonal(1 - x).scaled(number(-1)), r"\operatorname{diag}(\mathbf{x} - \vec{1})", "diag(x - 1)"),
        (column(w) @ row(x), r"\mathbf{w} \mathbf{x}^T", "w x^T"),
        (row(x) @ diagonal(w), r"(\mathbf{w} \otimes \mathbf{x})^T", "(w * x)^T"),
        (row(symbol("v", ("m",))) @ matrix(X), r"\mathbf{v}^T X", "v^T X"),
        (matrix(X) @ diagonal(x), r"X \operatorname{diag}(\mathbf{x})", "X diag(x)"),
        (
            diagonal(w) + column(x) @ row(x),
            r"\operatorname{diag}(\mathbf{w}) + \mathbf{x} \mathbf{x}^T",
            "diag(w) + x x^T",
        ),
        (
            diagonal(w) + (column(x) @ row(x)).scaled(number(-1)),
            r"\operatorname{diag}(\mathbf{w}) - \mathbf{x} \mathbf{x}^T",
            "diag(w) - x x^T",
        ),
        (zero((), n), r"\vec{0}^T", "0"),
        (zero(n, ()), r"\vec{0}", "0"),
        (zero(n, n), "0", "0"),
        (entry_row(0, (2,)), r"\begin{bmatrix} 1 & 0 \end{bmatrix}", "[1, 0]"),
        (entry_row(0, n), r"\vec{e}_{1}^T", "np.eye(1, n, 0)[0]^T"),
    ],
)
def test_jacobians(jacobian, text, plain):
    assert jacobian_latex(jacobian) == text
    assert jacobian_text(jacobian).replace("(np.eye(1, n, 0)[0])", "np.eye(1, n, 0)[0]") == plain


def test_products_are_shown_before_they_are_multiplied_out():
    assert product_latex([row(ones(n)), diagonal(x)]) == r"\vec{1}^T \, \operatorname{diag}(\mathbf{x})"
    assert product_latex([scalar(a + b), scalar(a)]) == r"(a + b) \cdot a"
    both = diagonal(x) + matrix(symbol("A", ("n", "n")))
    assert product_latex([both, diagonal(w)]) == (
        r"(A + \operatorname{diag}(\mathbf{x})) \, \operatorname{diag}(\mathbf{w})"
    )
    assert product_latex([row(x)]) == r"\mathbf{x}^T"


@pytest.mark.parametrize(
    ("name", "shape", "text"),
    [
        ("x", (), "x"),
        ("x1", (), "x_{1}"),
        ("W", ("m", "n"), "W"),
        ("W1", ("m", "n"), "W_{1}"),
        ("alpha", (), r"\alpha"),
        ("alpha", n, r"\boldsymbol{\alpha}"),
        ("w_hat", n, r"\hat{\mathbf{w}}"),
        ("x_i", (), "x_{i}"),
        ("x_max", (), r"x_{\mathrm{max}}"),
        ("learning_rate", (), r"\mathit{learning}_{\mathrm{rate}}"),
        ("loss", (), r"\mathit{loss}"),
        ("loss", n, r"\mathbf{loss}"),
        ("__", (), r"\mathit{\_\_}"),
    ],
)
def test_names(name, shape, text):
    assert name_latex(name, shape) == text


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (x + b, "x + b"),
        (b * ones(n), "b * np.ones(n)"),
        (b * ones(n) + a * ones(n), "b * np.ones(n) + a * np.ones(n)"),
        (zeros(n), "np.zeros(n)"),
        (number(1) / 3 + a, "a + 1 / 3"),
        (0.1 * a, "0.1 * a"),
        (a**-2 * b, "b / a ** 2"),
        (x / (a * b), "x / (a * b)"),
        (a**-0.5, "1 / np.sqrt(a)"),
        (-2 * (a - b) * b, "2 * b * (b - a)"),
        (indicator(">", x, number(0)) * w, "w * (x > 0)"),
        (-indicator(">", x, number(0)), "-np.where(x > 0, 1, 0.0)"),
        (indicator(">", a, number(0)) * indicator(">", b, number(0)), "np.where((a > 0) & (b > 0), 1, 0.0)"),
        (indicator(">", x, number(0)) / x, "np.where(x > 0, 1 / x, 0.0)"),
        (where(indicator(">", x, w), x, w), "np.where(x > w, x, w)"),
        (matvec(transpose(tril(n)), x), "np.cumsum(x[::-1])[::-1]"),
        (matvec(transpose(X), symbol("v", ("m",)) ** 2), "v ** 2 @ X"),
        (total(x**2), "np.sum(x ** 2)"),
        (stack(a, b), "np.array([a, b])"),
    ],
)
def test_numpy(node, text):
    if "> w" in text:
        text = inline(node)  # which of two vectors stands first is a matter of order
    assert inline(node).replace("np.where(w < x", "np.where(x > w") == text


def test_sympy_components():
    x1, x2 = sp.symbols("x_1 x_2", real=True)
    assert evaluate([total(x**2), norm(x)], {"n": 2}) == [x1**2 + x2**2, sp.sqrt(x1**2 + x2**2)]
    assert evaluate([where(indicator(">", x, number(0)), x, 0 * x)], {"n": 1})[0] == sp.Matrix(
        [
            sp.Piecewise(
                (
                    sp.Symbol("x_1", real=True),
                    sp.Ne(sp.Piecewise((1, sp.Symbol("x_1", real=True) > 0), (0, True)), 0),
                ),
                (0, True),
            )
        ]
    )
    assert evaluate([transpose(X)], {"n": 1, "m": 2})[0].shape == (1, 2)


def test_large_constants_are_not_printed_in_full():
    big = mc.derive(lambda x: np.arange(20.0) @ x, "x", {"x": 20})
    assert big.latex() == r"\mathrm{const}_{20}^T"
    small = mc.derive(lambda x: np.array([[1.0, 0.5], [0.0, 2.0]]) @ x, "x", {"x": 2})
    assert small.latex() == r"\begin{bmatrix} 1 & \frac{1}{2} \\ 0 & 2 \end{bmatrix}"
    assert small.check()
    assert big.check()
    assert small.components() == sp.Matrix([[1, sp.Rational(1, 2)], [0, 2]])
