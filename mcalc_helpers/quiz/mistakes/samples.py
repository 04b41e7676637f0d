"""What a loss is made of at a point: the samples, their affine values, the errors."""

from dataclasses import dataclass

import numpy as np

from mcalc_helpers.quiz.at import At
from mcalc_helpers.quiz.evaluate import Array


@dataclass(frozen=True)
class Samples:
    """The samples of a loss (1/N) sum (y_i - activation_i)^2 at a point.

    Attributes
    ----------
    X : numpy.ndarray
        The inputs, N x n.
    y, z : numpy.ndarray
        The targets and the affine values.
    has_hinge : bool
        Whether the activation is max(0, z); otherwise it is z itself.
    """

    X: Array
    y: Array
    z: Array
    has_hinge: bool

    @property
    def count(self) -> int:
        """The number of samples, N."""
        return len(self.y)

    @property
    def mask(self) -> Array:
        """1 for an active sample, 0 for the others."""
        return (self.z > 0) * 1.0 if self.has_hinge else np.ones(self.count)

    @property
    def error(self) -> Array:
        """Output minus target of the active samples, 0 for the others."""
        return np.asarray(self.mask * (self.z - self.y))


def samples(at: At) -> Samples | None:
    """Return the samples; None if the function is no such loss.

    The parameters are known by their names: X, or x for a single sample, y, w and b. That the function is this loss is
    not taken on trust: the gradient must be the one that follows from the samples.
    """
    inputs = next((name for name in ("X", "x") if name in at), None)
    if (
        at.case.edge is not None
        or inputs is None
        or "w" not in at
        or "y" not in at
        or at.case.parameter not in ("w", "b")
    ):
        return None
    X, w, y = np.atleast_2d(at[inputs]), np.atleast_1d(at["w"]), np.atleast_1d(at["y"])
    if X.shape != (len(y), len(w)):
        return None
    z = X @ w + (at.point.get("b", 0.0))
    operations = {node.operation.name for node in at.case.main.trace.nodes if node.operation}
    found = Samples(X, y, z, "maximum" in operations)
    rows = X if at.case.parameter == "w" else np.ones((len(y), 1))
    return found if np.allclose(at.J, 2 / len(y) * found.error @ rows) else None
