"""The road map of the book: its chapters, and which of them builds on which."""

from dataclasses import replace
from typing import NamedTuple
from xml.etree import ElementTree

from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from mcalc_helpers.plots.picture import LIGHT, SVG, WIDTH, Picture, figure, house_style, to_picture

_MIDDLE, _LEFT, _RIGHT = WIDTH / 2, 90.0, 270.0
_ROW, _HEIGHT, _BOX = 48.0, 30.0, (162.0, 216.0)  # of a box: one in a column, one alone in its row


class Chapter(NamedTuple):
    """A box of the map: the page, its title (a line a string), where it stands, and the chapters it builds on."""

    page: str
    title: tuple[str, ...]
    across: float
    row: int
    needs: tuple[str, ...]


# In the order of the book. What a chapter needs is said once: what its needs build on is not repeated.
CHAPTERS = (
    Chapter("one-neuron", ("One neuron",), _MIDDLE, 0, ()),
    Chapter("scalar-rules", ("Scalar derivative rules",), _MIDDLE, 1, ("one-neuron",)),
    Chapter(
        "partials-and-gradients", ("Partial derivatives", "and the gradient"), _LEFT, 2, ("scalar-rules",)
    ),
    Chapter("jacobian", ("The Jacobian",), _LEFT, 3, ("partials-and-gradients",)),
    Chapter("element-wise", ("Element-wise operations",), _LEFT, 4, ("jacobian",)),
    Chapter("scalar-expansion", ("Scalar expansion",), _LEFT, 5, ("element-wise",)),
    Chapter("sum-reduction", ("Sum reduction",), _LEFT, 6, ("scalar-expansion",)),
    Chapter(
        "single-variable-chain-rule", ("The single-variable", "chain rule"), _RIGHT, 2, ("scalar-rules",)
    ),
    Chapter(
        "total-derivative",
        ("The total derivative",),
        _RIGHT,
        3,
        ("single-variable-chain-rule", "partials-and-gradients"),
    ),
    Chapter("vector-chain-rule", ("The vector chain rule",), _RIGHT, 5, ("total-derivative", "element-wise")),
    Chapter(
        "neuron-gradient", ("The gradient of a neuron",), _MIDDLE, 7, ("sum-reduction", "vector-chain-rule")
    ),
    Chapter("loss-gradient", ("The gradient of the loss",), _MIDDLE, 8, ("neuron-gradient",)),
)


def road_map() -> Picture:
    """Draw the chapters of the book as a graph: an arrow leads from a chapter to one that builds on it.

    Returns
    -------
    Picture
        Every box is a link to its chapter where the picture stands in a page of the book.

    Notes
    -----
    The chapters follow the sections of Parr & Howard (2018).

    Examples
    --------
    >>> print(road_map().alt[:72])
    The chapters of the book and what each builds on. 1 One neuron: no other
    """
    with house_style():
        height = _ROW * (1 + max(chapter.row for chapter in CHAPTERS))
        fig = figure(height)
        fig.set_layout_engine("none")
        axes = fig.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, WIDTH), ylim=(height, 0))
        axes.set_axis_off()
        by_page = {chapter.page: chapter for chapter in CHAPTERS}
        for chapter in CHAPTERS:
            for need in chapter.needs:
                _draw_arrow(axes, by_page[need], chapter)
        for number, chapter in enumerate(CHAPTERS, start=1):
            _draw_box(axes, chapter, number)
        return _as_links(to_picture(fig, _description()))


def _title(chapter: Chapter) -> str:
    return " ".join(chapter.title)


def _middle(chapter: Chapter) -> float:
    return (chapter.row + 0.5) * _ROW


def _draw_arrow(axes: Axes, start: Chapter, end: Chapter) -> None:
    """Draw an arrow from the lower edge of one box to the upper edge of another, straight or with a soft bend."""
    sideways = end.across - start.across
    # Arrows that come from the other column leave and arrive off the middle, beside the straight ones.
    leaves, arrives = start.across + sideways / 5, end.across - sideways / 5
    if _MIDDLE not in (start.across, end.across) and sideways:
        leaves, arrives = start.across + sideways / 3, end.across - sideways / 3
    axes.add_patch(
        FancyArrowPatch(
            (leaves, _middle(start) + _HEIGHT / 2),
            (arrives, _middle(end) - _HEIGHT / 2 - 1),
            arrowstyle="-|>",
            mutation_scale=8,
            color=LIGHT["muted"],
            lw=1.0,
            shrinkA=0,
            shrinkB=0,
        )
    )


def _draw_box(axes: Axes, chapter: Chapter, number: int) -> None:
    """Draw a chapter as a box with its number and title, both of them a link to its page."""
    width = _BOX[chapter.across == _MIDDLE]
    left, middle, url = chapter.across - width / 2, _middle(chapter), f"{chapter.page}.html"
    axes.add_patch(
        FancyBboxPatch(
            (left, middle - _HEIGHT / 2),
            width,
            _HEIGHT,
            boxstyle="round,pad=0,rounding_size=5",
            facecolor=LIGHT["paper"],
            edgecolor=LIGHT["line"],
            url=url,
        )
    )
    axes.text(
        left + 17, middle, str(number), ha="right", va="center_baseline", color=LIGHT["muted"], fontsize=11
    )
    # Lines of text hang around the middle by their baselines, so that titles stand level with their numbers.
    for line, words in enumerate(chapter.title):
        level = middle + 11 * (line - (len(chapter.title) - 1) / 2)
        axes.text(left + 23, level, words, va="center_baseline", color=LIGHT["accent"], fontsize=11, url=url)


def _as_links(picture: Picture) -> Picture:
    """Name the links of a picture. The box of a chapter is its link; the words on it take the mouse only."""
    root = ElementTree.fromstring(picture.svg)
    # A drawing that is an image has no parts to go to; one with links in it is a group.
    root.set("role", "group")
    titles = {f"{chapter.page}.html": _title(chapter) for chapter in CHAPTERS}
    for link in root.iter(f"{{{SVG}}}a"):
        del link.attrib["target"]  # a chapter opens in the same tab
        title = titles.pop(link.attrib["href"], None)
        link.attrib.update({"aria-label": title} if title else {"tabindex": "-1", "aria-hidden": "true"})
    return replace(picture, svg=ElementTree.tostring(root, encoding="unicode"))


def _description() -> str:
    number = {chapter.page: i for i, chapter in enumerate(CHAPTERS, start=1)}
    parts = ["The chapters of the book and what each builds on."]
    for chapter in CHAPTERS:
        needs = " and ".join(str(i) for i in sorted(number[need] for need in chapter.needs))
        parts.append(f"{number[chapter.page]} {_title(chapter)}: {f'on {needs}' if needs else 'no other'}.")
    return " ".join(parts)
