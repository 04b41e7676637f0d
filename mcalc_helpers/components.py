"""Gradient, Jacobian and Hessian of explicit SymPy expressions, entry by entry, in numerator layout.

Rows are outputs and columns are inputs: m functions of n variables give an m x n Jacobian, and the gradient
of one function is its 1 x n case, a row. ``layout="denominator"`` gives the transpose, which some books prefer.
Tables whose rows and columns carry names are in `mcalc_helpers.labels`.
"""

from collections.abc import Mapping, Sequence, Set
from numbers import Number
from typing import Any, Literal, TypeAlias, get_args

import sympy as sp

Layout: TypeAlias = Literal["numerator", "denominator"]


def gradient(f: Any, variables: Any, /, *, layout: Layout = "numerator") -> sp.Matrix:
    r"""Return the gradient of a scalar expression: its partial derivatives, one a column.

    Parameters
    ----------
    f : sympy.Expr or number
        The function, as an expression in the variables.
    variables : Symbol or sequence of Symbol
        What to differentiate by, in the order of the columns. A variable that `f` does not hold gives a 0.
    layout : {"numerator", "denominator"}
        The gradient as a row (the layout of this book) or as a column.

    Returns
    -------
    sympy.Matrix
        1 x n in numerator layout, n x 1 in denominator layout, for n variables.

    Raises
    ------
    TypeError
        If `f` is a list, a matrix, text or a Python function, or a variable is no Symbol.
    ValueError
        If `f` is infinite or not a number, a variable is listed twice or is another symbol of the same name
        as one in `f`, or the layout is unknown.

    See Also
    --------
    jacobian : the same for several functions at once.

    Notes
    -----
    Parr & Howard (2018), "Introduction to vector calculus and partial derivatives".

    Examples
    --------
    >>> import sympy as sp
    >>> x, y = sp.symbols("x y")
    >>> gradient(3 * x**2 * y, [x, y])
    Matrix([[6*x*y, 3*x**2]])
    """
    outputs = [_scalar(f, "gradient")]
    return _oriented(_partials(outputs, _symbols(variables, outputs, "gradient")), layout)


def jacobian(fs: Any, variables: Any, /, *, layout: Layout = "numerator") -> sp.Matrix:
    r"""Return the Jacobian of m scalar expressions: row i holds the partial derivatives of the i-th of them.

    Parameters
    ----------
    fs : sequence of sympy.Expr, or sympy.Matrix with one column or one row
        The m functions, in the order of the rows. A single expression is a sequence of one.
    variables : Symbol or sequence of Symbol
        The n variables, in the order of the columns.
    layout : {"numerator", "denominator"}
        m x n (the layout of this book) or its transpose.

    Returns
    -------
    sympy.Matrix
        m x n in numerator layout, n x m in denominator layout.

    Raises
    ------
    TypeError
        If an entry of `fs` is no scalar expression, `fs` has no order (a set), or a variable is no Symbol.
    ValueError
        If there are no functions or one of them is infinite, `fs` is a matrix with several rows and columns, a
        variable is listed twice or is another symbol of the same name as one in `fs`, or the layout is unknown.

    See Also
    --------
    gradient : the 1 x n case.
    mcalc_helpers.labelled_jacobian : the same with names on rows and columns.

    Notes
    -----
    Parr & Howard (2018), "Generalization of the Jacobian".

    Examples
    --------
    >>> import sympy as sp
    >>> x, y = sp.symbols("x y")
    >>> jacobian([3 * x**2 * y, 2 * x + y**8], [x, y])
    Matrix([
    [6*x*y, 3*x**2],
    [    2, 8*y**7]])
    """
    outputs = [_scalar(f, "jacobian") for f in _functions(fs)]
    if not outputs:
        raise ValueError("jacobian of no functions: the list of expressions is empty")
    return _oriented(_partials(outputs, _symbols(variables, outputs, "jacobian")), layout)


def hessian(f: Any, variables: Any, /) -> sp.Matrix:
    r"""Return the Hessian of a scalar expression: the Jacobian of its gradient.

    Parameters
    ----------
    f : sympy.Expr or number
        The function, twice differentiable.
    variables : Symbol or sequence of Symbol
        The n variables, in the order of both rows and columns.

    Returns
    -------
    sympy.Matrix
        n x n and symmetric, so the layouts agree.

    Raises
    ------
    TypeError, ValueError
        As `gradient`.

    Notes
    -----
    Not in the paper, which stops at first derivatives. The entry (i, j) differentiates by variable i, then by
    variable j; for twice continuously differentiable functions the order does not matter.

    Examples
    --------
    >>> import sympy as sp
    >>> x, y = sp.symbols("x y")
    >>> hessian(3 * x**2 * y, [x, y])
    Matrix([
    [6*y, 6*x],
    [6*x,   0]])
    """
    outputs = [_scalar(f, "hessian")]
    symbols = _symbols(variables, outputs, "hessian")
    return _partials(list(_partials(outputs, symbols)), symbols)


def is_undefined(value: sp.Expr) -> bool:
    """Tell whether an expression is infinite or not a number; an infinite bound of a sum or integral is neither."""
    return bool(value.has(sp.nan, sp.zoo, sp.AccumBounds) or value.is_infinite)


