"""Every internal link and anchor of the built book leads somewhere."""

import re
from pathlib import Path

import pytest
from conftest import HTML
from links import broken_links

CODE = re.compile(r"<(code|annotation|script)\b.*?</\1>", re.S)
TAG = re.compile(r"<[^>]*>")
# A definition whose term has two lines is none; a directive or a role may be misspelt.
SIGNS = re.compile(r"\n: .*|:::.*|\{[a-z:-]+\}`.*")


def test_no_link_of_the_book_is_broken() -> None:
    assert list(broken_links(HTML)) == []


@pytest.mark.parametrize(
    ("link", "complaint"),
    [
        ("missing.html", "leads to no file"),
        ("other.html#missing", "leads to no place"),
        ("#missing", "leads to no place"),
        ("/other.html", "is absolute"),
    ],
)
def test_the_checker_finds_a_planted_fault(tmp_path: Path, link: str, complaint: str) -> None:
    (tmp_path / "other.html").write_text('<p id="here">')
    (tmp_path / "page.html").write_text(f'<a href="other.html#here">good</a> <a href="{link}">bad</a>')
    (found,) = broken_links(tmp_path)
    assert link in found
    assert complaint in found


def test_no_sign_of_the_source_is_left_in_a_text() -> None:
    found = {str(page.relative_to(HTML)): left_over(page.read_text(encoding="utf-8")) for page in pages()}
    assert {page: signs for page, signs in found.items() if signs} == {}


@pytest.mark.parametrize("sign", ["a term\nof two lines\n: what it means", "{term}`a word`", ":::{note}"])
def test_a_planted_sign_is_found(sign: str) -> None:
    assert left_over(f"<p>{sign}</p>")
    assert left_over(f"<p>See <code>{sign}</code>: plain words.</p>") == []


def pages() -> list[Path]:
    return [page for page in HTML.rglob("*.html") if not page.is_relative_to(HTML / "_static")]


def left_over(html: str) -> list[str]:
    """Return what the paragraphs of a page show of the source's markup, code and formulas aside."""
    paragraphs = re.findall(r"<p[ >].*?</p>", CODE.sub("", html), re.S)
    return [sign for paragraph in paragraphs for sign in SIGNS.findall(TAG.sub("", paragraph))]
