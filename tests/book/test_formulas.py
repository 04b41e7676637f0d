"""How a formula of the source is made ready for KaTeX."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "book" / "_ext"))

from katex_math import typeset, with_room

HALF, THIRD = r"a &= \frac{1}{2} ", r" b &= \frac{1}{3} "


def test_rows_of_fractions_are_set_apart() -> None:
    assert with_room(rf"{HALF}\\{THIRD}\\ c &= 1") == rf"{HALF}\\[0.8em]{THIRD}\\ c &= 1"


@pytest.mark.parametrize(
    "tex",
    [
        rf"{HALF}\\[1ex]{THIRD}",  # the author has said how far
        rf"\begin{{bmatrix}} {HALF}\\{THIRD} \end{{bmatrix}}",
        r"a &= 1 \\ b &= 2",
        r"\frac{1}{2}",
    ],
)
def test_other_rows_stay_as_they_are(tex: str) -> None:
    assert with_room(tex) == tex


def test_katex_takes_the_room() -> None:
    def height(tex: str) -> float:
        html = typeset(rf"\begin{{aligned}}{tex}\end{{aligned}}", display=True)
        return float(html.split('class="strut" style="height:')[1].split("em")[0])

    rows = rf"{HALF}\\{THIRD}"
    assert height(with_room(rows)) > height(rows) + 0.3
