"""Take in what students have uploaded to a learning platform: ``python -m grading.uploads ASSIGNMENT FILE ...``.

A file is the archive in which Canvas or Moodle gives all uploads, a folder of them, or a notebook. Whose a notebook is
says the beginning of its name, or the name of its folder, which the platform has written: an id of the class list,
the student's full name (Moodle), or the number that Canvas knows the student by. What students call their file does
not matter.
"""

import argparse
import shutil
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from nbgrader.api import Gradebook, Student

from grading.intake import LARGEST, shown
from grading.settings import database

ROOT = Path(__file__).resolve().parent.parent
NEW, LATER, KNOWN = "new", "handed in anew", "known already"


@dataclass(frozen=True)
class Upload:
    """A notebook: its path as the platform has named it, when it was laid there, and what is in it."""

    path: PurePosixPath
    stamp: str
    data: bytes


class UploadError(ValueError):
    """A file cannot be taken in; the message says why."""


def uploads(path: Path) -> Iterator[Upload]:
    """Read the notebooks of an archive or a folder, or the one notebook that it is."""
    if zipfile.is_zipfile(path):
        yield from _in_archive(path)
        return
    if not path.exists():
        raise UploadError(f"There is no file {path}.")
    files = sorted(path.rglob("*.ipynb")) if path.is_dir() else [path]
    for file in files:
        moment = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        name = file.relative_to(path if path.is_dir() else path.parent)
        with file.open("rb") as opened:
            yield Upload(PurePosixPath(name), stamp_of(moment), opened.read(LARGEST + 1))


def _in_archive(path: Path) -> Iterator[Upload]:
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            if entry.is_dir() or not entry.filename.lower().endswith(".ipynb"):
                continue
            moment = datetime(*entry.date_time[:6], tzinfo=UTC)
            try:
                # What is larger is not read to its end, and refused later.
                with archive.open(entry) as opened:
                    data = opened.read(LARGEST + 1)
            except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
                data = b""  # it is damaged or locked: graded as empty, and said
            yield Upload(PurePosixPath(entry.filename), stamp_of(moment), data)


def stamp_of(moment: datetime) -> str:
    """Return a time as collecting writes it."""
    return f"{moment:%Y-%m-%d %H:%M:%S.%f} UTC"


class ClassList:
    """Finds whose an upload is."""

    def __init__(self, students: Iterable[Student]) -> None:
        everyone = list(students)
        self.ids = sorted((student.id for student in everyone), key=len, reverse=True)
        self.numbers = {student.lms_user_id: student.id for student in everyone if student.lms_user_id}
        names = [(name, student.id) for student in everyone for name in _names(student)]
        often = Counter(name for name, _ in names)
        self.names = {name: identity for name, identity in names if often[name] == 1}

    def whose(self, path: PurePosixPath) -> str | None:
        """Return the id of the student; None if nobody or several could be meant."""
        label = path.parts[0] if len(path.parts) > 1 else path.stem
        for identity in self.ids:
            if label == identity or label.startswith(f"{identity}_"):
                return identity
        first, *rest = label.split("_")
        number = next((part for part in rest if part != "LATE"), "")
        return self.names.get(" ".join(first.casefold().split())) or self.numbers.get(number)


def _names(student: Student) -> set[str]:
    first, last = (student.first_name or "").casefold(), (student.last_name or "").casefold()
    return {f"{first} {last}", f"{last} {first}", f"{last}, {first}"} if first and last else set()


def take(assignment: str, found: Iterable[Upload], students: ClassList, root: Path) -> dict[str, str]:
    """Lay uploads where grading looks for them, and return what became of each: by student id, or by path if unknown.

    Of several by one student the latest counts. One that is there already stays as it is, with its grading.
    """
    outcome: dict[str, str] = {}
    latest: dict[str, Upload] = {}
    for upload in found:
        student = students.whose(upload.path)
        if student is None:
            outcome[shown(str(upload.path))] = ""
        elif student not in latest or latest[student].stamp <= upload.stamp:
            latest[student] = upload
    for student, upload in latest.items():
        folder = root / "submitted" / student / assignment
        stamp = folder / "timestamp.txt"
        outcome[student] = LATER if folder.exists() else NEW
        if stamp.exists() and stamp.read_text().strip() == upload.stamp:
            outcome[student] = KNOWN
            continue
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / f"{assignment}.ipynb").write_bytes(upload.data)
        stamp.write_text(upload.stamp)
    return outcome


def main(arguments: Sequence[str] | None = None) -> int:
    """Take uploads in from the command line; exit with 1 if a notebook is nobody's."""
    parser = argparse.ArgumentParser(prog="python -m grading.uploads", description=__doc__)
    parser.add_argument("assignment")
    parser.add_argument("files", type=Path, nargs="+", metavar="file")
    options = parser.parse_args(arguments)
    name = options.assignment
    if not (ROOT / "release" / name / f"{name}.ipynb").exists():
        parser.error(f"{name!r} has not been generated: nbgrader generate_assignment {name}")
    with Gradebook(database(ROOT), "matrix-calculus") as gradebook:
        students = ClassList(gradebook.students)
    try:
        outcome = take(name, (upload for path in options.files for upload in uploads(path)), students, ROOT)
    except UploadError as problem:
        parser.error(str(problem))
    counts = Counter(outcome.values())
    nobodys = [path for path, what in outcome.items() if not what]
    print(", ".join(f"{counts[what]} {what}" for what in (NEW, LATER, KNOWN)) + ".")
    missing = [identity for identity in sorted(students.ids) if not _has_handed_in(identity, name)]
    if missing:
        print(f"Nothing yet from {', '.join(missing)}.")
    if nobodys:
        print(
            f"Nobody in the class list fits {', '.join(nobodys)}: put ID_ before the name, and start again."
        )
    return 1 if nobodys else 0


def _has_handed_in(student: str, assignment: str) -> bool:
    return (ROOT / "submitted" / student / assignment).is_dir()


if __name__ == "__main__":
    sys.exit(main())
