"""The calculations behind questions whose options are numbers: the numbers of the prompt put in, and the value.

A number here remembers how it came about. A question's `working` is plain arithmetic with such numbers, so what is
shown is what is computed.
"""

from collections.abc import Callable, Sequence
from functools import reduce
from operator import add
from typing import TypeAlias

from mcalc_helpers.quiz.solution_scalar import display
from mcalc_helpers.quiz.solution_text import number

_SUM, _PRODUCT, _POWER, _ATOM = range(4)


class Number:
    r"""A number with the calculation that led to it.

    Parameters
    ----------
    value : float
        The number.
    text : str, optional
        How it was calculated, as LaTeX; by default the number itself.
    binds : int
        How tightly the last operation of `text` binds, for brackets.

    Examples
    --------
    >>> found = Number(1.5) * 2 + Number(-0.8) * 1
    >>> print(found.text, "=", found.result)
    1.5 \cdot 2 - 0.8 \cdot 1 = 2.2
    >>> print(((Number(3) - 1) * -2).text, (Number(-3) ** 2).text)
    (3 - 1) \cdot (-2) (-3)^2
    """

    def __init__(self, value: float, text: str = "", binds: int = _ATOM) -> None:
        self.value = value
        self.text = text or number(value)
        self.binds = binds

    @property
    def result(self) -> str:
        """The value as LaTeX."""
        return number(self.value)

    def _within(self, least: int) -> str:
        return f"({self.text})" if self.binds < least or self.text.startswith("-") else self.text

    def __add__(self, other: "Number | float") -> "Number":
        right = _as_number(other)
        joined = f"- {right.text[1:]}" if right.text.startswith("-") else f"+ {right.text}"
        return Number(self.value + right.value, f"{self.text} {joined}", _SUM)

    def __sub__(self, other: "Number | float") -> "Number":
        right = _as_number(other)
        return Number(self.value - right.value, f"{self.text} - {right._within(_PRODUCT)}", _SUM)

    def __mul__(self, other: "Number | float") -> "Number":
        right = _as_number(other)
        first = self.text if self.binds >= _PRODUCT else f"({self.text})"
        return Number(self.value * right.value, rf"{first} \cdot {right._within(_POWER)}", _PRODUCT)

    def __truediv__(self, other: "Number | float") -> "Number":
        right = _as_number(other)
        return Number(self.value / right.value, rf"\frac{{{self.text}}}{{{right.text}}}", _POWER)

    def __pow__(self, exponent: int) -> "Number":
        return Number(self.value**exponent, f"{self._within(_ATOM)}^{exponent}", _POWER)


# What each line of a calculation is called, and its number.
Lines: TypeAlias = Sequence[tuple[str, Number]]
Working: TypeAlias = Callable[[], Lines]


def _as_number(value: "Number | float") -> Number:
    return value if isinstance(value, Number) else Number(value)


def hinge(z: Number) -> Number:
    r"""Return max(0, z).

    Examples
    --------
    >>> print(hinge(Number(-3.9)).text, hinge(Number(-3.9)).result)
    \max(0, -3.9) 0
    """
    return Number(max(0.0, z.value), rf"\max(0, {z.result})")


def affine(w: Sequence[float], x: Sequence[float], b: float) -> Number:
    """Return the affine value of a neuron.

    Examples
    --------
    >>> print(affine((1.5, -0.8), (4, 3), -0.6).result)
    3
    """
    terms = [Number(weight) * entry for weight, entry in zip(w, x, strict=True)]
    return reduce(add, terms) + b


def calculation(working: Working) -> str:
    r"""Return a calculation as a displayed formula.

    Parameters
    ----------
    working : callable
        Returns the lines: what each is called, as LaTeX, and its `Number`.

    Examples
    --------
    >>> print(calculation(lambda: [("C", (Number(3) ** 2 + Number(-3) ** 2) / 2)]))
    $$
    \begin{aligned}
    C &= \frac{3^2 + (-3)^2}{2} = 9
    \end{aligned}
    $$
    """
    return display(
        [
            f"{name} &= {found.text}" + (f" = {found.result}" if found.text != found.result else "")
            for name, found in working()
        ]
    )
