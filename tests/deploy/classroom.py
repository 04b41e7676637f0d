"""A hub with a class in it, and what its people do in their browsers."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120  # seconds for what takes about ten


@dataclass(frozen=True)
class Hub:
    """A running hub."""

    address: str
    data: Path

    @property
    def settings(self) -> dict[str, object]:
        """What it was started with, passwords among it."""
        return json.loads((self.data / "settings.json").read_text())


def three_free_ports() -> int:
    """Return the first of three neighbours that nobody uses: for the public, for the hub, for the proxy."""
    for port in range(18_000, 60_000, 37):
        try:
            for neighbour in range(port, port + 3):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", neighbour))
        except OSError:
            continue
        return port
    raise AssertionError("no three free ports")


@contextmanager
def running_hub(data: Path, course: Path) -> Iterator[Hub]:
    """Start the hub as its one command does, with a course to copy; in the end stop it and all that it has started."""
    port = three_free_ports()
    command = [
        sys.executable,
        "-m",
        "deploy.hub",
        "--port",
        str(port),
        "--data",
        str(data),
        "--course",
        str(course),
    ]
    data.parent.mkdir(parents=True, exist_ok=True)
    log = data.parent / "hub.log"
    with log.open("w") as said:
        hub = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=said, start_new_session=True)
    address = f"http://127.0.0.1:{port}"
    try:
        end = time.monotonic() + PATIENCE
        while not answers(f"{address}/hub/login"):
            assert hub.poll() is None, log.read_text()
            assert time.monotonic() < end, log.read_text()
            time.sleep(0.2)
        yield Hub(address, data)
    finally:
        os.kill(hub.pid, signal.SIGTERM)  # it ends its proxy and the people's servers
        hub.wait(PATIENCE)


def answers(address: str) -> bool:
    """Return whether a page can be had."""
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return response.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def log_in(browser: Browser, hub: Hub, name: str, password: str) -> Page:
    """Return the page of somebody who has logged in and whose server has started."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.goto(f"{hub.address}/hub/login")
    page.fill("#username_input", name)
    page.fill("#password_input", password)
    page.click("#login_submit")
    page.wait_for_url("**/lab**")
    page.wait_for_selector("#jp-main-dock-panel")
    return page


def manage(page: Page, hub: Hub, assignment: str, column: str) -> None:
    """Do one thing to an assignment in formgrader: the column says what. It must succeed."""
    page.goto(f"{hub.address}/user/teacher/formgrader")
    row_of(page, assignment).locator(f"td.{column} a").click()
    page.wait_for_selector("#success-modal.in, #error-modal.in")
    assert page.locator("#success-modal.in").count() == 1, page.inner_text("#error-modal")


def row_of(page: Page, assignment: str) -> Locator:
    """Return an assignment's row in formgrader's table."""
    return page.locator("tr", has=page.locator("td.name", has_text=assignment))


def assignment_list(page: Page) -> Page:
    """Open the list of assignments from JupyterLab's menu."""
    page.locator(".lm-MenuBar-item", has_text="Nbgrader").click()
    page.locator(".lm-Menu-item", has_text="Assignment List").click()
    return page


def answer(page: Page, hub: Hub, student: str, notebook: str, cells: dict[str, str]) -> None:
    """Open a fetched notebook, replace the cells that are found by their text, run them, save."""
    page.goto(f"{hub.address}/user/{student}/lab/tree/{notebook}")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell")
    page.wait_for_selector(".jp-NotebookPanel-toolbar [data-status='idle']")
    for text, source in cells.items():
        editor = page.locator(".jp-CodeCell", has_text=text).first.locator(".cm-content")
        editor.click()
        page.keyboard.press("Control+A")
        page.keyboard.insert_text(source)
        page.keyboard.press("Shift+Enter")
    page.wait_for_selector(".jp-NotebookPanel-toolbar [data-status='idle']")
    dialogs = page.locator(".jp-Dialog")
    assert dialogs.count() == 0, dialogs.first.inner_text()
    with page.expect_response(lambda r: r.request.method == "PUT" and "/api/contents/" in r.url):
        page.locator("[data-command='docmanager:save']").first.click()
