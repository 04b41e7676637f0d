"""A browser, and pages of the built book with living questions; every error of the console fails a test."""

from collections.abc import Callable, Iterator

import pytest
from browser import CHROMIUM, FLAGS, PATIENCE, serving
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from .book import HTML

# What a browser does that keeps nothing: asking for the storage is refused.
NO_STORAGE = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("the storage is blocked", "SecurityError"); }, configurable: true,
});"""
# What a browser does whose storage is full.
FULL_STORAGE = """Storage.prototype.setItem = () => {
    throw new DOMException("the storage is full", "QuotaExceededError");
};"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    with serving(HTML.parent) as address:
        yield f"{address}/{HTML.name}"


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the book; `page.requested` lists what it has asked for."""
    contexts = []
    complaints: list[str] = []

    def open_(
        name: str,
        *,
        width: int = 1280,
        theme: str = "light",
        base: str = site,
        before: str = "",
        **options: object,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce", **options
        )
        contexts.append(context)
        if before:
            context.add_init_script(before)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.requested = []  # type: ignore[attr-defined]
        page.on("request", lambda request: page.requested.append(request.url))  # type: ignore[attr-defined]
        page.goto(f"{base}/{name}.html")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


def living(page: Page, name: str) -> Locator:
    """Scroll to a question and wait until it can be answered."""
    question = page.locator(f"#{name}")
    question.scroll_into_view_if_needed()
    page.locator(f"#{name}.mc-q-alive").wait_for()
    return question
