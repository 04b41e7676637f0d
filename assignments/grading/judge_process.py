"""The judge's process: reads sheets and answers as JSON, prints verdicts as JSON. Started by `grading.judging`."""

import json
import math
import sys
from collections.abc import Mapping
from typing import Any

from mcalc_helpers.quiz.judge import judge

PART = " Part of the points are given for this."
STOPPED = "The answer could not be judged: it is too long, or too deeply nested."
# All entries but one are right, and the wrong one is none of the typical mistakes.
ONE_WRONG = "entries/one-wrong"
UNEVEN = "The function returns arrays of different shapes for arguments of the same shape."


def share_of(near: Mapping[str, float], verdict: Mapping[str, Any], size: int) -> float:
    """Return the share of the points: all, what is granted for a near miss, or nothing.

    Parameters
    ----------
    near : mapping
        The shares of the near misses, by their names.
    verdict : mapping
        What the judge found.
    size : int
        How many entries the right answer has.

    Examples
    --------
    >>> verdict = {"verdict": "wrong", "kind": "mistake", "mistake": "gradient/column|sum/column"}
    >>> share_of({"gradient/column": 0.5}, verdict, size=3)
    0.5
    """
    if verdict["verdict"] == "right":
        return 1.0
    right = len(verdict.get("entries") or ())
    if verdict["kind"] == "entries" and right == size - 1:
        return float(near.get(ONE_WRONG, 0.0))
    # Several names: mistakes that give the same answer, so that nobody can tell which it was.
    names = (verdict.get("mistake") or "").split("|")
    return max(float(near.get(name, 0.0)) for name in names)


def as_given(sheet: Mapping[str, Any], values: list[Any]) -> dict[str, Any] | None:
    """Return a function's values as the judge takes them; None if their shapes differ.

    NumPy's arrays of one axis are neither rows nor columns, and count as what is asked for.
    """
    shapes = {tuple(shape) for shape, _ in values}
    if len(shapes) != 1:
        return None
    shape = list(shapes.pop())
    if len(shape) == 1:
        shape = [shape[0], 1] if sheet["right"]["shape"][1:] == [1] else [1, shape[0]]
    return {"shape": shape, "values": [numbers for _, numbers in values]}


def judged(sheet: dict[str, Any], near: Mapping[str, float], answer: Mapping[str, Any]) -> dict[str, Any]:
    """Judge one answer: return the share of the points and what the student is told."""
    given = answer["text"] if "text" in answer else as_given(sheet, answer["values"])
    if given is None:
        return {"share": 0.0, "says": UNEVEN}
    try:
        verdict = judge(sheet, given)
    except RuntimeError:  # the engine's limits of time or memory
        return {"share": 0.0, "says": STOPPED}
    share = share_of(near, verdict, math.prod(sheet["right"].get("shape", ())))
    return {"share": share, "says": verdict["says"] + (PART if 0 < share < 1 else "")}


def main() -> None:
    """Judge all answers on standard input."""
    cases = json.load(sys.stdin)
    json.dump({name: judged(**case) for name, case in cases.items()}, sys.stdout)


if __name__ == "__main__":
    main()
