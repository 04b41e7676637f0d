"""Read an answer out of a student's kernel as plain data: a text, or a function's values at hidden points.

What comes back is not trusted: it must be JSON with a text or with numbers in it, and nothing else is looked at. All
words are the grading's own, so that a submission can neither dress up its result nor carry the hidden points out.
"""

import builtins
import json
import math
from typing import Any

import numpy as np
from nbformat import NotebookNode

from grading.tasks import Task

MARK = "mcalc-answer:"
LONGEST = 2_000  # characters of a typed answer
MOST = 10_000  # numbers that a function may return
TEXT = """
def _mcalc_probe():
    value = globals().get({name!r})
    if not isinstance(value, str):
        return {{"is": type(value).__name__}}
    return {{"text": value[:{longest}]}}
"""
FUNCTION = """
def _mcalc_probe():
    import json
    import numpy
    function = globals().get({name!r})
    if not callable(function):
        return {{"is": type(function).__name__}}
    values = []
    for arguments in json.loads({arguments!r}):
        result = function(*[numpy.array(a, dtype=float) if isinstance(a, list) else a for a in arguments])
        if result is None:
            return {{"returns": "NoneType"}}
        array = numpy.asarray(result, dtype=float)
        if array.size > {most} or array.ndim > 2:
            return {{"returns": "too much"}}
        values.append([list(array.shape), [float(v) for v in array.ravel()]])
    return {{"values": values}}
"""
SHOW = """
import json as _mcalc_json
print({mark!r} + _mcalc_json.dumps(_mcalc_probe()))
"""

KINDS = {
    "bool": "a truth value",
    "dict": "a dictionary",
    "float": "a number",
    "function": "a function",
    "int": "a number",
    "list": "a list",
    "ndarray": "an array",
    "str": "a text",
    "tuple": "a tuple",
}
DUE = {True: "a function", False: "text in quotes"}
GONE = "`{name}` is not there: was its cell changed, or did it fail?"
OTHER = "`{name}` should be {due}, and is {kind}."
NOTHING = "`{name}` returns nothing: is there a `return`?"
TOO_MUCH = "`{name}` returns far more numbers, or axes, than it should."
RAISES = "`{name}` could not be read: {error}{called}."
CALLED = " when it is called with {shapes}"
TOO_LONG = "`{name}` had not returned after {timeout} s: an endless loop?"
FORM = "`{name}` came back in a form that cannot be judged."


def is_function(task: Task) -> bool:
    """Tell whether a task asks for a function, which is called, rather than for a text."""
    return task.question.asks == "code"


def probe_source(task: Task) -> str:
    """Return the code that reads a task's answer."""
    body = (
        FUNCTION.format(name=task.answer, arguments=json.dumps(task.arguments), most=MOST)
        if is_function(task)
        else TEXT.format(name=task.answer, longest=LONGEST)
    )
    return body + SHOW.format(mark=MARK)


def read_probe(cell: NotebookNode, task: Task, timeout: int) -> dict[str, Any]:
    """Return what the probe has found: ``{"text": ...}``, ``{"values": ...}`` or ``{"problem": ...}``."""
    errors = [o for o in cell.outputs if o.output_type == "error"]
    if errors:
        error = error_kind(errors[0].ename)
        if error in {"CellTimeoutError", "KeyboardInterrupt"}:
            return too_long(task, timeout)
        return {"problem": _worded(task, error)}
    printed = "".join(o.text for o in cell.outputs if o.output_type == "stream" and o.name == "stdout")
    lines = [line for line in printed.splitlines() if line.startswith(MARK)]
    return read_answer(lines[-1].removeprefix(MARK) if lines else "", task)


def error_kind(name: str) -> str:
    """Return the name of an error if it is one of Python's own: others may say anything.

    Examples
    --------
    >>> error_kind("ZeroDivisionError"), error_kind("the points are 1.5 and 2.7")
    ('ZeroDivisionError', 'an error')
    """
    known = getattr(builtins, name, None)
    is_error = isinstance(known, type) and issubclass(known, BaseException)
    return name if is_error or name == "CellTimeoutError" else "an error"


def too_long(task: Task, timeout: int) -> dict[str, Any]:
    """Return that a function had not returned in time."""
    return {"problem": TOO_LONG.format(name=task.answer, timeout=timeout)}


def _worded(task: Task, error: str) -> str:
    named = zip(task.parameters, task.arguments[0], strict=True) if is_function(task) else ()
    shapes = [f"`{name}` of shape {np.shape(value)}" for name, value in named]
    called = CALLED.format(shapes=", ".join(shapes)) if shapes else ""
    return RAISES.format(name=task.answer, error=error, called=called)


def read_answer(text: str, task: Task) -> dict[str, Any]:
    """Return an answer from the text that the kernel printed, with nothing in it but what an answer may have."""
    name = task.answer
    try:
        found = json.loads(text)
        if found.get("is") == "NoneType":
            return {"problem": GONE.format(name=name)}
        if "is" in found:
            kind = KINDS.get(str(found["is"]), "something else")
            return {"problem": OTHER.format(name=name, due=DUE[is_function(task)], kind=kind)}
        if "returns" in found:
            words = NOTHING if found["returns"] == "NoneType" else TOO_MUCH
            return {"problem": words.format(name=name)}
        if not is_function(task):
            return {"text": str(found["text"])[:LONGEST]}
        return {"values": _values(found["values"], len(task.arguments))}
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        return {"problem": FORM.format(name=name)}


def _values(found: Any, count: int) -> list[tuple[list[int], list[float | None]]]:
    """Return shapes and numbers, one pair a point, or raise an error if they do not fit together."""
    values = []
    for shape, numbers in found:
        lengths = [int(length) for length in shape]
        entries = [float(number) for number in numbers]
        if len(entries) > MOST or len(lengths) > 2 or math.prod(lengths) != len(entries):
            raise ValueError("shape and numbers do not fit")
        values.append((lengths, [entry if math.isfinite(entry) else None for entry in entries]))
    if len(values) != count:
        raise ValueError("there must be one value for each point")
    return values
