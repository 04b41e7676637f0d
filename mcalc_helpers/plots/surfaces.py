"""Pictures of one function of two variables: its contour lines with gradients, and its slices with tangents."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import sympy as sp
from matplotlib.axes import Axes

from mcalc_helpers.components import gradient
from mcalc_helpers.plots.evaluate import (
    Array,
    Point,
    Window,
    as_pair,
    as_window,
    at_point,
    number,
    on_arrays,
    pair,
    span,
    two_variables,
)
from mcalc_helpers.plots.levels import draw_levels
from mcalc_helpers.plots.picture import LIGHT, WIDTH, Picture, figure, house_style, to_picture


def contours(
    f: Any,
    variables: Sequence[sp.Symbol],
    /,
    *,
    at: Any = None,
    window: Any = None,
    levels: int = 9,
    tangent: bool = False,
) -> Picture:
    r"""Draw the contour lines of a function of two variables, with its gradient as an arrow at a point.

    Parameters
    ----------
    f : sympy.Expr
        The function.
    variables : sequence of two Symbol
        The horizontal and the vertical variable.
    at : pair of numbers, or list of pairs, optional
        Where to draw the gradient. With several points the arrows share one scale, so that lengths compare.
    window : pair of ranges, optional
        ``((x0, x1), (y0, y1))``; by default two units to each side of the first point, or of the origin.
    levels : int
        About how many contour lines to draw.
    tangent : bool
        Also draw the tangent of the level curve at each point, which is perpendicular to the gradient.

    Returns
    -------
    Picture
        Both axes have one scale, so right angles look right. The contour line through each point is heavier. Regions
        where `f` is undefined stay empty.

    Raises
    ------
    TypeError
        As `gradient`.
    ValueError
        If there are other than two variables, symbols without a value, a point where `f` or its gradient is
        undefined, a window that is none, or less than one level; as `gradient`.

    Notes
    -----
    Parr & Howard (2018), "Introduction to vector calculus and partial derivatives", defines the gradient.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> contours(3 * x**2 * y, [x, y], at=(1, 2))
    Contour lines of f(x, y) = 3*x**2*y for x from −1 to 3 and y from 0 to 4. At (1, 2), where f = 6, the
    gradient (12, 3) is drawn as an arrow, perpendicular to the contour line.
    """
    if levels < 1:
        raise ValueError(f"contours draws at least one contour line, and levels is {levels}")
    slopes = gradient(f, variables)
    x, y = two_variables(variables, [sp.sympify(f), *slopes], "contours")
    points = _points(at)
    ranges = as_window(window, points[0] if points else (0.0, 0.0))
    values = [at_point([f], (x, y), point, "f")[0] for point in points]
    gradients = [at_point(slopes, (x, y), point, "the gradient") for point in points]
    (left, right), (bottom, top) = ranges
    alt = f"Contour lines of f({x}, {y}) = {f} for {span(x, ranges[0])} and {span(y, ranges[1])}."
    for point, value, slope in zip(points, values, gradients, strict=True):
        drawn = f"{pair(slope)} is drawn as an arrow, perpendicular to the contour line"
        alt += f" At {pair(point)}, where f = {number(value)}, the gradient {drawn if any(slope) else 'is (0, 0)'}."
    across, up = _size_of_plane(ranges)
    longest = max((math.hypot(*slope) for slope in gradients), default=0.0) or 1.0
    scale = min(right - left, top - bottom) / 4 / longest
    moves = [(slope[0] * scale, slope[1] * scale) for slope in gradients]
    with house_style():
        fig = figure(height=up + 50, width=across + 70)
        axes = fig.subplots()
        axes.set(xlim=ranges[0], ylim=ranges[1], aspect="equal")
        axes.set_xlabel(f"${sp.latex(x)}$", color=LIGHT["x"])
        axes.set_ylabel(f"${sp.latex(y)}$", color=LIGHT["y"], rotation=0, labelpad=10)
        axes.locator_params(nbins=6)
        fig.draw_without_rendering()  # gives the axes their size
        avoid = [
            (p[0] + k * m[0], p[1] + k * m[1])
            for p, m in zip(points, moves, strict=True)
            for k in (0, 0.6, 1.2)
        ]
        draw_levels(axes, sp.sympify(f), (x, y), ranges, levels, values, avoid)
        for point, move in zip(points, moves, strict=True):
            if tangent and any(move):
                axes.axline(point, (point[0] - move[1], point[1] + move[0]), color=LIGHT["z"], dashes=(4, 3))
            if any(move):
                _arrow(axes, point, move)
            axes.plot(*point, "o", color=LIGHT["ink"], markersize=6)
        return to_picture(fig, alt)


def slices(f: Any, variables: Sequence[sp.Symbol], /, *, at: Any, window: Any = None) -> Picture:
    r"""Draw the two slices of a function through a point, each with its tangent: the partial derivatives as slopes.

    Parameters
    ----------
    f : sympy.Expr
        The function.
    variables : sequence of two Symbol
        The variables; the left picture moves the first and holds the second.
    at : pair of numbers
        The point.
    window : pair of ranges, optional
        How far each variable moves; by default two units to each side of the point.

    Returns
    -------
    Picture
        Two curves side by side on one vertical scale, so that the slopes compare, in the colours of their
        variables.

    Raises
    ------
    TypeError, ValueError
        As `contours`.

    Notes
    -----
    Parr & Howard (2018), "Introduction to vector calculus and partial derivatives": a partial derivative moves one
    variable and treats the others as constants.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> slices(3 * x**2 * y, [x, y], at=(1, 2))
    Two slices of f(x, y) = 3*x**2*y through (1, 2), where f = 6. Left: x moves and y = 2 is held; the tangent at
    x = 1 has slope 12. Right: y moves and x = 1 is held; the tangent at y = 2 has slope 3.
    """
    slopes = gradient(f, variables)
    symbols = two_variables(variables, [sp.sympify(f), *slopes], "slices")
    point = as_pair(at, "the point")
    ranges = as_window(window, point)
    value = at_point([f], symbols, point, "f")[0]
    slope = at_point(slopes, symbols, point, "the gradient")
    parts, drawn = [], []
    with house_style():
        fig = figure(height=0.66 * WIDTH)
        for i, axes in enumerate(fig.subplots(1, 2, sharey=True)):
            moving, held = symbols[i], symbols[1 - i]
            where, other = point[i], point[1 - i]
            curve = on_arrays(sp.sympify(f).subs(held, other), [moving])
            along = np.linspace(*ranges[i], 121)
            heights = curve(along)
            axes.plot(along, heights, color=LIGHT["xy"[i]])
            axes.plot(along, value + slope[i] * (along - where), color=LIGHT["grad"], linestyle=(0, (4, 2)))
            axes.plot(where, value, "o", color=LIGHT["ink"], markersize=5)
            drawn.append(heights)
            axes.set_xlim(ranges[i])
            axes.set_xlabel(f"${sp.latex(moving)}$", color=LIGHT["xy"[i]])
            axes.set_title(f"${sp.latex(held)} = {number(other)}$ held", pad=22)
            # Above the frame, where no curve can cross it.
            slope_text = f"slope {number(slope[i])}"
            axes.text(0.5, 1.05, slope_text, color=LIGHT["grad"], transform=axes.transAxes, ha="center")
            axes.locator_params(nbins=5)
            parts.append(
                f"{moving} moves and {held} = {number(other)} is held; the tangent at {moving} = {number(where)} "
                f"has slope {number(slope[i])}."
            )
        axes.set_ylim(_room(np.concatenate(drawn), value))
        alt = (
            f"Two slices of f({symbols[0]}, {symbols[1]}) = {f} through {pair(point)}, where f = {number(value)}. "
            f"Left: {parts[0]} Right: {parts[1]}"
        )
        return to_picture(fig, alt)


def _size_of_plane(window: Window) -> Point:
    """Return width and height, in points, that hold the window with one scale for both axes."""
    (left, right), (bottom, top) = window
    ratio = min(2.5, max(0.4, (top - bottom) / (right - left)))
    across = min(WIDTH - 70, 330 / ratio)
    return across, across * ratio


def _arrow(axes: Axes, point: Point, move: tuple[float, float]) -> None:
    """Draw the gradient as an arrow, named beside its tip."""
    tip = (point[0] + move[0], point[1] + move[1])
    style = {
        "arrowstyle": "-|>,head_length=0.5,head_width=0.25",
        "color": LIGHT["grad"],
        "linewidth": 2.4,
        "shrinkA": 0,
        "shrinkB": 0,
    }
    axes.annotate("", tip, point, arrowprops=style, annotation_clip=False)
    length = float(np.hypot(*move))
    beside = (9 * move[0] / length + 2, 9 * move[1] / length)
    axes.annotate(
        r"$\nabla f$",
        tip,
        beside,
        textcoords="offset points",
        color=LIGHT["grad"],
        va="center",
        ha="left" if move[0] >= 0 else "right",
        annotation_clip=False,
    )


def _points(at: Any) -> list[Point]:
    """List the points: none, one pair, or a list of pairs."""
    if at is None:
        return []
    try:
        several = all(len(point) == 2 for point in at)
    except TypeError:
        several = False
    return [as_pair(point, "each point") for point in at] if several else [as_pair(at, "the point")]


def _room(heights: Array, value: float) -> tuple[float, float]:
    """Return vertical limits that hold the curve and the point with some room."""
    known = np.append(heights[np.isfinite(heights)], value)
    low, high = float(known.min()), float(known.max())
    margin = 0.12 * (high - low) or 1.0
    return low - margin, high + margin
