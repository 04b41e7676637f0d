"""Jacobians with names on their rows and columns: which row is which output, which column which input."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp

from mcalc_helpers.components import Layout, check_layout, is_undefined, jacobian


@dataclass(frozen=True)
class LabelledMatrix:
    r"""A matrix of derivatives that shows the name of each row and column.

    In Jupyter and in the book it is drawn with the outputs at the left and the partial derivative operators
    on top; in plain text it is a table. Made by `labelled` and `labelled_jacobian`.

    Attributes
    ----------
    matrix : sympy.Matrix
        The derivatives: m x n for m outputs and n inputs, n x m in denominator layout.
    outputs : tuple of Symbol
        The m names of the functions.
    inputs : tuple of Symbol
        The n variables.
    layout : {"numerator", "denominator"}
        Whether the rows are the outputs (numerator) or the inputs.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> labelled_jacobian({"f": x * y}, [x, y]).matrix
    Matrix([[y, x]])
    """

    matrix: sp.Matrix
    outputs: tuple[sp.Symbol, ...]
    inputs: tuple[sp.Symbol, ...]
    layout: Layout = "numerator"

    @property
    def T(self) -> "LabelledMatrix":
        """The transpose, which is the same derivative in the other layout."""
        other: Layout = "denominator" if self.layout == "numerator" else "numerator"
        return LabelledMatrix(self.matrix.T, self.outputs, self.inputs, other)

    def at(self, point: Mapping[Any, Any], /) -> "LabelledMatrix":
        """Return the same table at a point.

        Parameters
        ----------
        point : mapping of Symbol to number or expression
            The values; all are put in at once, so ``{x: y, y: x}`` swaps.

        Returns
        -------
        LabelledMatrix
            With the same labels.

        Raises
        ------
        ValueError
            If the table does not know one of the symbols, or a derivative is undefined at the point.

        Examples
        --------
        >>> x, y = sp.symbols("x y")
        >>> print(labelled_jacobian({"f": 3 * x**2 * y}, [x, y]).at({x: 1, y: 2}))
             ∂/∂x  ∂/∂y
        f │    12     3
        """
        known = self.matrix.free_symbols | set(self.inputs)
        for symbol in point:
            if symbol not in known:
                names = ", ".join(sorted(map(str, known)))
                raise ValueError(
                    f"at: the table has no symbol {symbol!r} (it has {names}); use the same Symbol objects"
                )
        values = self.matrix.subs(dict(point), simultaneous=True)
        if any(map(is_undefined, values)):
            where = ", ".join(f"{symbol} = {value}" for symbol, value in point.items())
            raise ValueError(f"at: a derivative is undefined or infinite at {where}; choose another point")
        return LabelledMatrix(values, self.outputs, self.inputs, self.layout)

    def _headers(self, operator: str, write: Any) -> tuple[list[str], list[str]]:
        """Write the labels of rows and columns: outputs by name, inputs as differentiation by them."""
        outputs = [str(write(symbol)) for symbol in self.outputs]
        inputs = [operator.format(write(symbol)) for symbol in self.inputs]
        return (outputs, inputs) if self.layout == "numerator" else (inputs, outputs)

    def _repr_latex_(self) -> str:
        rows, columns = self._headers(r"\partial/\partial {}", sp.latex)
        lines = [" & ".join(["", *columns]) + r" \\ \hline"]
        for i, label in enumerate(rows):
            lines.append(" & ".join([label, *(sp.latex(entry) for entry in self.matrix.row(i))]) + r" \\")
        table = "\n".join([rf"\begin{{array}}{{c|{'c' * len(columns)}}}", *lines, r"\end{array}"])
        return f"$\\displaystyle {table}$"

    def __str__(self) -> str:
        rows, columns = self._headers("∂/∂{}", str)
        entries = [[str(entry) for entry in self.matrix.row(i)] for i in range(self.matrix.rows)]
        table = [columns, *entries]
        widths = [max(len(line[j]) for line in table) for j in range(len(columns))]
        first = max(map(len, rows))
        lines = []
        for label, line in zip(["", *rows], table, strict=True):
            bar = "│" if label else " "
            cells = "  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True))
            lines.append(f"{label.ljust(first)} {bar} {cells}")
        return "\n".join(lines)

    __repr__ = __str__


def labelled(
    matrix: Any, outputs: Sequence[Any], inputs: Sequence[Any], /, *, layout: Layout = "numerator"
) -> LabelledMatrix:
    r"""Put names on the rows and columns of a matrix of derivatives.

    Parameters
    ----------
    matrix : sympy.Matrix or array-like
        The derivatives: m x n in numerator layout, n x m in denominator layout.
    outputs : sequence of str or Symbol
        The m names of the functions.
    inputs : sequence of str or Symbol
        The n names of the variables.
    layout : {"numerator", "denominator"}
        Which way the matrix lies.

    Returns
    -------
    LabelledMatrix
        The matrix with its labels.

    Raises
    ------
    ValueError
        If the numbers of labels are not the numbers of rows and columns, or the layout is unknown.

    Notes
    -----
    Parr & Howard (2018), "Matrix calculus", prints the Jacobian of two functions in this form.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> labelled(sp.Matrix([[6 * x * y, 3 * x**2]]), ["f"], [x, y])
         ∂/∂x    ∂/∂y
    f │ 6*x*y  3*x**2
    """
    check_layout(layout)
    entries = sp.Matrix(matrix)
    due = (len(outputs), len(inputs))
    if entries.shape != (due if layout == "numerator" else due[::-1]):
        raise ValueError(
            f"labelled: the matrix is {entries.rows} x {entries.cols}, and there are {due[0]} outputs and "
            f"{due[1]} inputs; in {layout} layout the rows are the "
            f"{'outputs' if layout == 'numerator' else 'inputs'}"
        )
    return LabelledMatrix(entries, tuple(map(_name, outputs)), tuple(map(_name, inputs)), layout)


def labelled_jacobian(
    functions: Mapping[Any, Any], variables: Any, /, *, layout: Layout = "numerator"
) -> LabelledMatrix:
    r"""Return the Jacobian of named functions, with their names on the rows and the variables on the columns.

    Parameters
    ----------
    functions : mapping of str to sympy.Expr
        The m functions by name, in the order of the rows. With one function this is its gradient.
    variables : Symbol or sequence of Symbol
        The n variables.
    layout : {"numerator", "denominator"}
        m x n with the functions as rows, or the transpose.

    Returns
    -------
    LabelledMatrix
        The labelled Jacobian; ``.matrix`` is the bare one.

    Raises
    ------
    TypeError, ValueError
        As `jacobian`; also if `functions` is no mapping.

    Notes
    -----
    Parr & Howard (2018), "Matrix calculus".

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> J = labelled_jacobian({"f": 3 * x**2 * y, "g": 2 * x + y**8}, [x, y])
    >>> print(J)
         ∂/∂x    ∂/∂y
    f │ 6*x*y  3*x**2
    g │     2  8*y**7
    >>> print(J.T)
            f       g
    ∂/∂x │  6*x*y       2
    ∂/∂y │ 3*x**2  8*y**7
    """
    if not isinstance(functions, Mapping):
        raise TypeError(
            f"labelled_jacobian needs the functions by name, as in {{'f': ..., 'g': ...}}, "
            f"and got {type(functions).__name__}; for functions without names use jacobian"
        )
    matrix = jacobian(list(functions.values()), variables, layout=layout)
    inputs = [variables] if isinstance(variables, sp.Symbol) else list(variables)
    return labelled(matrix, list(functions), inputs, layout=layout)


def _name(label: Any) -> sp.Symbol:
    """Turn a label into a symbol, which knows how to write itself in LaTeX and plain text."""
    return label if isinstance(label, sp.Basic) else sp.Symbol(str(label))
