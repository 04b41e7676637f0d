"""The road map draws the book as it is: the chapters of its table of contents, in their order, each a link."""

import re
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import networkx as nx
import pytest
import yaml

from mcalc_helpers.plots.picture import SVG
from mcalc_helpers.plots.road_map import CHAPTERS, Chapter, road_map

ROOT = Path(__file__).resolve().parents[2]
PAGES = [chapter.page for chapter in CHAPTERS]


def links() -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(road_map().svg).iter(f"{{{SVG}}}a"))


def test_the_chapters_are_those_of_the_table_of_contents_in_its_order() -> None:
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    numbered = [part for part in contents["parts"] if part.get("numbered")]
    assert [Path(entry["file"]).name for part in numbered for entry in part["chapters"]] == PAGES


def test_a_chapter_builds_on_earlier_ones_only_and_nothing_is_left_out() -> None:
    graph = nx.DiGraph((need, chapter.page) for chapter in CHAPTERS for need in chapter.needs)
    assert all(PAGES.index(need) < PAGES.index(page) for need, page in graph.edges)
    assert nx.descendants(graph, PAGES[0]) == set(PAGES[1:])
    # An arrow that others imply would only be in the way.
    assert set(nx.transitive_reduction(graph).edges) == set(graph.edges)


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.page)
def test_a_box_bears_the_title_of_its_chapter(chapter: Chapter) -> None:
    notebook = nbformat.read(ROOT / "book" / f"{chapter.page}.ipynb", as_version=4)
    title = re.match(r"# (.*)", notebook.cells[0].source)
    assert title
    assert title[1].lower().removeprefix("the ") == " ".join(chapter.title).lower().removeprefix("the ")


def test_each_chapter_is_one_link_for_the_keyboard_with_its_title() -> None:
    named = [(link.get("href"), link.get("aria-label")) for link in links() if link.get("tabindex") is None]
    assert named == [(f"{c.page}.html", " ".join(c.title)) for c in CHAPTERS]
    silent = [link for link in links() if link.get("tabindex") is not None]
    assert {(link.get("tabindex"), link.get("aria-hidden")) for link in silent} == {("-1", "true")}
    assert not any(link.get("target") for link in links())


def test_links_are_not_hidden_inside_an_image() -> None:
    assert ElementTree.fromstring(road_map().svg).get("role") == "group"


def test_the_words_say_what_builds_on_what() -> None:
    assert "9 The total derivative: on 3 and 8." in road_map().alt


def test_always_the_same_bytes() -> None:
    assert road_map().svg == road_map().svg
