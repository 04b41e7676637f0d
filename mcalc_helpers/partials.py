"""The scalar derivatives that all element-wise rules share.

What the paper derives case by case, for vectors and for expanded scalars, is one lift of these (`lifted`): a vector by
a vector is a diagonal, a vector by an expanded scalar is a column.
"""

from collections.abc import Callable

import mcalc_helpers.forms as forms
from mcalc_helpers.arithmetic import times
from mcalc_helpers.expression import Expression, Operand, coerce, ones, shape_of
from mcalc_helpers.forms import Jacobian
from mcalc_helpers.functions import call, indicator
from mcalc_helpers.operations import COMPARISONS

Local = Callable[..., Jacobian]
Partial = Callable[..., Operand]

# The derivative of a function of one variable. What it leaves open is said in CONDITIONS.
UNARY: dict[str, Partial] = {
    "exp": lambda x: call("exp", x),
    "log": lambda x: 1 / x,
    "log1p": lambda x: 1 / (1 + x),
    "sin": lambda x: call("cos", x),
    "cos": lambda x: -call("sin", x),
    "tan": lambda x: 1 + call("tan", x) ** 2,
    "sinh": lambda x: call("cosh", x),
    "cosh": lambda x: call("sinh", x),
    "tanh": lambda x: 1 - call("tanh", x) ** 2,
    "sqrt": lambda x: x**-0.5 / 2,
    "square": lambda x: 2 * x,
    "reciprocal": lambda x: -(x**-2),
    "absolute": lambda x: call("sign", x),
    "negative": lambda x: -1,
}

# The two partial derivatives of a function of two variables.
BINARY: dict[str, tuple[Partial, Partial]] = {
    "add": (lambda a, b: 1, lambda a, b: 1),
    "subtract": (lambda a, b: 1, lambda a, b: -1),
    "multiply": (lambda a, b: b, lambda a, b: a),
    "divide": (lambda a, b: 1 / b, lambda a, b: -a / b**2),
    "power": (lambda a, b: b * a ** (b - 1), lambda a, b: call("log", a) * a**b),
    # At a tie the second operand is the one that counts, so that the two always add up to 1.
    "maximum": (lambda a, b: indicator(">", a, b), lambda a, b: indicator("<=", a, b)),
    "minimum": (lambda a, b: indicator("<", a, b), lambda a, b: indicator(">=", a, b)),
    **{name: (lambda a, b: 0, lambda a, b: 0) for name in COMPARISONS},
}

# With a number on one side, the derivative at the tie is 0: the paper's choice for max(0, z).
HINGE: dict[str, tuple[Partial, Partial]] = {
    "maximum": (lambda a, b: indicator(">", a, b), lambda a, b: indicator(">", b, a)),
    "minimum": (lambda a, b: indicator("<", a, b), lambda a, b: indicator("<", b, a)),
}

NAMES = {
    "add": "sum",
    "subtract": "difference",
    "multiply": "product",
    "divide": "quotient",
    "power": "general power",
    "absolute": "absolute value",
    "sqrt": "square root",
    "log": "logarithm",
    "log1p": "logarithm of 1 + x",
    "exp": "exponential",
    "negative": "negative",
    **dict.fromkeys(COMPARISONS, "comparison"),
}

CONDITIONS = {
    "log": "x > 0",
    "log1p": "x > -1",
    "sqrt": "x > 0; at 0 the slope is infinite",
    "reciprocal": "x is not 0",
    "divide": "the denominator is not 0",
    "power": "the base is positive",
    "absolute": "at 0, where there is no derivative, 0 is taken",
    "maximum": "at a tie, where there is no derivative, the second operand counts",
    "minimum": "at a tie, where there is no derivative, the second operand counts",
    "norm": "x is not the zero vector",
    **dict.fromkeys(COMPARISONS, "away from the jump"),
}


def lifted(partial: Partial) -> Local:
    """Turn a scalar derivative into the local Jacobian of the element-wise operation.

    Parameters
    ----------
    partial : callable
        From the operands to the derivative of one entry by its own argument.

    Returns
    -------
    callable
        From the position of the operand and the operands to a Jacobian: a scalar, a diagonal (each entry of the result
        depends on one entry of the operand), or a column (each depends on the one scalar, which is expanded).

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> x, z = symbol("x", ("n",)), symbol("z")
    >>> lifted(lambda a, b: a)(1, x, z).terms[0][0].column
    x
    """

    def local(position: int, *operands: Expression) -> Jacobian:
        shape = shape_of(*operands)
        entries = times(coerce(partial(*operands)), ones(shape))
        if not shape:
            return forms.scalar(entries)
        return forms.diagonal(entries) if operands[position].shape else forms.column(entries)

    return local
