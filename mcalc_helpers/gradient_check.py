"""Compare a derivative with difference quotients, and say what is likely wrong with it.

The numbers come from `mcalc_helpers.numeric`; what the usual mistakes look like is the table in
`mcalc_helpers.gradient_reasons`.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mcalc_helpers.gradient_reasons import Comparison, likely_reason, shape_text
from mcalc_helpers.numeric import EPS, SCHEMES, Method, as_point, numerical_jacobian, value_at

# Below this size a difference quotient says nothing: its formula's own error for functions of moderate curvature.
FLOOR: dict[str, float] = {"forward": 1e-6, "backward": 1e-6, "central": 1e-9, "complex": 1e-12}


@dataclass(frozen=True, repr=False)
class GradientReport:
    """What `check_gradient` found. It is true if the derivative is right, so ``assert report`` works.

    Attributes
    ----------
    ok : bool
        Whether shape and every entry agree.
    shape : tuple of int
        The shape due: m x n for m outputs and n inputs.
    given_shape : tuple of int
        The shape given. A list without a second axis counts as the row or column due, where there is one.
    method : str
        The difference quotient that was compared with.
    rtol : float
        The relative error allowed.
    wrong : int
        How many entries disagree; all of them if the shape is wrong.
    worst : tuple of int or None
        Row and column (from 0) of the entry that is furthest off; None if the shape is wrong.
    given, numerical : float or None
        The two values of that entry: yours, and the difference quotient.
    relative_error : float or None
        Their distance over the larger of their sizes.
    reason : str
        The likely mistake in words; empty if the derivative is right.

    Examples
    --------
    >>> report = check_gradient(np.sin, np.sin, 0.5)
    >>> bool(report), report.shape, round(report.numerical, 4)
    (False, (1, 1), 0.8776)
    """

    ok: bool
    shape: tuple[int, int]
    given_shape: tuple[int, ...]
    method: str
    rtol: float
    wrong: int
    worst: tuple[int, int] | None
    given: float | None
    numerical: float | None
    relative_error: float | None
    reason: str

    def __bool__(self) -> bool:
        return self.ok

    def __str__(self) -> str:
        due = shape_text(self.shape)
        quotient = "complex step" if self.method == "complex" else f"{self.method} difference"
        if self.ok:
            return (
                f"check_gradient: right. {due}, and every entry agrees with the {quotient} "
                f"(rtol = {self.rtol:g})."
            )
        if self.worst is None:
            lines = [f"check_gradient: wrong shape, given {shape_text(self.given_shape)}, due {due}."]
        else:
            lines = [
                f"check_gradient: wrong in {self.wrong} of {math.prod(self.shape)} entries of {due}.",
                f"  worst entry     row {self.worst[0]}, column {self.worst[1]}",
                f"  given           {self.given:.6g}",
                f"  numerical       {self.numerical:.6g}  ({quotient})",
                f"  relative error  {self.relative_error:.2g}",
            ]
        return "\n".join([*lines, f"  likely reason   {self.reason}"])

    __repr__ = __str__


def check_gradient(
    f: Callable[[Any], Any],
    gradient: Any,
    x: Any,
    /,
    *,
    method: Method = "central",
    step: float | None = None,
    rtol: float = 1e-5,
    atol: float | None = None,
) -> GradientReport:
    r"""Compare a gradient or Jacobian with a numerical one, and say what is likely wrong with it.

    Parameters
    ----------
    f : callable
        A function of one argument like `x`, with a scalar or a vector (1-D) as its value.
    gradient : array-like or callable
        The derivative to check, as numbers at `x` or as a function of one argument like `x`. In numerator layout:
        m x n for m outputs and n inputs, so 1 x n for a scalar `f`. For one output or one input a list without a
        second axis will do.
    x : float or 1-D array-like
        The point.
    method : {"central", "forward", "backward", "complex"}
        See `numerical_jacobian`.
    step : float, optional
        See `numerical_jacobian`.
    rtol : float
        The relative error allowed in each entry.
    atol : float, optional
        The error allowed in an entry near 0. By default 1e-9 (central), 1e-6 (forward, backward) or 1e-12
        (complex), and never less than what rounding does to the difference quotient. Lower it for derivatives that
        are themselves of such size.

    Returns
    -------
    GradientReport
        True if the derivative is right. It prints the worst entry, its two values and the likely reason; for another
        shape than the one due, both shapes.

    Raises
    ------
    TypeError
        If the derivative does not hold real numbers; as `numerical_jacobian`.
    ValueError
        As `numerical_jacobian`; also if a tolerance is negative, or the values of `f` are so large that rounding
        would hide a wrong derivative.

    Notes
    -----
    Parr & Howard (2018), "Generalization of the Jacobian", for the layout. The paper checks no derivative by numbers;
    an entry agrees if the two values differ by at most ``atol + rtol * max(|given|, |numerical|)``.

    Examples
    --------
    >>> def f(x):
    ...     return 3 * x[0] ** 2 * x[1]
    >>> check_gradient(f, lambda x: [6 * x[0] * x[1], 3 * x[0] ** 2], [1.0, 2.0])
    check_gradient: right. 1 x 2, and every entry agrees with the central difference (rtol = 1e-05).
    >>> report = check_gradient(f, lambda x: [[3 * x[0] ** 2, 6 * x[0] * x[1]]], [1.0, 2.0])
    >>> bool(report), report.reason
    (False, 'the columns are in another order: the values are right, and stand under the wrong inputs')
    """
    if not (rtol >= 0 and (atol is None or atol >= 0)):
        raise ValueError(f"check_gradient: tolerances are at least 0, and got rtol = {rtol}, atol = {atol}")
    x = as_point(x)
    numerical = numerical_jacobian(f, x, method=method, step=step)
    given = _as_derivative(gradient(x.copy()[()]) if callable(gradient) else gradient, numerical.shape)
    rounding = _rounding(f, x, method, step)
    _refuse_blindness(rounding, numerical, method)
    floor = np.maximum(FLOOR[method] if atol is None else atol, rounding)
    comparison = Comparison(f, x, method, step, given, numerical, rtol, floor)
    if given.shape != numerical.shape:
        reason = likely_reason(comparison)
        return _report(comparison, wrong=numerical.size, worst=None, reason=reason)
    wrong = int(np.sum(~comparison.agreement))
    return _report(comparison, wrong, comparison.worst, likely_reason(comparison) if wrong else "")


def _report(comparison: Comparison, wrong: int, worst: tuple[int, int] | None, reason: str) -> GradientReport:
    """Lay out what was found."""
    numerical = comparison.numerical
    pair = None if worst is None else (float(comparison.given[worst]), float(numerical[worst]))
    return GradientReport(
        ok=not wrong,
        shape=(numerical.shape[0], numerical.shape[1]),
        given_shape=comparison.given.shape,
        method=comparison.method,
        rtol=comparison.rtol,
        wrong=wrong,
        worst=worst,
        given=pair and pair[0],
        numerical=pair and pair[1],
        relative_error=pair and _relative_error(*pair),
        reason=reason,
    )


def _relative_error(given: float, numerical: float) -> float:
    """Return the distance of two numbers over the larger of their sizes."""
    size = max(abs(given), abs(numerical))
    return abs(given - numerical) / size if size else 0.0


def _as_derivative(given: Any, due: tuple[int, ...]) -> NDArray[np.float64]:
    """Return the derivative as an array, as a row or column of the shape due where only one axis was written."""
    if given is None:  # which NumPy would turn into NaN
        raise TypeError("the derivative to check is None; is a return missing in the function given?")
    try:
        if np.iscomplexobj(given):  # NumPy would drop the imaginary parts
            raise TypeError("complex numbers")
        array = np.asarray(given, dtype=float)
    except (TypeError, ValueError) as error:
        raise TypeError(
            f"the derivative to check must hold real numbers at the point, and is {given!r}; "
            "give an array, or a function of the point that returns one"
        ) from error
    return array.reshape(due) if array.ndim < 2 and 1 in due and array.size == math.prod(due) else array


def _rounding(
    f: Callable[[Any], Any], x: NDArray[np.float64], method: Method, step: float | None
) -> NDArray[np.float64]:
    """Return what the rounding of the values of `f` can do to each entry of the difference quotient."""
    values = np.abs(value_at(f, x))
    if method == "complex":
        return np.zeros((values.size, x.size))
    sizes = np.maximum(1.0, np.abs(np.atleast_1d(x)))
    steps = SCHEMES[method].step * sizes if step is None else np.full(x.size, step)
    return 4 * EPS * np.outer(values, 1 / steps)


def _refuse_blindness(rounding: NDArray[np.float64], numerical: NDArray[np.float64], method: Method) -> None:
    """Refuse to judge where rounding could hide a derivative wrong by 0.1 %: such a check could not fail."""
    for output, (noise, slopes) in enumerate(zip(rounding, numerical, strict=True)):
        if noise.max() > 1e-3 * max(1.0, np.abs(slopes).max()):
            raise ValueError(
                f"check_gradient cannot judge output {output}: its value is so large, or the step so small, that "
                f"rounding alone moves the {method} difference by up to {noise.max():.2g}. Take a larger step, "
                "subtract a constant from f, scale it, or take method='complex'"
            )
