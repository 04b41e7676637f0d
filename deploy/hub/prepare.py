"""The folders and secrets of a hub: made at the first start, kept at the next."""

import argparse
import fcntl
import json
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
COURSE_ID = "matrix-calculus"
# Parts of a course folder that grow while it is used: a new course starts without them.
GROWN = ("__pycache__", ".*", "autograded", "exchange", "feedback", "gradebook.db", "release", "submitted")

UNKNOWN = "No account on this machine: {those}. Make them first (on Debian: adduser NAME)."
HOMELESS = "No home folder: {those}. Make them first (mkhomedir_helper NAME)."
OPEN = "Everybody on this machine can look into these homes: chmod 700 {those}"
RUNNING = "A hub with the folder {data} runs already: stop it first, or name another folder with --data."
TAKEN = (
    "Port {port} cannot be used ({reason}). The hub takes three neighbours, from the one that you name on: "
    "choose another, as in: make hub PORT={other}"
)
UNREADABLE = (
    "{name} cannot run {python}: install the project, and the Python that it uses, where everybody can read them, "
    "for example in /opt. What was said: {said}"
)


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
        If accounts are asked for without being root, or one of them does not exist, has an open home or cannot run
        this Python; if another hub uses the folder, or another program one of the ports.
    """
    if given.accounts:
        check_accounts([given.teacher, *given.students])
    data = given.data.resolve()
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    take(data)
    proxy = data / "proxy.pid"
    if not proxy.exists():  # a hub that was killed leaves its proxy; the next one takes it over
        check_ports(given.host, given.port)
    home = Path(f"~{given.teacher}").expanduser() if given.accounts else data / "homes" / given.teacher
    exchange = Path("/srv/nbgrader/exchange") if given.accounts else data / "exchange"
    exchange.mkdir(parents=True, exist_ok=True)
    # nbgrader asks for a folder that all can write to; nobody shall remove or rename there what is another's.
    exchange.chmod(0o1777)

    course = home / "course"
    made = [path for path in (exchange / COURSE_ID, course) if not path.exists()]
    (exchange / COURSE_ID).mkdir(exist_ok=True)
    if course in made:
        shutil.copytree(given.course, course, ignore=shutil.ignore_patterns(*GROWN))
        course.chmod(0o700)
    if given.accounts:
        for path in (part for folder in made for part in (folder, *folder.rglob("*"))):
            shutil.chown(path, given.teacher, given.teacher)
        # The solutions stand in the clone, too: in its history, and in what the demonstration has left.
        for folder in (given.course, ROOT / ".git", ROOT / "_build"):
            if folder.exists():
                folder.chmod(0o700)

    settings = {
        "host": given.host,
        "port": given.port,
        "data": str(data),
        "accounts": given.accounts,
        "teacher": given.teacher,
        "students": given.students,
        "exchange": str(exchange),
        "course": str(course),
        "proxy": str(proxy),
        "gradebook": {name: os.environ[name] for name in ("MCALC_GRADEBOOK",) if name in os.environ},
        "passwords": passwords(data / "settings.json"),
    }
    write_private(data / "settings.json", json.dumps(settings, indent=1))
    return settings


def check_accounts(names: list[str]) -> None:
    """Refuse to start a class that cannot log in, or whose files are open to each other."""
    if os.geteuid() != 0:
        raise Refusal("--accounts starts a server for each person under their own account: run it as root.")
    accounts = {entry.pw_name: entry for entry in pwd.getpwall() if entry.pw_name in names}
    homes = {name: Path(account.pw_dir) for name, account in accounts.items()}
    for message, wrong in (
        (UNKNOWN, [name for name in names if name not in accounts]),
        (HOMELESS, [name for name, home in homes.items() if not home.is_dir()]),
        (OPEN, [str(home) for home in homes.values() if home.is_dir() and home.stat().st_mode & 0o007]),
    ):
        if wrong:
            raise Refusal(message.format(those=" ".join(wrong)))
    for name in names[:2]:  # what the teacher and one student can run, all can
        done = as_account(accounts[name], [sys.executable, "-c", "import jupyterhub, mcalc_helpers"])
        if done.returncode:
            said = done.stderr.strip().splitlines()[-1]
            raise Refusal(UNREADABLE.format(name=name, python=sys.executable, said=said))


def as_account(account: pwd.struct_passwd, command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command as somebody else, in the root folder."""
    who = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    try:
        return subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, **who)
    except PermissionError as problem:
        return subprocess.CompletedProcess(command, 1, "", str(problem))


def take(data: Path) -> None:
    """Hold the hub's folder as long as this process lives, which goes on as the hub itself."""
    file = os.open(data / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Refusal(RUNNING.format(data=data)) from None
    os.set_inheritable(file, True)


def check_ports(host: str, port: int) -> None:
    """Refuse to start where one of the three ports is taken: the public one, the hub's, the proxy's."""
    for address, number in ((host, port), ("127.0.0.1", port + 1), ("127.0.0.1", port + 2)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address, number))
            except OSError as problem:
                reason = problem.strerror
                raise Refusal(TAKEN.format(port=number, reason=reason, other=port + 100)) from None


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
