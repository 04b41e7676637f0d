"""Pages are light, and nothing is missing for it: no character of a formula or a text, no line of a picture."""

import gzip
import re
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
import pytest
from conftest import HTML, ROOT, Visit
from fontTools.ttLib import TTFont

sys.path.insert(0, str(ROOT / "book" / "_ext"))

from lighter_path import shorter_path

CHAPTERS = [f"book/{path.stem}.html" for path in sorted((ROOT / "book").glob("*.ipynb"))]
STYLE_SHEETS = [ROOT / "book/assets/katex/katex.css", ROOT / "book/assets/fonts/book-serif.css"]
FACE = re.compile(r"@font-face\{[^}]*?url\(([^)]+)\)[^}]*?(?:unicode-range:([^}]*))?\}")
# KaTeX's own table of the characters it may set in each font.
METRICS = re.compile(
    r'"(Main-Regular|Main-Bold|Math-\w+|AMS-Regular|Size\d-Regular)":\{((?:\d+:\[[^\]]*\],?)+)\}'
)

# How far two outlines are apart at the same share of their lengths.
APART = """([before, after]) => {
    const outline = (d) => {
        const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
        path.setAttribute("d", d);
        return path;
    };
    const [a, b] = [outline(before), outline(after)];
    let worst = 0;
    for (let share = 0; share <= 1; share += 0.05) {
        const [p, q] = [a, b].map((path) => path.getPointAtLength(share * path.getTotalLength()));
        worst = Math.max(worst, Math.hypot(p.x - q.x, p.y - q.y));
    }
    return worst;
}"""


def characters(ranges: str) -> set[int]:
    """Return the characters of a CSS ``unicode-range``."""
    parts = [part.removeprefix("U+").split("-") for part in ranges.split(",")]
    return {code for part in parts for code in range(int(part[0], 16), int(part[-1], 16) + 1)}


def faces() -> list[tuple[Path, str]]:
    """Return the font files that the style sheets name, each with its ``unicode-range``."""
    return [
        (sheet.parent / file, ranges)
        for sheet in STYLE_SHEETS
        for file, ranges in FACE.findall(sheet.read_text())
    ]


def test_a_font_is_asked_for_exactly_the_characters_it_has() -> None:
    cut = [(file, ranges) for file, ranges in faces() if ranges]
    assert len({file for file, _ in cut}) == 12
    for file, ranges in cut:
        assert characters(ranges) == set(TTFont(file).getBestCmap()), file.name


def test_the_formula_fonts_have_every_character_that_katex_may_set_in_them() -> None:
    script = (ROOT / "book/_ext/katex/katex.min.js").read_text()
    wanted = {font: set(map(int, re.findall(r"(\d+):\[", table))) for font, table in METRICS.findall(script)}
    assert len(wanted) == 9
    folder = ROOT / "book/assets/katex/fonts"
    for font, codes in wanted.items():
        halves = [
            path
            for path in folder.glob(f"KaTeX_{font}*")
            if path.stem in (f"KaTeX_{font}", f"KaTeX_{font}-rest")
        ]
        has = {code for half in halves for code in TTFont(half).getBestCmap()}
        assert codes <= has, font


@pytest.mark.parametrize("page", CHAPTERS)
def test_the_first_visit_of_a_chapter_is_light(visit: Callable[..., Visit], page: str) -> None:
    loaded = visit(page).page.evaluate(
        "[location, ...performance.getEntriesByType('resource')].map((entry) => entry.name ?? entry.href)"
    )
    files = {HTML / urlsplit(address).path.split("/", 2)[2] for address in loaded}
    assert any(file.suffix == ".woff2" for file in files)
    weights = {file.name: weight(file) for file in files}
    assert sum(weights.values()) <= 250_000, weights


def weight(file: Path) -> int:
    """Return the bytes of a file over the wire; a font is compressed already."""
    data = file.read_bytes()
    return len(data if file.suffix == ".woff2" else gzip.compress(data, 6))


def pictures() -> list[str]:
    """Return the drawings that the book's notebooks store."""
    cells = [
        cell for path in sorted((ROOT / "book").glob("*.ipynb")) for cell in nbformat.read(path, 4).cells
    ]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return [svg for output in outputs if (svg := output.get("data", {}).get("image/svg+xml"))]


def test_a_picture_loses_bytes_but_no_line(visit: Callable[..., Visit]) -> None:
    page = visit("book/index.html").page
    outlines = sorted({path for svg in pictures() for path in re.findall(r' d="([^"]+)"', svg)})
    assert len(outlines) > 50
    shorter = [shorter_path(outline) for outline in outlines]
    distances = page.evaluate(f"(pairs) => pairs.map({APART})", list(zip(outlines, shorter, strict=True)))
    apart = [outline for outline, far in zip(outlines, distances, strict=True) if far > 0.25]
    assert apart == []
    assert sum(map(len, shorter)) < 0.7 * sum(map(len, outlines))


@pytest.mark.parametrize("page", CHAPTERS)
def test_every_letter_of_a_picture_is_on_its_page(page: str) -> None:
    html = (HTML / page).read_text()
    ids = re.findall(r'\bid="(p\d+-\d+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'"#(p\d+-\d+)"', html)) <= set(ids)
    assert "mc-" not in "".join(re.findall(r'href="#mc-[0-9a-f]{10}', html))


def test_a_path_with_other_commands_stays_as_it_is() -> None:
    arc = "M 1 1 A 3 4 0 0 1 3 3"
    assert shorter_path(arc) == arc
