"""The whole cycle with five students, as `make class-demo` plays it: the gradebook and the files after it."""

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest
from course import ASSIGNMENTS, Course
from grading.demo import Demonstration
from nbgrader.api import Gradebook

STUDENTS = [f"student-{number:02}" for number in range(1, 6)]
# What loads something when the page is opened; a link that is there to be followed loads nothing by itself.
LOADS = re.compile(
    r"""<(?:script|link|img|iframe|video|audio|source|object|embed)\b[^>]*|@import[^;]*|url\([^)]*\)"""
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Course:
    root = tmp_path_factory.mktemp("demo") / "class"
    command = [sys.executable, "-m", "grading.demo", str(root), "--students", "5"]
    done = subprocess.run(command, cwd=ASSIGNMENTS, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "5 students have handed in" in done.stdout
    assert f"cd {root} && {sys.executable} -m jupyter lab" in done.stdout  # how to look at it
    return Course(root)


def test_everybody_is_graded_once(demo: Course) -> None:
    marks = demo.marks("diagnostic")
    assert sorted(marks) == STUDENTS
    assert marks["student-01"] == {
        "diagnostic-power": 2,
        "diagnostic-product": 2,
        "diagnostic-chain": 2,
        "diagnostic-number": 2,
        "diagnostic-code": 3,
        "diagnostic-derivation": 3,
    }
    assert marks["student-02"]["diagnostic-power"] == 1
    assert marks["student-05"]["diagnostic-code"] == 0
    assert all(marks[student]["diagnostic-derivation"] is None for student in STUDENTS[1:])


def test_the_class_list_is_in_the_gradebook(demo: Course) -> None:
    with Gradebook(demo.database) as gradebook:
        assert [student.id for student in gradebook.students] == STUDENTS
        assert gradebook.find_student("student-03").email == "student-03@example.org"


def table(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def test_what_is_not_marked_yet_is_blank_in_the_exports(demo: Course) -> None:
    plain = table(demo.root / "grades-plain.csv")
    assert plain[0] == ["id", "last_name", "first_name", "email", "diagnostic (of 15)"]
    assert [row[-1] for row in plain[1:]] == ["14", "", "", "", ""]
    canvas = table(demo.root / "grades-canvas.csv")
    assert canvas[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "diagnostic"]
    assert canvas[1] == ["Points Possible", "", "", "", "", "15"]
    assert canvas[2] == ["01, Student", "1000", "", "student-01", "", "14"]
    moodle = table(demo.root / "grades-moodle.csv")
    assert moodle[:2] == [
        ["Email address", "ID number", "diagnostic"],
        ["student-01@example.org", "student-01", "14"],
    ]


@pytest.mark.parametrize("student", STUDENTS)
def test_feedback_loads_nothing_from_elsewhere(demo: Course, student: str) -> None:
    html = (demo.root / "feedback" / student / "diagnostic" / "diagnostic.html").read_text()
    assert not [found for found in LOADS.findall(html) if "//" in found and "data:" not in found]
    assert "<script" not in html
    assert "<math" in html


def test_feedback_holds_the_words_and_the_teachers_comment(demo: Course) -> None:
    html = (demo.root / "feedback" / "student-01" / "diagnostic" / "diagnostic.html").read_text()
    assert "Say as well why you may divide by" in html
    assert "<strong>2 of 2 points.</strong> Right." in html
    assert "SOLUTION" not in html
    assert "&lt;p&gt;" not in html


def test_feedback_is_released_for_each(demo: Course) -> None:
    released = list((demo.root / "exchange" / "matrix-calculus" / "feedback").rglob("*.html"))
    assert len(released) == 5


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "precious.txt").write_text("precious")
    with pytest.raises(SystemExit, match="is there already, and is no demonstration"):
        Demonstration(tmp_path, 1, "diagnostic").set_up()
    assert (tmp_path / "precious.txt").read_text() == "precious"
