"""Bad input to the figures: every refusal names what came and what to give instead."""

import numpy as np
import pytest
import sympy as sp
import traitlets

from mcalc_helpers import interactive
from mcalc_helpers.interactive.formula import markup, name_markup, plain
from mcalc_helpers.interactive.graph_steps import read_graph, split, traced
from mcalc_helpers.layered import levels

x, y, z, u1, u2, u3 = sp.symbols("x y z u1 u2 u3")

BAD = [
    (
        lambda: interactive.Gradient(x + y + z),
        ValueError,
        r"2 variable\(s\), and the symbols here are: x, y, z; replace",
    ),
    (lambda: interactive.Gradient(x), ValueError, r"2 variable\(s\), and the symbols here are: x; "),
    (
        lambda: interactive.Gradient(x + y, variables=(x, z)),
        ValueError,
        "also contains y, which is not among the variables x, z",
    ),
    (lambda: interactive.Gradient(x + y, variables=(x, x)), ValueError, "2 different symbol"),
    (lambda: interactive.Gradient(x + y, variables=("x", "y")), ValueError, "2 different symbol"),
    (
        lambda: interactive.Gradient(x + y, at=(1, 2, 3)),
        ValueError,
        r"at has 3 number\(s\), but there are 2 of \(x, y\)",
    ),
    (lambda: interactive.Gradient(x + y, at=1), ValueError, r"at needs 2 number\(s\) \(x, y\), not 1"),
    (lambda: interactive.Gradient("x + y"), TypeError, "must be a SymPy expression, not the text 'x \\+ y'"),
    (lambda: interactive.Gradient([x, y]), TypeError, "a vector of functions needs mc.interactive.PlaneMap"),
    (lambda: interactive.Gradient(x > y), TypeError, "with a number as value"),
    (lambda: interactive.Gradient(object()), TypeError, "must be a SymPy expression, not object"),
    (lambda: interactive.Gradient(sp.erf(x) + y), ValueError, "erf in erf\\(x\\) cannot be drawn"),
    (
        lambda: interactive.Gradient(x + y, window=[(0, 1)]),
        ValueError,
        "one range \\(low, high\\) for each of x, y",
    ),
    (
        lambda: interactive.Gradient(x + y, window=[(2, 0), (0, 2)]),
        ValueError,
        "low end 2 must be below the high end 0",
    ),
    (
        lambda: interactive.Gradient(x + y, window=[(2, 3), (0, 2)]),
        ValueError,
        "at: x = 1 lies outside its window from 2 to 3",
    ),
    (lambda: interactive.PlaneMap([x, y, x]), ValueError, r"fs needs 2 expression\(s\).* not 3"),
    (lambda: interactive.PlaneMap(x + y), TypeError, "a sequence of expressions, one for each output"),
    (lambda: interactive.PlaneMap([x, y], side=5), traitlets.TraitError, "side = 5 lies outside the figure"),
    (lambda: interactive.Secant(x + y), ValueError, r"1 variable\(s\), and the symbols here are: x, y"),
    (lambda: interactive.Secant(sp.Integer(3)), ValueError, "the symbols here are: none"),
    (
        lambda: interactive.Secant(x, h=7),
        ValueError,
        "second point 1 \\+ 7 lies outside the window from -2 to 4",
    ),
    (lambda: interactive.Neuron(w=(1,), x=(1, 2)), ValueError, r"w has 1 number\(s\), but there are 2"),
    (lambda: interactive.Neuron(w=(1,) * 6, x=(1,) * 6), ValueError, "draws 1 to 4 inputs, not 6"),
    (lambda: interactive.Neuron(b=None), ValueError, "b must be a number, not None"),
    (lambda: interactive.Neuron(activation="swish"), ValueError, "no activation 'swish'; known are 'relu'"),
    (
        lambda: interactive.Neuron(activation=x * y),
        ValueError,
        r"activation draws functions of 1 variable\(s\)",
    ),
    (
        lambda: interactive.ElementWise("plus", w=(1, 2), x=(1, 2, 3)),
        ValueError,
        "w has 2 entries and x has 3",
    ),
    (
        lambda: interactive.ElementWise("plus", w=(1,), x=(1,)),
        ValueError,
        "w has 1 entries; the figure draws 2 to 5",
    ),
    (lambda: interactive.ElementWise("plus", w=3, x=3), TypeError, "w must be a sequence of numbers, not 3"),
    (lambda: interactive.ElementWise("pluss"), traitlets.TraitError, "operator must be one of plus"),
    (lambda: interactive.ElementWise(3), TypeError, "a name or a function of @w, @x".replace("@", "")),
    (
        lambda: interactive.ElementWise(lambda w, x: sum(w * x)),
        ValueError,
        r"must return 4 outputs.*shape \(1,\)",
    ),
    (lambda: interactive.ScalarExpansion("plus", z="a"), ValueError, "z must be a number, not 'a'"),
    (lambda: interactive.SumReduction(x * y), ValueError, r"1 variable\(s\)"),
    (lambda: interactive.SumReduction("product"), traitlets.TraitError, "reduction must be one of sum"),
    (lambda: interactive.ChainGraph(x + x**2), ValueError, "2 paths lead from x.*TotalDerivative"),
    (lambda: interactive.ChainGraph(x), ValueError, "does nothing to x"),
    (
        lambda: interactive.ChainGraph(u2, steps={u1: sp.sin(u2), u2: x**2}),
        ValueError,
        "u1 = sin\\(u2\\) uses u2",
    ),
    (lambda: interactive.ChainGraph(u1, steps={u1: x**2, u2: x}), ValueError, "u2 leads nowhere"),
    (
        lambda: interactive.ChainGraph(sp.sin(sp.sin(sp.sin(sp.sin(sp.sin(sp.sin(sp.sin(x)))))))),
        ValueError,
        "7 steps.*at most 6",
    ),
    (
        lambda: interactive.TotalDerivative(x * y),
        ValueError,
        r"1 variable\(s\), and the symbols here are: x, y",
    ),
    (
        lambda: interactive.TotalDerivative(
            u3 * x * u1, steps={u1: x**2 + x, u2: u1 * x + x, u3: u2 * u1 * x}
        ),
        ValueError,
        "6 paths lead to the output and the figure draws at most 5",
    ),
    (
        lambda: interactive.JacobianProduct([u1 + u2 + u3 + z], [x, y, x, y], at=(1, 2)),
        ValueError,
        "1 to 3 rows and columns, and here f has 1 outputs of 4",
    ),
    (
        lambda: interactive.JacobianProduct([u1 * u2], [x], at=[1]),
        ValueError,
        r"JacobianProduct: f draws functions of 1",
    ),
    (lambda: interactive.JacobianProduct([], [x], at=[1]), ValueError, r"f needs at least one expression"),
    (
        lambda: interactive.JacobianProduct([u1], [x], at=[1, 2]),
        ValueError,
        r"g draws functions of 2 variable\(s\)",
    ),
    (lambda: interactive.Activation(w=(1, 2, 3)), ValueError, r"w has 3 number\(s\)"),
    (lambda: interactive.Activation(at=(9, 0)), traitlets.TraitError, "x1 = 9 lies outside"),
    (lambda: interactive.Activation(activation="step"), ValueError, "no activation 'step'"),
    (lambda: interactive.Descent(x + y + z), ValueError, r"2 variable\(s\)"),
    (lambda: interactive.Descent(x + y, rate=0), traitlets.TraitError, "rate = 0 lies outside"),
    (lambda: interactive.Descent(x + y, rate="fast"), ValueError, "rate must be a number, not 'fast'"),
    (lambda: interactive.Descent.of_neuron([1, 2], [1]), ValueError, "x has 2 numbers and y has 1"),
]


