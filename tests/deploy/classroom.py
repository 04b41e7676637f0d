"""A hub with a class in it, and what its people do in their browsers.

Whatever is waited for is a sign that the thing is done; PATIENCE is only there to end a test that would wait for ever.
"""

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

import psutil
from playwright.sync_api import Browser, Locator, Page, expect

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 240  # seconds for what takes about ten
BELOW_OUTGOING = 32_000  # the system takes ports above for connections of its own

expect.set_options(timeout=PATIENCE * 1000)


@dataclass(frozen=True)
class Hub:
    """A running hub."""

    address: str
    data: Path
    process: subprocess.Popen[bytes]

    @property
    def settings(self) -> dict[str, object]:
        """What it was started with, passwords among it."""
        return json.loads((self.data / "settings.json").read_text())


def three_free_ports() -> int:
    """Return the first of three neighbours that nobody uses: for the public, for the hub, for the proxy."""
    start = 18_000 + os.getpid() % 4_000 * 3  # another run of the tests looks elsewhere
    for port in range(start, BELOW_OUTGOING, 3):
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
    options = {"--port": str(port), "--data": str(data), "--course": str(course)}
    command = [sys.executable, "-m", "deploy.hub", *(part for option in options.items() for part in option)]
    data.parent.mkdir(parents=True, exist_ok=True)
    log = data.parent / "hub.log"
    with log.open("w") as said:
        process = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=said)
    hub = Hub(f"http://127.0.0.1:{port}", data, process)
    try:
        end = time.monotonic() + PATIENCE
        while not answers(f"{hub.address}/hub/login"):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < end, log.read_text()
            time.sleep(0.2)
        yield hub
    finally:
        started = psutil.Process(process.pid).children(recursive=True)  # the proxy, servers, kernels
        process.send_signal(signal.SIGINT)  # as Ctrl+C does
        assert process.wait(PATIENCE) == 0, log.read_text()
        assert psutil.wait_procs(started, timeout=PATIENCE)[1] == []


def answers(address: str) -> bool:
    """Return whether a page can be had."""
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return response.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def new_page(browser: Browser, hub: Hub) -> Page:
    """Return the page to log in at, in a browser that knows nobody yet."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.goto(f"{hub.address}/hub/login")
    return page


def log_in(browser: Browser, hub: Hub, name: str, password: str) -> Page:
    """Return the page of somebody who has logged in and whose server has started."""
    page = new_page(browser, hub)
    page.fill("#username_input", name)
    page.fill("#password_input", password)
    page.click("#login_submit")
    page.wait_for_url("**/lab**")
    wait_for_lab(page)
    return page


def wait_for_lab(page: Page) -> None:
    """Wait until JupyterLab has started: it takes its cover away when all that was open before is there again."""
    page.wait_for_selector("#jp-main-dock-panel")
    page.wait_for_selector("#jupyterlab-splash", state="detached")


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


def answer(page: Page, hub: Hub, student: str, notebook: str, source: str) -> None:
    """Open a fetched notebook, write into its first cell of code, run that, save."""
    page.goto(f"{hub.address}/user/{student}/lab/tree/{notebook}")
    wait_for_lab(page)
    # The notebook's own toolbar says "idle" before there is a kernel; the line at the bottom does not.
    expect(page.locator("#jp-main-statusbar")).to_contain_text("Python 3 (ipykernel) | Idle")
    cell = page.locator(".jp-Notebook .jp-CodeCell").first
    editor = cell.locator(".cm-content")
    editor.fill(source)
    expect(editor).to_have_text(source)
    editor.press("Shift+Enter")
    expect(cell.locator(".jp-InputPrompt")).to_have_text("[1]:")
    with page.expect_response(lambda r: r.request.method == "PUT" and "/api/contents/" in r.url) as saved:
        page.locator("[data-command='docmanager:save']").first.click()
    assert saved.value.ok
