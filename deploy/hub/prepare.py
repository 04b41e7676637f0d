"""The folders and secrets of a hub: made at the first start, kept at the next."""

import argparse
import json
import os
import pwd
import secrets
import shutil
from pathlib import Path
from typing import Any

# Parts of a course folder that grow while it is used: a new course starts without them.
GROWN = ("__pycache__", ".*", "autograded", "exchange", "feedback", "gradebook.db", "release", "submitted")


class Refusal(Exception):
    """The hub cannot start like this; the message says what to change."""


def prepare(given: argparse.Namespace) -> dict[str, Any]:
    """Make what is missing, and return the settings of the hub.

    Parameters
    ----------
    given : argparse.Namespace
        The command line: host, port, data, course, accounts, teacher, students.

    Raises
    ------
    Refusal
        If accounts are asked for without being root, or one of them does not exist.
    """
    if given.accounts:
        check_accounts([given.teacher, *given.students])
    data = given.data.resolve()
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    home = Path(f"~{given.teacher}").expanduser() if given.accounts else data / "homes" / given.teacher
    exchange = Path("/srv/nbgrader/exchange") if given.accounts else data / "exchange"
    exchange.mkdir(parents=True, exist_ok=True)
    exchange.chmod(0o777)  # as nbgrader asks: students lay their work there, in folders that they cannot list

    course = home / "course"
    if not course.exists():
        shutil.copytree(given.course, course, ignore=shutil.ignore_patterns(*GROWN))
    if given.accounts:
        keep_private(course, given.teacher)
        given.course.chmod(0o700)  # the solutions in the clone, too

    settings = {
        "host": given.host,
        "port": given.port,
        "data": str(data),
        "accounts": given.accounts,
        "teacher": given.teacher,
        "students": given.students,
        "exchange": str(exchange),
        "course": str(course),
        "gradebook": {name: os.environ[name] for name in ("MCALC_GRADEBOOK",) if name in os.environ},
        "passwords": passwords(data / "settings.json"),
    }
    write_private(data / "settings.json", json.dumps(settings, indent=1))
    return settings


def check_accounts(names: list[str]) -> None:
    """Refuse to start a class that cannot log in."""
    if os.geteuid() != 0:
        raise Refusal("--accounts starts a server for each person under their own account: run it as root.")
    known = {entry.pw_name for entry in pwd.getpwall()}
    if missing := [name for name in names if name not in known]:
        raise Refusal(
            f"No account on this machine: {', '.join(missing)}. Make them first (on Debian: adduser NAME)."
        )


def keep_private(folder: Path, owner: str) -> None:
    """Give a folder to its owner, and to nobody else."""
    for path in [folder, *folder.rglob("*")]:
        shutil.chown(path, owner, owner)
    folder.chmod(0o700)


def passwords(earlier: Path) -> dict[str, str]:
    """Return the two passwords for trying out: those of the last time, or new ones."""
    if earlier.exists():
        known: dict[str, str] = json.loads(earlier.read_text())["passwords"]
        return known
    # The hub asks for 32 characters where a password makes an administrator.
    return {"teacher": secrets.token_urlsafe(24), "students": secrets.token_urlsafe(9)}


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, from its first byte on."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