@pytest.mark.parametrize(("make", "kind", "words"), BAD)
def test_bad_input_is_explained(make, kind, words):
    with pytest.raises(kind, match=words):
        make()


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (3 * x**2 * y, "3\u2009x^{2}\u2009y"),
        (x - y, "x − y"),
        (-x - y, "−x − y"),
        (-(x + y) * 2, "−2\u2009x − 2\u2009y"),
        (sp.sin(x) / x, "sin(x)/x"),
        (1 / (x * y), "1/(x\u2009y)"),
        (1 / (1 + sp.exp(-x)), "1/(1 + e^{−x})"),
        (x ** sp.Rational(1, 2), "√(x)"),
        (x ** sp.Rational(3, 2), "x^{3/2}"),
        (x**-2, "1/x^{2}"),
        ((x + y) ** 2, "(x + y)^{2}"),
        (sp.Max(0, x), "max(0, x)"),
        (sp.Heaviside(x), "1[x > 0]"),
        (sp.Abs(x), "|x|"),
        (sp.log(x), "ln(x)"),
        (sp.pi * sp.E, "e\u2009π"),
        (sp.Float(0.25) * x, "0.25\u2009x"),
        (sp.Rational(-1, 2), "−1/2"),
        (sp.Rational(7, 5) - x, "1.4 − x"),
        (sp.Rational(7, 5) * x, "1.4\u2009x"),
        (x / 5, "x/5"),
        (sp.Piecewise((x, x >= 0), (0, True)), "{x if x ≥ 0, 0 otherwise}"),
        (sp.Symbol("x1") * sp.Symbol("theta"), "θ\u2009x_{1}"),
        (sp.true, "True"),
    ],
)
def test_formulas_read_as_in_the_text(expression, expected):
    assert markup(expression) == expected


