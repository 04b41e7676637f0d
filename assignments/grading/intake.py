"""Receive a submission: whatever came in, nbgrader afterwards finds a notebook that it can grade.

What is graded is always the released notebook with the student's own cells filled in. So it does not matter to the
grading whether cells were deleted, copied, moved or stripped of their marks, and nothing but sources gets through. What
had to be mended is said in a note on top of the notebook and in the log; the file that was handed in is kept beside, as
``<name>.ipynb.as-submitted``.
"""

import os
import secrets
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader.utils import parse_utc
from traitlets.log import get_logger

from grading.cells import grade_id, is_answer, match

LARGEST = 20_000_000  # bytes of a file that is read at all; outputs, which are dropped, may take most of it
LONGEST = 500_000  # characters in all cells; the released notebooks have about 10 000
KEPT = ".as-submitted"
NOTE = "**A note from the grading.** {reasons} What was handed in is kept; your teacher can read it."

NO_FILE = "What was handed in is no file of its own, and was not read."
TOO_LARGE = "The notebook has {size:.1f} MB, more than the {limit:.1f} MB that are accepted; it was not run."
TOO_LONG = "The notebook has {size} characters, more than the {limit} that are accepted; it was not run."
UNREADABLE = "The file could not be read as a notebook ({problem}), so nothing in it was graded."
UNMARKED = "The marks of {count} cells had been removed; the cells were recognised without them: {names}."
COPIED = "There were {count} copies of cells; the first counts, the copies are run where they stand: {names}."
ANSWERS_MISSING = "{count} cells for answers had been deleted and were put back empty: {names}."
CHECKS_MISSING = "{count} cells with checks had been deleted and were put back: {names}."


class Unusable(ValueError):
    """The file is no notebook that can be graded; the message says why, in words for the student."""


def receive(assignment: str, student: str, notebooks: Sequence[str]) -> None:
    """Mend a student's submission in place; nbgrader calls this before it grades one.

    Parameters
    ----------
    assignment, student : str
        What nbgrader was asked to grade; may be a pattern, so the paths tell whose work it is.
    notebooks : sequence of str
        The paths of the submission's notebooks, ``.../submitted/<student>/<assignment>/<name>.ipynb``.
    """
    for path in map(Path, notebooks):
        complete(path.parent)
        released = path.parents[3] / "release" / path.parent.name / path.name
        if not released.exists():
            continue
        reasons = receive_notebook(path, released)
        if reasons:
            get_logger().warning("%s, %s: %s", path.parent.parent.name, path.name, " ".join(reasons))


def complete(folder: Path) -> None:
    """See to it that nbgrader finds what it wants beside the notebook, and no link to anywhere else."""
    for path in folder.iterdir():
        if path.is_symlink() and path.suffix != ".ipynb":
            path.unlink()
    secret, stamp = folder / "submission_secret.txt", folder / "timestamp.txt"
    if not secret.is_file():
        secret.write_text(secrets.token_hex(64))
    try:
        parse_utc(stamp.read_text(encoding="utf-8").strip())
    except (FileNotFoundError, ValueError):
        stamp.write_text(f"{datetime.fromtimestamp(folder.stat().st_mtime, UTC):%Y-%m-%d %H:%M:%S.%f} UTC")


def receive_notebook(path: Path, released: Path) -> list[str]:
    """Replace a file by the released notebook with the student's own cells, and return what had to be mended."""
    pattern = nbformat.read(released, as_version=4)
    try:
        reasons = fill(pattern, read(path))
    except Unusable as problem:
        reasons = [str(problem)]
    if reasons:
        keep(path)
        pattern.cells.insert(0, new_markdown_cell(NOTE.format(reasons=" ".join(reasons))))
    else:
        pattern.cells[:0] = earlier_note(path)
    replacement = path.with_name(path.name + ".new")
    nbformat.write(pattern, replacement)
    os.replace(replacement, path)  # whoever owns the file and whatever it is, a link too
    return reasons


def earlier_note(path: Path) -> list[NotebookNode]:
    """Return the note of an earlier time, if this submission was mended before and is graded again."""
    if not path.with_name(path.name + KEPT).exists():
        return []
    first = nbformat.read(path, as_version=4).cells[:1]
    return [cell for cell in first if cell.source.startswith(NOTE.split("{")[0])]


def read(path: Path) -> NotebookNode:
    """Return the notebook, valid and of the current format.

    Raises
    ------
    Unusable
        If it is too large or no notebook.
    """
    if path.is_symlink() or not path.is_file():
        raise Unusable(NO_FILE)
    size = path.stat().st_size
    if size > LARGEST:
        raise Unusable(TOO_LARGE.format(size=size / 1e6, limit=LARGEST / 1e6))
    try:
        notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
        nbformat.validate(notebook)
        length = sum(len(cell.source) for cell in notebook.cells)
    # nbformat has no one error for what is JSON, but not that of a notebook.
    except (
        AttributeError,
        KeyError,
        TypeError,
        ValueError,
        RecursionError,
        nbformat.ValidationError,
    ) as problem:
        lines = str(problem).splitlines() or [type(problem).__name__]
        raise Unusable(UNREADABLE.format(problem=lines[0][:100])) from problem
    if length > LONGEST:
        raise Unusable(TOO_LONG.format(size=length, limit=LONGEST))
    return notebook


def fill(pattern: NotebookNode, submitted: NotebookNode) -> list[str]:
    """Put the student's cells into the released notebook, and return what had to be mended."""
    matched = match(pattern.cells, submitted.cells)
    cells: list[NotebookNode] = list(matched.before)
    missing = []
    for place, cell in enumerate(pattern.cells):
        own = matched.own.get(place)
        if own is None:
            missing.append(cell)
        elif not cell.metadata.get("nbgrader", {}).get("locked"):
            cell.source = own.source
            if cell.cell_type == "markdown" and "attachments" in own:
                cell.attachments = own.attachments
        cells += [cell, *matched.after.get(place, ())]
    pattern.cells = cells
    answers = [grade_id(cell) for cell in missing if is_answer(cell)]
    checks = [grade_id(cell) for cell in missing if grade_id(cell) and not is_answer(cell)]
    found = (
        (UNMARKED, matched.unmarked),
        (COPIED, matched.copied),
        (ANSWERS_MISSING, answers),
        (CHECKS_MISSING, checks),
    )
    return [text.format(count=len(names), names=", ".join(names)) for text, names in found if names]


def keep(path: Path) -> None:
    """Keep what was handed in beside what is graded; the first copy is the original and stays."""
    original = path.with_name(path.name + KEPT)
    if not os.path.lexists(original) and (path.is_symlink() or path.is_file()):
        shutil.copy2(path, original, follow_symlinks=False)
