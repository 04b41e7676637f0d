"""The steps of a graph: from an expression, from the reader's own list, or from a plain NumPy function."""

from collections.abc import Callable, Mapping
from inspect import signature
from typing import Any

import sympy as sp

from mcalc_helpers.expression import Expression, symbol
from mcalc_helpers.interactive.functions import is_function
from mcalc_helpers.interactive.graph import Graph
from mcalc_helpers.interactive.inputs import Range, as_expression, as_point, find_variables, find_window
from mcalc_helpers.nodes import Node
from mcalc_helpers.tracing import trace
from mcalc_helpers.writers.javascript import real
from mcalc_helpers.writers.sympy import evaluate

MOST_STEPS = 6
OUTPUT = sp.Symbol("y", real=True)

# The intermediate variables in order, and last the output.
Steps = dict[sp.Symbol, sp.Expr]


def split(expression: sp.Expr, variable: sp.Symbol) -> Steps:
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
            names[e] = OUTPUT if e == expression else sp.Symbol(f"u{len(steps) + 1}", real=True)
            steps[names[e]] = formula
        return names[e]

    visit(expression)
    return steps


def traced(function: Callable[..., Any], name: str) -> Steps:
    """Return the steps of a plain NumPy function as it takes them, under its own names where it has any.

    Unlike an expression of SymPy, which simplifies itself, a function keeps its operations: in ``x * x**2`` two paths
    lead to the product.

    Examples
    --------
    >>> traced(lambda x: x * x**2, "x")
    {u1: x**2, y: u1*x}
    """
    run = trace(function, {name: ()})
    steps: Steps = {}
    known: dict[Node, Expression] = {}
    varying = set(run.parameters.values())
    for node in _needed(run.output):
        meaning = node.meaning(*(known[operand] for operand in node.operands))
        if node.operation is None or not varying.intersection(node.operands):
            known[node] = meaning
            continue
        varying.add(node)
        (formula,) = evaluate([meaning], {})
        own = "y" if node is run.output else run.names.get(node, f"u{len(steps) + 1}")
        known[node] = symbol(own)
        steps[sp.Symbol(own, real=True)] = formula
    return steps


def _needed(output: Node) -> list[Node]:
    """Return the nodes that an output depends on, operands first."""
    needed = {output}
    for node in reversed(output.tracer.nodes):
        if node in needed:
            needed.update(node.operands)
    return sorted(needed, key=lambda node: node.number)


def _given(f: Any, steps: Mapping[sp.Symbol, Any], variable: sp.Symbol) -> Steps:
    """Check the reader's own steps: each uses the variable and earlier steps only, and is used."""
    formulas = {name: as_expression(step, f"step {name}") for name, step in steps.items()}
    formulas[sp.Symbol("y")] = as_expression(f)
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


def read_graph(
    f: Any,
    at: Any,
    steps: Mapping[sp.Symbol, Any] | None,
    variable: sp.Symbol | None,
    window: Any,
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
    figure : str
        Name for error messages.

    Raises
    ------
    TypeError, ValueError
        If there is more than one variable, a step uses what comes later, or there are more than six steps.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> graph, start, ranges = read_graph(sp.sin(x**2), 1, None, None, None, "ChainGraph")
    >>> graph.edges, start, ranges
    ([(0, 1), (1, 2)], 1.0, [(-1.0, 3.0)])
    """
    if is_function(f):
        names = list(signature(f).parameters)
        if len(names) != 1:
            raise ValueError(
                f"{figure} draws functions of 1 variable(s), and this one has {len(names)} parameters"
            )
        found = sp.Symbol(names[0])
        taken = traced(f, names[0])
    else:
        expressions = [
            as_expression(f),
            *(as_expression(e, f"step {name}") for name, e in (steps or {}).items()),
        ]
        # The names of the steps are no variables.
        outer = set().union(*(e.free_symbols for e in expressions)) - set(steps or {})
        (found,) = find_variables(sorted(outer, key=str), 1, variable, figure)
        x = sp.Symbol(found.name, real=True)
        taken = (
            split(sp.sympify(real(expressions[0], [found])), x) if steps is None else _given(f, steps, found)
        )
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
