"""Run a submission, read its answers at hidden points, and let another process judge them."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output
from nbgrader.preprocessors import Execute
from traitlets import Integer, Type

from grading.cells import grade_id
from grading.judging import judge_all
from grading.kernel import SandboxedKernelManager
from grading.outputs import kinds_of_errors, text_only
from grading.probe import is_function, probe_source, read_probe, too_long
from grading.tasks import tasks_of

STOPPED = "Not run: the notebook had stopped at an earlier cell: {reason}"
HERE = "\nStopped here: {reason}\n"
INTERRUPTED = "\nInterrupted after {timeout} s: an endless loop?\n"
FLOODED = "\n[cut: this cell printed more than {limit} characters]\n"
ENDLESS = "a cell printed more than {limit} characters."
TAMPERED = "the Python process answers in a form that cannot be read: was it tampered with?"
REASONS: dict[type[Exception], str] = {
    CellTimeoutError: "a cell ran longer than {timeout} s and could not be interrupted: an endless loop?",
    DeadKernelError: "the Python process ended: was its memory used up, or did the code end it?",
}
MALFORMED = (AttributeError, IndexError, KeyError, TypeError, ValueError)
TOO_SLOW = "{count} cells ran longer than {timeout} s each."
NOT_RECEIVED = (
    "the cells {names} are not there exactly once: was the submission not received (see the lines above)?"
)
PRINTED = frozenset({"stream", "display_data", "execute_result", "update_display_data", "error"})


class Flooded(Exception):
    """A cell prints more than anybody would read, or a notebook should hold."""


class JudgedExecute(Execute):
    """Runs the notebook in the sandbox; then judges its answers in a process that shares nothing with the student's.

    A graded code cell whose id names a task of the course (`grading.tasks`) is judged so. Its outputs are written here:
    what the judge says, and the score as a plain number, which nbgrader reads. So nothing that a submission prints,
    patches or defines can set its own score.
    """

    kernel_manager_class = Type(default_value=SandboxedKernelManager, klass=SandboxedKernelManager)
    output_limit = Integer(20_000, help="Characters of output kept of each cell.").tag(config=True)
    flood_limit = Integer(2_000_000, help="Characters that a cell may print before it is stopped.").tag(
        config=True
    )
    timeouts_allowed = Integer(3, help="Cells that may run out of time before the rest is not run.").tag(
        config=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["kernel_manager_class"] = SandboxedKernelManager
        super().__init__(*args, **kwargs)
        self.shutdown_kernel = "immediate"  # there is nothing that it should save

    def preprocess(self, nb: NotebookNode, resources: Any = None, km: Any = None) -> tuple[NotebookNode, Any]:
        """Run all cells, then judge all answers at once."""
        marks = resources["nbgrader"]
        self._tasks = tasks_of(marks["assignment"])
        self._answers: dict[str, Any] = {}
        self._stopped = ""
        self._timeouts = 0
        self._points_shown = False
        times = Counter(grade_id(cell) for cell in nb.cells)
        absent = [name for name in self._tasks if times[name] != 1]
        if absent:
            raise RuntimeError(NOT_RECEIVED.format(names=", ".join(absent)))
        nb, resources = super().preprocess(nb, resources, km)
        self._write_scores(nb, f"{marks['student']}, {marks['assignment']}")
        return nb, resources

    def preprocess_cell(self, cell: NotebookNode, resources: Any, index: int) -> tuple[NotebookNode, Any]:
        """Run one cell; if it is judged, read its answer right after, while the kernel is as the cell left it."""
        if cell.cell_type != "code":
            return cell, resources
        self._run(cell, index)
        if grade_id(cell) in self._tasks:
            self._answers[grade_id(cell)] = self._read_answer(grade_id(cell), index)
        return cell, resources

    def _run(self, cell: NotebookNode, index: int) -> None:
        """Run a cell, unless the notebook has stopped; a cell that stops it says why."""
        if self._stopped:
            cell.outputs = [new_output("stream", name="stdout", text=self._not_run())]
            return
        self._printed = 0
        try:
            self.execute_cell(cell, index, store_history=True)
        except tuple(REASONS) as problem:
            self._stopped = REASONS[type(problem)].format(timeout=self.timeout)
        except Flooded:
            self._stopped = ENDLESS.format(limit=self.flood_limit)
        except MALFORMED:  # what nbclient meets in a message that is not as it should be
            self._stopped = TAMPERED
        cell.execution_count = None  # the kernel says it, and may say anything
        # Once the kernel has seen hidden points, it might print them.
        cell.outputs = kinds_of_errors(cell.outputs) if self._points_shown else text_only(cell.outputs)
        if timed_out(cell):
            self._timeouts += 1
            text = INTERRUPTED.format(timeout=self.timeout)
            cell.outputs.append(new_output("stream", name="stdout", text=text))
            if self._timeouts >= self.timeouts_allowed:
                self._stopped = TOO_SLOW.format(count=self._timeouts, timeout=self.timeout)
        if self._stopped:
            cell.outputs.append(new_output("stream", name="stdout", text=HERE.format(reason=self._stopped)))

    def _read_answer(self, name: str, index: int) -> Mapping[str, Any]:
        """Return the answer as plain data: its text, or the values of the student's function at the hidden points."""
        task = self._tasks[name]
        if timed_out(self.nb.cells[index]) and not self._stopped:
            return too_long(task, self.timeout)  # it would not return for the probe either
        if not self._stopped:
            graded, probe = self.nb.cells[index], new_code_cell(probe_source(task))
            self._points_shown, shown = False, self._points_shown
            self._run(probe, index)
            self._points_shown = shown or is_function(task)
            self.nb.cells[index] = graded  # nbclient stores a cell that it has run; the probe is not stored
        if self._stopped:
            return {"problem": self._not_run()}
        return read_probe(probe, task, self.timeout)

    def _not_run(self) -> str:
        """Return why a cell that comes after the end was not run."""
        return STOPPED.format(reason=self._stopped)

    def _write_scores(self, nb: NotebookNode, whose: str) -> None:
        """Let the judge see the answers; write what it says, and the score, as the outputs of the graded cells."""
        verdicts = judge_all(self._tasks, self._answers)
        for cell in nb.cells:
            verdict = verdicts.get(grade_id(cell))
            if verdict is None:
                continue
            points = float(cell.metadata.nbgrader.points)
            score = round(float(points * verdict["share"]), 4)
            said = {"text/markdown": f"**{score:g} of {points:g} points.** {verdict['says']}"}
            cell.outputs = [
                new_output("display_data", said),
                new_output("execute_result", {"text/plain": repr(score)}, execution_count=1),
            ]
        problems = {name: answer["problem"] for name, answer in self._answers.items() if "problem" in answer}
        not_run = [name for name, problem in problems.items() if problem == self._not_run()]
        if self._stopped:
            self.log.warning("%s: stopped: %s 0 points for %s.", whose, self._stopped, ", ".join(not_run))
        for name in problems.keys() - set(not_run):
            self.log.warning("%s, %s: %s", whose, name, problems[name])

    async def _async_check_alive(self) -> None:
        """Take the kernel for dead if it is no longer there: nbclient may look once more after the end."""
        if self.kc is None:
            raise DeadKernelError("The kernel has been closed.")
        await super()._async_check_alive()

    def process_message(self, msg: Mapping[str, Any], cell: NotebookNode, cell_index: int) -> Any:
        """Keep a cell's output within the limit, as it arrives."""
        if msg["msg_type"] not in PRINTED:
            return super().process_message(msg, cell, cell_index)
        before, self._printed = self._printed, self._printed + len(str(msg["content"]))
        if self._printed > self.flood_limit:
            raise Flooded
        if self._printed <= self.output_limit:
            return super().process_message(msg, cell, cell_index)
        if before <= self.output_limit:
            text = FLOODED.format(limit=self.output_limit)
            cell.outputs.append(new_output("stream", name="stdout", text=text))
        return None


def timed_out(cell: NotebookNode) -> bool:
    """Tell whether a cell ran out of its time."""
    return any(output.get("ename") == "CellTimeoutError" for output in cell.outputs)
