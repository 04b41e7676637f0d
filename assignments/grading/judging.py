"""Judge answers in a process of its own, which has never seen the student's code."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grading.sandbox import LIMITS
from grading.tasks import Task

PROCESS = Path(__file__).with_name("judge_process.py")
SECONDS = 120
GIB, MB, PROCESSES = "2", "1", "0"
Verdicts = dict[str, dict[str, Any]]


def judge_all(tasks: Mapping[str, Task], answers: Mapping[str, Mapping[str, Any]]) -> Verdicts:
    """Judge all answers of a notebook.

    Parameters
    ----------
    tasks : mapping
        By the id of the graded cell, what is asked there.
    answers : mapping
        By the same ids, as `grading.probe` returns them: ``{"text": ...}``, ``{"values": ...}`` or
        ``{"problem": ...}``.

    Returns
    -------
    dict
        By the same ids: ``share`` of the points (0 to 1) and what the student is told, ``says``.

    Raises
    ------
    RuntimeError
        If the judge itself fails, which no answer should bring about; nbgrader reports it and goes on.
    """
    verdicts: Verdicts = {
        name: {"share": 0.0, "says": answer["problem"]}
        for name, answer in answers.items()
        if "problem" in answer
    }
    cases = {
        name: {"sheet": tasks[name].sheet, "near": dict(tasks[name].near), "answer": answer}
        for name, answer in answers.items()
        if name not in verdicts
    }
    if not cases:
        return verdicts
    # -I: no variable of the environment and no file in the working folder decides what is imported.
    command = [sys.executable, "-I", LIMITS, GIB, MB, PROCESSES, sys.executable, "-I", str(PROCESS)]
    done = subprocess.run(
        command, input=json.dumps(cases), capture_output=True, text=True, timeout=SECONDS, check=False
    )
    if done.returncode:
        raise RuntimeError(f"the judge stopped: {done.stderr[-500:]}")
    return verdicts | json.loads(done.stdout)
