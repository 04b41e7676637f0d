"""A class of a teacher and three students on one machine, through the browser."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import CHROMIUM, FLAGS
from playwright.sync_api import Browser, expect, sync_playwright

from .classroom import (
    ROOT,
    Hub,
    answer,
    assignment_list,
    log_in,
    manage,
    new_page,
    row_of,
    running_hub,
    three_free_ports,
)
from .course import NAME, ROW, set_up

STUDENT = "s1"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    folder = tmp_path_factory.mktemp("hub")
    set_up(folder / "course")
    with running_hub(folder / "data", folder / "course") as started:
        yield started


def test_an_assignment_goes_out_and_comes_back(browser: Browser, hub: Hub) -> None:
    passwords = hub.settings["passwords"]
    teacher = log_in(browser, hub, "teacher", passwords["teacher"])
    manage(teacher, hub, NAME, "assign")
    manage(teacher, hub, NAME, "release")

    student = log_in(browser, hub, STUDENT, passwords["students"])
    assignment_list(student)
    student.locator("#released_assignments_list button", has_text="Fetch").click()
    fetched = student.locator("#fetched_assignments_list")
    expect(fetched.locator("button", has_text="Submit")).to_be_visible()

    answer(student, hub, STUDENT, f"{NAME}/{NAME}.ipynb", f"answer_1 = {ROW}")
    assignment_list(student)
    fetched.locator("button", has_text="Submit").click()
    expect(student.locator("#submitted_assignments_list")).to_contain_text(NAME)

    manage(teacher, hub, NAME, "collect")
    teacher.goto(f"{hub.address}/user/teacher/formgrader")
    expect(row_of(teacher, NAME).locator("td.num-submissions")).to_have_text("1")
    collected = hub.data / "homes" / "teacher" / "course" / "submitted" / STUDENT / NAME / f"{NAME}.ipynb"
    sources = ["".join(cell["source"]) for cell in json.loads(collected.read_text())["cells"]]
    assert f"answer_1 = {ROW}" in sources


def test_a_student_has_no_formgrader_and_no_way_to_the_teachers(browser: Browser, hub: Hub) -> None:
    passwords = hub.settings["passwords"]
    log_in(browser, hub, "teacher", passwords["teacher"])  # so that there is a server to be kept out of
    student = log_in(browser, hub, "s2", passwords["students"])

    def status(path: str) -> int:
        return student.request.get(hub.address + path).status

    assert status("/user/s2/lab") == 200
    assert status("/user/s2/formgrader") == 404
    assert status("/user/s2/formgrader/api/assignments") == 404
    for path in ("formgrader", "formgrader/api/assignments", "lab", "api/contents/course"):
        assert status(f"/user/teacher/{path}") == 403, path
    assert status("/user/s3/lab") == 404  # a server that is not running is not admitted to exist
    assert status("/hub/admin") == 403


def test_the_students_password_is_not_the_teachers(browser: Browser, hub: Hub) -> None:
    page = new_page(browser, hub)
    page.fill("#username_input", "teacher")
    page.fill("#password_input", hub.settings["passwords"]["students"])
    page.click("#login_submit")
    expect(page.locator(".login_error")).to_have_text("Invalid username or password")


def test_nobody_else_on_the_machine_reads_the_passwords(hub: Hub) -> None:
    assert (hub.data / "settings.json").stat().st_mode & 0o777 == 0o600
    assert hub.data.stat().st_mode & 0o777 == 0o700


def test_the_exchange_is_nobodys_to_move(hub: Hub) -> None:
    """All can write there, as nbgrader asks; what is another's stays where it is."""
    assert (hub.data / "exchange").stat().st_mode & 0o7777 == 0o1777


def refusal(data: Path, *options: str) -> str:
    """Return what the command says that does not start a hub."""
    command = [sys.executable, "-m", "deploy.hub", "--data", str(data), *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    return done.stderr


def test_one_folder_has_one_hub(hub: Hub) -> None:
    assert f"A hub with the folder {hub.data} runs already" in refusal(hub.data)


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    first = three_free_ports()
    with socket.socket() as other:
        other.bind(("127.0.0.1", first + 1))
        other.listen()
        said = refusal(tmp_path / "data", "--port", str(first))
    assert f"Port {first + 1} cannot be used (Address already in use)" in said


def test_accounts_are_looked_at_before_anything_is_made(tmp_path: Path) -> None:
    nobody = ("--teacher", "no-such-teacher", "--students", "no-such-student")
    said = refusal(tmp_path / "data", "--accounts", *nobody)
    as_root = "No account on this machine: no-such-teacher no-such-student."
    assert (as_root if os.geteuid() == 0 else "run it as root") in said
    assert not (tmp_path / "data").exists()
