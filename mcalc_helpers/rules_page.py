"""The book's table of rules, printed from `mcalc_helpers.rules`."""

from collections.abc import Mapping

from mcalc_helpers.expression import Expression, number, symbol
from mcalc_helpers.forms import Jacobian, arriving
from mcalc_helpers.functions import indicator
from mcalc_helpers.operations import OPERATIONS, entry
from mcalc_helpers.rules import GENERAL_RULES, RULES, Rule
from mcalc_helpers.shapes import Shape
from mcalc_helpers.writers.latex import latex
from mcalc_helpers.writers.latex_base import enclosed
from mcalc_helpers.writers.latex_jacobian import jacobian_latex
from mcalc_helpers.writers.names import name_latex
from mcalc_helpers.writers.numpy import inline

CHAPTERS = {
    "scalar-rules": "Scalar derivative rules",
    "jacobian": "The Jacobian",
    "element-wise": "Element-wise operations",
    "scalar-expansion": "Scalar expansion",
    "sum-reduction": "Sum reduction",
    "single-variable-chain-rule": "The single-variable chain rule",
    "total-derivative": "The total derivative",
    "vector-chain-rule": "The vector chain rule",
    "neuron-gradient": "The gradient of a neuron",
}
# Rules that stand in the table for several operations or orders of operands: the ones to print.
_PRINTED: dict[str, set[tuple[str, tuple[str, ...]]]] = {
    "constant factor": {("multiply", ("constant", "scalar"))},
    "constant term": {("add", ("scalar", "constant"))},
    "difference from a constant": {("subtract", ("constant", "scalar"))},
    "maximum with a constant": {("maximum", ("constant", "scalar")), ("maximum", ("constant", "vector"))},
    "minimum with a constant": {("minimum", ("constant", "vector"))},
    "comparison rule": {("greater", ("scalar", "scalar"))},
    "element-wise comparison": {("greater", ("vector", "vector"))},
    "scalar expansion, comparison": set(),
    "choice by a condition": {("where", ("vector", "vector", "vector"))},
}
_EXCHANGEABLE = frozenset({"add", "multiply", "maximum", "minimum"})
_SHAPES: dict[str, Shape] = {"constant": (), "scalar": (), "vector": ("n",), "matrix": ("m", "n")}
_HEADER = "| Rule | Derivative | Shape | In NumPy | Holds |\n|---|---|---|---|---|"


def rules_table(links: Mapping[str, str] | None = None, titles: Mapping[str, str] = CHAPTERS) -> str:
    r"""Write the table of rules as Markdown, one section a chapter.

    Parameters
    ----------
    links : mapping of str to str, optional
        Where the book's pages are, by name, such as ``{"jacobian": "../jacobian.ipynb"}``; only these are linked.
    titles : mapping of str to str
        The chapters' titles, in the order of the book.

    Returns
    -------
    str
        A Markdown table a chapter. Every formula is printed from the function that derivations use.

    Notes
    -----
    The rules are those of Parr & Howard (2018), with the paper's section where it states them.

    Examples
    --------
    >>> table = rules_table({"jacobian": "../jacobian.ipynb"})
    >>> r"= \operatorname{diag}(\mathbf{x})$" in table, "[The Jacobian](../jacobian.ipynb)" in table
    (True, True)
    """
    sections = []
    for page, title in titles.items():
        rules = [
            rule for rule in (*RULES.values(), *GENERAL_RULES) if rule.page == page and _is_printed(rule)
        ]
        sources = ", ".join(dict.fromkeys(f"“{rule.section}”" for rule in rules if rule.section))
        derived = f"Derived in [{title}]({links[page]})." if links and page in links else ""
        paper = f"In the paper: {sources}." if sources else ""
        lines = [line for rule in rules for line in rule_lines(rule)]
        sections += [f"## {title}", f"{derived} {paper}".strip(), "\n".join([_HEADER, *lines])]
    return "\n\n".join(filter(None, sections))


def _is_printed(rule: Rule) -> bool:
    if rule.name in _PRINTED:
        return (rule.operation, rule.kinds) in _PRINTED[rule.name]
    return not (rule.operation in _EXCHANGEABLE and rule.kinds == ("scalar", "vector"))


def rule_lines(rule: Rule) -> list[str]:
    """Return the lines of the table for a rule: one for each operand that it can be differentiated by."""
    holds = rule.condition or "everywhere"
    if not rule.kinds:
        return [f"| {rule.name} | ${rule.formula}$ | | | {holds} |"]
    operands = example_operands(rule)
    value = _value(rule, operands)
    lines = []
    for position, operand in enumerate(operands):
        if operand.op != "symbol":
            continue  # a number, or the condition of a choice
        derivative, shape = derivative_by(rule, position, operands)
        below, of = name_latex(operand.data, operand.shape), enclosed(latex(value))
        if len(operand.shape) == 2:
            delta = r"\boldsymbol{\delta}^T" if len(value.shape) == 1 else r"\Delta"
            left = rf"\frac{{\partial C}}{{\partial {below}}}"
            given = rf"\quad \text{{if }} \frac{{\partial C}}{{\partial {of}}} = {delta}"
        else:
            left, given = rf"\frac{{\partial}}{{\partial {below}}} {of}", ""
        cells = [rule.name, f"${left} = {derivative}{given}$", f"${shape}$", f"`{inline(value)}`", holds]
        # A bar inside a cell would end it.
        lines.append("| " + " | ".join(cell.replace("|", r"\vert ") for cell in cells) + " |")
    return lines


def example_operands(rule: Rule) -> tuple[Expression, ...]:
    """Return symbols of the kinds a rule is for: w and x for vectors, z for a scalar among them, 3 for a constant."""
    if rule.operation == "where":
        w, x, v = (symbol(name, ("n",)) for name in "wxv")
        return indicator(">", v, number(0)), w, x
    vectors, scalars = iter(("x",) if rule.kinds.count("vector") == 1 else ("w", "x", "v")), iter(("x", "y"))
    among_vectors = "vector" in rule.kinds
    operands: list[Expression] = []
    for kind in rule.kinds:
        shape = _SHAPES[kind]
        if kind == "constant":
            operands.append(number(0 if rule.operation in ("maximum", "minimum") else 3))
        elif kind == "vector":
            operands.append(symbol(next(vectors), ("m",) if rule.operation == "vecmat" else shape))
        elif kind == "matrix":
            operands.append(symbol("A", shape))
        else:
            operands.append(symbol("z" if among_vectors else next(scalars)))
    return tuple(operands)


def _value(rule: Rule, operands: tuple[Expression, ...]) -> Expression:
    operation = entry(0) if rule.operation == "index" else OPERATIONS[rule.operation]
    return operation.meaning(*operands)


def derivative_by(rule: Rule, position: int, operands: tuple[Expression, ...]) -> tuple[str, str]:
    r"""Return the derivative by one operand and its shape, as LaTeX.

    By a matrix it is the product with the row (for a transpose: the matrix) delta that arrives from a scalar output.
    """
    local, extra = rule.local[position], (0,) if rule.operation == "index" else ()
    if rule.kinds[position] != "matrix":
        value: Jacobian = local(*operands, *extra)
    else:
        value = local(arriving(_value(rule, operands).shape), *operands)
    sizes = [str(shape[0]) if shape else "1" for shape in (value.output, value.input)]
    return jacobian_latex(value), rf"{sizes[0]} \times {sizes[1]}"
