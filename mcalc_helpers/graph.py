"""The dataflow graph of a derivation as a picture: variables in boxes, local Jacobians on the arrows.

The parameter stands on top and the output at the bottom, in the layers of `mcalc_helpers.layered`. The picture is as
wide as its formulas need and no wider, so that a narrow screen shows it at a readable size.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.patches import FancyBboxPatch, PathPatch, Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.textpath import TextToPath

from mcalc_helpers.chain import Chain, Edge, Variable
from mcalc_helpers.layered import Layout, Point, Size, arrange, fill
from mcalc_helpers.palette import PALETTE
from mcalc_helpers.plots.picture import Picture, figure, house_style, to_picture
from mcalc_helpers.shapes import Shape
from mcalc_helpers.steps import edge_text
from mcalc_helpers.writers.latex import latex
from mcalc_helpers.writers.latex_jacobian import jacobian_latex
from mcalc_helpers.writers.names import name_latex
from mcalc_helpers.writers.numpy import inline
from mcalc_helpers.writers.text import jacobian_text

# The sizes of the letters in points, the distance of lines, and the room around what stands in a box.
_BOX_TEXT, _EDGE_TEXT = 11.0, 9.5
_LINE = 1.35
_PADDING = Size(10, 8)
_GAP = Size(10, 12)
_MARGIN = 8.0
_HEAD = 6.0
# A narrow screen shows a picture of this width with letters of a readable size. Lines are broken to get there.
_READABLE = 270.0
_LIMITS = (250.0, 180.0, 130.0, 90.0)
# What Matplotlib's own mathematics cannot set is shown as plain text.
_NOT_IN_MATHTEXT = (r"\begin", r"\text")
_IN_MATHTEXT = {r"\le": r"\leq", r"\ge": r"\geq", r"\ne": r"\neq", r"\lVert": r"\Vert", r"\rVert": r"\Vert"}
_LONGEST = 60


def draw_graph(chain: Chain, values: Mapping[str, str] | None = None) -> Picture:
    """Draw the variables of a derivation and what depends on what.

    Parameters
    ----------
    chain : Chain
        The variables and their local Jacobians.
    values : mapping of str to str, optional
        The value of a variable, or of an edge (named like ``"∂y/∂x"``), to be shown beside its formula.

    Returns
    -------
    Picture
        An SVG picture in the book's style, for both themes, with a text that lists the same.
    """
    values = values or {}
    variables = [chain.parameter, *(v for v in chain.variables if v is not chain.parameter)]
    edges = [edge for variable in variables for edge in variable.edges]
    names = [_variable_parts(variable, values.get(variable.name, "")) for variable in variables]
    locals_ = [_edge_parts(edge, values.get(edge_text(edge), "")) for edge in edges]
    ends = [(variables.index(edge.inner), variables.index(edge.outer)) for edge in edges]
    with house_style():
        boxes, labels, layout = _fitting(names, locals_, ends)
        width, height = (side + 2 * _MARGIN for side in layout.size)
        fig = figure(height=height, width=width)
        # The layout is ours.
        fig.set_layout_engine("none")
        axes = fig.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_xlim(-_MARGIN, width - _MARGIN)
        axes.set_ylim(height - _MARGIN, -_MARGIN)
        for way in layout.ways:
            _draw_way(axes, way)
        for label, place in zip(labels, layout.labels, strict=True):
            _draw_label(axes, label, place)
        for box, place in zip(boxes, layout.boxes, strict=True):
            _draw_box(axes, box, place)
        return to_picture(fig, _description(chain, edges, values))


def values_at(chain: Chain, parameters: Mapping[str, Shape], point: Mapping[str, Any]) -> dict[str, str]:
    """Return the values of scalar variables and of derivatives of scalars by scalars, rounded for a picture.

    Parameters
    ----------
    chain : Chain
        The variables.
    parameters : mapping of str to shape
        The parameters.
    point : mapping of str to numpy.ndarray
        Their values.
    """
    known: dict[str, Any] = {"np": np, **point}
    for name, shape in parameters.items():
        known.update(zip(map(str, shape), np.shape(point[name]), strict=True))
    found: dict[str, str] = {}
    for variable in chain.variables:
        known[variable.name] = eval(inline(variable.definition), known)
        if not variable.node.ndim:
            found[variable.name] = f"{float(known[variable.name]):.4g}"
        for edge in variable.edges:
            local = edge.jacobian
            if local is not None and not local.output and not local.input:
                text = jacobian_text(local)
                value = f"{float(eval(text, known)):.4g}"
                if value != text:
                    found[edge_text(edge)] = value
    return found


class _Lines(NamedTuple):
    """Lines of text, in a box or on an arrow, and their size."""

    lines: list[str]
    font: float
    step: float
    size: Size


def _text_size(text: str, font: float) -> Size:
    properties = FontProperties(size=font, family=rcParams["font.family"])
    width, height, _ = TextToPath().get_text_width_height_descent(text, properties, ismath="$" in text)
    return Size(float(width), float(height))


def _lines(parts: Sequence[str], font: float, limit: float, padding: Size) -> _Lines:
    lines = fill(parts, lambda text: _text_size(text, font).width, limit)
    sizes = [_text_size(line, font) for line in lines]
    # A line with a fraction is taller.
    step = max(_LINE * font, *(size.height for size in sizes))
    width = max(size.width for size in sizes)
    return _Lines(lines, font, step, Size(width + padding.width, step * len(lines) + padding.height))


def _fitting(
    names: list[list[str]], locals_: list[list[str]], ends: list[tuple[int, int]]
) -> tuple[list[_Lines], list[_Lines], Layout]:
    """Break lines until the picture is narrow enough for a narrow screen, or cannot be narrower."""
    for limit in _LIMITS:
        boxes = [_lines(parts, _BOX_TEXT, limit, _PADDING) for parts in names]
        labels = [_lines(parts, _EDGE_TEXT, limit, Size(4, 2)) for parts in locals_]
        layout = arrange([box.size for box in boxes], ends, [label.size for label in labels], _GAP)
        if layout.size.width + 2 * _MARGIN <= _READABLE:
            break
    return boxes, labels, layout


def _mathematics(formula: str, text: str) -> str:
    if len(formula) > _LONGEST * 2 or any(command in formula for command in _NOT_IN_MATHTEXT):
        return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return re.sub(r"\\[A-Za-z]+", lambda command: _IN_MATHTEXT.get(command[0], command[0]), f"${formula}$")


def _variable_parts(variable: Variable, value: str) -> list[str]:
    """Return what stands in a variable's box, in the parts between which a line may end."""
    name = name_latex(variable.name, variable.node.dimensions)
    parts = [f"${name}$"]
    if variable.definition is not variable.symbol:
        # Braces: Matplotlib gives an equals sign at the beginning no room after it.
        formula = rf"\;{{=}}\;{latex(variable.definition)}"
        parts.append(_mathematics(formula, f" = {inline(variable.definition)}"))
    return [*parts, *_value_parts(value)]


