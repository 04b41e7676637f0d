"""The picture of a graph: lines of text for its boxes and arrows, with room for the numbers, and where each stands.

How wide a text is, is estimated: the picture must be the same in every browser, and there is none when it is made.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from mcalc_helpers.layered import Layout, Point, Size, arrange, fill

NODE_SIZE, EDGE_SIZE = 14.0, 13.0
LINE = 18.0
GAP = Size(14, 20)
MARGIN = 12.0
# A panel beside another, and one that has the figure's whole width. What is wider scrolls.
PANELS = (340.0, 690.0)
# How wide a line may be, the first that makes the picture fit.
LIMITS = (300.0, 220.0, 160.0, 120.0, 90.0)

# Widths in units of the size of the letters; generous, since the reader's font may be another.
_WIDTHS = {" ": 0.3, "\u2009": 0.18, "\u202f": 0.18, "\u2062": 0.0, "@": 0.0, "\0": 0.0}
_CLASSES = [("ijlft.,:;!|()[]'", 0.4), ("mwMWQ", 0.85), ("+−=<>≤≥≠→·∂", 0.78)]
_WIDTHS |= {letter: width for letters, width in _CLASSES for letter in letters}
_OTHER_LETTER, _CAPITAL = 0.54, 0.75
_SHIFTED = 0.72
_BREAK = re.compile(r" [=+−→] | if | otherwise|\u2009")
# Stands for a number that the drawing puts there; it has no width of its own.
NUMBER = "\0"


def text_width(markup: str, size: float) -> float:
    """Estimate how wide a formula in the figures' markup is.

    Examples
    --------
    >>> text_width("x", 10) < text_width("x_{1}", 10) < text_width("x_1 ", 10)
    True
    """
    width, depth = 0.0, 0
    for letter in re.sub(r"[_^](?=\{)", "", markup):
        if letter in "{}":
            depth += 1 if letter == "{" else -1
            continue
        own = _WIDTHS.get(letter, _CAPITAL if letter.isupper() else _OTHER_LETTER)
        width += own * (_SHIFTED if depth else 1)
    return width * size


def breaks(markup: str) -> list[str]:
    """Split a formula where a line may end: before an operator, outside of exponents.

    Examples
    --------
    >>> breaks("y = a + e^{b + c}")
    ['y', ' = a', ' + e^{b + c}']
    """
    depth, start, parts = 0, 0, []
    for place, letter in enumerate(markup):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if not depth and place and _BREAK.match(markup, place):
            parts.append(markup[start:place])
            start = place
    return [*parts, markup[start:]]


def wrapped(markup: str, size: float, limit: float, room: float = 0.0) -> list[str]:
    """Break a formula into lines; `NUMBER` in it takes the given room.

    Examples
    --------
    >>> wrapped("x → y → z", 10, 30)
    ['x → y', '→ z']
    """

    def width(text: str) -> float:
        return text_width(text, size) + room * text.count(NUMBER)

    return [line.strip("\u2009 ") for line in fill(breaks(markup), width, limit)]


def number_width(values: Sequence[float], size: float) -> float:
    """Return the room that the widest of some numbers takes, as the figures write it.

    Examples
    --------
    >>> number_width([1, -1], 10) == text_width("−1.00", 10)
    True
    """
    finite = [v for v in values if np.isfinite(v)]
    texts = [f"{v:.2f}".replace("-", "−") if abs(v) < 1e5 else "−1.0·10^{10}" for v in finite]
    return max((text_width(text, size) for text in texts), default=0.0)


class Words(NamedTuple):
    """A formula to be followed by a number, and the room that the number takes."""

    markup: str
    room: float


class _Lines(NamedTuple):
    """What stands in a box or on an arrow, and its size."""

    lines: list[str]
    size: Size

    def to_json(self, place: Point) -> dict[str, Any]:
        """Return it as data; the number goes to the end of the last line."""
        x, y = (round(v, 1) for v in place)
        width, height = (round(v, 1) for v in self.size)
        lines = [line.replace(NUMBER, "") for line in self.lines]
        return {"lines": lines, "x": x, "y": y, "width": width, "height": height}


def _lines(words: Words, size: float, limit: float, padding: Size) -> _Lines:
    lines = wrapped(f"{words.markup} = {NUMBER}", size, limit, words.room)
    width = max(text_width(line, size) + words.room * line.count(NUMBER) for line in lines)
    return _Lines(lines, Size(width + padding.width, LINE * len(lines) + padding.height))


def picture(
    nodes: Sequence[Words], edges: Sequence[tuple[int, int]], slopes: Sequence[Words]
) -> dict[str, Any]:
    """Return a graph's picture as JSON data: its size, its boxes, and its arrows with their labels.

    Parameters
    ----------
    nodes : sequence of Words
        What stands in the boxes, each after those that it depends on.
    edges : sequence of (int, int)
        The arrows, as pairs of indices of boxes.
    slopes : sequence of Words
        What stands on the arrows.
    """

    def attempt(limit: float) -> tuple[list[_Lines], list[_Lines], Layout]:
        boxes = [_lines(words, NODE_SIZE, limit, Size(18, 10)) for words in nodes]
        labels = [_lines(words, EDGE_SIZE, limit, Size(6, 0)) for words in slopes]
        sizes = [box.size for box in boxes], edges, [label.size for label in labels]
        return boxes, labels, arrange(*sizes, GAP)

    attempts = [attempt(limit) for limit in LIMITS]
    boxes, labels, layout = next(
        (found for room in PANELS for found in attempts if found[2].size.width + 2 * MARGIN <= room),
        attempts[-1],
    )
    width = max(PANELS[0], layout.size.width + 2 * MARGIN)
    right, down = (width - layout.size.width) / 2, MARGIN

    def moved(point: Point) -> Point:
        return point[0] + right, point[1] + down

    return {
        "width": round(width),
        "height": round(layout.size.height + 2 * MARGIN),
        "boxes": [box.to_json(moved(at)) for box, at in zip(boxes, layout.boxes, strict=True)],
        "arrows": [
            label.to_json(moved(at)) | {"way": [[round(v, 1) for v in moved(point)] for point in way]}
            for label, at, way in zip(labels, layout.labels, layout.ways, strict=True)
        ],
    }
