"""Standalone pages with figures: what the tests and the benchmark open, without a server and without the network."""

from pathlib import Path
from typing import Any

from browser import drawn
from playwright.sync_api import Locator, Page, Route

from mcalc_helpers.interactive.bundle import asset
from mcalc_helpers.palette import stylesheet

HOST = "http://figures.test/"
TYPES = {".js": "text/javascript", ".css": "text/css"}
# The figures need no inline script and no evaluation of text, so the strictest policy must do.
POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:"


def page_text(figures: list[Any], before: str = "") -> str:
    """A page as the book would make it: the figures' HTML, the style, the palette and the loader."""
    body = before + "\n".join(figure.html() for figure in figures)
    own = (
        "body { background: var(--mc-paper); color: var(--mc-ink); font-family: sans-serif; margin: 0 }"
        " main { max-width: 46rem; margin: auto; padding: 1rem }"
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Figures</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="stylesheet" href="figures.css"><style>{stylesheet()}{own}</style></head>'
        f'<body data-theme="auto"><main><h1>Figures</h1>{body}</main>'
        '<script src="loader.js"></script></body></html>'
    )


def serve(page: Page, text: str) -> list[str]:
    """Answer what a page asks for: its text, the style, the loader and the bundle. Returns the names asked for."""
    requested: list[str] = []

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(HOST)
        requested.append(name)
        if name == "":
            policy = {"Content-Security-Policy": POLICY}
            route.fulfill(body=text, content_type="text/html; charset=utf-8", headers=policy)
        elif name in ("figures.js", "figures.css", "loader.js"):
            route.fulfill(body=asset(name), content_type=TYPES[Path(name).suffix])
        else:
            route.abort()

    page.route("**/*", answer)
    return requested


def wait_alive(page: Page) -> None:
    """Scroll to every figure, so that each comes to life, and wait until nothing moves any more."""
    for figure in page.query_selector_all("figure.mc-figure"):
        figure.scroll_into_view_if_needed()
        page.wait_for_function("figure => figure.querySelector('.mc-place.mc-alive')", arg=figure)
    page.evaluate("document.fonts.ready.then(() => scrollTo(0, 0))")
    drawn(page)


def pull(page: Page, handle: Locator, *moves: tuple[float, float], steps: int = 4) -> None:
    """Take hold of a handle with the mouse once it stands still, move it by each of these pixels, and let go."""
    handle.hover()
    box = handle.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for dx, dy in moves:
        page.mouse.move(x + dx, y + dy, steps=steps)
    page.mouse.up()
    drawn(page)
