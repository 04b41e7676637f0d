"""The steps of a derivation: introduce, differentiate, combine, substitute, simplify."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import mcalc_helpers.forms as forms
from mcalc_helpers.chain import Chain, Edge, Variable
from mcalc_helpers.expression import postorder
from mcalc_helpers.forms import Jacobian
from mcalc_helpers.rules import Rule
from mcalc_helpers.writers.latex import latex
from mcalc_helpers.writers.latex_jacobian import jacobian_latex
from mcalc_helpers.writers.names import name_latex
from mcalc_helpers.writers.numpy import inline
from mcalc_helpers.writers.text import jacobian_text

Kind = Literal["introduce", "differentiate", "combine", "substitute", "simplify"]


@dataclass(frozen=True)
class Step:
    """One step of a derivation.

    Attributes
    ----------
    kind : str
        introduce, differentiate, combine, substitute or simplify.
    rules : tuple of Rule
        The rules it applies; empty for a definition or a substitution.
    latex : str
        The equation, for mathematics mode; ``&`` stands before its first equals sign.
    text : str
        The same in plain text.
    """

    kind: Kind
    rules: tuple[Rule, ...]
    latex: str
    text: str

    @property
    def rule(self) -> str:
        """The names of its rules."""
        return ", ".join(dict.fromkeys(rule.name for rule in self.rules))


def fraction(outer: Variable, inner: Variable, curly: bool, position: tuple[int, ...] = ()) -> str:
    """Write a derivative as a fraction; with the curly d for a function of several variables.

    With a position it is the derivative by one entry of the inner variable.
    """
    d = r"\partial " if curly else "d"
    below = _name(inner)
    if position:
        below = name_latex(inner.name) + f"_{{{','.join(str(k + 1) for k in position)}}}"
    return rf"\frac{{{d}{_name(outer)}}}{{{d}{below}}}"


def _name(variable: Variable) -> str:
    return name_latex(variable.name, variable.node.dimensions)


def introductions(chain: Chain) -> Iterator[Step]:
    """Yield the definition of every variable, and of what is long and constant."""
    variables = [*chain.constants, *(chain.variables or [chain.output])]
    for variable in sorted(variables, key=lambda variable: variable.node.number):
        shown = f"{_name(variable)} &= {latex(variable.definition)}"
        yield Step("introduce", (), shown, f"{variable.name} = {inline(variable.definition)}")


def differentiations(chain: Chain) -> Iterator[Step]:
    """Yield the local Jacobian on every edge, with the rules that give it."""
    for variable in chain.variables:
        for edge in variable.edges:
            if edge.jacobian is None:
                yield _by_matrix(chain, edge)
                continue
            left = edge_fraction(edge)
            text = f"{edge_text(edge)} = {jacobian_text(edge.jacobian)}"
            yield Step("differentiate", edge.rules, f"{left} &= {jacobian_latex(edge.jacobian)}", text)


def edge_fraction(edge: Edge) -> str:
    """Write the local derivative on an edge; curly if the outer variable depends on more than the inner one."""
    return fraction(edge.outer, edge.inner, _is_partial(edge))


def _is_partial(edge: Edge) -> bool:
    return sum(node.op == "symbol" for node in postorder([edge.outer.definition])) > 1


def fraction_text(outer: str, inner: str, curly: bool) -> str:
    """Write a derivative as a fraction in plain text.

    Examples
    --------
    >>> fraction_text("y", "x[0]", curly=True)
    '∂y/∂x[0]'
    """
    d = "∂" if curly else "d"
    return f"{d}{outer}/{d}{inner}"


def edge_text(edge: Edge) -> str:
    """Write the local derivative on an edge in plain text."""
    return fraction_text(edge.outer.name, edge.inner.name, _is_partial(edge))


def _by_matrix(chain: Chain, edge: Edge) -> Step:
    """Show what a derivative by a matrix is, given the row that arrives: the derivative alone has three axes."""
    vector = edge.outer.node.ndim == 1
    row, row_text = (r"\boldsymbol{\delta}^T", "delta^T") if vector else (r"\Delta", "Delta")
    product = given_row(chain, edge)
    outer, inner = _name(edge.outer), _name(edge.inner)
    shown = (
        rf"\frac{{\partial f}}{{\partial {inner}}} &= {jacobian_latex(product)} \quad"
        rf"\text{{where }} {row} = \frac{{\partial f}}{{\partial {outer}}}"
    )
    text = f"{fraction_text('f', edge.inner.name, True)} = {jacobian_text(product)}"
    return Step("differentiate", edge.rules, shown, f"{text} with {row_text} = ∂f/∂{edge.outer.name}")


def given_row(chain: Chain, edge: Edge) -> Jacobian:
    """Return the derivative by a matrix in terms of the row (or, for a transpose, the matrix) that arrives."""
    arriving = forms.arriving(edge.outer.node.dimensions)
    return chain.pull(edge.outer, Jacobian((), arriving.input, arriving.terms))[edge.inner]
