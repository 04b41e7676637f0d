"""A picture: a Matplotlib figure turned into SVG that follows the reader's theme and reads itself aloud.

The drawing functions use only colours of the palette. Here each of them becomes a CSS variable with the light value
as fallback, so one picture serves the light theme, the dark theme and places that have neither.
"""

import hashlib
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import matplotlib
from matplotlib.figure import Figure

from mcalc_helpers.palette import PALETTE, css_variable

SVG = "http://www.w3.org/2000/svg"
LINK = "{http://www.w3.org/1999/xlink}href"

# Widths are in points of the drawing; a full-width picture is WIDTH points wide and shown up to SCALE times larger.
WIDTH = 360.0
SCALE = 1.4

LIGHT = {name: colour.light for name, colour in PALETTE.items()}

STYLE: Any = {
    "svg.fonttype": "path",
    "svg.hashsalt": "mcalc_helpers",
    "font.family": "serif",
    "font.serif": ["STIXGeneral"],
    "mathtext.fontset": "stix",
    "font.size": 12.5,
    "axes.titlesize": 12.5,
    "axes.labelsize": 12.5,
    "xtick.labelsize": 11,
    "ytick.labelsize": 11,
    "axes.unicode_minus": True,
    "text.color": LIGHT["ink"],
    "axes.labelcolor": LIGHT["ink"],
    "axes.edgecolor": LIGHT["muted"],
    "axes.linewidth": 0.8,
    "axes.facecolor": "none",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "xtick.color": LIGHT["muted"],
    "ytick.color": LIGHT["muted"],
    "xtick.labelcolor": LIGHT["muted"],
    "ytick.labelcolor": LIGHT["muted"],
    "xtick.major.size": 3,
    "ytick.major.size": 3,
    "grid.color": LIGHT["line"],
    "grid.linewidth": 0.7,
    "lines.linewidth": 1.8,
    "lines.solid_capstyle": "round",
    "figure.facecolor": "none",
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.h_pad": 0.1,
    "figure.constrained_layout.w_pad": 0.1,
}


@dataclass(frozen=True, repr=False)
class Picture:
    """A static picture with a text that says the same.

    Attributes
    ----------
    svg : str
        The drawing, to be put into a page as it is: it scales with its column and takes the theme's colours from the
        custom properties of `mcalc_helpers.palette.stylesheet`.
    alt : str
        What the picture shows, in words.

    Examples
    --------
    >>> picture = Picture(svg="<svg></svg>", alt="An empty picture.")
    >>> picture
    An empty picture.
    """

    svg: str
    alt: str

    def save(self, path: str | Path, /) -> Path:
        """Write the drawing to an SVG file and return its path.

        Parameters
        ----------
        path : str or pathlib.Path
            Where to write; the name must end in ``.svg``.

        Returns
        -------
        pathlib.Path
            The file written.

        Raises
        ------
        ValueError
            If the name ends otherwise.
        """
        target = Path(path)
        if target.suffix != ".svg":
            raise ValueError(f"a picture is saved as SVG; name the file {target.with_suffix('.svg').name!r}")
        target.write_text(self.svg, encoding="utf-8", newline="\n")
        return target

    def __repr__(self) -> str:
        return self.alt

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"image/svg+xml": self.svg, "text/plain": self.alt}


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the book's style within a ``with`` block, leaving Matplotlib's settings as they were."""
    with matplotlib.rc_context(STYLE):
        yield


def figure(height: float, width: float = WIDTH) -> Figure:
    """Return an empty figure of the given size in points; make it within `house_style`."""
    return Figure(figsize=(width / 72, height / 72))


def to_picture(fig: Figure, alt: str) -> Picture:
    """Turn a figure drawn in the palette's light colours into a `Picture`; call it within `house_style`.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
        The figure.
    alt : str
        What it shows, in words.

    Returns
    -------
    Picture
        Always the same bytes for the same figure and text.
    """
    buffer = io.StringIO()
    fig.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    root = ElementTree.fromstring(buffer.getvalue())
    _remove_page_wide_parts(root)
    _keep_needed_ids(root, prefix=f"mc-{hashlib.sha256((buffer.getvalue() + alt).encode()).hexdigest()[:10]}")
    _describe(root, alt)
    for element in root.iter():
        if "style" in element.attrib:
            element.set("style", _themed(element.get("style", "")))
        if "d" in element.attrib:
            element.set("d", _rounded(element.get("d", "")))
    ElementTree.register_namespace("", SVG)
    return Picture(ElementTree.tostring(root, encoding="unicode"), alt)


def _remove_page_wide_parts(root: ElementTree.Element) -> None:
    """Drop metadata, and the style rule that would reach every element of the page the picture is put into."""
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{{{SVG}}}metadata", f"{{{SVG}}}style"):
                parent.remove(child)


def _keep_needed_ids(root: ElementTree.Element, prefix: str) -> None:
    """Drop ids that nothing refers to and make the others unique to this picture."""
    for element in root.iter():
        if LINK in element.attrib:
            element.set("href", element.attrib.pop(LINK))
    references = [value for element in root.iter() for value in element.attrib.values() if "#" in value]
    used = {name for value in references for name in re.findall(r"(?:^|url\()#([^)]+)", value)}
    names = {name: f"{prefix}-{number}" for number, name in enumerate(sorted(used))}
    for element in root.iter():
        for key, value in list(element.attrib.items()):
            if key == "id" and value in names:
                element.set("id", names[value])
            elif key == "id":
                del element.attrib["id"]
            elif "#" in value:
                element.set(key, re.sub(r"(^|url\()#([^)]+)", lambda m: f"{m[1]}#{names[m[2]]}", value))


def _describe(root: ElementTree.Element, alt: str) -> None:
    """Give the drawing its size, its name and its ground."""
    _, _, width, height = root.attrib["viewBox"].split()
    root.attrib.pop("version")
    # As an image, which is how JupyterLab shows it, the drawing has the size of its attributes; within a page that of
    # its style, which shrinks with the column.
    shown = {"width": round(float(width) * SCALE), "height": round(float(height) * SCALE)}
    root.attrib.update({key: str(pixels) for key, pixels in shown.items()})
    root.set("role", "img")
    # Matplotlib sets joins and caps by a style rule for all elements; inherited from the root they stay inside.
    size = f"display: block; width: {shown['width']}px; max-width: 100%; height: auto"
    root.set("style", f"{size}; stroke-linejoin: round; fill: {LIGHT['ink']}")
    title = ElementTree.Element(f"{{{SVG}}}title")
    title.text = alt
    ground = ElementTree.Element(
        f"{{{SVG}}}rect", {"width": width, "height": height, "rx": "6", "style": f"fill: {LIGHT['card']}"}
    )
    root.insert(0, title)
    root.insert(1, ground)


def _themed(style: str) -> str:
    """Replace the palette's light colours by its CSS variables."""
    for name, colour in LIGHT.items():
        style = style.replace(colour, css_variable(name))
    return style


def _rounded(path: str) -> str:
    """Shorten the numbers of a path to a tenth of a point, which is below what shows."""
    short = re.sub(r"-?\d+\.\d+", lambda number: f"{float(number[0]):.1f}".removesuffix(".0"), path)
    return " ".join(short.split())
