"""The calculations behind questions whose options are numbers: the numbers of the prompt put in, and the value.

A number here remembers how it came about. An entry of the table is plain arithmetic with such numbers, so what is shown
is what is computed.
"""

from collections.abc import Callable
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


def _as_number(value: "Number | float") -> Number:
    return value if isinstance(value, Number) else Number(value)


def _hinge(z: Number) -> Number:
    return Number(max(0.0, z.value), rf"\max(0, {z.result})")


def _affine(w: tuple[float, float], x: tuple[float, float], b: float) -> Number:
    return Number(w[0]) * x[0] + Number(w[1]) * x[1] + b


# --- the table --------------------------------------------------------------------------------------------------------

# What each line is called, and the calculation.
Lines: TypeAlias = list[tuple[str, Number]]

_W, _B = (1.5, -0.8), -0.6


def _activation(x: tuple[float, float], w: tuple[float, float] = _W, b: float = _B) -> Lines:
    z = _affine(w, x, b)
    return [("z", z), ("a", _hinge(z))]


def _days(*days: tuple[float, float]) -> Lines:
    return [(rf"\mathbf{{x}} = ({day[0]}, {day[1]}): \quad z", _affine(_W, day, _B)) for day in days]


def _mean_square(*misses: float) -> Lines:
    first, *others = (Number(miss) ** 2 for miss in misses)
    for square in others:
        first = first + square
    return [("C", first / len(misses))]


def _level_step() -> Lines:
    x, y = Number(1), Number(2)
    by_x, by_y = Number(6) * x * y, Number(3) * x**2
    change = Number(by_x.value) * 0.1 + Number(by_y.value) * -0.4
    return [
        (r"\frac{\partial f}{\partial x} = 6 x y", by_x),
        (r"\frac{\partial f}{\partial y} = 3 x^2", by_y),
        (r"\nabla f \, \mathbf{h}", change),
    ]


def _map_nearby() -> Lines:
    by_y = Number(2) * 3
    return [
        (r"\frac{\partial}{\partial x} xy = y", Number(3)),
        (r"\frac{\partial}{\partial y} xy = x", Number(2)),
        (r"\frac{\partial}{\partial x} \left(x + y^2\right)", Number(1)),
        (r"\frac{\partial}{\partial y} \left(x + y^2\right) = 2y", by_y),
        (r"\text{area}", Number(3) * by_y.value - Number(2) * 1),
    ]


_CALCULATIONS: dict[str, Callable[[], Lines]] = {
    "neuron-1": lambda: _activation((2, 1)),
    "neuron-2": lambda: _activation((1, 5)),
    "neuron-3": lambda: [
        (r"\text{neurons} \cdot (\text{weights} + \text{bias})", Number(3) * (Number(4) + 1))
    ],
    "neuron-5": lambda: _mean_square(3, -3, 0),
    "start-1": lambda: _activation((1, 4), (2, -1), 1),
    "partials-5": _level_step,
    "jacobian-5": _map_nearby,
    "activation-1": lambda: _days((2, 4), (2, 1), (1, 1), (0, 0)),
}


def calculation(identity: str) -> str:
    r"""Return the calculation behind a question of the book, as a displayed formula; empty if there is none.

    Examples
    --------
    >>> print(calculation("neuron-5"))
    $$
    \begin{aligned}
    C &= \frac{3^2 + (-3)^2 + 0^2}{3} = 6
    \end{aligned}
    $$
    """
    if identity not in _CALCULATIONS:
        return ""
    lines = _CALCULATIONS[identity]()
    shown = [
        f"{name} &= {found.text}" + (f" = {found.result}" if found.text != found.result else "")
        for name, found in lines
    ]
    return display(shown)
