"""Traits of figures: numbers and points with names and bounds, checked with errors that help."""

import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import traitlets


class Bound(NamedTuple):
    """The name of a coordinate and the range in which a figure shows it."""

    name: str
    low: float
    high: float


def as_number(value: Any, what: str) -> float:
    """Return a finite float, or say what was expected.

    Examples
    --------
    >>> as_number(1, "x")
    1.0
    """
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise ValueError(f"{what} must be a number, not {value!r}") from None
    if not math.isfinite(number):
        raise ValueError(f"{what} must be a finite number, not {number}")
    return number


def as_point(value: Any, names: Sequence[str], what: str) -> tuple[float, ...]:
    """Return a point as a tuple of floats, one for each name.

    Raises
    ------
    ValueError
        If the value is no sequence of numbers, or of the wrong length.

    Examples
    --------
    >>> as_point([1, 2], ["x", "y"], "at")
    (1.0, 2.0)
    """
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise ValueError(f"{what} needs {len(names)} number(s) ({', '.join(names)}), not {value!r}")
    values = list(value)
    if len(values) != len(names):
        raise ValueError(
            f"{what} has {len(values)} number(s), but there are {len(names)} of ({', '.join(names)}): "
            f"give one number for each"
        )
    return tuple(as_number(v, f"{what}: {name}") for v, name in zip(values, names, strict=True))


def _inside(value: float, bound: Bound, trait: str) -> float:
    if not bound.low <= value <= bound.high:
        raise ValueError(
            f"{trait}: {bound.name} = {value:g} lies outside the figure, which shows {bound.name} from {bound.low:g} "
            f"to {bound.high:g}; choose a value inside, or build the figure with another range"
        )
    return value


def _bounded(trait: Any, obj: Any, value: Any) -> float:
    name = str(trait.name)
    (bound,) = obj.bounds[name]
    try:
        return _inside(as_number(value, name), bound, name)
    except ValueError as error:
        raise traitlets.TraitError(str(error)) from None


class Number(traitlets.TraitType[float, float]):
    """A number within the figure's bound."""

    def validate(self, obj: Any, value: Any) -> float:
        """Return the number as a float, or explain why it will not do."""
        return _bounded(self, obj, value)


class Count(traitlets.TraitType[int, int]):
    """A whole number within the figure's bound."""

    def validate(self, obj: Any, value: Any) -> int:
        """Return the number as an int, or explain why it will not do."""
        number = _bounded(self, obj, value)
        if number != int(number):
            raise traitlets.TraitError(f"{self.name} must be a whole number, not {number:g}")
        return int(number)


class Numbers(traitlets.TraitType[tuple[float, ...], Sequence[float]]):
    """A point or a vector: one number for each of the figure's bounds."""

    def validate(self, obj: Any, value: Any) -> tuple[float, ...]:
        """Return the point as a tuple of floats, or explain why it will not do."""
        name = str(self.name)
        bounds = obj.bounds[name]
        try:
            point = as_point(value, [b.name for b in bounds], name)
            return tuple(_inside(v, bound, name) for v, bound in zip(point, bounds, strict=True))
        except ValueError as error:
            raise traitlets.TraitError(str(error)) from None


class Choice(traitlets.TraitType[str, str]):
    """One of the options that the figure offers by name."""

    def validate(self, obj: Any, value: Any) -> str:
        """Return the option, or list those that there are."""
        options = [bound.name for bound in obj.bounds[str(self.name)]]
        if value not in options:
            raise traitlets.TraitError(f"{self.name} must be one of {', '.join(options)}, not {value!r}")
        return str(value)
