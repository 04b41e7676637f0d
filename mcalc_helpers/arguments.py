"""Arguments of a derivation: which entry a derivative is by, arrays that fit the shapes, random points for a check."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mcalc_helpers.shapes import Shape, Size, TraceError, show

Array = NDArray[np.float64]
Shapes = Mapping[str, Shape]

# Lengths for a check: different from each other, so that a transposed or misplaced size shows.
_LENGTHS = (3, 4, 5, 2, 6, 7)

_ENTRY = r"\s*(\w+)\s*(?:\[\s*(\d+)\s*(?:,\s*(\d+)\s*)?\])?\s*"


def element(wrt: object, parameters: Shapes) -> tuple[str, tuple[int, ...]]:
    """Split what to differentiate by into a parameter and the position of an entry.

    Parameters
    ----------
    wrt : str or None
        ``"w"``, ``"w[0]"`` or ``"W[0, 1]"``, counted from 0.
    parameters : mapping of str to shape
        The parameters of the function.

    Returns
    -------
    name : str
        The parameter.
    position : tuple of int
        The entry; empty for the whole parameter.

    Raises
    ------
    TraceError
        If there is no such parameter or entry.

    Examples
    --------
    >>> element("w[2]", {"w": ("n",)})
    ('w', (2,))
    """
    match = isinstance(wrt, str) and re.fullmatch(_ENTRY, wrt)
    if not match or match.group(1) not in parameters:
        raise TraceError(
            f"cannot differentiate by {wrt!r}; the parameters are {', '.join(parameters)}. "
            "Write one of them, or one entry such as 'w[0]'."
        )
    name = match.group(1)
    position = tuple(int(part) for part in match.groups()[1:] if part is not None)
    shape = parameters[name]
    beyond = any(isinstance(size, int) and at >= size for at, size in zip(position, shape, strict=False))
    if position and (len(position) != len(shape) or beyond):
        raise TraceError(f"{name} has shape {show(shape)}, so it has no entry {wrt!r} (counted from 0)")
    return name, position


def refuse_three_axes(name: str, output: Shape, parameter: str, input: Shape) -> None:
    """Raise an error if the derivative of a function by a parameter would have more than two axes.

    Examples
    --------
    >>> refuse_three_axes("loss", (), "W", ("m", "n"))
    """
    if len(output) == 2 or (output and len(input) == 2):
        raise TraceError(
            f"{name} has shape {show(output)} and {parameter} has shape {show(input)}: their derivative has more than "
            "two axes. Differentiate a scalar by a matrix, or a vector by a vector: np.sum makes a vector a scalar, "
            "x[0] picks one of its entries."
        )


def fitted(
    arguments: Mapping[str, Any], parameters: Shapes, in_order: Sequence[Any] = ()
) -> dict[str, Array]:
    """Turn arguments into arrays, and check them against the shapes.

    Parameters
    ----------
    arguments : mapping of str to array-like
        One for each parameter.
    parameters : mapping of str to shape
        The parameters; a size name must have the same value wherever it stands.
    in_order : sequence of array-like
        Those of the first parameters, where they are not given by name.

    Returns
    -------
    dict of str to numpy.ndarray
        In the order of the parameters.

    Raises
    ------
    TraceError
        If an argument is missing, unknown or given twice, is no array of real numbers, or does not fit.

    Examples
    --------
    >>> fitted({"x": [1, 2]}, {"x": ("n",)})
    {'x': array([1., 2.])}
    """
    first = dict(zip(parameters, in_order, strict=False))
    problems = {
        "given twice": [name for name in first if name in arguments],
        "too many": [repr(value) for value in in_order[len(parameters) :]],
        "missing": [name for name in parameters if name not in first and name not in arguments],
        "unknown": [name for name in arguments if name not in parameters],
    }
    for problem, found in problems.items():
        if found:
            raise TraceError(
                f"argument {', '.join(found)} {problem}; the parameters are {', '.join(parameters)}"
            )
    arguments = first | dict(arguments)
    known: dict[Size, tuple[int, str]] = {}
    result = {}
    for name, shape in parameters.items():
        try:
            array = np.asarray(arguments[name], dtype=float)
        except (TypeError, ValueError):
            raise TraceError(f"{name} must hold real numbers, and got {arguments[name]!r}") from None
        if array.ndim != len(shape):
            raise TraceError(f"{name} must have shape {show(shape)}, and got {show(array.shape)}")
        for size, length in zip(shape, array.shape, strict=True):
            due, source = known.setdefault(size, (size if isinstance(size, int) else length, name))
            if due != length:
                raise TraceError(
                    f"{name} must have shape {show(shape)}, and got {show(array.shape)}: "
                    + (
                        f"{size} is {due} in {source}"
                        if isinstance(size, str)
                        else f"{size} is due, not {length}"
                    )
                )
        result[name] = array
    return result


def random_arguments(parameters: Shapes, seed: int) -> Iterator[dict[str, Array]]:
    """Yield points to try: first of both signs, then positive ones, for functions that are defined there only.

    Examples
    --------
    >>> [point["x"].shape for point in random_arguments({"x": ("n",)}, seed=0)][:1]
    [(3,)]
    """
    named = dict.fromkeys(size for shape in parameters.values() for size in shape if isinstance(size, str))
    lengths = {size: _LENGTHS[k % len(_LENGTHS)] for k, size in enumerate(named)}
    generator = np.random.default_rng(seed)
    for _ in range(3):
        yield {name: generator.normal(size=_explicit(shape, lengths)) for name, shape in parameters.items()}
    for _ in range(3):
        yield {
            name: generator.uniform(0.5, 1.5, _explicit(shape, lengths)) for name, shape in parameters.items()
        }


def _explicit(shape: Shape, lengths: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(size if isinstance(size, int) else lengths[size] for size in shape)
