"""What `mcalc_helpers.check` returns: whether an answer is right, and what a teacher would say about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_SIGNS = {"right": "✓", "wrong": "✗", "unreadable": "?", "empty": "?"}


@dataclass(frozen=True, repr=False)
class Verdict:
    """What is to be said about an answer. It is true if the answer is right, so ``assert verdict`` works.

    Attributes
    ----------
    right : bool
        Whether the answer is right.
    kind : str
        How it was judged: ``"right"``; ``"shape"``, ``"mistake"``, ``"entries"``, ``"factor"``, ``"sign"``,
        ``"value"`` and the like for wrong answers; ``"parse"`` for one that could not be read.
    mistake : str or None
        The typical mistake that gives this answer, if exactly one does: ``"gradient/column"``.
    says : str
        What a teacher would say; Markdown. It never gives the solution away.
    see : str or None
        The part of the book to read, as an address.
    see_title : str or None
        Its title.
    entries : tuple of (int, int)
        Row and column (from 0) of the entries that are right, where some are.
    echo : str or None
        How the answer was read, as LaTeX.
    at : tuple of int or None
        The characters that could not be read, from and to.
    note : str
        A remark on the form of the answer; Markdown.

    Examples
    --------
    >>> print(Verdict(right=True, kind="right", says="Right."))
    ✓ Right.
    """

    right: bool
    kind: str
    says: str
    verdict: str = "right"
    mistake: str | None = None
    see: str | None = None
    see_title: str | None = None
    entries: tuple[tuple[int, int], ...] = field(default=())
    echo: str | None = None
    at: tuple[int, int] | None = None
    note: str = ""

    def __bool__(self) -> bool:
        return self.right

    @property
    def _sign(self) -> str:
        return "✓" if self.right else _SIGNS.get(self.verdict, "✗")

    def __str__(self) -> str:
        lines = [f"{self._sign} {self.says}", self.note]
        if self.see:
            lines.append(f"Read: {self.see_title or self.see}")
        return "\n".join(line for line in lines if line)

    __repr__ = __str__

    def _repr_markdown_(self) -> str:
        colour = "right" if self.right else "not yet"
        read = f"*Your answer, as it was read:* ${self.echo}$" if self.echo else ""
        see = f"*Read:* {self.see_title or self.see}" if self.see else ""
        parts = [
            f"**{self._sign} {colour.capitalize()}.** {_without_first_word(self.says)}",
            self.note,
            read,
            see,
        ]
        return "\n\n".join(part.strip() for part in parts if part)


def _without_first_word(says: str) -> str:
    """Leave out a leading "Right.", which the heading says already."""
    return says.removeprefix("Right.").removeprefix("Not yet.").strip()


def as_verdict(judged: Mapping[str, Any], note: str = "") -> Verdict:
    """Turn what the judge found into a verdict.

    Parameters
    ----------
    judged : mapping
        The judge's verdict.
    note : str
        A remark on the form of the answer.
    """
    at = judged.get("at")
    return Verdict(
        right=judged["verdict"] == "right",
        kind=judged["kind"],
        says=judged["says"],
        verdict=judged["verdict"],
        mistake=judged.get("mistake"),
        see=judged.get("see"),
        see_title=judged.get("seeTitle"),
        entries=tuple((int(i), int(j)) for i, j in judged.get("entries") or ()),
        echo=judged.get("echo"),
        at=(int(at[0]), int(at[1])) if at else None,
        note=note,
    )