def _partials(outputs: Sequence[sp.Expr], variables: Sequence[sp.Symbol]) -> sp.Matrix:
    """Differentiate each output (a row) by each variable (a column)."""
    return sp.Matrix(len(outputs), len(variables), lambda i, j: sp.diff(outputs[i], variables[j]))


def _oriented(numerator: sp.Matrix, layout: Layout) -> sp.Matrix:
    """Turn a Jacobian in numerator layout into the layout asked for."""
    check_layout(layout)
    return numerator if layout == "numerator" else numerator.T


def check_layout(layout: str) -> None:
    """Refuse a layout that does not exist."""
    if layout not in get_args(Layout):
        raise ValueError(
            f"there is no layout {layout!r}; write layout='numerator' (outputs as rows: a gradient is a row) "
            "or layout='denominator' (its transpose: a gradient is a column)"
        )


def _functions(fs: Any) -> list[Any]:
    """List the functions of a Jacobian in the order of its rows."""
    if isinstance(fs, Mapping):
        raise TypeError(
            "jacobian takes a list of expressions, not a dictionary; "
            "labelled_jacobian({'f': ..., 'g': ...}, variables) keeps the names"
        )
    if isinstance(fs, Set | sp.Set):
        raise TypeError("jacobian needs its functions in an order, and a set has none; write them as a list")
    if isinstance(fs, sp.MatrixBase):
        if 1 not in fs.shape:
            raise ValueError(
                f"jacobian takes a vector of functions, and this is a {fs.rows} x {fs.cols} matrix of them; "
                "differentiate it a row at a time, or flatten it with list(...)"
            )
        return list(fs)
    if isinstance(fs, Sequence | sp.Tuple) and not isinstance(fs, str):
        return list(fs)
    return [fs]


# What is sometimes handed over in place of a scalar expression, and what to do instead.
_NO_SCALAR: tuple[tuple[Any, str, str], ...] = (
    (str, "text", "make symbols with x, y = sympy.symbols('x y') and write the expression with them"),
    ((Sequence, sp.Tuple), "a list", "for several functions at once use jacobian([f, g, ...], variables)"),
    ((sp.MatrixBase, sp.MatrixExpr), "a matrix", "use jacobian(fs, variables) for a column of functions"),
    (sp.Lambda, "a function", "apply it to its symbols first, as in f(x, y)"),
    (sp.Basic, "no scalar expression", "write an expression with a number as its value, such as 3*x**2*y"),
)


def _scalar(f: Any, operation: str) -> sp.Expr:
    """Return `f` as a SymPy expression with a scalar value, or say why it is none."""
    if isinstance(f, Number | sp.Expr) and not isinstance(f, bool | sp.MatrixExpr | sp.Lambda):
        expression = sp.sympify(f)
        if is_undefined(expression):
            raise ValueError(
                f"{operation}: the expression {expression} is not finite, so it has no derivative; "
                "look for a division by 0 or a logarithm of 0 in it"
            )
        return expression
    for kind, what, advice in _NO_SCALAR:
        if isinstance(f, kind):
            raise TypeError(f"{operation} differentiates scalar expressions, and {f!r} is {what}; {advice}")
    if callable(f):
        name = getattr(f, "__name__", "this")
        raise TypeError(
            f"{operation} differentiates SymPy expressions, and {name} is a Python function; "
            "call it with symbols first, as in f(x, y), or use derive for a function of NumPy arrays"
        )
    raise TypeError(
        f"{operation} differentiates SymPy expressions, and this is of type {type(f).__name__}; "
        "write an expression in symbols; for a function of arrays of numbers see numerical_jacobian"
    )


def _symbols(variables: Any, outputs: Sequence[sp.Expr], operation: str) -> list[sp.Symbol]:
    """List the variables, after checking each of them against the others and the functions."""
    if isinstance(variables, Set):
        raise TypeError(
            f"{operation} needs its variables in an order, and a set has none; write them as a list"
        )
    several = isinstance(variables, Sequence | sp.Tuple | sp.MatrixBase) and not isinstance(variables, str)
    symbols = list(variables) if several else [variables]
    if not symbols:
        raise ValueError(f"{operation} by no variables: write them as a list, such as [x, y]")
    for symbol in symbols:
        if not isinstance(symbol, sp.Symbol):
            raise TypeError(
                f"{operation} differentiates by symbols, and {symbol!r} is of type {type(symbol).__name__}; "
                "make symbols with x, y = sympy.symbols('x y') and write [x, y]"
            )
        if symbols.count(symbol) > 1:
            raise ValueError(
                f"{operation}: the variable {symbol} is listed twice, and would give two equal columns"
            )
    for used in sorted(set().union(*(f.free_symbols for f in outputs)), key=str):
        for symbol in symbols:
            if used not in symbols and str(used) == symbol.name:
                raise ValueError(_namesake(operation, symbol, used))
    return symbols


def _namesake(operation: str, variable: sp.Symbol, used: sp.Symbol) -> str:
    """Explain that two symbols with one name are two symbols."""
    return (
        f"{operation}: the expression holds another symbol called {variable} than the one to differentiate "
        f"by, which the derivative would treat as a constant. To SymPy, {sp.srepr(used)} and {sp.srepr(variable)} are "
        "different symbols; make the symbol once and use it in both places"
    )
