"""The vector chain rule: two Jacobians, their order, and where each is evaluated."""

from mcalc_helpers.chain import Variable
from mcalc_helpers.quiz.at import At
from mcalc_helpers.quiz.evaluate import Array
from mcalc_helpers.quiz.mistakes.mistake import Found, Mistake, Variant

_PAGE = "vector-chain-rule"

# What the inner vector is usually called; without such a name the first vector on the way is taken.
_INNER_NAMES = ("u", "g")


def _between(at: At) -> Variable | None:
    """Return the vector between the two functions: every path must pass through it."""
    vectors = [v for v in at.inner if v.node.ndim == 1] if at.case.edge is None else []
    named = [v for v in vectors if v.name in _INNER_NAMES]
    for variable in [*named, *vectors]:
        if at.paths and all(any(edge.outer is variable for edge in path) for path in at.paths):
            return variable
    return None


def _outer_and_inner(at: At) -> tuple[Array, Array] | None:
    """Return the Jacobian of the outer function by the vector between, and that of this vector."""
    variable = _between(at)
    if variable is None:
        return None
    output = at.case.main.trace.output
    return at.carried(start=variable)[output], at.carried()[variable.node]


def _swapped(at: At) -> Found:
    pair = _outer_and_inner(at)
    if pair is None or pair[1].shape[1] != pair[0].shape[0]:
        return None
    return pair[1] @ pair[0]


def _alike(at: At) -> tuple[Array, Array] | None:
    pair = _outer_and_inner(at)
    return None if pair is None or pair[0].shape != pair[1].shape else pair


def _element_wise(at: At) -> Found:
    pair = _alike(at)
    return None if pair is None else pair[0] * pair[1]


def _sum(at: At) -> Found:
    pair = _alike(at)
    return None if pair is None else pair[0] + pair[1]


def _one_factor(at: At) -> Found:
    pair = _outer_and_inner(at)
    if pair is None:
        return None
    return [Variant(value, {"which": which}) for value, which in zip(pair, ("outer", "inner"), strict=True)]


def _outer_at_x(at: At) -> Found:
    variable, pair = _between(at), _outer_and_inner(at)
    if variable is None or pair is None or at.x.shape != at.variables[variable.name].shape:
        return None
    outer = at.carried(start=variable, values={variable.name: at.x})[at.case.main.trace.output]
    return outer @ pair[1]


ENTRIES = (
    Mistake(
        "vectorchain/swapped",
        "the two Jacobians in the other order",
        _swapped,
        "These are the right two Jacobians, multiplied in the wrong order. A step of $\\mathbf{x}$ stands to the "
        "right of the product: which function must it meet first?",
        f"{_PAGE}#The factors swapped",
    ),
    Mistake(
        "vectorchain/transpose",
        "rows and columns exchanged",
        lambda at: at.J.T if _between(at) is not None and at.J.size > 1 else None,
        "This is the transpose, as in denominator layout. Rows are outputs and columns are inputs, for "
        "each factor and for the product.",
        f"{_PAGE}#Half in the other layout",
    ),
    Mistake(
        "vectorchain/element-wise",
        "multiplied entry by entry",
        _element_wise,
        "The two Jacobians were multiplied entry by entry. The chain rule takes the *matrix* product, row "
        "times column: every output collects what arrives through all of the intermediate variables.",
        f"{_PAGE}#Element by element, or a sum",
    ),
    Mistake(
        "vectorchain/sum",
        "the two Jacobians added",
        _sum,
        "The two Jacobians are added here. One function works on the result of the other, so the two "
        "changes multiply.",
        f"{_PAGE}#Element by element, or a sum",
    ),
    Mistake(
        "vectorchain/one-factor",
        "one factor only",
        _one_factor,
        "This is the Jacobian of the {which} function alone. The chain rule multiplies the Jacobians of both.",
        f"{_PAGE}#One factor only",
    ),
    Mistake(
        "vectorchain/outer-at-x",
        "the outer Jacobian at the wrong place",
        _outer_at_x,
        "The outer Jacobian is evaluated at $\\mathbf{x}$. The outer function is given the inner "
        "function's value, and its Jacobian must be taken there.",
        f"{_PAGE}#The outer Jacobian at the wrong place",
    ),
)
