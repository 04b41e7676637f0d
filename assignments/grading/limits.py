"""Set limits (0 for none), then become the given command: ``python limits.py GIB MB PROCESSES command ...``."""

import os
import sys

if __name__ == "__main__":
    memory, file_size, processes, *command = sys.argv[1:]
    if os.name == "posix":
        import resource

        limits = {
            resource.RLIMIT_AS: int(memory) << 30,
            resource.RLIMIT_FSIZE: int(file_size) * 1_000_000,
            resource.RLIMIT_NPROC: int(processes),
        }
        for limit, value in limits.items():
            if value:
                resource.setrlimit(limit, (value, value))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.execvp(command[0], command)
