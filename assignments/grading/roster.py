"""The class list: a CSV file into the gradebook. ``python -m grading.roster class.csv``."""

import argparse
import csv
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from nbgrader.api import Gradebook

from grading.settings import database

ROOT = Path(__file__).resolve().parent.parent
SEPARATORS = ",;\t"
# It is the name of a folder, and of one that is seen: no dot in front.
ID = re.compile(r"\w[\w.-]{0,99}")

# What the gradebook keeps of a student, and the columns that Canvas, Moodle and a hand-made list give it in.
COLUMNS = {
    "id": ("id", "SIS Login ID", "Username", "ID number"),
    "first_name": ("first_name", "First name"),
    "last_name": ("last_name", "Last name", "Surname"),
    "email": ("email", "Email address"),
    "lms_user_id": ("lms_user_id", "ID"),
}


class RosterError(ValueError):
    """The class list cannot be used; the message names the line and what to change."""


def is_id(text: str) -> bool:
    """Tell whether a text can be a student's id.

    Examples
    --------
    >>> [is_id(text) for text in ("s001", "ada.lovelace", "..", "-rf", "a,b", "")]
    [True, True, False, False, False, False]
    """
    return ID.fullmatch(text) is not None


def read_roster(lines: Iterable[str]) -> Iterator[dict[str, str]]:
    """Read the students of a class list.

    Parameters
    ----------
    lines : iterable of str
        A CSV file with a line of headings. The column ``id`` (or what Canvas and Moodle call it) is needed; names and
        the address for mail are kept where they are given, other columns are passed over.

    Yields
    ------
    dict
        One for each student.

    Raises
    ------
    RosterError
        If there is no column of ids, or an id is missing, doubled, or could not be the name of a folder.

    Examples
    --------
    >>> list(read_roster(["id,first_name", "s001,Student"]))
    [{'id': 's001', 'first_name': 'Student'}]
    """
    rows = list(lines)
    separator = max(SEPARATORS, key=rows[0].count) if rows else ","
    table = csv.DictReader(rows, delimiter=separator)
    headings = [heading.strip().lstrip("\ufeff") for heading in table.fieldnames or ()]
    table.fieldnames = headings
    found = {field: name for field, names in COLUMNS.items() for name in names if name in headings}
    if "id" not in found:
        raise RosterError(
            f"No column of ids: one of {', '.join(COLUMNS['id'])} is needed; these are {headings}."
        )
    seen: set[str] = set()
    for row in table:
        student = {field: (row[name] or "").strip() for field, name in found.items()}
        where = f"Line {table.line_num}"
        if not student["id"]:
            raise RosterError(f"{where}: the id is empty. Give every student one, or delete the line.")
        if not is_id(student["id"]):
            raise RosterError(
                f"{where}: the id {student['id']!r} may hold letters, digits, '-', '_' and '.' only, must begin "
                "with a letter, a digit or '_', and have at most 100 characters."
            )
        if student["id"] in seen:
            raise RosterError(f"{where}: the id {student['id']!r} stands there twice.")
        seen.add(student["id"])
        yield {field: value for field, value in student.items() if value}


def import_roster(path: Path, gradebook: Gradebook) -> int:
    """Enter a class list into the gradebook, or bring it up to date; nobody is removed, no mark is touched.

    Returns
    -------
    int
        How many students the list has.
    """
    try:
        students = list(read_roster(path.read_text(encoding="utf-8").splitlines(keepends=True)))
    except FileNotFoundError:
        raise RosterError(f"There is no file {path}.") from None
    except UnicodeDecodeError:
        raise RosterError(f"{path} is not in UTF-8: save it as 'CSV UTF-8'.") from None
    except csv.Error as problem:
        raise RosterError(f"{path} cannot be read as CSV: {problem}.") from problem
    for student in students:
        fields = dict(student)
        gradebook.update_or_create_student(fields.pop("id"), **fields)
    return len(students)


def main(arguments: Sequence[str] | None = None) -> int:
    """Import a class list from the command line."""
    parser = argparse.ArgumentParser(prog="python -m grading.roster", description=__doc__)
    parser.add_argument("file", type=Path)
    path = parser.parse_args(arguments).file
    try:
        with Gradebook(database(ROOT), "matrix-calculus") as gradebook:
            count = import_roster(path, gradebook)
    except RosterError as problem:
        print(f"{path.name}: {problem} Nothing was imported.", file=sys.stderr)
        return 1
    print(f"{count} students are in the gradebook now, from {path.name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
