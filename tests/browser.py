"""What every browser test and benchmark shares: which Chromium, how it is started, and a server that says nothing."""

import contextlib
import functools
import http.server
import os
import threading
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, expect

# Milliseconds for a thing to happen in a page: only a fault takes as long, on a slow and busy machine too.
PATIENCE = 90_000
expect.set_options(timeout=PATIENCE)

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")

# Chromium looks for the outside world at every start unless told not to; the book itself needs none of it.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serve files without writing a line for each."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine and give its address, without a slash at the end."""
    handler = functools.partial(QuietHandler, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


def drawn(page: Page) -> None:
    """Wait until the page has been drawn anew: what follows a move, a key or a new size does so once a frame."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
