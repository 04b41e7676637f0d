"""Tracing: what a function does becomes a graph, and what has no rule is refused by an error that teaches."""

import math

import numpy as np
import pytest

import mcalc_helpers as mc
from mcalc_helpers.expression import symbol
from mcalc_helpers.shapes import read
from mcalc_helpers.tracing import trace

N, M = {"x": "n"}, {"x": "m"}
VECTORS = {"x": "n", "y": "m"}


def operations(f, shapes):
    return [node.operation.name for node in trace(f, shapes).nodes if node.operation]


@pytest.mark.parametrize(
    ("f", "names"),
    [
        (lambda x: -x, ["negative"]),
        (lambda x: 2 - x + 1, ["subtract", "add"]),
        (lambda x: np.float64(2) * x, ["multiply"]),
        (lambda x: 2**x, ["power"]),
        (lambda x: x @ x, ["dot"]),
        (lambda x: np.dot(x, x), ["dot"]),
        (lambda x: x.dot(x), ["dot"]),
        (lambda x: x.T @ x, ["dot"]),
        (lambda x: np.sum(x) + x.sum(), ["sum", "add"]),
        (lambda x: np.mean(x, axis=0) * x.mean(axis=-1), ["mean", "multiply"]),
        (lambda x: np.linalg.norm(x, 2), ["norm"]),
        (lambda x: abs(x), ["absolute"]),
        (lambda x: np.where(x >= 0, x, -x), ["greater_equal", "negative", "where"]),
        (lambda x: np.where(True, x, -x), ["negative", "greater", "where"]),
        (lambda x: x[0] + x[np.int64(1)], ["index", "index", "add"]),
        (lambda x: [x[0], x[1]], ["index", "index", "stack"]),
        (lambda x: np.stack([x[0], 1.0]), ["index", "stack"]),
    ],
)
def test_operations(f, names):
    assert operations(f, N) == names


def test_products_with_matrices():
    shapes = {"A": ("m", "n"), "x": "n", "y": "m"}
    assert operations(lambda A, x, y: y @ (A @ x), shapes) == ["matvec", "dot"]
    assert operations(lambda A, x, y: np.dot(y, A), shapes) == ["vecmat"]
    assert operations(lambda A, x, y: np.transpose(A) @ y, shapes) == ["transpose", "matvec"]


def test_in_place_operators_bind_a_new_value():
    def f(x):
        total = x
        total += 1
        total *= x
        return total

    assert operations(f, N) == ["add", "multiply"]


def test_loops_over_fixed_ranges_and_helper_functions():
    def helper(x):
        return np.sin(x)

    def f(x):
        for _ in range(3):
            x = helper(x)
        return sum(x)

    assert operations(f, {"x": 2}) == ["sin"] * 3 + ["index", "add", "index", "add"]


def test_a_profile_function_of_the_caller_survives():
    import sys

    def profile(*_):
        return None

    sys.setprofile(profile)
    try:
        trace(lambda x: x, N)
        assert sys.getprofile() is profile
    finally:
        sys.setprofile(None)


def test_the_last_name_counts_and_parameters_keep_theirs():
    def f(x):
        z = np.sin(x)
        x = z + 1
        z = x * z
        return z + x

    introduced = [s.text for s in mc.derive(f, "x", N).steps if s.kind == "introduce"]
    assert (
        introduced == ["u1 = np.sin(x)", "u2 = 1 + u1", "z = u1 * u2", "f = u2 + z"]
        or introduced[2][:3] == "z ="
    )
    assert mc.derive(f, "x", N).check()


def filled(x):
    y = np.zeros(2)
    y[0] = x[0] ** 2
    return y


def test_numbers_beside_traced_entries_make_a_vector():
    assert repr(trace(lambda x: [x[0] ** 2, 3], {"x": 2}).output.formula()) == "np.array([x[0] ** 2, 3])"


def test_a_value_can_be_printed_while_it_is_traced(capsys):
    def f(x):
        y = 2 * x
        print(f"{y:.3f}")
        return y

    trace(f, N)
    assert capsys.readouterr().out == "2 * x\n"


def test_sizes_stand_in_formulas():
    traced = trace(lambda x: np.sum(x) / x.size + x.shape[0] + len(x), {"x": 3})
    assert repr(traced.output.formula()) == "np.sum(x) / 3 + 6"
    assert repr(trace(lambda x: x.size * x[0], N).output.formula()) == "n * x[0]"


