"""A class of hostile students: it hands in, and after the grading it is seen what is left of it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

from course import Course
from hostile import ASSIGNMENT, HOSTILE, SECONDS, SLEEPS, as_bytes


@dataclass(frozen=True)
class Grading:
    """How a course was graded: what the teacher read, and by what its kernels and processes could be found."""

    said: str
    scratch: Path
    sleeps: str

    @property
    def left(self) -> list[str]:
        """What is left of the kernels: their folders, and what the submissions had started."""
        commands = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
        still = [command.decode(errors="replace") for command in commands if self.sleeps.encode() in command]
        return [*still, *(str(path) for path in self.scratch.iterdir())]


@contextmanager
def handed_in_by_all(course: Course, names: Iterable[str]) -> Iterator[tuple[Path, str]]:
    """Hand these in, and set the short time limit of these tests; give what tells this class from one beside it."""
    sleeps = str(10**11 + crc32(str(course.root).encode()))
    for name in names:
        data = HOSTILE[name].change(course.source(ASSIGNMENT))
        data = data if isinstance(data, bytes) else as_bytes(data)
        course.submit(name, ASSIGNMENT, data.replace(SLEEPS.encode(), sleeps.encode()))
    with TemporaryDirectory(prefix="mct-", dir="/tmp") as scratch:  # a short path, as sockets need it
        config = course.root / "nbgrader_config.py"
        limits = f"\nc.JudgedExecute.timeout = {SECONDS}\nc.SandboxedKernelManager.scratch = {scratch!r}\n"
        config.write_text(config.read_text() + limits)
        yield Path(scratch), sleeps
