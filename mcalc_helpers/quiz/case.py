"""What is computed from a question's function: its derivative and what lies on the way, at any point."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import numpy as np

import mcalc_helpers.shapes as shapes
from mcalc_helpers.arguments import element
from mcalc_helpers.chain import Chain, Edge
from mcalc_helpers.derivation import Derivation, derive
from mcalc_helpers.quiz.errors import QuestionError
from mcalc_helpers.quiz.evaluate import Array
from mcalc_helpers.quiz.functions import as_numpy, parameter_names
from mcalc_helpers.quiz.question import Question
from mcalc_helpers.shapes import Shape, TraceError

# Different from each other and from 1, so that a transposed shape shows; with 3 samples or more a missing 2/N does.
_LENGTHS = {"n": 3, "N": 5, "m": 2, "k": 4}
_OTHER_LENGTHS = (6, 7, 8, 9)

LEARNING_RATE = "eta"


class Case:
    """A question's function, differentiated.

    Attributes
    ----------
    question : Question
        The question.
    function : callable
        Its function in plain NumPy.
    shapes : dict of str to shape
        The shape of every parameter.
    sizes : dict of str to int
        How long the named sizes are at the points.
    derivations : tuple of Derivation
        One for each column of the answer, if it is by several scalars; otherwise a single one.
    """

    def __init__(self, question: Question) -> None:
        self.question = question
        self.function: Callable[..., Any] = as_numpy(question.function)
        names = parameter_names(question.function)
        try:
            self.shapes: dict[str, Shape] = {
                name: shapes.read(name, question.shapes.get(name, ())) for name in names
            }
        except TraceError as error:
            raise self.error("shapes", str(error)) from error
        self.sizes = self._sizes()
        self._derived: dict[str, Derivation] = {}
        wrt = question.wrt if question.wrt is not None else names[0]
        self.wrt = wrt if isinstance(wrt, tuple) else (wrt,)
        self.derivations = tuple(self.derivation(name) for name in self.wrt)

    def error(self, field: str, problem: str) -> QuestionError:
        """Return the error for one field of the question."""
        return QuestionError(self.question.source, self.question.id, field, problem)

    def _sizes(self) -> dict[str, int]:
        named = dict.fromkeys(
            size for shape in self.shapes.values() for size in shape if isinstance(size, str)
        )
        if self.question.at is not None:
            return self._sizes_at(self.question.at)
        others = iter(_OTHER_LENGTHS)
        try:
            return {size: _LENGTHS.get(size) or next(others) for size in named}
        except StopIteration:
            raise self.error("shapes", f"there are too many different sizes: {', '.join(named)}") from None

    def _sizes_at(self, point: Mapping[str, Any]) -> dict[str, int]:
        found: dict[str, int] = {}
        for name, shape in self.shapes.items():
            given = np.shape(point[name])
            if len(given) != len(shape):
                raise self.error("at", f"{name} has shape {shapes.show(given)}, due {shapes.show(shape)}")
            for size, length in zip(shape, given, strict=True):
                if (found.setdefault(size, length) if isinstance(size, str) else size) != length:
                    raise self.error("at", f"{name} has shape {shapes.show(given)}, due {shapes.show(shape)}")
        return found

    def derivation(self, wrt: str) -> Derivation:
        """Return the derivation of the function by one parameter, or one entry of one."""
        if wrt not in self._derived:
            try:
                self._derived[wrt] = derive(self.function, wrt, self.shapes)
            except TraceError as error:
                raise self.error("function", f"it cannot be derived by {wrt}: {error}") from error
        return self._derived[wrt]

    @property
    def main(self) -> Derivation:
        """The derivation by the first variable."""
        return self.derivations[0]

    @property
    def parameter(self) -> str:
        """The first parameter that is differentiated by, without the position of an entry."""
        return element(self.wrt[0], self.shapes)[0]

    @cached_property
    def chain(self) -> Chain | None:
        """The chain of intermediate variables; None by several scalars or by one entry of a vector."""
        return self.main.chain if self.wrt == (self.parameter,) else None

    @cached_property
    def edge(self) -> Edge | None:
        """The local derivative that the question is about; None if it is about the whole derivative."""
        wanted = self.question.factor
        if wanted is None:
            return None
        if self.chain is None:
            raise self.error("factor", "there is no single chain by several variables or by one entry")
        outer, inner = wanted if isinstance(wanted, tuple) else (wanted, None)
        edges = [edge for variable in self.chain.variables for edge in variable.edges]
        found = [e for e in edges if e.outer.name == outer and inner in (None, e.inner.name)]
        if len(found) != 1 or found[0].jacobian is None:
            known = ", ".join(f"({e.outer.name!r}, {e.inner.name!r})" for e in edges if e.jacobian)
            raise self.error("factor", f"{wanted!r} is not one local derivative; there are {known}")
        return found[0]

    @property
    def size(self) -> tuple[shapes.Size, shapes.Size]:
        """The shape of the whole derivative, with sizes by name."""
        height, width = self.main.shape
        return height, len(self.wrt) if len(self.wrt) > 1 else width

    def value(self, point: Mapping[str, Any]) -> Array:
        """Return the function's value at a point."""
        with np.errstate(all="ignore"):
            given = {name: np.asarray(point[name], dtype=float)[()] for name in self.shapes}
            return np.asarray(self.function(**given), dtype=float)
