"""The built book, served from a sub-path of this machine and opened in a real browser."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from browser import CHROMIUM, FLAGS, PATIENCE, serving  # noqa: E402

HTML = ROOT / "_build" / "html"

# Every page but the front door, which only leads to the landing page.
PAGES = sorted(
    str(path.relative_to(HTML))
    for path in HTML.rglob("*.html")
    if not path.is_relative_to(HTML / "_static") and path != HTML / "index.html"
)


@dataclass
class Visit:
    """A page and what went wrong while it was open."""

    page: Page
    problems: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the book. It ends in a sub-path, as on GitHub Pages, so that absolute links would break."""
    with serving(HTML.parent) as address:
        yield f"{address}/{HTML.name}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


def left_behind(request: Request) -> bool:
    """Whether the browser gave a request up itself, as it does with what was under way on a page that is left."""
    return request.failure == "net::ERR_ABORTED"


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Callable[..., Visit]]:
    """Open a page of the book, taking down every console error and every failed or foreign request."""
    contexts = []

    def open_page(
        path: str,
        *,
        width: int = 1280,
        theme: str = "light",
        base: str = site,
        until: str = "networkidle",
        **options: object,
    ) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce", **options
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        visit = Visit(context.new_page())
        page, problems = visit.page, visit.problems
        page.on(
            "console", lambda message: message.type == "error" and problems.append(f"console: {message.text}")
        )
        page.on("pageerror", lambda error: problems.append(f"script: {error}"))
        page.on(
            "requestfailed",
            lambda request: left_behind(request) or problems.append(f"failed: {request.url}"),
        )
        page.on("response", lambda r: r.status >= 400 and problems.append(f"{r.status}: {r.url}"))
        page.on(
            "request", lambda r: r.url.startswith((base, "data:")) or problems.append(f"foreign: {r.url}")
        )
        page.goto(f"{base}/{path}", wait_until=until)
        return visit

    yield open_page
    for context in contexts:
        context.close()
