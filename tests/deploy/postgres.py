"""A PostgreSQL server of the test's own, in a folder of its own, which talks through a socket in that folder only."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Debian keeps the server's programs out of the PATH.
PLACES = (*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), *map(Path, os.get_exec_path()))
ACCOUNT = "postgres"


def program(name: str) -> str:
    """Return the path of one of PostgreSQL's programs."""
    found = next((place / name for place in PLACES if (place / name).exists()), None)
    assert found, f"{name} is not installed (on Debian: apt-get install postgresql)"
    return str(found)


@contextmanager
def server() -> Iterator[str]:
    """Start a server and return the address of an empty database; stop it in the end and remove all it wrote."""
    # The server refuses to run as root; a socket's path must be short.
    account = {"user": ACCOUNT, "group": ACCOUNT, "extra_groups": []} if os.geteuid() == 0 else {}
    folder = Path(tempfile.mkdtemp(prefix="mc-pg-", dir="/tmp"))
    if account:
        shutil.chown(folder, ACCOUNT, ACCOUNT)

    def run(name: str, *arguments: str) -> None:
        subprocess.run(
            [program(name), *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL, **account
        )

    data = str(folder / "data")
    try:
        run("initdb", "-D", data, "-A", "trust", "-U", ACCOUNT, "--locale=C", "--encoding=UTF8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            run("createdb", "-h", str(folder), "-U", ACCOUNT, "course")
            yield f"postgresql+psycopg://{ACCOUNT}@/course?host={folder}"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
