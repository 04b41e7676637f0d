"""Every equation of the paper, by section: derive() gives the answer written by hand, in the paper's layout.

The hand-written answers are the oracle, for SymPy's matrix derivatives mix layouts. Where the paper slips, the right
answer stands here and the book's page "Reading the paper closely" says why.
"""

from typing import Any, NamedTuple

import numpy as np
import pytest

import mcalc_helpers as mc


class Equation(NamedTuple):
    """One equation: where it stands, what is derived, and the answer."""

    section: str
    name: str
    function: Any
    wrt: str
    shapes: dict[str, Any]
    shape: tuple[Any, Any]
    latex: str


V = {"w": "n", "x": "n"}
VZ = {"x": "n", "z": ()}
S = {"x": ()}
NEURON = {"w": "n", "x": "n", "b": ()}
LOSS = {"w": "n", "X": ("N", "n"), "b": (), "y": "N"}
REVIEW = "Review: Scalar derivative rules"
INTRO = "Introduction to vector calculus and partial derivatives"
JACOBIAN = "Generalization of the Jacobian"
BINARY = "Derivatives of vector element-wise binary operators"
EXPANSION = "Derivatives involving scalar expansion"
SUM = "Vector sum reduction"
SINGLE = "Single-variable chain rule"
TOTAL = "Single-variable total-derivative chain rule"
VECTOR = "Vector chain rule"
ACTIVATION = "The gradient of neuron activation"
LOSSES = "The gradient of the neural network loss function"


def relu(w, x, b):
    return np.maximum(0, w @ x + b)


def loss(w, X, b, y):
    return np.mean((y - np.maximum(0, X @ w + b)) ** 2)


def cases(condition, no, yes):
    less = condition.replace(">", r"\le")
    return rf"\begin{{cases}} {no} & \text{{if }} {less} \\ {yes} & \text{{if }} {condition} \end{{cases}}"


AFFINE = r"\mathbf{w} \cdot \mathbf{x} + b > 0"
ACTIVE = r"\mathbf{1}[X \mathbf{w} + b \vec{1} > 0]"
ERROR = r"(\max(0, X \mathbf{w} + b \vec{1}) - \mathbf{y})"

