r"""Jacobians as LaTeX: x^T, diag(x), I, outer products, and small explicit ones entry by entry."""

from collections.abc import Sequence

from mcalc_helpers.arithmetic import primitive_part, times
from mcalc_helpers.expression import Expression, number
from mcalc_helpers.forms import Jacobian
from mcalc_helpers.shapes import Shape
from mcalc_helpers.terms import Term
from mcalc_helpers.writers.entries import entries, rows
from mcalc_helpers.writers.latex import latex, write
from mcalc_helpers.writers.latex_base import (
    ATOM,
    POWER,
    PRODUCT,
    SUM,
    brackets,
    enclosed,
    number_latex,
    parenthesised,
)
from mcalc_helpers.writers.signs import (
    Written,
    absorbs_sign,
    is_negative,
    with_absorbed_number,
    with_absorbed_sign,
)


def jacobian_latex(jacobian: Jacobian) -> str:
    r"""Write a Jacobian as LaTeX.

    Parameters
    ----------
    jacobian : Jacobian
        In normal form.

    Returns
    -------
    str
        LaTeX for mathematics mode, without dollars.

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> from mcalc_helpers.forms import diagonal, row
    >>> w, x = symbol("w", ("n",)), symbol("x", ("n",))
    >>> print(jacobian_latex(row(x)), jacobian_latex(diagonal(-w / x**2)))
    \mathbf{x}^T -\operatorname{diag}(\mathbf{w} \oslash \mathbf{x}^{2})
    """
    return _written(jacobian)[0]


def product_latex(factors: Sequence[Jacobian]) -> str:
    """Write a product of Jacobians, not multiplied out."""
    if len(factors) == 1:
        return jacobian_latex(factors[0])
    least = [PRODUCT if not _needs_dot(factor) else POWER for factor in factors]
    pieces = [parenthesised(_written(factor), level) for factor, level in zip(factors, least, strict=True)]
    text = pieces[0]
    for factor, piece in zip(factors[1:], pieces[1:], strict=True):
        text += (r" \cdot " if _needs_dot(factor) else r" \, ") + piece
    return text


def _needs_dot(factor: Jacobian) -> bool:
    """Scalars are multiplied with a dot, matrices by juxtaposition."""
    return not factor.output and not factor.input


def _written(jacobian: Jacobian) -> Written:
    if not jacobian.terms:
        return _zero(jacobian.output, jacobian.input), ATOM
    explicit = _explicit(jacobian)
    if explicit is not None:
        return explicit, ATOM
    pieces = [_term(term, scalar, bool(jacobian.output)) for term, scalar in _positive_first(jacobian)]
    if len(pieces) == 1:
        return pieces[0]
    text = pieces[0][0]
    for piece, _ in pieces[1:]:
        text += f" - {piece[1:]}" if piece.startswith("-") else f" + {piece}"
    return text, SUM


def _zero(output: Shape, input: Shape) -> str:
    if output and input:
        return "0"
    return r"\vec{0}^T" if input else (r"\vec{0}" if output else "0")


def _positive_first(jacobian: Jacobian) -> list[tuple[Term, Expression]]:
    return sorted(jacobian.terms, key=lambda item: is_negative(item[1]))


def _term(term: Term, scalar: Expression, vector_output: bool) -> Written:
    """Write one product with its scalar in front."""
    if not term.parts and not vector_output:
        return write([scalar])[scalar]
    term, scalar = with_absorbed_number(*with_absorbed_sign(term, scalar))
    body = _body(term)
    if scalar is number(1):
        return body
    if scalar is number(-1):
        return "-" + parenthesised(body, PRODUCT), SUM
    negative = is_negative(scalar) and not absorbs_sign(scalar)
    front = parenthesised(_factored(times(-1, scalar) if negative else scalar), PRODUCT)
    return f"{'-' if negative else ''}{front} {parenthesised(body, PRODUCT)}", SUM if negative else PRODUCT


def _factored(scalar: Expression) -> Written:
    """Write a scalar factor, with the common number of a sum in front: 2 (x - y) rather than (2x - 2y)."""
    if scalar.op == "plus":
        content = abs(primitive_part(scalar)[0])
        if content != 1:
            inner = times(1 / content, scalar)
            return f"{number_latex(content)} {enclosed(latex(inner))}", PRODUCT
    return write([scalar])[scalar]


def _body(term: Term) -> Written:
    written = write(term.parts)
    pieces = []
    if term.column is not None:
        pieces.append(parenthesised(written[term.column], POWER))
    if term.row is not None:
        pieces.append(f"{parenthesised(written[term.row], ATOM)}^T")
    pieces += [parenthesised(written[link], POWER) for link in term.chain]
    if len(pieces) == 1 and term.column is not None:
        return written[term.column]
    return (" ".join(pieces), PRODUCT) if pieces else ("I", ATOM)


def _explicit(jacobian: Jacobian) -> str | None:
    """Write entries or rows out where every one is known; None where there is only a closed form."""
    if not (jacobian.output or jacobian.input):
        return None
    grid = entries(jacobian)
    if grid is not None:
        return brackets([[latex(entry) for entry in line] for line in grid])
    lines = rows(jacobian) if jacobian.output else None
    return None if lines is None else brackets([[jacobian_latex(line)] for line in lines])
