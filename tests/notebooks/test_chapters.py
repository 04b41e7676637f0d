"""Each chapter has the parts that every chapter has, in their order, and does in them what they promise."""

import itertools
import re
from pathlib import Path

import nbformat
import pytest
import yaml
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

ROOT = Path(__file__).resolve().parents[2]
TOC = yaml.safe_load((ROOT / "_toc.yml").read_text())
# The numbered parts of the table of contents are the chapters.
CHAPTERS = [
    Path(chapter["file"]).name
    for part in TOC["parts"]
    if part.get("numbered")
    for chapter in part["chapters"]
]
LAST_PARTS = ["The same in code", "Pitfalls", "Check yourself", "The rule in one line", "Where to next"]
OPENING = ("**When you have read it, you will be able to**", "**What you need first**", "**In the paper**")
chapters = pytest.mark.parametrize("name", CHAPTERS)
deriving = pytest.mark.parametrize("name", CHAPTERS[1:])  # the first has no derivative yet


def cells(name: str, kind: str = "") -> list[NotebookNode]:
    """Return the cells of a chapter, all or those of one kind."""
    stored = nbformat.read(ROOT / "book" / f"{name}.ipynb", as_version=4).cells
    return [cell for cell in stored if kind in ("", cell.cell_type)]


def parts(name: str) -> dict[str, list[NotebookNode]]:
    """Return the cells of each part of a chapter by the part's heading; a cell of text may hold the end of one part
    and the beginning of the next.
    """
    found: dict[str, list[NotebookNode]] = {}
    heading = ""
    for cell in cells(name):
        if cell.cell_type == "code":
            found.setdefault(heading, []).append(cell)
            continue
        for piece in re.split(r"^(?=## )", cell.source, flags=re.M):
            if piece.startswith("## "):
                heading = piece.split("\n", 1)[0].removeprefix("## ").strip()
            found.setdefault(heading, []).append(new_markdown_cell(piece))
    return found


def text(part: list[NotebookNode]) -> str:
    return "\n\n".join(cell.source for cell in part if cell.cell_type == "markdown")


def code(part: list[NotebookNode]) -> str:
    return "\n\n".join(cell.source for cell in part if cell.cell_type == "code")


def test_there_are_twelve_chapters() -> None:
    assert len(CHAPTERS) == 12
    assert {path.stem for path in (ROOT / "book").glob("*.ipynb")} - set(CHAPTERS) == {
        "is-this-for-me",
        "write-it-once",
    }


@chapters
def test_it_opens_with_what_the_reader_gains_needs_and_finds_in_the_paper(name: str) -> None:
    first = cells(name)[0]
    assert first.cell_type == "markdown"
    assert re.match(r"# \w.*\n", first.source)
    opening = text(parts(name)[""])
    places = [opening.find(part) for part in OPENING]
    assert -1 < places[0] < places[1] < places[2]
    assert 3 <= len(re.findall(r"^- ", opening[places[0] : places[1]], re.M)) <= 5
    assert "https://explained.ai/matrix-calculus/#" in opening[places[2] :]
    assert "reference/bibliography.md" in opening


@chapters
def test_its_parts_end_in_the_same_order(name: str) -> None:
    assert list(parts(name))[-5:] == LAST_PARTS
    assert len(parts(name)) >= 1 + 2 + 5, "an example, a derivation, and the parts that every chapter has"


@deriving
def test_numbers_come_before_any_derivation(name: str) -> None:
    code_cells = [cell.source for cell in cells(name, "code")]
    first_derivation = next(place for place, cell in enumerate(code_cells) if "mc.derive(" in cell)
    first_numbers = next(
        place for place, cell in enumerate(code_cells) if re.search("print|numerical_jacobian", cell)
    )
    assert first_numbers < first_derivation


@deriving
def test_it_derives_and_checks_by_algebra_and_by_numbers(name: str) -> None:
    everything = code(cells(name))
    assert "mc.derive(" in everything
    assert re.search(r"mc\.(gradient|jacobian)\(|sp\.diff\(|\.components\(", everything)
    assert re.search(r"mc\.(check_gradient|numerical_jacobian)\(", everything)


@chapters
def test_it_has_a_figure_to_hold_and_claims_that_are_checked(name: str) -> None:
    everything = code(cells(name))
    assert "mc.interactive." in everything
    assert sum("assert " in cell.source for cell in cells(name, "code")) >= 8
    assert everything.count("mc.plots.") <= 3, "a page stays light"


@chapters
def test_each_pitfall_is_shown_failing(name: str) -> None:
    pitfalls = parts(name)["Pitfalls"]
    headings = re.findall(r"^### (.+)$", text(pitfalls), re.M)
    assert len(headings) >= 3
    assert "assert not " in code(pitfalls)
    assert "assert" in code(parts(name)["The same in code"])


@chapters
def test_its_questions_are_there_one_to_a_cell_without_their_code(name: str) -> None:
    asked = [cell for cell in parts(name)["Check yourself"] if cell.cell_type == "code"]
    identities = [re.fullmatch(r'mc\.practice\("([a-z]+)-(\d+)"\)', cell.source) for cell in asked]
    assert len(asked) >= 6
    assert [int(found[2]) for found in identities if found] == list(range(1, len(asked) + 1))
    assert all(cell.metadata.get("tags") == ["remove-input"] for cell in asked)


@chapters
def test_the_rule_in_one_line_is_a_formula(name: str) -> None:
    assert "$$" in text(parts(name)["The rule in one line"])


@pytest.mark.parametrize(("name", "following"), list(itertools.pairwise(CHAPTERS)))
def test_the_road_goes_on_from_chapter_to_chapter(name: str, following: str) -> None:
    assert f"({following}.ipynb" in text(parts(name)["Where to next"])
    assert f"({name}.ipynb" in text(parts(following)[""])


@chapters
def test_new_words_lead_to_the_glossary_and_slips_to_their_page(name: str) -> None:
    everything = text(cells(name))
    glossary = (ROOT / "book/reference/glossary.md").read_text()
    slugs = {heading.lower().replace(" ", "-") for heading in re.findall(r"^### (.+)$", glossary, re.M)}
    linked = set(re.findall(r"reference/glossary\.md#([\w-]+)", everything))
    assert len(linked) >= 2
    assert linked <= slugs


@chapters
def test_nothing_in_it_needs_the_book_around_it(name: str) -> None:
    markdown = text(cells(name))
    assert "{cite" not in markdown
    assert not re.search(r"!\[[^]]*\]\(", markdown), "a picture comes from a cell"
