"""The kernel in which a submission runs: started in the sandbox, with an environment and a folder of its own."""

import os
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from traitlets import Integer, List, Unicode

from grading.sandbox import MISSING, limited, sandboxed, why_not

# What a kernel needs of the environment. Anything else (a database password, say) stays outside.
KEPT = ("LANG", "LC_ALL", "PATH", "TZ")


class SandboxedKernelManager(AsyncKernelManager):
    """Starts a kernel inside the sandbox and talks to it through sockets in a folder that only the two can see."""

    bubblewrap = Unicode("bwrap", help="The program of the sandbox; empty for none.").tag(config=True)
    hide = List(Unicode(), help="Folders that a submission must not see.").tag(config=True)
    memory = Integer(2, help="Memory that each process of a submission may ask for, in GiB.").tag(config=True)
    scratch = Unicode("/tmp", help="Where the sockets are; a short path.").tag(config=True)
    file_size = Integer(20, help="Largest file that a submission may write, in MB.").tag(config=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        # Short, since the path of a socket may have no more than 107 characters.
        self._private = tempfile.TemporaryDirectory(
            prefix="mc-", dir=self.scratch, ignore_cleanup_errors=True
        )
        self._group = 0
        self.transport, self.ip = "ipc", f"{self._private.name}/k"
        self.connection_file = f"{self._private.name}/kernel.json"

    @property
    def is_sandboxed(self) -> bool:
        """Whether there is a sandbox on this machine."""
        return not why_not(self.bubblewrap)

    def format_kernel_cmd(self, extra_arguments: list[str] | None = None) -> list[str]:
        """Return the kernel's command, with its limits, inside the sandbox where there is one."""
        command = super().format_kernel_cmd(extra_arguments)
        command = limited(command, self.memory, self.file_size, self.is_sandboxed)
        if not self.is_sandboxed:
            _warn(self.log, why_not(self.bubblewrap))
            return command
        assert self.kernel_spec is not None
        self.kernel_spec.interrupt_mode = "message"  # a signal would stop bubblewrap, not the cell
        return sandboxed(self.bubblewrap, command, Path(self._private.name), self.hide, self._environment())

    async def _async_pre_start_kernel(self, **kwargs: Any) -> Any:
        work = Path(self._private.name, "work")
        work.mkdir(exist_ok=True)
        # What it writes past its sockets is not shown: it might fill the terminal, or play tricks with it.
        nowhere = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        kwargs |= {"env": self._environment(), "cwd": str(work), **nowhere}
        return await super()._async_pre_start_kernel(**kwargs)

    pre_start_kernel = _async_pre_start_kernel

    async def _async_post_start_kernel(self, **kwargs: Any) -> None:
        await super()._async_post_start_kernel(**kwargs)
        self._group = getattr(self.provisioner, "pgid", None) or 0

    post_start_kernel = _async_post_start_kernel

    def _environment(self) -> dict[str, str]:
        home = f"{self._private.name}/home"
        Path(home).mkdir(exist_ok=True)
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        # One thread each: the cores are shared by the submissions that are graded side by side.
        return kept | {
            "HOME": home,
            "MPLCONFIGDIR": home,
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
        }

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        await super()._async_cleanup_resources(restart=restart)
        if restart:
            return
        if self._group:  # what a submission has started ends with it, without a sandbox too
            _end(self._group)
        self._private.cleanup()

    cleanup_resources = _async_cleanup_resources


@cache
def _warn(log: Any, reason: str) -> None:
    """Say once in a run that there is no sandbox."""
    log.warning(MISSING.format(reason=reason))


def _end(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return  # all have ended by themselves
