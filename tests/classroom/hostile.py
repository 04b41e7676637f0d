"""Submissions that mean harm, or look like it, and what each is due: the marks, and the lines that say what happened.

All are of the diagnostic assignment. A row changes what an excellent student hands in.
"""

import json
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from grading.planted import handed_in
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output

ASSIGNMENT = "diagnostic"
FULL = {"power": 2.0, "product": 2.0, "chain": 2.0, "number": 2.0, "code": 3.0}
NOTHING = dict.fromkeys(FULL, 0.0)
SECONDS = 10  # for a cell, in these tests

Change = Callable[[NotebookNode], NotebookNode | bytes]


@dataclass(frozen=True)
class Hostile:
    """A submission: how it is made, which marks differ from full marks, and what is said where."""

    change: Change
    marks: Mapping[str, float] = field(default_factory=dict)
    says: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    log: str = ""


def instead(**answers: str) -> Change:
    """Write other things into answer cells."""
    named = {f"{ASSIGNMENT}-{name}": textwrap.dedent(source).strip() for name, source in answers.items()}
    return lambda notebook: handed_in(notebook, named)


def changed(change: Callable[[NotebookNode], NotebookNode | bytes]) -> Change:
    """Change the whole of an excellent notebook."""
    return lambda notebook: change(handed_in(notebook))


def as_bytes(notebook: NotebookNode) -> bytes:
    return json.dumps(notebook).encode()


def without(*endings: str) -> Change:
    def delete(notebook: NotebookNode) -> NotebookNode:
        notebook.cells = [cell for cell in notebook.cells if not name_of(cell).endswith(endings)]
        return notebook

    return changed(delete)


def name_of(cell: NotebookNode) -> str:
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def cell_of(notebook: NotebookNode, name: str) -> NotebookNode:
    return next(cell for cell in notebook.cells if name_of(cell) == f"{ASSIGNMENT}-{name}")


def reordered(notebook: NotebookNode) -> NotebookNode:
    notebook.cells.reverse()
    return notebook


def emptied(notebook: NotebookNode) -> NotebookNode:
    notebook.cells = []
    return notebook


def stripped(notebook: NotebookNode) -> NotebookNode:
    """Lose every mark and every id, as some editors do."""
    for number, cell in enumerate(notebook.cells):
        cell.metadata = NotebookNode()
        cell.id = f"new-{number}"
    return notebook


def duplicated(notebook: NotebookNode) -> NotebookNode:
    place = notebook.cells.index(cell_of(notebook, "chain"))
    copies = [cell_of(notebook, "chain-answer").copy(), cell_of(notebook, "chain").copy()]
    copies[0]["source"] = 'answer_3 = "0"'
    notebook.cells[place + 1 : place + 1] = copies
    return notebook


def forged(notebook: NotebookNode) -> NotebookNode:
    """Write other checks, points, types and outputs into the locked cells; answer nothing."""
    for cell in notebook.cells:
        name = name_of(cell)
        if name.endswith("-answer"):
            cell.source = "1000.0"
        elif name.removeprefix(f"{ASSIGNMENT}-") in FULL:
            cell.source = "1000.0"
            cell.metadata.nbgrader |= {"points": 1000, "locked": False, "solution": True}
            cell.outputs = [new_output("execute_result", {"text/plain": "2.0"}, execution_count=1)]
    return notebook


def padded(megabytes: int) -> Change:
    def pad(notebook: NotebookNode) -> bytes:
        text = "x" * (megabytes * 1_000_000)
        cell_of(notebook, "chain-answer").outputs = [new_output("stream", name="stdout", text=text)]
        return as_bytes(notebook)

    return changed(pad)


def with_long_source(notebook: NotebookNode) -> NotebookNode:
    notebook.cells.append(new_code_cell("#" * 600_000))
    return notebook


def carrying_points_out(notebook: NotebookNode) -> NotebookNode:
    """Let the function remember what it is called with, and print it afterwards in every way."""
    cell_of(notebook, "code-answer").source = textwrap.dedent(
        """
        seen = []
        def slope(x):
            seen.append(x)
            return x / np.sqrt(1 + x**2)
        """
    )
    loud = "print('POINTS', seen)\ndisplay(seen)\nraise type(f'POINTS {seen}', (ValueError,), {})(f'POINTS {seen}')"
    notebook.cells.append(new_code_cell(loud))
    return notebook


RIGHT_CODE = "def slope(x):\n    return x / np.sqrt(1 + x**2)"
PATCHED = """
    import builtins, json, sympy, numpy
    import mcalc_helpers as mc
    import mcalc_helpers.quiz.judge as judging
    right = {"verdict": "right", "kind": "right", "says": "Right.", "mistake": None}
    judging.judge = judging.run = lambda *arguments: right
    mc.check = mc.derive = lambda *arguments: True
    sympy.simplify = lambda *arguments: sympy.Integer(0)
    numpy.allclose = lambda *arguments, **named: True
    json.dumps = lambda *arguments, **named: '{"share": 1.0, "score": 2.0, "says": "Right."}'
    print("mcalc-answer:" + '{"share": 1.0}')
    class Anything(str):
        __eq__ = lambda self, other: True
        __hash__ = str.__hash__
    answer_1 = Anything("7")
"""
SLEEPS = "987654321987"  # seconds; by them its processes are known
FORK = f"""
    import os, signal
    for _ in range(20):
        if os.fork() == 0:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            os.execvp("sleep", ["sleep", "{SLEEPS}"])
    answer_3 = "5 cos(5x + 2)"
"""
SWALLOW = """
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
"""
AFTER_PRODUCT = {"product": 0.0, "chain": 0.0, "number": 0.0, "code": 0.0}
AFTER_CHAIN = {"chain": 0.0, "number": 0.0, "code": 0.0}
NO_NOTEBOOK = "could not be read as a notebook"

