"""On paper: the summary on exactly two sides, and the whole book as a PDF that can be read, searched and heard."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, Visit
from pypdf import PdfReader

# One process prints the book, since a second would make it again for its share of the tests.
pytestmark = pytest.mark.xdist_group("paper")

A4 = (595, 842)


def sizes(reader: PdfReader) -> set[tuple[int, int]]:
    return {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages}


def titles(outline: list[object]) -> list[str]:
    """Return the titles of an outline, nested ones too."""
    return [
        title
        for entry in outline
        for title in (titles(entry) if isinstance(entry, list) else [str(entry.title)])  # type: ignore[attr-defined]
    ]


def test_the_summary_is_two_sides_of_a4(visit: Callable[..., Visit], tmp_path: Path) -> None:
    page = visit("book/reference/summary.html").page
    page.pdf(path=tmp_path / "summary.pdf", prefer_css_page_size=True)
    reader = PdfReader(tmp_path / "summary.pdf")
    assert len(reader.pages) == 2
    assert sizes(reader) == {A4}
    first, second = (page.extract_text() for page in reader.pages)
    assert "Conventions" in first
    assert "Slips to watch for" in second


@pytest.mark.parametrize("page", ["book/jacobian.html", "book/reference/glossary.html"])
def test_a_printed_page_holds_its_text_and_nothing_to_click(
    visit: Callable[..., Visit], page: str, tmp_path: Path
) -> None:
    seen = visit(page)
    seen.page.emulate_media(media="print")
    assert seen.page.locator("button:visible, aside:visible, .skip-to-content:visible").count() == 0
    assert seen.page.locator("article h1").is_visible()


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> tuple[PdfReader, str]:
    """The book as a PDF, made as `make pdf` makes it, and the text of all its pages."""
    folder = tmp_path_factory.mktemp("pdf")
    command = ["jupyter-book", "build", "--builder", "singlehtml", "--path-output", folder, "--quiet", "."]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    source = folder / "_build" / "singlehtml" / "book" / "index.html"
    # A process of its own, since one process cannot drive two browsers.
    printed = [sys.executable, ROOT / "tools" / "pdf.py", source, folder / "book.pdf"]
    subprocess.run(printed, check=True, capture_output=True, env=os.environ)
    reader = PdfReader(folder / "book.pdf")
    return reader, "\n".join(page.extract_text() for page in reader.pages)


def test_the_pdf_is_the_whole_book_on_a4(book: tuple[PdfReader, str]) -> None:
    reader, text = book
    assert len(reader.pages) > 100
    assert sizes(reader) == {A4}
    for words in ("One neuron", "shoelace formula", "Reading the paper closely", "Worked solutions"):
        assert words in text


def test_the_pdf_is_tagged_and_has_an_outline_of_every_chapter(book: tuple[PdfReader, str]) -> None:
    reader, _ = book
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    found = titles(reader.outline)
    assert {f"{number}." for number in range(1, 13)} <= {title.split(" ")[0] for title in found}
    assert not any("¶" in title for title in found)
    assert "Worked solutions" in found
    assert [title for title in found if title and title == title[: len(title) // 2] * 2] == []


def test_the_contents_say_on_which_sheet_a_chapter_begins(book: tuple[PdfReader, str]) -> None:
    reader, text = book
    listed = text[text.index("\nContents\n") : text.index("Bibliography")]
    pages = {
        str(entry.title): reader.get_destination_page_number(entry) + 1
        for part in reader.outline
        if isinstance(part, list)
        for entry in part
        if not isinstance(entry, list)
    }
    chapters = {title: page for title, page in pages.items() if re.match(r"\d+\. ", title)}
    assert len(chapters) == 12
    for title, page in chapters.items():
        assert re.search(rf"{re.escape(title.split('. ')[1])}\s*{page}\b", listed), title


def test_nothing_in_the_pdf_waits_for_a_click(book: tuple[PdfReader, str]) -> None:
    _, text = book
    for words in ("Check", "Show solution", "Hint 1", "Try:"):
        assert not re.search(rf"^{words}$", text, re.M), words


def test_a_missing_picture_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "_static" / "fonts").mkdir(parents=True)
    (tmp_path / "_static" / "fonts" / "book-serif.css").write_text("/* no faces */")
    page = tmp_path / "index.html"
    page.write_text("<!doctype html><article><h1>A book</h1><img src='missing.png' alt=''></article>")
    command = [sys.executable, ROOT / "tools" / "pdf.py", page, tmp_path / "book.pdf"]
    printed = subprocess.run(command, capture_output=True, text=True, env=os.environ)
    assert printed.returncode != 0
    assert "missing.png" in printed.stderr
