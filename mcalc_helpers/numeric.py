"""Derivatives by numbers alone: difference quotients and the complex step, for functions of NumPy arrays.

An oracle that knows no rule of calculus: wiggle one input, watch the outputs, divide. `check_gradient`, which
compares a derivative with it, is in `mcalc_helpers.gradient_check`.
"""

import math
import warnings
from collections.abc import Callable
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Method: TypeAlias = Literal["forward", "backward", "central", "complex"]
Array: TypeAlias = NDArray[Any]

EPS = float(np.finfo(float).eps)


class Scheme(NamedTuple):
    """How a method wiggles an input: the directions it steps in, and its step for an input of size 1."""

    forth: complex
    back: complex
    step: float


# The steps balance the error of the formula against rounding: h + eps/h is least at eps^(1/2), h^2 + eps/h at
# eps^(1/3). The complex step subtracts nothing, so rounding sets it no limit.
SCHEMES: dict[str, Scheme] = {
    "forward": Scheme(forth=1, back=0, step=math.sqrt(EPS)),
    "backward": Scheme(forth=0, back=-1, step=math.sqrt(EPS)),
    "central": Scheme(forth=1, back=-1, step=math.cbrt(EPS)),
    "complex": Scheme(forth=1j, back=0, step=1e-20),
}


def numerical_jacobian(
    f: Callable[[Any], Any], x: Any, /, *, method: Method = "central", step: float | None = None
) -> NDArray[np.float64]:
    r"""Approximate the Jacobian of `f` at `x` from values of `f`.

    Parameters
    ----------
    f : callable
        A function of one argument like `x`, with a scalar or a vector (1-D) as its value. It gets copies, so it may
        change its argument.
    x : float or 1-D array-like
        The point. Integers are turned into floats.
    method : {"central", "forward", "backward", "complex"}
        ``"forward"`` is (f(x + h) - f(x)) / h and ``"backward"`` (f(x) - f(x - h)) / h, with an error that
        shrinks like h; ``"central"`` is (f(x + h) - f(x - h)) / 2h, like h^2; ``"complex"`` is the
        imaginary part of f(x + ih) / h, exact to rounding, for functions that accept complex numbers.
    step : float, optional
        The step h, for every entry of `x`. By default 1.5e-8 (forward, backward), 6.1e-6 (central) or
        1e-20 (complex) times the larger of 1 and the entry's size.

    Returns
    -------
    numpy.ndarray
        m x n for m outputs and n inputs, always with two axes: a scalar-valued `f` gives a row 1 x n, a scalar `x`
        a column m x 1.

    Raises
    ------
    TypeError
        If `f` is not callable or has no real numbers as its value, or coarser ones than float64; `x` is not real;
        or `f` refuses complex numbers.
    ValueError
        If `x` or the value of `f` is not a scalar or vector or changes its length; the value is NaN or infinite at
        `x` or a step away; the step is too small or too large for an entry; the complex step loses the derivative
        on the way; the method is unknown.

    See Also
    --------
    mcalc_helpers.check_gradient : compare a derivative of yours with this one.

    Notes
    -----
    Parr & Howard (2018), "Generalization of the Jacobian", for the shape. At a kink the central difference
    is the mean of the two one-sided slopes. The complex step is compared with a central difference, for
    functions such as ``abs(x)`` accept complex numbers and yet lose the derivative.

    Examples
    --------
    >>> numerical_jacobian(lambda x: 3 * x[0] ** 2 * x[1], [1.0, 2.0]).round(6)
    array([[12.,  3.]])
    >>> numerical_jacobian(np.sin, 0.0, method="complex")
    array([[1.]])
    """
    if method not in SCHEMES:
        raise ValueError(f"numerical_jacobian: no method {method!r}; choose one of {', '.join(SCHEMES)}")
    x = as_point(x)
    size = value_at(f, x).size
    columns = [_column(f, x, entry, SCHEMES[method], step, size) for entry in range(x.size)]
    approximation = np.stack(columns, axis=1)
    if method == "complex":
        _compare_with_real_step(f, x, approximation, size)
    return approximation


