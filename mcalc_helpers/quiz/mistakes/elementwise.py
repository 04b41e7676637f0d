"""Element-wise operations: the Jacobian is a diagonal, and that is where most goes wrong."""

import numpy as np

from mcalc_helpers.quiz.at import At
from mcalc_helpers.quiz.evaluate import Array
from mcalc_helpers.quiz.mistakes.mistake import Found, Mistake

_PAGE = "element-wise"


def is_diagonal(at: At) -> bool:
    """Tell whether the derivative is a diagonal matrix of more than one row."""
    rows, columns = at.J.shape
    return rows == columns > 1 and np.array_equal(at.J, np.diag(np.diag(at.J)))


def _diagonal(at: At) -> Array | None:
    return np.diag(at.J) if is_diagonal(at) else None


def _as_vector(at: At) -> Found:
    d = _diagonal(at)
    return None if d is None else [d.reshape(-1, 1), d.reshape(1, -1)]


def _operands(at: At) -> list[Array]:
    """Return the two vectors that the last operation takes; nothing if it takes others."""
    operation = at.case.main.trace.output
    values = [at.node(operand) for operand in operation.operands]
    return values if len(values) == 2 and all(value.ndim == 1 for value in values) else []


def _is_by_denominator(at: At) -> bool:
    """Tell whether a quotient is differentiated by what stands below the line."""
    node = at.case.main.trace.output
    chain = at.case.chain
    below = node.operands[1] if at.operation == "divide" else None
    return chain is not None and below is chain.parameter.node and is_diagonal(at)


def _wrong_operand(at: At) -> Found:
    if not is_diagonal(at) or at.operation in ("add", "subtract") or _is_by_denominator(at):
        return None
    return [at.by(name) for name in at.others if at[name].ndim == 1]


def _outer(at: At) -> Found:
    operands = _operands(at) if is_diagonal(at) else []
    return [np.outer(*operands), np.outer(*operands[::-1])] if operands else None


def _filled(at: At) -> Found:
    d = _diagonal(at)
    ones = np.ones(at.J.shape)
    return None if d is None else [d[:, None] * ones, d[None, :] * ones]


def _quotient(at: At, factor: Array) -> Found:
    return at.J * factor if _is_by_denominator(at) else None


def _reciprocal(at: At) -> Found:
    return np.diag(1 / at.x) if _is_by_denominator(at) else None


ENTRIES = (
    Mistake(
        "elementwise/diagonal-as-vector",
        "the diagonal written as a vector",
        _as_vector,
        "These are the right numbers, written as a vector. But a vector by a vector has a Jacobian with one row "
        "for each output *and* one column for each input: in which of its cells do these numbers stand?",
        f"{_PAGE}#The diagonal without its matrix",
    ),
    Mistake(
        "elementwise/wrong-operand",
        "the derivative with respect to the other operand",
        _wrong_operand,
        "This is the derivative with respect to the other vector. Look at which letter stands below the "
        "line of the fraction: that one moves, and the other is constant.",
        f"{_PAGE}#The wrong operand on the diagonal",
    ),
    Mistake(
        "elementwise/identity",
        "the identity matrix",
        lambda at: np.eye(len(at.J)) if is_diagonal(at) and at.operation != "subtract" else None,
        "This is the identity: every output would move exactly as much as its own input. Take one output and "
        "differentiate it by that input: is the slope $1$?",
        f"{_PAGE}#Four operations, eight Jacobians",
    ),
    Mistake(
        "elementwise/outer-product",
        "an outer product",
        _outer,
        "This is an outer product, which multiplies every entry of one vector with every entry of the "
        "other. An element-wise operation pairs entry $i$ with entry $i$ only.",
        f"{_PAGE}#Cells filled that should be zero",
    ),
    Mistake(
        "elementwise/filled",
        "the off-diagonal cells filled",
        _filled,
        "The cells off the diagonal are not zero in your answer. Does output $i$ depend on an input with another "
        "number, $j \\ne i$?",
        f"{_PAGE}#Cells filled that should be zero",
    ),
    Mistake(
        "elementwise/minus-sign",
        "the sign of what is subtracted",
        lambda at: -at.J if is_diagonal(at) and at.operation == "subtract" else None,
        "The sign is the other way round. Ask what happens to a difference when this operand grows.",
        f"{_PAGE}#The minus, and the square below",
    ),
    Mistake(
        "elementwise/quotient-sign",
        "the sign of a quotient's derivative",
        lambda at: _quotient(at, np.array(-1.0)),
        "The sizes are right, the sign is not. Let what stands below the line grow: does the quotient grow "
        "or shrink?",
        f"{_PAGE}#The minus, and the square below",
    ),
    Mistake(
        "elementwise/quotient-not-squared",
        "the denominator not squared",
        lambda at: _quotient(at, at.x[None, :]) if at.x.ndim == 1 else None,
        "One power of the denominator is missing. Write $1/x$ as $x^{-1}$ and use the power rule: which exponent "
        "is left?",
        f"{_PAGE}#The minus, and the square below",
    ),
    Mistake(
        "elementwise/quotient-reciprocal",
        "only one over the denominator",
        _reciprocal,
        "This is the derivative with respect to what stands *above* the line. Here the denominator moves.",
        f"{_PAGE}#Four operations, eight Jacobians",
    ),
)
