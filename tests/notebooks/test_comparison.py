"""The comparison of stored and fresh outputs bites: planted faults fail, each of them and nothing else."""

import re
import subprocess
import sys
from pathlib import Path

PLANTED = Path(__file__).parent / "planted-failures.ipynb"
# The notebook's cells in order. Each "wrong" cell stores an output that its code does not give.
CELLS = {
    "setup": "passes",
    "right": "passes",
    "wrong print": "fails",
    "wrong latex": "fails",
    "wrong svg": "fails",
    "wrong html": "fails",
    "wrong array": "fails",
    "missing output": "fails",
}


def test_nbval_fails_exactly_at_the_planted_faults() -> None:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval",
        "-v",
        "--no-header",
        "-p",
        "no:cacheprovider",
        PLANTED.name,
    ]
    ran = subprocess.run(command, cwd=PLANTED.parent, capture_output=True, text=True)
    verdicts = re.findall(r"::Cell \d+ (PASSED|FAILED)", ran.stdout)
    assert (
        dict(zip(CELLS, ({"PASSED": "passes", "FAILED": "fails"}[v] for v in verdicts), strict=True)) == CELLS
    )
    assert ran.returncode == 1
