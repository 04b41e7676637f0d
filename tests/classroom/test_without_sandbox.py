"""Without a sandbox submissions get their due all the same, judged outside their kernels, and one line says so."""

from collections.abc import Iterator

import pytest
from course import Course
from grading.sandbox import NOT_INSTALLED
from hostile import ASSIGNMENT, HOSTILE, due
from hostile_class import Grading, handed_in_by_all

# What runs, or wants to be judged; what is done to the file itself never reaches a kernel.
NAMES = (
    "honest",
    "loop-at-top-level",
    "loop-that-swallows-interrupts",
    "memory",
    "exit",
    "fork",
    "hundred-megabytes-of-output",
    "values-that-are-none",
    "patched-checker",
    "forged-cells",
    "carrying-points-out",
)


@pytest.fixture(scope="module")
def grading(course: Course) -> Iterator[Grading]:
    with handed_in_by_all(course, NAMES) as found_by:
        said = course.run("nbgrader", "autograde", ASSIGNMENT, "--SandboxedKernelManager.bubblewrap=no-such")
        yield Grading(said, *found_by)


@pytest.mark.parametrize("name", NAMES)
def test_marks(course: Course, grading: Grading, name: str) -> None:
    marks = dict(course.marks(ASSIGNMENT)[name])
    marks.pop("diagnostic-derivation")
    assert marks == due(name)


def test_one_line_says_so(grading: Grading) -> None:
    lines = [line for line in grading.said.splitlines() if "without a sandbox" in line]
    assert len(lines) == 1
    assert "with your own rights on this machine" in lines[0]
    assert NOT_INSTALLED in lines[0]


def test_the_judge_is_not_in_the_submissions_process(course: Course, grading: Grading) -> None:
    """One has replaced the checker, the other has looked: the verdicts are the judge's, the points are not there."""
    assert set(course.said("patched-checker", ASSIGNMENT)) == set(due("patched-checker"))
    assert not [words for words in course.said("patched-checker", ASSIGNMENT).values() if "Right." in words]
    outputs = [cell.get("outputs") for cell in course.graded("carrying-points-out", ASSIGNMENT).cells]
    assert "POINTS [" not in str(outputs)
    assert HOSTILE["carrying-points-out"].marks == {}  # the function itself is right, and counts


def test_no_process_is_left(grading: Grading) -> None:
    assert not grading.left
