"""The derivative of a scalar in the parameter's own shape, as automatic differentiation libraries return it."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from mcalc_helpers.shapes import Shape
from mcalc_helpers.writers.cases import by_cases
from mcalc_helpers.writers.latex_jacobian import jacobian_latex
from mcalc_helpers.writers.text import jacobian_text

if TYPE_CHECKING:
    from mcalc_helpers.derivation import Derivation


class OwnShape:
    """The transpose of a derivation's result: what `mcalc_helpers.Derivation.gradient` returns.

    Attributes
    ----------
    shape : tuple
        The parameter's shape.
    jacobian : Jacobian
        The formula: a column for a vector, m x n for an m x n matrix.
    """

    def __init__(self, derivation: "Derivation") -> None:
        self._derivation = derivation
        self.shape: Shape = derivation.parameters[derivation.wrt]
        self.jacobian = derivation.result.T

    def latex(self) -> str:
        """Return it as LaTeX, without dollars."""
        return by_cases(self.jacobian) or jacobian_latex(self.jacobian)

    def __call__(self, **arguments: Any) -> NDArray[np.float64]:
        """Return it at a point, as an array of the parameter's shape.

        Parameters
        ----------
        **arguments : array-like
            A value for every parameter.
        """
        value = self._derivation(**arguments)
        return value.T.reshape(np.shape(arguments[self._derivation.wrt]))

    def _repr_latex_(self) -> str:
        return rf"$\displaystyle {self.latex()}$"

    def __repr__(self) -> str:
        return jacobian_text(self.jacobian)
