"""The worked solution of a question, as Markdown: the derivation, and what the question makes of it."""

from collections.abc import Callable

import numpy as np
import sympy as sp

from mcalc_helpers.derivation import derive
from mcalc_helpers.quiz.at import At
from mcalc_helpers.quiz.case import Case
from mcalc_helpers.quiz.evaluate import Array
from mcalc_helpers.steps import edge_fraction
from mcalc_helpers.writers.latex_jacobian import jacobian_latex
from mcalc_helpers.writers.names import name_latex

# Their solutions take no intermediate variables where none are needed.
_BEFORE_THE_CHAIN_RULE = frozenset({"one-neuron", "scalar-rules", "partials-and-gradients", "jacobian"})


def number(value: float) -> str:
    """Write a number as LaTeX, with at most six significant digits.

    Examples
    --------
    >>> number(3.0), number(-0.25), number(1e-12)
    ('3', '-0.25', '10^{-12}')
    """
    text = f"{value:.6g}"
    if "e" not in text:
        return text
    digits, exponent = text.split("e")
    power = f"10^{{{int(exponent)}}}"
    return power if digits == "1" else rf"{digits} \cdot {power}"


def matrix(value: Array) -> str:
    r"""Write an array of numbers as LaTeX; a single one without brackets.

    Examples
    --------
    >>> print(matrix(np.array([[1.0, 2.0]])))
    \begin{bmatrix} 1 & 2 \end{bmatrix}
    """
    if value.size == 1:
        return number(value.item())
    rows = r" \\ ".join(" & ".join(map(number, row)) for row in np.atleast_2d(value))
    return rf"\begin{{bmatrix}} {rows} \end{{bmatrix}}"


def _derivations(case: Case) -> list[str]:
    """Return the derivation for each column; by several scalars in large steps, since there are several to read."""
    if len(case.wrt) == 1 and case.question.page not in _BEFORE_THE_CHAIN_RULE:
        return [case.main.markdown()]
    short = [derive(case.function, name, case.shapes, detail="vector rules") for name in case.wrt]
    if len(short) == 1:
        return [short[0].markdown()]
    whole = sp.Matrix.hstack(*(derivation.components(**case.sizes) for derivation in short))
    rows = r" \\ ".join(" & ".join(map(_entry, row)) for row in whole.tolist())
    together = (
        f"**Side by side,** one column for each input:\n\n$$\n\\begin{{bmatrix}} {rows} \\end{{bmatrix}}\n$$"
    )
    return [*(derivation.markdown() for derivation in short), together]


def _entry(entry: sp.Expr) -> str:
    """Write one entry as LaTeX, with decimals as decimals: 0.7 is not seven tenths to the reader who typed it."""
    decimals = {
        part: sp.Float(str(float(part)))
        for part in entry.atoms(sp.Rational)
        if part.q > 4 and 10**6 % part.q == 0
    }
    return str(sp.latex(entry.xreplace(decimals), ln_notation=True))


def _derived(case: Case, at: At) -> str:
    return "\n\n".join(_derivations(case))


def _at_point(case: Case, at: At) -> str:
    given = [
        f"${name_latex(name, shape)} = {matrix(At.column(at[name]))}$" for name, shape in case.shapes.items()
    ]
    return f"{_derived(case, at)}\n\n**At the point** {', '.join(given)}:\n\n$$\n{matrix(at.right)}\n$$"


def _one_link(case: Case, at: At) -> str:
    edge = case.edge
    assert edge is not None
    assert edge.jacobian is not None
    rules = " and the ".join(dict.fromkeys(rule.name for rule in edge.rules))
    return f"By the {rules}\n\n$$\n{edge_fraction(edge)} = {jacobian_latex(edge.jacobian)} .\n$$"


def _updated(case: Case, at: At) -> str:
    name = name_latex(case.parameter, case.shapes[case.parameter])
    transposed = "^T" if case.shapes[case.parameter] else ""
    step = rf"{name} - \eta \left( {case.main.left} \right){transposed}"
    return f"{_derived(case, at)}\n\n**A step** against the gradient, in the shape of ${name}$:\n\n$$\n{step}\n$$"


_WORKED: dict[str, Callable[[Case, At], str]] = {"value": _at_point, "factor": _one_link, "update": _updated}


def worked(case: Case, at: At) -> str:
    r"""Return the worked solution.

    Examples
    --------
    >>> from mcalc_helpers.quiz.question import Question
    >>> case = Case(Question("a-1", "?", "value", lambda x: x**2, at={"x": 3}))
    >>> worked(case, At(case, {"x": 3})).splitlines()[-5:]
    ['**At the point** $x = 3$:', '', '$$', '6', '$$']
    """
    return _WORKED.get(case.question.asks, _derived)(case, at)
