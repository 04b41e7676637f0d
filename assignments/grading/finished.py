"""Tell a submission that is graded to its end from one whose grading was cut off.

nbgrader takes a folder in ``autograded/`` for a graded submission, also one that a killed run has left half written,
and the gradebook may still hold the scores of an earlier hand-in. So the last step of each grading leaves a mark in the
folder, and nbgrader removes the folder, mark and all, before it grades a submission again.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

MARK = ".graded"


def leave_mark(assignment: str, student: str, notebooks: Sequence[str]) -> None:
    """Mark a submission as graded; nbgrader calls this when it has finished with one.

    Parameters
    ----------
    assignment, student : str
        What nbgrader was asked to grade; may be a pattern, so the paths tell whose work it is.
    notebooks : sequence of str
        The paths of the submission's notebooks, ``.../submitted/<student>/<assignment>/<name>.ipynb``.
    """
    for folder in {Path(notebook).parent for notebook in notebooks}:
        root, name, who = folder.parents[2], folder.name, folder.parent.name
        (autograded(root, name, who) / MARK).touch()
        graded = len(list(root.glob(f"autograded/*/{name}/{MARK}")))
        print(
            f"{who} is graded, as {graded} of {len(list(root.glob(f'submitted/*/{name}')))} are.", flush=True
        )


def autograded(root: Path, assignment: str, student: str) -> Path:
    """Return the folder of a graded submission."""
    return root / "autograded" / student / assignment


def is_graded(root: Path, assignment: str, student: str) -> bool:
    """Return whether what the student handed in last is graded to its end."""
    graded = autograded(root, assignment, student)
    return (graded / MARK).exists() and time_of(graded) == time_of(root / "submitted" / student / assignment)


def time_of(submission: Path) -> str:
    """Return when a submission was handed in, as collecting has noted it; nothing if it was laid there by hand."""
    stamp = submission / "timestamp.txt"
    return stamp.read_text().strip() if stamp.exists() else ""


def forget(root: Path, assignment: str, student: str) -> None:
    """Remove what is left of a grading that did not come to its end, so that nbgrader starts it afresh."""
    shutil.rmtree(autograded(root, assignment, student), ignore_errors=True)
