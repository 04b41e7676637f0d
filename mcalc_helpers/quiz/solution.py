"""The worked solution of a question, as Markdown: steps with their rules, in the words that its chapter knows.

Everything is computed from the question's function. Before the chapters on the chain rules a solution has no
intermediate variables: formulas of scalars are explained rule by rule, vectors entry by entry.
"""

from collections.abc import Callable
from types import FunctionType
from typing import Any

import sympy as sp

import mcalc_helpers.quiz.solution_chain as by_chain
import mcalc_helpers.quiz.solution_entries as by_entries
from mcalc_helpers.derivation import Derivation, derive
from mcalc_helpers.quiz.at import At
from mcalc_helpers.quiz.case import Case
from mcalc_helpers.quiz.solution_scalar import Slope, display, formula, has_decimals
from mcalc_helpers.quiz.solution_text import defined_names, matrix, number, output_names, rule_names, vector
from mcalc_helpers.shapes import Size
from mcalc_helpers.steps import edge_fraction
from mcalc_helpers.writers.latex import latex
from mcalc_helpers.writers.latex_jacobian import jacobian_latex
from mcalc_helpers.writers.names import name_latex
from mcalc_helpers.writers.sympy import evaluate

_NO_CALCULUS = "one-neuron"
# Scalars rule by rule, and vectors entry by entry: no intermediate variables.
_RULE_BY_RULE = frozenset({"scalar-rules", "partials-and-gradients", "jacobian", "is-this-for-me", ""})
_ENTRY_BY_ENTRY = frozenset({"element-wise", "scalar-expansion", "sum-reduction", "is-this-for-me"})
_READABLE = frozenset(
    {"Symbol", "Integer", "Rational", "Half", "One", "NegativeOne", "Zero", "Add", "Mul", "Pow"}
)
_CALLS = frozenset({"sin", "cos", "tan", "exp", "log", "tanh", "sinh", "cosh"})


