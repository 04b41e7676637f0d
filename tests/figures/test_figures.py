"""Every figure in a browser: moved by the mouse and by keys, and its numbers compared with Python's."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import drawn
from playwright.sync_api import expect

from mcalc_helpers.interactive.bundle import asset

from .gallery import GALLERY, agree
from .pages import page_text, pull

NAMES = list(GALLERY)
STATE = "document.querySelector('figure.mc-figure').state.get()"


def state_of(page):
    return page.evaluate(STATE)


def assert_agrees(page, name, figure):
    """The numbers on the page are those that Python computes from the same state."""
    entry = GALLERY[name]
    drawn(page)
    for trait, value in state_of(page).items():
        setattr(figure, trait, value)
    for shown, read in entry.shown.items():
        value, decimals = read(figure)
        text = page.locator(f'[data-name="{shown}"]').inner_text()
        assert agree(text, value, decimals), (name, shown, text, value)
    if entry.cells is not None:
        cells = page.locator(".mc-matrix").last.locator(".mc-cell").all_inner_texts()
        expected = entry.cells(figure).ravel()
        assert len(cells) == len(expected)
        for text, value in zip(cells, expected, strict=True):
            assert agree(text, value), (name, cells, expected)
    assert "NaN" not in page.locator("figure.mc-figure").inner_html()


def assert_within_bounds(state, figure):
    for trait, bounds in figure.bounds.items():
        values = state[trait] if isinstance(state[trait], list) else [state[trait]]
        if isinstance(values[0], str):
            continue
        for value, bound in zip(values, bounds, strict=True):
            assert bound.low <= value <= bound.high, (trait, value)


def handles(page):
    return page.locator('.mc-handle[role="slider"]')


@pytest.mark.parametrize("name", NAMES)
def test_every_handle_follows_the_mouse(open_page, name):
    figure = GALLERY[name].make()
    page = open_page([figure])
    assert_agrees(page, name, figure)
    for i in range(handles(page).count()):
        handle = handles(page).nth(i)
        before = state_of(page)
        pull(page, handle, (-22, -17))
        assert state_of(page) != before, handle.get_attribute("aria-label")
        assert_agrees(page, name, figure)


@pytest.mark.parametrize("name", NAMES)
def test_every_handle_follows_the_arrow_keys(open_page, name):
    figure = GALLERY[name].make()
    page = open_page([figure])
    for i in range(handles(page).count()):
        handle = handles(page).nth(i)
        handle.focus()
        for key, back in (("ArrowLeft", "ArrowRight"), ("Shift+ArrowDown", "Shift+ArrowUp")):
            before, said = state_of(page), handle.get_attribute("aria-valuetext")
            page.keyboard.press(key)
            assert_agrees(page, name, figure)
            assert state_of(page) != before, (name, key)
            assert handle.get_attribute("aria-valuetext") != said or "," in said
            page.keyboard.press(back)
            assert_agrees(page, name, figure)


@pytest.mark.parametrize("name", NAMES)
def test_a_handle_dragged_out_stops_at_the_edge(open_page, name):
    figure = GALLERY[name].make()
    page = open_page([figure])
    for far in ((-1300, -900), (1300, 900)):
        pull(page, handles(page).first, far, steps=3)
        assert_agrees(page, name, figure)
        assert_within_bounds(state_of(page), figure)


@pytest.mark.parametrize("name", NAMES)
def test_every_button_does_something(open_page, name):
    figure = GALLERY[name].make()
    page = open_page([figure])
    count = page.locator(".mc-controls button").count()
    for i in range(count):
        button = page.locator(".mc-controls button").nth(i)
        if button.is_disabled() or button.get_attribute("aria-pressed") == "true":
            continue
        before = page.locator(".mc-root").inner_html()
        button.click()
        drawn(page)
        page.wait_for_function(
            "before => document.querySelector('.mc-root').innerHTML !== before", arg=before
        )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_figures_are_accessible_and_fit(open_page, scheme, width):
    page = open_page([entry.make() for entry in GALLERY.values()], width=width, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(
        "[...document.querySelectorAll('.mc-panel, .mc-row, .mc-matrix')].every(e => {"
        " const box = e.getBoundingClientRect(), card = e.closest('figure').getBoundingClientRect();"
        " return box.left >= card.left && box.right <= card.right + 0.5; })"
    )
    report = Axe().run(page)
    assert report.violations_count == 0, report.generate_report()


@pytest.mark.parametrize("name", NAMES)
def test_the_still_picture_has_the_live_pictures_size(open_page, name):
    figure = GALLERY[name].make()
    page = open_page([figure], before='<div style="height: 4000px"></div>', ready=False)
    still = page.locator("figure.mc-figure").bounding_box()["height"]
    page.locator("figure.mc-figure").scroll_into_view_if_needed()
    page.wait_for_selector(".mc-place.mc-alive")
    drawn(page)
    assert page.locator("figure.mc-figure").bounding_box()["height"] == pytest.approx(still, abs=1)


@pytest.mark.parametrize("name", NAMES)
def test_without_scripts_a_figure_is_a_still_picture_with_a_caption(open_page, name):
    figure = GALLERY[name].make()
    page = open_page([figure], java_script_enabled=False, ready=False)
    assert page.locator(".mc-panels svg.mc-panel").first.is_visible()
    assert page.locator(".mc-caption").inner_text() != ""
    assert page.locator("figure button").count() == 0
    assert page.locator("figure [tabindex]").count() == 0
    assert not page.locator(".mc-controls").is_visible()


def test_in_print_a_figure_shows_no_controls(open_page):
    page = open_page([GALLERY["secant"].make()])
    page.emulate_media(media="print")
    assert page.locator(".mc-panel").first.is_visible()
    assert page.locator(".mc-caption").is_visible()
    assert not page.locator(".mc-controls").is_visible()


def test_the_bundle_comes_once_and_only_when_a_figure_is_near(open_page):
    page = open_page(
        [GALLERY["secant"].make(), GALLERY["neuron"].make()],
        before='<div style="height: 4000px"></div>',
        ready=False,
    )
    page.wait_for_load_state("networkidle")
    assert "figures.js" not in page.requested
    for figure in page.query_selector_all("figure.mc-figure"):
        figure.scroll_into_view_if_needed()
        page.wait_for_function("figure => figure.querySelector('.mc-alive')", arg=figure)
    assert page.requested.count("figures.js") == 1


def test_figures_live_in_a_page_opened_from_the_file_system(browser, tmp_path):
    for name in ("figures.js", "figures.css", "loader.js"):
        (tmp_path / name).write_text(asset(name), encoding="utf-8")
    (tmp_path / "page.html").write_text(page_text([GALLERY["secant"].make()]), encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    page.wait_for_selector(".mc-place.mc-alive")
    page.close()


def test_a_page_without_figures_fetches_no_bundle(open_page):
    page = open_page([], ready=False)
    page.wait_for_load_state("networkidle")
    assert "figures.js" not in page.requested


def test_the_state_is_announced_after_a_move(open_page):
    page = open_page([GALLERY["gradient"].make()])
    live = page.locator(".mc-live")
    assert live.get_attribute("aria-live") == "polite"
    assert live.inner_text() == ""
    handles(page).first.focus()
    page.keyboard.press("ArrowRight")
    expect(live).to_have_text("f is 2.12, its gradient 2.20, minus 0.42")


def test_focus_is_visible(open_page):
    page = open_page([GALLERY["gradient"].make()])
    page.keyboard.press("Tab")
    expect(page.locator(".mc-handle .mc-ring").first).to_have_css("opacity", "1")


def test_the_page_states_what_to_try(open_page):
    page = open_page([entry.make() for entry in GALLERY.values()])
    hints = page.locator(".mc-try").all_inner_texts()
    assert len(hints) == len(GALLERY)
    assert all(re.match(r"Try: .+", hint) for hint in hints)
