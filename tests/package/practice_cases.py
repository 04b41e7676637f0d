"""Typical mistakes made by hand: for each question the right answer and wrong ones, typed as a student would."""

import numpy as np

import mcalc_helpers as mc

VECTORS = {"w": "n", "x": "n"}
LOSS = {"w": "n", "b": (), "X": ("N", "n"), "y": "N"}


def composed(x):
    u = x**2
    return np.sin(u)


def long_chain(x):
    u1 = x**3
    u2 = np.sin(u1)
    u3 = u2**2
    return np.log(u3)


def two_to_two(x):
    u = np.stack([x[0] * x[1], x[0] + x[1] ** 2])
    return np.stack([u[0] ** 2 * u[1], np.sin(u[0])])


def neuron(w, x, b):
    z = w @ x + b
    return np.maximum(0, z)


def softplus(w, x, b):
    z = w @ x + b
    return np.log(1 + np.exp(z))


def loss(w, b, X, y):
    z = X @ w + b
    e = np.maximum(0, z) - y
    return np.mean(e**2)


def question(function, wrt, family, shapes=None, asks="derivative", **fields):
    return mc.Question("trial-1", "?", asks, function, wrt, shapes or {}, mistakes=(family,), **fields)


# What is asked, the right answer, and what mistakes lead to.
CASES = {
    "power": (
        question(lambda x, y: 4 * x**3 * y, "x", "partial"),
        "12x^2 y",
        {
            "4x^3": "partial/other-variable",
            "12x^2 y + 4x^3": "partial/both-vary",
            "12x^2": "partial/dropped-factor",
            "12x^3 y": "partial/power-kept",
            "4x^2 y": "partial/exponent-missing",
        },
    ),
    "terms": (
        question(lambda x, y: x**2 * y + 5 * y**3, "x", "partial"),
        "2xy",
        {
            "2xy + 5y^3": "partial/kept-constant",
            "2xy + 15y^2": "partial/other-term",
            "2x": "partial/dropped-factor",
        },
    ),
    "product": (
        question(lambda x: x**2 * np.sin(x), "x", "partial"),
        "2x sin(x) + x^2 cos(x)",
        {
            "2x cos(x)": "partial/product-of-derivatives",
            "2x + cos(x)": "partial/sum-of-derivatives",
            "2x sin(x)": "partial/one-term",
            "x^2 cos(x)": "partial/one-term",
        },
    ),
    "exponential": (
        question(lambda x: np.exp(x**2), "x", "partial"),
        "2x e^(x^2)",
        {
            "x^2 e^(x^2 - 1)": "partial/power-rule-for-exponential",
            "2x^3 e^(x^2 - 1)": "partial/power-rule-for-exponential",
        },
    ),
    "quotient": (
        question(lambda x: np.exp(x) / x**2, "x", "partial"),
        "e^x/x^2 - 2e^x/x^3",
        {"e^x/(2x)": "partial/quotient-of-derivatives"},
    ),
    "quotient in a function": (
        question(lambda x: np.log(np.sin(x) / x), "x", "partial"),
        "cos(x)/sin(x) - 1/x",
        {"x/sin(x) cos(x)": "partial/quotient-of-derivatives"},
    ),
    "gradient": (
        question(lambda x, y: x**2 * y**3, ("x", "y"), "gradient"),
        "[2xy^3, 3x^2y^2]",
        {
            "[2xy^3; 3x^2y^2]": "gradient/column",
            "[3x^2y^2, 2xy^3]": "gradient/swapped",
            "2xy^3 + 3x^2y^2": "gradient/summed",
            "sqrt((2xy^3)^2 + (3x^2y^2)^2)": "gradient/norm",
            "3x^2y^2": "gradient/one-partial",
        },
    ),
    "jacobian": (
        question(lambda x, y: np.stack([x**2 * y, x + y**3]), ("x", "y"), "jacobian"),
        "[[2xy, x^2], [1, 3y^2]]",
        {
            "[[2xy, 1], [x^2, 3y^2]]": "jacobian/transpose",
            "[[1, 3y^2], [2xy, x^2]]": "jacobian/rows-permuted",
            "[[x^2, 2xy], [3y^2, 1]]": "jacobian/columns-permuted",
            "[[2xy, 0], [0, 3y^2]]": "jacobian/diagonal-only",
            "6xy^3 - x^2": "jacobian/determinant",
            "[[2xy, x^2], [0, 3y^2]]": "jacobian/one-cell",
        },
    ),
    "product of vectors": (
        question(lambda w, x: w * x, "w", "elementwise", VECTORS),
        "diag(x)",
        {
            "x": "elementwise/diagonal-as-vector",
            "x^T": "elementwise/diagonal-as-vector",
            "diag(w)": "elementwise/wrong-operand",
            "I": "elementwise/identity",
            "w x^T": "elementwise/outer-product",
            "x 1^T": "elementwise/filled",
        },
    ),
    "difference of vectors": (
        question(lambda w, x: w - x, "x", "elementwise", VECTORS),
        "-I",
        {"I": "elementwise/minus-sign"},
    ),
    "quotient of vectors": (
        question(lambda w, x: w / x, "x", "elementwise", VECTORS),
        "diag(-w/x^2)",
        {
            "diag(w/x^2)": "elementwise/quotient-sign",
            "diag(-w/x)": "elementwise/quotient-not-squared",
            "diag(1/x)": "elementwise/quotient-reciprocal",
        },
    ),
    "expansion by the vector": (
        question(lambda x, z: x * z, "x", "expansion", {"x": "n"}),
        "z I",
        {"z": "expansion/scalar", "z ones": "expansion/column", "z ones ones^T": "expansion/dense"},
    ),
    "expansion by the scalar": (
        question(lambda x, z: x * z, "z", "expansion", {"x": "n"}),
        "x",
        {
            "diag(x)": "expansion/by-scalar-diagonal",
            "I": "expansion/by-scalar-identity",
            "x^T": "expansion/by-scalar-row",
            "sum(x)": "expansion/by-scalar-sum",
            "1": "expansion/by-scalar-one",
            "n": "expansion/by-scalar-count",
        },
    ),
    "sum by the vector": (
        question(lambda x, z: np.sum(x * z), "x", "sum", {"x": "n"}),
        "z 1^T",
        {
            "z ones": "sum/column",
            "n": "sum/count",
            "z I": "sum/not-reduced",
            "z/n 1^T": "sum/mean-factor",
        },
    ),
    "sum by the scalar": (
        question(lambda x, z: np.sum(x * z), "z", "sum", {"x": "n"}),
        "sum(x)",
        {"x": "sum/unsummed", "mean(x)": "sum/mean-factor"},
    ),
    "mean": (
        question(lambda x: np.mean(x**2), "x", "sum", {"x": "n"}),
        "2/n x^T",
        {"2x^T": "sum/mean-factor", "2/n x": "sum/column"},
    ),
    "chain": (
        question(composed, "x", "chain"),
        "2x cos(x^2)",
        {
            "cos(x^2)": "chain/inner-missing",
            "2x": "chain/inner-only",
            "2x cos(x)": "chain/outer-at-x",
            "cos(2x)": "chain/outer-at-inner-derivative",
            "2x cos(u)": "chain/intermediate-left-in",
            "2x + cos(x^2)": "chain/sum-of-links",
        },
    ),
    "long chain": (
        question(long_chain, "x", "chain"),
        "6x^2 cos(x^3)/sin(x^3)",
        {
            "3x^2 cos(x^3)/sin(x^3)^2": "chain/some-links",
            "2 sin(x^3)/sin(x^3)^2 cos(x^3)": "chain/inner-missing",
            "6x^2 cos(u1)/sin(u1)": "chain/intermediate-left-in",
        },
    ),
    "link": (
        question(long_chain, "x", "chain", asks="factor", factor=("u3", "u2")),
        "2 u2",
        {
            "3x^2": "chain/another-link",
            "6x^2 cos(x^3)/sin(x^3)": "chain/whole-product",
            "2x": "chain/outer-at-x",
        },
    ),
    "total": (
        question(lambda x: x * x**2, "x", "total"),
        "3x^2",
        {
            "x^2": "total/direct-only",
            "2x^2": "total/indirect-only",
            "2x^4": "total/product-of-paths",
            "1 + 2x": "total/weight-one",
        },
    ),
    "three paths": (
        question(lambda x: x + x**2 + np.sin(x), "x", "total"),
        "1 + 2x + cos(x)",
        {"1 + 2x": "total/path-omitted", "1": "total/direct-only", "2x + cos(x)": "total/indirect-only"},
    ),
    "sum in a function": (
        question(lambda x: np.sin(x + x**2), "x", "total"),
        "(1 + 2x) cos(x + x^2)",
        {"cos(x + x^2)": "total/direct-only", "2x cos(x + x^2)": "total/indirect-only"},
    ),
    "vector chain": (
        question(two_to_two, "x", "vectorchain", {"x": 2}),
        "[[2 x1 x2 (x1 + x2^2), x1^2 x2^2], [cos(x1 x2), 0]] [[x2, x1], [1, 2 x2]]",
        {
            "[[x2, x1], [1, 2 x2]] [[2 x1 x2 (x1 + x2^2), x1^2 x2^2], [cos(x1 x2), 0]]": "vectorchain/swapped",
            "([[2 x1 x2 (x1 + x2^2), x1^2 x2^2], [cos(x1 x2), 0]] [[x2, x1], [1, 2 x2]])^T": "vectorchain/transpose",
            "[[2 x1 x2 (x1 + x2^2) x2, x1^2 x2^2 x1], [cos(x1 x2), 0]]": "vectorchain/element-wise",
            "[[2 x1 x2 (x1 + x2^2), x1^2 x2^2], [cos(x1 x2), 0]] + [[x2, x1], [1, 2 x2]]": "vectorchain/sum",
            "[[x2, x1], [1, 2 x2]]": "vectorchain/one-factor",
            "[[2 x1 x2, x1^2], [cos(x1), 0]] [[x2, x1], [1, 2 x2]]": "vectorchain/outer-at-x",
        },
    ),
    "neuron": (
        question(neuron, "w", "activation", VECTORS),
        "1[w.x + b > 0] x^T",
        {
            "1[w.x + b > 0] x": "activation/column",
            "x^T": "activation/mask-missing",
            "1[w.x + b > 0]": "activation/mask-only",
            "1[w.x + b > 0] w^T": "activation/weights-for-inputs",
            "max(0, x)^T": "activation/value-for-input",
            "max(0, w.x + b) x^T": "activation/value-times-input",
            "(1 - 1[w.x + b > 0]) x^T": "activation/mask-inverted",
        },
    ),
    "hinge of a vector": (
        question(lambda x: np.maximum(0, x), "x", "activation", {"x": "n"}),
        "diag(1[x > 0])",
        {
            "1[x > 0]": "activation/mask-only",
            "I": "activation/mask-missing",
            "max(0, x)": "activation/value-for-input",
        },
    ),
    "kink": (
        question(lambda z: np.maximum(0, z), "z", "activation/at-kink", asks="value", at={"z": 0.0}),
        "0",
        {"1": "activation/at-kink", "1/2": "activation/at-kink"},
    ),
    "affine": (
        question(lambda w, x, b: w @ x + b, "x", "activation", VECTORS),
        "w^T",
        {"w": "activation/column", "x^T": "activation/weights-for-inputs"},
    ),
    "softplus by the inputs": (
        question(softplus, "x", "activation", VECTORS, given=("z",)),
        "sigmoid(z) w^T",
        {
            "sigmoid(z) x^T": "activation/weights-for-inputs",
            "sigmoid(z) w": "activation/column",
            "w^T": "activation/slope-missing",
            "sigmoid(z)": "activation/slope-only",
            "ln(1 + e^z) w^T": "activation/value-times-input",
        },
    ),
    "loss by the weights": (
        question(loss, "w", "loss", LOSS, given=("z",)),
        "2/N (1[z > 0] * (z - y))^T X",
        {
            "2/N (1[z > 0] * (y - z))^T X": "loss/sign",
            "1/N (1[z > 0] * (z - y))^T X": "loss/two-missing",
            "2 (1[z > 0] * (z - y))^T X": "loss/mean-missing",
            "N/2 (1[z > 0] * (z - y))^T X": "loss/mean-inverted",
            "2/sum(1[z > 0]) (1[z > 0] * (z - y))^T X": "loss/active-count",
            "2/N X^T (1[z > 0] * (z - y))": "loss/column",
            "2/N (z - y)^T X": "loss/mask-missing",
            "2/N (max(0, z) - y)^T X": "loss/mask-missing",
            "2/N sum(1[z > 0] * (z - y))": "loss/input-missing",
            "2/N diag(1[z > 0] * (z - y)) X": "loss/not-summed",
            "2/N ((1 - 1[z > 0]) * (z - y))^T X": "loss/mask-inverted",
            "2/N (y - z)^T X": "loss/mask-missing-and-sign",
            "2/N (y - max(0, z))^T X": "loss/mask-missing-and-sign",
            "1/N (z - y)^T X": "loss/mask-missing-and-two-missing",
            "2 (z - y)^T X": "loss/mask-missing-and-mean-missing",
        },
    ),
    "loss by the bias": (
        question(loss, "b", "loss", LOSS, given=("z",)),
        "2 mean(1[z > 0] * (z - y))",
        {
            "2/N (1[z > 0] * (z - y))^T X": "loss/bias-as-weights",
            "2/N (1[z > 0] * (z - y))": "loss/bias-not-summed",
            "mean(1[z > 0] * (z - y))": "loss/bias-half",
            "2 mean(z - y)": "loss/mask-missing",
            "-2 mean(z - y)": "loss/mask-missing-and-sign",
            "mean(z - y)": "loss/mask-missing-and-two-missing",
            "2 sum(z - y)": "loss/mask-missing-and-mean-missing",
        },
    ),
    "update": (
        question(loss, "w", "update", LOSS, asks="update", given=("z",)),
        "w - 2 eta/N X^T (1[z > 0] * (z - y))",
        {
            "w + 2 eta/N X^T (1[z > 0] * (z - y))": "update/sign",
            "w - 2/N X^T (1[z > 0] * (z - y))": "update/rate-missing",
            "w - eta/N X^T (1[z > 0] * (z - y))": "update/half",
            "w ones^T - 2 eta/N ones @ (1[z > 0] * (z - y))^T X": "update/square",
        },
    ),
}
