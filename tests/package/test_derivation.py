"""derive(): the derivative is right, whatever the function, and the derivation says how it was found."""

import re
import warnings
from dataclasses import replace

import jax
import jax.numpy as jnp
import numpy as np
import pytest
import sympy as sp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from trees import PARAMETERS, SIZES, function, point, sources

import mcalc_helpers as mc
from mcalc_helpers.chain import DETAILS
from mcalc_helpers.expression import number
from mcalc_helpers.rules import GENERAL_RULES, RULES

jax.config.update("jax_enable_x64", True)
slow = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))

LOSS_SHAPES = {"w": ("n",), "X": ("N", "n"), "b": (), "y": ("N",)}


def loss(w, X, b, y):
    return np.mean((y - np.maximum(0, X @ w + b)) ** 2)


def neuron(w, x, b):
    z = w @ x + b
    return np.maximum(0, z)


def softmax(x):
    e = np.exp(x)
    p = e / np.sum(e)
    return p  # noqa: RET504 - the name is the point


def by_jax(source, wrt, values):
    """The Jacobian in numerator layout, as another library computes it."""
    position = list(PARAMETERS).index(wrt)
    arguments = [jnp.asarray(value) for value in values.values()]
    found = np.asarray(jax.jacrev(function(source, jnp), argnums=position)(*arguments))
    if len(PARAMETERS[wrt]) == 2:
        return found.T
    return found.reshape(found.shape[0] if found.ndim > len(PARAMETERS[wrt]) else 1, -1)


# --- against independent oracles --------------------------------------------------------------------------------------


@slow
@given(
    data=st.data(),
    kind=st.sampled_from("snm"),
    depth=st.integers(5, 6),
    detail=st.sampled_from(DETAILS),
    seed=st.integers(0, 2**16),
)
def test_random_trees_agree_with_jax_and_with_differences(data, kind, depth, detail, seed):
    source = data.draw(sources(kind, depth))
    wrt = data.draw(st.sampled_from([p for p, shape in PARAMETERS.items() if kind == "s" or len(shape) < 2]))
    values = point(seed)
    derivation = mc.derive(function(source), wrt, PARAMETERS, detail=detail)
    found = derivation(**values)
    rows, columns = (SIZES.get(size, size) for size in derivation.shape)
    assert found.shape == (rows, columns)
    np.testing.assert_allclose(found, by_jax(source, wrt, values), rtol=1e-8, atol=1e-8)
    report = derivation.check_at(**values)
    # A difference quotient across a kink, or of a very curved function, may be off; JAX has agreed above.
    assert report.shape == ((rows, columns) if len(PARAMETERS[wrt]) < 2 else (1, rows * columns))


@slow
@given(data=st.data(), kind=st.sampled_from("snm"), seed=st.integers(0, 2**16))
def test_components_agree_with_numbers_and_with_sympy(data, kind, seed):
    source = data.draw(sources(kind, 2))
    values = point(seed)
    derivation = mc.derive(function(source), "x", PARAMETERS)
    symbols = {
        symbol: value
        for name, shape in PARAMETERS.items()
        for symbol, value in _named_entries(name, shape, values[name])
    }
    components = derivation.components(**SIZES)
    numbers = np.array(components.subs(symbols).evalf(), dtype=float)
    np.testing.assert_allclose(numbers, derivation(**values), rtol=1e-7, atol=1e-8)


def _named_entries(name, shape, value):
    if not shape:
        return [(sp.Symbol(name, real=True), float(value))]
    return [
        (sp.Symbol("_".join([name, *(str(k + 1) for k in place)]), real=True), float(entry))
        for place, entry in np.ndenumerate(value)
    ]


@pytest.mark.parametrize("detail", DETAILS)
def test_terms_of_one_entry_add_up(detail):
    def f(x):
        u = np.stack([x[0] * x[1], x[0] + x[1] ** 2])
        return np.stack([u[0] ** 2 * u[1], np.sin(u[0])])

    assert mc.derive(f, "x", {"x": 2}, detail=detail).check_at(x=[1.3, 0.7])


