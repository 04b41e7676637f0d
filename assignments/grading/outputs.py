"""What is kept of the outputs of a submission's own cells: text, which can neither load nor run anything."""

from collections.abc import Callable, Sequence

from nbformat import NotebookNode
from nbformat.v4 import new_output

from grading.probe import error_kind

LONGEST = 2_000  # characters of an error's message
LINES = 20  # of its traceback


def text_only(outputs: Sequence[NotebookNode]) -> list[NotebookNode]:
    """Return the outputs without HTML, scripts and pictures.

    Examples
    --------
    >>> rich = new_output("display_data", {"text/html": "<b>2</b>", "text/plain": "2"})
    >>> [output.data for output in text_only([rich])]
    [{'text/plain': '2'}]
    """
    return [_AS_TEXT[output.output_type](output) for output in outputs if output.output_type in _AS_TEXT]


# Everything is made anew, as text: the kernel may have sent anything.
def _stream(output: NotebookNode) -> NotebookNode:
    name = "stderr" if output.get("name") == "stderr" else "stdout"
    return new_output("stream", name=name, text=str(output.get("text", "")))


def _error(output: NotebookNode) -> NotebookNode:
    lines = [str(line)[:LONGEST] for line in list(output.get("traceback", ()))[-LINES:]]
    kind, message = str(output.get("ename", ""))[:LONGEST], str(output.get("evalue", ""))[:LONGEST]
    return new_output("error", ename=kind, evalue=message, traceback=lines)


def _rich(output: NotebookNode) -> NotebookNode:
    return new_output("display_data", {"text/plain": str(dict(output.get("data", {})).get("text/plain", ""))})


_AS_TEXT: dict[str, Callable[[NotebookNode], NotebookNode]] = {
    "stream": _stream,
    "error": _error,
    "display_data": _rich,
    "execute_result": _rich,
}


def kinds_of_errors(outputs: Sequence[NotebookNode]) -> list[NotebookNode]:
    """Return nothing but the kinds of the errors.

    Examples
    --------
    >>> secret = new_output("error", ename="ValueError", evalue="1.25", traceback=["1.25"])
    >>> kinds_of_errors([secret, new_output("stream", text="1.25")])[0].traceback
    ['ValueError (its message is not shown in graded work)']
    """
    kinds = [error_kind(output.ename) for output in outputs if output.output_type == "error"]
    said = "{kind} (its message is not shown in graded work)"
    return [new_output("error", ename=kind, evalue="", traceback=[said.format(kind=kind)]) for kind in kinds]
