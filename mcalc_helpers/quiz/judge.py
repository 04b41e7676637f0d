"""The judge, in Python: the page's own script, run by a small JavaScript engine.

A typed answer means the same in the book, in a notebook and in an assignment, since one script reads it everywhere. It
is data to that script: nothing of it is ever run as code.
"""

import json
import threading
from typing import Any

import quickjs

from mcalc_helpers.interactive.bundle import asset

# An answer that takes more is refused: a question must not be able to hang or fill the machine.
MEMORY = 64 * 2**20  # bytes
STACK = 2 * 2**20  # bytes; well below what a thread has
TIME = 5.0  # seconds

_engines = threading.local()  # an engine belongs to the thread that made it


def _engine() -> Any:
    """Return this thread's engine with the script loaded; made once."""
    if not hasattr(_engines, "call"):
        context = quickjs.Context()
        context.set_memory_limit(MEMORY)
        context.set_max_stack_size(STACK)
        context.eval(asset("practice.js"))
        context.eval(
            "function call(name, given) { return JSON.stringify(mcalcPractice[name](...JSON.parse(given))); }"
        )
        _engines.context, _engines.call = context, context.get("call")
    _engines.context.set_time_limit(TIME)
    return _engines.call


def run(function: str, *arguments: Any) -> Any:
    """Call a function of the script with JSON data and return its result as such.

    Parameters
    ----------
    function : str
        A function of the script, for example ``"judge"``.
    *arguments
        Its arguments: what JSON can hold.

    Raises
    ------
    RuntimeError
        If the script runs out of its time or memory.
    """
    try:
        return json.loads(_engine()(function, json.dumps(arguments)))
    except quickjs.JSException as problem:
        # The engine may be left without memory: the next call gets a new one.
        del _engines.call
        raise RuntimeError(f"the practice script stopped: {problem}") from problem


def judge(sheet: dict[str, Any], answer: Any) -> dict[str, Any]:
    """Judge an answer to a question, as the page does.

    Parameters
    ----------
    sheet : dict
        The question as data: see `mcalc_helpers.quiz.sheet`.
    answer : str, dict, int or list
        What was typed; or ``{"shape": [rows, columns], "values": [...]}`` with the row-major values at each of the
        sheet's points; or the number or numbers of the chosen options; or an order of steps.

    Returns
    -------
    dict
        ``verdict`` (``"right"``, ``"wrong"``, ``"unreadable"`` or ``"empty"``), ``kind``, ``mistake``, ``says``
        (Markdown), ``see``, ``at``, ``entries`` and ``echo`` (LaTeX of how a typed answer was read).

    Examples
    --------
    >>> sheet = {
    ...     "asks": "partial", "names": {"x": []}, "points": [{"x": 2.5}], "wrong": [],
    ...     "right": {"shape": [], "values": [[5.0]]},
    ... }
    >>> judge(sheet, "2x")["verdict"]
    'right'
    >>> judge(sheet, "2y")["says"]
    '`y` is no name of this question. The names here are `x`, beside functions such as `sin` and `ln`.'
    """
    verdict: dict[str, Any] = run("judge", sheet, answer)
    return verdict
