"""The same hostile submissions without a sandbox: each still gets its due, and one line says what is missing."""

from pathlib import Path

import pytest
from course import Course
from hostile import ASSIGNMENT, HOSTILE, due, hand_in_all


@pytest.fixture(scope="module")
def log(course: Course) -> str:
    hand_in_all(course)
    return course.run("nbgrader", "autograde", ASSIGNMENT, "--SandboxedKernelManager.bubblewrap=")


@pytest.mark.parametrize("name", HOSTILE)
def test_marks(course: Course, log: str, name: str) -> None:
    marks = dict(course.marks(ASSIGNMENT)[name])
    marks.pop("diagnostic-derivation")
    assert marks == due(name)


def test_one_line_says_so(log: str) -> None:
    assert log.count("Submissions run without a sandbox") == 1


def test_no_process_is_left(log: str) -> None:
    commands = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
    assert not [command for command in commands if b"987654" in command]
