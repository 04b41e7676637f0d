"""Deformed grids, heat maps and shape boxes show the Jacobian.

What a picture shows is read from its drawing: arrows are looked up by their colour, and compared with finite
differences, which know nothing of SymPy.
"""

import re

import numpy as np
import pytest
import sympy as sp
from drawings import (
    F,
    G,
    arrows,
    coefficients,
    contrast,
    coordinates,
    elements,
    few,
    numbers_in,
    on_array,
    quadratic,
    r,
    s,
    x,
    y,
)
from hypothesis import given
from hypothesis import strategies as st

from mcalc_helpers.labels import labelled_jacobian
from mcalc_helpers.numeric import numerical_jacobian
from mcalc_helpers.palette import PALETTE, css_variable
from mcalc_helpers.plots import Picture, deformed_grid, jacobian_heatmap, shape_boxes
from mcalc_helpers.plots.evaluate import number


@few
@given(coefficients, coefficients, coordinates, coordinates)
def test_the_columns_of_the_jacobian_are_the_arrows(c: list[int], d: list[int], a: float, b: float) -> None:
    outputs = [quadratic(c), quadratic(d)]
    expected = numerical_jacobian(lambda v: np.array([on_array(f)(v) for f in outputs], dtype=float), [a, b])
    drawn = deformed_grid(outputs, (x, y), at=(a, b))
    text = drawn.alt.split("has the columns ")[1]
    columns = [numbers_in(pair) for pair in re.findall(r"\(([^)]*)\)", text)]
    np.testing.assert_allclose(np.transpose(columns), expected, rtol=0.01, atol=1e-6)
    area = numbers_in(text.split("parallelogram with ")[1])[0]
    assert area == pytest.approx(abs(np.linalg.det(expected)), rel=0.01, abs=1e-6)


@pytest.mark.parametrize(("a", "b"), [(1.0, 1.0), (1.3, 0.7), (0.8, -0.5)])
def test_the_parallelogram_has_the_shape_that_the_jacobian_makes(a: float, b: float) -> None:
    drawn = deformed_grid([F, G], (x, y), at=(a, b), window=((a - 0.3, a + 0.3), (b - 0.3, b + 0.3)))
    unit_x, by_x = arrows(drawn, "x", "2.2")
    unit_y, by_y = arrows(drawn, "y", "2.2")
    assert unit_x[1] == pytest.approx(0, abs=0.2)
    assert unit_y[0] == pytest.approx(0, abs=0.2)
    assert unit_x[0] == pytest.approx(unit_y[1], abs=0.2)
    expected = numerical_jacobian(lambda v: np.array([3 * v[0] ** 2 * v[1], 2 * v[0] + v[1] ** 8]), [a, b])
    shown = np.stack([by_x, by_y], axis=1)
    # A shaft ends about two points before the tip of its head, hence the tolerance.
    assert shown / np.linalg.norm(shown) == pytest.approx(expected / np.linalg.norm(expected), abs=0.04)


@pytest.mark.parametrize(
    "outputs",
    [[sp.sqrt(x), y], [x**2, y**2], [1, 2], sp.Matrix([x - y, x + y]), [sp.Abs(r), s]],
    ids=["gap", "flat point", "constant", "matrix", "kink"],
)
def test_a_map_with_gaps_or_without_area_is_drawn_calmly(outputs: object) -> None:
    variables = (r, s) if "Abs" in str(outputs) else (x, y)
    drawn = deformed_grid(outputs, variables, at=(1 if "sqrt" in str(outputs) else 0, 0))
    assert "nan" not in drawn.svg.lower()


def cells(picture: Picture) -> list[tuple[str, float]]:
    """The colour and opacity of each cell of a heat map, in reading order; no colour for a zero."""
    found = []
    for element in elements(picture):
        style = element.get("style", "")
        if f"stroke: {css_variable('line')}" in style:
            fill = re.search(r"fill: var\(--mc-(\w+)[^;]*; fill-opacity: ([\d.]+)", style)
            found.append((fill[1], float(fill[2])) if fill else ("", 0.0))
    return found


@few
@given(st.lists(st.lists(st.integers(-99, 99), min_size=3, max_size=3), min_size=1, max_size=4))
def test_cells_tell_sign_by_colour_and_size_by_strength(rows: list[list[int]]) -> None:
    drawn = jacobian_heatmap(rows)
    entries = [entry for row in rows for entry in row]
    largest = max(map(abs, entries))
    shown = cells(drawn)
    assert len(shown) == len(entries)
    for entry, (colour, strength) in zip(entries, shown, strict=True):
        assert colour == ("" if entry == 0 else "x" if entry < 0 else "grad")
        assert (
            strength == pytest.approx(shown[0][1] * abs(entry / entries[0]), abs=0.01) if entries[0] else True
        )
        assert (abs(entry) == largest) == (strength == max(opacity for _, opacity in shown))
    for row, text in zip(rows, drawn.alt.split(" Row ")[1:], strict=True):
        assert numbers_in(text.split(":")[1]) == row


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("entry", [-1.0, 1.0])
def test_the_number_reads_well_on_the_strongest_cell(entry: float, theme: str) -> None:
    ((colour, strength),) = cells(jacobian_heatmap([[entry]]))
    over, under, ink = (getattr(PALETTE[name], theme) for name in (colour, "card", "ink"))
    channels = [(int(over[i : i + 2], 16), int(under[i : i + 2], 16)) for i in (1, 3, 5)]
    mixed = "#" + "".join(f"{round(strength * a + (1 - strength) * b):02x}" for a, b in channels)
    assert contrast(ink, mixed) >= 4.5


def test_labels_come_from_the_labelled_matrix_the_caller_or_the_index() -> None:
    J = labelled_jacobian({"f": F, "g": G}, [x, y]).at({x: 1.3, y: 0.7})
    assert "outputs f, g) and 2 columns (inputs x, y)" in jacobian_heatmap(J).alt
    assert "outputs f, g) and 2 columns (inputs u, v)" in jacobian_heatmap(J, inputs=["u", "v"]).alt
    assert "outputs y_1) and 3 columns (inputs x_1, x_2, x_3)" in jacobian_heatmap(np.ones((1, 3))).alt
    assert "Row f: 5.46, 5.07. Row g: 2, 0.659." in jacobian_heatmap(J).alt


def test_there_are_four_shapes_of_derivatives() -> None:
    boxes = [e for e in elements(shape_boxes()) if "fill-opacity: 0.25" in e.get("style", "")]
    corners = {tuple(numbers_in(e.get("d", ""))[:2]) for e in boxes}
    columns, rows = ({c[axis] for c in corners} for axis in (0, 1))
    # 1 x 1 and 1 x 3 above 2 x 1 and 2 x 3.
    assert len(corners) == len(boxes) == 12
    assert (len(columns), len(rows)) == (4, 3)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (-3.0, "−3"),
        (1 / 3, "0.333"),
        (-1024.4, "−1024"),
        (999.7, "1000"),
        (2.5e7, "2.5e+07"),
    ],
)
def test_numbers_are_written_as_in_a_text(value: float, text: str) -> None:
    assert number(value) == text