def test_names_and_plain_sentences():
    assert name_markup("w_i") == "w_{i}"
    assert name_markup("theta2") == "θ_{2}"
    assert name_markup("loss") == "loss"
    assert name_markup("x'") == "x'"
    assert plain("$e^{x + 1}$ and $x^{2}$") == "e^(x + 1) and x^2"


def test_a_graph_shares_equal_parts():
    v, w1, w2, w3, out = sp.symbols("x u1 u2 u3 y", real=True)
    assert split(sp.sin(v**2) + sp.cos(v**2), v) == {w1: v**2, w2: sp.cos(w1), w3: sp.sin(w1), out: w2 + w3}
    graph, _, _ = read_graph(sp.sin(x**2) + sp.cos(x**2), 1, None, None, None, None, "TotalDerivative")
    assert graph.paths() == [[0, 1, 3], [0, 2, 4]]
    assert levels(len(graph.names), graph.edges) == [0, 1, 2, 2, 3]


def test_a_numpy_function_keeps_its_operations_and_names():
    def f(x):
        square = x**2
        return np.maximum(0, x * square) + np.sqrt(4.0)

    v, square, w1, w2, out = sp.symbols("x square u1 u2 y", real=True)
    assert traced(f, "x") == {square: v**2, w1: v * square, w2: sp.Max(0, w1), out: w2 + 2}


def cost(x):
    return (x - 1) ** 2


def with_a_loss(x):
    loss = x**2
    return loss  # noqa: RET504 - the name is the point


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: interactive.ChainGraph(cost), "cost"),
        (lambda: interactive.ChainGraph(with_a_loss), "loss"),
        (lambda: interactive.ChainGraph(cost, name="C"), "C"),
        (lambda: interactive.ChainGraph(u1**2, steps={u1: sp.sin(x)}, name="C"), "C"),
        (lambda: interactive.TotalDerivative(x + x**2), "y"),
        (lambda: interactive.TotalDerivative(y + y**2), "f"),
    ],
)
def test_the_output_is_called_as_its_author_calls_it(make, name):
    figure = make()
    assert figure._spec["nodes"][-1] == name
    assert figure._spec["caption"].startswith(f"${name} = ")


