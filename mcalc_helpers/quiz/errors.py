"""The error for a question that cannot be asked as it stands, and the suggestions it makes."""

from collections.abc import Iterable
from difflib import get_close_matches


class QuestionError(ValueError):
    """A question is malformed. The message names the file, the question and the field."""

    def __init__(self, source: str, question: str, field: str, problem: str) -> None:
        place = f"{source}: " if source else ""
        super().__init__(f"{place}{question or 'a question without an id'}: field {field!r}: {problem}")


def not_one_of(given: object, known: Iterable[str]) -> str:
    """Say that something is not among the known names, and which one was probably meant.

    Examples
    --------
    >>> not_one_of("gradiant", ["partial", "gradient"])
    "'gradiant' is not one of partial, gradient; did you mean 'gradient'?"
    """
    names = list(known)
    close = get_close_matches(str(given), names, n=1)
    meant = f"; did you mean {close[0]!r}?" if close else ""
    return f"{given!r} is not one of {', '.join(names)}{meant}"