@pytest.mark.parametrize("wrt", LOSS_SHAPES)
@pytest.mark.parametrize("detail", DETAILS)
def test_the_loss_by_every_parameter(wrt, detail):
    for seed in range(5):
        assert mc.derive(loss, wrt, LOSS_SHAPES, detail=detail).check(seed)


def test_the_loss_is_derived_to_its_closed_form():
    derivation = mc.derive(loss, "w", LOSS_SHAPES)
    assert derivation.shape == (1, "n")
    assert derivation.latex() == (
        r"\frac{2}{N} ((\max(0, X \mathbf{w} + b \vec{1}) - \mathbf{y})"
        r" \otimes \mathbf{1}[X \mathbf{w} + b \vec{1} > 0])^T X"
    )


def test_a_planted_wrong_rule_is_caught(monkeypatch):
    key = ("tanh", ("vector",))
    right = RULES[key]
    wrong = replace(right, local=(lambda x: right.local[0](x).scaled(number(1.001)),))
    shapes = {"x": "n"}
    assert mc.derive(lambda x: np.tanh(x), "x", shapes).check()
    monkeypatch.setitem(RULES, key, wrong)
    report = mc.derive(lambda x: np.tanh(x), "x", shapes).check()
    assert not report
    assert report.relative_error == pytest.approx(1e-3, rel=0.01)


# --- steps ------------------------------------------------------------------------------------------------------------


def test_every_step_has_its_kind_and_its_rule():
    steps = mc.derive(loss, "w", LOSS_SHAPES).steps
    assert [step.kind for step in steps] == ["introduce"] * 6 + ["differentiate"] * 6 + [
        "combine",
        "substitute",
    ]
    assert [step.text for step in steps[:6]] == [
        "u1 = X @ w",
        "u2 = u1 + b",
        "u3 = np.maximum(0, u2)",
        "u4 = y - u3",
        "u5 = u4 ** 2",
        "loss = np.sum(u5) / N",
    ]
    assert [step.rule for step in steps[6:]] == [
        "matrix times vector",
        "scalar expansion, sum",
        "maximum with a constant",
        "element-wise difference",
        "element-wise power",
        "mean",
        "vector chain rule",
        "",
    ]
    table = {*RULES.values(), *GENERAL_RULES}
    assert all(rule in table for step in steps for rule in step.rules)


def test_variables_keep_the_names_that_the_function_gives_them():
    def f(w, X, b):
        z = X @ w + b
        a = np.maximum(0, z)
        C = np.sum(a)
        return C  # noqa: RET504 - the name is the point

    steps = mc.derive(f, "w", {"w": "n", "X": ("N", "n"), "b": ()}).steps
    assert [step.text for step in steps if step.kind == "introduce"] == [
        "u = X @ w",
        "z = u + b",
        "a = np.maximum(0, z)",
        "C = np.sum(a)",
    ]


def test_a_repeated_subexpression_is_one_variable():
    derivation = mc.derive(lambda x: np.exp(x) / np.sum(np.exp(x)), "x", {"x": "n"})
    assert [step.text for step in derivation.steps if step.kind == "introduce"] == [
        "u1 = np.exp(x)",
        "u2 = np.sum(u1)",
        "y = u1 / u2",
    ]


def test_the_row_of_ones_is_a_step_and_the_transpose_the_result():
    derivation = mc.derive(lambda w, x: np.sum(w * x), "w", {"w": "n", "x": "n"})
    combined = next(step for step in derivation.steps if step.kind == "combine")
    assert r"\vec{1}^T \, \operatorname{diag}(\mathbf{x})" in combined.latex
    assert derivation.latex() == r"\mathbf{x}^T"


def test_the_total_derivative_shows_every_path():
    (combined,) = (s for s in mc.derive(lambda x: np.sin(x + x**2)).steps if s.kind == "combine")
    assert combined.rule == "total derivative"
    assert combined.text.startswith("dy/dx = dy/du2 ∂u2/∂x + dy/du2 ∂u2/∂u1 du1/dx = ")


