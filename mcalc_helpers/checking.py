"""Compare a derivative that was derived with difference quotients of the function itself."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from mcalc_helpers.arguments import Array, Shapes, random_arguments
from mcalc_helpers.gradient_check import GradientReport, check_gradient


def random_point(function: Callable[..., Any], name: str, parameters: Shapes, seed: int) -> dict[str, Array]:
    """Return random values of the parameters at which a function is finite.

    Parameters
    ----------
    function : callable
        The function.
    name : str
        Its name, for the error message.
    parameters : mapping of str to shape
        Its parameters.
    seed : int
        Chooses the point.

    Raises
    ------
    ValueError
        If the function is not finite at any of the points tried.

    Examples
    --------
    >>> bool(random_point(np.log, "log", {"x": ()}, seed=1)["x"] > 0)
    True
    """
    for arguments in random_arguments(parameters, seed):
        with np.errstate(all="ignore"):
            value = np.asarray(function(*arguments.values()), dtype=float)
        if np.isfinite(value).all():
            return arguments
    raise ValueError(f"{name} is not finite at any point tried; give one to check_at(...)")


def against_differences(
    function: Callable[..., Any],
    derivative: Array,
    point: Mapping[str, Array],
    parameter: str,
    position: tuple[int, ...],
) -> GradientReport:
    """Compare a derivative with central differences.

    Parameters
    ----------
    function : callable
        The function.
    derivative : numpy.ndarray
        Its derivative at the point, in numerator layout.
    point : mapping of str to numpy.ndarray
        The values of the parameters, in order.
    parameter : str
        What is differentiated by.
    position : tuple of int
        The entry of it; empty for the whole parameter. The entries of a matrix are compared as one row.

    Returns
    -------
    GradientReport
        True if they agree.
    """
    own = point[parameter]
    at = own[position] if position else own.ravel() if own.ndim else own
    by_matrix = own.ndim == 2 and not position

    def moved(value: Array) -> Array:
        new = own.copy()
        new[position or ...] = value.reshape(new[position or ...].shape)
        return np.asarray(function(*{**point, parameter: new}.values()), dtype=float)

    return check_gradient(moved, derivative.T.reshape(1, -1) if by_matrix else derivative, at)
