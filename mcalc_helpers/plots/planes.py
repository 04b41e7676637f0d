"""The picture of a map of the plane: a grid, its image, and the Jacobian as the best linear map near a point."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import sympy as sp
from matplotlib.axes import Axes

from mcalc_helpers.components import jacobian
from mcalc_helpers.plots.evaluate import (
    Array,
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
from mcalc_helpers.plots.picture import LIGHT, WIDTH, Picture, figure, house_style, to_picture

CELLS = 8  # of the whole grid, each way
CLOSE = 4  # of the close-up, each way; together they are as wide as two cells of the whole


def deformed_grid(
    fs: Sequence[Any],
    variables: Sequence[sp.Symbol],
    /,
    *,
    at: Any = (0, 0),
    window: Any = None,
) -> Picture:
    r"""Draw a grid and its image under a map of the plane, with the Jacobian's columns as arrows at a point.

    The grid and its image stand above. Below, the marked part around the point is drawn closer: one of its cells and
    the parallelogram that the Jacobian makes of it. Near the point the map is almost this linear map.

    Parameters
    ----------
    fs : sequence of two sympy.Expr
        The map's two outputs.
    variables : sequence of two Symbol
        Its two inputs.
    at : pair of numbers
        The point.
    window : pair of ranges, optional
        ``((x0, x1), (y0, y1))``; by default two units to each side of the point.

    Returns
    -------
    Picture
        Four planes, the inputs at the left and the outputs at the right, each with one scale for both axes. Where
        the map is undefined the grid has gaps.

    Raises
    ------
    TypeError
        As `jacobian`.
    ValueError
        If there are other than two outputs or two variables, symbols without a value, a point where the map or its
        Jacobian is undefined, or a window that is none; as `jacobian`.

    Notes
    -----
    Parr & Howard (2018), "Matrix calculus", for the Jacobian. Its determinant is the factor by which areas grow near
    the point.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> deformed_grid([x * y, x + y], [x, y], at=(1, 2))
    Above, the grid x from −1 to 3 and y from 0 to 4, and its image under (x, y) → (x*y, x + y). Below, closer, the
    part around (1, 2) and its image around (2, 3). The Jacobian there has the columns (2, 1), by x, and (1, 1), by y;
    they span a parallelogram with 1 times the area of the square.
    """
    slopes = jacobian(fs, variables)
    if slopes.rows != 2:
        raise ValueError(
            f"deformed_grid draws maps of the plane to itself, with two outputs; got {slopes.rows}"
        )
    outputs = [sp.sympify(f) for f in fs]
    symbols = two_variables(variables, [*outputs, *slopes], "deformed_grid")
    point = as_pair(at, "the point")
    ranges = as_window(window, point)
    image = at_point(outputs, symbols, point, "the map")
    matrix = np.array(at_point(list(slopes), symbols, point, "the Jacobian")).reshape(2, 2)
    mapped = [on_arrays(f, symbols) for f in outputs]
    half = min(high - low for low, high in ranges) / CELLS
    near = ((point[0] - half, point[0] + half), (point[1] - half, point[1] + half))
    side = 2 * half / CLOSE
    alt = (
        f"Above, the grid {span(symbols[0], ranges[0])} and {span(symbols[1], ranges[1])}, and its image under "
        f"({symbols[0]}, {symbols[1]}) → ({outputs[0]}, {outputs[1]}). Below, closer, the part around {pair(point)} "
        f"and its image around {pair(image)}. The Jacobian there has the columns {pair(matrix[:, 0])}, by "
        f"{symbols[0]}, and {pair(matrix[:, 1])}, by {symbols[1]}; they span a parallelogram with "
        f"{number(abs(np.linalg.det(matrix)))} times the area of the square."
    )
    with house_style():
        fig = figure(height=1.1 * WIDTH)
        (plane, target), (close_plane, close_target) = fig.subplots(2, 2)
        _grids(plane, target, ranges, CELLS, mapped)
        _grids(close_plane, close_target, near, CLOSE, mapped)
        border = _border(near)
        plane.fill(*border, color=LIGHT["grad"], alpha=0.3, linewidth=0)
        target.fill(*(output(*border) for output in mapped), color=LIGHT["grad"], alpha=0.3, linewidth=0)
        _frame(close_plane, np.array(point), np.eye(2) * side)
        _frame(close_target, np.array(image), matrix * side)
        for axes, title in (
            (plane, "a grid"),
            (target, "its image"),
            (close_plane, f"near {pair(point)}"),
            (close_target, f"near {pair(image)}"),
        ):
            axes.set_title(title)
            axes.set_aspect("equal", adjustable="datalim")
            axes.locator_params(nbins=4)
        for axes in (plane, close_plane):
            axes.set_ylabel(f"${sp.latex(symbols[1])}$", color=LIGHT["y"], rotation=0, labelpad=9)
        for axes in (target, close_target):
            axes.set_ylabel("second output")
        close_plane.set_xlabel(f"${sp.latex(symbols[0])}$", color=LIGHT["x"])
        close_target.set_xlabel("first output")
        return to_picture(fig, alt)


def _grids(
    plane: Axes, target: Axes, window: Window, cells: int, mapped: Sequence[Callable[..., Array]]
) -> None:
    """Draw a grid and its image, each line in the colour of the variable that moves along it."""
    (left, right), (bottom, top) = window
    xs, ys = np.linspace(left, right, 11), np.linspace(bottom, top, 11)
    horizontal = [(xs, np.full_like(xs, y), "x") for y in np.linspace(bottom, top, cells + 1)]
    vertical = [(np.full_like(ys, x), ys, "y") for x in np.linspace(left, right, cells + 1)]
    for along, across, colour in horizontal + vertical:
        style: dict[str, Any] = {"color": LIGHT[colour], "alpha": 0.5, "linewidth": 0.9}
        plane.plot(along, across, **style)
        target.plot(*(output(along, across) for output in mapped), **style)


def _border(window: Window) -> tuple[Array, Array]:
    """Return points along the border of a window, all the way round."""
    (left, right), (bottom, top) = window
    xs, ys = np.linspace(left, right, 11), np.linspace(bottom, top, 11)
    across = np.concatenate([xs, np.full(11, right), xs[::-1], np.full(11, left)])
    up = np.concatenate([np.full(11, bottom), ys, np.full(11, top), ys[::-1]])
    return across, up


def _frame(axes: Axes, corner: Array, sides: Array) -> None:
    """Draw the parallelogram at a corner whose sides are the columns, as arrows in the colours of their variables."""
    across, up = sides.T
    outline = np.array([corner, corner + across, corner + across + up, corner + up])
    axes.fill(*outline.T, color=LIGHT["grad"], alpha=0.3, linewidth=0)
    for side, colour in ((across, "x"), (up, "y")):
        arrow = {"arrowstyle": "-|>", "color": LIGHT[colour], "linewidth": 2.2, "shrinkA": 0, "shrinkB": 0}
        axes.annotate("", tuple(corner + side), tuple(corner), arrowprops=arrow)
    axes.plot(*corner, "o", color=LIGHT["ink"], markersize=4.5)