def as_point(x: Any) -> NDArray[np.float64]:
    """Return `x` as a new float array with at most one axis, or say what is wrong with it."""
    try:
        point = np.array(x)
    except ValueError as error:
        raise ValueError(
            "the point must be a number or a list of numbers; its entries differ in length"
        ) from error
    if point.dtype.kind not in "iuf":
        raise TypeError(f"the point must hold real numbers, and {x!r} does not; write it as [1.0, 2.0]")
    if point.ndim > 1:
        raise ValueError(
            f"the point has shape {point.shape}; the Jacobian is by a scalar or a vector, so flatten it: "
            "differentiate lambda v: f(v.reshape(...)) at x.ravel()"
        )
    if not point.size:
        raise ValueError("the point has no entries, so there is nothing to differentiate by")
    if not np.all(np.isfinite(point)):
        entry = int(np.argmin(np.isfinite(point)))
        raise ValueError(f"the point is not finite: {entry_name(point, entry)} is {point.flat[entry]}")
    return point.astype(float)


def value_at(f: Callable[[Any], Any], x: NDArray[np.float64]) -> Array:
    """Return the outputs of `f` at `x` as a vector, after checking that they are finite."""
    if not callable(f):
        raise TypeError(
            f"a numerical derivative needs a function to call, and got {type(f).__name__}; "
            "write a function of one array, such as lambda x: np.sum(x**2)"
        )
    value = _call(f, x)
    if not np.all(np.isfinite(value)):
        raise ValueError(
            f"f is not finite at the point: f({x}) is {value}; choose a point where f is defined"
        )
    return value


def entry_name(x: NDArray[Any], entry: int) -> str:
    """Name an entry of the point as the reader would write it."""
    return f"x[{entry}]" if x.ndim else "x"


def _column(
    f: Callable[[Any], Any], x: NDArray[np.float64], entry: int, scheme: Scheme, step: float | None, size: int
) -> NDArray[np.float64]:
    """Return one column of the Jacobian: how the outputs move with one input."""
    h = _step_for(x, entry, scheme, step)
    forth, back = _moved(x, entry, scheme.forth * h), _moved(x, entry, scheme.back * h)
    values = [_value_nearby(f, point, x, entry, size) for point in (forth, back)]
    if np.iscomplexobj(forth):
        return np.imag(values[0]) / h
    # The distance that was really gone: x + h is rounded, and dividing by h would count that as slope.
    distance = float((forth - back).flat[entry])
    difference = np.subtract(*values, dtype=float)
    if not difference.any() and EPS * np.max(np.abs(values)) > distance:
        raise ValueError(
            f"the step {h:g} is too small for {entry_name(x, entry)}: f does not move at all, and its values are so "
            "large that rounding could hide a slope above 1; take a larger step, or leave step out"
        )
    return difference / distance


def _step_for(x: NDArray[np.float64], entry: int, scheme: Scheme, step: float | None) -> float:
    """Return the step for one entry, refusing one that rounding swallows or that leaves the neighbourhood."""
    size = max(1.0, abs(float(x.flat[entry])))
    h = scheme.step * size if step is None else float(step)
    name, number = entry_name(x, entry), x.flat[entry]
    if not (math.isfinite(h) and h > 0):
        raise ValueError(f"the step must be a positive number, and is {step!r}")
    if h > 10 * size:
        raise ValueError(
            f"the step {h:g} is too large for {name} = {number:g}: the slope over such a distance says nothing about "
            f"the slope at the point; leave step out to use {scheme.step * size:.1e}"
        )
    if scheme.forth != 1j and number in (number + h, number - h):
        raise ValueError(
            f"the step {h:g} is too small for {name} = {number:g}: rounding makes {name} + h equal to {name}, and the "
            f"difference 0; leave step out to use {scheme.step * size:.1e}, or take method='complex'"
        )
    return h