def test_vector_rules_split_more_coarsely():
    def introduced(detail):
        return [
            s.text for s in mc.derive(loss, "w", LOSS_SHAPES, detail=detail).steps if s.kind == "introduce"
        ]

    assert len(introduced("every operation")) == 6
    assert introduced("vector rules") == ["u = (y - np.maximum(0, X @ w + b)) ** 2", "loss = np.sum(u) / N"]


def test_one_variable_at_a_time():
    steps = mc.derive(loss, "w", LOSS_SHAPES, combine="steps").steps
    assert [step.text for step in steps if step.kind == "combine"] == [
        "∂loss/∂u4 = (2 / N) u4^T",
        "∂loss/∂u3 = (-2 / N) u4^T",
        "∂loss/∂u2 = (-2 / N) (u4 * (u2 > 0))^T",
        "∂loss/∂u1 = (-2 / N) (u4 * (u2 > 0))^T",
        "∂loss/∂w = (-2 / N) (u4 * (u2 > 0))^T X",
    ]


def test_many_paths_are_combined_one_variable_at_a_time():
    def f(x):
        for _ in range(4):
            x = np.sin(x) * x
        return x

    derivation = mc.derive(f)
    assert derivation.chain.count_paths() == 16
    assert sum(step.kind == "combine" for step in derivation.steps) > 1
    assert derivation.check()


def test_a_result_too_long_to_read_stays_in_terms_of_the_variables():
    def f(x):
        for _ in range(4):
            x = np.exp(np.sin(x) + np.cos(x) + np.tanh(x))
        return x

    derivation = mc.derive(f)
    assert 100 < len(derivation.latex()) < 2000
    assert "u_{12}" in derivation.latex()
    assert not any(step.kind == "substitute" for step in derivation.steps)
    assert derivation.check()


def test_a_result_too_long_even_so_stays_in_terms_of_the_derivatives_before():
    def repeated(times):
        def f(x):
            for _ in range(times):
                x = np.sin(x) * np.cos(x)
            return x

        return mc.derive(f)

    derivation = repeated(100)
    assert derivation.latex() == (
        r"\frac{dy}{du_{1}} \left(\cos(x)\right) + \frac{dy}{du_{2}} \left(-\sin(x)\right)"
    )
    assert len(derivation.markdown()) < 3 * len(repeated(50).markdown())
    assert derivation.check()
    assert derivation.gradient()(x=0.3).shape == ()


def test_long_parts_that_are_constant_have_a_name():
    def f(x, c):
        for _ in range(40):
            c = np.sin(c) * np.cos(c)
        return x**2 * c

    derivation = mc.derive(f, "x")
    assert len(derivation.latex()) < 500
    assert derivation.check()
    assert derivation.chain.constants
    assert "∂" in derivation.steps[-1].text


# --- what is derived --------------------------------------------------------------------------------------------------


def test_by_one_entry():
    derivation = mc.derive(loss, "w[1]", {**LOSS_SHAPES, "w": 3, "X": ("N", 3)})
    assert derivation.shape == (1, 1)
    assert r"\frac{\partial \mathit{loss}}{\partial w_{2}}" in derivation.markdown()
    assert derivation.check()
    vector = mc.derive(lambda x: np.cumsum(x) ** 2, "x[0]", {"x": "n"})
    assert vector.shape == ("n", 1)
    assert vector.check()
    entry = mc.derive(loss, "X[0, 1]", LOSS_SHAPES)
    assert entry.shape == (1, 1)
    assert entry.check()


