"""Contours and slices show the function, its gradient and its partial derivatives.

What a picture shows is read from its drawing: arrows are looked up by their colour, and compared with finite
differences, which know nothing of SymPy.
"""

import math
import re

import numpy as np
import pytest
import sympy as sp
from drawings import (
    F,
    arrows,
    coefficients,
    coordinates,
    elements,
    few,
    numbers_in,
    on_array,
    quadratic,
    x,
    y,
)
from hypothesis import given

from mcalc_helpers.numeric import numerical_jacobian
from mcalc_helpers.palette import css_variable
from mcalc_helpers.plots import contours, slices
from mcalc_helpers.plots.levels import draw_levels
from mcalc_helpers.plots.picture import figure, house_style


@few
@given(coefficients, coordinates, coordinates)
def test_the_arrow_is_the_gradient(c: list[int], a: float, b: float) -> None:
    f = quadratic(c)
    expected = numerical_jacobian(on_array(f), [a, b])[0]
    drawn = contours(f, (x, y), at=(a, b))
    shafts = arrows(drawn, "grad", "2.4")
    if np.allclose(expected, 0, atol=1e-8):
        assert not shafts
        assert "the gradient is (0, 0)" in drawn.alt
    else:
        (shaft,) = shafts
        turn = shaft[0] * expected[1] - shaft[1] * expected[0]
        assert abs(turn) < 0.01 * np.hypot(*shaft) * np.hypot(*expected)
        assert shaft @ expected > 0
        place, text = re.findall(r"\(([^()]*)\)", drawn.alt.split(". At ")[1])
        assert numbers_in(place) == pytest.approx([a, b])
        assert numbers_in(text) == pytest.approx(expected, rel=0.01, abs=1e-6)


def test_arrows_of_one_picture_share_a_scale() -> None:
    short, long = arrows(contours(x**2 + y**2, (x, y), at=[(0.5, 0), (1, 0)]), "grad", "2.4")
    # Matplotlib ends a shaft about two points before the tip of its head.
    assert np.hypot(*long) + 2 == pytest.approx(2 * (np.hypot(*short) + 2), abs=1)


def test_the_lines_lie_where_the_function_has_their_value() -> None:
    with house_style():
        axes = figure(height=300).subplots()
        axes.set(xlim=(0, 2), ylim=(0, 4))
        draw_levels(axes, F, (x, y), ((0, 2), (0, 4)), 9, [6.0], [])
    ground, lines = axes.collections[:2]
    assert len(lines.get_paths()) == len(lines.levels)
    assert 6.0 in lines.levels
    for level, path in zip(lines.levels, lines.get_paths(), strict=True):
        heights = [3 * a**2 * b for a, b in path.vertices]
        assert heights == pytest.approx([level] * len(heights), rel=0.02, abs=0.05)
    assert ground.levels[0] == 0
    assert ground.levels[-1] == 48


def test_the_line_through_the_point_is_heavier_than_the_others() -> None:
    with house_style():
        axes = figure(height=300).subplots()
        draw_levels(axes, x + y, (x, y), ((0, 1), (0, 1)), 9, [0.77], [])
    lines = axes.collections[1]
    widths = dict(zip(lines.levels, lines.get_linewidths(), strict=True))
    assert widths.pop(0.77) > max(widths.values())
    assert all(abs(level - 0.77) > 0.04 for level in widths)


def test_values_on_lines_keep_apart_from_each_other_and_from_the_arrow() -> None:
    avoid = [(1.0, 2.0), (1.4, 2.1)]
    with house_style():
        axes = figure(height=300).subplots()
        draw_levels(axes, F, (x, y), ((0, 2), (0, 4)), 9, [6.0], avoid)
    places = [label.get_position() for label in axes.texts]
    assert len(places) > 4
    for i, place in enumerate(places):
        value = float(axes.texts[i].get_text().replace("−", "-"))
        assert 3 * place[0] ** 2 * place[1] == pytest.approx(value, rel=0.02)
        for other in [*places[:i], *avoid]:
            assert math.dist(place, other) > 0.25


