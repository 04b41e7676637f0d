"""A small course in a folder of its own: the real configuration and grading, one assignment, a few submissions."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook

ASSIGNMENTS = Path(__file__).resolve().parents[2] / "assignments"
NAME = "trial"
QUESTIONS = """
import numpy as np
from grading.tasks import Task
from mcalc_helpers.quiz.question import Question

TASKS = {
    "typed": Task(
        Question("t-1", "The gradient?", "gradient", lambda x, y: 3 * x**2 * y, ("x", "y")),
        "answer_1",
        {"gradient/column": 0.5},
    ),
    "coded": Task(
        Question("t-2", "In code?", "code", lambda w, x: np.sum(w * x), "w", {"w": ("n",), "x": ("n",)}),
        "slope",
    ),
}
"""
ROW, COLUMN = '"[6xy, 3x^2]"', '"[6xy; 3x^2]"'
GATE = """
import time
from grading.finished import leave_mark

def at_the_gate(notebooks, **names):
    who = Path(notebooks[0]).parts[-3]
    if who in {"s3", "s4"}:
        (ROOT / f"gate-{who}").touch()
        end = time.monotonic() + 600
        while not (ROOT / "gate").exists():
            assert time.monotonic() < end, "nobody has opened the gate"
            time.sleep(0.05)
    leave_mark(notebooks=notebooks, **names)

c.Autograde.post_convert_hook = at_the_gate
"""
# What four students hand in, and the points that the machine gives them: of 2 for the text, of 3 for the function.
WORK = {
    "s1": ((ROW, "x"), 5.0),
    "s2": ((COLUMN, "x"), 4.0),
    "s3": ((ROW, "w"), 2.0),
    "s4": (('"0"', "1 / 0"), 0.0),
}
SCORES = {student: score for student, (_, score) in WORK.items()}


def graded(grade_id: str, *, points: int = 0, solution: bool = False) -> dict[str, object]:
    """Return the metadata of a cell that nbgrader knows."""
    marks = {
        "grade": points > 0,
        "solution": solution,
        "locked": not solution,
        "grade_id": grade_id,
        "task": False,
    }
    return {"nbgrader": marks | {"schema_version": 3} | ({"points": points} if points else {})}


def source() -> nbformat.NotebookNode:
    """Return the assignment: a typed answer, a function, and a derivation that is marked by hand."""
    solution = "### BEGIN SOLUTION\n{}\n### END SOLUTION".format
    function = "def slope(w, x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION"
    cells = [
        new_code_cell(solution(f"answer_1 = {ROW}"), metadata=graded("typed-work", solution=True)),
        new_code_cell("# Checks the gradient.", metadata=graded("typed", points=2)),
        new_code_cell(function, metadata=graded("coded-work", solution=True)),
        new_code_cell("# Checks the function.", metadata=graded("coded", points=3)),
        new_markdown_cell(solution("In words."), metadata=graded("written", points=4, solution=True)),
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def nbgrader(course: Path, *arguments: str, database: str | None = None) -> None:
    """Run an nbgrader command in the course; its words are shown if it fails."""
    command = [sys.executable, "-m", "nbgrader", *arguments]
    done = subprocess.run(
        command, cwd=course, env=environment(database), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def environment(database: str | None = None) -> dict[str, str]:
    """Return the environment of a course that uses this gradebook, by default the one in its folder."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith("MCALC_")}
    return mine | ({"MCALC_GRADEBOOK": database} if database else {})


def set_up(course: Path, database: str | None = None) -> None:
    """Lay out a course with one assignment, ready to be handed in."""
    code = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ASSIGNMENTS / "grading", course / "grading", ignore=code)
    shutil.copy(ASSIGNMENTS / "nbgrader_config.py", course)
    (course / "questions").mkdir()
    (course / "questions" / f"{NAME}.py").write_text(QUESTIONS)
    (course / "source" / NAME).mkdir(parents=True)
    nbformat.write(source(), course / "source" / NAME / f"{NAME}.ipynb")
    nbgrader(course, "generate_assignment", NAME, "--create", database=database)


def hand_in(course: Path, student: str, work: tuple[str, str], time: str = "2026-03-01 12:00:00 UTC") -> None:
    """Lay a submission where collecting would have laid it."""
    notebook = nbformat.read(course / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    typed, function = work
    cells = {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells}
    cells["typed-work"].source = f"answer_1 = {typed}"
    cells["coded-work"].source = f"def slope(w, x):\n    return {function}"
    folder = course / "submitted" / student / NAME
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, folder / f"{NAME}.ipynb")
    (folder / "timestamp.txt").write_text(time)


def close_gate(course: Path) -> None:
    """Hold up the grading of two students at its last step, until the gate is opened: the run is in the middle."""
    with (course / "nbgrader_config.py").open("a") as config:
        config.write(GATE)


def at_gate(course: Path) -> set[str]:
    """Return whose grading waits, or has waited, at the gate."""
    return {path.name.removeprefix("gate-") for path in course.glob("gate-*")}


def open_gate(course: Path) -> None:
    """Let all of them be graded to the end."""
    (course / "gate").touch()


def scores(database: str) -> dict[str, float]:
    """Return everybody's points so far; a student who stood there twice would be noticed."""
    with Gradebook(database) as gradebook:
        submissions = gradebook.assignment_submissions(NAME)
        found = {submission.student.id: submission.score for submission in submissions}
        assert len(found) == len(submissions)
    return found
