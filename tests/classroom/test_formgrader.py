"""Marking by hand, in a browser: formulas are typeset, points and words are saved, no other host is asked."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from browser import CHROMIUM, FLAGS, PATIENCE
from course import Course
from grading.planted import handed_in
from nbgrader.api import Gradebook
from playwright.sync_api import Page, expect, sync_playwright

ASSIGNMENT = "diagnostic"
WRITTEN = "<script src='https://example.org/steal.js'></script> ![x](https://example.org/x.png) so $x^2$"
MISTAKES = {f"{ASSIGNMENT}-chain": 'answer_3 = "cos(5x + 2)"', f"{ASSIGNMENT}-derivation": WRITTEN}


@pytest.fixture(scope="module")
def address(course: Course) -> Iterator[str]:
    """Grade one submission and serve the formgrader."""
    course.submit("student", ASSIGNMENT, handed_in(course.source(ASSIGNMENT), MISTAKES))
    course.run("nbgrader", "autograde", ASSIGNMENT)
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
        address = f"http://127.0.0.1:{port}"
        end = time.monotonic() + PATIENCE / 1000
        while not answers(f"{address}/api"):
            assert server.poll() is None
            assert time.monotonic() < end
            time.sleep(0.2)
        yield address
        server.terminate()


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError):
        return False


@pytest.fixture
def page(course: Course, address: str) -> Iterator[Page]:
    """Open the submission as a teacher comes to it; whatever is asked of another host, or fails, is an error."""
    bad: list[str] = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda r: None if r.url.startswith((address, "data:")) else bad.append(r.url))
        page.on("pageerror", lambda error: bad.append(str(error)))
        page.goto(f"{address}/formgrader/gradebook?token=t")
        for link in (ASSIGNMENT, ASSIGNMENT, "Submission #1"):
            page.locator("td a", has_text=link).first.click()
        expect(page.locator(f"#{ASSIGNMENT}-chain")).to_have_attribute("placeholder", "1")
        yield page
        chromium.close()
    assert not bad


def test_the_page_for_marking_by_hand(page: Page) -> None:
    expect(page.locator("text=1 of 2 points.")).to_be_visible()
    assert "<p>" not in page.inner_text("body")
    assert page.locator("math").count() > 5
    assert "steal.js" in page.inner_text("body")  # as text
    assert page.locator("script[src*='example.org'], img[src*='example.org']").count() == 0


def test_points_and_words_are_saved(course: Course, page: Page) -> None:
    points, words = (
        page.locator(f"#{ASSIGNMENT}-derivation"),
        page.locator(f"#{ASSIGNMENT}-derivation-comment"),
    )
    with page.expect_response(lambda r: r.request.method == "PUT" and "/api/grade/" in r.url):
        points.fill("2.5")
        points.press("Tab")
    with page.expect_response(lambda r: r.request.method == "PUT" and "/api/comment/" in r.url):
        words.fill("Why may you divide by $h$?")
        words.press("Tab")
    with Gradebook(course.database) as gradebook:
        grade = gradebook.find_grade(f"{ASSIGNMENT}-derivation", ASSIGNMENT, ASSIGNMENT, "student")
        assert (grade.score, grade.needs_manual_grade) == (2.5, False)
        comment = gradebook.find_comment(f"{ASSIGNMENT}-derivation", ASSIGNMENT, ASSIGNMENT, "student")
        assert comment.comment == "Why may you divide by $h$?"
    course.run("nbgrader", "generate_feedback", ASSIGNMENT)
    html = (course.root / "feedback" / "student" / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text()
    assert "Why may you divide by <span" in html
