"""Grade a class on all cores: nbgrader runs once for each share of the students, as many at a time as there are cores.

One nbgrader process grades its students one after the other; joblib starts the processes and waits for them. A run
that was stopped, however rudely, goes on where it was when it is started again:
``python -m grading.shards part-1-one-neuron``.

With ``--shares 8`` it grades one share of eight, by itself: the one that ``--share`` names or Kubernetes has put into
JOB_COMPLETION_INDEX.
"""

import argparse
import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from joblib import Parallel, delayed

from grading.finished import forget, is_graded
from grading.intake import provide
from grading.settings import database

ROOT = Path(__file__).resolve().parent.parent
WAITING = "Waiting: processes of an earlier run still grade {name}. (To end them, stop `nbgrader autograde`.)"


def submitters(assignment: str, root: Path = ROOT) -> list[str]:
    """Return who has handed the assignment in."""
    return sorted(folder.parent.name for folder in root.glob(f"submitted/*/{assignment}"))


def deal(students: Sequence[str], count: int) -> list[list[str]]:
    """Deal students out to `count` shares of nearly one size.

    Examples
    --------
    >>> deal(["a", "b", "c"], 2)
    [['a', 'c'], ['b']]
    """
    return [list(students[start::count]) for start in range(count)]


def command(assignment: str, share: Sequence[str], everyone: Sequence[str]) -> list[str]:
    """Return nbgrader's command for one share: all others are left out by name, so that ids may look as they like."""
    others = ",".join(sorted(set(everyone) - set(share)))
    leave_out = [f"--CourseDirectory.student_id_exclude={others}"] if others else []
    return [sys.executable, "-m", "nbgrader", "autograde", assignment, "--log-level=WARN", *leave_out]


def patient(address: str) -> str:
    """Return the address of the gradebook such that processes wait a minute for their turn at an SQLite file, not 5 s.

    Examples
    --------
    >>> patient("sqlite:////course/gradebook.db")
    'sqlite:////course/gradebook.db?timeout=60'
    >>> patient("postgresql+psycopg://host/course")
    'postgresql+psycopg://host/course'
    """
    return f"{address}?timeout=60" if address.startswith("sqlite:") and "?" not in address else address


@contextmanager
def alone(name: str, root: Path) -> Iterator[int]:
    """Hold the lock of a piece of grading; wait for it if need be.

    The processes of a run inherit the lock. So it is held as long as one of them lives, even if the run itself was
    killed, and a new run does not grade what they are still at.
    """
    with (root / f".{name}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(WAITING.format(name=name), flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield file.fileno()


def grade(
    assignment: str, jobs: int, root: Path = ROOT, share: tuple[int, int] = (0, 1)
) -> tuple[list[str], list[str]]:
    """Grade what is not graded yet, or was handed in again since.

    Parameters
    ----------
    assignment : str
        Its name.
    jobs : int
        How many nbgrader processes at a time.
    root : pathlib.Path, optional
        The course folder.
    share : tuple of int, optional
        Which share of how many; the whole class by default.

    Returns
    -------
    tuple of list of str
        Whose submissions these are, and whose is still not graded: nobody's when all went well.
    """
    number, count = share
    everyone = submitters(assignment, root)
    mine = deal(everyone, count)[number]
    with alone(f"{assignment}-{number}-of-{count}", root) as lock:
        unfinished = [student for student in mine if not is_graded(root, assignment, student)]
        for student in unfinished:
            forget(root, assignment, student)
            if mended := provide(root / "submitted" / student / assignment):
                print(f"{student}: {' '.join(mended)}", flush=True)
        commands = [command(assignment, part, everyone) for part in deal(unfinished, jobs) if part]
        surroundings = os.environ | {"MCALC_GRADEBOOK": patient(database(root))}
        Parallel(n_jobs=jobs, prefer="threads")(
            delayed(subprocess.run)(line, cwd=root, env=surroundings, pass_fds=[lock], check=False)
            for line in commands
        )
    return mine, [student for student in mine if not is_graded(root, assignment, student)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Grade an assignment from the command line; exit with 1 and the names if a submission is left ungraded."""
    parser = argparse.ArgumentParser(prog="python -m grading.shards", description=__doc__)
    parser.add_argument("assignment")
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, help="processes at a time (default: all cores)"
    )
    parser.add_argument(
        "--shares", type=int, default=1, help="grade one share of so many (default: the whole class)"
    )
    number = os.environ.get("JOB_COMPLETION_INDEX", "0")
    parser.add_argument(
        "--share", type=int, default=int(number), help="which one, from 0 (default: %(default)s)"
    )
    options = parser.parse_args(arguments)
    name, last = options.assignment, options.shares - 1
    if not 0 <= options.share <= last:
        parser.error(
            f"there is no share {options.share}: with --shares {options.shares} they are 0 to {last}"
        )
    if not submitters(name):
        parser.error(f"nobody has handed in {name!r}: has it been collected, is the name right?")

    students, left = grade(name, options.jobs, share=(options.share, options.shares))
    print(f"{len(students) - len(left)} of {len(students)} submissions of {name} are graded.")
    if left:
        print(f"Not graded: {', '.join(left)}. The lines above say why; when it is mended, start again.")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
