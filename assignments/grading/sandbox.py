"""Run a student's kernel where it can neither see the course nor reach the network: under bubblewrap, if installed.

What it gives: the file system read-only; the course, the gradebook, other submissions and the home folder out of sight;
no network and no sockets of the machine; a process tree that ends with its kernel; limits of memory, file size and, if
the teacher is not root, processes. What it does not give: a limit on processor time beyond each cell's time limit, a
limit on the memory of all processes together, or protection from faults of the operating system's kernel. For these,
grade in containers (the page "For teachers").
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import mcalc_helpers

MISSING = (
    "Submissions run without a sandbox, with your own rights on this machine, limited in time and memory only: "
    "{reason}. Grade only work of people you know, or in containers."
)
NOT_INSTALLED = "bubblewrap is not installed (Debian: apt-get install bubblewrap)"
NOT_ALLOWED = "bubblewrap is not allowed to work here ({said})"
LIMITS = str(Path(__file__).with_name("limits.py"))
PROCESSES = 100
SCRATCH = ("/tmp", "/var/tmp")
SCRATCH_SIZE = str(64 * 2**20)  # bytes; it is memory
# Since this version of Linux a limit of processes inside a sandbox counts those of the sandbox alone.
COUNTS_ITS_OWN = (5, 14)


@cache
def why_not(program: str) -> str:
    """Return why there is no sandbox on this machine; nothing if there is one.

    Examples
    --------
    >>> why_not("no-such-program")
    'bubblewrap is not installed (Debian: apt-get install bubblewrap)'
    """
    found = shutil.which(program) if program else None
    if found is None:
        return NOT_INSTALLED
    tried = [found, "--ro-bind", "/", "/", "--proc", "/proc", "--unshare-all", "true"]
    done = subprocess.run(tried, capture_output=True, text=True, check=False)
    return NOT_ALLOWED.format(said=done.stderr.strip()) if done.returncode else ""


def for_each(folders: Sequence[str | Path], *arguments: str) -> list[str]:
    """Return bubblewrap's arguments for each of the folders that exist.

    Examples
    --------
    >>> for_each(["/", "/no/such/folder"], "--tmpfs")
    ['--tmpfs', '/']
    """
    there = [str(folder) for folder in folders if Path(folder).is_dir()]
    return [part for folder in there for part in (*arguments, folder)]


def limited(command: Sequence[str], memory: int, file_size: int, sandbox: bool) -> list[str]:
    """Return the command that runs `command` with limits; of processes only where others do not count."""
    version = tuple(int(part) for part in os.uname().release.split("-")[0].split(".")[:2]) if sandbox else ()
    processes = PROCESSES if version >= COUNTS_ITS_OWN else 0
    return [sys.executable, "-I", LIMITS, str(memory), str(file_size), str(processes), *command]


def sandboxed(
    program: str, command: Sequence[str], private: Path, hide: Sequence[str | Path], env: dict[str, str]
) -> list[str]:
    """Return the command that runs `command` under bubblewrap.

    Parameters
    ----------
    program : str
        Bubblewrap.
    command : sequence of str
        What to run.
    private : Path
        The only folder that is shared with the outside, for the sockets and the connection file; and to work in.
    hide : sequence of paths
        Folders that shall look empty.
    env : dict
        The whole environment of the command.
    """
    # The interpreter and the package may lie below a folder that is hidden: they come back, read-only.
    needed = {sys.prefix, sys.base_prefix, str(Path(mcalc_helpers.__file__).parent)}
    visible = [part for folder in sorted(needed) for part in ("--ro-bind", folder, folder)]
    hidden = ["/run", "/root", "/home", Path.home(), *hide]
    variables = [part for name, value in env.items() for part in ("--setenv", name, value)]
    return [
        program,
        *("--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"),
        *for_each([*SCRATCH, *hidden], "--size", SCRATCH_SIZE, "--tmpfs"),
        *visible,
        *("--ro-bind", LIMITS, LIMITS),
        *for_each(["/dev", *hidden], "--remount-ro"),
        *("--bind", str(private), str(private), "--chdir", str(private / "work")),
        *("--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv"),
        *variables,
        *command,
    ]
