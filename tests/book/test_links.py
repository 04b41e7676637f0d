"""Every internal link and anchor of the built book leads somewhere."""

from pathlib import Path

import pytest
from conftest import HTML
from links import broken_links


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
