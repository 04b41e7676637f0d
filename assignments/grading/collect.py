"""Collect submissions from the exchange: what is not what it says it is stays there, and the teacher reads why.

The folder into which students hand in is open to all of them. So names, dates, links and files in it are only claims:
none may lead out of the course folder, stand for somebody else, or keep the others' work from being collected.
"""

import os
import stat
from collections.abc import Iterator
from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect
from nbgrader.exchange.default.collect import pwd

from grading.intake import LONGEST_NAME, provide, shown
from grading.roster import is_id

NOT_COLLECTED = "Not collected: %s %s. It stays in the exchange."
BAD_NAME = "has a name that no submission has"
LINK = "is no folder of its own"
OTHERS = (
    "says that it is by {student}, but {owner} has made it (where all students have one account, "
    "set MCALC_ONE_ACCOUNT=1)"
)
LEFT_OUT = "%s: %s was left out: %s."
NO_FILE = "it is a link or a folder, or something else that is no file"
TOO_MUCH = "with it, the submission has more than {limit} MB or {files} files"
UNREADABLE = "it cannot be read ({problem})"
BAD_FILE_NAME = "its name is too long or cannot be printed"

MOST_FILES = 50
Record = dict[str, Any]
STAMP = "%Y-%m-%d %H:%M:%S.%f UTC"
# Opening never follows a link and never waits, as it would for a pipe that nobody writes into.
CAREFULLY = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class Refused(ValueError):
    """Something in the exchange is not what it should be; the message says what, after its name."""


class CarefulCollect(ExchangeCollect):
    """nbgrader's collecting, which looks at each folder before it believes its name."""

    def init_src(self) -> None:
        """Find each student's latest submission."""
        super().init_src()
        self.src_records: list[Record] = [record for record in self.src_records if record["username"]]

    def _path_to_record(self, path: str) -> Record:
        """Return whose a folder is and of when; nobody's if it is refused, so that it hides no true one."""
        try:
            return self._checked(Path(path))
        except Refused as problem:
            self.log.warning(NOT_COLLECTED, shown(Path(path).name), problem)
            return {"username": "", "filename": "", "timestamp": datetime.min}

    def _checked(self, folder: Path) -> Record:
        """Return the record of a folder, or say why it is refused."""
        parts = folder.name.split("+")
        if len(parts) not in (3, 4) or parts[1] != self.coursedir.assignment_id or not is_id(parts[0]):
            raise Refused(BAD_NAME)
        try:
            timestamp = datetime.strptime(parts[2], STAMP)
        except ValueError:
            raise Refused(BAD_NAME) from None
        if not stat.S_ISDIR(folder.lstat().st_mode):
            raise Refused(LINK)
        if self.check_owner and (owner := owner_of(folder)) != parts[0]:
            raise Refused(OTHERS.format(student=parts[0], owner=owner))
        return {"username": parts[0], "filename": folder.name, "timestamp": timestamp}

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy the files of a submission, each by itself, so that one that cannot be read hinders no other."""
        folder = Path(dest)
        folder.mkdir(mode=0o755)
        room = self.coursedir.max_file_size * 1000
        for name, problem in self._copied(Path(src), folder, room):
            self.log.warning(LEFT_OUT, folder.parent.name, shown(name), problem)
        # The date in the folder's name decides which hand-in is the latest; so it is the date.
        (folder / "timestamp.txt").write_text(Path(src).name.split("+")[2])
        if mended := provide(folder):
            self.log.warning("%s: %s", folder.parent.name, " ".join(mended))

    def _copied(self, source: Path, folder: Path, room: int) -> Iterator[tuple[str, str]]:
        """Copy files as long as there is room for them; yield the names of the others, and why they are left out."""
        files = 0
        for name in names_in(source):
            if any(fnmatch(name, pattern) for pattern in self.coursedir.ignore):
                continue
            try:
                data = read_file(source / name, room if files < MOST_FILES else -1)
            except Refused as problem:
                limit = self.coursedir.max_file_size // 1000
                yield name, str(problem).format(limit=limit, files=MOST_FILES)
                continue
            (folder / name).write_bytes(data)
            files, room = files + 1, room - len(data)


def names_in(folder: Path) -> list[str]:
    """Return the names in a folder; none if it cannot be read."""
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def read_file(path: Path, room: int) -> bytes:
    """Return what is in a file, and in nothing else.

    Raises
    ------
    Refused
        If it is no file, cannot be read, is larger than `room`, or has no decent name.
    """
    if not path.name.isprintable() or len(path.name) > LONGEST_NAME:
        raise Refused(BAD_FILE_NAME)
    try:
        descriptor = os.open(path, CAREFULLY)
    except OSError as problem:
        raise Refused(NO_FILE if path.is_symlink() else UNREADABLE.format(problem=problem.strerror)) from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Refused(NO_FILE)
    with open(descriptor, "rb") as file:
        data = file.read(max(room, 0) + 1)
    if len(data) > room:
        raise Refused(TOO_MUCH)
    return data


def owner_of(path: Path) -> str:
    """Return the name of the account that has made a file or folder; of a link's own, not of what it leads to."""
    number = path.lstat().st_uid
    try:
        return str(pwd.getpwuid(number).pw_name)
    except KeyError:
        return f"account {number}"
