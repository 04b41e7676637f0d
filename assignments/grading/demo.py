"""Play a whole course cycle with a made-up class: ``python -m grading.demo FOLDER``.

It copies the course into a new folder, and there does what a teacher does, one command after the other, and prints
each: class list, assignment, release, submissions, grading, a mark by hand, feedback, grades. The gradebook stays, to
look at.
"""

import argparse
import csv
import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from grading.planted import PLANTED, handed_in

HERE = Path(__file__).resolve().parent.parent
PARTS = ("grading", "questions", "source", "templates", "nbgrader_config.py")
COURSE = "matrix-calculus"
LOOK = """
  The gradebook; under "Manual Grading", the derivations that still wait to be marked by hand:
      cd {folder} && {opening}
  What a student gets back; open it in a browser:
      {folder}/{feedback}
  The grades, as Canvas, Moodle and a spreadsheet take them:
      {folder}/grades-*.csv
"""


class Demonstration:
    """A course in a folder of its own, with a class of numbered students.

    Parameters
    ----------
    folder : pathlib.Path
        Where; it must not be there yet, unless an earlier demonstration made it.
    students : int
        How many there are.
    assignment : str
        What they work on.
    """

    def __init__(self, folder: Path, students: int, assignment: str) -> None:
        self.root = folder.resolve()
        self.assignment = assignment
        self.students = [f"student-{number:02}" for number in range(1, students + 1)]
        self.begun = time.monotonic()

    def say(self, text: str) -> None:
        """Print a line, with the seconds since the beginning."""
        print(f"[{time.monotonic() - self.begun:4.0f} s] {text}", flush=True)

    def run(self, *arguments: str, folder: Path | None = None) -> None:
        """Run a command as a teacher types it in the course folder, or a student in another one."""
        self.say("$ " + " ".join(("python", "-m", *arguments) if arguments[0] != "nbgrader" else arguments))
        own = {"MCALC_GRADEBOOK", "MCALC_EXCHANGE"}  # the real course's
        env = {name: value for name, value in os.environ.items() if name not in own}
        # All of the class have one account here, the one of whoever looks on.
        env |= {"JUPYTER_DATA_DIR": str(self.root / "jupyter"), "MCALC_ONE_ACCOUNT": "1"}
        command = [sys.executable, "-m", *arguments]
        done = subprocess.run(
            command, cwd=folder or self.root, env=env, capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.exit(f"This command failed:\n{done.stdout}{done.stderr}")
        warnings = re.findall(r"^\[AutogradeApp \| WARNING\] (.+)", done.stdout + done.stderr, re.MULTILINE)
        for line in [
            *warnings,
            *(() if arguments[0] == "nbgrader" else re.findall(r"^(?!\[).+", done.stdout, re.MULTILINE)),
        ]:
            print(f"         {line}")

    def set_up(self) -> None:
        """Copy the course and import a class list."""
        if self.root.exists():
            if not (self.root / "class.csv").exists():
                sys.exit(f"{self.root} is there already, and is no demonstration: name another folder.")
            shutil.rmtree(self.root)
        self.root.mkdir(parents=True)
        for part in PARTS:
            source = HERE / part
            copy = shutil.copytree if source.is_dir() else shutil.copy
            copy(source, self.root / part)
        with (self.root / "class.csv").open("w", newline="", encoding="utf-8") as file:
            rows = [
                [name, "Student", name[-2:], f"{name}@example.org", 1000 + number]
                for number, name in enumerate(self.students)
            ]
            csv.writer(file).writerows([["id", "first_name", "last_name", "email", "lms_user_id"], *rows])
        self.run("grading.roster", "class.csv")

    def release(self) -> None:
        """Make the student version and put it where students fetch it."""
        (self.root / "exchange").mkdir(mode=0o777)
        (self.root / "exchange").chmod(0o777)
        self.run("nbgrader", "generate_assignment", self.assignment)
        self.run("nbgrader", "release_assignment", self.assignment)

    def hand_in(self) -> None:
        """Let the first student fetch and submit by nbgrader's commands, and the others in the same way by copying."""
        first, *others = self.students
        desk = self.root / "students" / first
        desk.mkdir(parents=True)
        settings = [f"--CourseDirectory.course_id={COURSE}", f"--Exchange.root={self.root / 'exchange'}"]
        self.run("nbgrader", "fetch_assignment", self.assignment, *settings, folder=desk)
        self._write(0, desk / self.assignment)
        self.run("nbgrader", "submit", self.assignment, f"--student={first}", *settings, folder=desk)
        inbound = self.root / "exchange" / COURSE / "inbound"
        handed = datetime.now(UTC)
        for number, name in enumerate(others, start=1):
            stamp = f"{handed + timedelta(seconds=number):%Y-%m-%d %H:%M:%S.%f} UTC"
            folder = inbound / f"{name}+{self.assignment}+{stamp}+demonstration"
            folder.mkdir()
            self._write(number, folder)
            (folder / "timestamp.txt").write_text(stamp)
            (folder / "submission_secret.txt").write_text(secrets.token_hex(64))
        self.say(f"{len(self.students)} students have handed in")

    def _write(self, number: int, folder: Path) -> None:
        """Write a student's notebook: everything right but the mistakes that this student makes."""
        name = f"{self.assignment}.ipynb"
        notebook = nbformat.read(self.root / "source" / self.assignment / name, as_version=4)
        planted = PLANTED[self.assignment]
        mistakes = {p.cell: p.source for place, p in enumerate(planted) if number % (place + 2) == 1}
        if number == len(self.students) - 1:
            mistakes[planted[-1].cell] = "while True:\n    pass"  # somebody always does
        nbformat.write(handed_in(notebook, mistakes), folder / name)

    def grade(self) -> None:
        """Collect, grade, and mark one derivation by hand."""
        self.run("nbgrader", "collect", self.assignment)
        self.run("grading.shards", self.assignment)
        with Gradebook(f"sqlite:///{self.root / 'gradebook.db'}", COURSE) as gradebook:
            submission = gradebook.find_submission(self.assignment, self.students[0])
            (grade,) = (g for n in submission.notebooks for g in n.grades if g.needs_manual_grade)
            (comment,) = (c for n in submission.notebooks for c in n.comments if c.name == grade.name)
            grade.manual_score, grade.needs_manual_grade = grade.max_score - 1, False
            comment.manual_comment = "Clear. Say as well why you may divide by $h$."
            gradebook.db.commit()
            self.say(
                f"a teacher has marked {grade.name} of {self.students[0]}: {grade.manual_score:g} points"
            )

    def give_back(self) -> None:
        """Write the feedback, put it where students fetch it, and export the grades."""
        self.run("nbgrader", "generate_feedback", self.assignment)
        self.run("nbgrader", "release_feedback", self.assignment)
        for form in ("plain", "canvas", "moodle"):
            self.run("nbgrader", "export", f"--GradesExport.form={form}", "--to", f"grades-{form}.csv")
        print((self.root / "grades-plain.csv").read_text())

    def play(self) -> None:
        """Do all of it."""
        for act in (self.set_up, self.release, self.hand_in, self.grade, self.give_back):
            act()
        self.say("The whole course has been played. What to look at:")
        as_root = " --allow-root" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
        opening = f"{sys.executable} -m jupyter lab --LabApp.default_url=/formgrader{as_root}"
        feedback = f"feedback/{self.students[1]}/{self.assignment}/{self.assignment}.html"
        print(LOOK.format(folder=self.root, opening=opening, feedback=feedback))


def main(arguments: Sequence[str] | None = None) -> int:
    """Play the cycle from the command line."""
    parser = argparse.ArgumentParser(prog="python -m grading.demo", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--students", type=int, default=12)
    parser.add_argument("--assignment", default="diagnostic", choices=sorted(PLANTED))
    options = parser.parse_args(arguments)
    Demonstration(options.folder, options.students, options.assignment).play()
    return 0


if __name__ == "__main__":
    sys.exit(main())
