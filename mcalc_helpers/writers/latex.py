r"""Formulas as LaTeX, in the paper's notation.

Vectors are bold, the element-wise product is a circled times, the quotient a circled slash, an expanded scalar is
written with the vector of ones. Only LaTeX that KaTeX and MathJax both accept.
"""

from collections.abc import Callable, Sequence

from mcalc_helpers.arithmetic import base_and_exponent
from mcalc_helpers.expression import Expression, number, postorder
from mcalc_helpers.writers import latex_products as products
from mcalc_helpers.writers.latex_base import (
    ATOM,
    DOT,
    ONES,
    POWER,
    PRODUCT,
    SUM,
    WRITERS,
    brackets,
    enclosed,
    number_latex,
    parenthesised,
)
from mcalc_helpers.writers.names import name_latex
from mcalc_helpers.writers.signs import Table, Written

_FUNCTIONS = {
    "exp": r"\exp",
    "log": r"\ln",
    "sin": r"\sin",
    "cos": r"\cos",
    "tan": r"\tan",
    "tanh": r"\tanh",
    "sinh": r"\sinh",
    "cosh": r"\cosh",
    "sign": r"\operatorname{sign}",
}
_RELATIONS = {">": ">", "<": "<", ">=": r"\ge", "<=": r"\le", "==": "=", "!=": r"\ne"}


def latex(root: Expression) -> str:
    r"""Write a formula as LaTeX.

    Parameters
    ----------
    root : Expression
        The formula.

    Returns
    -------
    str
        LaTeX for mathematics mode, without dollars.

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> w, x, z = symbol("w", ("n",)), symbol("x", ("n",)), symbol("z")
    >>> print(latex(2 * w * x / z))
    \frac{2}{z} \mathbf{w} \otimes \mathbf{x}
    """
    return write([root])[root][0]


def write(roots: Sequence[Expression]) -> dict[Expression, Written]:
    """Write formulas and all that they contain; each with how tightly it binds."""
    written: dict[Expression, Written] = {}
    for node in postorder(roots):
        written[node] = WRITERS[node.op](node, written)
    return written


def _call(node: Expression, written: Table) -> Written:
    argument = written[node.args[0]][0]
    if node.data == "abs":
        return rf"\left|{argument}\right|", ATOM
    if node.data == "log1p":
        return r"\ln" + enclosed(f"{ONES if node.shape else 1} + {argument}"), ATOM
    return _FUNCTIONS[node.data] + enclosed(argument), ATOM


def _function(command: str) -> Callable[[Expression, Table], Written]:
    def writer(node: Expression, written: Table) -> Written:
        return command + enclosed(", ".join(written[arg][0] for arg in node.args)), ATOM

    return writer


def condition_latex(node: Expression, written: Table) -> str:
    """Write the condition of an indicator."""
    left, right = (written[arg][0] for arg in node.args)
    return f"{left} {_RELATIONS[node.data]} {right}"


def _where(node: Expression, written: Table) -> Written:
    condition, yes, no = node.args
    if node.shape:
        return _function(r"\operatorname{where}")(node, written)
    test = condition_latex(condition, written)
    rows = rf"{written[yes][0]} & \text{{if }} {test} \\ {written[no][0]} & \text{{otherwise}}"
    return rf"\begin{{cases}} {rows} \end{{cases}}", SUM


def _total(node: Expression, written: Table) -> Written:
    (vector,) = node.args
    if vector.op == "times" and vector.data == 1 and len(vector.args) == 2:
        left, right = (parenthesised(written[factor], POWER) for factor in vector.args)
        if all(base_and_exponent(factor)[1] is number(1) for factor in vector.args):
            return rf"{left} \cdot {right}", DOT
    return r"\operatorname{sum}" + enclosed(written[vector][0]), ATOM


def _matvec(node: Expression, written: Table) -> Written:
    matrix, vector = node.args
    if matrix.op == "tril":
        return r"\operatorname{cumsum}" + enclosed(written[vector][0]), ATOM
    right = parenthesised(written[vector], PRODUCT if vector.op == "matvec" else POWER)
    return f"{parenthesised(written[matrix], ATOM)} {right}", PRODUCT


def _index(node: Expression, written: Table) -> Written:
    (vector,) = node.args
    if vector.op == "symbol":
        letter = name_latex(vector.data)
        base = enclosed(letter) if "_" in letter else letter
    else:
        base = enclosed(written[vector][0])
    return f"{base}_{{{node.data + 1}}}", ATOM


def _transpose(node: Expression, written: Table) -> Written:
    return f"{parenthesised(written[node.args[0]], ATOM)}^T", ATOM


def _array(node: Expression, written: Table) -> Written:
    rows = node.data if len(node.shape) == 2 else [(entry,) for entry in node.data]
    if len(rows) * len(rows[0]) > _LARGEST_ARRAY:
        size = r" \times ".join(map(str, node.shape))
        return rf"\mathrm{{const}}_{{{size}}}", ATOM
    return brackets([[number_latex(number(entry).data) for entry in row] for row in rows]), ATOM


_LARGEST_ARRAY = 12


_WRITERS: dict[str, Callable[[Expression, Table], Written]] = {
    "plus": products.plus,
    "times": products.times_,
    "power": products.power,
    "number": lambda node, written: (number_latex(node.data), ATOM if node.data >= 0 else SUM),
    "size": lambda node, written: (name_latex(node.data), ATOM),
    "symbol": lambda node, written: (name_latex(node.data, node.shape), ATOM),
    "array": _array,
    "ones": lambda node, written: (ONES, ATOM),
    "zeros": lambda node, written: (r"\vec{0}", ATOM),
    "unit": lambda node, written: (rf"\vec{{e}}_{{{node.data + 1}}}", ATOM),
    "tril": lambda node, written: (rf"\operatorname{{tril}}({ONES} {ONES}^T)", ATOM),
    "call": _call,
    "indicator": lambda node, written: (rf"\mathbf{{1}}[{condition_latex(node, written)}]", ATOM),
    "where": _where,
    "maximum": _function(r"\max"),
    "minimum": _function(r"\min"),
    "total": _total,
    "norm": lambda node, written: (rf"\left\lVert {written[node.args[0]][0]} \right\rVert", ATOM),
    "stack": lambda node, written: (brackets([[written[arg][0]] for arg in node.args]), ATOM),
    "index": _index,
    "transpose": _transpose,
    "diag": lambda node, written: (r"\operatorname{diag}" + enclosed(written[node.args[0]][0]), ATOM),
    "matvec": _matvec,
}
WRITERS.update(_WRITERS)