@pytest.mark.parametrize("variable", ["u1", "u2"])
def test_steps_do_not_take_the_variables_name(variable):
    figure = interactive.ChainGraph(sp.exp(sp.sin(sp.Symbol(variable) ** 2)), at=1)
    assert len({*figure._spec["nodes"]}) == 4
    assert figure.derivative == pytest.approx(np.exp(np.sin(1)) * np.cos(1) * 2)


@pytest.mark.parametrize(
    ("name", "words"),
    [("x", "name: x is the variable or a step"), ("a b", "such as 'C', not 'a b'"), (3, "not 3")],
)
def test_a_bad_name_of_the_output_is_explained(name, words):
    with pytest.raises(ValueError, match=words):
        interactive.TotalDerivative(x + x**2, name=name)
    with pytest.raises(ValueError, match=words):
        interactive.ChainGraph(lambda x: x**2, name=name)


def test_a_function_of_one_variable_has_the_straight_d_and_others_the_curly_one():
    figure = interactive.TotalDerivative(lambda x: np.sin(x) * x, at=1)
    starts = ["".join(lines).split(" = ")[0].replace("\u2062", "") for lines in figure._spec["factors"]]
    assert starts == ["du_{1}/dx", "∂y/∂x", "∂y/∂u_{1}"]


def plain_sum(x, y):
    return x**2 + np.sin(y)


def of_a_vector(x):
    return np.stack([x[0] * x[1], np.exp(x[0])])


def test_figures_take_plain_numpy_functions():
    np.testing.assert_allclose(interactive.Gradient(plain_sum, at=(1, 2)).gradient, [[2, np.cos(2)]])
    np.testing.assert_allclose(interactive.Gradient(lambda p: p[0] * p[1], at=(1, 2)).gradient, [[2, 1]])
    np.testing.assert_allclose(interactive.PlaneMap(of_a_vector, at=(1, 2)).jacobian, [[2, 1], [np.e, 0]])
    assert interactive.Secant(lambda x: np.maximum(0, x) ** 2, at=1.5).derivative == 3
    assert interactive.Descent(plain_sum, start=(1, 2)).loss == pytest.approx(1 + np.sin(2))
    assert interactive.Neuron(activation=np.tanh, w=(1,), x=(1,), b=0).a == pytest.approx(np.tanh(1))
    assert interactive.SumReduction(lambda t: t**3, x=(1, 2)).y == 9
    assert interactive.TotalDerivative(lambda x: x * x**2, at=1).products == [1, 2]
    product = interactive.JacobianProduct(of_a_vector, lambda x: np.stack([x, x**2]), at=[1])
    np.testing.assert_allclose(product.product, [[3], [np.e]])
    own = interactive.ElementWise(lambda w, x: np.maximum(w, np.exp(x)), w=(1, 2), x=(1, 0))
    np.testing.assert_allclose(own.jacobian, [[0, 0], [0, 1]])


@pytest.mark.parametrize(
    ("make", "kind", "words"),
    [
        (
            lambda: interactive.Gradient(lambda x, y, z: x),
            ValueError,
            "this one has 3 parameters; take 2 numbers",
        ),
        (lambda: interactive.Gradient(of_a_vector, at=(1, 1)), ValueError, "returns a vector of 2"),
        (lambda: interactive.Gradient(lambda x, y: np.floor(x) + y), TypeError, "floor"),
        (lambda: interactive.ChainGraph(plain_sum), ValueError, "has 2 parameters"),
        (
            lambda: interactive.ElementWise(lambda w, x: np.sum(w * x)),
            ValueError,
            r"must return 4 outputs.*shape \(1,\)",
        ),
    ],
)
def test_functions_that_do_not_fit_are_explained(make, kind, words):
    with pytest.raises(kind, match=words):
        make()
