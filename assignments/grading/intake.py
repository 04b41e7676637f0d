"""Receive a submission: whatever came in, nbgrader afterwards finds a notebook that it can grade.

What is graded is always the released notebook with the student's own cells filled in. So it does not matter to the
grading whether cells were deleted, copied, moved or stripped of their marks, and nothing but sources gets through. What
had to be mended is said in a note on top of the notebook and in the log; the file that was handed in is kept beside, as
``<name>.ipynb.as-submitted``.
"""

import os
import secrets
import shutil
from collections.abc import MutableSequence, Sequence
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
LONGEST_NAME = 100
OPENING = "**A note from the grading.** "
CLOSING = " What was handed in is kept; your teacher can read it."

MISSING = "There is no notebook {name} in what was handed in, so nothing was graded."
RENAMED = "The notebook {name} was taken for {due}: hand it in under that name."
BESIDES = "Handed in besides, and not graded: {names}."
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


def receive(assignment: str, student: str, notebooks: MutableSequence[str]) -> None:
    """Mend a student's submission in place; nbgrader calls this before it grades one.

    Parameters
    ----------
    assignment, student : str
        What nbgrader was asked to grade; may be a pattern, so the paths tell whose work it is.
    notebooks : list of str
        The paths of the submission's notebooks, ``.../submitted/<student>/<assignment>/<name>.ipynb``: nbgrader's own
        list, to which a notebook that had another name is added.
    """
    for folder in sorted({Path(notebook).parent for notebook in notebooks}):
        complete(folder)
        mended = provide(folder)
        for released in released_for(folder):
            path = folder / released.name
            mended += receive_notebook(path, released, besides(folder))
            if path not in map(Path, notebooks):
                notebooks.append(str(path))
        if mended:
            get_logger().warning("%s, %s: %s", folder.parent.name, folder.name, " ".join(mended))


def released_for(folder: Path) -> list[Path]:
    """Return the released notebooks for which a submission stands."""
    return sorted((folder.parents[2] / "release" / folder.name).glob("*.ipynb"))


def provide(folder: Path) -> list[str]:
    """See to it that a submission has the notebooks of the released names, and return what had to be mended.

    A single notebook of another name is taken for the one that is missing, as browsers and people rename what they
    upload. Otherwise the released notebook, unanswered, stands in, so that nbgrader does not pass the submission over.
    """
    reasons = []
    for released in released_for(folder):
        path = folder / released.name
        if os.path.lexists(path):
            continue
        others = unknown(folder)
        if len(others) == 1:
            why = [RENAMED.format(name=shown(others[0].name), due=path.name)]
            others[0].rename(path)
        else:
            why = [MISSING.format(name=path.name), *besides(folder)]
        reasons += receive_notebook(path, released, why)
    return reasons


def unknown(folder: Path) -> list[Path]:
    """Return the notebooks of a submission that have not the name of a released one."""
    names = {released.name for released in released_for(folder)}
    found = (path for path in folder.glob("*.ipynb") if path.name not in names)
    return sorted(path for path in found if path.is_file() and not path.is_symlink())


def besides(folder: Path) -> list[str]:
    """Return what is to say of notebooks that nobody has asked for."""
    names = ", ".join(shown(path.name) for path in unknown(folder))
    return [BESIDES.format(names=names)] if names else []


def shown(name: str) -> str:
    r"""Return a name that somebody has chosen as it may stand in a log or a note: on one line, and not too long.

    Examples
    --------
    >>> print(shown("a\nforged line"))
    'a\nforged line'
    """
    return ascii(name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + "...")


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


def receive_notebook(path: Path, released: Path, known: Sequence[str] = ()) -> list[str]:
    """Replace a file by the released notebook with the student's own cells, and return what had to be mended.

    What is known of it already is said as well; what an earlier time has said stays, and is not returned again.
    """
    pattern = nbformat.read(released, as_version=4)
    earlier = earlier_reasons(path)
    reasons = list(known)
    if os.path.lexists(path):
        try:
            reasons += fill(pattern, read(path))
        except Unusable as problem:
            reasons.append(str(problem))
    reasons = [reason for reason in reasons if reason not in earlier]
    if reasons:
        keep(path)
    if reasons or earlier:
        said = " ".join([earlier, *reasons]).strip()
        pattern.cells.insert(0, new_markdown_cell(OPENING + said + CLOSING))
    replacement = path.with_name(path.name + ".new")
    nbformat.write(pattern, replacement)
    os.replace(replacement, path)  # whoever owns the file and whatever it is, a link too
    return reasons


def earlier_reasons(path: Path) -> str:
    """Return what the note of an earlier time says, if this submission was mended before and is graded again."""
    if not os.path.lexists(path.with_name(path.name + KEPT)):
        return ""  # then it is the student who says so
    try:
        notes = [cell.source for cell in read(path).cells[:1] if is_note(cell)]
    except Unusable:
        return ""
    return "".join(note.removeprefix(OPENING).removesuffix(CLOSING) for note in notes)


def is_note(cell: NotebookNode) -> bool:
    """Tell whether a cell is, or pretends to be, a note of the grading."""
    return bool(cell.source.startswith(OPENING))


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
    matched = match(pattern.cells, [cell for cell in submitted.cells if not is_note(cell)])
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
    """Keep what was handed in beside what is graded, be it nothing; the first copy is the original and stays."""
    original = path.with_name(path.name + KEPT)
    if os.path.lexists(original):
        return
    if path.is_symlink() or path.is_file():
        shutil.copy2(path, original, follow_symlinks=False)
    elif path.exists():  # a folder, for one
        path.rename(original)
    else:
        original.touch()
