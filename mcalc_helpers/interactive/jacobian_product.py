"""The vector chain rule: the Jacobian of a composition is the product of two Jacobians."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from mcalc_helpers.interactive.figure import Figure
from mcalc_helpers.interactive.formula import markup, name_markup
from mcalc_helpers.interactive.functions import read_functions
from mcalc_helpers.interactive.inputs import as_point, bounds_of, find_window
from mcalc_helpers.interactive.traits import Numbers
from mcalc_helpers.writers.javascript import value_and_jacobian

MOST = 3


class JacobianProduct(Figure):
    """Two Jacobians and their product: point at an entry of the product to see the row and the column that make it.

    Section "Vector chain rule" of the paper: the Jacobian of f(g(x)) is the m x k Jacobian of f times the k x n
    Jacobian of g.

    Parameters
    ----------
    f : sequence of sympy.Expr, or callable
        The m outer functions, of k variables; or a plain NumPy function that returns a vector.
    g : sequence of sympy.Expr, or callable
        The k inner functions, of n variables.
    at : sequence of float
        Where x starts, n numbers.
    inner : sequence of sympy.Symbol, optional
        The k variables of ``f``, in the order of ``g``; alphabetical without it.
    variables : sequence of sympy.Symbol, optional
        The n variables of ``g``; alphabetical without it.
    window : sequence of (float, float), optional
        The range of each variable.

    Attributes
    ----------
    point : tuple of float
        The variables, shape ``(n,)``.

    Raises
    ------
    TypeError, ValueError
        If the sizes do not fit, or one is larger than three.

    Examples
    --------
    >>> x, g1, g2 = sp.symbols("x g1 g2")
    >>> figure = JacobianProduct([sp.log(g1), sp.sin(g2)], [x**2, 3 * x], at=[2])
    >>> figure.outer.shape, figure.inner.shape, figure.product.shape
    ((2, 2), (2, 1), (2, 1))
    >>> bool(np.allclose(figure.product, [[2 / 2], [3 * np.cos(6)]]))
    True
    """

    kind = "jacobianProduct"
    state_names = ("point",)
    point = Numbers().tag(sync=True)

    def __init__(
        self,
        f: Sequence[sp.Expr],
        g: Sequence[sp.Expr],
        at: Sequence[float],
        *,
        inner: Sequence[sp.Symbol] | None = None,
        variables: Sequence[sp.Symbol] | None = None,
        window: Any = None,
    ) -> None:
        n = len(list(at))
        inner_functions, inputs = read_functions(g, None, n, variables, "JacobianProduct: g", "g")
        k = len(inner_functions)
        outer_functions, middle = read_functions(f, None, k, inner, "JacobianProduct: f", "f")
        m = len(outer_functions)
        if n == 0 or max(m, k, n) > MOST:
            raise ValueError(
                f"JacobianProduct draws matrices of 1 to {MOST} rows and columns, and here f has {m} outputs of {k} "
                f"variables and g has {n} variables"
            )
        names = [s.name for s in inputs]
        start = as_point(at, names, "at")
        ranges = find_window(window, start, names, reach=2)
        self._outer = value_and_jacobian(outer_functions, middle)
        self._inner = value_and_jacobian(inner_functions, inputs)
        g_names = [name_markup(s.name) for s in middle]
        data = {
            "title": "The vector chain rule",
            "hint": "Try: point at an entry of the product. Its row comes from the left, its column from above. Then "
            "swap the factors.",
            "caption": "The Jacobian of the outer function, $∂@f/∂@g$, that of the inner function, $∂@g/∂@x$, and "
            "their product, whose first factor stands on the left and whose second stands above. Here "
            + "; ".join(f"$f_{{{i + 1}}} = {markup(e)}$" for i, e in enumerate(outer_functions))
            + " with "
            + "; ".join(f"${name} = {markup(e)}$" for name, e in zip(g_names, inner_functions, strict=True))
            + ". The inner sizes must agree.",
            "inputs": [name_markup(n) for n in names],
            "middle": g_names,
            "outputs": [f"f_{{{i + 1}}}" for i in range(len(outer_functions))],
            "window": ranges,
            "outer": self._outer.to_json(),
            "inner": self._inner.to_json(),
        }
        source = f"JacobianProduct({outer_functions}, {inner_functions}, at={start})"
        super().__init__(source, data, {"point": start}, {"point": bounds_of(names, ranges)})

    @property
    def inner(self) -> NDArray[np.float64]:
        """The Jacobian of g at the point, shape ``(k, n)``."""
        k = len(self._inner.outputs) // (self._inner.inputs + 1)
        return self._inner(self.point)[k:].reshape(k, -1)

    @property
    def outer(self) -> NDArray[np.float64]:
        """The Jacobian of f at g(x), shape ``(m, k)``."""
        k = self._outer.inputs
        m = len(self._outer.outputs) // (k + 1)
        return self._outer(self._inner(self.point)[:k])[m:].reshape(m, k)

    @property
    def product(self) -> NDArray[np.float64]:
        """The Jacobian of the composition, shape ``(m, n)``."""
        # An undefined entry is no error here: it makes the entries it enters undefined.
        with np.errstate(all="ignore"):
            return self.outer @ self.inner
