"""The figures in Python: what they compute, their traits, and the forms in which they show themselves."""

import ast
import json
import re

import numpy as np
import pytest
import sympy as sp
import traitlets

from mcalc_helpers import interactive
from mcalc_helpers.numeric import numerical_jacobian

x, y, t, u1, u2, g1, g2 = sp.symbols("x y t u1 u2 g1 g2")

FIGURES = {
    "Activation": lambda: interactive.Activation(w=(1, -2), b=0.5, at=(1.5, 0.25), activation="sigmoid"),
    "ChainGraph": lambda: interactive.ChainGraph(sp.log(sp.sin(x**3) ** 2), at=1.1),
    "Descent": lambda: interactive.Descent(x**2 + x * y + 2 * y**2, start=(1, 2), rate=0.1, steps=3),
    "ElementWise": lambda: interactive.ElementWise("softmax"),
    "Gradient": lambda: interactive.Gradient(x**2 + sp.sin(y), at=(1, 2)),
    "JacobianProduct": lambda: interactive.JacobianProduct([g1 * g2, sp.sin(g2)], [x**2, x * y], at=[2, 1]),
    "Neuron": lambda: interactive.Neuron(w=(1, 2, -1), x=(0.5, 1, 2), b=0.75, activation=sp.tanh(t)),
    "PlaneMap": lambda: interactive.PlaneMap([x * y, x + y**3], at=(0.5, 1)),
    "ScalarExpansion": lambda: interactive.ScalarExpansion("times", x=(1, 2, 2.5), z=2),
    "Secant": lambda: interactive.Secant(sp.sin(x), at=1, h=0.5),
    "SumReduction": lambda: interactive.SumReduction(sp.exp(t), x=(1, -1, 0.5)),
    "TotalDerivative": lambda: interactive.TotalDerivative(u1 * u2, steps={u1: sp.sin(x), u2: x**2}, at=1.2),
}


def softmax(v):
    return np.exp(v) / np.exp(v).sum()


def test_the_table_holds_every_figure():
    assert {*FIGURES} == {*interactive.__all__}


@pytest.mark.parametrize("name", FIGURES)
def test_the_page_form_is_deterministic_and_complete(name):
    first, second = FIGURES[name](), FIGURES[name]()
    text = first.html()
    assert text == second.html()
    assert first.model_id not in text
    assert "NaN" not in text
    data = json.loads(re.search(r'<script type="application/json" class="mc-data">(.*)</script>', text)[1])
    assert data["kind"] == first.kind
    assert set(data["state"]) == set(first.state_names)
    assert '<svg class="mc-panel"' in text
    assert "tabindex" not in text
    assert "<button" not in text
    assert "Try: " in text


@pytest.mark.parametrize("name", FIGURES)
def test_both_forms_are_offered(name):
    figure = FIGURES[name]()
    data, metadata = figure._repr_mimebundle_()
    assert metadata == {}
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == figure.model_id
    assert data["text/html"] == figure.html()
    assert repr(figure) in data["text/plain"]
    assert isinstance(ast.parse(repr(figure)).body[0].value, ast.Call)
    assert repr(figure).startswith(f"{name}(")
    assert "$" not in data["text/plain"]
    assert "object at" not in data["text/plain"]


@pytest.mark.parametrize("name", FIGURES)
def test_the_still_picture_follows_the_state(name):
    figure = FIGURES[name]()
    before = figure.html()
    trait = figure.state_names[0]
    value = getattr(figure, trait)
    setattr(figure, trait, [v + 0.25 for v in value] if isinstance(value, tuple) else value + 0.25)
    assert figure.html() != before


@pytest.mark.parametrize("name", FIGURES)
def test_traits_can_be_observed(name):
    figure = FIGURES[name]()
    trait = figure.state_names[0]
    seen = []
    figure.observe(seen.append, names=trait)
    value = getattr(figure, trait)
    moved = tuple(v + 0.25 for v in value) if isinstance(value, tuple) else value + 0.25
    setattr(figure, trait, moved)
    assert [change["new"] for change in seen] == [moved]


def test_a_closing_tag_in_the_data_cannot_end_the_script():
    figure = interactive.Gradient(x * y, name="</script>")
    assert figure.html().count("</script>") == 1


def central(f, at):
    return numerical_jacobian(f, np.asarray(at, dtype=float), method="central")


