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


def _other_term(at: At) -> Found:
    """Differentiate the terms without the variable all the same, by a variable that they contain."""
    at_zero = at.moved(**{at.case.parameter: 0.0})
    return [at.J + at_zero.by(name) for name in _scalars(at)]


# From the derivatives of two operands and their values to wrong derivatives of the whole.
Wrong = Callable[[Array, Array, Array, Array], list[Array]]


def _part_by_part(operation: str, wrong: Wrong) -> Callable[[At], Found]:
    """Differentiate an operation wrongly wherever both of its operands move."""

    def of(at: At) -> Found:
        derivatives = at.carried() if at.is_scalar else {}
        found: list[Array | Variant] = []
        for node in derivatives:
            parts = node.operands if node.operation and node.operation.name == operation else ()
            if parts and all(part in derivatives for part in parts):
                left, right = parts
                given = wrong(derivatives[left], derivatives[right], at.node(left), at.node(right))
                found += [at.carried({node: value})[at.case.main.trace.output] for value in given]
        return found

    return of


def _power_rule_for_exponential(at: At) -> Found:
    """Bring down the exponent of e^u and lower it by one, with and without the derivative of u."""
    derivatives = at.carried() if at.is_scalar else {}
    found: list[Array | Variant] = []
    for node in derivatives:
        if node.operation and node.operation.name == "exp":
            (exponent,) = node.operands
            u = at.node(exponent).reshape(1, 1)
            by_power = u * np.exp(u - 1)
            for wrong in (by_power, by_power * derivatives[exponent]):
                found.append(at.carried({node: wrong})[at.case.main.trace.output])
    return found


ENTRIES = (
    Mistake(
        "partial/other-variable",
        "the other variable moved",
        _other_variable,
        "This is the slope by {other}: it says what a push of {other} does. Look again at which variable moves "
        "(in a fraction, the one below the line); every other one holds still.",
        "partials-and-gradients#Partial derivatives: one variable moves, the others hold still",
        ("one-neuron#Turning a knob",),
    ),
    Mistake(
        "partial/both-vary",
        "every variable moved",
        _both_vary,
        "This adds up the slopes by all variables, as if they moved together. Let *one* variable move, and hold "
        "the others still.",
        "partials-and-gradients#Letting both variables move",
        ("one-neuron#Turning a knob",),
    ),
    Mistake(
        "partial/other-term",
        "a term differentiated by its own variable",
        _other_term,
        "A term without the variable has been differentiated all the same, by the variable that it does contain. "
        "While that one holds still, what does the term do?",
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
        ("scalar-rules#A constant term kept, a constant factor lost", "one-neuron#Turning a knob"),
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
        _part_by_part("multiply", lambda df, dg, f, g: [df * dg]),
        "Here each factor of a product was differentiated, and the two results were multiplied. The "
        "product rule is a sum of two terms: in each, only *one* factor is differentiated.",
        "scalar-rules#The product of the derivatives",
    ),
    Mistake(
        "partial/sum-of-derivatives",
        "the derivative of a product taken as the sum of derivatives",
        _part_by_part("multiply", lambda df, dg, f, g: [df + dg]),
        "Here each factor of a product was differentiated, and the two results were added, which is right for a "
        "sum. In a product a change of one factor counts as often as the *other* factor says.",
        "scalar-rules#Product",
    ),
    Mistake(
        "partial/one-term",
        "one term of the product rule only",
        _part_by_part("multiply", lambda df, dg, f, g: [df * g, f * dg]),
        "One factor of a product was differentiated, and the other one held still. But both of them move: the "
        "product rule has a second term, with the roles exchanged.",
        "scalar-rules#Product",
    ),
    Mistake(
        "partial/quotient-of-derivatives",
        "the derivative of a quotient taken as the quotient of derivatives",
        _part_by_part("divide", lambda df, dg, f, g: [df / dg]),
        "Here what stands above the line and what stands below it were differentiated each by itself, and one "
        "result was divided by the other. A quotient is a product with a reciprocal: it needs a rule with two terms.",
        "scalar-rules#The product of the derivatives",
    ),
    Mistake(
        "partial/power-rule-for-exponential",
        "the power rule for an exponential",
        _power_rule_for_exponential,
        "Here the power rule was used. It is for a variable below and a number above, as in $x^3$; in $e^x$ the "
        "variable stands *above*. What is the slope of the exponential function?",
        "scalar-rules#The power rule for an exponential",
    ),
)
