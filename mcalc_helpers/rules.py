"""The table of rules: the local Jacobian of each operation with respect to each operand.

One entry an operation and kind of operands. The book's reference page is printed from this table, each derivation step
names its entry, and the tests check every entry against finite differences and an automatic differentiation library.

The element-wise operations share the scalar derivatives of `mcalc_helpers.partials`.
"""

from dataclasses import dataclass

import mcalc_helpers.forms as forms
import mcalc_helpers.shapes as shapes
from mcalc_helpers.expression import Expression, ones, size, unit
from mcalc_helpers.functions import negation, norm, tril
from mcalc_helpers.partials import BINARY, CONDITIONS, HINGE, NAMES, UNARY, Local, Partial, lifted


@dataclass(frozen=True)
class Rule:
    """One rule of matrix calculus.

    Attributes
    ----------
    name : str
        What the book calls it.
    operation : str
        The operation it differentiates, a key of `mcalc_helpers.operations.OPERATIONS`.
    kinds : tuple of str
        The kinds of the operands: constant (a number), scalar, vector, matrix.
    local : tuple of callable
        For each operand, from the operands' formulas to the local Jacobian. For a matrix operand the local derivative
        has three axes; there the function takes the row that arrives from the output first, and returns the product.
    page : str
        The book page that derives it.
    section : str
        The section of the paper that states it; empty for what the paper leaves to the reader.
    condition : str
        Where it holds; empty for everywhere.
    formula : str
        LaTeX of a rule that belongs to no single operation, such as the chain rule. The formula of all others is
        printed from `local`.
    """

    name: str
    operation: str
    kinds: tuple[str, ...]
    local: tuple[Local, ...]
    page: str
    section: str = ""
    condition: str = ""
    formula: str = ""


_SCALAR_RULES = "Review: Scalar derivative rules"
_ELEMENTWISE = "Derivatives of vector element-wise binary operators"
_EXPANSION = "Derivatives involving scalar expansion"
_SUM = "Vector sum reduction"
_ACTIVATION = "The gradient of neuron activation"
_CHAIN = "Vector chain rule"


def _each(partials: tuple[Partial, ...]) -> tuple[Local, ...]:
    def bound(position: int, partial: Partial) -> Local:
        return lambda *operands: lifted(partial)(position, *operands)

    return tuple(bound(position, partial) for position, partial in enumerate(partials))


def _unary(name: str, partial: Partial) -> list[Rule]:
    local, words, condition = _each((partial,)), NAMES.get(name, name), CONDITIONS.get(name, "")
    return [
        Rule(words, name, ("scalar",), local, "scalar-rules", "", condition),
        Rule(f"element-wise {words}", name, ("vector",), local, "element-wise", _CHAIN, condition),
    ]


def _binary(name: str, partials: tuple[Partial, Partial]) -> list[Rule]:
    local, words, condition = _each(partials), NAMES.get(name, name), CONDITIONS.get(name, "")
    s, v, expanded = "scalar", "vector", f"scalar expansion, {words}"
    return [
        Rule(f"{words} rule", name, (s, s), local, "scalar-rules", _SCALAR_RULES, condition),
        Rule(f"element-wise {words}", name, (v, v), local, "element-wise", _ELEMENTWISE, condition),
        Rule(expanded, name, (v, s), local, "scalar-expansion", _EXPANSION, condition),
        Rule(expanded, name, (s, v), local, "scalar-expansion", _EXPANSION, condition),
    ]


def _with_constant(
    name: str,
    operation: str,
    partials: tuple[Partial, Partial],
    page: str,
    section: str,
    condition: str,
    constant_first: str = "",
) -> list[Rule]:
    """Return the rules beside a constant; where its side matters, with a name of their own if it stands first."""
    return [
        Rule(called, operation, kinds, _each(partials), page, section, condition)
        for called, kinds in (
            (constant_first or name, ("constant", "scalar")),
            (name, ("scalar", "constant")),
            (constant_first or name, ("constant", "vector")),
            (name, ("vector", "constant")),
        )
    ]


# --- the table --------------------------------------------------------------------------------------------------------

_TIE = "at the tie, where there is no derivative, 0 is taken"

