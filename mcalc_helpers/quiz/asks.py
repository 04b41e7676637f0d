"""What a question can ask: how it is answered, which fields it needs, which families of mistakes are looked for."""

from dataclasses import dataclass
from typing import Literal

Answered = Literal["mathematics", "size", "options", "order"]


@dataclass(frozen=True)
class Asked:
    """One kind of question.

    Attributes
    ----------
    answered : {"mathematics", "size", "options", "order"}
        Typed mathematics; a size such as 2 x 3; one or more of some options; options put in order.
    meaning : str
        What it asks for, in words.
    families : tuple of str
        The families of mistakes that are looked for unless the question names others; none means: by the shape of
        the right answer.
    needs : tuple of str
        The fields that must be given.
    may : tuple of str
        The fields that may be given beside those of every question.
    """

    answered: Answered
    meaning: str
    families: tuple[str, ...] = ()
    needs: tuple[str, ...] = ("function",)
    may: tuple[str, ...] = ()


ASKS: dict[str, Asked] = {
    "derivative": Asked("mathematics", "a derivative of any shape"),
    "partial": Asked("mathematics", "a partial derivative", ("partial",)),
    "gradient": Asked("mathematics", "the gradient of a scalar, a row", ("gradient",)),
    "jacobian": Asked("mathematics", "the Jacobian of a vector", ("jacobian",)),
    "value": Asked("mathematics", "the numbers of a derivative at a point", needs=("function", "at")),
    "factor": Asked("mathematics", "one local derivative of a chain", ("chain",), ("function", "factor")),
    "code": Asked("mathematics", "a derivative, written in NumPy"),
    "update": Asked("mathematics", "a parameter after one step of gradient descent", ("update",)),
    "shape": Asked("size", "the shape of a derivative, outputs by inputs"),
    "rule": Asked("options", "the name of the rule that applies", may=("factor",)),
    "choice": Asked("options", "which of the options hold", needs=("options",), may=("function", "working")),
    "slip": Asked("options", "the first wrong line", needs=("function", "lines")),
    "order": Asked("order", "the steps in order", needs=(), may=("function", "lines")),
}
