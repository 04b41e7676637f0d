"""What the judge knows of an assignment: for each judged cell the hidden question, the answer's name, the near misses.

It stands in ``questions/<assignment>.py`` of the course, which is never released, as ``TASKS``: a table from the id of
the graded cell to a `Task`.
"""

import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from mcalc_helpers.quiz.functions import parameter_names
from mcalc_helpers.quiz.question import Question
from mcalc_helpers.quiz.sheet import Sheet, build

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Task:
    """A judged cell.

    Attributes
    ----------
    question : Question
        What is asked; computes the right answer, the wrong ones and their words.
    answer : str
        The student's variable: a text, or a function of the question's parameters.
    near : mapping of str to float
        The share of the points for a mistake that shows most of the understanding: ``{"gradient/column": 0.5}``.
    """

    question: Question
    answer: str
    near: Mapping[str, float] = field(default_factory=dict)

    @property
    def sheet(self) -> Sheet:
        """The question as data."""
        return build(self.question).sheet

    @property
    def parameters(self) -> list[str]:
        """The parameters of the student's function, in their order."""
        return parameter_names(self.question.function)

    @property
    def arguments(self) -> list[list[Any]]:
        """The hidden points: for each the arguments of the student's function, as lists that JSON can hold."""
        shapes = self.question.shapes
        return [
            [_plain(point[name], shapes.get(name, ())) for name in self.parameters]
            for point in self.sheet["points"]
        ]


def _plain(value: Any, shape: Any) -> Any:
    """Return a value as a function of NumPy arrays takes it: a vector has one axis, not a column of two."""
    one_axis = isinstance(shape, str | int) or len(shape) == 1
    return [row[0] for row in value] if one_axis else value


@lru_cache
def tasks_of(assignment: str, root: Path = ROOT) -> Mapping[str, Task]:
    """Return the judged cells of an assignment by their ids; none if it has no file of questions."""
    path = root / "questions" / f"{assignment.replace('-', '_')}.py"
    if not path.exists():
        return {}
    spec = importlib.util.spec_from_file_location(f"course_questions.{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    tasks: Mapping[str, Task] = module.TASKS
    return tasks
