"""The derivative of an element-wise function, or of a sum of one, explained entry by entry."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import sympy as sp

from mcalc_helpers.derivation import Derivation
from mcalc_helpers.expression import Expression, postorder
from mcalc_helpers.quiz.solution_scalar import Slope, formula
from mcalc_helpers.writers.latex_jacobian import jacobian_latex
from mcalc_helpers.writers.names import name_latex
from mcalc_helpers.writers.sympy import evaluate

_CALLS = {"exp": sp.exp, "log": sp.log, "sin": sp.sin, "cos": sp.cos, "tan": sp.tan, "tanh": sp.tanh}
_I = sp.Symbol("i")


@dataclass(frozen=True)
class Entry:
    """What stands in entry i of a vector, or in each term of a sum over i.

    Attributes
    ----------
    formula : sympy.Expr
        The formula, in which x_i is entry i of x.
    factor : sympy.Expr or None
        What the sum of all terms is multiplied with; None if it is no sum.
    beside : sympy.Expr
        What is added to the sum.
    """

    formula: sp.Expr
    factor: sp.Expr | None = None
    beside: sp.Expr = sp.S.Zero


def symbol(name: str, is_vector: bool, index: str = "i") -> sp.Symbol:
    """Return the symbol of a scalar, or of an entry of a vector."""
    return sp.Symbol(f"{name}_{index}" if is_vector else name, real=True)


def _plus(node: Expression, *args: sp.Expr) -> sp.Expr:
    return sp.Add(*(sp.Rational(str(c)) * arg for c, arg in zip(node.data, args, strict=True)))


# From a node and the entries of its operands to its own entry.
_ENTRIES: dict[str, Callable[..., sp.Expr]] = {
    "number": lambda node: sp.Rational(str(node.data)),
    "ones": lambda node: sp.S.One,
    "size": lambda node: sp.Symbol(node.data, positive=True),
    "symbol": lambda node: symbol(node.data, bool(node.shape)),
    "plus": _plus,
    "times": lambda node, *args: sp.Mul(sp.Rational(str(node.data)), *args),
    "power": lambda node, base, exponent: base**exponent,
    "call": lambda node, x: _CALLS[node.data](x),
    "total": lambda node, x: sp.Function("Total")(x),
}


def entry(formula: Expression) -> Entry | None:
    """Return the entry of an element-wise vector, or the term of a sum; None for anything else."""
    done: dict[Expression, sp.Expr] = {}
    for node in postorder([formula]):
        if node.op not in _ENTRIES or len(node.shape) > 1 or (node.op == "call" and node.data not in _CALLS):
            return None
        done[node] = _ENTRIES[node.op](node, *(done[arg] for arg in node.args))
    found = done[formula]
    sums = found.atoms(sp.Function("Total"))
    if not sums:
        return Entry(found) if formula.shape else None
    (total,) = sums if len(sums) == 1 else (None,)
    if total is None or formula.shape:
        return None
    factor = found.coeff(total)
    beside = sp.expand(found - factor * total)
    return None if beside.has(total) else Entry(total.args[0], factor, beside)


def explain(derivation: Derivation, output: str, found: Entry) -> list[str]:
    """Return paragraphs that end with the derivative.

    Parameters
    ----------
    derivation : Derivation
        The derivation, for the result.
    output : str
        What the output is called, as LaTeX; without a name it is called y.
    found : Entry
        Its entry or term.
    """
    parameter = derivation.chain.parameter
    by_vector = bool(parameter.node.dimensions)
    letters = {str(s) for s in found.formula.free_symbols}
    slope = Slope(
        symbol(parameter.name, by_vector),
        r"\partial",
        frozenset(letters | {output or "y", *derivation.parameters}),
    )
    result = f"$$\n{derivation.left} = {jacobian_latex(derivation.result)}\n$$"
    plain = output.replace(r"\mathbf{", "").rstrip("}") if output else "y"
    if found.factor is None:
        return [*_of_vector(slope, plain, found, derivation), result]
    return [*_of_sum(slope, plain, found, found.factor, by_vector), result]


def _of_vector(slope: Slope, y: str, found: Entry, derivation: Derivation) -> list[str]:
    by_vector = bool(derivation.chain.parameter.node.dimensions)
    name = name_latex(derivation.chain.parameter.name, derivation.chain.parameter.node.dimensions)
    first = f"Entry $i$ is ${y}_i = {formula(found.formula)}$."
    steps = slope.explain(found.formula, slope.of(f"{y}_i"), brief=True)
    last = f"Every entry moves with ${name}$. Many outputs and one input make a column of these slopes:"
    if by_vector:
        last = f"No other entry of ${name}$ stands in it, so off the diagonal all is zero, and on it are these slopes:"
    begun = "Differentiated: " if steps[0].startswith("$") else ""
    return [f"{first} {begun}{steps[0]}", *steps[1:], last]


def _of_sum(slope: Slope, y: str, found: Entry, factor: sp.Expr, by_vector: bool) -> list[str]:
    term, front = found.formula, ""
    if factor.free_symbols and not factor.is_Pow:
        term = factor * term
    elif factor != 1:
        front = formula(factor) + " "
    summed = rf"\sum_i {formula(term)}"
    if found.beside != 0:
        summed = rf"\Big({summed}\Big) + {formula(found.beside)}"
    first = f"Written out, ${y} = {front}{summed}$."
    if not term.has(slope.x):
        still = f"the sum over $i$ does not contain ${sp.latex(slope.x)}$ and holds still"
        only = f"The sum rule takes it part by part: {still}, and what is added to it moves:"
        return [f"{first} {only} {slope.explain(found.beside)[0]}"]
    times = f", each times ${formula(factor)}$:" if front else ":"
    if not by_vector:
        steps = slope.explain(term, brief=True)
        return [
            f"{first} Every term moves with ${sp.latex(slope.x)}$: {steps[0]}",
            *steps[1:],
            f"The sum rule adds them{times}",
        ]
    names = {s: sp.Symbol(f"{str(s)[:-2]}_j", real=True) for s in term.free_symbols if str(s).endswith("_i")}
    by_j = replace(slope, x=names[slope.x])
    steps = by_j.explain(term.xreplace(names), by_j.of(y) if not front else "", brief=True)
    only = (
        f"The sum rule takes it term by term, and only the term with $i = j$ moves with ${sp.latex(by_j.x)}$:"
    )
    return [
        f"{first} {only} {steps[0]}",
        *steps[1:],
        f"One output and $n$ inputs make a row of these slopes{times}",
    ]


def written_out(derivation: Derivation) -> list[str]:
    """Explain a derivative that is neither diagonal nor a sum by writing it out for vectors of length 2."""
    parameter, output = derivation.chain.parameter, derivation.chain.output
    sizes = {size: 2 for shape in derivation.parameters.values() for size in shape if isinstance(size, str)}
    value, x = evaluate([derivation.trace.output.formula(), parameter.symbol], sizes)
    y = name_latex(output.name, output.node.dimensions)
    jacobian = sp.Matrix([value]).jacobian(sp.Matrix([x]))
    return [
        f"Written out for length 2, ${y} = {formula(sp.Matrix([value]))}$. Differentiate every output by every input, "
        "with the product rule where both factors move:",
        f"$$\n{derivation.left} = {formula(jacobian)}\n$$",
        "For any length that is",
        f"$$\n{derivation.left} = {jacobian_latex(derivation.result)}\n$$",
    ]
