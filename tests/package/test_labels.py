"""Jacobians with names on their rows and columns."""

import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

import mcalc_helpers as mc

x, y = sp.symbols("x y")
F = {"f": 3 * x**2 * y, "g": 2 * x + y**8}


@pytest.fixture
def table():
    return mc.labelled_jacobian(F, [x, y])


def cells(text):
    """Take a printed table apart: the column labels, then each row's label and entries."""
    head, *rows = text.splitlines()
    split = [row.split("│") for row in rows]
    return head.split(), {label.strip(): entries.split() for label, entries in split}


def test_holds_the_jacobian_and_its_names(table):
    assert table.matrix == mc.jacobian(list(F.values()), [x, y])
    assert [str(name) for name in table.outputs] == ["f", "g"]
    assert table.inputs == (x, y)
    assert table.layout == "numerator"


def test_plain_text_says_which_row_is_which(table):
    columns, rows = cells(str(table))
    assert columns == ["∂/∂x", "∂/∂y"]
    assert rows == {"f": ["6*x*y", "3*x**2"], "g": ["2", "8*y**7"]}
    assert repr(table) == str(table)


def test_plain_text_is_aligned(table):
    lines = str(table.T).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert len({line.index("│") for line in lines[1:]}) == 1


@settings(deadline=None)
@given(st.integers(1, 4), st.integers(1, 4))
def test_every_entry_stands_beside_its_output_and_under_its_input(m, n):
    inputs = sp.symbols(f"x1:{n + 1}")
    functions = {f"y{i}": sum((10 * i + j) * v for j, v in enumerate(inputs, 1)) for i in range(1, m + 1)}
    for layout in ("numerator", "denominator"):
        columns, rows = cells(str(mc.labelled_jacobian(functions, inputs, layout=layout)))
        found = {
            (label, column): entry
            for label in rows
            for column, entry in zip(columns, rows[label], strict=True)
        }
        assert len(found) == m * n
        for i in range(1, m + 1):
            for j in range(1, n + 1):
                key = (f"y{i}", f"∂/∂x{j}")
                assert found[key if layout == "numerator" else key[::-1]] == str(10 * i + j)


def test_latex_is_one_display_formula_with_labels(table):
    latex = table._repr_latex_()
    assert latex.startswith(r"$\displaystyle \begin{array}{c|cc}")
    assert latex.endswith(r"\end{array}$")
    assert latex.count("$") == 2
    head, f_row, g_row = latex.split(r"\\")[:3]
    assert head.endswith(r"& \partial/\partial x & \partial/\partial y ")
    assert f_row.split("&")[0].replace(r"\hline", "").strip() == "f"
    assert [cell.strip() for cell in g_row.split("&")] == ["g", "2", "8 y^{7}"]


def test_latex_subscripts_names():
    assert "y_{1} & 2" in mc.labelled_jacobian({"y_1": 2 * x}, x)._repr_latex_()


def test_the_transpose_is_the_denominator_layout(table):
    other = mc.labelled_jacobian(F, [x, y], layout="denominator")
    assert other == table.T
    assert table == other.T
    assert table == table.T.T
    assert r"\partial/\partial x & 6 x y & 2" in other._repr_latex_()


def test_at_puts_numbers_in(table):
    at = table.at({x: 1, y: 2})
    assert at.matrix == sp.Matrix([[12, 3], [2, 1024]])
    assert (at.outputs, at.inputs, at.layout) == (table.outputs, table.inputs, table.layout)
    assert table.T.at({x: 1, y: 2}) == at.T


def test_at_puts_all_in_at_once(table):
    assert table.at({x: y, y: x}).matrix == sp.Matrix([[6 * x * y, 3 * y**2], [2, 8 * x**7]])


def test_at_takes_a_parameter_or_an_input_that_has_gone():
    a = sp.Symbol("a")
    table = mc.labelled_jacobian({"f": a * x + y}, [x, y])
    assert table.at({a: 3, x: 5}).matrix == sp.Matrix([[3, 1]])


def test_labelled_takes_numbers():
    columns, rows = cells(str(mc.labelled(np.array([[1, 2], [3, 4]]), ["loss", "score"], ["w", "b"])))
    assert columns == ["∂/∂w", "∂/∂b"]
    assert rows == {"loss": ["1", "2"], "score": ["3", "4"]}


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda t: t.at({"x": 1}), ValueError, r"no symbol 'x' \(it has x, y\); use the same Symbol objects"),
        (lambda t: t.at({sp.Symbol("x", real=True): 1}), ValueError, "use the same Symbol objects"),
        (
            lambda _: mc.labelled_jacobian({"f": sp.log(x)}, [x]).at({x: 0}),
            ValueError,
            "undefined or infinite at x = 0; choose another",
        ),
        (lambda _: mc.labelled_jacobian([x], [x]), TypeError, "by name, as in .*got list; .*use jacobian"),
        (
            lambda _: mc.labelled(sp.eye(2), ["f"], [x, y]),
            ValueError,
            "is 2 x 2, and there are 1 outputs and 2 inputs; in numerator layout the rows are the outputs",
        ),
        (
            lambda _: mc.labelled(sp.ones(1, 2), ["f"], [x, y], layout="denominator"),
            ValueError,
            "in denominator layout the rows are the inputs",
        ),
        (lambda _: mc.labelled(sp.eye(1), ["f"], [x], layout="up"), ValueError, "no layout 'up'"),
    ],
)
def test_mistakes_are_explained(table, call, error, words):
    with pytest.raises(error, match=words):
        call(table)