def test_by_a_matrix_in_numerator_layout_and_in_its_own_shape():
    derivation = mc.derive(loss, "X", LOSS_SHAPES)
    assert derivation.shape == ("n", "N")
    own = derivation.gradient()
    assert own.shape == ("N", "n")
    values = {"w": [1.0, 2.0], "X": np.arange(6.0).reshape(3, 2), "b": 0.5, "y": [1.0, -1.0, 2.0]}
    np.testing.assert_array_equal(own(**values), derivation(**values).T)
    assert r"\text{matrix times vector}" in derivation.markdown()
    assert r"\boldsymbol{\delta}^T" in derivation.markdown()


def test_by_a_matrix_through_its_transpose_and_in_two_places():
    def f(B, x):
        h = np.tanh(B.T @ x)
        return h @ (B @ x)

    for detail in DETAILS:
        derivation = mc.derive(f, "B", {"B": ("n", "n"), "x": "n"}, detail=detail)
        assert derivation.check()
        assert repr(derivation)


def test_the_gradient_in_the_parameters_own_shape():
    own = mc.derive(loss, "w", LOSS_SHAPES).gradient()
    assert own.shape == ("n",)
    assert own.latex().startswith(r"\frac{2}{N} X^T")
    values = {"w": [1.0, 2.0], "X": np.ones((3, 2)), "b": 0.5, "y": [1.0, -1.0, 2.0]}
    assert own(**values).shape == (2,)
    assert own._repr_latex_() == rf"$\displaystyle {own.latex()}$"
    assert repr(own) == "(2 / N) (((np.maximum(0, X @ w + b) - y) * (X @ w + b > 0)) @ X)"
    scalar = mc.derive(loss, "b", LOSS_SHAPES).gradient()
    assert scalar.shape == ()
    assert scalar(**values).shape == ()


def test_a_parameter_that_is_not_used_has_a_zero_derivative():
    for wrt, shape, zero in (("x", "n", r"\vec{0}^T"), ("x", (), "0"), ("x", ("m", "n"), "0")):
        derivation = mc.derive(lambda x, y: np.sum(y), wrt, {"x": shape, "y": "k"})
        assert derivation.latex() == zero
        assert derivation.steps[-1].rule == "constant"
        assert derivation.check()
    vector = mc.derive(lambda x, y: 2 * y, "x", {"x": (), "y": "k"})
    assert (vector.latex(), vector.shape) == (r"\vec{0}", ("k", 1))


def test_the_identity_and_a_constant():
    identity = mc.derive(lambda x: x, "x", {"x": "n"})
    assert identity.latex() == "I"
    assert identity.steps[-1].rule == "identity"
    assert identity.check()
    constant = mc.derive(lambda x: 99)
    assert (constant.latex(), constant(x=1.0)) == ("0", [[0]])


def test_a_comparison_is_constant_where_it_has_a_derivative():
    derivation = mc.derive(lambda w, x: w > x, "w", {"w": "n", "x": "n"})
    assert derivation.latex() == "0"
    assert (
        derivation.steps[-2].rule == "element-wise comparison"
        or "element-wise comparison" in derivation.markdown()
    )
    assert derivation.check()


@pytest.mark.parametrize(
    ("f", "shape", "latex"),
    [
        (lambda x: x / np.linalg.norm(x), "n", None),
        (
            lambda x: np.stack([np.sum(x), x[0]]),
            "n",
            r"\begin{bmatrix} \vec{1}^T \\ \vec{e}_{1}^T \end{bmatrix}",
        ),
        (lambda x: [x[0] * x[1], x[1]], 2, r"\begin{bmatrix} x_{2} & x_{1} \\ 0 & 1 \end{bmatrix}"),
        (lambda x: sum(x), 3, r"\begin{bmatrix} 1 & 1 & 1 \end{bmatrix}"),
        (lambda x: x * np.sum(x), "n", r"\operatorname{sum}(\mathbf{x}) I + \mathbf{x} \vec{1}^T"),
        (lambda x: x.sum() / x.size, "n", r"\frac{1}{n} \vec{1}^T"),
        (lambda x: x.mean() * x.shape[0], "n", r"\vec{1}^T"),
        (lambda x: x.T.dot(x), "n", r"2 \mathbf{x}^T"),
        (lambda x: np.array([1.0, 2.0]) * x, 2, None),
        (
            lambda x: np.array([[1.0, 2.0], [3.0, 4.0]]) @ x,
            2,
            r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}",
        ),
        (lambda x: x @ (x > 0), "n", r"\mathbf{1}[\mathbf{x} > 0]^T"),
        (lambda x: np.where(x > 0, x, 0.01 * x), "n", None),
        (lambda x: np.cumsum(x), "n", r"\operatorname{tril}(\vec{1} \vec{1}^T)"),
    ],
)
def test_vectors(f, shape, latex):
    for detail in DETAILS:
        derivation = mc.derive(f, "x", {"x": shape}, detail=detail)
        assert latex in (None, derivation.latex())
        assert derivation.check()


