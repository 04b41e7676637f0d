"""A derivative by the chain rule as a worked solution: the links in a table, then their product."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import sympy as sp

from mcalc_helpers.chain import VECTOR_RULES, Chain, Edge, Variable
from mcalc_helpers.derivation import Derivation
from mcalc_helpers.expression import Expression, postorder
from mcalc_helpers.forms import Jacobian
from mcalc_helpers.functions import substitution
from mcalc_helpers.quiz.at import At
from mcalc_helpers.quiz.evaluate import Array, evaluate, evaluate_jacobian
from mcalc_helpers.quiz.solution_scalar import display, formula
from mcalc_helpers.quiz.solution_text import matrix, number, rule_names, shown_rules, vector
from mcalc_helpers.simplify import tidy
from mcalc_helpers.steps import edge_fraction
from mcalc_helpers.writers.latex import latex
from mcalc_helpers.writers.latex_jacobian import jacobian_latex
from mcalc_helpers.writers.names import name_latex
from mcalc_helpers.writers.sympy import evaluate as written_out

# What the product of the links then uses without a line for it.
_ONES_BY_DIAGONAL = "A row of ones times a diagonal matrix is the diagonal as a row"
_DIAGONALS = ", and diagonal matrices multiply entry by entry"
_FRACTION = re.compile(r"\\frac\{(\d+)\}\{(\d+)\}")


def coarser(derivation: Derivation, function: Callable[..., Any]) -> Derivation:
    """Return the derivation without the links that only shift or scale what a linear step has made, as in 4 w - 3.

    A named variable stays, and so does one beside which a second path arrives.
    """
    chain, trace = derivation.chain, derivation.trace
    users: dict[Variable, list[Edge]] = {}
    for variable in chain.variables:
        for edge in variable.edges:
            users.setdefault(edge.inner, []).append(edge)
    names = {variable.symbol for variable in (*chain.variables, chain.parameter)}

    def is_constant(edge: Edge) -> bool:
        return not names.intersection(_parts(edge.jacobian) if edge.jacobian else [])

    def is_kept(variable: Variable) -> bool:
        used = users.get(variable, [])
        absorbed = len(used) == 1 and len(used[0].outer.edges) == 1 and is_constant(used[0])
        return variable.node in trace.names or not (absorbed and all(map(is_constant, variable.edges)))

    kept = [variable for variable in chain.variables[:-1] if is_kept(variable)]
    if len(kept) == len(chain.variables) - 1:
        return derivation
    unnamed = [variable.node for variable in kept if variable.node not in trace.names]
    fresh = ["u"] if len(unnamed) == 1 else [f"u{k + 1}" for k in range(len(unnamed))]
    named = {**trace.names, **dict(zip(unnamed, fresh, strict=True))}
    finer = replace(trace, names=named)
    return Derivation(function, finer, derivation.wrt, VECTOR_RULES, "paths")


def _parts(jacobian: Jacobian) -> set[Expression]:
    """Return all expressions in a Jacobian."""
    return set(postorder([part for term, scalar in jacobian.terms for part in (scalar, *term.parts)]))


def explain(derivation: Derivation, at: At, given: tuple[str, ...] = ()) -> list[str]:
    """Return paragraphs that end with the derivative.

    Parameters
    ----------
    derivation : Derivation
        The derivation, with the names that the question uses.
    at : At
        A point; at that of a question for numbers each line gets its number.
    given : tuple of str
        Intermediate variables that may stand in the result.
    """
    numbers = at.case.question.at is not None
    halves = _two_halves(derivation.chain, at) if numbers else []
    if halves:
        return halves
    chain = derivation.chain
    values = _values_at(chain, at) if numbers else None
    if len(chain.variables) == 1:
        return [_single(derivation, at, numbers)]
    texts = ["Name the steps, and differentiate each by what it is made of:", _table(chain, at, values)]
    combined = _without_repetition(next(step for step in derivation.steps if step.kind == "combine").latex)
    diagonals = combined.count(r"\operatorname{diag}")
    if diagonals and r"\vec{1}^T" in combined:
        texts.append(f"{_ONES_BY_DIAGONAL}{_DIAGONALS if diagonals > 1 else ''}.")
    texts.append(_introduced(derivation))
    if values is not None:
        return [*texts, display([combined, f"&= {_with_numbers(chain, at, values)} = {matrix(at.right)}"])]
    final = jacobian_latex(in_terms_of(chain, given))
    last = re.split(r" (?:&=|=) ", combined)[-1]
    back = [] if _bare(last) == _bare(final) else [rf"&= {final}"]
    return [*texts, display([combined, *back])]


def _bare(formula: str) -> list[str]:
    """Return the pieces of a formula without its spaces."""
    return formula.replace(r"\,", "").split()


def _without_repetition(equation: str) -> str:
    """Leave out a line that differs from the one before in its spaces only."""
    lines = equation.split(r" \\ &= ")
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if _bare(line) != _bare(before)]
    return r" \\ &= ".join(kept)


def _values_at(chain: Chain, at: At) -> dict[str, Array]:
    """Return the values of all variables: the trace is that of the case, under other names."""
    nodes = at.case.main.trace.nodes
    variables = (*chain.constants, *chain.variables)
    own = {name: at[name] for name in at.case.shapes}
    return {**own, **{variable.name: at.node(nodes[variable.node.number]) for variable in variables}}


def _introduced(derivation: Derivation) -> str:
    (rule,) = next(step for step in derivation.steps if step.kind == "combine").rules
    paths = derivation.chain.count_paths()
    if paths > 1:
        return f"There are {paths} paths. The {rule.name} multiplies along each of them and adds:"
    if rule.name == "vector chain rule":
        return "The vector chain rule multiplies the links, the outer one on the left:"
    return f"The {rule.name} multiplies the links:"


def _single(derivation: Derivation, at: At, numbers: bool) -> str:
    """Explain a function of one operation."""
    (edge,) = derivation.chain.output.edges
    assert edge.jacobian is not None
    value = f" = {matrix(at.right)}" if numbers else ""
    step = f"${_name(edge.outer)} = {latex(edge.outer.definition)}$ is a single step."
    if _is_diagonal(edge.jacobian):
        step += (
            f" Output $i$ moves with entry $i$ of ${_name(edge.inner)}$ alone, so off the diagonal all is zero, and "
            "on it are the slopes of the entries."
        )
    return f"{step} By {rule_names(edge.rules)}\n\n$$\n{derivation.left} = {jacobian_latex(edge.jacobian)}{value}\n$$"


def _is_diagonal(jacobian: Jacobian) -> bool:
    """Tell whether a Jacobian of a vector by a vector is a diagonal matrix for every length."""
    matrices = [matrix for term, _ in jacobian.terms for matrix in term.chain]
    return bool(matrices) and all(matrix.op == "diag" for matrix in matrices)


# --- the table --------------------------------------------------------------------------------------------------------


def _name(variable: Variable) -> str:
    return name_latex(variable.name, variable.node.dimensions)


def _table(chain: Chain, at: At, values: dict[str, Array] | None) -> str:
    """Return one line for each link: the variable, its derivative by the one before, and the rule."""
    lines = []
    for variable in chain.variables:
        value = f" = {vector(values[variable.name])}" if values else ""
        definition = latex(variable.definition)
        shown = _FRACTION.sub(_as_decimals, definition) if values else definition
        first = f"{_name(variable)} &= {shown}{value}, &"
        for edge in variable.edges:
            assert edge.jacobian is not None
            local = evaluate_jacobian(edge.jacobian, values, at.case.sizes) if values else None
            lines.append(f"{first} {_link(edge, local)}")
            first = "& &"
    return display(lines)


def _as_decimals(fraction: re.Match[str]) -> str:
    """Write a fraction beside decimals as one of them, if it can be."""
    over, under = map(int, fraction.groups())
    return number(over / under) if 10**6 % under == 0 else fraction[0]


def _link(edge: Edge, value: Array | None) -> str:
    assert edge.jacobian is not None
    shown = jacobian_latex(edge.jacobian)
    if edge.outer.symbol in _parts(edge.jacobian):  # the slope of an exponential is its own value: say so
        in_full = edge.jacobian.map(substitution({edge.outer.symbol: edge.outer.definition}))
        shown = f"{jacobian_latex(in_full)} = {shown}"
    if value is not None and value.size == 1 and number(value.item()) != shown:
        shown += f" = {number(value.item())}"
    return rf"{edge_fraction(edge)} &= {shown} && \text{{{shown_rules(edge.rules)}}}"


# --- what comes out ---------------------------------------------------------------------------------------------------


def in_terms_of(chain: Chain, given: tuple[str, ...] = ()) -> Jacobian:
    """Return the derivative with the intermediate variables put back, but for those that the answer may contain."""
    total = chain.adjoints()[chain.parameter]
    return total.map(substitution(_values(chain, given))).map(tidy)


def _values(chain: Chain, kept: tuple[str, ...]) -> dict[Expression, Expression]:
    known: dict[Expression, Expression] = {}
    for variable in chain.variables:
        if variable.name not in kept:
            known[variable.symbol] = substitution(known)(variable.definition)
    return known


def _with_numbers(chain: Chain, at: At, values: dict[str, Array]) -> str:
    """Write the product, or the sum of products, with the numbers put in."""
    sizes = at.case.sizes
    if at.right.size == 1 and all(not variable.node.ndim for variable in chain.variables):
        locals_ = [
            [number(evaluate_jacobian(edge.jacobian, values, sizes).item()) for edge in path if edge.jacobian]
            for path in chain.paths()
        ]
        return " + ".join(r" \cdot ".join(map(_enclosed, factors)) for factors in locals_)
    return " + ".join(_terms_with_numbers(chain.adjoints()[chain.parameter], values, at))


def _enclosed(text: str) -> str:
    return f"({text})" if text.startswith("-") else text


def _terms_with_numbers(total: Jacobian, values: dict[str, Array], at: At) -> Iterator[str]:
    for term, scalar in total.terms:
        factor, *parts = evaluate([scalar, *term.parts], values, at.case.sizes)
        fraction = Fraction(float(factor)).limit_denominator(1000)
        shown = [_fraction(fraction)] if fraction != 1 else []
        if term.column is not None:
            shown.append(matrix(np.reshape(parts.pop(0), (-1, 1))))
        if term.row is not None:
            shown.append(matrix(np.reshape(parts.pop(0), (1, -1))))
        yield " ".join([*shown, *(matrix(part) for part in parts)])


def _fraction(value: Fraction) -> str:
    sign = "-" if value < 0 else ""
    size = abs(value)
    return (
        f"{sign}{size.numerator}"
        if size.denominator == 1
        else rf"{sign}\frac{{{size.numerator}}}{{{size.denominator}}}"
    )


# --- a vector in the middle -------------------------------------------------------------------------------------------


def _two_halves(chain: Chain, at: At) -> list[str]:
    """Explain a function of a vector of a few numbers, written out: two Jacobians of numbers and their product."""
    named = set(at.case.main.trace.names.values())
    middle = [
        v
        for v in chain.variables[:-1]
        if v.name in named and len(v.node.dimensions) == 1 and isinstance(v.node.dimensions[0], int)
    ]
    if len(middle) != 1 or not chain.output.node.ndim:
        return []
    (g,) = middle
    values = _values(chain, (g.name,))
    inner, outer = written_out([substitution(_values(chain, ()))(g.symbol), values[chain.output.symbol]], {})
    x = written_out([chain.parameter.symbol], {})[0]
    known = written_out([g.symbol], {})[0]
    point = dict(zip(x, map(sp.nsimplify, at[chain.parameter.name].tolist()), strict=True))
    there = dict(zip(known, inner.xreplace(point), strict=True))
    left, right = outer.jacobian(known), inner.jacobian(x)
    g_name, x_name, f_name = _name(g), _name(chain.parameter), name_latex("f", ("m",))
    lines = [
        rf"{g_name} &= {formula(inner)} = {formula(inner.xreplace(point))}",
        rf"\frac{{\partial {f_name}}}{{\partial {g_name}}} &= {formula(left)} = {formula(left.xreplace(there))}",
        rf"\frac{{\partial {g_name}}}{{\partial {x_name}}} &= {formula(right)} = {formula(right.xreplace(point))}",
    ]
    product = rf"{formula(left.xreplace(there))} {formula(right.xreplace(point))} = {matrix(at.right)}"
    return [
        f"Each Jacobian is taken at its own point, the outer one at ${g_name}$:",
        display(lines),
        "The vector chain rule multiplies them, the outer one on the left:",
        f"$$\n{product}\n$$",
    ]
