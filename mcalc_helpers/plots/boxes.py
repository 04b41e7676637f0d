"""Pictures of shapes: the four that a derivative can have, and those that the chain rule multiplies."""

from itertools import product
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from mcalc_helpers.plots.picture import LIGHT, WIDTH, Picture, figure, house_style, to_picture

CELL = 24.0  # side of one entry, in points of the drawing
SMALL = 8.0  # the same where many shapes stand in a table
LENGTHS = {
    "f": ("m", 2),
    "u": ("k", 3),
    "x": ("n", 4),
}  # a vector's length: its letter, and the cells that stand for it
# The columns of that table: outputs, inputs, left edge, and the sign that follows.
FACTORS = (("f", "u", 112, r"$\cdot$"), ("u", "x", 172, "$=$"), ("f", "x", 237, ""))


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


def chain_boxes() -> Picture:
    r"""Draw which boxes the chain rule multiplies, for a scalar or a vector x, u and f.

    Returns
    -------
    Picture
        Eight rows: x, u and f, each a scalar or a vector, with the boxes of df/du, du/dx and their product df/dx.

    Notes
    -----
    Parr & Howard (2018), "Vector chain rule", has such a table. It leaves out the vector x with the scalar u, which is
    what a neuron has; here that pair is included.

    Examples
    --------
    >>> print(chain_boxes().alt.splitlines()[-1])
    Vector x, vector u, vector f: m by k times k by n is m by n.
    """
    rows = list(product((False, True), repeat=3))
    lines = ["The shapes that the chain rule multiplies, df/du times du/dx is df/dx."]
    with house_style():
        height = 40.0 + 34.0 * len(rows)
        fig = figure(height)
        axes = fig.subplots()
        axes.set(xlim=(0, WIDTH), ylim=(height, 0), aspect="equal")
        axes.set_axis_off()
        for outputs, inputs, left, _ in FACTORS:
            axes.text(
                left, 18, rf"$\frac{{\partial {outputs}}}{{\partial {inputs}}}$", va="center", fontsize=17
            )
        for number, vectors in enumerate(rows):
            lines.append(_chain_row(axes, dict(zip("xuf", vectors, strict=True)), 57 + 34 * number))
        return to_picture(fig, "\n".join(lines))


def _chain_row(axes: Axes, vector: dict[str, bool], middle: float) -> str:
    """Draw one row of the table: what is a vector, the two factors, their product; return it in words."""
    for letter, left in (("x", 8), ("u", 38), ("f", 68)):
        sign = rf"$\mathbf{{{letter}}}$" if vector[letter] else f"${letter}$"
        colour = LIGHT["x"] if letter == "x" else LIGHT["ink"]
        axes.text(left, middle, sign, va="center", color=colour)
    for outputs, inputs, left, sign in FACTORS:
        size = [LENGTHS[letter] if vector[letter] else ("1", 1) for letter in (outputs, inputs)]
        _cells(axes, (left, middle), size[0][1], size[1][1], "grad" if not sign else "muted")
        axes.text(left + 42, middle, sign, va="center")
    sizes = {letter: LENGTHS[letter][0] if vector[letter] else "1" for letter in vector}
    axes.text(290, middle, rf"${sizes['f']} \times {sizes['x']}$", va="center")
    kinds = ", ".join(f"{'vector' if vector[letter] else 'scalar'} {letter}" for letter in "xuf")
    f, u, x = (sizes[letter] for letter in "fux")
    return f"{kinds.capitalize()}: {f} by {u} times {u} by {x} is {f} by {x}."


def _cells(axes: Axes, corner: tuple[float, float], rows: int, columns: int, colour: str) -> None:
    """Draw a small box of cells; the corner is its left edge and its middle."""
    left, middle = corner
    for i, j in product(range(rows), range(columns)):
        place = (left + j * SMALL, middle + (i - rows / 2) * SMALL)
        axes.add_patch(
            Rectangle(
                place, SMALL, SMALL, facecolor=(LIGHT[colour], 0.25), edgecolor=LIGHT[colour], linewidth=0.8
            )
        )
