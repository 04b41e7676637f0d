"""Grading a class: submissions a minute with plain `nbgrader autograde`, in one share, and in a share for each core."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ASSIGNMENTS = ROOT / "assignments"
sys.path.insert(0, str(ASSIGNMENTS))

import nbformat  # noqa: E402
from grading.planted import PLANTED, handed_in  # noqa: E402
from nbgrader.api import Gradebook  # noqa: E402

NAME = "part-2-many-variables"
PARTS = ("grading", "questions", "source", "templates", "nbgrader_config.py")
CORES = os.cpu_count() or 1
PLAIN = ("nbgrader", "autograde", NAME)
SHARES = ("grading.shards", NAME, "--jobs")
# What must hold in one and the same run, whatever the machine.
TWICE = (1.6, 2.4)  # time of all submissions, in times of half of them
SPEED_UP = 0.65  # at least this part of the number of cores, up to four


def quiet(course: Path, *module: str) -> None:
    """Run a module in the course folder; show what it says if it fails."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith("MCALC_")}
    command = [sys.executable, "-m", *module]
    done = subprocess.run(command, cwd=course, env=mine, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr[-3000:])


def make_course(course: Path, students: int) -> None:
    """Lay out the course with one assignment, handed in by everybody: each with another of the typical mistakes."""
    for part in PARTS:
        place = ASSIGNMENTS / part
        if place.is_dir():
            shutil.copytree(place, course / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(place, course)
    quiet(course, "nbgrader", "generate_assignment", NAME)
    for number in range(students):
        mistake = PLANTED[NAME][number % len(PLANTED[NAME])]
        source = nbformat.read(course / "source" / NAME / f"{NAME}.ipynb", as_version=4)
        work = handed_in(source, {mistake.cell: mistake.source})
        path = course / "submitted" / f"s{number:03}" / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(work, path)


def timed(template: Path, count: int, module: Sequence[str]) -> tuple[float, dict[str, float]]:
    """Grade the first `count` submissions of a fresh copy of the course; return the seconds and the scores."""
    with tempfile.TemporaryDirectory() as scratch:
        course = Path(shutil.copytree(template, Path(scratch) / "course"))
        for folder in sorted((course / "submitted").iterdir())[count:]:
            shutil.rmtree(folder)
        start = time.perf_counter()
        quiet(course, *module)
        seconds = time.perf_counter() - start
        with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
            return seconds, {s.student.id: s.score for s in gradebook.assignment_submissions(NAME)}


def main() -> int:
    """Measure and print; exit with 1 if a ratio is out of its bounds, or two ways of grading do not agree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=60)
    students = parser.parse_args().students
    half = students // 2
    with tempfile.TemporaryDirectory() as scratch:
        template = Path(scratch) / "course"
        template.mkdir()
        make_course(template, students)
        plain, expected = timed(template, students, PLAIN)
        one, by_one = timed(template, students, (*SHARES, "1"))
        cores, by_cores = timed(template, students, (*SHARES, str(CORES)))
        fewer, _ = timed(template, half, (*SHARES, str(CORES)))

    rows = (
        ("plain nbgrader autograde", students, plain),
        ("shards, one worker", students, one),
        (f"shards, all cores ({CORES})", students, cores),
        (f"shards, all cores ({CORES})", half, fewer),
    )
    for name, count, seconds in rows:
        speed, ratio = 60 * count / seconds, plain / seconds * count / students
        print(f"{name:32} {count:3} submissions {seconds:7.1f} s {speed:6.1f} a minute {ratio:6.2f} x plain")
    least = SPEED_UP * min(CORES, 4)
    agree = len(expected) == students and expected == by_one == by_cores
    checks = (
        (f"all cores against one worker: {one / cores:.2f}, at least {least:.2f}", one / cores >= least),
        (f"{students} against {half}: {cores / fewer:.2f} of the time, {TWICE[0]} to {TWICE[1]}",
         TWICE[0] <= cores / fewer <= TWICE[1]),
        ("everybody graded once, and alike in all three ways", agree),
    )  # fmt: skip
    for words, held in checks:
        print(f"{words:80} {'ok' if held else 'OVER'}")
    return 0 if all(held for _, held in checks) else 1


if __name__ == "__main__":
    sys.exit(main())
