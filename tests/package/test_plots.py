"""Pictures can be put into any page, in either theme, as often as one likes; what cannot be drawn is refused."""

import gzip
import math
import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pytest
import sympy as sp
from drawings import (
    SVG,
    F,
    G,
    elements,
    x,
    y,
    z,
)

from mcalc_helpers.labels import labelled_jacobian
from mcalc_helpers.palette import PALETTE, css_variable
from mcalc_helpers.plots import (
    Picture,
    contours,
    deformed_grid,
    hinge_line,
    jacobian_heatmap,
    loss_curves,
    shape_boxes,
    slices,
)
from mcalc_helpers.plots.picture import figure, house_style, to_picture

PICTURES: dict[str, Callable[[], Picture]] = {
    "contours": lambda: contours(F, (x, y), at=(1, 2), window=((0, 2), (0, 4)), tangent=True),
    "slices": lambda: slices(F, (x, y), at=(1, 2)),
    "deformed_grid": lambda: deformed_grid([F, G], (x, y), at=(1, 1), window=((0.7, 1.3), (0.7, 1.3))),
    "jacobian_heatmap": lambda: jacobian_heatmap([[12, -3], [0, 0.5]], outputs=["f", "g"], inputs=["x", "y"]),
    "shape_boxes": shape_boxes,
    "loss_curves": lambda: loss_curves({"one": [4, 2, 1], "two": [4, 3, 2.5]}),
    "hinge_line": lambda: hinge_line([[4, 3], [1, 6]], [5, 0], (1.5, -0.8), -0.6, start=((1, -1), 0)),
}


@cache
def drawn_once(name: str) -> Picture:
    return PICTURES[name]()


@pytest.fixture(params=PICTURES)
def picture(request: pytest.FixtureRequest) -> Picture:
    return drawn_once(request.param)


def test_it_reads_itself_aloud(picture: Picture) -> None:
    root = ElementTree.fromstring(picture.svg)
    assert root.get("role") == "img"
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == picture.alt == repr(picture)
    assert picture.alt.endswith(".")


def test_it_scales_with_its_column(picture: Picture) -> None:
    root = ElementTree.fromstring(picture.svg)
    width, height = map(float, root.get("viewBox", "").split()[2:])
    assert width <= 400
    style = root.get("style", "")
    assert "max-width: 100%" in style
    assert "height: auto" in style
    # As an image of its own it has the same size and form.
    assert f"width: {root.get('width')}px" in style
    assert int(root.get("width", "")) / int(root.get("height", "")) == pytest.approx(width / height, rel=0.02)


def test_all_its_colours_follow_the_theme(picture: Picture) -> None:
    bare = re.sub(r"var\(--mc-(\w+), (#\w+)\)", "", picture.svg)
    assert not re.search(r"#[0-9a-fA-F]{6}\b|rgb\(", bare)
    for name, fallback in re.findall(r"var\(--mc-(\w+), (#\w+)\)", picture.svg):
        assert fallback == PALETTE[name].light
    assert css_variable("card") in picture.svg


def test_nothing_is_black_by_default(picture: Picture) -> None:
    # Text paths without a fill of their own inherit the root's; the default of SVG would be black in both themes.
    assert f"fill: {css_variable('ink')}" in ElementTree.fromstring(picture.svg).get("style", "")


def test_it_reaches_nothing_else_on_the_page(picture: Picture) -> None:
    tags = {element.tag.removeprefix(SVG) for element in elements(picture)}
    assert not tags & {"style", "script", "metadata", "image", "foreignObject"}
    addresses = set(re.findall(r"https?://[^\"'\s<]+", picture.svg))
    assert addresses <= {"http://www.w3.org/2000/svg"}


def test_its_ids_are_needed_and_its_own(picture: Picture) -> None:
    ids = [element.get("id") for element in elements(picture) if "id" in element.attrib]
    used = set(re.findall(r"(?:href=\"|url\()#([^\")]+)", picture.svg))
    assert sorted(ids) == sorted(used)
    others = [other for name in PICTURES if (other := drawn_once(name)) != picture]
    assert len(others) == len(PICTURES) - 1
    assert not any(name in other.svg for other in others for name in used)


@pytest.mark.parametrize("name", PICTURES)
def test_it_is_the_same_bytes_every_time(name: str) -> None:
    assert PICTURES[name]() == drawn_once(name)


def test_it_is_small(picture: Picture) -> None:
    assert len(gzip.compress(picture.svg.encode())) < 20_000


def test_a_notebook_stores_the_drawing_and_its_text(picture: Picture) -> None:
    assert picture._repr_mimebundle_() == {"image/svg+xml": picture.svg, "text/plain": picture.alt}


def test_signs_in_the_text_do_not_break_the_drawing() -> None:
    step = sp.Piecewise((x, x < 1), (1, True)) + 0 * y
    drawn = contours(step, (x, y))
    assert "x < 1" in drawn.alt
    assert ElementTree.fromstring(drawn.svg)[0].text == drawn.alt


def test_saving_writes_the_drawing(tmp_path: Path) -> None:
    drawn = shape_boxes()
    path = drawn.save(tmp_path / "shapes.svg")
    assert path.read_text(encoding="utf-8") == drawn.svg


def test_saving_as_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"name the file 'shapes\.svg'"):
        shape_boxes().save(tmp_path / "shapes.png")
    assert not list(tmp_path.iterdir())


def test_drawing_leaves_matplotlib_as_it_was() -> None:
    before = dict(matplotlib.rcParams)
    with pytest.raises(ValueError, match="undefined"):
        contours(sp.log(x), (x, y), at=(-1, 0))
    shape_boxes()
    assert dict(matplotlib.rcParams) == before