HOSTILE: Mapping[str, Hostile] = {
    "honest": Hostile(handed_in),
    "loop-at-top-level": Hostile(
        instead(chain="while True:\n    pass"),
        {"chain": 0.0},
        {"chain": "`answer_3` is not there"},
        log="answer_3",
    ),
    "loop-in-a-function": Hostile(
        instead(code="def slope(x):\n    while True:\n        pass"),
        {"code": 0.0},
        {"code": "endless loop"},
        log="`slope` had not returned",
    ),
    "loop-that-swallows-interrupts": Hostile(
        instead(product=SWALLOW),
        AFTER_PRODUCT,
        {"number": "Not run: the notebook had stopped"},
        log="could not be interrupted",
    ),
    "hundred-megabytes-of-output": Hostile(
        instead(chain='for k in range(1000):\n    print("x" * 100_000)\nanswer_3 = "5 cos(5x + 2)"'),
        AFTER_CHAIN,
        {"number": "printed more than 2000000 characters"},
        log="printed more than 2000000 characters",
    ),
    "much-output": Hostile(instead(chain='print("x" * 100_000)\nanswer_3 = "5 cos(5x + 2)"')),
    "memory": Hostile(
        instead(chain="hog = bytearray(20 << 30)"), {"chain": 0.0}, {"chain": "`answer_3` is not there"}
    ),
    "syntax-error": Hostile(
        instead(code="def slope(x) return x"), {"code": 0.0}, {"code": "`slope` is not there"}, log="slope"
    ),
    "deleted-answers": Hostile(
        without("-answer"),
        NOTHING,
        {"power": "Write an answer"},
        note="5 cells for answers had been deleted",
        log="5 cells for answers had been deleted",
    ),
    "deleted-checks": Hostile(
        without("-power", "-code"), note="2 cells with checks had been deleted", log="diagnostic-power"
    ),
    "deleted-everything": Hostile(
        changed(emptied),
        NOTHING,
        note="6 cells for answers had been deleted",
    ),
    "reordered": Hostile(changed(reordered)),
    "duplicated": Hostile(changed(duplicated), note="2 copies of cells", log="2 copies of cells"),
    "stripped": Hostile(
        changed(stripped), note="marks of 12 cells had been removed", log="marks of 12 cells"
    ),
    "patched-checker": Hostile(
        instead(
            power=PATCHED, product='answer_2 = "7"', chain='answer_3 = "7"', number='answer_4 = "7"', code="0"
        ),
        NOTHING,
    ),
    "forged-cells": Hostile(changed(forged), NOTHING),
    "values-that-are-none": Hostile(
        instead(
            power="answer_1 = True",
            product="import sympy\nanswer_2 = sympy.Rational(1, 2)",
            chain='answer_3 = float("nan")',
            number='answer_4 = "(" * 5000 + "4"',
            code='def slope(x):\n    return float("nan")',
        ),
        NOTHING,
        {"power": "should be text in quotes, and is a truth value"},
    ),
    "values-of-odd-shapes": Hostile(
        instead(code="def slope(x):\n    return np.zeros((50, 50, 50))"),
        {"code": 0.0},
        {"code": "far more numbers"},
    ),
    "values-of-changing-shape": Hostile(
        instead(code="def slope(x):\n    return np.zeros(np.random.randint(2, 99))"),
        {"code": 0.0},
        {"code": "different shapes"},
    ),
    "a-function-that-fails": Hostile(
        instead(code="def slope(x):\n    return {}[str(x)]"),
        {"code": 0.0},
        {"code": "KeyError when it is called"},
    ),
    "exit": Hostile(
        instead(chain="import os\nos._exit(0)"),
        AFTER_CHAIN,
        {"chain": "the Python process ended", "code": "Not run"},
        log="the Python process ended",
    ),
    "fork": Hostile(instead(chain=FORK)),
    "truncated": Hostile(changed(lambda n: as_bytes(n)[:2000]), NOTHING, note=NO_NOTEBOOK, log=NO_NOTEBOOK),
    "empty-file": Hostile(changed(lambda n: b""), NOTHING, note=NO_NOTEBOOK),
    "a-list": Hostile(changed(lambda n: b"[]"), NOTHING, note=NO_NOTEBOOK),
    "cells-of-a-kind-unknown": Hostile(
        changed(lambda n: b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [3]}'),
        NOTHING,
        note=NO_NOTEBOOK,
    ),
    "format-of-the-future": Hostile(
        changed(lambda n: b'{"nbformat": 99, "nbformat_minor": 5, "metadata": {}, "cells": []}'),
        NOTHING,
        note=NO_NOTEBOOK,
    ),
    "nested-too-deep": Hostile(changed(lambda n: b"[" * 200_000), NOTHING, note=NO_NOTEBOOK),
    "a-picture": Hostile(changed(lambda n: b"\x89PNG\r\n\x1a\n\xff"), NOTHING, note=NO_NOTEBOOK),
    "huge-file": Hostile(padded(30), NOTHING, note="more than the 20.0 MB", log="more than the 20.0 MB"),
    "large-outputs": Hostile(padded(8)),
    "long-source": Hostile(changed(with_long_source), NOTHING, note="more than the 500000"),
    "carrying-points-out": Hostile(changed(carrying_points_out)),
}


def due(name: str) -> dict[str, float | None]:
    """Return the marks that a submission is due, the derivation aside."""
    marks = FULL | HOSTILE[name].marks
    return {f"{ASSIGNMENT}-{cell}": points for cell, points in marks.items()}
