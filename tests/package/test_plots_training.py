"""Pictures of a training: the curves and the line lie where the numbers say."""

import re

import numpy as np
import pytest
from drawings import SVG, elements, few, numbers_in
from hypothesis import given
from hypothesis import strategies as st

from mcalc_helpers.palette import css_variable
from mcalc_helpers.plots import Picture, hinge_line, loss_curves

X = np.array([[4.0, 3.0], [1.0, 6.0], [3.0, 2.0], [2.0, 1.0]])
Y = np.array([5.0, 0.0, 3.0, 2.0])


def strokes(picture: Picture, colour: str) -> list[np.ndarray]:
    """The points of each line of a colour, in the order of drawing."""
    found = []
    for element in elements(picture):
        style = element.get("style", "")
        if (
            element.tag == f"{SVG}path"
            and f"stroke: {css_variable(colour)}" in style
            and "fill: none" in style
        ):
            found.append(np.array(numbers_in(element.get("d", ""))).reshape(-1, 2))
    return found


def curve(picture: Picture, colour: str) -> np.ndarray:
    """The longest line of a colour: the curve, and not its sample in the legend."""
    return max(strokes(picture, colour), key=len)


def test_a_curve_has_a_point_for_each_step_and_falls_where_the_loss_falls():
    losses = [8.0, 4.0, 2.0, 1.0, 3.0]
    points = curve(loss_curves({"run": losses}), "grad")
    assert len(points) == 5
    heights = -points[:, 1]
    # On a logarithmic scale each halving is the same way down.
    assert np.allclose(np.diff(heights)[:3], np.diff(heights)[0], atol=0.3)
    assert heights[4] > heights[3]
    assert np.allclose(np.diff(points[:, 0]), np.diff(points[:, 0])[0], atol=0.3)


def test_curves_share_one_scale():
    picture = loss_curves({"slow": [4, 3, 2], "fast": [4, 2, 1]})
    slow, fast = curve(picture, "grad"), curve(picture, "x")
    assert np.allclose(slow[0], fast[0])
    assert fast[2][1] > slow[2][1]  # lower on the page
    assert (
        "slow: from 4 at the start to 2 after 2 steps. fast: from 4 at the start to 1 after 2 steps."
        in picture.alt
    )


@pytest.mark.parametrize("end", [np.inf, np.nan, 0.0])
def test_a_curve_ends_before_the_first_loss_that_cannot_be_drawn(end):
    picture = loss_curves({"run": [1.0, 10.0, 100.0, end, 5.0]})
    assert len(curve(picture, "grad")) == 3
    assert "to 100 after 2 steps" in picture.alt


def test_too_many_curves_none_or_one_without_a_start_are_refused():
    with pytest.raises(ValueError, match="one to 5 trainings, and got 6"):
        loss_curves({str(i): [1.0] for i in range(6)})
    with pytest.raises(ValueError, match="got 0"):
        loss_curves({})
    with pytest.raises(ValueError, match="'run' do not start with a number above 0"):
        loss_curves({"run": [np.nan, 1.0]})


def line_through(points: np.ndarray) -> tuple[float, float]:
    """Slope and height at the left of a straight line of a drawing, y upwards."""
    (x0, y0), (x1, y1) = points[0], points[-1]
    return (y0 - y1) / (x1 - x0), -y0


@few
@given(st.floats(-3, 3), st.floats(-3, 3), st.floats(-2, 2))
def test_the_words_count_the_active_samples(w1, w2, b):
    w = np.array([w1, w2])
    if not w.any():
        return
    picture = hinge_line(X, Y, w, b)
    active = X @ w + b > 0
    rings, dots = (
        int(n) for n in re.findall(r"holds (\d+) of the rings and (\d+) of the dots", picture.alt)[0]
    )
    assert (rings, dots) == (np.sum(active & (Y == 0)), np.sum(active & (Y > 0)))


def test_the_line_lies_where_the_affine_value_is_zero():
    # Horizontal and vertical lines show where they are by their ends alone.
    low = strokes(hinge_line(X, Y, (0.0, 1.0), -2.0), "ink")[0]
    high = strokes(hinge_line(X, Y, (0.0, 1.0), -4.0), "ink")[0]
    assert np.ptp(low[:, 1]) == pytest.approx(0, abs=0.2)
    assert high[0, 1] < low[0, 1]
    upright = strokes(hinge_line(X, Y, (1.0, 0.0), -2.0), "ink")[0]
    assert np.ptp(upright[:, 0]) == pytest.approx(0, abs=0.2)


def test_the_start_is_a_second_line():
    alone = hinge_line(X, Y, (1.5, -0.8), -0.6)
    both = hinge_line(X, Y, (1.5, -0.8), -0.6, start=((1.0, -1.0), 0.0))
    added = len(strokes(both, "muted")) - len(strokes(alone, "muted"))
    assert added == 1


def test_the_shading_covers_the_active_side_only():
    def shaded(w, b):
        style = f"fill: {css_variable('a')}; opacity: 0.14"
        return [e for e in elements(hinge_line(X, Y, w, b)) if style in e.get("style", "") and e.get("d")]

    (right,) = shaded((1.0, 0.0), -2.5)
    (left,) = shaded((-1.0, 0.0), 2.5)
    ends = [np.array(numbers_in(area.get("d", ""))).reshape(-1, 2)[:, 0] for area in (left, right)]
    assert ends[0].max() == pytest.approx(ends[1].min(), abs=0.2)
    assert not shaded((1.0, 0.0), -10.0)  # silent everywhere


def test_a_larger_target_makes_a_larger_dot_and_none_a_ring():
    picture = hinge_line(X, Y, (1.5, -0.8), -0.6)
    assert "1 ring has the target 0" in picture.alt
    assert "2 rings have" in hinge_line(X, [0, 0, 1, 2], (1.5, -0.8), -0.6).alt


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((X[:, :1], Y, (1.0,), 0.0), r"draws two inputs.*\(4, 1\) and \(1,\)"),
        ((X, Y, (1.0, 2.0, 3.0), 0.0), "draws two inputs"),
        ((X, Y[:2], (1.0, 2.0), 0.0), "one target for each row of X"),
        ((X, -Y, (1.0, 2.0), 0.0), "none below 0"),
        ((X, Y, (0.0, 0.0), 1.0), "both weights are 0"),
    ],
)
def test_what_cannot_be_drawn_is_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        hinge_line(*arguments)
