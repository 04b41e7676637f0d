"""Hostile submissions, graded in one run in the sandbox: each gets its due, and no other is touched."""

import hashlib
import json
import os
import shutil
import socket
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from course import ASSIGNMENTS, Course
from grading.sandbox import why_not
from grading.tasks import tasks_of
from hostile import ASSIGNMENT, HOSTILE, RIGHT_CODE, SECONDS, due, instead
from hostile_class import Grading, handed_in_by_all

SANDBOX = not why_not("bwrap")
# A submission that looks around; what it has found stands in its output.
SNOOP = """
    import os, sys
    looked = {looked!r}
    found = [path for path in looked if os.path.exists(path)]
    for folder, folders, files in os.walk("/tmp"):
        if not folder.startswith(sys.prefix):  # packages bring notebooks of their own
            found += [os.path.join(folder, name) for name in files if name.endswith((".ipynb", ".db"))]
    found += [name for name in os.environ if name.startswith("SECRET")]
    print("FOUND", found)
    answer_1 = "3x^2 - 4"
"""
SPOIL = """
    import os, signal
    failed = []
    for path in {spoiled!r}:
        try:
            open(path, "w").write("spoiled")
        except OSError as problem:
            failed.append(path)
    try:
        os.kill({process}, signal.SIGKILL)
    except OSError:
        failed.append("kill")
    print("FAILED", len(failed))
    answer_2 = "2t cos(t) - t^2 sin(t)"
"""
CALL = """
    import socket
    try:
        socket.create_connection(("127.0.0.1", {port}), timeout=2).close()
        print("CALLED")
    except OSError as problem:
        print("NO NETWORK")
    answer_3 = "5 cos(5x + 2)"
"""


