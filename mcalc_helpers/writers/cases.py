r"""A result with one scalar condition, by cases, as the paper writes the gradient of a neuron."""

from mcalc_helpers.expression import Expression, number, postorder
from mcalc_helpers.forms import Jacobian
from mcalc_helpers.functions import negation, substitution
from mcalc_helpers.simplify import tidy
from mcalc_helpers.writers.latex import condition_latex, write
from mcalc_helpers.writers.latex_jacobian import jacobian_latex


def by_cases(jacobian: Jacobian) -> str | None:
    r"""Write a Jacobian by cases; None unless it has exactly one scalar condition.

    Parameters
    ----------
    jacobian : Jacobian
        Any Jacobian.

    Returns
    -------
    str or None
        LaTeX for mathematics mode.

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> from mcalc_helpers.forms import row
    >>> from mcalc_helpers.functions import indicator
    >>> x, z = symbol("x", ("n",)), symbol("z")
    >>> print(by_cases(row(indicator(">", z, number(0)) * x)))
    \begin{cases} \vec{0}^T & \text{if } z \le 0 \\ \mathbf{x}^T & \text{if } z > 0 \end{cases}
    """
    parts = [part for term, scalar in jacobian.terms for part in (scalar, *term.parts)]
    found = {node for node in postorder(parts) if node.op == "indicator" and not node.shape}
    pairs = {frozenset((node, negation(node))) for node in found}
    if len(pairs) != 1:
        return None
    first = min(found, key=lambda node: (node.data not in (">", "<"), node.key))
    lines = []
    for condition, met in ((negation(first), False), (first, True)):
        value = jacobian.map(substitution(_given(first, met, parts))).map(tidy)
        lines.append(rf"{jacobian_latex(value)} & \text{{if }} {_condition(condition)}")
    return rf"\begin{{cases}} {lines[0]} \\ {lines[1]} \end{{cases}}"


def _condition(node: Expression) -> str:
    return condition_latex(node, write(node.args))


def _given(condition: Expression, met: bool, parts: list[Expression]) -> dict[Expression, Expression]:
    """Return what is known once the condition is decided: the indicators, and which of two operands is the larger."""
    values = {condition: number(int(met)), negation(condition): number(int(not met))}
    left, right = condition.args
    larger = left if (condition.data[0] == ">") == met else right
    smaller = right if larger is left else left
    for node in postorder(parts):
        if (
            node.op in ("maximum", "minimum")
            and set(node.args) == {left, right}
            and condition.data[0] in "<>"
        ):
            values[node] = larger if node.op == "maximum" else smaller
    return values
