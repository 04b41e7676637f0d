"""What the usual mistakes in a derivative look like in its numbers: the tables behind `check_gradient`."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mcalc_helpers.numeric import SCHEMES, Method, entry_name, numerical_jacobian

Matrix: TypeAlias = NDArray[np.float64]

TINY = float(np.finfo(float).tiny)


@dataclass(frozen=True)
class Comparison:
    """A derivative beside a numerical one, with the error allowed in each entry near 0 (`floor`)."""

    f: Callable[[Any], Any]
    x: NDArray[np.float64]
    method: Method
    step: float | None
    given: Matrix
    numerical: Matrix
    rtol: float
    floor: Matrix

    @property
    def agreement(self) -> NDArray[np.bool_]:
        """Which entries agree; for a derivative of the right shape."""
        return self._agrees(self.given, self.numerical, self.floor)

    @property
    def worst(self) -> tuple[int, int]:
        """Row and column of the entry that is furthest off, as a multiple of the error allowed."""
        with np.errstate(all="ignore"):  # NaN and infinity count as furthest off
            distance = np.abs(self.given - self.numerical)
            multiple = distance / (self._allowed(self.given, self.numerical, self.floor) + TINY)
        row, column = np.unravel_index(int(np.argmax(multiple)), self.given.shape)
        return int(row), int(column)

    def close_to(self, candidate: Matrix) -> bool:
        """Tell whether the derivative is the candidate, within the error allowed."""
        if self.given.shape != candidate.shape:
            return False
        return bool(self._agrees(self.given, candidate, float(self.floor.max())).all())

    @property
    def is_diagonal(self) -> bool:
        """Whether the numerical derivative is a diagonal matrix of more than one row."""
        J = self.numerical
        square = J.shape[0] == J.shape[1] > 1
        return square and bool(self._agrees(J, J * np.eye(*J.shape), self.floor).all())

    def holds(self, value: float) -> bool:
        """Tell whether the numerical derivative has the value among its entries."""
        return bool(self._agrees(np.asarray(value), self.numerical, self.floor).any())

    def _agrees(self, a: Matrix, b: Matrix, floor: Any) -> NDArray[np.bool_]:
        with np.errstate(invalid="ignore"):  # infinity less infinity is NaN, which agrees with nothing
            return np.asarray(np.abs(a - b) <= self._allowed(a, b, floor)) & np.isfinite(a)

    def _allowed(self, a: Matrix, b: Matrix, floor: Any) -> Matrix:
        return np.asarray(floor + self.rtol * np.maximum(np.abs(a), np.abs(b)))


def shape_text(shape: tuple[int, ...]) -> str:
    """Write a shape as the reader would say it."""
    if not shape:
        return "a single number"
    return " x ".join(map(str, shape)) if len(shape) > 1 else f"a vector of length {shape[0]}"


def likely_reason(comparison: Comparison) -> str:
    """Return the first reason of the tables below that fits, in words."""
    same_shape = comparison.given.shape == comparison.numerical.shape
    return next(filter(None, (reason(comparison) for reason in (REASONS if same_shape else SHAPE_REASONS))))


def _diagonal_only(J: Matrix) -> Matrix:
    """Return J without its entries off the diagonal; a row or column has no diagonal to speak of."""
    return J * np.eye(*J.shape) if min(J.shape) > 1 else J


# Whole-matrix mistakes: what they make of the right Jacobian J, and how to say it. The first that fits is named.
Patterns: TypeAlias = tuple[tuple[Callable[[Matrix], Any], str], ...]

PATTERNS: Patterns = (
    (lambda J: 0 * J, "it is 0 everywhere, and the function does change"),
    (lambda J: -J, "the sign of every entry is flipped"),
    (lambda J: J.T, "it is the transpose: in numerator layout rows are outputs and columns are inputs"),
    (_diagonal_only, "only the diagonal is there: an output may depend on other inputs than its namesake"),
)

# The same for answers of another shape than J; a sum may keep its axis or lose it, so shapes are compared squeezed.
SHAPE_PATTERNS: Patterns = (
    (lambda J: J.diagonal(), "it is the diagonal only, as a vector: the Jacobian is np.diag of it"),
    (
        lambda J: J.sum(),
        "the entries are summed: each input keeps a column, and each output a row, of its own",
    ),
    (lambda J: J.sum(axis=0), "the rows are summed: each output keeps a row of its own"),
    (lambda J: J.sum(axis=1), "the columns are summed: each input keeps a column of its own"),
    (np.linalg.norm, "it is the length of the derivative: its entries are asked for, one by one"),
)


def _pattern(c: Comparison) -> str:
    return next((text for make, text in PATTERNS if c.close_to(make(c.numerical))), "")


# Mistakes where a diagonal is due: what they make of its slopes d and the point x, and how to say it.
DIAGONAL_PATTERNS: tuple[tuple[Callable[[Matrix, Matrix], Any], str], ...] = (
    (
        lambda d, x: np.diag(x),
        "the point itself stands on the diagonal: an entry's slope by itself belongs there, which for a product is the "
        "other operand",
    ),
    (lambda d, x: np.outer(x, d), "it is an outer product"),
    (lambda d, x: np.outer(d, x), "it is an outer product"),
    (lambda d, x: np.outer(d, np.ones_like(d)), "each slope is repeated along its row"),
    (lambda d, x: np.outer(np.ones_like(d), d), "each slope is repeated down its column"),
)
_ONLY_DIAGONAL = ", and only its diagonal should be there: no output depends on another entry than its own"


def _diagonal(c: Comparison) -> str:
    """Look for what is put in place of a diagonal matrix: of an operation that is done entry by entry."""
    d = c.numerical.diagonal()
    if not c.is_diagonal:
        return ""
    for make, text in DIAGONAL_PATTERNS:
        candidate = make(d, c.x.ravel())
        if c.close_to(candidate):
            return text if np.array_equal(candidate, np.diag(candidate.diagonal())) else text + _ONLY_DIAGONAL
    return ""


def _shape_pattern(c: Comparison) -> str:
    given = replace(c, given=c.given.squeeze())
    candidates = ((np.squeeze(make(c.numerical)), text) for make, text in SHAPE_PATTERNS)
    return next((text for candidate, text in candidates if given.close_to(candidate)), "")


def _one_partial(c: Comparison) -> str:
    if c.given.size != 1 or not c.holds(c.given.item()):
        return ""
    return "it is a single partial derivative: the others are missing, one for each output and input"


def _transposed(c: Comparison) -> str:
    """Recognise the other layout by its shape; its values may be wrong besides."""
    outputs, inputs = c.numerical.shape
    if c.given.shape != (inputs, outputs):
        return ""
    besides = "" if c.close_to(c.numerical.T) else "; its values are wrong as well, so check it again then"
    if outputs == 1:
        return f"it is a column: in numerator layout a gradient is a row, 1 x n; transpose it{besides}"
    return f"it is the transpose: in numerator layout rows are outputs and columns are inputs{besides}"


def _shape(c: Comparison) -> str:
    def counted(count: int, what: str) -> str:
        return f"{count} {what}" if count == 1 else f"{count} {what}s"

    m, n = c.numerical.shape
    sides = f"{counted(m, 'output')} by {counted(n, 'input')}"
    return f"the shape: {sides} make {counted(m, 'row')} and {counted(n, 'column')}"


def _not_finite(c: Comparison) -> str:
    if np.all(np.isfinite(c.given)):
        return ""
    return "an entry is NaN or infinite: look for 0/0, a logarithm of 0 or an overflow in the derivative"


def _kink(c: Comparison) -> str:
    """Compare the slopes on both sides at two steps: at a kink their gap stays, on a curve it shrinks."""
    wide = SCHEMES["central"].step * _size_of_worst_input(c)
    sides: tuple[Method, Method] = ("backward", "forward")
    left, right = (_worst_entry(c, side, wide) for side in sides)
    near_left, near_right = (_worst_entry(c, side, wide / 8) for side in sides)
    gap = abs(near_right - near_left)
    # Rounding alone opens a gap too, the wider the shorter the step.
    noticeable = max(1e-4 * max(abs(left), abs(right)), 1e-6, 20 * float(c.floor[c.worst]))
    given = c.given[c.worst]
    between = min(left, right) - gap / 100 <= given <= max(left, right) + gap / 100
    if not (math.isfinite(left) and math.isfinite(right) and between) or gap < max(
        abs(right - left) / 4, noticeable
    ):
        return ""
    names = {"that on the left": left, "that on the right": right}
    yours = next((side for side, slope in names.items() if abs(given - slope) < gap / 100), "in between")
    return (
        f"f has a kink here: by {entry_name(c.x, c.worst[1])} the slope is {left:.4g} on the left and {right:.4g} "
        f"on the right, and yours is {yours}. At a kink there is only a convention; check at another point"
    )


def _step(c: Comparison) -> str:
    """Take another step: a numerical value that moves with it is in doubt itself."""
    if c.method == "complex":
        return ""
    step = c.step or SCHEMES[c.method].step * _size_of_worst_input(c)
    numerical, other = c.numerical[c.worst], _worst_entry(c, c.method, 2 * step if step < 1 else step / 2)
    # Not "greater than": where the other step leaves the domain of f, `other` is NaN and tells nothing.
    if not abs(other - numerical) > abs(c.given[c.worst] - numerical) / 50:
        return ""
    return (
        f"the numerical value is in doubt: it is {numerical:.6g}, and {other:.6g} with another step. The step "
        f"({step:.2g}) is too large (or a kink is near), or so small that rounding shows; try another"
    )


def _size_of_worst_input(c: Comparison) -> float:
    return max(1.0, abs(float(c.x.flat[c.worst[1]])))


def _worst_entry(c: Comparison, method: Method, step: float) -> float:
    """Return the worst entry by another quotient; NaN if f is not defined there."""
    try:
        return float(numerical_jacobian(c.f, c.x, method=method, step=step)[c.worst])
    except ValueError:
        return float("nan")


def _reordered(c: Comparison) -> str:
    """Look for the same columns, or the same rows, in another order."""
    if _same_lines(c.given.T, c.numerical.T, c):
        return "the columns are in another order: the values are right, and stand under the wrong inputs"
    if _same_lines(c.given, c.numerical, c):
        return "the rows are in another order: the values are right, and stand beside the wrong outputs"
    return ""


def _same_lines(a: Matrix, b: Matrix, c: Comparison) -> bool:
    """Tell whether two matrices have the same rows, each as often, in any order."""

    def times(line: Matrix, lines: Matrix) -> int:
        return int(np.sum(np.all(np.isclose(lines, line, rtol=c.rtol, atol=c.floor.max()), axis=1)))

    return all(times(line, a) == times(line, b) for line in a)


def _factor(c: Comparison) -> str:
    """Look for one factor between all entries; in a single entry only a whole one or its inverse is a pattern."""
    at = np.unravel_index(int(np.argmax(np.abs(c.numerical))), c.numerical.shape)
    ratio = float(c.given[at] / c.numerical[at]) if c.numerical[at] else 0.0
    if not ratio or not c.close_to(ratio * c.numerical):
        return ""
    whole, inverse = round(ratio), round(1 / ratio)
    sizes = {c.numerical.shape[0]: "outputs", c.numerical.shape[1]: "inputs"}
    if 1 < whole <= 100 and np.isclose(ratio, whole, rtol=1e-4):
        also = f", which is the number of {sizes[whole]}" if whole in sizes else ""
        return f"it is {whole} times too large{also}: a factor counted twice, or a mean taken for a sum"
    if 1 < inverse <= 100 and np.isclose(ratio * inverse, 1, rtol=1e-4):
        also = f", the number of {sizes[inverse]}" if inverse in sizes else ""
        return f"a factor {inverse} is missing{also}: an exponent not brought down, or a sum taken for a mean"
    return f"every entry is {ratio:.6g} times the numerical one" if np.count_nonzero(c.numerical) > 1 else ""


def _place(c: Comparison) -> str:
    """Say where the wrong entries are, when nothing else is known."""
    rows, columns = np.nonzero(~c.agreement)
    row, column = c.worst
    if c.numerical.size == 1:
        return "no simple factor lies between the two; see whether an inner derivative or a path is missing"
    if rows.size == 1:
        what = "is 0" if c.given[row, column] == 0 else "differs"
        return f"only one entry {what}: output {row} by {entry_name(c.x, column)}; the others are right"
    if len(set(columns)) == 1 and c.numerical.shape[1] > 1:
        return f"only column {column}, the derivatives by {entry_name(c.x, column)}, is wrong"
    if len(set(rows)) == 1 and c.numerical.shape[0] > 1:
        return f"only row {row}, the derivatives of output {row}, is wrong"
    return "several entries differ, in no known pattern; begin with the worst one"


REASONS = (_not_finite, _kink, _step, _pattern, _diagonal, _reordered, _factor, _place)
SHAPE_REASONS = (_not_finite, _transposed, _one_partial, _shape_pattern, _shape)