@contextmanager
def listening() -> Iterator[socket.socket]:
    """Listen on this machine, to see whether anybody calls."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        yield server


def snooping(course: Course, port: int) -> nbformat.NotebookNode:
    secrets = [
        course.root / "gradebook.db",
        course.root / "questions" / "diagnostic.py",
        course.root / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb",
        course.root / "submitted" / "honest" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb",
        course.root / "nbgrader_config.py",
        Path.home() / ".bashrc",
    ]
    spoiled = [*secrets[:4], ASSIGNMENTS / "spoiled.txt", Path("/etc/spoiled")]
    change = instead(
        power=textwrap.dedent(SNOOP).format(looked=[str(path) for path in secrets]),
        product=textwrap.dedent(SPOIL).format(spoiled=[str(path) for path in spoiled], process=os.getpid()),
        chain=textwrap.dedent(CALL).format(port=port),
        code=RIGHT_CODE,
    )
    notebook = change(course.source(ASSIGNMENT))
    assert isinstance(notebook, nbformat.NotebookNode)
    return notebook


@pytest.fixture(scope="module")
def grading(course: Course) -> Iterator[Grading]:
    """Hand in and grade everything."""
    with handed_in_by_all(course, HOSTILE) as found_by:
        elsewhere = course.root.parent / "solutions.ipynb"
        nbformat.write(course.source(ASSIGNMENT), elsewhere)
        linked = course.submit("linked", ASSIGNMENT, b"")
        linked.unlink()
        linked.symlink_to(elsewhere)
        with listening() as server:
            if SANDBOX:  # without one, this submission would do what it tries
                course.submit("snooping", ASSIGNMENT, snooping(course, server.getsockname()[1]))
            said = course.run("nbgrader", "autograde", ASSIGNMENT, SECRET_PASSWORD="x")
            with pytest.raises(TimeoutError):
                server.accept()
        yield Grading(said, *found_by)


@pytest.fixture(scope="module")
def log(grading: Grading) -> str:
    """What the teacher reads."""
    return grading.said


def test_every_submission_is_graded(course: Course, log: str) -> None:
    extra = {"linked", "snooping"} if SANDBOX else {"linked"}
    assert set(course.marks(ASSIGNMENT)) == set(HOSTILE) | extra


@pytest.mark.parametrize("name", HOSTILE)
def test_marks_and_lines(course: Course, log: str, name: str) -> None:
    hostile = HOSTILE[name]
    marks = dict(course.marks(ASSIGNMENT)[name])
    marks.pop("diagnostic-derivation")
    assert marks == due(name)
    said = course.said(name, ASSIGNMENT)
    assert set(said) == set(marks)
    for cell, words in hostile.says.items():
        assert words in said[f"{ASSIGNMENT}-{cell}"]
    assert hostile.note in course.note(name, ASSIGNMENT)
    assert bool(hostile.note) == bool(course.note(name, ASSIGNMENT))
    lines = [line for line in log.splitlines() if f"{name}, " in line]
    assert hostile.log in "\n".join(lines)


@pytest.mark.parametrize("name", [name for name, hostile in HOSTILE.items() if hostile.note])
def test_what_was_mended_is_kept(course: Course, log: str, name: str) -> None:
    submitted = course.root / "submitted" / name / ASSIGNMENT
    kept = submitted / f"{ASSIGNMENT}.ipynb.as-submitted"
    original = HOSTILE[name].change(course.source(ASSIGNMENT))
    if isinstance(original, bytes):
        assert hashlib.sha256(kept.read_bytes()).digest() == hashlib.sha256(original).digest()
    else:
        assert [c["source"] for c in json.loads(kept.read_text())["cells"]] == [
            c.source for c in original.cells
        ]
    assert not list((course.root / "autograded" / name).rglob("*.as-submitted"))


def test_a_loop_is_called_a_loop(course: Course, log: str) -> None:
    graded = json.dumps(course.graded("loop-at-top-level", ASSIGNMENT))
    assert f"Interrupted after {SECONDS} s: an endless loop?" in graded


def test_no_output_fills_the_notebook(course: Course, log: str) -> None:
    for name in ("hundred-megabytes-of-output", "much-output", "large-outputs"):
        path = course.root / "autograded" / name / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        assert path.stat().st_size < 200_000
    assert "printed more than" in json.dumps(course.graded("much-output", ASSIGNMENT))


def test_hidden_points_do_not_come_out(course: Course, log: str) -> None:
    cells = course.graded("carrying-points-out", ASSIGNMENT).cells
    # Not the metadata: they hold times, which are numbers too.
    graded = json.dumps([cell.get("outputs") for cell in cells])
    assert "POINTS [" not in graded
    points = [str(arguments[0]) for arguments in tasks_of(ASSIGNMENT)["diagnostic-code"].arguments]
    assert len(points) == 12
    assert not [point for point in points if point in graded]
    assert "its message is not shown" in graded


def test_a_link_is_not_followed(course: Course, log: str) -> None:
    assert sum(course.marks(ASSIGNMENT)["linked"].values(), 0.0) == 0
    assert "no file of its own" in course.note("linked", ASSIGNMENT)


def test_no_process_is_left(grading: Grading) -> None:
    assert not grading.left


def test_the_log_has_lines_and_no_tracebacks(log: str) -> None:
    assert "Traceback" not in log
    assert "never retrieved" not in log
    assert "SAWarning" not in log


def test_nothing_is_seen_spoiled_or_called(course: Course, log: str) -> None:
    if not SANDBOX:
        assert "Submissions run without a sandbox" in log
        assert why_not("bwrap") in log
        return
    printed = [
        o.text
        for c in course.graded("snooping", ASSIGNMENT).cells
        for o in c.get("outputs", ())
        if "text" in o
    ]
    assert "FOUND []\n" in printed
    assert "FAILED 7\n" in printed
    assert "NO NETWORK\n" in printed
    assert {points for cell, points in course.marks(ASSIGNMENT)["snooping"].items()} == {2.0, 3.0, None}
    assert "without a sandbox" not in log
    assert shutil.which("bwrap")