def test_drawing_does_not_load_pyplot() -> None:
    code = "import sys, mcalc_helpers; mcalc_helpers.plots.shape_boxes(); print('matplotlib.pyplot' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_picture_of_ones_own() -> None:
    with house_style():
        fig = figure(height=100)
        axes = fig.subplots()
        axes.plot([0, 1], [0, 1], color=PALETTE["w"].light)
        drawn = to_picture(fig, "A line that rises from 0 to 1.")
    assert f"stroke: {css_variable('w')}" in drawn.svg


REFUSED: list[tuple[Callable[[], object], type[Exception], str]] = [
    (lambda: contours(x, (x, y, z)), ValueError, "contours draws functions of two variables.* got 3"),
    (lambda: contours(x, x), ValueError, "functions of two variables.* got 1"),
    (lambda: contours(x * z, (x, y)), ValueError, "cannot draw the symbol z: give it a number first"),
    (lambda: contours(sp.I * x, (x, y)), ValueError, "draws real functions"),
    (lambda: contours(sp.Function("h")(x), (x, y)), ValueError, "unknown function h: write out what it is"),
    (lambda: contours("x*y", (x, y)), TypeError, "is text; make symbols"),
    (lambda: contours(x, (x, y), levels=0), ValueError, "at least one contour line"),
    (
        lambda: contours(sp.log(x), (x, y), at=(-1, 0)),
        ValueError,
        r"f is undefined at x = -1, y = 0; choose a point",
    ),
    (lambda: contours(sp.sqrt(x), (x, y), at=(0, 0)), ValueError, "the gradient is undefined at x = 0"),
    (lambda: contours(sp.Abs(x) + y, (x, y), at=(1, 0)), ValueError, "make the variables real"),
    (
        lambda: contours(x, (x, y), at=3),
        ValueError,
        r"the point must be two real numbers, such as \(1, 2\), and is 3",
    ),
    (lambda: contours(x, (x, y), at=(1, 2, 3)), ValueError, "the point must be two real numbers"),
    (lambda: contours(x, (x, y), at=[(1, 2), (3, "b")]), ValueError, "each point must be two real numbers"),
    (lambda: contours(x, (x, y), at=(math.inf, 0)), ValueError, "the point must be finite"),
    (lambda: contours(x, (x, y), window=3), ValueError, "the window must be two ranges"),
    (lambda: contours(x, (x, y), window=((0, 1),)), ValueError, "the window must be two ranges, low to high"),
    (lambda: contours(x, (x, y), window=((1, 0), (0, 1))), ValueError, "low to high"),
    (
        lambda: contours(x, (x, y), window=((0, "a"), (0, 1))),
        ValueError,
        "each range of the window must be two real",
    ),
    (lambda: slices(x * y, (x, y), at=None), ValueError, "the point must be two real numbers.* None"),
    (lambda: slices(x * z, (x, y), at=(0, 0)), ValueError, "slices cannot draw the symbol z"),
    (lambda: deformed_grid([x, y, x], (x, y)), ValueError, "with two outputs; got 3"),
    (lambda: deformed_grid(x, (x, y)), ValueError, "with two outputs; got 1"),
    (lambda: deformed_grid({x, y}, (x, y)), TypeError, "in an order"),
    (lambda: deformed_grid([1 / x, y], (x, y)), ValueError, "the map is undefined at x = 0"),
    (lambda: deformed_grid([sp.sqrt(x), y], (x, y)), ValueError, "the Jacobian is undefined at x = 0"),
    (lambda: jacobian_heatmap(sp.Matrix([[x]])), TypeError, "holds the symbols x; give them values first"),
    (lambda: jacobian_heatmap(sp.Matrix([[sp.I]])), TypeError, "a table of real numbers"),
    (lambda: jacobian_heatmap(np.array([[1j]])), TypeError, "a table of real numbers"),
    (lambda: jacobian_heatmap([[1, 2], [3]]), TypeError, "a table of real numbers"),
    (
        lambda: jacobian_heatmap([1, 2]),
        ValueError,
        r"two axes.* shape \(2,\); write the gradient of one output as",
    ),
    (lambda: jacobian_heatmap(np.ones((0, 2))), ValueError, r"shape \(0, 2\)"),
    (lambda: jacobian_heatmap([[1, math.nan]]), ValueError, "row 0, column 1 of the Jacobian is nan"),
    (
        lambda: jacobian_heatmap([[1, 2]], ["f", "g"]),
        ValueError,
        r"1 rows \(outputs\), and there are 2 labels",
    ),
    (
        lambda: jacobian_heatmap([[1, 2]], inputs=["x"]),
        ValueError,
        r"2 columns \(inputs\), and there are 1 labels",
    ),
    (
        lambda: jacobian_heatmap(np.ones((2, 9))),
        ValueError,
        "up to 8 columns, and the Jacobian has 9; draw a part",
    ),
    (
        lambda: jacobian_heatmap(labelled_jacobian({"f": 2 * x}, [x, y]).T),
        ValueError,
        r"outputs as rows.* draw its \.T",
    ),
]


@pytest.mark.parametrize(("draw", "kind", "message"), REFUSED, ids=[message for _, _, message in REFUSED])
def test_what_cannot_be_drawn_is_refused_with_a_way_out(
    draw: Callable[[], object], kind: type[Exception], message: str
) -> None:
    with pytest.raises(kind, match=message):
        draw()
