"""Pictures of a training: the loss step by step, and the line where a neuron begins to answer."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.ticker import LogLocator
from numpy.typing import ArrayLike

from mcalc_helpers.plots.evaluate import Array, number, pair
from mcalc_helpers.plots.picture import LIGHT, WIDTH, Picture, figure, house_style, to_picture

# A curve is told from the others by its dashes as well as by its colour.
CURVES = (
    ("grad", "solid"),
    ("x", (0, (6, 2))),
    ("w", (0, (2, 1.5))),
    ("z", (0, (7, 2, 1.5, 2))),
    ("a", (0, (1, 1))),
)


def loss_curves(histories: Mapping[str, ArrayLike], /) -> Picture:
    r"""Draw how the loss changes from step to step, one curve for each training, on a logarithmic scale.

    Parameters
    ----------
    histories : mapping of str to array-like of shape (steps + 1,)
        The losses of each training, from the start on, by the name to show. At most five.

    Returns
    -------
    Picture
        The curves. One that grows beyond all numbers ends where it does so.

    Raises
    ------
    ValueError
        If there is nothing to draw, too much, or a loss that is not above 0 at the start.

    Notes
    -----
    Parr & Howard (2018), "Introduction", for the loss and gradient descent.

    Examples
    --------
    >>> loss_curves({"rate 0.1": [4, 2, 1], "rate 2": [4, 12, 36]})
    The loss by step, on a logarithmic scale. rate 0.1: from 4 at the start to 1 after 2 steps. rate 2: from 4 at the
    start to 36 after 2 steps.
    """
    if not 0 < len(histories) <= len(CURVES):
        raise ValueError(f"loss_curves draws one to {len(CURVES)} trainings, and got {len(histories)}")
    curves = {name: _positive(name, losses) for name, losses in histories.items()}
    alt = "The loss by step, on a logarithmic scale. " + " ".join(
        f"{name}: from {number(losses[0])} at the start to {number(losses[-1])} after {len(losses) - 1} steps."
        for name, losses in curves.items()
    )
    with house_style():
        fig = figure(height=0.62 * WIDTH)
        axes = fig.subplots()
        axes.set_yscale("log")
        for (name, losses), (colour, dashes) in zip(curves.items(), CURVES, strict=False):
            axes.plot(losses, label=name, color=LIGHT[colour], linestyle=dashes)
        axes.set_xlabel("step")
        axes.set_ylabel("loss")
        axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axes.yaxis.set_major_formatter(lambda value, _: number(value))
        axes.minorticks_off()
        axes.grid(True, axis="y")
        fig.legend(loc="outside upper left", ncols=2, frameon=False, handlelength=3.2, fontsize=11.5)
        return to_picture(fig, alt)


def hinge_line(
    X: ArrayLike,
    y: ArrayLike,
    w: Sequence[float] | Array,
    b: float,
    /,
    *,
    start: tuple[Any, float] | None = None,
    names: tuple[str, str] = ("$x_1$", "$x_2$"),
) -> Picture:
    r"""Draw samples of two inputs, and the line w . x + b = 0 beyond which a neuron is silent.

    Parameters
    ----------
    X : array-like of shape (N, 2)
        The samples as rows.
    y : array-like of shape (N,)
        The targets, not negative: the area of a dot grows with its target, and a target of 0 is a ring.
    w : array-like of shape (2,)
        The weights.
    b : float
        The bias.
    start : (w, b), optional
        A neuron to compare with, drawn as a dotted line.
    names : (str, str)
        The names of the inputs.

    Returns
    -------
    Picture
        The plane of inputs, with the active side shaded.

    Raises
    ------
    ValueError
        If there are other than two inputs, targets that do not fit or are negative, or no weight but 0.

    Notes
    -----
    Parr & Howard (2018), "The gradient of neuron activation": on the silent side the gradient is 0.

    Examples
    --------
    >>> hinge_line([[4, 3], [1, 6]], [5, 0], (1.5, -0.8), -0.6, names=("sun", "wind"))
    2 samples over sun and wind; dots are larger for larger targets, and 1 ring has the target 0. The line where the
    neuron with the weights (1.5, −0.8) and the bias −0.6 begins to answer is dashed, and its active side, shaded, holds
    0 of the rings and 1 of the dots.
    """
    samples, targets, weights = (np.asarray(v, dtype=float) for v in (X, y, w))
    if samples.ndim != 2 or samples.shape[1] != 2 or weights.shape != (2,):
        raise ValueError(
            f"hinge_line draws two inputs: X must be N x 2 and w hold 2 weights, and their shapes are "
            f"{samples.shape} and {weights.shape}"
        )
    if targets.shape != (len(samples),) or np.any(targets < 0):
        raise ValueError("hinge_line needs one target for each row of X, none below 0")
    if not weights.any():
        raise ValueError("hinge_line has no line to draw: both weights are 0")
    active, none = samples @ weights + b > 0, targets == 0
    rings, over = int(none.sum()), " and ".join(names).replace("$", "")
    alt = (
        f"{len(samples)} samples over {over}; dots are larger for larger targets, and {rings} "
        f"{'ring has' if rings == 1 else 'rings have'} the target 0. The line where the neuron with the weights "
        f"{pair(weights)} and the bias {number(b)} begins to answer is dashed, and its active side, shaded, holds "
        f"{np.sum(active & none)} of the rings and {np.sum(active & ~none)} of the dots."
    )
    with house_style():
        fig = figure(height=0.86 * WIDTH)
        axes = fig.subplots()
        margin = 0.06 * np.ptp(samples, axis=0) + 1e-9
        (left, bottom), (right, top) = samples.min(axis=0) - margin, samples.max(axis=0) + margin
        axes.set(xlim=(left, right), ylim=(bottom, top))
        corners = np.array([[left, bottom], [right, bottom], [right, top], [left, top]])
        active_side, hinge = _cut(corners, weights, b)
        axes.fill(*active_side.T, color=LIGHT["a"], alpha=0.14, linewidth=0)
        axes.plot(*hinge.T, color=LIGHT["ink"], dashes=(5, 3))
        if start is not None:
            axes.plot(*_cut(corners, *start)[1].T, color=LIGHT["muted"], dashes=(1, 2))
        sizes = 10 + 90 * targets / max(targets.max(), 1e-9)
        first, second = samples.T
        axes.scatter(first[~none], second[~none], sizes[~none], color=LIGHT["y"], alpha=0.75, linewidths=0)
        axes.scatter(first[none], second[none], 22, facecolors="none", edgecolors=LIGHT["y"], linewidths=1.3)
        axes.set_xlabel(names[0], color=LIGHT["x"])
        axes.set_ylabel(names[1], color=LIGHT["x"])
        return to_picture(fig, alt)


def _positive(name: str, losses: ArrayLike) -> Array:
    """Return the losses up to the first that is no positive number, or refuse a training without any."""
    array = np.asarray(losses, dtype=float)
    good = np.isfinite(array) & (array > 0)
    count = len(array) if good.all() else int(np.argmin(good))
    if not count:
        raise ValueError(f"loss_curves: the losses of {name!r} do not start with a number above 0")
    return array[:count]


def _cut(corners: Array, w: ArrayLike, b: float) -> tuple[Array, Array]:
    """Cut a rectangle along w . x + b = 0: return its active part, and the two ends of the cut, if they exist."""
    active, ends = [], []
    z = corners @ np.asarray(w, dtype=float) + b
    border = zip(corners, np.roll(corners, -1, axis=0), z, np.roll(z, -1), strict=True)
    for here, there, z_here, z_there in border:
        if z_here > 0:
            active.append(here)
        if (z_here <= 0) != (z_there <= 0):
            end = here + (there - here) * z_here / (z_here - z_there)
            active.append(end)
            ends.append(end)
    return np.array(active).reshape(-1, 2), np.array(ends).reshape(-1, 2)