def test_functions_with_a_domain_are_checked_inside_it():
    assert mc.derive(lambda x: np.log(x) + np.sqrt(x), "x", {"x": "n"}).check()
    assert mc.derive(lambda x, y: x**y, "x").check()
    nowhere = mc.derive(lambda x: np.log(-(x**2) - 1), "x")
    with pytest.raises(ValueError, match="not finite at any point tried"):
        nowhere.check()


def test_a_masked_branch_does_not_spoil_the_derivative():
    derivation = mc.derive(lambda x: np.sum(np.where(x > 0, np.sqrt(x), 0)), "x", {"x": "n"})
    with np.errstate(all="ignore"):
        np.testing.assert_array_equal(derivation(x=[-1.0, 4.0]), [[0.0, 0.25]])


def test_numbers_where_there_is_no_slope():
    derivation = mc.derive(lambda x: np.linalg.norm(x), "x", {"x": "n"})
    with pytest.warns(RuntimeWarning):
        assert np.isnan(derivation(x=[0.0, 0.0])).all()


# --- what it shows ----------------------------------------------------------------------------------------------------


def test_scalar_conditions_are_written_by_cases_and_vector_ones_as_indicators():
    shapes = {"w": "n", "x": "n", "b": ()}
    assert mc.derive(neuron, "w", shapes).latex() == (
        r"\begin{cases} \vec{0}^T & \text{if } \mathbf{w} \cdot \mathbf{x} + b \le 0 \\"
        r" \mathbf{x}^T & \text{if } \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases}"
    )
    many = mc.derive(lambda x: np.maximum(0, x), "x", {"x": "n"})
    assert many.latex() == r"\operatorname{diag}(\mathbf{1}[\mathbf{x} > 0])"


def test_softmax_is_named():
    derivation = mc.derive(softmax, "x", {"x": "n"})
    assert derivation.latex() == r"\operatorname{diag}(\mathbf{p}) - \mathbf{p} \mathbf{p}^T"
    unnamed = mc.derive(lambda x: np.exp(x) / np.sum(np.exp(x)), "x", {"x": "n"})
    assert unnamed.latex() == derivation.latex()
    assert (
        r"\mathbf{p} &= \frac{\exp(\mathbf{x})}{\operatorname{sum}(\exp(\mathbf{x}))}" in unnamed.markdown()
    )
    assert derivation.check()


def test_softmax_with_cross_entropy_collapses():
    def entropy(x, y):
        p = np.exp(x) / np.sum(np.exp(x))
        return -np.sum(y * np.log(p))

    derivation = mc.derive(entropy, "x", {"x": "n", "y": "n"})
    assert derivation.latex() == r"(\operatorname{sum}(\mathbf{y}) \mathbf{p} - \mathbf{y})^T"
    assert derivation.check()


def test_the_sigmoid_is_named():
    def sigmoid(z):
        s = 1 / (1 + np.exp(-z))
        return s  # noqa: RET504 - the name is the point

    assert mc.derive(sigmoid).latex() == "s (1 - s)"


def logistic_loss(w, X, y):
    p = 1 / (1 + np.exp(-(X @ w)))
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def variance(x):
    mu = np.mean(x)
    return np.mean((x - mu) ** 2)


