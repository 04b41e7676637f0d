"""The steps of a graph: from an expression, from the reader's own list, or from a plain NumPy function."""

import itertools
from collections.abc import Callable, Container, Mapping, Sequence
from inspect import signature
from typing import Any

import sympy as sp

from mcalc_helpers.expression import Expression, symbol
from mcalc_helpers.interactive.functions import is_function
from mcalc_helpers.interactive.graph import Graph
from mcalc_helpers.interactive.inputs import Range, as_expression, as_point, find_variables, find_window
from mcalc_helpers.naming import output_name
from mcalc_helpers.nodes import Node
from mcalc_helpers.tracing import trace
from mcalc_helpers.writers.javascript import real
from mcalc_helpers.writers.sympy import evaluate

MOST_STEPS = 6

# The intermediate variables in order, and last the output.
Steps = dict[sp.Symbol, sp.Expr]


def _numbered(count: int, taken: Container[str]) -> str:
    """Return the first of u1, u2, ..., after the first ``count``, that is no other variable's name."""
    return next(name for name in (f"u{k}" for k in itertools.count(count + 1)) if name not in taken)


def split(expression: sp.Expr, variable: sp.Symbol, output: str = "y") -> Steps:
    """Split an expression into steps of one operation each, innermost first.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> split(sp.sin(x**2), x)
    {u1: x**2, y: sin(u1)}
    """
    names: dict[sp.Expr, sp.Symbol] = {}
    steps: Steps = {}

    def visit(e: sp.Expr) -> sp.Expr:
        if e == variable or not e.has(variable):
            return e
        if e not in names:
            formula = e.func(*(visit(a) for a in e.args))
            taken = {variable.name, output, *(step.name for step in steps)}
            own = output if e == expression else _numbered(len(steps), taken)
            names[e] = sp.Symbol(own, real=True)
            steps[names[e]] = formula
        return names[e]

    visit(expression)
    return steps


def traced(function: Callable[..., Any], name: str, output: str | None = None) -> Steps:
    """Return the steps of a plain NumPy function as it takes them, under its own names where it has any.

    Unlike an expression of SymPy, which simplifies itself, a function keeps its operations: in ``x * x**2`` two paths
    lead to the product. The output is called as in a derivation, after the function's own variable or the function.

    Examples
    --------
    >>> traced(lambda x: x * x**2, "x")
    {u1: x**2, y: u1*x}
    """
    run = trace(function, {name: ()})
    last = output or output_name(run)
    steps: Steps = {}
    known: dict[Node, Expression] = {}
    varying = set(run.parameters.values())
    taken, unnamed = {name, last}, 0
    for node in sorted(run.output.tracer.needed([run.output]), key=lambda node: node.number):
        meaning = node.meaning(*(known[operand] for operand in node.operands))
        if node.operation is None or not varying.intersection(node.operands):
            known[node] = meaning
            continue
        varying.add(node)
        (formula,) = evaluate([meaning], {})
        own = run.names.get(node, "")
        if node is run.output:
            own = last
        elif not own or own in taken:
            own = _numbered(unnamed, taken | set(run.names.values()))
            unnamed += 1
        taken.add(own)
        known[node] = symbol(own)
        steps[sp.Symbol(own, real=True)] = formula
    return steps


def _given(f: Any, steps: Mapping[sp.Symbol, Any], variable: sp.Symbol, output: str) -> Steps:
    """Check the reader's own steps: each uses the variable and earlier steps only, and is used."""
    formulas = {name: as_expression(step, f"step {name}") for name, step in steps.items()}
    formulas[sp.Symbol(output)] = as_expression(f)
    seen: list[sp.Symbol] = [variable]
    for name, formula in formulas.items():
        strangers = sorted(s.name for s in formula.free_symbols if s not in seen)
        if strangers:
            raise ValueError(
                f"{name} = {formula} uses {', '.join(strangers)}, which is neither {variable} nor an earlier step"
            )
        seen.append(name)
    used = set().union(*(formula.free_symbols for formula in formulas.values()))
    unused = [name.name for name in seen[:-1] if name not in used]
    if unused:
        raise ValueError(
            f"{', '.join(unused)} leads nowhere: no later step and not the function itself uses it"
        )
    return {
        sp.Symbol(name.name, real=True): sp.sympify(real(formula, seen)) for name, formula in formulas.items()
    }


def _check_name(name: Any, others: Sequence[str]) -> None:
    """Refuse a name of the output that is none, or another variable's."""
    if name is not None and not (isinstance(name, str) and name.isidentifier()):
        raise ValueError(f"name must be the name of a variable, such as 'C', not {name!r}")
    if name in others:
        raise ValueError(f"name: {name} is the variable or a step already; give the output a name of its own")


def read_graph(
    f: Any,
    at: Any,
    steps: Mapping[sp.Symbol, Any] | None,
    variable: sp.Symbol | None,
    window: Any,
    name: str | None,
    figure: str,
) -> tuple[Graph, float, list[Range]]:
    """Return the graph of a function of one variable, a start, and the range of the variable.

    Parameters
    ----------
    f : sympy.Expr or callable
        The function; with ``steps`` an expression in their symbols.
    at : float
        The start.
    steps : mapping of sympy.Symbol to sympy.Expr, or None
        The intermediate variables in order; without them every operation is a step.
    variable : sympy.Symbol or None
        The variable, if it is not the only symbol left.
    window : (float, float) or None
        The range of the variable.
    name : str or None
        What the output is called; without it as in a derivation, or y.
    figure : str
        Name for error messages.

    Raises
    ------
    TypeError, ValueError
        If there is more than one variable, a step uses what comes later, or there are more than six steps.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> graph, start, ranges = read_graph(sp.sin(x**2), 1, None, None, None, "C", "ChainGraph")
    >>> graph.edges, start, ranges
    ([(0, 1), (1, 2)], 1.0, [(-1.0, 3.0)])
    >>> graph.names
    (x, u1, C)
    """
    if is_function(f):
        names = list(signature(f).parameters)
        if len(names) != 1:
            raise ValueError(
                f"{figure} draws functions of 1 variable(s), and this one has {len(names)} parameters"
            )
        found = sp.Symbol(names[0])
        _check_name(name, names)
        taken = traced(f, names[0], name)
    else:
        expressions = [
            as_expression(f),
            *(as_expression(e, f"step {name}") for name, e in (steps or {}).items()),
        ]
        # The names of the steps are no variables.
        outer = set().union(*(e.free_symbols for e in expressions)) - set(steps or {})
        (found,) = find_variables(sorted(outer, key=str), 1, variable, figure)
        x = sp.Symbol(found.name, real=True)
        others = [found.name, *(step.name for step in steps or {})]
        _check_name(name, others)
        output = name or next(candidate for candidate in ("y", "f", "g") if candidate not in others)
        if steps is None:
            taken = split(sp.sympify(real(expressions[0], [found])), x, output)
        else:
            taken = _given(f, steps, found, output)
    if not taken:
        raise ValueError(f"the function does nothing to {found}: there is no step to draw")
    if len(taken) > MOST_STEPS:
        raise ValueError(
            f"the function has {len(taken)} steps and the figure draws at most {MOST_STEPS}; give fewer, larger ones "
            "with steps={u1: ..., u2: ...}"
        )
    x = sp.Symbol(found.name, real=True)
    (start,) = as_point([at], [x.name], "at")
    ranges = find_window(None if window is None else [window], [start], [x.name], reach=2)
    return Graph(x, (x, *taken), (x, *taken.values())), start, ranges
