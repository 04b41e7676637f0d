"""Formulas as explicit SymPy expressions, entry by entry, at given lengths."""

from collections.abc import Callable, Mapping, Sequence

import sympy as sp

from mcalc_helpers.expression import Expression, postorder
from mcalc_helpers.forms import Jacobian
from mcalc_helpers.shapes import Shape, TraceError
from mcalc_helpers.terms import Term

Sizes = Mapping[str, int]

_FUNCTIONS: dict[str, Callable[[sp.Expr], sp.Expr]] = {
    "exp": sp.exp,
    "log": sp.log,
    "log1p": lambda x: sp.log(1 + x),
    "sin": sp.sin,
    "cos": sp.cos,
    "tan": sp.tan,
    "tanh": sp.tanh,
    "sinh": sp.sinh,
    "cosh": sp.cosh,
    "abs": sp.Abs,
    "sign": sp.sign,
}
_RELATIONS = {">": sp.Gt, "<": sp.Lt, ">=": sp.Ge, "<=": sp.Le, "==": sp.Eq, "!=": sp.Ne}


def symbols(name: str, shape: Sequence[int]) -> sp.Matrix | sp.Symbol:
    """Return the symbols of a parameter: x, or the column x_1, x_2, ..., or the matrix X_1_1, X_1_2, ...

    Examples
    --------
    >>> symbols("x", (2,))
    Matrix([
    [x_1],
    [x_2]])
    """
    if not shape:
        return sp.Symbol(name, real=True)
    if len(shape) == 1:
        return sp.Matrix(shape[0], 1, lambda i, _: sp.Symbol(f"{name}_{i + 1}", real=True))
    return sp.Matrix(*shape, lambda i, j: sp.Symbol(f"{name}_{i + 1}_{j + 1}", real=True))


def explicit(shape: Shape, sizes: Sizes) -> tuple[int, ...]:
    """Return a shape with numbers for its named sizes."""
    missing = [size for size in shape if isinstance(size, str) and size not in sizes]
    if missing:
        raise TraceError(f"components need a number for each size: add {missing[0]}=3, for example")
    return tuple(size if isinstance(size, int) else sizes[size] for size in shape)


def evaluate(roots: Sequence[Expression], sizes: Sizes) -> list[sp.Matrix | sp.Expr]:
    """Write formulas out at given lengths.

    Parameters
    ----------
    roots : sequence of Expression
        Scalars, vectors, matrices.
    sizes : mapping of str to int
        A number for each named size.

    Returns
    -------
    list
        A SymPy expression for a scalar, a column or a matrix for the others.

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> from mcalc_helpers.functions import total
    >>> evaluate([total(symbol("x", ("n",)) ** 2)], {"n": 2})
    [x_1**2 + x_2**2]
    """
    done: dict[Expression, sp.Matrix | sp.Expr] = {}
    for node in postorder(roots):
        args = [done[arg] for arg in node.args]
        if node.op in _STRUCTURAL:
            done[node] = _STRUCTURAL[node.op](node, args, sizes)
        else:
            done[node] = _entrywise(node, args, sizes)
    return [done[root] for root in roots]


def components(jacobian: Jacobian, sizes: Sizes) -> sp.Matrix:
    """Write a Jacobian out as an explicit matrix: rows are outputs, columns are inputs.

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> from mcalc_helpers.forms import diagonal
    >>> components(diagonal(symbol("x", ("n",))), {"n": 2})
    Matrix([
    [x_1,   0],
    [  0, x_2]])
    """
    (height,) = explicit(jacobian.output, sizes) or (1,)
    (width,) = explicit(jacobian.input, sizes) or (1,)
    result = sp.zeros(height, width)
    for term, scalar in jacobian.terms:
        factors = evaluate([scalar, *term.parts], sizes)
        result += factors[0] * _product(term, factors[1:], height)
    return result


def _product(term: Term, parts: list[sp.Matrix], height: int) -> sp.Matrix:
    rest = iter(parts)
    product = sp.eye(height)
    if term.column is not None:
        product = next(rest)
    if term.row is not None:
        row = next(rest).T
        product = product * row if term.column is not None else row
    for link in rest:
        product = product * link
    return product


# --- one node ---------------------------------------------------------------------------------------------------------

Values = list[sp.Matrix | sp.Expr]


def _entrywise(node: Expression, args: Values, sizes: Sizes) -> sp.Matrix | sp.Expr:
    entry = _ENTRYWISE[node.op]
    if not node.shape:
        return entry(node, *args)
    shape = explicit(node.shape, sizes)
    rows, columns = (*shape, 1)[:2]

    def at(i: int, j: int) -> sp.Expr:
        return entry(node, *(arg[i, j] if isinstance(arg, sp.MatrixBase) else arg for arg in args))

    return sp.Matrix(rows, columns, at)


def _rational(value: object) -> sp.Expr:
    return sp.Rational(str(value))


def _condition(node: Expression, left: sp.Expr, right: sp.Expr) -> sp.Basic:
    return _RELATIONS[node.data](left, right)


_ENTRYWISE: dict[str, Callable[..., sp.Expr]] = {
    "plus": lambda node, *args: sp.Add(*(_rational(c) * arg for c, arg in zip(node.data, args, strict=True))),
    "times": lambda node, *args: sp.Mul(_rational(node.data), *args),
    "power": lambda node, base, exponent: base**exponent,
    "call": lambda node, x: _FUNCTIONS[node.data](x),
    "indicator": lambda node, a, b: sp.Piecewise((1, _condition(node, a, b)), (0, True)),
    # The condition arrives as an indicator, 1 or 0.
    "where": lambda node, c, a, b: sp.Piecewise((a, sp.Ne(c, 0)), (b, True)),
    "maximum": lambda node, a, b: sp.Max(a, b),
    "minimum": lambda node, a, b: sp.Min(a, b),
}
_STRUCTURAL: dict[str, Callable[[Expression, Values, Sizes], sp.Matrix | sp.Expr]] = {
    "number": lambda node, args, sizes: _rational(node.data),
    "size": lambda node, args, sizes: sp.Integer(explicit((node.data,), sizes)[0]),
    "symbol": lambda node, args, sizes: symbols(node.data, explicit(node.shape, sizes)),
    "array": lambda node, args, sizes: sp.Matrix(node.data).applyfunc(sp.nsimplify),
    "ones": lambda node, args, sizes: sp.ones(*explicit(node.shape, sizes), 1),
    "zeros": lambda node, args, sizes: sp.zeros(*explicit(node.shape, sizes), 1),
    "unit": lambda node, args, sizes: sp.eye(*explicit(node.shape, sizes))[:, node.data],
    "tril": lambda node, args, sizes: sp.Matrix(
        *explicit(node.shape, sizes), lambda i, j: int(int(i) >= int(j))
    ),
    "total": lambda node, args, sizes: sp.Add(*args[0]),
    "norm": lambda node, args, sizes: sp.sqrt(sp.Add(*(entry**2 for entry in args[0]))),
    "stack": lambda node, args, sizes: sp.Matrix(args),
    "index": lambda node, args, sizes: args[0][node.data],
    "transpose": lambda node, args, sizes: args[0].T,
    "diag": lambda node, args, sizes: sp.diag(*args[0]),
    "matvec": lambda node, args, sizes: args[0] * args[1],
}
