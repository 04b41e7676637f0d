"""Every notebook of the book is stored as `make notebooks` writes it: run from top to bottom, with nothing stray."""

import copy
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from notebooks import normalise  # noqa: E402  (tools/ is no package: it holds scripts)

NOTEBOOKS = sorted((ROOT / "book").rglob("*.ipynb"))


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_stored_in_normal_form(path: Path) -> None:
    stored = nbformat.read(path, as_version=4)
    assert normalise(copy.deepcopy(stored)) == stored
    assert path.read_text(encoding="utf-8") == nbformat.writes(stored) + "\n"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_run_once_from_top_to_bottom_without_errors(path: Path) -> None:
    code = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert [
        out
        for cell in code
        for out in cell.outputs
        if out.output_type == "error" or out.get("name") == "stderr"
    ] == []


def pieces(cell: nbformat.NotebookNode) -> list[str]:
    """Return the names of the streams that a cell has printed to."""
    return [out.name for out in cell.outputs if out.output_type == "stream"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_what_a_cell_prints_is_stored_in_one_piece(path: Path) -> None:
    code = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert [pieces(cell) for cell in code if len(pieces(cell)) != len(set(pieces(cell)))] == []


def test_a_stray_edit_is_noticed() -> None:
    notebook = nbformat.read(NOTEBOOKS[0], as_version=4)
    notebook.cells[0].metadata["collapsed"] = True
    assert normalise(copy.deepcopy(notebook)) != notebook
