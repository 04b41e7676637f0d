"""One typical mistake: how its answer is computed, what it is called, what a teacher would say."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mcalc_helpers.quiz.at import At
from mcalc_helpers.quiz.evaluate import Array


@dataclass(frozen=True)
class Variant:
    """One of several answers that a mistake can lead to.

    Attributes
    ----------
    value : numpy.ndarray
        The answer.
    words : dict of str to str
        What fills the blanks ``{...}`` of the mistake's message.
    """

    value: Array
    words: Mapping[str, str] = field(default_factory=dict)


Found = Array | Sequence[Array | Variant] | None


@dataclass(frozen=True)
class Mistake:
    """One row of the table of mistakes.

    Attributes
    ----------
    name : str
        ``"family/short-name"``.
    title : str
        The mistake in a few words.
    wrong : callable
        From the numbers at a point (`mcalc_helpers.quiz.at.At`) to the wrong answer, or to several; None where the
        mistake cannot be made.
    says : str
        Markdown: what the answer looks like and why that happens; never the solution. May hold blanks, ``{row}``.
    read : str
        Where to read, ``"page#Heading"``.
    also : tuple of str
        Places in other chapters that say the same, for the questions of those chapters.
    """

    name: str
    title: str
    wrong: Callable[[At], Found]
    says: str
    read: str
    also: tuple[str, ...] = ()

    def place(self, page: str) -> str:
        """Return where to read for a question of a page: there, if that page says it."""
        return next((read for read in self.also if read.startswith(f"{page}#")), self.read)

    def variants(self, at: At) -> list[Variant]:
        """Return the answers at a point that the mistake leads to."""
        found = self.wrong(at)
        if found is None:
            return []
        several: Iterable[Array | Variant] = found if isinstance(found, Sequence) else (found,)
        return [part if isinstance(part, Variant) else Variant(part) for part in several]