EQUATIONS = [
    Equation(REVIEW, "constant", lambda x: 99, "x", S, (1, 1), "0"),
    Equation(REVIEW, "constant factor", lambda x: 3 * x, "x", S, (1, 1), "3"),
    Equation(REVIEW, "power", lambda x: x**3, "x", S, (1, 1), "3 x^{2}"),
    Equation(REVIEW, "sum", lambda x: x**2 + 3 * x, "x", S, (1, 1), "2 x + 3"),
    Equation(REVIEW, "difference", lambda x: x**2 - 3 * x, "x", S, (1, 1), "2 x - 3"),
    Equation(REVIEW, "product", lambda x: x**2 * x, "x", S, (1, 1), "3 x^{2}"),
    Equation(REVIEW, "chain", lambda x: np.log(x**2), "x", S, (1, 1), r"\frac{2}{x}"),
    Equation(REVIEW, "constants pull out", lambda x: 9 * (x + x**2), "x", S, (1, 1), "18 x + 9"),
    Equation(INTRO, "xy by x", lambda x, y: x * y, "x", {"x": (), "y": ()}, (1, 1), "y"),
    Equation(INTRO, "xy by y", lambda x, y: x * y, "y", {"x": (), "y": ()}, (1, 1), "x"),
    Equation(INTRO, "3x^2 y by x", lambda x, y: 3 * x**2 * y, "x", {"x": (), "y": ()}, (1, 1), "6 x y"),
    Equation(INTRO, "3x^2 y by y", lambda x, y: 3 * x**2 * y, "y", {"x": (), "y": ()}, (1, 1), "3 x^{2}"),
    Equation(
        INTRO,
        "gradient",
        lambda x: 3 * x[0] ** 2 * x[1],
        "x",
        {"x": 2},
        (1, 2),
        r"\begin{bmatrix} 6 x_{1} x_{2} & 3 x_{1}^{2} \end{bmatrix}",
    ),
    Equation(
        "Matrix calculus",
        "two gradients stacked",
        lambda x: [3 * x[0] ** 2 * x[1], 2 * x[0] + x[1] ** 8],
        "x",
        {"x": 2},
        (2, 2),
        r"\begin{bmatrix} 6 x_{1} x_{2} & 3 x_{1}^{2} \\ 2 & 8 x_{2}^{7} \end{bmatrix}",
    ),
    Equation(JACOBIAN, "identity", lambda x: x, "x", {"x": "n"}, ("n", "n"), "I"),
    Equation(BINARY, "w + x by w", lambda w, x: w + x, "w", V, ("n", "n"), "I"),
    Equation(BINARY, "w + x by x", lambda w, x: w + x, "x", V, ("n", "n"), "I"),
    Equation(BINARY, "w - x by w", lambda w, x: w - x, "w", V, ("n", "n"), "I"),
    Equation(BINARY, "w - x by x", lambda w, x: w - x, "x", V, ("n", "n"), "-I"),
    Equation(
        BINARY, "w * x by w", lambda w, x: w * x, "w", V, ("n", "n"), r"\operatorname{diag}(\mathbf{x})"
    ),
    Equation(
        BINARY, "w * x by x", lambda w, x: w * x, "x", V, ("n", "n"), r"\operatorname{diag}(\mathbf{w})"
    ),
    Equation(
        BINARY,
        "w / x by w",
        lambda w, x: w / x,
        "w",
        V,
        ("n", "n"),
        r"\operatorname{diag}(\vec{1} \oslash \mathbf{x})",
    ),
    Equation(
        BINARY,
        "w / x by x",
        lambda w, x: w / x,
        "x",
        V,
        ("n", "n"),
        r"-\operatorname{diag}(\mathbf{w} \oslash \mathbf{x}^{2})",
    ),
    Equation(
        BINARY,
        "max(w, x) by w",
        lambda w, x: np.maximum(w, x),
        "w",
        V,
        ("n", "n"),
        r"\operatorname{diag}(\mathbf{1}[\mathbf{w} > \mathbf{x}])",
    ),
    Equation(BINARY, "w > x by w", lambda w, x: w > x, "w", V, ("n", "n"), "0"),
    Equation(EXPANSION, "x + z by x", lambda x, z: x + z, "x", VZ, ("n", "n"), "I"),
    Equation(EXPANSION, "x + z by z", lambda x, z: x + z, "z", VZ, ("n", 1), r"\vec{1}"),
    Equation(EXPANSION, "x z by x", lambda x, z: x * z, "x", VZ, ("n", "n"), "z I"),
    Equation(EXPANSION, "x z by z", lambda x, z: x * z, "z", VZ, ("n", 1), r"\mathbf{x}"),
    Equation(SUM, "sum(x)", lambda x: np.sum(x), "x", {"x": "n"}, (1, "n"), r"\vec{1}^T"),
    Equation(SUM, "sum(x z) by x", lambda x, z: np.sum(x * z), "x", VZ, (1, "n"), r"z \vec{1}^T"),
    Equation(
        SUM, "sum(x z) by z", lambda x, z: np.sum(x * z), "z", VZ, (1, 1), r"\operatorname{sum}(\mathbf{x})"
    ),
    Equation(SUM, "mean", lambda x: np.mean(x), "x", {"x": "n"}, (1, "n"), r"\frac{1}{n} \vec{1}^T"),
    Equation(
        SUM,
        "sum of a function",
        lambda x: np.sum(np.sin(x)),
        "x",
        {"x": "n"},
        (1, "n"),
        r"\cos(\mathbf{x})^T",
    ),
    Equation(SUM, "dot product", lambda w, x: np.sum(w * x), "w", V, (1, "n"), r"\mathbf{x}^T"),
    Equation(SINGLE, "sin(x^2)", lambda x: np.sin(x**2), "x", S, (1, 1), r"2 x \cos(x^{2})"),
    Equation(
        SINGLE,
        "ln(sin(x^3)^2)",
        lambda x: np.log(np.sin(x**3) ** 2),
        "x",
        S,
        (1, 1),
        r"\frac{6 x^{2} \cos(x^{3})}{\sin(x^{3})}",
    ),
    Equation(TOTAL, "x + x^2", lambda x: x + x**2, "x", S, (1, 1), "1 + 2 x"),
    Equation(TOTAL, "sin(x + x^2)", lambda x: np.sin(x + x**2), "x", S, (1, 1), r"(1 + 2 x) \cos(x^{2} + x)"),
    Equation(TOTAL, "x x^2", lambda x: x * x**2, "x", S, (1, 1), "3 x^{2}"),
    Equation(
        VECTOR,
        "[ln(x^2), sin(3x)]",
        lambda x: [np.log(x**2), np.sin(3 * x)],
        "x",
        S,
        (2, 1),
        r"\begin{bmatrix} \frac{2}{x} \\ 3 \cos(3 x) \end{bmatrix}",
    ),
    Equation(
        VECTOR,
        "diagonal times diagonal",
        lambda x: np.exp(x**2),
        "x",
        {"x": "n"},
        ("n", "n"),
        r"2 \operatorname{diag}(\mathbf{x} \otimes \exp(\mathbf{x}^{2}))",
    ),
    Equation(ACTIVATION, "w . x by w", lambda w, x: w @ x, "w", V, (1, "n"), r"\mathbf{x}^T"),
    Equation(ACTIVATION, "w . x + b by w", lambda w, x, b: w @ x + b, "w", NEURON, (1, "n"), r"\mathbf{x}^T"),
    Equation(ACTIVATION, "w . x + b by b", lambda w, x, b: w @ x + b, "b", NEURON, (1, 1), "1"),
    Equation(
        ACTIVATION, "max(0, z)", lambda z: np.maximum(0, z), "z", {"z": ()}, (1, 1), cases("z > 0", "0", "1")
    ),
    Equation(
        ACTIVATION,
        "max(0, x)",
        lambda x: np.maximum(0, x),
        "x",
        {"x": "n"},
        ("n", "n"),
        r"\operatorname{diag}(\mathbf{1}[\mathbf{x} > 0])",
    ),
    Equation(
        ACTIVATION,
        "activation by w",
        relu,
        "w",
        NEURON,
        (1, "n"),
        cases(AFFINE, r"\vec{0}^T", r"\mathbf{x}^T"),
    ),
    Equation(
        ACTIVATION,
        "activation by x",
        relu,
        "x",
        NEURON,
        (1, "n"),
        cases(AFFINE, r"\vec{0}^T", r"\mathbf{w}^T"),
    ),
    Equation(ACTIVATION, "activation by b", relu, "b", NEURON, (1, 1), cases(AFFINE, "0", "1")),
    Equation(
        LOSSES,
        "loss by w",
        loss,
        "w",
        LOSS,
        (1, "n"),
        rf"\frac{{2}}{{N}} ({ERROR} \otimes {ACTIVE})^T X",
    ),
    Equation(LOSSES, "loss by b", loss, "b", LOSS, (1, 1), rf"\frac{{2}}{{N}} {ERROR} \cdot {ACTIVE}"),
    Equation(
        LOSSES,
        "one sample",
        lambda w, x, b, y: (y - np.maximum(0, w @ x + b)) ** 2,
        "w",
        {**NEURON, "y": ()},
        (1, "n"),
        cases(AFFINE, r"\vec{0}^T", r"2 (\mathbf{w} \cdot \mathbf{x} + b - y) \mathbf{x}^T"),
    ),
    Equation(
        LOSSES,
        "augmented",
        lambda w, X, y: np.mean((y - np.maximum(0, X @ w)) ** 2),
        "w",
        {"w": "n", "X": ("N", "n"), "y": "N"},
        (1, "n"),
        r"\frac{2}{N} ((\max(0, X \mathbf{w}) - \mathbf{y}) \otimes \mathbf{1}[X \mathbf{w} > 0])^T X",
    ),
]


@pytest.mark.parametrize("equation", EQUATIONS, ids=lambda equation: f"{equation.section}: {equation.name}")
def test_equation(equation):
    derivation = mc.derive(equation.function, equation.wrt, equation.shapes)
    assert derivation.shape == equation.shape
    assert derivation.latex() == equation.latex
    assert derivation.check(seed=1)
    sizes = dict.fromkeys({"n", "N"} & set(str(equation.shapes)), 2)
    explicit = tuple(sizes.get(size, size) for size in equation.shape)
    assert derivation.components(**sizes).shape == explicit