@pytest.mark.parametrize(
    ("f", "shapes", "messages"),
    [
        (
            lambda x, y: x * y,
            VECTORS,
            ["* cannot be applied", "x has shape (n,)", "y has shape (m,)", "same length"],
        ),
        (lambda x, y: np.sin(x) + 2 * y, VECTORS, ["np.sin(x) has shape (n,)", "2 * y has shape (m,)"]),
        (lambda x, y: x @ y, VECTORS, ["@ cannot be applied", "The last size of the first, n"]),
        (lambda x, y: np.where(x > 0, x, y), VECTORS, ["np.where cannot be applied"]),
        (lambda x, y: x @ (y[0]), VECTORS, ["needs vectors or matrices; multiply by a scalar with *"]),
        (lambda A, x: A @ x, {"A": ("m", "n"), "x": "m"}, ["Try the transpose of the matrix (A.T @ x)"]),
        (lambda A, x: A @ A.T @ x, {"A": ("m", "n"), "x": "m"}, ["A @ (B @ x), not (A @ B) @ x"]),
        (lambda A, x: 2 * A @ x, {"A": ("m", "n"), "x": "n"}, ["2 * (X @ w) instead of (2 * X) @ w"]),
        (lambda A: np.sum(A), {"A": ("m", "n")}, ["np.sum cannot be applied", "this is a matrix. Multiply"]),
        (lambda a: np.cumsum(a), {"a": ()}, ["np.cumsum cannot be applied", "this is a scalar. If a"]),
        (lambda x: np.stack([x, x]), N, ["Only scalars can be stacked"]),
        (
            lambda x: np.sum(x, keepdims=True),
            N,
            ["np.sum: got an unexpected keyword argument 'keepdims'", "plain form"],
        ),
        (
            lambda x: x.reshape(-1, 1),
            N,
            [".reshape of x, of shape (n,), has no rule", "Leave it out: a vector is"],
        ),
        (
            lambda A, x: np.linalg.solve(A, x),
            {"A": (2, 2), "x": 2},
            ["np.linalg.solve of A", "beyond the paper"],
        ),
        (lambda x: np.ones(x.shape) @ x, N, ["n has no value", "the number 1 instead of np.ones(x.shape)"]),
        (lambda x: x + np.array([1.0, 2.0]), N, ["np.array([1.0, 2.0]) has shape (2,)"]),
        (lambda x: np.arctan(x), N, ["np.arctan of x, of shape (n,), has no rule", "np.tanh"]),
        (lambda x: np.clip(x, 0, 1), N, ["np.minimum(np.maximum(x, low), high)"]),
        (lambda x: np.max(x), N, ["np.maximum compares two operands"]),
        (lambda x: np.array([x[0], x[1]]), N, ["Write np.stack([a, b])"]),
        (lambda x: x // 2, N, ["jumps at whole numbers"]),
        (lambda x: np.add.reduce(x), N, ["np.add.reduce with no options"]),
        (lambda x: np.sin(x, where=[True]), N, ["with where"]),
        (lambda x: np.sum(x, axis=1), N, ["axis=1 is not traced"]),
        (lambda x: np.linalg.norm(x, 1), N, ["ord=1 has no rule", "np.sum(np.abs(x))"]),
        (lambda x: np.where(x, x, 0), N, ["np.where needs a comparison such as x > 0"]),
        (lambda x: x[0:2], N, ["only x[i] with a vector x"]),
        (lambda x: x[True], N, ["only x[i] with a vector x"]),
        (lambda A: A[0], {"A": ("m", "n")}, ["only x[i] with a vector x"]),
        (lambda x: x[-1], N, ["its last ones have no fixed position"]),
        (lambda x: x if x > 0 else -x, {"x": ()}, ["branches on the value of", "np.where(condition, a, b)"]),
        (lambda x: max(x, 0), {"x": ()}, ["np.maximum(a, b) instead of max(a, b)"]),
        (lambda x: math.sin(x), {"x": ()}, ["np.sin(x) instead of math.sin(x)"]),
        (lambda x: complex(x), {"x": ()}, ["has no value while"]),
        (lambda x: [0, 1][x], {"x": ()}, ["has no value while"]),
        (lambda x: len(x), N, ["no length that is a number", "x.size"]),
        (lambda x: len(x), {"x": ()}, ["no length that is a number"]),
        (lambda x: sum(x), N, ["np.sum or np.mean instead of a loop"]),
        (lambda x: x.size, {"x": ()}, ["only a vector's size is traced"]),
        (lambda x: x * np.inf, N, ["derivatives need finite numbers"]),
        (lambda x: x * np.ones((2, 2, 2)), N, ["array of shape (2, 2, 2) has no rule"]),
        (lambda x: None, N, ["The result of", "neither a real number nor an array", "Is a return missing?"]),
        (lambda x: x * 1j, N, ["*: 1j is neither a real number"]),
        (lambda x: [], N, ["The result of", "an array of shape (0,) has no rule"]),
        (lambda x: np.where(x > 0), N, ["np.where: missing a required argument", "np.where(x > 0, a, b)"]),
        (lambda x: np.multiply.at(np.zeros(2), 0, x[0]), {"x": 2}, ["np.multiply.at"]),
        (filled, {"x": 2}, ["x[0] ** 2 has no value", "np.stack([a, b]) instead of filling an array"]),
        (lambda *x: x, N, ["takes any number of arguments"]),
        (np.sin, N, ["sin is NumPy's own; write lambda x: np.sin(x)"]),
        ("x ** 2", N, ["'x ** 2' is no function", "gradient and jacobian"]),
        (lambda x: x, {}, ["gives none for x", "'b': ()"]),
        (lambda x: x, {"x": (1, 2, 3)}, ["write () for a scalar, ('n',) for a vector"]),
        (lambda x: x, {"x": 1.5}, ["the shape of x is 1.5"]),
        (lambda x: x, {"x": ("n", 0)}, ["has the size 0"]),
        (lambda x: x, {"x": ("2n",)}, ["has the size '2n'"]),
    ],
)
def test_refusals_teach(f, shapes, messages):
    with pytest.raises(mc.TraceError) as caught:
        trace(f, shapes)
    for message in messages:
        assert message in str(caught.value)


POSITIVE = {"x": np.array([0.4, 0.9, 0.6]), "y": np.array([0.7, 0.2, 0.5])}


@pytest.mark.parametrize(
    ("refused", "written"),
    [
        (lambda x, y: np.average(x), "np.mean(x)"),
        (lambda x, y: np.where((x > 0) & (x < 1), x, y), "np.where(x > 0, np.where(x < 1, a, b), b)"),
        (lambda x, y: np.clip(x, 0.5, 0.8), "np.minimum(np.maximum(x, low), high)"),
        (lambda x, y: np.diag(y) @ x, "y * x"),
        (lambda x, y: np.exp2(x), "2**x"),
        (lambda x, y: np.expm1(x), "np.exp(x) - 1"),
        (lambda x, y: np.select([x > 0], [x], y), "np.where(x > 0, np.where(x < 1, a, b), b)"),
        (lambda x, y: np.hypot(x, y), "np.sqrt(x**2 + y**2)"),
        (lambda x, y: np.inner(x, y), "x @ y"),
        (lambda x, y: np.log10(x), "np.log(x) / np.log(10)"),
        (lambda x, y: np.log2(x), "np.log(x) / np.log(2)"),
        (lambda x, y: np.logaddexp(x, y), "np.log(np.exp(x) + np.exp(y))"),
        (lambda x, y: np.outer(x, y) @ x, "x * (y @ x)"),
        (lambda x, y: np.prod(x), "np.exp(np.sum(np.log(x)))"),
        (lambda x, y: np.sign(x), "np.where(x > 0, 1, -1)"),
        (lambda x, y: np.std(x), "np.sqrt(np.mean((x - np.mean(x)) ** 2))"),
        (lambda x, y: np.var(x), "np.mean((x - np.mean(x)) ** 2)"),
        (lambda x, y: np.vdot(x, y), "x @ y"),
    ],
)
def test_what_is_to_be_written_instead_is_the_same_and_has_a_rule(refused, written):
    with pytest.raises(mc.TraceError, match="has no rule"):
        trace(refused, {"x": 3, "y": 3})
    names = {"np": np, "a": POSITIVE["x"], "b": POSITIVE["y"], "low": 0.5, "high": 0.8}
    instead = eval(f"lambda x, y: {written}", names)
    np.testing.assert_allclose(instead(**POSITIVE), refused(**POSITIVE))
    assert mc.derive(instead, "x", {"x": 3, "y": 3}).check_at(**POSITIVE)


def test_a_stand_in_has_no_other_attributes():
    node = trace(lambda x: x, N).output
    assert not hasattr(node, "shap")
    with pytest.raises(AttributeError, match="a traced vector has no attribute 'shap'"):
        node.shap  # noqa: B018


def test_an_entry_beyond_the_last_one():
    with pytest.raises(IndexError, match="entry 2 of x, which has 2 entries"):
        trace(lambda x: x[2], {"x": 2})
    assert repr(trace(lambda x: x[-1], {"x": 2}).output.formula()) == "x[1]"


def test_division_by_the_number_zero():
    with pytest.raises(ZeroDivisionError):
        trace(lambda x: x / 0, N).output.formula()


def test_shapes_are_read():
    assert read("x", ["n", 2]) == ("n", 2)
    assert read("x", "n") == ("n",)
    assert symbol("x", ("n",)) is symbol("x", ("n",))
