"""The activations that figures know by name."""

from typing import Any

import sympy as sp

from mcalc_helpers.interactive.functions import read_function

Z = sp.Symbol("z", real=True)

ACTIVATIONS: dict[str, sp.Expr] = {
    "relu": sp.Max(0, Z),
    "sigmoid": 1 / (1 + sp.exp(-Z)),
    "tanh": sp.tanh(Z),
    "leaky relu": sp.Max(Z / 10, Z),
    "softplus": sp.log(1 + sp.exp(Z)),
}

# What a button says where the name alone would not do.
LABELS = {"relu": "ReLU", "leaky relu": "leaky ReLU"}


def activation_expression(activation: Any) -> tuple[sp.Expr, sp.Symbol]:
    """Return an activation as an expression and its variable.

    Parameters
    ----------
    activation : str, sympy.Expr or callable
        A name of `ACTIVATIONS`, an expression of one symbol, or a NumPy function of one number.

    Raises
    ------
    ValueError
        If the name is not known, or the expression has not one symbol.

    Examples
    --------
    >>> activation_expression("relu")
    (Max(0, z), z)
    """
    if not isinstance(activation, str):
        expression, (variable,) = read_function(activation, 1, None, "activation", "activation")
        return expression, variable
    if activation not in ACTIVATIONS:
        known = ", ".join(repr(name) for name in ACTIVATIONS)
        raise ValueError(
            f"there is no activation {activation!r}; known are {known}, or give an expression of z"
        )
    return ACTIVATIONS[activation], Z