def standardised(x):
    centred = x - np.mean(x)
    variance = np.mean(centred**2)
    return centred / np.sqrt(variance)


def attention(q, K, V):
    weights = np.exp(K @ q)
    a = weights / np.sum(weights)
    return a @ V


KEYS = {"q": "n", "K": ("N", "n"), "V": ("N", "m")}
SAMPLES = {"w": "n", "X": ("N", "n"), "y": "N"}


@pytest.mark.parametrize(
    ("f", "wrt", "shapes", "latex"),
    [
        (logistic_loss, "w", SAMPLES, r"\frac{1}{N} (\mathbf{p} - \mathbf{y})^T X"),
        (attention, "q", KEYS, r"V^T \operatorname{diag}(\mathbf{a}) K - (V^T \mathbf{a}) \mathbf{a}^T K"),
        (
            lambda x: np.mean((x - np.mean(x)) ** 2),
            "x",
            {"x": "n"},
            r"\frac{2}{n} \left(\mathbf{x} - \frac{\operatorname{sum}(\mathbf{x})}{n} \vec{1}\right)^T",
        ),
        (variance, "x", {"x": "n"}, r"\frac{2}{n} (\mathbf{x} - \mu \vec{1})^T"),
        (lambda x: np.sin(x) / x, "x", {"x": ()}, r"\frac{x \cos(x) - \sin(x)}{x^{2}}"),
        (lambda x: (x**2 + 1) / (x - 3), "x", {"x": ()}, r"\frac{x^{2} - 6 x - 1}{(3 - x)^{2}}"),
        (
            lambda x: x / np.sqrt(np.mean(x**2) + 1e-5),
            "x",
            {"x": "n"},
            r"\frac{1}{\sqrt{u_{2} + 10^{-5}}} I - \frac{1}{n (u_{2} + 10^{-5})^{3/2}} \mathbf{x} \mathbf{x}^T",
        ),
        (
            lambda x: np.where(x > 0, x, 0.01 * x),
            "x",
            {"x": "n"},
            r"\operatorname{diag}(0.01 \mathbf{1}[\mathbf{x} \le 0] + \mathbf{1}[\mathbf{x} > 0])",
        ),
        (lambda x: x**x, "x", {"x": ()}, r"x^{x} (1 + \ln(x))"),
        (
            lambda w, lam: lam * np.sum(w**2),
            "w",
            {"w": "n", "lam": ()},
            r"2 \lambda \mathbf{w}^T",
        ),
    ],
)
def test_well_known_results_are_short(f, wrt, shapes, latex):
    d = mc.derive(f, wrt, shapes)
    assert d.latex() == latex
    assert d.check()


def test_values_in_order_or_by_name():
    d = mc.derive(loss, "w", LOSS_SHAPES)
    w, X, b, y = [1.5, -0.8], [[4.0, 3.0], [1.0, 6.0]], -0.6, [5.0, 0.0]
    np.testing.assert_array_equal(d(w, X, b, y), d(w=w, X=X, b=b, y=y))
    np.testing.assert_array_equal(d(w, X, y=y, b=b), d(w=w, X=X, b=b, y=y))
    square = mc.derive(lambda x: np.sum(x**2), "x", {"x": "n"})
    assert mc.check_gradient(lambda x: np.sum(x**2), square, [1.0, 2.0])


def test_a_standardised_vector_by_itself():
    # sum(x - mean) is 0, and what is left is symmetric: the vector of ones, and the centred vector, each times itself.
    d = mc.derive(standardised, "x", {"x": "n"})
    assert len(d.result.terms) == 3
    assert all(term.column is term.row for term, _ in d.result.terms)
    assert d.check()


