"""The activation of a neuron: an affine function and a hinge, max(0, z)."""

from dataclasses import dataclass

import numpy as np

from mcalc_helpers.expression import is_zero
from mcalc_helpers.nodes import Node
from mcalc_helpers.quiz.at import At
from mcalc_helpers.quiz.evaluate import Array
from mcalc_helpers.quiz.mistakes.mistake import Found, Mistake, Variant

_PAGE = "neuron-gradient"
_AFFINE = ("add", "subtract", "multiply", "dot", "sum")


@dataclass(frozen=True)
class Hinge:
    """An activation at a point.

    Attributes
    ----------
    z : numpy.ndarray
        What goes into the hinge, as a vector.
    inner : numpy.ndarray
        The derivative of that, outputs by inputs.
    """

    z: Array
    inner: Array

    @property
    def mask(self) -> Array:
        """1 where the unit is active, 0 elsewhere."""
        return (self.z > 0) * 1.0

    def masked(self, by: Array) -> Array:
        """Return the derivative of z with its rows multiplied."""
        return by[:, None] * self.inner


def _before_hinge(at: At) -> Node | None:
    """Return what the last maximum with 0 is taken of, if it is the output."""
    if at.operation != "maximum":
        return None
    output = at.case.main.trace.output
    left, right = output.operands
    for constant, other in ((left, right), (right, left)):
        if _is_zero(constant):
            return other
    return None


def _is_zero(node: Node) -> bool:
    return node.source is not None and is_zero(node.source)


def hinge(at: At) -> Hinge | None:
    """Return the hinge of an activation, None if the question is about something else."""
    node = _before_hinge(at)
    derivatives = at.carried() if node is not None and at.case.edge is None else {}
    if node is None or node not in derivatives:
        return None
    return Hinge(np.atleast_1d(at.node(node)), derivatives[node])


@dataclass(frozen=True)
class Product:
    """A function of w . x alone, such as a neuron, at a point.

    Attributes
    ----------
    factor : numpy.ndarray
        The factor of w . x that holds still, as a row: the derivative of w . x itself.
    by_other : numpy.ndarray
        The derivative of the function by that factor.
    slope : numpy.ndarray
        The slope of the function by w . x, 1 x 1.
    """

    factor: Array
    by_other: Array
    slope: Array


def _product(at: At) -> Product | None:
    """Return a function of w . x; None if it depends on w and x in another way.

    Its derivatives by w and by x are multiples of x and of w, by one and the same number.
    """
    other = {"w": "x", "x": "w"}.get(at.case.parameter)
    if other is None or other not in at or at.J.shape[0] != 1 or at.x.ndim != at[other].ndim or at.x.ndim > 1:
        return None
    factor, by_other = at[other], at.by(other)
    if at.case.edge is not None or not np.allclose(np.outer(at.J, at.x), np.outer(factor, by_other)):
        return None
    return Product(
        factor.reshape(1, -1), by_other, np.reshape(np.vdot(at.J, factor) / np.vdot(factor, factor), (1, 1))
    )


def _smooth(at: At) -> Product | None:
    """Return a function of w . x that is neither a hinge nor w . x itself with something added."""
    return None if at.operation in ("maximum", *_AFFINE) else _product(at)


def _column(at: At) -> Found:
    is_row = at.J.shape[0] == 1 < at.J.shape[1]
    return at.J.T if is_row and (_product(at) or hinge(at)) else None


def _slope_missing(at: At) -> Found:
    found = _smooth(at)
    return None if found is None else found.factor


def _slope_only(at: At) -> Found:
    found = _smooth(at)
    return None if found is None else found.slope


def _mask_only(at: At) -> Found:
    found = hinge(at)
    if found is None:
        return None
    if at.J.shape[0] == 1:
        several = [found.mask.reshape(1, 1), found.mask * np.ones(at.J.shape)]
        then = "By the chain rule it multiplies the derivative of what goes into the maximum."
    else:
        several = [found.mask.reshape(-1, 1), found.mask.reshape(1, -1)]
        then = (
            "There is one for each entry: where in the matrix of outputs by inputs does each of them belong?"
        )
    return [Variant(value, {"then": then}) for value in several]


def _mask_missing(at: At) -> Found:
    found = hinge(at)
    return None if found is None or not found.z.all() else found.inner