def _moved(x: NDArray[np.float64], entry: int, distance: complex) -> Array:
    """Return a copy of `x` with one entry moved; complex if the distance is."""
    moved: Array = x.astype(complex if distance.imag else float)
    moved[entry if x.ndim else ()] += distance if distance.imag else distance.real
    return moved


def _value_nearby(
    f: Callable[[Any], Any], point: Array, x: NDArray[np.float64], entry: int, size: int
) -> Array:
    """Return the value of `f` a step away from `x`, refusing what cannot be subtracted and divided."""
    value = _call(f, point)
    name = entry_name(x, entry)
    if value.size != size:
        raise ValueError(
            f"f has {size} outputs at the point and {value.size} when {name} moves a little; "
            "the number of outputs of a function must not depend on the values of its input"
        )
    if not np.all(np.isfinite(value)):
        raise ValueError(
            f"f is not finite close to the point, where {name} goes from {x.flat[entry]:g} to {point.flat[entry]:g}; "
            "take a smaller step, or a point further from where f stops being defined"
        )
    return value


def _call(f: Callable[[Any], Any], point: Array) -> Array:
    """Call `f` on a copy of the point and return its value as a vector of numbers."""
    wiggled = np.iscomplexobj(point)
    try:
        # NaN and infinity are reported by the callers, with the entry that led there.
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("error", np.exceptions.ComplexWarning)
            value = np.array(f(point.copy()[()]))  # a copy too: f may write into one array at each call
    except (TypeError, np.exceptions.ComplexWarning) as error:
        if not wiggled:
            raise
        raise TypeError(
            f"the complex step needs a function that accepts complex numbers, and this one does not ({error}); "
            "use NumPy's functions throughout (np.sin, not math.sin), or take method='central'"
        ) from error
    if value.dtype.kind not in ("iufc" if wiggled else "iuf"):
        hint = "; is a return missing?" if value.dtype == object and value[()] is None else ""
        raise TypeError(f"f must return real numbers, and it returned {value!r}{hint}")
    if value.dtype.kind in "fc" and np.finfo(value.dtype).eps > EPS:
        raise TypeError(
            f"f computes in {value.dtype}, whose rounding drowns what a small step changes; "
            "let it compute in float64 (look for dtype=... or .astype(...) in it)"
        )
    if value.ndim > 1:
        raise ValueError(
            f"f returned an array of shape {value.shape}; a Jacobian needs a scalar or a vector, so return "
            "something with at most one axis, such as result.ravel()"
        )
    if not value.size:
        raise ValueError("f returned an empty array: a Jacobian needs at least one output")
    return np.atleast_1d(value)


def _compare_with_real_step(
    f: Callable[[Any], Any], x: NDArray[np.float64], approximation: NDArray[np.float64], size: int
) -> None:
    """Refuse a complex step that lost its derivative on the way, by comparing it with a real one."""
    for entry in range(x.size):
        usual = SCHEMES["central"].step * max(1.0, abs(float(x.flat[entry])))
        try:
            central, nearer = (_column(f, x, entry, SCHEMES["central"], h, size) for h in (usual, usual / 8))
        except ValueError:
            continue  # f ends within the real step (as log near 0): the complex step is then the only one there is
        scale = np.maximum(1e-6, np.maximum(np.abs(central), np.abs(approximation[:, entry])))
        # Where the real steps disagree among themselves (fast waves, rounding) they are no judge of the complex one.
        steady = np.abs(central - nearer) < 1e-3 * scale
        if np.any(steady & (np.abs(central - approximation[:, entry]) > 1e-2 * scale)):
            raise ValueError(
                f"the complex step loses the derivative by {entry_name(x, entry)}: the imaginary part gives "
                f"{approximation[:, entry]} and a central difference {central}. Functions such as np.abs, np.maximum, "
                ".real and comparisons do not carry it along, and at a kink there is none; take method='central'"
            )
