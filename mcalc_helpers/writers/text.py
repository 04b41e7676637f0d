"""Jacobians in plain text, for print, error messages and screen readers."""

from mcalc_helpers.expression import Expression, number
from mcalc_helpers.forms import Jacobian
from mcalc_helpers.terms import Term
from mcalc_helpers.writers.entries import entries
from mcalc_helpers.writers.numpy import inline
from mcalc_helpers.writers.signs import with_absorbed_number, with_absorbed_sign


def jacobian_text(jacobian: Jacobian) -> str:
    """Write a Jacobian in plain text.

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> from mcalc_helpers.forms import diagonal, row
    >>> x = symbol("x", ("n",))
    >>> jacobian_text(row(2 * x)), jacobian_text(diagonal(x**2))
    ('2 x^T', 'diag(x ** 2)')
    """
    if not jacobian.terms:
        return "0"
    grid = entries(jacobian) if jacobian.output or jacobian.input else None
    if grid is not None:
        return "[" + "; ".join(", ".join(inline(entry) for entry in line) for line in grid) + "]"
    terms = [with_absorbed_number(*with_absorbed_sign(term, scalar)) for term, scalar in jacobian.terms]
    pieces = [_term(term, scalar, bool(jacobian.output)) for term, scalar in terms]
    return " + ".join(pieces).replace("+ -", "- ")


def _term(term: Term, scalar: Expression, vector_output: bool) -> str:
    if not term.parts:
        return f"{_front(scalar)}I" if vector_output else inline(scalar)
    pieces = [] if term.column is None else [_enclosed(term.column)]
    if term.row is not None:
        pieces.append(f"{_enclosed(term.row)}^T")
    pieces += [
        f"diag({inline(link.args[0])})" if link.op == "diag" else _enclosed(link) for link in term.chain
    ]
    return _front(scalar) + " ".join(pieces)


def _front(scalar: Expression) -> str:
    if scalar is number(1):
        return ""
    return "-" if scalar is number(-1) else f"{_enclosed(scalar)} "


def _enclosed(node: Expression) -> str:
    if node.op == "ones":
        return "1"
    text = inline(node)
    return f"({text})" if " " in text else text