def test_a_window_too_full_for_values_has_none() -> None:
    with house_style():
        axes = figure(height=300).subplots()
        everywhere = [(a / 10, b / 10) for a in range(11) for b in range(11)]
        draw_levels(axes, x + y, (x, y), ((0, 1), (0, 1)), 9, [], everywhere)
    assert not axes.texts
    assert axes.collections


def test_a_single_line_has_its_value_too() -> None:
    with house_style():
        axes = figure(height=300).subplots()
        cliff = sp.Max(0, sp.Min(1, 10 * x))
        draw_levels(axes, cliff, (x, y), ((-1, 1), (-1, 1)), 1, [0.5], [])
    assert axes.collections[1].levels.tolist() == [0.5]
    assert [label.get_text() for label in axes.texts] == ["0.5"]


def test_a_function_flat_nearly_everywhere_shows_where_it_is_not() -> None:
    with house_style():
        axes = figure(height=300).subplots()
        draw_levels(axes, sp.Max(0, x + y), (x, y), ((-9, 1), (-9, 1)), 4, [], [])
    assert axes.collections[1].levels.tolist() == [0.5, 1.0, 1.5]


def test_a_function_without_a_round_value_between_its_extremes_has_no_lines() -> None:
    with house_style():
        axes = figure(height=300).subplots()
        draw_levels(axes, sp.Max(0, x + y), (x, y), ((-9, 0.5), (-9, 0.5)), 1, [], [])
    assert not axes.collections


@pytest.mark.parametrize(
    "f", [sp.Integer(3), sp.sqrt(-1 - x**2), 5], ids=["constant", "nowhere real", "number"]
)
def test_a_function_without_contour_lines_is_drawn_calmly(f: sp.Expr) -> None:
    assert "stroke-width: 1.6" not in contours(f, (x, y)).svg


def test_where_the_function_is_undefined_the_plane_stays_empty() -> None:
    with house_style():
        axes = figure(height=300).subplots()
        draw_levels(axes, sp.log(x * y), (x, y), ((-2, 2), (-2, 2)), 9, [], [])
    points = np.concatenate([path.vertices for path in axes.collections[1].get_paths()])
    assert len(points)
    assert (points[:, 0] * points[:, 1] > 0).all()


def test_a_tangent_is_drawn_on_request() -> None:
    plain, tangent = (contours(F, (x, y), at=(1, 2), tangent=flag).svg for flag in (False, True))
    assert css_variable("z") not in plain
    assert css_variable("z") in tangent


@pytest.mark.parametrize(("window", "ratio"), [(((0, 2), (0, 4)), 2), (((0, 3), (0, 2)), 2 / 3)])
def test_both_axes_have_one_scale(window: tuple[tuple[int, int], ...], ratio: float) -> None:
    drawn = contours(x + y, (x, y), window=window)
    paths = [numbers_in(e.get("d", "")) for e in elements(drawn) if e.get("style") == "fill: none"]
    plane = paths[1]
    assert np.ptp(plane[1::2]) / np.ptp(plane[::2]) == pytest.approx(ratio, rel=0.01)


@few
@given(coefficients, coordinates, coordinates)
def test_the_slopes_are_the_partial_derivatives(c: list[int], a: float, b: float) -> None:
    f = quadratic(c)
    expected = numerical_jacobian(on_array(f), [a, b])[0]
    drawn = slices(f, (x, y), at=(a, b))
    slopes = [numbers_in(text)[0] for text in re.findall(r"has slope ([^ ]*\d)", drawn.alt)]
    assert slopes == pytest.approx(expected, rel=0.01, abs=1e-6)


def test_a_slice_with_a_gap_is_drawn_around_it() -> None:
    assert "nan" not in slices(sp.log(x) * y, (x, y), at=(1, 2)).svg.lower()


def test_a_constant_has_flat_slices() -> None:
    assert slices(5, (x, y), at=(0, 0)).alt.count("slope 0.") == 2