def test_gradient_against_differences():
    figure = FIGURES["Gradient"]()
    expected = central(lambda p: p[0] ** 2 + np.sin(p[1]), figure.point)
    np.testing.assert_allclose(figure.gradient, expected, rtol=1e-6)
    assert figure.value == pytest.approx(1 + np.sin(2))


def test_plane_map_against_differences():
    figure = FIGURES["PlaneMap"]()
    expected = central(lambda p: np.array([p[0] * p[1], p[0] + p[1] ** 3]), figure.point)
    np.testing.assert_allclose(figure.jacobian, expected, rtol=1e-6)
    np.testing.assert_allclose(figure.value, [0.5, 1.5])
    assert figure.determinant == pytest.approx(np.linalg.det(expected), rel=1e-6)


def test_secant_and_its_limit():
    figure = FIGURES["Secant"]()
    assert figure.quotient == pytest.approx((np.sin(1.5) - np.sin(1)) / 0.5)
    assert figure.derivative == pytest.approx(np.cos(1))
    figure.h = 0
    assert np.isnan(figure.quotient)


def test_neuron_computes_its_terms():
    figure = FIGURES["Neuron"]()
    assert figure.z == pytest.approx(0.5 + 2 - 2 + 0.75)
    assert figure.a == pytest.approx(np.tanh(figure.z))


OPERATIONS = {
    "plus": np.add,
    "minus": np.subtract,
    "times": np.multiply,
    "divide": np.divide,
    "max": np.maximum,
    "greater": lambda w, v: (w > v).astype(float),
    "running sum": lambda w, v: np.cumsum(w * v),
    "softmax": lambda w, v: softmax(w + v),
}


@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.parametrize("wrt", ["w", "x"])
def test_element_wise_operations_against_differences(name, wrt):
    figure = interactive.ElementWise(name, wrt=wrt)
    operation, w, v = OPERATIONS[name], np.array(figure.w), np.array(figure.x)
    np.testing.assert_allclose(figure.y, operation(w, v))
    moved = (lambda p: operation(p, v)) if wrt == "w" else (lambda p: operation(w, p))
    np.testing.assert_allclose(figure.jacobian, central(moved, w if wrt == "w" else v), rtol=1e-6, atol=1e-8)


def test_a_readers_own_operation():
    def product_of_squares(w, x):
        return w**2 * x**2

    figure = interactive.ElementWise(product_of_squares, w=(1, 2), x=(3, 1))
    assert figure.operator == "product_of_squares"
    np.testing.assert_allclose(figure.y, [9, 4])
    np.testing.assert_allclose(figure.jacobian, np.diag([18, 4]))
    expansion = interactive.ScalarExpansion(lambda x, z: x**2 * z, x=(1, 2), z=2)
    np.testing.assert_allclose(expansion.by_z, [[1], [4]])


def test_scalar_expansion():
    figure = FIGURES["ScalarExpansion"]()
    np.testing.assert_allclose(figure.y, [2, 4, 5])
    np.testing.assert_allclose(figure.by_x, 2 * np.eye(3))
    np.testing.assert_allclose(figure.by_z, [[1], [2], [2.5]])
    figure.operator = "plus"
    np.testing.assert_allclose(figure.by_z, np.ones((3, 1)))


@pytest.mark.parametrize(
    ("name", "f"),
    [
        ("sum", np.sum),
        ("multiple", lambda v: np.sum(2 * v)),
        ("mean", np.mean),
        ("squares", lambda v: np.sum(v * v)),
    ],
)
def test_reductions_against_differences(name, f):
    figure = interactive.SumReduction(name)
    assert figure.y == pytest.approx(f(np.array(figure.x)))
    np.testing.assert_allclose(figure.gradient, central(f, figure.x), rtol=1e-6)


def test_a_chain_multiplies_and_a_graph_adds():
    chain = FIGURES["ChainGraph"]()
    f = lambda v: np.log(np.sin(v**3) ** 2)  # noqa: E731
    slope = (f(1.1 + 1e-6) - f(1.1 - 1e-6)) / 2e-6
    assert chain.derivative == pytest.approx(slope, rel=1e-6)
    assert np.prod(chain.factors) == pytest.approx(slope, rel=1e-6)
    total = FIGURES["TotalDerivative"]()
    expected = np.cos(1.2) * 1.2**2 + np.sin(1.2) * 2 * 1.2
    assert total.derivative == pytest.approx(expected)
    assert sum(total.products) == pytest.approx(expected)


