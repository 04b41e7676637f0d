"""Every equation of the paper is checked by a cell of the book: the table names it, and the cell is there."""

import sys
import tomllib
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLE = tomllib.loads(Path(__file__).with_name("paper_equations.toml").read_text(encoding="utf-8"))
ROWS = [(section, name, *cell) for section, names in TABLE.items() for name, cell in names.items()]
sys.path.insert(0, str(ROOT / "tests" / "package"))

from test_paper_equations import EQUATIONS  # noqa: E402  (the equations as derive() is tested with them)


def cells(notebook: str) -> list[str]:
    """Return the source of each code cell of a chapter."""
    stored = nbformat.read(ROOT / "book" / f"{notebook}.ipynb", as_version=4).cells
    return [cell.source for cell in stored if cell.cell_type == "code"]


@pytest.mark.parametrize(
    ("section", "name", "notebook", "marks"),
    [(section, name, notebook, marks) for section, name, notebook, *marks in ROWS],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_cell_checks_it(section: str, name: str, notebook: str, marks: list[str]) -> None:
    found = {mark: [cell for cell in cells(notebook) if mark in cell] for mark in marks}
    assert [mark for mark, where in found.items() if not where] == []
    assert any("assert " in cell for where in found.values() for cell in where)


def test_no_equation_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    derived = {(equation.section, equation.name) for equation in EQUATIONS}
    listed = {(section, name) for section, name, *_ in ROWS}
    with capsys.disabled():
        print(f"\n\n{'Equation of the paper':<52}{'derive()':<10}checked in")
        for section, names in TABLE.items():
            print(section)
            for name, (notebook, *_) in names.items():
                print(f"  {name:<50}{'yes' if (section, name) in derived else '':<10}{notebook}")
    assert derived - listed == set()


def test_a_missing_cell_would_be_noticed() -> None:
    with pytest.raises(AssertionError):
        test_a_cell_checks_it("", "", "jacobian", ["assert this_is_nowhere"])
    with pytest.raises(AssertionError):
        test_a_cell_checks_it("", "", "jacobian", ["mc.plots.shape_boxes()"])