@pytest.mark.parametrize(
    "f",
    [
        lambda w, x: w * x / (1 + w @ w),
        lambda w, x: x * (w - np.mean(w)) / np.sqrt(np.mean((w - np.mean(w)) ** 2) + 1e-5),
        lambda w, x: w * x * np.exp(x) / np.sum(w * x),
    ],
)
def test_a_name_brings_no_division_by_zero(f):
    d = mc.derive(f, "w", {"w": "n", "x": "n"})
    assert d.check_at(w=[1.0, 2.0, 3.0], x=[0.0, 1.0, 2.0])


def test_the_entries_of_a_rotation():
    d = mc.derive(
        lambda t, x: [np.cos(t) * x[0] - np.sin(t) * x[1], np.sin(t) * x[0] + np.cos(t) * x[1]],
        "t",
        {"t": (), "x": 2},
    )
    first, second = r"-x_{1} \sin(t) - x_{2} \cos(t)", r"x_{1} \cos(t) - x_{2} \sin(t)"
    assert d.latex() == rf"\begin{{bmatrix}} {first} \\ {second} \end{{bmatrix}}"


def test_long_decimals_stay_short():
    d = mc.derive(lambda x: x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3))), "x", {"x": "n"})
    assert max(map(len, re.findall(r"[\d.]+", d.latex() + repr(d) + d.numpy()))) <= 20
    assert d.check()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (lambda w, x: np.sum(w * x), lambda w, x: x @ w),
        (lambda w, x: np.sum((w - x) ** 2), lambda w, x: (x - w) @ (x - w)),
        (lambda w, x: np.mean(w * x) * 2, lambda w, x: np.dot(2 * w, x) / w.size),
        (lambda w, x: np.square(w) / x, lambda w, x: w * w * x**-1.0),
        (lambda w, x: w @ x + np.maximum(w @ x, 0), lambda w, x: np.maximum(0, x @ w) + x @ w),
    ],
)
def test_equal_results_print_equally(one, other):
    shapes = {"w": "n", "x": "n"}
    for wrt in shapes:
        assert mc.derive(one, wrt, shapes).latex() == mc.derive(other, wrt, shapes).latex()


@slow
@given(data=st.data(), kind=st.sampled_from("snm"))
def test_no_result_contains_an_identity_product_a_zero_or_a_double_transpose(data, kind):
    derivation = mc.derive(function(data.draw(sources(kind, 3))), "x", PARAMETERS)
    for term, scalar in derivation.result.terms:
        assert not any(link.op == "diag" and link.args[0].op == "ones" for link in term.chain)
        assert not any(part.op in ("zeros",) for part in (*term.parts, scalar))
        assert scalar.data != 0 or scalar.op != "number"
    assert "^T^T" not in derivation.latex()


def test_the_whole_derivation_as_markdown_and_as_text():
    derivation = mc.derive(neuron, "w", {"w": "n", "x": "n", "b": ()})
    bundle = derivation._repr_mimebundle_()
    assert bundle == {"text/markdown": derivation.markdown(), "text/plain": repr(derivation)}
    for heading in (
        "Introduce intermediate",
        "Differentiate each",
        "vector chain rule",
        "Substitute",
        "Simplify",
    ):
        assert heading in derivation.markdown()
    assert derivation.markdown() == mc.derive(neuron, "w", {"w": "n", "x": "n", "b": ()}).markdown()


# --- code -------------------------------------------------------------------------------------------------------------


def test_the_source_is_a_vectorised_function_of_the_same_parameters():
    source = mc.derive(loss, "w", LOSS_SHAPES).numpy("gradient")
    assert source == (
        "def gradient(w, X, b, y):\n"
        "    t1 = X @ w + b\n"
        "    return (2 / X.shape[0] * (((np.maximum(0, t1) - y) * (t1 > 0)) @ X))[np.newaxis, :]"
    )
    scope = {"np": np}
    exec(source, scope)
    assert scope["gradient"](np.ones(2), np.ones((3, 2)), 0.0, np.zeros(3)).shape == (1, 2)


