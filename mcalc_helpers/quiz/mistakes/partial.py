"""Partial derivatives of scalars by a scalar, and the derivatives of one variable that they rest on."""

from collections.abc import Callable
from itertools import combinations

import numpy as np

from mcalc_helpers.quiz.at import At
from mcalc_helpers.quiz.evaluate import Array
from mcalc_helpers.quiz.mistakes.mistake import Found, Mistake, Variant
from mcalc_helpers.writers.names import name_latex


def _scalars(at: At) -> list[str]:
    """Return the other scalar variables; none if the question is not about a scalar by a scalar."""
    return [name for name in at.others if not at[name].ndim] if at.is_scalar else []


def _other_variable(at: At) -> Found:
    return [Variant(at.by(name), {"other": f"${name_latex(name)}$"}) for name in _scalars(at)]


def _both_vary(at: At) -> Found:
    others = _scalars(at)
    return at.J + sum(at.by(name) for name in others) if others else None


def _dropped_factor(at: At) -> Found:
    others = _scalars(at)
    sets = [names for count in range(1, len(others) + 1) for names in combinations(others, count)]
    return [at.moved(**dict.fromkeys(names, 1.0)).J for names in sets]


def _at_zero(at: At) -> Array:
    """Return what is left of the function where the variable is 0: the terms without it."""
    return at.moved(**{at.case.parameter: 0.0}).value.reshape(1, 1)


def _is_of_powers(at: At) -> bool:
    """Tell whether a slip with the power rule would show in the whole answer: not so in a quotient."""
    return at.is_scalar and at.operation != "divide"


def _exponent_missing(at: At) -> Found:
    """Lower every power and forget its exponent: of x^n that leaves x^n / x."""
    return (at.value - _at_zero(at)) / at.x if _is_of_powers(at) else None


def _part_by_part(operation: str, combine: Callable[[Array, Array], Array]) -> Callable[[At], Found]:
    """Combine the derivatives of an operation's two operands as if they were the operands themselves."""

    def of(at: At) -> Found:
        derivatives = at.carried() if at.is_scalar else {}
        found: list[Array | Variant] = []
        for node in derivatives:
            parts = node.operands if node.operation and node.operation.name == operation else ()
            if parts and all(part in derivatives for part in parts):
                wrong = combine(derivatives[parts[0]], derivatives[parts[1]])
                found.append(at.carried({node: wrong})[at.case.main.trace.output])
        return found

    return of


ENTRIES = (
    Mistake(
        "partial/other-variable",
        "the other variable moved",
        _other_variable,
        "This is the partial derivative with respect to {other}. The letter below the line of the fraction "
        "says which variable moves; every other one holds still.",
        "partials-and-gradients#Partial derivatives: one variable moves, the others hold still",
    ),
    Mistake(
        "partial/both-vary",
        "every variable moved",
        _both_vary,
        "This adds up the slopes in all variables, as if they all moved together. A partial derivative lets "
        "*one* variable move and holds the others still.",
        "partials-and-gradients#Letting both variables move",
    ),
    Mistake(
        "partial/dropped-factor",
        "a constant factor got lost",
        _dropped_factor,
        "A variable that is held still has vanished from your answer. Held still, it is a constant: a "
        "constant *term* vanishes, but a constant *factor* stays in front.",
        "partials-and-gradients#Losing the constant",
    ),
    Mistake(
        "partial/kept-constant",
        "a constant term was kept",
        lambda at: at.J + _at_zero(at) if at.is_scalar else None,
        "A term that does not contain the variable has survived in your answer. It does not change when "
        "that variable moves, so what is its slope?",
        "partials-and-gradients#Losing the constant",
        ("scalar-rules#A constant term kept, a constant factor lost",),
    ),
    Mistake(
        "partial/power-kept",
        "the power was not lowered",
        lambda at: at.J * at.x if _is_of_powers(at) else None,
        "The exponent came down in front, as it should, but the power above the variable has kept its old "
        "height: your answer has one factor of the variable too many.",
        "scalar-rules#The power not lowered, or not brought down",
    ),
    Mistake(
        "partial/exponent-missing",
        "the exponent did not come down",
        _exponent_missing,
        "The power was lowered by one, as it should be, but the old exponent is missing in front. The "
        "power rule does both.",
        "scalar-rules#The power not lowered, or not brought down",
    ),
    Mistake(
        "partial/product-of-derivatives",
        "the derivative of a product taken as the product of derivatives",
        _part_by_part("multiply", np.multiply),
        "Here each factor of a product was differentiated, and the two results were multiplied. The "
        "product rule is a sum of two terms: in each, only *one* factor is differentiated.",
        "scalar-rules#The product of the derivatives",
    ),
    Mistake(
        "partial/quotient-of-derivatives",
        "the derivative of a quotient taken as the quotient of derivatives",
        _part_by_part("divide", np.divide),
        "Here what stands above the line and what stands below it were differentiated each by itself, and one "
        "result was divided by the other. A quotient is a product with a reciprocal: it needs a rule with two terms.",
        "scalar-rules#The product of the derivatives",
    ),
)