_ENTRIES: list[Rule] = [
    *(rule for name, partial in UNARY.items() for rule in _unary(name, partial)),
    *(rule for name, partials in BINARY.items() for rule in _binary(name, partials)),
    *_with_constant("constant factor", "multiply", BINARY["multiply"], "scalar-rules", _SCALAR_RULES, ""),
    *_with_constant("constant term", "add", BINARY["add"], "scalar-rules", _SCALAR_RULES, ""),
    *_with_constant(
        "constant term",
        "subtract",
        BINARY["subtract"],
        "scalar-rules",
        _SCALAR_RULES,
        "",
        constant_first="difference from a constant",
    ),
    *_with_constant(
        "maximum with a constant", "maximum", HINGE["maximum"], "neuron-gradient", _ACTIVATION, _TIE
    ),
    *_with_constant("minimum with a constant", "minimum", HINGE["minimum"], "neuron-gradient", "", _TIE),
    Rule(
        "power rule", "power", ("scalar", "constant"), _each(BINARY["power"]), "scalar-rules", _SCALAR_RULES
    ),
    Rule(
        "element-wise power",
        "power",
        ("vector", "constant"),
        _each(BINARY["power"]),
        "element-wise",
        _ELEMENTWISE,
    ),
    *(
        Rule(
            "choice by a condition",
            "where",
            kinds,
            _each((lambda c, a, b: 0, lambda c, a, b: c, lambda c, a, b: negation(c))),
            "neuron-gradient",
            _ACTIVATION,
            "away from the jump of the condition",
        )
        for kinds in [
            (c, a, b)
            for c in ("scalar", "vector")
            for a in ("scalar", "vector")
            for b in ("scalar", "vector")
        ]
    ),
    Rule("sum reduction", "sum", ("vector",), (lambda x: forms.row(ones(x.shape)),), "sum-reduction", _SUM),
    Rule(
        "mean",
        "mean",
        ("vector",),
        (lambda x: forms.row(ones(x.shape) / size(x.shape[0])),),
        "sum-reduction",
        _SUM,
    ),
    Rule(
        "dot product",
        "dot",
        ("vector", "vector"),
        (lambda w, x: forms.row(x), lambda w, x: forms.row(w)),
        "neuron-gradient",
        _ACTIVATION,
    ),
    Rule(
        "matrix times vector",
        "matvec",
        ("matrix", "vector"),
        (lambda row, A, x: forms.column(x) @ row, lambda A, x: forms.matrix(A)),
        "vector-chain-rule",
        _CHAIN,
    ),
    Rule(
        "vector times matrix",
        "vecmat",
        ("vector", "matrix"),
        (lambda x, A: forms.matrix(A).T, lambda row, x, A: row.T @ forms.row(x)),
        "vector-chain-rule",
        _CHAIN,
    ),
    Rule("transpose", "transpose", ("matrix",), (lambda row, A: row.T,), "jacobian"),
    Rule(
        "Euclidean norm",
        "norm",
        ("vector",),
        (lambda x: forms.row(x / norm(x)),),
        "vector-chain-rule",
        "",
        CONDITIONS["norm"],
    ),
    Rule("cumulative sum", "cumsum", ("vector",), (lambda x: forms.matrix(tril(x.shape)),), "element-wise"),
    Rule(
        "one entry",
        "index",
        ("vector",),
        (lambda x, position: forms.entry_row(position, x.shape),),
        "jacobian",
    ),
]
RULES: dict[tuple[str, tuple[str, ...]], Rule] = {(rule.operation, rule.kinds): rule for rule in _ENTRIES}


# Rules of the last steps: how local Jacobians are put together. They belong to no operation.


def _general(name: str, page: str, section: str, condition: str, formula: str) -> Rule:
    return Rule(name, "", (), (), page, section, condition, formula)


CONSTANT = _general(
    "constant",
    "scalar-rules",
    _SCALAR_RULES,
    "y does not depend on x",
    r"\frac{d\mathbf{y}}{d\mathbf{x}} = 0",
)
IDENTITY = _general(
    "identity",
    "jacobian",
    "Generalization of the Jacobian",
    "",
    r"\frac{d\mathbf{x}}{d\mathbf{x}} = I",
)
SCALAR_CHAIN = _general(
    "single-variable chain rule",
    "single-variable-chain-rule",
    "Single-variable chain rule",
    "there is one path, and all variables on it are scalars",
    r"\frac{dy}{dx} = \frac{dy}{du} \frac{du}{dx}",
)
VECTOR_CHAIN = _general(
    "vector chain rule",
    "vector-chain-rule",
    _CHAIN,
    "there is one path; the order of the factors matters",
    r"\frac{d\mathbf{y}}{d\mathbf{x}} = \frac{d\mathbf{y}}{d\mathbf{u}} \frac{d\mathbf{u}}{d\mathbf{x}}",
)
TOTAL = _general(
    "total derivative",
    "total-derivative",
    "Single-variable total-derivative chain rule",
    "the sum is over all paths",
    r"\frac{d\mathbf{y}}{d\mathbf{x}} = \frac{\partial \mathbf{y}}{\partial \mathbf{x}}"
    r" + \sum_i \frac{\partial \mathbf{y}}{\partial \mathbf{u}_i} \frac{d\mathbf{u}_i}{d\mathbf{x}}",
)
GENERAL_RULES = (CONSTANT, IDENTITY, SCALAR_CHAIN, TOTAL, VECTOR_CHAIN)


def stacking(count: int) -> Rule:
    """Return the rule of a vector written out entry by entry: entry k moves output k alone."""

    def entry(position: int) -> Local:
        return lambda *entries: forms.column(unit(position, (count,)))

    local = tuple(entry(position) for position in range(count))
    return Rule(
        "vector of functions",
        "stack",
        ("scalar",) * count,
        local,
        "jacobian",
        "Generalization of the Jacobian",
    )


def find(operation: str, operands: tuple[Expression, ...]) -> Rule:
    """Return the rule for an operation on operands.

    A number counts as a constant where the table has an entry for that, otherwise as a scalar.

    Raises
    ------
    KeyError
        If the table has no such rule.

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> x = symbol("x", ("n",))
    >>> find("multiply", (x, x)).name
    'element-wise product'
    """
    if operation == "stack":
        return stacking(len(operands))
    plain = tuple(shapes.kind(operand.shape) for operand in operands)
    exact = tuple(
        "constant" if operand.op == "number" else k for operand, k in zip(operands, plain, strict=True)
    )
    return RULES.get((operation, exact)) or RULES[operation, plain]
