"""Grading in shares: everyone once, the same marks as ever, whatever happens to the run in the middle."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .course import (
    COLUMN,
    NAME,
    SCORES,
    WORK,
    at_gate,
    close_gate,
    environment,
    hand_in,
    open_gate,
    scores,
    set_up,
)
from .postgres import server

PATIENCE = 600  # seconds for what takes about 30


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    course = tmp_path_factory.mktemp("template") / "course"
    set_up(course)
    for student, (work, _) in WORK.items():
        hand_in(course, student, work)
    return course


@pytest.fixture
def course(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "course")


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    with server() as address:
        yield address


def sqlite(course: Path) -> str:
    return f"sqlite:///{course}/gradebook.db"


def start(
    course: Path, *options: str, database: str | None = None, **variables: str
) -> subprocess.Popen[str]:
    """Start grading; what it and its processes say is added to a file in the course's folder."""
    with (course / "said.txt").open("a") as said:
        return subprocess.Popen(
            [sys.executable, "-m", "grading.shards", NAME, *options],
            cwd=course,
            env=environment(database) | variables,
            stdout=said,
            stderr=said,
            text=True,
            start_new_session=True,
        )


def said(course: Path) -> str:
    return (course / "said.txt").read_text()


def times_graded(course: Path) -> Counter[str]:
    """Return how often each student's submission was graded to its end."""
    return Counter(re.findall(r"^(\w+) is graded", said(course), re.MULTILINE))


def finished(course: Path) -> set[str]:
    return {mark.parent.parent.name for mark in course.glob(f"autograded/*/{NAME}/.graded")}


def wait_until(course: Path, true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, said(course)
        time.sleep(0.05)


def start_to_the_middle(course: Path, database: str | None = None) -> subprocess.Popen[str]:
    """Start a run by two processes that have each graded one student and hold the other one's work."""
    close_gate(course)
    run = start(course, "--jobs", "2", database=database)
    wait_until(course, lambda: at_gate(course) == {"s3", "s4"})
    assert finished(course) == {"s1", "s2"}
    return run


def test_all_are_graded_once_by_two_processes_on_sqlite(course: Path) -> None:
    assert start(course, "--jobs", "2").wait(PATIENCE) == 0, said(course)
    assert scores(sqlite(course)) == SCORES
    assert times_graded(course) == dict.fromkeys(WORK, 1)
    assert f"4 of 4 submissions of {NAME} are graded." in said(course)

    # Started again, it has nothing to do; after a second hand-in it has one.
    hand_in(course, "s4", WORK["s1"][0], "2026-03-02 12:00:00 UTC")
    assert start(course, "--jobs", "2").wait(PATIENCE) == 0, said(course)
    assert scores(sqlite(course)) == SCORES | {"s4": 5.0}
    assert times_graded(course) == dict.fromkeys(WORK, 1) | {"s4": 2}


def test_a_killed_run_goes_on_where_it_was(course: Path) -> None:
    run = start_to_the_middle(course)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait(PATIENCE)
    stamps = {student: mark_time(course, student) for student in ("s1", "s2")}

    open_gate(course)
    assert start(course, "--jobs", "2").wait(PATIENCE) == 0, said(course)
    assert scores(sqlite(course)) == SCORES
    assert {student: mark_time(course, student) for student in stamps} == stamps
    assert "locked" not in said(course)


def mark_time(course: Path, student: str) -> int:
    return (course / "autograded" / student / NAME / ".graded").stat().st_mtime_ns


def test_what_outlives_a_killed_run_is_waited_for(course: Path) -> None:
    run = start_to_the_middle(course)
    run.kill()  # its two nbgrader processes go on
    run.wait(PATIENCE)

    again = start(course, "--jobs", "2")
    wait_until(course, lambda: "Waiting: processes of an earlier run" in said(course))
    open_gate(course)
    assert again.wait(PATIENCE) == 0, said(course)
    assert times_graded(course) == dict.fromkeys(WORK, 1)
    assert scores(sqlite(course)) == SCORES


def test_a_second_hand_in_whose_grading_was_cut_off_is_not_taken_for_graded(course: Path) -> None:
    """The gradebook still holds the first scores, and nbgrader would pass over the half-written folder."""
    only = ("--jobs", "1", "--shares", "4", "--share", "1")
    assert start(course, *only).wait(PATIENCE) == 0, said(course)
    hand_in(course, "s2", WORK["s3"][0], "2026-03-02 12:00:00 UTC")
    half_written = course / "autograded" / "s2" / NAME
    (half_written / ".graded").unlink()
    (half_written / "timestamp.txt").chmod(0o644)
    (half_written / "timestamp.txt").write_text("2026-03-02 12:00:00 UTC")

    assert start(course, *only).wait(PATIENCE) == 0, said(course)
    assert scores(sqlite(course))["s2"] == SCORES["s3"]


def test_the_gradebook_on_a_real_postgresql_server(course: Path, postgres: str, tmp_path: Path) -> None:
    again = tmp_path / "again"
    set_up(again, postgres)
    shutil.copytree(course / "submitted", again / "submitted")
    run = start_to_the_middle(again, postgres)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait(PATIENCE)

    open_gate(again)
    assert start(again, "--jobs", "2", database=postgres).wait(PATIENCE) == 0, said(again)
    assert scores(postgres) == SCORES
    assert not (again / "gradebook.db").exists()


def test_a_submission_that_stays_ungraded_is_named(course: Path) -> None:
    """A file stands where the folder of a graded submission should; the others are graded all the same."""
    for student in ("s3", "s4"):
        shutil.rmtree(course / "submitted" / student)
    (course / "autograded").mkdir()
    (course / "autograded" / "s2").touch()

    assert start(course, "--jobs", "1").wait(PATIENCE) == 1
    assert "1 of 2 submissions" in said(course)
    assert "Not graded: s2." in said(course)
    assert scores(sqlite(course))["s1"] == SCORES["s1"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing"], "nobody has handed in 'nothing'"),
        ([NAME, "--shares", "3", "--share", "3"], "there is no share 3: with --shares 3 they are 0 to 2"),
        ([NAME, "--shares", "0"], "there is no share 0"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(course: Path, arguments: list[str], words: str) -> None:
    command = [sys.executable, "-m", "grading.shards", *arguments]
    done = subprocess.run(command, cwd=course, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert words in done.stderr


def test_the_column_is_half_right() -> None:
    """The planted mistake that the shares must mark alike."""
    assert SCORES["s2"] == SCORES["s1"] - 1.0
    assert WORK["s2"][0][0] == COLUMN
