"""A JupyterLab of one's own: a server on a folder with one notebook."""

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import nbformat
from playwright.sync_api import Page

START_UP = 90  # seconds


@contextlib.contextmanager
def jupyterlab(folder: Path, cells: Sequence[str]) -> Iterator[str]:
    """Start JupyterLab on a folder and give the address of a notebook with these cells."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    book.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(book, folder / "figure.ipynb")
    places = {"JUPYTER_RUNTIME_DIR": "runtime", "JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data"}
    own = {name: str(folder / place) for name, place in places.items()}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1"]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [*command, "--ServerApp.port=0", "--LabApp.news_url=None"],
            cwd=folder,
            env={**os.environ, **own, "IPYTHONDIR": str(folder / "ipython")},
            stdout=log,
            stderr=log,
        )
        try:
            found = wait_for(
                lambda: list((folder / "runtime").glob("jpserver-*.json")),
                lambda: (folder / "log").read_text(),
            )
            details = json.loads(found[0].read_text())
            yield f"{details['url']}lab/tree/figure.ipynb?reset&token={details['token']}"
        finally:
            server.terminate()
            server.wait(timeout=START_UP)


def wait_for(read: Callable[[], Any], explain: Callable[[], str] = str) -> Any:
    """Return what `read` gives as soon as it gives something."""
    deadline = time.monotonic() + START_UP
    while not (found := read()):
        assert time.monotonic() < deadline, explain()
        time.sleep(0.1)
    return found


def open_notebook(page: Page, address: str) -> None:
    """Open a notebook and wait for its kernel: a cell run before that would be forgotten."""
    page.set_default_timeout(START_UP * 1000)
    page.goto(address)
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell .cm-content")
    page.get_by_text("| Idle").wait_for()


def run_cell(page: Page, number: int) -> None:
    """Run a cell of the open notebook."""
    page.locator(".jp-Cell .cm-content").nth(number).press("Shift+Enter")
