"""Contour lines with their values, placed where there is room."""

from collections.abc import Sequence

import numpy as np
import sympy as sp
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.ticker import MaxNLocator

from mcalc_helpers.plots.evaluate import Array, Point, Window, number, on_arrays
from mcalc_helpers.plots.picture import LIGHT

RESOLUTION = 57  # grid points a side: fine enough for smooth lines, coarse enough for a small file
ROOM = 0.075  # how far a value keeps from other values, as a part of the longer side of the window


def draw_levels(
    axes: Axes,
    f: sp.Expr,
    variables: Sequence[sp.Symbol],
    window: Window,
    count: int,
    through: Sequence[float],
    avoid: Sequence[Point],
) -> None:
    """Draw about `count` contour lines on a ground that darkens as the function grows.

    The lines of the values `through` are among them and heavier. The values on the lines keep away from the points
    to `avoid`. The axes must have their final size.
    """
    grid = np.meshgrid(*(np.linspace(*side, RESOLUTION) for side in window))
    heights = np.ma.masked_invalid(on_arrays(f, variables)(*grid))
    if not heights.count() or np.ptp(heights.compressed()) == 0:
        return  # a constant has no contour lines
    heavy = {value for value in through if heights.min() < value < heights.max()}
    levels = sorted(heavy.union(_round_values(heights.compressed(), count, heavy)))
    if not levels:
        return
    ground = [(*to_rgb(LIGHT["accent"]), 0.26 * i / (len(levels) + 1)) for i in range(len(levels) + 1)]
    axes.contourf(*grid, heights, levels=[heights.min(), *levels, heights.max()], colors=ground)
    lines = axes.contour(
        *grid,
        heights,
        levels=levels,
        colors=[LIGHT["ink" if level in heavy else "muted"] for level in levels],
        linewidths=[1.6 if level in heavy else 0.8 for level in levels],
        linestyles="solid",
    )
    places = _places([np.concatenate(parts) for parts in lines.allsegs if len(parts)], window, avoid)
    if places:  # an empty list would ask Matplotlib to choose
        axes.clabel(lines, fmt=number, fontsize=10.5, inline_spacing=3, manual=places)


def _round_values(heights: Array, count: int, heavy: set[float]) -> list[float]:
    """Choose round values, evenly spaced between the extremes that most of the picture shows.

    A value close to a heavy line's would give two lines that look like one.
    """
    low, high = np.quantile(heights, [0.03, 0.97])
    if low == high:  # nearly flat all over: what differs is all there is to see
        low, high = heights.min(), heights.max()
    values = MaxNLocator(count).tick_values(low, high)
    apart = (values[1] - values[0]) / 4
    inside = values[(values > heights.min()) & (values < heights.max())]
    return [float(value) for value in inside if all(abs(value - other) > apart for other in heavy)]


def _places(lines: Sequence[Array], window: Window, avoid: Sequence[Point]) -> list[Point]:
    """Choose a point on each line for its value: far from the other lines, values, the points to avoid and the border.

    A line without such a point gets no value; its neighbours' values tell what it stands for.
    """
    (left, right), (bottom, top) = window
    room = ROOM * max(right - left, top - bottom)
    taken, places = list(avoid), []
    for k, line in enumerate(lines):
        x, y = line.T
        free = 2 * np.min([x - left, right - x, y - bottom, top - y], axis=0)
        if taken:
            free = np.minimum(free, _distance(line, np.array(taken)))
        if len(lines) > 1:
            free = np.minimum(free, 3 * _distance(line, np.concatenate([*lines[:k], *lines[k + 1 :]])))
        best = int(np.argmax(free))
        if free[best] > room:
            places.append((float(x[best]), float(y[best])))
            taken.append(places[-1])
    return places


def _distance(line: Array, points: Array) -> Array:
    """Return the distance from each point of a line to the nearest of other points."""
    apart = line[:, None, :] - points[None, :, :]
    nearest: Array = np.hypot(apart[..., 0], apart[..., 1]).min(axis=1)
    return nearest