def _edge_parts(edge: Edge, value: str) -> list[str]:
    """Return what stands on an arrow."""
    shown, text = r"\mathrm{see\ the\ rule}", "see the rule"
    if edge.jacobian is not None:
        shown, text = jacobian_latex(edge.jacobian), jacobian_text(edge.jacobian)
    return [_mathematics(shown, text), *_value_parts(value)]


def _value_parts(value: str) -> list[str]:
    return [f" = {value}".replace("-", "−")] if value else []


def _draw_text(axes: Axes, lines: _Lines, place: Point, colour: str) -> None:
    x, y = place
    for k, line in enumerate(lines.lines):
        down = (k - (len(lines.lines) - 1) / 2) * lines.step
        # On the baseline: the middle of a text would depend on its indices and powers.
        below = 0.32 * lines.font
        axes.text(
            x, y + down + below, line, ha="center", va="baseline", fontsize=lines.font, color=colour, zorder=4
        )


def _draw_box(axes: Axes, box: _Lines, place: Point) -> None:
    paper, line = PALETTE["paper"].light, PALETTE["line"].light
    (x, y), (width, height) = place, box.size
    corner = (x - width / 2, y - height / 2)
    rim = FancyBboxPatch(
        corner, width, height, boxstyle="round,pad=0,rounding_size=4", fc=paper, ec=line, zorder=3
    )
    axes.add_patch(rim)
    _draw_text(axes, box, place, PALETTE["ink"].light)


def _draw_label(axes: Axes, label: _Lines, place: Point) -> None:
    """Draw a label on a ground that hides the arrow behind it."""
    (x, y), (width, height) = place, label.size
    corner = (x - width / 2, y - height / 2)
    axes.add_patch(Rectangle(corner, width, height, fc=PALETTE["card"].light, ec="none", zorder=2))
    _draw_text(axes, label, place, PALETTE["grad"].light)


def _draw_way(axes: Axes, way: list[Point]) -> None:
    """Draw an arrow: lines through the rows, curves between them that leave and arrive vertically."""
    line, codes = [way[0]], [Path.MOVETO]
    for k, ((x0, y0), (x1, y1)) in enumerate(pairwise(way)):
        middle = (y0 + y1) / 2
        line += [(x0, middle), (x1, middle), (x1, y1)] if k % 2 else [(x1, y1)]
        codes += [Path.CURVE4] * 3 if k % 2 else [Path.LINETO]
    muted = PALETTE["muted"].light
    x, y = way[-1]
    line[-1] = (x, y - _HEAD)
    axes.add_patch(PathPatch(Path(line, codes), fc="none", ec=muted, lw=1.0))
    head = [(x, y), (x - 0.4 * _HEAD, y - _HEAD), (x + 0.4 * _HEAD, y - _HEAD)]
    axes.add_patch(Polygon(head, fc=muted, ec="none"))


def _description(chain: Chain, edges: list[Edge], values: Mapping[str, str]) -> str:
    parts = [f"Dataflow graph from {chain.parameter.name} to {chain.output.name}."]
    for variable in chain.variables:
        value = f" = {values[variable.name]}" if variable.name in values else ""
        parts.append(f"{variable.name} = {inline(variable.definition)}{value}.")
    for edge in edges:
        local = "a product with three axes" if edge.jacobian is None else jacobian_text(edge.jacobian)
        value = f" = {values[edge_text(edge)]}" if edge_text(edge) in values else ""
        parts.append(f"{edge_text(edge)} = {local}{value}.")
    return " ".join(parts)
