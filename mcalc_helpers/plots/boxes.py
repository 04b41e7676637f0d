"""The picture of the four shapes a derivative can have."""

from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from mcalc_helpers.plots.picture import LIGHT, WIDTH, Picture, figure, house_style, to_picture

CELL = 24.0  # side of one entry, in points of the drawing


class Shape(NamedTuple):
    """One of the four derivatives: how it is written, how many rows and columns stand for it, what it is called."""

    derivative: str
    rows: int
    columns: int
    size: str
    name: str


# Two rows and three columns stand for m and n: different numbers, so that nobody takes them for the same.
SHAPES = (
    (
        Shape(r"\frac{\partial y}{\partial x}", 1, 1, r"1 \times 1", "a number"),
        Shape(r"\frac{\partial y}{\partial \mathbf{x}}", 1, 3, r"1 \times n", "a row, the gradient"),
    ),
    (
        Shape(r"\frac{\partial \mathbf{y}}{\partial x}", 2, 1, r"m \times 1", "a column"),
        Shape(r"\frac{\partial \mathbf{y}}{\partial \mathbf{x}}", 2, 3, r"m \times n", "the Jacobian"),
    ),
)


def shape_boxes() -> Picture:
    r"""Draw the four shapes of a derivative as boxes: scalar or vector outputs by scalar or vector inputs.

    Returns
    -------
    Picture
        Two rows of boxes, for a scalar and a vector of m outputs, and two columns, for a scalar and a vector of n
        inputs. Each box has its derivative, its size and its name beside it.

    Notes
    -----
    Parr & Howard (2018), "Generalization of the Jacobian", draws such boxes. In numerator layout outputs make rows
    and inputs make columns.

    Examples
    --------
    >>> shape_boxes()
    The four shapes of a derivative, outputs as rows and inputs as columns. A scalar output by a scalar input: 1 by 1, a
    number. A scalar output by n inputs: 1 by n, a row, the gradient. Of m outputs by a scalar input: m by 1, a column.
    Of m outputs by n inputs: m by n, the Jacobian.
    """
    alt = (
        "The four shapes of a derivative, outputs as rows and inputs as columns. "
        "A scalar output by a scalar input: 1 by 1, a number. "
        "A scalar output by n inputs: 1 by n, a row, the gradient. "
        "Of m outputs by a scalar input: m by 1, a column. Of m outputs by n inputs: m by n, the Jacobian."
    )
    with house_style():
        height = 234.0
        fig = figure(height)
        axes = fig.subplots()
        axes.set(xlim=(0, WIDTH), ylim=(height, 0), aspect="equal")
        axes.set_axis_off()
        for row, top in zip(SHAPES, (42, 130), strict=True):
            for shape, left in zip(row, (136, 250), strict=True):
                _box(axes, shape, left, top)
        for text, left in (("scalar\ninput $x$", 136), ("vector\ninput $\\mathbf{x}$", 250)):
            axes.text(left, 12, text, va="center", color=LIGHT["x"])
        for text, middle in (("scalar\noutput $y$", 54), ("vector\noutput $\\mathbf{y}$", 154)):
            axes.text(4, middle, text, va="center", color=LIGHT["y"])
        return to_picture(fig, alt)


def _box(axes: Axes, shape: Shape, left: float, top: float) -> None:
    """Draw one derivative: its entries as cells, its symbol at their left, its size and its name below."""
    bottom = top + shape.rows * CELL
    axes.text(left - 20, (top + bottom) / 2, f"${shape.derivative}$", ha="center", va="center", fontsize=17)
    for i in range(shape.rows):
        for j in range(shape.columns):
            corner = (left + j * CELL, top + i * CELL)
            axes.add_patch(
                Rectangle(corner, CELL, CELL, facecolor=(LIGHT["grad"], 0.25), edgecolor=LIGHT["grad"])
            )
    axes.text(left, bottom + 14, f"${shape.size}$", va="center")
    axes.text(left, bottom + 31, shape.name, va="center", color=LIGHT["muted"])
