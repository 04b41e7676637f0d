"""A browser, and pages with figures in it; every error and warning of the console fails a test."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from browser import CHROMIUM, FLAGS, PATIENCE
from playwright.sync_api import Browser, Page, sync_playwright

from .pages import HOST, page_text, serve, wait_alive


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open figures on a page of their own; `page.requested` lists what it has asked for."""
    contexts = []
    complaints: list[str] = []

    def open_(
        figures: list[Any], *, width: int = 1280, before: str = "", ready: bool = True, **options: Any
    ) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on(
            "console",
            lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.requested = serve(page, page_text(figures, before))  # type: ignore[attr-defined]
        page.goto(HOST)
        if ready:
            wait_alive(page)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []
