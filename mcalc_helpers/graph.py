"""The dataflow graph of a derivation as a picture: variables in boxes, local Jacobians on the arrows.

networkx places the boxes in layers, the parameter on top and the output at the bottom. An arrow that skips a layer
passes through a place of its own there, so that it never runs behind a box.
"""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import networkx as nx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch
from matplotlib.path import Path

from mcalc_helpers.chain import Chain, Edge, Variable
from mcalc_helpers.palette import PALETTE
from mcalc_helpers.plots.picture import WIDTH, Picture, figure, house_style, to_picture
from mcalc_helpers.shapes import Shape
from mcalc_helpers.steps import edge_text
from mcalc_helpers.writers.latex import latex
from mcalc_helpers.writers.latex_jacobian import jacobian_latex
from mcalc_helpers.writers.names import name_latex
from mcalc_helpers.writers.numpy import inline
from mcalc_helpers.writers.text import jacobian_text

LAYER = 64.0
# From the middle of a box to its edge, and how often the layers are put in order.
_BOX = 13.0
_SWEEPS = 6
# What Matplotlib's own mathematics cannot set is shown as plain text.
_NOT_IN_MATHTEXT = (r"\begin", r"\text")
_IN_MATHTEXT = {r"\le": r"\leq", r"\ge": r"\geq", r"\ne": r"\neq", r"\lVert": r"\Vert", r"\rVert": r"\Vert"}
_LONGEST = 60
Point = tuple[float, float]


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
    routes = _routes(variables, edges)
    layers = round(max(y for points in routes.values() for _, y in points) / LAYER + 0.5)
    with house_style():
        fig = figure(height=LAYER * layers)
        axes = fig.add_subplot()
        axes.set_axis_off()
        axes.set_xlim(0, WIDTH)
        axes.set_ylim(0, LAYER * layers)
        for edge in edges:
            _draw_edge(axes, edge, routes[edge], values.get(edge_text(edge), ""))
        for variable in variables:
            _draw_variable(axes, variable, routes[variable][0], values.get(variable.name, ""))
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


def _routes(variables: list[Variable], edges: list[Edge]) -> dict[Any, list[Point]]:
    """Return where each variable stands, and through which points each edge goes, from the inner variable's side."""
    plain = nx.DiGraph((edge.inner, edge.outer) for edge in edges)
    plain.add_nodes_from(variables)
    layer = {node: k for k, members in enumerate(nx.topological_generations(plain)) for node in members}
    graph = nx.DiGraph()
    graph.add_nodes_from(variables)
    stops: dict[Edge, list[Any]] = {}
    for edge in edges:
        between = range(layer[edge.inner] + 1, layer[edge.outer])
        stops[edge] = [edge.inner, *((edge, k) for k in between), edge.outer]
        layer.update({(edge, k): k for k in between})
        nx.add_path(graph, stops[edge])
    place = _places(graph, _layers(graph, layer))
    routes: dict[Any, list[Point]] = {variable: [place[variable]] for variable in variables}
    return routes | {edge: [place[stop] for stop in stops[edge]] for edge in edges}


def _layers(graph: "nx.DiGraph[Any]", layer: Mapping[Any, int]) -> dict[int, list[Any]]:
    """Return the nodes of each layer, each near the middle of its neighbours, so that few edges cross."""
    rows: dict[int, list[Any]] = {k: [] for k in range(1 + max(layer.values()))}
    for node in graph.nodes:
        rows[layer[node]].append(node)
    for sweep in range(_SWEEPS):
        neighbours = graph.predecessors if sweep % 2 == 0 else graph.successors
        for k in sorted(rows, reverse=sweep % 2 == 1):
            rank = {node: (i + 0.5) / len(row) for row in rows.values() for i, node in enumerate(row)}
            middle = {
                node: float(np.mean([rank[other] for other in neighbours(node)] or [rank[node]]))
                for node in rows[k]
            }
            rows[k].sort(key=lambda node: middle[node])
    return rows


def _places(graph: "nx.DiGraph[Any]", rows: dict[int, list[Any]]) -> dict[Any, Point]:
    """Turn the layout into points of the picture, layer 0 on top."""
    layout = nx.multipartite_layout(graph, subset_key=rows, align="horizontal")
    widest = max(map(len, rows.values()))
    # The layout scales its unit grid to fit; neighbouring layers are one unit apart.
    unit = float(abs(layout[rows[1][0]][1] - layout[rows[0][0]][1])) if len(rows) > 1 else 1.0
    top = float(layout[rows[0][0]][1])
    return {
        node: (
            WIDTH / 2 + x / unit * WIDTH / widest,
            LAYER * (len(rows) - 0.5) - LAYER * abs(y - top) / unit,
        )
        for node, (x, y) in ((node, map(float, xy)) for node, xy in layout.items())
    }


def _mathematics(formula: str, text: str) -> str:
    if len(formula) > _LONGEST * 2 or any(command in formula for command in _NOT_IN_MATHTEXT):
        return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return re.sub(r"\\[A-Za-z]+", lambda command: _IN_MATHTEXT.get(command[0], command[0]), f"${formula}$")


def _draw_variable(axes: Axes, variable: Variable, place: Point, value: str) -> None:
    name = name_latex(variable.name, variable.node.dimensions)
    label = f"${name}$"
    if variable.definition is not variable.symbol:
        text = f"{variable.name} = {inline(variable.definition)}"
        label = _mathematics(f"{name} = {latex(variable.definition)}", text)
    if value:
        label += f" = {value}"
    box = {
        "boxstyle": "round,pad=0.35",
        "facecolor": PALETTE["paper"].light,
        "edgecolor": PALETTE["line"].light,
    }
    axes.text(*place, label, ha="center", va="center", fontsize=11, bbox=box, zorder=3)


def _draw_edge(axes: Axes, edge: Edge, route: list[Point], value: str) -> None:
    points = [(route[0][0], route[0][1] - _BOX), *route[1:-1], (route[-1][0], route[-1][1] + _BOX)]
    line: list[Point] = [points[0]]
    for (x0, y0), (x1, y1) in pairwise(points):
        # Each stretch leaves and arrives vertically.
        line += [(x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2), (x1, y1)]
    path = Path(line, [Path.MOVETO] + [Path.CURVE4] * (len(line) - 1))
    muted = PALETTE["muted"].light
    axes.add_patch(FancyArrowPatch(path=path, arrowstyle="-|>", mutation_scale=8, color=muted, lw=1.0))
    middle = ((points[0][0] + points[1][0]) / 2, (points[0][1] + points[1][1]) / 2)
    shown, text = r"\mathrm{see\ the\ rule}", "see the rule"
    if edge.jacobian is not None:
        shown, text = jacobian_latex(edge.jacobian), jacobian_text(edge.jacobian)
    label = _mathematics(shown, text) + (f" = {value}" if value else "")
    ground = {"boxstyle": "round,pad=0.12", "facecolor": PALETTE["card"].light, "edgecolor": "none"}
    axes.text(
        *middle,
        label,
        ha="center",
        va="center",
        fontsize=9.5,
        color=PALETTE["grad"].light,
        bbox=ground,
        zorder=2,
    )


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
