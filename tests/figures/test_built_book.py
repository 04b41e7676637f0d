"""The gallery of the built book: each figure, on its own page, moved by mouse and keys and compared with Python."""

from pathlib import Path

import nbformat
import pytest
from browser import PATIENCE

from .pages import pull, wait_alive
from .test_figures import assert_agrees, handles, state_of

ROOT = Path(__file__).parents[2]
HTML = ROOT / "_build" / "html"
NOTEBOOKS = sorted((ROOT / "book" / "gallery").glob("*.ipynb"))


def figure_of(notebook):
    """The figure that a gallery notebook shows: the value of the last line of its first code cell."""
    code = next(c.source for c in nbformat.read(notebook, as_version=4).cells if c.cell_type == "code")
    namespace = {}
    exec(code, namespace)
    return namespace[code.splitlines()[-1]]


def test_the_gallery_has_the_twelve_figures():
    assert len({figure_of(notebook).kind for notebook in NOTEBOOKS}) == 12


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_figure_of_the_book_follows_mouse_and_keys(browser, notebook):
    figure = figure_of(notebook)
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(PATIENCE)
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((HTML / notebook.relative_to(ROOT)).with_suffix(".html").as_uri())
    wait_alive(page)
    assert_agrees(page, figure.kind, figure)
    for i in range(handles(page).count()):
        handle = handles(page).nth(i)
        before = state_of(page)
        pull(page, handle, (-15, -11))
        assert state_of(page) != before, handle.get_attribute("aria-label")
        assert_agrees(page, figure.kind, figure)
        before = state_of(page)
        handle.focus()
        page.keyboard.press("ArrowLeft")
        assert state_of(page) != before, handle.get_attribute("aria-label")
        assert_agrees(page, figure.kind, figure)
    assert errors == []
    page.close()
