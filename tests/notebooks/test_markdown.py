"""The notebooks' text reads in JupyterLab as in the book: it uses nothing that only one of the two understands."""

import re
from pathlib import Path

import nbformat
import pytest

BOOK = Path(__file__).resolve().parents[2] / "book"
NOTEBOOKS = sorted(BOOK.rglob("*.ipynb"))
LABEL = re.compile(r"\$\$ ?\(([\w-]+)\)")
NUMBER = re.compile(r"\{eq\}`([\w-]+)`")
# JupyterLab takes the sign of a quotation that begins a formula's next line for a part of the formula.
QUOTED = re.compile(r"^> *\$\$(?!.*\$\$).*$", re.M)


def text_of(path: Path) -> str:
    return "\n".join(cell.source for cell in nbformat.read(path, 4).cells if cell.cell_type == "markdown")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_formula_in_a_quotation_stands_on_one_line(path: Path) -> None:
    assert QUOTED.findall(text_of(path)) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_number_in_brackets_is_that_of_an_equation_of_the_same_notebook(path: Path) -> None:
    text = text_of(path)
    assert set(NUMBER.findall(text)) <= set(LABEL.findall(text))


def test_a_planted_fault_is_noticed() -> None:
    assert QUOTED.findall("> $$\n> y = x\n> $$ (label)") == ["> $$", "> $$ (label)"]
    assert QUOTED.findall("> $$ y = x $$ (label)\n\n$$\ny\n$$") == []
    assert NUMBER.findall("see {eq}`elsewhere`") == ["elsewhere"]
    assert LABEL.findall("$$ x $$ (here)\n$$\ny\n$$ (there)") == ["here", "there"]