def _renamed(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    """Return the same function under another name, which its derivation gives to the output."""
    if not isinstance(function, FunctionType) or not name.isidentifier():
        return function
    copy = FunctionType(
        function.__code__, function.__globals__, name, function.__defaults__, function.__closure__
    )
    copy.__dict__.update(function.__dict__)
    return copy


def _plain(name: str) -> str:
    return name.replace(r"\mathbf{", "").rstrip("}")


def _output(case: Case) -> str:
    """Return what the question calls the output, as LaTeX; empty if it does not say."""
    trace = case.main.trace
    others = {*case.shapes, *(name for node, name in trace.names.items() if node is not trace.output)}
    return next((name for name in output_names(case.question) if _plain(name) not in others), "")


def _derivation(case: Case) -> Derivation:
    """Return the derivation with the output named as the question does."""
    name = _plain(_output(case))
    function = _renamed(case.function, name) if name else case.function
    return by_chain.coarser(derive(function, case.wrt[0], case.shapes), function)


# --- scalars ----------------------------------------------------------------------------------------------------------


def scalars(case: Case) -> list[sp.Expr] | None:
    """Return the formulas of the outputs if they and the parameters are scalars, and the rules explain them."""
    if any(case.shapes.values()):
        return None
    (found,) = evaluate([case.main.trace.output.formula()], {})
    outputs = list(found) if isinstance(found, sp.MatrixBase) else [found]
    kinds = {type(part).__name__ for output in outputs for part in sp.preorder_traversal(output)}
    return outputs if kinds <= _READABLE | _CALLS else None


def _slope(case: Case, name: str, outputs: list[sp.Expr]) -> Slope:
    d = r"\partial" if len(case.shapes) > 1 else "d"
    decimals = any(map(has_decimals, outputs))
    return Slope(sp.Symbol(name, real=True), d, frozenset({*case.shapes, _output(case)}), decimals)


def _without_calculus(case: Case, outputs: list[sp.Expr]) -> str:
    """Compare two values instead of taking a slope."""
    (output,) = outputs
    x = sp.Symbol(case.wrt[0], real=True)
    z, name = _output(case) or "y", sp.latex(x)
    larger = sp.latex(output, order="grlex", symbol_names={x: f"({name} + 1)"})
    lines = [
        rf"\text{{before: }} {z} &= {sp.latex(output, order='grlex')}",
        rf"\text{{with }} {name} \text{{ one larger: }} {z} &= {larger}",
    ]
    change = formula(sp.expand(output.xreplace({x: x + 1}) - output))
    first = "Compare two values, with everything else left alone:"
    return f"{first}\n\n{display(lines)}\n\nThe second is larger by ${change}$."


def _rule_by_rule(case: Case, outputs: list[sp.Expr]) -> str:
    if len(outputs) == len(case.wrt) == 1:
        slope, name = _slope(case, case.wrt[0], outputs), _output(case)
        left = slope.of(name) if name else ""
        first = [*_held_still(case, outputs), *_multiplied_out(case, slope, outputs[0])]
        return "\n\n".join([*first, *slope.explain(outputs[0], left)])
    defined = defined_names(case.question)
    names = defined if len(defined) == len(outputs) else [_output(case)] if len(outputs) == 1 else []
    slopes = [_slope(case, name, outputs) for name in case.wrt]
    before: list[str] = []
    lines = []
    for k, output in enumerate(outputs):
        for slope in slopes:
            if not slope.elementary(output):
                before += slope.explain(output)
            lines.append(slope.line(output, slope.of(names[k]) if names and names[k] else ""))
    moves = (
        "Only one variable moves at a time; the others hold still:"
        if len(slopes) > 1
        else "One output after the other:"
    )
    each = "a row for each output, a column for each input" if len(outputs) > 1 else "in a row"
    result = slopes[0].write(_all_slopes(case, outputs))
    return "\n\n".join([*before, moves, display(lines), f"Together, {each}:", f"$$\n{result}\n$$"])


def _held_still(case: Case, outputs: list[sp.Expr]) -> list[str]:
    """Say which variables are constants here."""
    others = [
        name for name in case.shapes if name not in case.wrt and outputs[0].has(sp.Symbol(name, real=True))
    ]
    if not others:
        return []
    names = " and ".join(f"${name_latex(name)}$" for name in others)
    still = "holds still, like a number" if len(others) == 1 else "hold still, like numbers"
    return [f"Only ${name_latex(case.wrt[0])}$ moves; {names} {still}."]


def _multiplied_out(case: Case, slope: Slope, output: sp.Expr) -> list[str]:
    """Say so where a product is written as a sum from the start, as SymPy does with 5 (x - 1)."""
    operation = case.main.trace.output.operation
    if operation is None or operation.name != "multiply" or not output.is_Add:
        return []
    return [f"Multiplied out, the function is ${slope.write(output)}$."]


def _all_slopes(case: Case, outputs: list[sp.Expr]) -> sp.Matrix:
    return sp.Matrix(
        [[sp.diff(output, sp.Symbol(name, real=True)) for name in case.wrt] for output in outputs]
    )


# --- the derivation in the words of its chapter -----------------------------------------------------------------------


def _derived(case: Case, at: At) -> str:
    page, outputs = case.question.page, scalars(case)
    if outputs is not None and page == _NO_CALCULUS:
        return _without_calculus(case, outputs)
    if outputs is not None and (page in _RULE_BY_RULE or case.chain is None):
        return _rule_by_rule(case, outputs)
    if case.chain is None or any(e.jacobian is None for v in case.chain.variables for e in v.edges):
        return "\n\n".join(derivation.markdown() for derivation in case.derivations)
    derivation = _derivation(case)
    if not derivation.chain.variables:
        return derivation.markdown()
    one_step = len(derivation.chain.variables) == 1 and case.question.at is None
    if page in _ENTRY_BY_ENTRY or one_step:
        found = by_entries.entry(derivation.trace.output.formula())
        if found is not None:
            return "\n\n".join(by_entries.explain(derivation, _output(case), found))
    if page in _ENTRY_BY_ENTRY:
        return "\n\n".join(by_entries.written_out(derivation))
    return "\n\n".join(by_chain.explain(derivation, at, case.question.given))


# --- what a question makes of it --------------------------------------------------------------------------------------


def _at_point(case: Case, at: At) -> str:
    text = _derived(case, at)
    answer = matrix(at.right)
    if text.removesuffix("$$").rstrip().removesuffix(r"\end{aligned}").rstrip().endswith(f"= {answer}"):
        return text
    given = [f"${name_latex(name, shape)} = {vector(at[name])}$" for name, shape in case.shapes.items()]
    put_in = _numbers_in(case, at)
    return f"{text}\n\nWith {', '.join(given)}:\n\n$$\n{f'{put_in} = ' if put_in else ''}{answer}\n$$"


def _numbers_in(case: Case, at: At) -> str:
    """Write the derivative of scalars with numbers for its letters; empty for anything else."""
    outputs = scalars(case)
    if outputs is None:
        return ""
    values = {sp.Symbol(name, real=True): number(float(at[name])) for name in case.shapes}
    enclosed = {letter: f"({value})" if value.startswith("-") else value for letter, value in values.items()}
    slopes = _all_slopes(case, outputs)
    shown = slopes if slopes.shape != (1, 1) else slopes[0]
    options = {"mul_symbol": "dot", "ln_notation": True, "mat_str": "bmatrix", "mat_delim": ""}
    return str(sp.latex(shown, symbol_names=enclosed, **options))


def _one_link(case: Case, at: At) -> str:
    edge = case.edge
    assert edge is not None
    assert edge.jacobian is not None
    outer = name_latex(edge.outer.name, edge.outer.node.dimensions)
    inner = name_latex(edge.inner.name, edge.inner.node.dimensions)
    return (
        f"The link is one step: ${outer} = {latex(edge.outer.definition)}$, and ${inner}$ is what moves. "
        f"By {rule_names(edge.rules)}\n\n$$\n{edge_fraction(edge)} = {jacobian_latex(edge.jacobian)}\n$$"
    )


def _updated(case: Case, at: At) -> str:
    name = name_latex(case.parameter, case.shapes[case.parameter])
    derivation = _derivation(case)
    transposed = "^T" if case.shapes[case.parameter] else ""
    step = rf"{name} - \eta \left( {derivation.left} \right){transposed}"
    value = jacobian_latex(derivation.result.T if transposed else derivation.result)
    shown = rf"\left({value}\right)" if value.startswith("-") or " + " in value else value
    against = f"One step goes against the gradient, in the shape of ${name}$:"
    return f"{_derived(case, at)}\n\n{against}\n\n$$\n{step} = {name} - \\eta \\cdot {shown}\n$$"


_WORKED: dict[str, Callable[[Case, At], str]] = {"value": _at_point, "factor": _one_link, "update": _updated}


def worked(case: Case, at: At) -> str:
    r"""Return the worked solution.

    Examples
    --------
    >>> from mcalc_helpers.quiz.question import Question
    >>> case = Case(Question("a-1", "?", "value", lambda x: x**2, at={"x": 3}))
    >>> worked(case, At(case, {"x": 3})).splitlines()
    ['$\\frac{d}{dx} x^{2} = 2 x$ (power rule).', '', 'With $x = 3$:', '', '$$', '2 \\cdot 3 = 6', '$$']
    """
    return _WORKED.get(case.question.asks, _derived)(case, at)


def shape(case: Case) -> str:
    r"""Return the worked solution of a question for a shape: outputs and inputs are counted.

    Examples
    --------
    >>> from mcalc_helpers.quiz.question import Question
    >>> print(shape(Case(Question("a-1", "?", "shape", lambda x: x @ x, shapes={"x": "n"}))))
    Rows are outputs: the result is a single number, which makes $1$ row.
    <BLANKLINE>
    Columns are inputs: $\mathbf{x}$ has $n$ entries, which makes $n$ columns.
    <BLANKLINE>
    Together $1 \times n$.
    """
    rows, columns = case.size
    output = case.main.trace.output
    named = _output(case)
    y = f"${named}$" if named else "the result"
    x, by = name_latex(case.parameter, case.shapes[case.parameter]), case.shapes[case.parameter]
    return (
        f"Rows are outputs: {y} {_counted(rows, bool(output.dimensions), 'row')}.\n\n"
        f"Columns are inputs: ${x}$ {_counted(columns, bool(by), 'column')}.\n\n"
        rf"Together ${rows} \times {columns}$."
    )


def _counted(size: Size, is_vector: bool, what: str) -> str:
    if not is_vector:
        return f"is a single number, which makes $1$ {what}"
    return f"has ${size}$ entries, which makes ${size}$ {what}s"


def working(case: Case, at: At, line: int, says: str) -> str:
    """Return the worked solution of a search for a slip: the line, what is wrong, and how the right result is found."""
    outputs = scalars(case)
    due = case.main.latex()
    if case.chain is not None and case.question.given:
        due = jacobian_latex(by_chain.in_terms_of(_derivation(case).chain, case.question.given))
    if outputs is not None:
        slopes = _all_slopes(case, outputs)
        due = formula(slopes if slopes.shape != (1, 1) else slopes[0])
    told = " ".join(
        filter(None, [f"The slip is in line {line}.", says, f"Without the slip the result is ${due}$."])
    )
    return f"{told}\n\n{_derived(case, at)}"