def test_diagonals_are_never_made_dense():
    def long(x, y):
        return np.sum(np.tanh(x * y) ** 2 + np.maximum(x, 0) * np.cumsum(x))

    derivation = mc.derive(long, "x", {"x": "n", "y": "n"})
    assert not any(word in derivation.numpy() for word in ("np.diag", "np.eye", "np.outer", "np.tri"))
    million = np.ones(1_000_000)
    assert derivation(x=million, y=million).shape == (1, 1_000_000)


def test_steps_do_not_depend_on_what_was_derived_before():
    first = mc.derive(loss, "w", LOSS_SHAPES).markdown()
    mc.derive(lambda w, X: np.sum(np.tanh(X @ w)), "w", {"w": "n", "X": ("N", "n")})
    assert mc.derive(loss, "w", LOSS_SHAPES).markdown() == first


# --- errors -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: mc.derive(loss, "v", LOSS_SHAPES),
            r"cannot differentiate by 'v'; the parameters are w, X, b, y",
        ),
        (lambda: mc.derive(loss, None, LOSS_SHAPES), "cannot differentiate by None; the parameters are w"),
        (lambda: mc.derive(loss, ["w", "b"], LOSS_SHAPES), r"cannot differentiate by \['w', 'b'\]"),
        (
            lambda: mc.derive(loss, "w[0, 1]", LOSS_SHAPES),
            r"w has shape \(n,\), so it has no entry 'w\[0, 1\]'",
        ),
        (lambda: mc.derive(sum, "w[5]", {}), "parameter"),
        (lambda: mc.derive(lambda x: x[0], "x[2]", {"x": 2}), r"no entry 'x\[2\]' \(counted from 0\)"),
        (lambda: mc.derive(loss, "w", {"w": "n"}), "gives none for X, b, y"),
        (lambda: mc.derive(loss, "w", {**LOSS_SHAPES, "c": ()}), "it has no c"),
        (
            lambda: mc.derive(loss, "w", LOSS_SHAPES, detail="fine"),
            "detail is 'fine'; choose 'every operation'",
        ),
        (lambda: mc.derive(loss, "w", LOSS_SHAPES, combine="all"), "combine is 'all'; choose 'paths'"),
        (lambda: mc.derive(lambda W, x: W @ x, "W", {"W": ("m", "n"), "x": "n"}), "more than two axes"),
        (lambda: mc.derive(lambda W: W.T, "W", {"W": ("m", "n")}), "more than two axes"),
        (
            lambda: mc.derive(lambda x: 2 * x, "x", {"x": "n"}).gradient(),
            "gradient.. is for a scalar by a whole parameter; dy/dx has shape",
        ),
        (lambda: mc.derive(lambda x: np.sum(x), "x[0]", {"x": "n"}).gradient(), "for a scalar by a whole"),
        (lambda: mc.derive(loss, "w", LOSS_SHAPES).components(n=2), "need a number for each size: add N=3"),
        (lambda: mc.derive(lambda x: x)(), "argument x missing"),
        (lambda: mc.derive(lambda x: x)(x=1, y=2), "argument y unknown"),
        (lambda: mc.derive(lambda x: x)(1, 2), "argument 2 too many"),
        (lambda: mc.derive(lambda x: x)(1, x=2), "argument x given twice"),
        (lambda: mc.derive(lambda x: x)(x="one"), "x must hold real numbers, and got 'one'"),
        (lambda: mc.derive(lambda x: x)(x=[1.0]), r"x must have shape \(\), and got \(1,\)"),
        (
            lambda: mc.derive(lambda w, x: w @ x, "w", {"w": "n", "x": "n"})(w=[1, 2], x=[1, 2, 3]),
            r"x must have shape \(n,\), and got \(3,\): n is 2 in w",
        ),
        (lambda: mc.derive(lambda x: x, "x", {"x": 2})(x=[1, 2, 3]), "2 is due, not 3"),
    ],
)
def test_errors_say_what_to_write(call, message):
    with pytest.raises((mc.TraceError, ValueError), match=message):
        call()


def test_no_warning_escapes():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert mc.derive(lambda x: np.log(x), "x", {"x": "n"}).check()
