"""Marking by hand: the page that a teacher opens has typeset formulas and asks no other host for anything."""

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from course import Course
from grading.planted import handed_in
from nbgrader.api import Gradebook

SCRIPT = "<script src='https://example.org/steal.js'></script> ![x](https://example.org/x.png) so $x^2$"


@pytest.fixture
def address(course: Course) -> Iterator[str]:
    """Grade one submission and serve the formgrader."""
    answers = {"diagnostic-derivation": SCRIPT}
    course.submit("student", "diagnostic", handed_in(course.source("diagnostic"), answers))
    course.run("nbgrader", "autograde", "diagnostic")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = {
        "ServerApp.jpserver_extensions": "nbgrader.server_extensions.formgrader=True",
        "ServerApp.root_dir": str(course.root),
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "IdentityProvider.token": "t",
    }
    options = [f"--{name}={value}" for name, value in settings.items()]
    command = [sys.executable, "-m", "jupyter", "server", "--no-browser", "--allow-root", *options]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=course.root, **quiet) as server:
        yield f"http://127.0.0.1:{port}"
        server.terminate()


def page(url: str) -> str:
    """Return a page, as soon as the server answers."""
    for _ in range(120):
        try:
            with urllib.request.urlopen(f"{url}?token=t") as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.5)
    raise AssertionError(f"nothing at {url}")


def test_the_page_for_marking_by_hand(course: Course, address: str) -> None:
    with Gradebook(course.database) as gradebook:
        identity = gradebook.find_submission_notebook("diagnostic", "diagnostic", "student").id
    html = page(f"{address}/formgrader/submissions/{identity}/")
    assert "Student's answer" in html
    assert "<math" in html
    loaded = re.findall(r"""<(?:script|link|img|iframe)\b[^>]*(?:src|href)=["']([^"']*)""", html)
    assert loaded
    assert not [where for where in loaded if "//" in where]
    assert "steal.js" in html  # as text
    assert "<script src='https://example.org" not in html
