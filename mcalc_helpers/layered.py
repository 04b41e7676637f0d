"""Where the boxes of a dataflow graph stand: in layers, each arrow with a place of its own for its label.

The labels have rows between those of the boxes, and an arrow that skips a layer passes through a free place in each
row on its way. Places in a row are as wide as what stands there, so that nothing covers anything, however long a
formula is.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import networkx as nx
import numpy as np

Point = tuple[float, float]

# How often the rows are put in order and their places moved towards their neighbours'.
_SWEEPS = 8
# How much more an arrow strives to be straight where it passes rows by than at its ends.
_STRAIGHT = 8


class Size(NamedTuple):
    """Width and height of a box or a label."""

    width: float
    height: float


class Layout(NamedTuple):
    """The middles of the boxes and labels, the ways of the arrows, and the size of the whole; y points downward.

    A way leaves its box, and from there alternates between straight stretches through a row and curves from one row to
    the next: points 0 and 1 are joined by a line, 1 and 2 by a curve, 2 and 3 by a line, and so on.
    """

    boxes: list[Point]
    labels: list[Point]
    ways: list[list[Point]]
    size: Size


def levels(count: int, edges: Sequence[tuple[int, int]]) -> list[int]:
    """Return for each of ``count`` boxes the length of the longest way to it.

    Edges are pairs (from, to) with from < to.

    Examples
    --------
    >>> levels(3, [(0, 1), (1, 2), (0, 2)])
    [0, 1, 2]
    """
    found = [0] * count
    for tail, head in sorted(edges, key=lambda edge: edge[1]):
        found[head] = max(found[head], found[tail] + 1)
    return found


def fill(parts: Sequence[str], width: Callable[[str], float], limit: float) -> list[str]:
    """Join the parts of a text to lines no wider than a limit, where a part is not wider by itself.

    Examples
    --------
    >>> fill(["y", " = a", " + b", " = 3"], len, 9)
    ['y = a + b', '= 3']
    """
    lines = [parts[0]]
    for part in parts[1:]:
        if width(lines[-1] + part) <= limit:
            lines[-1] += part
        else:
            lines.append(part.lstrip())
    return lines


def arrange(
    boxes: Sequence[Size], edges: Sequence[tuple[int, int]], labels: Sequence[Size], gap: Size
) -> Layout:
    """Lay out a graph downward.

    Parameters
    ----------
    boxes : sequence of Size
        The boxes, each after those that it depends on.
    edges : sequence of (int, int)
        The arrows, as pairs of indices of boxes, the smaller first.
    labels : sequence of Size
        The label of each arrow.
    gap : Size
        The least distance of neighbours in a row, and the distance of rows.

    Examples
    --------
    >>> layout = arrange([Size(10, 4), Size(20, 4)], [(0, 1)], [Size(6, 2)], Size(4, 5))
    >>> layout.boxes, layout.labels, layout.size
    ([(10.0, 2.0), (10.0, 18.0)], [(10.0, 10.0)], Size(width=20.0, height=20.0))
    """
    row = {box: 2 * level for box, level in enumerate(levels(len(boxes), edges))}
    sizes: dict[Any, Size] = dict(enumerate(boxes))
    stops: list[list[Any]] = []
    places: list[Any] = []
    taken: dict[int, float] = {}
    for e, (tail, head) in enumerate(edges):
        between: list[Any] = [(e, k) for k in range(row[tail] + 1, row[head])]
        row |= {stop: stop[1] for stop in between}
        sizes |= dict.fromkeys(between, Size(0, 0))
        stops.append([tail, *between, head])
        # The label goes into the row with most room.
        place = min(between[::2], key=lambda stop: taken.get(stop[1], 0.0))
        taken[place[1]] = taken.get(place[1], 0.0) + labels[e].width
        sizes[place] = labels[e]
        places.append(place)
    graph = nx.DiGraph()
    graph.add_nodes_from(sizes)
    for way in stops:
        nx.add_path(graph, way, weight=1)
        nx.add_path(graph, way[1:-1], weight=_STRAIGHT)
    rows = _ordered(graph, row)
    x = _across(graph, rows, sizes, gap.width)
    heights = [max(sizes[item].height for item in items) for items in rows]
    tops = [0.0, *np.cumsum(np.add(heights, gap.height), dtype=float).tolist()]
    left = min(x[item] - sizes[item].width / 2 for item in x)
    right = max(x[item] + sizes[item].width / 2 for item in x)
    at = {item: (x[item] - left, tops[row[item]] + heights[row[item]] / 2) for item in x}

    def way_of(stops: list[Any]) -> list[Point]:
        rims = [(at[stop][0], tops[row[stop]] + rim * heights[row[stop]]) for stop in stops for rim in (0, 1)]
        # An arrow begins at the lower edge of its first box and ends at the upper edge of its last.
        (tail, (ax, ay)), (head, (bx, by)) = ((stop, at[stop]) for stop in (stops[0], stops[-1]))
        return [(ax, ay + sizes[tail].height / 2), *rims[1:-1], (bx, by - sizes[head].height / 2)]

    return Layout(
        [at[box] for box in range(len(boxes))],
        [at[place] for place in places],
        [way_of(way) for way in stops],
        Size(right - left, tops[-1] - gap.height),
    )


def _ordered(graph: "nx.DiGraph[Any]", row: Mapping[Any, int]) -> list[list[Any]]:
    """Return the items of each row, each near the middle of its neighbours, so that few arrows cross."""
    rows: list[list[Any]] = [[] for _ in range(1 + max(row.values()))]
    for item in graph.nodes:
        rows[row[item]].append(item)
    for sweep in range(_SWEEPS):
        neighbours = graph.predecessors if sweep % 2 == 0 else graph.successors
        for items in rows if sweep % 2 == 0 else reversed(rows):
            rank = {item: (i + 0.5) / len(others) for others in rows for i, item in enumerate(others)}
            middle = {
                item: float(np.mean([rank[other] for other in neighbours(item)] or [rank[item]]))
                for item in items
            }
            items.sort(key=lambda item: middle[item])
    return rows


def _across(
    graph: "nx.DiGraph[Any]", rows: list[list[Any]], sizes: Mapping[Any, Size], gap: float
) -> dict[Any, float]:
    """Return how far to the right each item stands: near the mean of its neighbours, without covering others."""
    x = dict.fromkeys(graph.nodes, 0.0)
    undirected = graph.to_undirected()
    for _ in range(_SWEEPS):
        for items in (*rows, *reversed(rows)):
            wanted = [_middle(item, undirected, x) for item in items]
            apart = [gap + (sizes[a].width + sizes[b].width) / 2 for a, b in pairwise(items)]
            x |= dict(zip(items, spread(wanted, apart), strict=True))
    return x


def _middle(item: Any, graph: "nx.Graph[Any]", x: Mapping[Any, float]) -> float:
    """Return the weighted mean of the places of an item's neighbours; its own place if it has none."""
    pull = {other: graph.edges[item, other]["weight"] for other in graph.neighbors(item)}
    total = sum(pull.values())
    return sum(weight * x[other] for other, weight in pull.items()) / total if total else x[item]


def spread(wanted: Sequence[float], apart: Sequence[float]) -> list[float]:
    """Return the places nearest to those wanted (least squares) that rise by at least the given distances.

    Examples
    --------
    >>> spread([0, 0, 9], [2, 2])
    [-1.0, 1.0, 9.0]
    """
    offsets = np.concatenate([[0.0], np.cumsum(apart)])
    # What is left is a regression by rising values: neighbours in the wrong order share their mean.
    groups: list[tuple[float, int]] = []
    for value in np.subtract(wanted, offsets):
        mean, count = float(value), 1
        while groups and groups[-1][0] > mean:
            before, others = groups.pop()
            mean, count = (mean * count + before * others) / (count + others), count + others
        groups.append((mean, count))
    means, counts = zip(*groups, strict=True)
    return [float(v) for v in np.repeat(means, counts) + offsets]
