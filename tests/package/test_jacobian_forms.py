"""The algebra of Jacobian forms is matrix algebra: every form agrees with its dense matrix."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mcalc_helpers.expression import number, ones, symbol, unit, zeros
from mcalc_helpers.forms import Jacobian, column, diagonal, entry_row, identity, matrix, row, scalar, zero
from mcalc_helpers.functions import matvec, transpose, tril
from mcalc_helpers.writers.entries import entries
from mcalc_helpers.writers.numpy import inline

n, m = ("n",), ("m",)
SIZES = {"n": 3, "m": 2}
GENERATOR = np.random.default_rng(0)
NAMES = {"a": (), "b": (), "x": n, "y": n, "u": m, "v": m, "A": ("m", "n"), "B": ("n", "n")}
VALUES = {name: GENERATOR.normal(size=[SIZES[s] for s in shape]) for name, shape in NAMES.items()}
S = {name: symbol(name, shape) for name, shape in NAMES.items()}


def value(node):
    return eval(inline(node), {"np": np, **VALUES, **SIZES})


def dense(form: Jacobian):
    """The matrix of a form, by the definition of its parts."""
    rows, columns = ((SIZES[shape[0]] if shape else 1) for shape in (form.output, form.input))
    total = np.zeros((rows, columns))
    for term, factor in form.terms:
        product = np.eye(rows)
        if term.column is not None:
            product = value(term.column)[:, np.newaxis]
        if term.row is not None:
            vector = value(term.row)[np.newaxis, :]
            product = vector if term.column is None else product @ vector
        for link in term.chain:
            product = product @ value(link)
        total += value(factor) * product
    return total


def vectors(shape):
    base = [S[k] for k, s in NAMES.items() if s == shape]
    return st.sampled_from(
        [*base, base[0] * base[1], 2 * base[0] - base[1], ones(shape), S["a"] * base[0], unit(1, shape)]
    )


SQUARE = st.one_of(
    vectors(n).map(diagonal),
    st.just(identity(n)),
    st.just(matrix(S["B"])),
    st.just(matrix(S["B"]).T),
    st.just(matrix(tril(n))),
    st.tuples(vectors(n), vectors(n)).map(lambda p: column(p[0]) @ row(p[1])),
    st.just(matrix(transpose(S["A"])) @ matrix(S["A"])),
)
FACTORS = st.sampled_from([number(2), number(-1), S["a"], S["a"] * S["b"], number(0)])
fast = settings(deadline=None, suppress_health_check=list(HealthCheck))


@fast
@given(SQUARE, SQUARE, SQUARE, FACTORS)
def test_sums_products_scalings_and_transposes(p, q, r, factor):
    np.testing.assert_allclose(dense(p @ q), dense(p) @ dense(q), atol=1e-9)
    np.testing.assert_allclose(dense(p + q), dense(p) + dense(q), atol=1e-9)
    np.testing.assert_allclose(dense(p.scaled(factor)), value(factor) * dense(p), atol=1e-9)
    np.testing.assert_allclose(dense((p @ q + r).T), (dense(p) @ dense(q) + dense(r)).T, atol=1e-9)
    assert p + q == q + p
    assert p == p.T.T
    assert (p @ q) @ r == p @ (q @ r)


@fast
@given(vectors(n), vectors(m), SQUARE)
def test_rows_and_columns(x, u, square):
    for product, expected in (
        (row(x) @ square, dense(row(x)) @ dense(square)),
        (square @ column(x), dense(square) @ dense(column(x))),
        (column(u) @ row(x) @ square, dense(column(u)) @ dense(row(x)) @ dense(square)),
        (row(x) @ square @ column(x), dense(row(x)) @ dense(square) @ dense(column(x))),
        (row(u) @ matrix(S["A"]) @ square, dense(row(u)) @ VALUES["A"] @ dense(square)),
        ((row(u) @ matrix(S["A"])).T, (dense(row(u)) @ VALUES["A"]).T),
        ((column(u) @ row(x)).T, (dense(column(u)) @ dense(row(x))).T),
    ):
        np.testing.assert_allclose(dense(product), expected, atol=1e-9)


x, y, a = S["x"], S["y"], S["a"]


@pytest.mark.parametrize(
    ("form", "same"),
    [
        (row(ones(n)) @ diagonal(x), row(x)),
        (diagonal(x) @ diagonal(y), diagonal(x * y)),
        (identity(n) @ matrix(S["B"]), matrix(S["B"])),
        (diagonal(a * ones(n)), identity(n).scaled(a)),
        (row(x) @ column(y), scalar((x * y).__class__("total", (x * y,)))),
        (diagonal(x) + diagonal(-x), zero(n, n)),
        (diagonal(x) + identity(n), diagonal(x + 1)),
        (row(zeros(n)), zero((), n)),
        (diagonal(zeros(n)) @ matrix(S["B"]), zero(n, n)),
        (row(matvec(S["B"], x)), row(x) @ matrix(S["B"]).T),
        (row(x) @ matrix(S["B"]) + row(x) @ matrix(S["B"]).T, row(x) @ matrix(S["B"] + transpose(S["B"]))),
        (diagonal(x) @ matrix(S["B"]) + matrix(S["B"]), diagonal(x + 1) @ matrix(S["B"])),
        (column(x) @ row(y) + column(y) @ row(y), column(x + y) @ row(y)),
        (column(x) @ row(x) + column(x) @ row(y), column(x) @ row(x + y)),
        (entry_row(1, n) @ diagonal(x), entry_row(1, n).scaled(x.__class__("index", (x,), 1))),
    ],
)
def test_normal_forms(form, same):
    assert form == same


def test_outer_products_that_differ_in_both_vectors_stay_apart():
    assert len((column(x) @ row(y) + column(y) @ row(x)).terms) == 2


def test_entries_of_small_jacobians():
    two = (2,)
    v = symbol("v", two)
    assert entries(entry_row(0, two) + entry_row(1, two).scaled(a)) == [[number(1), a]]
    assert entries(diagonal(v)) is None
    assert entries(column(unit(0, two))) == [[number(1)], [number(0)]]
    assert entries(zero(two, ())) == [[number(0)], [number(0)]]
    assert entries(column(unit(0, two)) @ row(v)) is None
    assert entries(column(v)) is None
    assert entries(zero(n, ())) is None
