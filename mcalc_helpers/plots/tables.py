"""The picture of a Jacobian of numbers: a table with names on its rows and columns, shaded by size and sign."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import sympy as sp
from matplotlib.patches import Rectangle

from mcalc_helpers.labels import LabelledMatrix
from mcalc_helpers.plots.evaluate import Array, number
from mcalc_helpers.plots.picture import LIGHT, WIDTH, Picture, figure, house_style, to_picture

MOST = 8  # columns
STRONGEST = 0.42  # opacity of the largest entry's cell; above, the number on it would lose contrast


def jacobian_heatmap(
    J: Any, /, outputs: Sequence[Any] | None = None, inputs: Sequence[Any] | None = None
) -> Picture:
    r"""Draw a Jacobian of numbers as a table whose cells are the darker the larger the entry.

    Parameters
    ----------
    J : array-like, sympy.Matrix or LabelledMatrix
        The Jacobian in numerator layout, m x n, without symbols.
    outputs : sequence of str or Symbol, optional
        The m names of the rows; by default those of a `LabelledMatrix`, or y_1 to y_m.
    inputs : sequence of str or Symbol, optional
        The n names of the columns; by default those of a `LabelledMatrix`, or x_1 to x_n.

    Returns
    -------
    Picture
        Every cell holds its number with its sign, so the colours (one for positive, one for negative entries) repeat
        what is written.

    Raises
    ------
    TypeError
        If the entries are no numbers.
    ValueError
        If `J` is in denominator layout, has not two axes, is empty, has more than 8 columns or holds NaN or
        infinity, or the numbers of labels do not fit.

    Notes
    -----
    Parr & Howard (2018), "Derivatives of vector element-wise binary operators", for Jacobians that are diagonal.

    Examples
    --------
    >>> jacobian_heatmap([[12, 3], [2, -1024]], ["f", "g"], ["x", "y"])
    Heat map of a Jacobian with 2 rows (outputs f, g) and 2 columns (inputs x, y). Row f: 12, 3. Row g: 2, −1024.
    """
    table = _numbers(J)
    rows, columns = table.shape
    if columns > MOST:
        raise ValueError(
            f"jacobian_heatmap writes a number in every cell, legible up to {MOST} columns, and the Jacobian has "
            f"{columns}; draw a part of it, such as J[:, :{MOST}]"
        )
    named = (J.outputs, J.inputs) if isinstance(J, LabelledMatrix) else (None, None)
    outputs = _labels(named[0] if outputs is None else outputs, "y", rows, "rows (outputs)")
    inputs = _labels(named[1] if inputs is None else inputs, "x", columns, "columns (inputs)")
    alt = (
        f"Heat map of a Jacobian with {rows} rows (outputs {', '.join(map(str, outputs))}) and {columns} columns "
        f"(inputs {', '.join(map(str, inputs))})."
    )
    for name, row in zip(outputs, table, strict=True):
        alt += f" Row {name}: {', '.join(map(number, row))}."
    cell_width, cell_height = min(64.0, (WIDTH - 50) / columns), 38.0
    with house_style():
        fig = figure(height=cell_height * rows + 40, width=max(190.0, cell_width * columns + 50))
        axes = fig.subplots()
        axes.set(xlim=(0, columns), ylim=(rows, 0), aspect=cell_height / cell_width)
        axes.spines[:].set_visible(False)
        axes.tick_params(length=0, labelcolor=LIGHT["ink"], labelsize=12.5, labeltop=True, labelbottom=False)
        widest = max(len(number(value)) for value in table.flat)
        # A digit is about half as wide as the font's size.
        size = min(12.5, (cell_width - 6) / (0.55 * widest))
        largest = float(np.abs(table).max()) or 1.0
        for (i, j), value in np.ndenumerate(table):
            ink = LIGHT["muted" if value == 0 else "ink"]
            colour = LIGHT["x" if value < 0 else "grad"]
            shade = (colour, STRONGEST * abs(value) / largest)
            axes.add_patch(Rectangle((j, i), 1, 1, facecolor=shade, edgecolor=LIGHT["line"], linewidth=0.8))
            axes.text(j + 0.5, i + 0.5, number(value), ha="center", va="center", color=ink, fontsize=size)
        axes.set_xticks(
            np.arange(columns) + 0.5, [rf"$\partial/\partial {sp.latex(name)}$" for name in inputs]
        )
        axes.set_yticks(np.arange(rows) + 0.5, [f"${sp.latex(name)}$" for name in outputs])
        return to_picture(fig, alt)


def _numbers(J: Any) -> Array:
    """Return a Jacobian as an array of floats, or say what is wrong with it."""
    if isinstance(J, LabelledMatrix) and J.layout == "denominator":
        raise ValueError(
            "jacobian_heatmap draws outputs as rows, and this table has them as columns; draw its .T"
        )
    matrix = J.matrix if isinstance(J, LabelledMatrix) else J
    if isinstance(matrix, sp.MatrixBase) and matrix.free_symbols:
        names = ", ".join(sorted(map(str, matrix.free_symbols)))
        raise TypeError(
            f"jacobian_heatmap draws numbers, and the Jacobian holds the symbols {names}; give them values "
            "first, as in labelled_jacobian(...).at({x: 1, y: 2})"
        )
    entries = matrix.tolist() if isinstance(matrix, sp.MatrixBase) else matrix
    try:
        if np.iscomplexobj(entries):
            raise TypeError("complex numbers")
        table = np.array(entries, dtype=float)
    except (TypeError, ValueError) as error:
        raise TypeError(f"jacobian_heatmap draws a table of real numbers, and this is none: {J!r}") from error
    if table.ndim != 2 or not table.size:
        raise ValueError(
            f"a Jacobian has two axes, outputs by inputs, and this has the shape {table.shape}; "
            "write the gradient of one output as [[12, 3]]"
        )
    if not np.all(np.isfinite(table)):
        i, j = np.argwhere(~np.isfinite(table))[0]
        raise ValueError(
            f"the entry in row {i}, column {j} of the Jacobian is {table[i, j]}; choose another point"
        )
    return table


def _labels(given: Sequence[Any] | None, letter: str, count: int, what: str) -> list[Any]:
    """Return the names of rows or columns: those given, or numbered ones."""
    labels = [f"{letter}_{k}" for k in range(1, count + 1)] if given is None else list(given)
    if len(labels) != count:
        raise ValueError(f"the Jacobian has {count} {what}, and there are {len(labels)} labels: {labels}")
    return [label if isinstance(label, sp.Basic) else sp.Symbol(str(label)) for label in labels]
