"""A course in a folder of its own, as a teacher has it, and what the tests ask of it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook

REPOSITORY = Path(__file__).resolve().parent.parent.parent
ASSIGNMENTS = REPOSITORY / "assignments"
NAMES = tuple(sorted(folder.name for folder in (ASSIGNMENTS / "source").iterdir()))
PARTS = ("grading", "questions", "source", "templates", "nbgrader_config.py")


@dataclass(frozen=True)
class Course:
    """A course folder."""

    root: Path

    @property
    def database(self) -> str:
        return f"sqlite:///{self.root / 'gradebook.db'}"

    def run(self, *arguments: str, status: int = 0, **environment: str) -> str:
        """Run a Python module in the course folder, nbgrader for one; return all that it prints."""
        own = {"MCALC_GRADEBOOK", "MCALC_EXCHANGE"}
        env = {name: value for name, value in os.environ.items() if name not in own} | environment
        done = subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=self.root,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        assert done.returncode == status, done.stdout[-5000:]
        return done.stdout

    def source(self, assignment: str) -> NotebookNode:
        return nbformat.read(self.root / "source" / assignment / f"{assignment}.ipynb", as_version=4)

    def released(self, assignment: str) -> NotebookNode:
        return nbformat.read(self.root / "release" / assignment / f"{assignment}.ipynb", as_version=4)

    def submit(self, student: str, assignment: str, handed_in: NotebookNode | bytes) -> Path:
        """Put a submission where `nbgrader collect` puts it."""
        path = self.root / "submitted" / student / assignment / f"{assignment}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        data = handed_in if isinstance(handed_in, bytes) else json.dumps(handed_in).encode()
        path.write_bytes(data)
        return path

    def marks(self, assignment: str) -> Mapping[str, Mapping[str, float | None]]:
        """Return the points of every graded cell, by student; None where a person has to mark."""
        with Gradebook(self.database) as gradebook:
            return {
                submission.student.id: {
                    grade.cell.name: None if grade.needs_manual_grade else grade.score
                    for notebook in submission.notebooks
                    for grade in notebook.grades
                }
                for submission in gradebook.assignment_submissions(assignment)
            }

    def graded(self, student: str, assignment: str) -> NotebookNode:
        return nbformat.read(
            self.root / "autograded" / student / assignment / f"{assignment}.ipynb", as_version=4
        )

    def said(self, student: str, assignment: str) -> dict[str, str]:
        """Return what the student is told at each judged cell."""
        found = {}
        for cell in self.graded(student, assignment).cells:
            texts = [o.data.get("text/markdown", "") for o in cell.get("outputs", ()) if "data" in o]
            name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            if any(texts):
                found[name] = "".join(texts)
        return found

    def note(self, student: str, assignment: str) -> str:
        """Return the note on top of the graded notebook, if there is one."""
        first = self.graded(student, assignment).cells[0].source
        return first if first.startswith("**A note") else ""


def new_course(root: Path, assignments: str) -> Course:
    """Copy the course into a folder and generate the student versions of these assignments; a star for all."""
    root.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        source = ASSIGNMENTS / part
        ignored = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
        if source.is_dir():
            shutil.copytree(source, root / part, ignore=ignored)
        else:
            shutil.copy(source, root)
    course = Course(root)
    course.run("nbgrader", "generate_assignment", assignments)
    return course
