"""Small questions of every kind, to be answered in the tests."""

import numpy as np

from mcalc_helpers import Line, Option, Question


def neuron(w, x, b):
    z = w @ x + b
    return np.maximum(0, z)


PARTIAL = Question("check-1", "?", "partial", lambda x, y: 4 * x**3 * y, "x")
GRADIENT = Question("check-2", "?", "gradient", lambda x, y: x**2 * y**3, ("x", "y"))
SHAPES = {"w": "n", "x": "n"}
NEURON = Question("check-3", "?", "gradient", neuron, "w", SHAPES, given=("z",), mistakes=("activation",))
DIAGONAL = Question("check-4", "?", "jacobian", lambda w, x: w * x, "w", SHAPES, mistakes=("elementwise",))
VALUE = Question("check-5", "?", "value", lambda x, y: x**2 * y, ("x", "y"), at={"x": 3, "y": 2})
MATRIX = Question("check-6", "?", "derivative", lambda W, x: W @ x, "x", {"W": ("m", "n"), "x": "n"})
MEAN = Question("check-7", "?", "gradient", lambda x: np.mean(x), "x", {"x": "n"}, mistakes=("sum",))
CHOICE = Question(
    "check-10",
    "?",
    "choice",
    lambda x, y: x**2 * y**3,
    ("x", "y"),
    options=(
        Option("a row", lambda x, y: [2 * x * y**3, 3 * x**2 * y**2]),
        Option("a column", lambda x, y: [[2 * x * y**3], [3 * x**2 * y**2]]),
        Option("swapped", lambda x, y: [3 * x**2 * y**2, 2 * x * y**3], says="Look at the order."),
        Option("nothing", lambda x, y: [[0, 0]], says="Not zero."),
        Option("true", holds=lambda: True),
    ),
)
SLIP = Question(
    "check-11",
    "?",
    "slip",
    lambda x: x**3,
    lines=(
        Line("lower the power"),
        Line("$3x^2$", lambda x: 3 * x**2),
        Line("$2x^2$", lambda x: 2 * x**2),
        Line("?", lambda x: x),
    ),
)
RULE = Question("check-12", "?", "rule", lambda x, z: x * z, "x", {"x": "n"})
ORDER = Question("check-13", "?", "order", lines=(Line("one"), Line("two"), Line("three")))
STEPS = Question("check-14", "?", "order", lambda x: np.sin(x**2))
SHAPE = Question("check-15", "?", "shape", lambda W, x: W @ x, "x", {"W": ("m", "n"), "x": "n"})
