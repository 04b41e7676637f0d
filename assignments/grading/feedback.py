"""What teacher and student see of a judged cell: the judge's words. The score beside them is there for nbgrader."""

from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

WORDS = "text/markdown"


class WordsOnly(Preprocessor):
    """Leaves out the bare number that `grading.execute` writes below the judge's words."""

    def preprocess_cell(self, cell: NotebookNode, resources: Any, index: int) -> tuple[NotebookNode, Any]:
        """Keep only the words of a cell that has some; all of another cell.

        Examples
        --------
        >>> from nbformat.v4 import new_code_cell, new_output
        >>> words = new_output("display_data", {"text/markdown": "**1 of 2 points.**"})
        >>> score = new_output("execute_result", {"text/plain": "1.0"}, execution_count=1)
        >>> cell, _ = WordsOnly().preprocess_cell(new_code_cell(outputs=[words, score]), {}, 0)
        >>> [output.data for output in cell.outputs]
        [{'text/markdown': '**1 of 2 points.**'}]
        """
        outputs = cell.get("outputs", [])
        words = [output for output in outputs if WORDS in output.get("data", {})]
        if words:
            cell.outputs = words
        return cell, resources