def _mask_inverted(at: At) -> Found:
    found = hinge(at)
    return None if found is None or not found.z.all() else found.masked(1 - found.mask)


def _weights_for_inputs(at: At) -> Found:
    """Take the other factor of the dot product: what is left is the derivative by that factor."""
    found = _product(at)
    if found is None:
        return None
    written = r"$\mathbf{w} \cdot \mathbf{x}$" if at.x.ndim else "$wx$"
    return [Variant(found.by_other, {"product": written})]


def _value_for_input(at: At) -> Found:
    """Give the value of the hinge where its slope belongs."""
    found = hinge(at)
    if found is None:
        return None
    if at.J.shape[0] > 1:
        value = np.maximum(0, found.z)
        return [np.diag(value), value.reshape(-1, 1), value.reshape(1, -1)]
    return np.maximum(0, found.inner)


def _value_times_input(at: At) -> Found:
    found, smooth = hinge(at), _smooth(at)
    if smooth is not None:
        return at.value * smooth.factor
    if found is None or np.array_equal(found.inner, np.eye(len(found.z))):
        return None  # without a derivative to multiply, this is the value alone
    return found.masked(np.maximum(0, found.z))


def _at_kink(at: At) -> Found:
    """Give the other slopes that one may choose at z = 0."""
    found = hinge(at)
    return None if found is None or found.z.all() else [found.inner, found.inner / 2]


ENTRIES = (
    Mistake(
        "activation/column",
        "a column instead of a row",
        _column,
        "The entries are right, but they stand in a column. A neuron has one output, so in numerator "
        "layout its gradient is a row: a vector appears in it transposed.",
        f"{_PAGE}#The affine part",
    ),
    Mistake(
        "activation/mask-missing",
        "the hinge forgotten",
        _mask_missing,
        "This is the derivative of what goes *into* the maximum. It is right where the unit is active; what is "
        "the slope of the maximum where it is not?",
        f"{_PAGE}#The mask forgotten",
    ),
    Mistake(
        "activation/mask-only",
        "the slope of the hinge only",
        _mask_only,
        "This is the slope of the maximum alone, $0$ or $1$. {then}",
        f"{_PAGE}#Nothing but the mask",
    ),
    Mistake(
        "activation/weights-for-inputs",
        "the other factor of the dot product",
        _weights_for_inputs,
        "In {product} the slope by one factor is the *other* one. Which of the two moves here?",
        f"{_PAGE}#Weights and inputs mixed up",
    ),
    Mistake(
        "activation/slope-missing",
        "the slope of the activation missing",
        _slope_missing,
        "This is the derivative of $z$ alone. Between $z$ and the result stands the activation function, and its "
        "slope is a factor as well.",
        f"{_PAGE}#Other activation functions",
    ),
    Mistake(
        "activation/slope-only",
        "the slope of the activation only",
        _slope_only,
        "This is the slope of the activation function by $z$, a single number. By the chain rule it multiplies the "
        "derivative of $z$.",
        f"{_PAGE}#Other activation functions",
    ),
    Mistake(
        "activation/value-for-input",
        "the hinge's value for its slope",
        _value_for_input,
        "Here the maximum itself appears in the derivative. Its *value* may be any number; its *slope* is either "
        "$0$ or $1$.",
        f"{_PAGE}#The value in place of the slope",
    ),
    Mistake(
        "activation/value-times-input",
        "the activation times the derivative",
        _value_times_input,
        "The inner derivative is multiplied by the activation itself. The chain rule multiplies by the *slope* of "
        "the activation.",
        f"{_PAGE}#The value in place of the slope",
    ),
    Mistake(
        "activation/mask-inverted",
        "active and inactive exchanged",
        _mask_inverted,
        "The cases are exchanged: your answer is zero where the unit is active. Which unit passes a change on, "
        "one that puts something out or one that is silent?",
        f"{_PAGE}#The activation",
    ),
    Mistake(
        "activation/at-kink",
        "another slope at the kink",
        _at_kink,
        "At $z = 0$ the hinge has no single slope: it is $0$ from the left and $1$ from the right, and any "
        "value between is a subgradient. Your choice can be defended, and some tools make it; this book, "
        "like the paper, makes another.",
        f"{_PAGE}#The bend",
    ),
)