def test_the_product_of_jacobians_is_the_jacobian_of_the_composition():
    figure = FIGURES["JacobianProduct"]()

    def composed(p):
        a, b = p[0] ** 2, p[0] * p[1]
        return np.array([a * b, np.sin(b)])

    np.testing.assert_allclose(figure.product, central(composed, figure.point), rtol=1e-6)


def test_activation_against_differences():
    figure = FIGURES["Activation"]()
    at, w, b = np.array(figure.point), np.array(figure.w), figure.b

    def sigmoid(v):
        return 1 / (1 + np.exp(-v))

    assert figure.a == pytest.approx(sigmoid(figure.z))
    np.testing.assert_allclose(figure.by_w, central(lambda p: sigmoid(p @ at + b), w), rtol=1e-6)
    np.testing.assert_allclose(figure.by_x, central(lambda p: sigmoid(w @ p + b), at), rtol=1e-6)
    assert figure.by_b == pytest.approx(sigmoid(figure.z) * (1 - sigmoid(figure.z)))


def test_descent_follows_the_update_rule():
    figure = FIGURES["Descent"]()
    p = np.array([1.0, 2.0])
    for _ in range(3):
        p = p - 0.1 * np.array([2 * p[0] + p[1], p[0] + 4 * p[1]])
    np.testing.assert_allclose(figure.path[-1], p)
    assert figure.path.shape == (4, 2)
    assert figure.loss == pytest.approx(p[0] ** 2 + p[0] * p[1] + 2 * p[1] ** 2)
    np.testing.assert_allclose(figure.gradient, [[2 * p[0] + p[1], p[0] + 4 * p[1]]])


def test_the_loss_of_a_neuron():
    figure = interactive.Descent.of_neuron([1, -2, 3], [1, 1, 0], start=(0.5, 0.25))
    z = np.array([1, -2, 3]) * 0.5 + 0.25
    assert figure.loss == pytest.approx(np.mean((np.array([1, 1, 0]) - np.maximum(0, z)) ** 2))
    error = np.where(z > 0, z - [1, 1, 0], 0)
    np.testing.assert_allclose(figure.gradient, [[2 / 3 * error @ [1, -2, 3], 2 / 3 * error.sum()]])


def test_descent_that_overflows_gives_nan_and_no_warning():
    figure = interactive.Descent(sp.exp(x**2) + y**2, start=(2, 1), rate=5, steps=50)
    assert not np.isfinite(figure.path[-1]).all()


@pytest.mark.parametrize(
    ("set_trait", "words"),
    [
        (lambda f: setattr(f, "point", (1, 2, 3)), r"point has 3 number\(s\), but there are 2 of \(x, y\)"),
        (lambda f: setattr(f, "point", (9, 2)), r"x = 9 lies outside the figure, which shows x from -2 to 4"),
        (lambda f: setattr(f, "point", (float("nan"), 2)), "point: x must be a finite number, not nan"),
        (lambda f: setattr(f, "point", ("a", 2)), "point: x must be a number, not 'a'"),
        (lambda f: setattr(f, "point", 3), r"point needs 2 number\(s\) \(x, y\), not 3"),
        (lambda f: setattr(f, "point", "12"), r"point needs 2 number\(s\)"),
    ],
)
def test_a_bad_point_is_explained(set_trait, words):
    figure = FIGURES["Gradient"]()
    with pytest.raises(traitlets.TraitError, match=words):
        set_trait(figure)
    assert figure.point == (1, 2)


@pytest.mark.parametrize(
    ("name", "trait", "value", "words"),
    [
        ("Neuron", "b", 99, "b = 99 lies outside the figure"),
        ("Neuron", "b", None, "b must be a number, not None"),
        ("ElementWise", "operator", "pluss", "operator must be one of plus, minus, times"),
        ("ElementWise", "wrt", "y", "wrt must be one of w, x, not 'y'"),
        ("ChainGraph", "step", 1.5, "step must be a whole number, not 1.5"),
        ("Descent", "steps", -1, "steps = -1 lies outside the figure"),
    ],
)
def test_other_bad_states_are_explained(name, trait, value, words):
    with pytest.raises(traitlets.TraitError, match=words):
        setattr(FIGURES[name](), trait, value)
