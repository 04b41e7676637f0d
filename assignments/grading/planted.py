"""Typical wrong answers to the assignments, each with the share of the points and the words that it earns.

The tests hand them in and compare; the class of the demonstration makes them. A row is the id of the judged cell, what
stands in the answer cell in the place of the solution, the share, and what the student is told: the words of a typical
mistake, by its name, or a part of the words.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from nbformat import NotebookNode

from grading.cells import grade_id

SOLUTION = re.compile(r"^\s*### (BEGIN|END) SOLUTION\n?", re.MULTILINE)


@dataclass(frozen=True)
class Planted:
    """A wrong answer.

    Attributes
    ----------
    cell : str
        The id of the judged cell.
    source : str
        What the student writes.
    share : float
        The share of the points that it earns.
    says : str
        The name of the mistake whose words the student is told; where it has no name, a part of the words.
    """

    cell: str
    source: str
    share: float
    says: str


def handed_in(instructor: NotebookNode, answers: Mapping[str, str] | None = None) -> NotebookNode:
    """Turn an instructor's notebook into a submission, with other answers where they are given.

    Parameters
    ----------
    instructor : notebook
        The notebook with the solutions; it is changed.
    answers : mapping, optional
        From the id of a judged cell, or of a derivation, to what stands in its answer cell.
    """
    for cell in filter(_is_own, instructor.cells):
        name = grade_id(cell).removesuffix("-answer")
        cell.source = (answers or {}).get(name, SOLUTION.sub("", cell.source))
    return instructor


def _is_own(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


DIAGNOSTIC = (
    Planted("diagnostic-power", 'answer_1 = "3x^2 - 4 + 6"', 0.5, "partial/kept-constant"),
    Planted("diagnostic-product", 'answer_2 = "-2t sin(t)"', 0.0, "partial/product-of-derivatives"),
    Planted("diagnostic-chain", 'answer_3 = "cos(5x + 2)"', 0.5, "chain/inner-missing"),
    Planted("diagnostic-number", 'answer_4 = "2"', 0.5, "chain/inner-missing"),
    Planted(
        "diagnostic-code", "def slope(x):\n    return 0.5 / np.sqrt(1 + x**2)", 0.5, "chain/inner-missing"
    ),
)
PART_1 = (
    Planted("part1-power", 'answer_1 = "5t^2 - 2t"', 0.5, "partial/exponent-missing"),
    Planted("part1-product", 'answer_2 = "3x^2 * 1/x"', 0.0, "partial/product-of-derivatives"),
    Planted("part1-quotient", 'answer_3 = "1 / (2x)"', 0.0, "partial/quotient-of-derivatives"),
    Planted("part1-chain", 'answer_4 = "1 / (1 + x^4)"', 0.5, "chain/inner-missing"),
    Planted("part1-loss", 'answer_5 = "-5"', 0.5, "chain/inner-missing"),
    Planted("part1-step", 'answer_6 = "w + 6 eta (3w - 7)"', 0.5, "update/sign"),
    Planted(
        "part1-sigmoid",
        "def sigmoid_slope(z):\n    s = 1 / (1 + np.exp(-z))\n    return s * (s - 1)",
        0.5,
        "chain/inner-missing",
    ),
    Planted(
        "part1-error", "def error_slope(w, x, y):\n    return 2 * (w * x - y)", 0.5, "chain/inner-missing"
    ),
)
PART_2 = (
    Planted("part2-partial", 'answer_1 = "2 exp(2y)"', 0.5, "partial/dropped-factor"),
    Planted("part2-gradient", 'answer_2 = "[10xy, 5x^2 - 3y^2]^T"', 0.5, "gradient/column"),
    Planted("part2-numbers", 'answer_3 = "[6, 1]"', 0.25, "gradient/swapped"),
    Planted("part2-square", 'answer_4 = "[[y^2, 3], [2x y, -1]]"', 0.5, "jacobian/transpose"),
    Planted("part2-tall", 'answer_5 = "[[2u, v, 0], [0, u, cos(v)]]"', 0.5, "jacobian/transpose"),
    Planted("part2-shape", 'answer_6 = "k x n"', 0.0, "number of rows is right"),
    Planted(
        "part2-gradient-code",
        "def gradient(x, y):\n    return x * np.cos(y) + 2 * y, np.sin(y)",
        0.25,
        "gradient/swapped",
    ),
    Planted(
        "part2-jacobian-code",
        "def jacobian(x, y):\n    return np.array([[2 * x, 2 * y], [2 * y, 2 * x]])",
        0.75,
        "3 of the 4 entries",
    ),
)
PART_3 = (
    Planted("part3-element-wise", 'answer_1 = "exp(w) * x"', 0.5, "elementwise/diagonal-as-vector"),
    Planted("part3-difference", 'answer_2 = "diag(3 x^2)"', 0.5, "elementwise/minus-sign"),
    Planted("part3-expansion-vector", 'answer_3 = "2 z x"', 0.5, "elementwise/diagonal-as-vector"),
    Planted("part3-expansion-scalar", 'answer_4 = "(x^2)^T"', 0.5, "expansion/by-scalar-row"),
    Planted("part3-sum", 'answer_5 = "3 x^2"', 0.5, "sum/column"),
    Planted("part3-shape", 'answer_6 = "n x m"', 0.0, "jacobian/transpose"),
    Planted(
        "part3-diagonal-code",
        "def jacobian(w, x):\n    return (1 - np.tanh(w) ** 2) * x",
        0.5,
        "elementwise/diagonal-as-vector",
    ),
    Planted("part3-mean-code", "def gradient(x, c):\n    return 2 * (x - c)", 0.5, "sum/mean-factor"),
)
PART_4 = (
    Planted("part4-link", 'answer_1 = "3"', 0.0, "chain/another-link"),
    Planted("part4-chain", 'answer_2 = "cos(3x + 1) exp(sin(3x + 1))"', 0.5, "chain/inner-missing"),
    Planted("part4-total", 'answer_3 = "exp(2x)"', 0.25, "total/direct-only"),
    Planted("part4-number", 'answer_4 = "2"', 0.0, "total/path-omitted"),
    Planted("part4-gradient", 'answer_5 = "exp(w * x) * x"', 0.5, "vectorchain/transpose"),
    Planted("part4-layer", 'answer_6 = "W^T diag(exp(W x))"', 0.5, "vectorchain/transpose"),
    Planted(
        "part4-total-code", "def slope(t):\n    return 2 * t * np.log(1 + t**2)", 0.25, "total/path-omitted"
    ),
    Planted(
        "part4-layer-code",
        "def jacobian(W, x):\n    return W.T @ np.diag(1 - np.tanh(W @ x) ** 2)",
        0.5,
        "vectorchain/transpose",
    ),
    Planted("part4-distance-code", "def gradient(W, x, y):\n    return W", 0.0, "vectorchain/one-factor"),
)
PART_5 = (
    Planted("part5-sigmoid", 'answer_1 = "exp(-z) / (1 + exp(-z))^2 x"', 0.5, "gradient/column"),
    Planted("part5-hinge", 'answer_2 = "w^T"', 0.5, "activation/mask-missing"),
    Planted("part5-bias", 'answer_3 = "2 (max(0, z) - y) max(0, z)"', 0.0, "one factor too many"),
    Planted("part5-numbers", 'answer_4 = "[1, -2]"', 0.5, "loss/two-missing"),
    Planted("part5-step", 'answer_5 = "w - 2 eta (y - w . x) x"', 0.5, "update/sign"),
    Planted("part5-leaky-code", "def leaky_by_w(w, x, b):\n    return np.sum(x)", 0.0, "a single number"),
    Planted(
        "part5-weights-code",
        "def loss_by_w(w, X, b, y):\n    return 2 / len(y) * (X @ w + b - y) @ X",
        0.5,
        "loss/mask-missing",
    ),
    Planted(
        "part5-bias-code",
        "def loss_by_b(w, X, b, y):\n    z = X @ w + b\n    return np.mean((z - y) * (z > 0))",
        0.75,
        "loss/bias-half",
    ),
)
PLANTED: Mapping[str, tuple[Planted, ...]] = {
    "diagnostic": DIAGNOSTIC,
    "part-1-one-neuron": PART_1,
    "part-2-many-variables": PART_2,
    "part-3-rules-for-vectors": PART_3,
    "part-4-chain-rules": PART_4,
    "part-5-the-neuron": PART_5,
}
