"""The neuron of the book: activation, loss, the derived gradients, and gradient descent.

Plain NumPy, one line for each formula of "The gradient of neuron activation" and "The gradient of the neural network
loss function". As in NumPy, vectors are arrays of one axis; a gradient is a row, of shape ``(1, n)``.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Training:
    """What happened in a training, step by step; entry 0 of each array is the start.

    Attributes
    ----------
    w : numpy.ndarray
        The weights after each step, shape ``(steps + 1, n)``.
    b : numpy.ndarray
        The bias after each step, shape ``(steps + 1,)``.
    losses : numpy.ndarray
        The loss after each step, shape ``(steps + 1,)``.
    active : numpy.ndarray
        How many of the samples the neuron was active for, shape ``(steps + 1,)``.

    Examples
    --------
    >>> training = train_neuron([0.5], [[1], [2]], 0.0, [1, 2], rate=0.1, steps=2)
    >>> training.losses.round(4)
    array([0.625 , 0.0663, 0.0108])
    """

    w: Array
    b: Array
    losses: Array
    active: NDArray[np.int64]

    @property
    def dead(self) -> bool:
        """Whether the neuron ended silent on every sample; its gradient is zero then, and it cannot come back."""
        return not self.active[-1]

    def __repr__(self) -> str:
        end = "dead: active on none" if self.dead else f"active on {self.active[-1]}"
        return (
            f"Training of {len(self.losses) - 1} steps: loss {self.losses[0]:.4g} at the start, "
            f"{self.losses[-1]:.4g} at the end; {end} of the samples"
        )


def neuron_activation(w: ArrayLike, X: ArrayLike, b: float) -> Any:
    r"""Return the activation max(0, w . x + b) of a neuron.

    Parameters
    ----------
    w : array-like of shape (n,)
        The weights.
    X : array-like of shape (n,) or (N, n)
        One sample x, or N samples as the rows of a matrix.
    b : float
        The bias.

    Returns
    -------
    float or numpy.ndarray
        A number for one sample, an array of shape ``(N,)`` for N samples.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    Notes
    -----
    Parr & Howard (2018), "Introduction" and "The gradient of neuron activation".

    Examples
    --------
    >>> neuron_activation([1.5, -0.8], [4, 3], -0.6).round(12)
    np.float64(3.0)
    >>> neuron_activation([1.5, -0.8], [[4, 3], [1, 6]], -0.6).round(12)
    array([3., 0.])
    """
    return np.maximum(0, _affine("neuron_activation", w, X, b))


def neuron_loss(w: ArrayLike, X: ArrayLike, b: float, y: ArrayLike) -> float:
    r"""Return the loss of a neuron: the mean over N samples of (y_i - max(0, w . x_i + b))^2.

    Parameters
    ----------
    w : array-like of shape (n,)
        The weights.
    X : array-like of shape (N, n)
        The samples as rows.
    b : float
        The bias.
    y : array-like of shape (N,)
        The targets.

    Returns
    -------
    float
        The loss.

    Raises
    ------
    ValueError
        If the shapes do not fit. Targets of shape ``(N, 1)`` are refused: less N activations, NumPy would make them an
        N x N matrix without a word.

    Notes
    -----
    Parr & Howard (2018), "The gradient of the neural network loss function".

    Examples
    --------
    >>> round(neuron_loss([1.5, -0.8], [[4, 3], [1, 6]], -0.6, [5, 0]), 12)
    2.0
    """
    z = _affine("neuron_loss", w, X, b)
    return float(np.mean((_targets("neuron_loss", y, z) - np.maximum(0, z)) ** 2))


def neuron_gradients(w: ArrayLike, X: ArrayLike, b: float, y: ArrayLike) -> tuple[Array, float]:
    r"""Return the derivatives of `neuron_loss` with respect to the weights and the bias.

    Each active sample contributes its error e_i = w . x_i + b - y_i, times x_i^T for the weights. A silent sample, with
    w . x_i + b <= 0, contributes nothing.

    Parameters
    ----------
    w, X, b, y
        As for `neuron_loss`.

    Returns
    -------
    by_w : numpy.ndarray
        The gradient with respect to the weights, a row of shape ``(1, n)``.
    by_b : float
        The derivative with respect to the bias.

    Raises
    ------
    ValueError
        As `neuron_loss`.

    Notes
    -----
    Parr & Howard (2018), "The gradient of the neural network loss function", with the condition of the maximum asked of
    each sample by itself.

    Examples
    --------
    >>> by_w, by_b = neuron_gradients([1.5, -0.8], [[4, 3], [1, 6]], -0.6, [5, 0])
    >>> by_w.round(12), round(by_b, 12)
    (array([[-8., -6.]]), -2.0)
    """
    z = _affine("neuron_gradients", w, X, b)
    errors = np.where(z > 0, z - _targets("neuron_gradients", y, z), 0.0)
    factor = 2 / len(errors)
    return factor * errors[np.newaxis, :] @ np.asarray(X, dtype=float), factor * float(errors.sum())


def train_neuron(w: ArrayLike, X: ArrayLike, b: float, y: ArrayLike, *, rate: float, steps: int) -> Training:
    r"""Train a neuron by gradient descent on all samples at once: w <- w - rate * gradient^T, and b likewise.

    Parameters
    ----------
    w, X, b, y
        As for `neuron_loss`; w and b are the start.
    rate : float
        The learning rate, above 0.
    steps : int
        How many steps to take.

    Returns
    -------
    Training
        Weights, bias, loss and the number of active samples at the start and after every step. Where they overflow,
        they are infinite or NaN.

    Raises
    ------
    ValueError
        As `neuron_loss`; if the rate is not above 0, or the number of steps is negative.

    Notes
    -----
    Parr & Howard (2018), "The gradient of the neural network loss function". The transpose is needed since the gradient
    is a row and the weights are a column; for an array of one axis it means to take the row out of its matrix.

    Examples
    --------
    >>> training = train_neuron([1.0], [[1], [2]], 0.0, [1, 3], rate=0.1, steps=100)
    >>> training
    Training of 100 steps: loss 0.5 at the start, 0.00731 at the end; active on 2 of the samples
    >>> training.w.shape, training.dead
    ((101, 1), False)
    """
    if not 0 < rate < np.inf:
        raise ValueError(
            f"train_neuron: the learning rate is {rate}; it must be a number above 0, such as 0.01"
        )
    if steps < 0:
        raise ValueError(f"train_neuron: the number of steps is {steps}; it cannot be negative")
    weights, bias = np.asarray(w, dtype=float), b
    path = [(weights, bias)]
    with np.errstate(over="ignore", invalid="ignore"):  # a rate too large is to be seen, not to be warned of
        for _ in range(steps):
            by_w, by_b = neuron_gradients(weights, X, bias, y)
            weights, bias = weights - rate * by_w[0], bias - rate * by_b
            path.append((weights, bias))
        return Training(
            w=np.array([w for w, _ in path]),
            b=np.array([b for _, b in path]),
            losses=np.array([neuron_loss(w, X, b, y) for w, b in path]),
            active=np.array([np.count_nonzero(_affine("train_neuron", w, X, b) > 0) for w, b in path]),
        )


def _affine(name: str, w: ArrayLike, X: ArrayLike, b: float) -> Any:
    """Return w . x + b for one sample or for each row of X, or say which shape does not fit."""
    weights, samples = np.asarray(w, dtype=float), np.asarray(X, dtype=float)
    if weights.ndim != 1:
        raise ValueError(
            f"{name}: w has the shape {weights.shape} where (n,) is due; for a column or a row take w.ravel()"
        )
    if np.ndim(b):
        raise ValueError(f"{name}: b has the shape {np.shape(b)} and must be a number; a neuron has one bias")
    if samples.ndim not in (1, 2) or samples.shape[-1] != len(weights):
        turned = samples.ndim == 2 and samples.shape[0] == len(weights)
        raise ValueError(
            f"{name}: X has the shape {samples.shape} and w has {len(weights)} weights; each row of X is a sample and "
            f"needs as many numbers{'; take X.T' if turned else ''}"
        )
    return samples @ weights + b


def _targets(name: str, y: ArrayLike, z: Any) -> Array:
    """Return the targets, one for each affine value, or say which shape does not fit."""
    targets = np.asarray(y, dtype=float)
    if z.ndim != 1:
        raise ValueError(f"{name}: X is a single sample; write it as a matrix with one row, X[np.newaxis, :]")
    if not len(z):
        raise ValueError(f"{name}: X has no rows; a mean needs at least one sample")
    if targets.shape != z.shape:
        ravel = "; take y.ravel()" if targets.size == z.size and targets.ndim > 1 else ""
        raise ValueError(
            f"{name}: y has the shape {targets.shape} where {z.shape} is due, one target for each row of X{ravel}"
        )
    return targets
