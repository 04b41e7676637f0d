"""Questions of the chapter "Scalar expansion"."""

from collections.abc import Callable
from typing import Any

import numpy as np

from mcalc_helpers.quiz.question import Line, Option, Question

PAGE = "scalar-expansion"
VECTOR_AND_SCALAR = {"x": "n"}


def _is_a_vector(expression: Callable[[Any, Any, Any], Any]) -> Callable[[], bool]:
    """Return a test whether NumPy makes an array of shape (3,), by letting NumPy do it."""
    vector, column, number = np.array([1.0, 2.0, 4.0]), np.array([[1.0], [2.0], [4.0]]), 0.5
    return lambda: bool(np.shape(expression(vector, column, number)) == (3,))


QUESTIONS = (
    Question(
        id="expansion-1",
        page=PAGE,
        level=1,
        prompt=(
            r"$\mathbf{x}$ has length $n$, and $z$ is a number. What is the shape of $\frac{\partial "
            r"(\mathbf{x} z)}{\partial z}$?"
        ),
        asks="shape",
        function=lambda x, z: x * z,
        wrt="z",
        shapes=VECTOR_AND_SCALAR,
        hints=(
            "Rows are outputs, columns are inputs.",
            r"How many entries has $\mathbf{x} z$? How many numbers move?",
            "As many rows as the vector has entries, and one column for the one number that moves.",
        ),
    ),
    Question(
        id="expansion-2",
        page=PAGE,
        level=1,
        prompt=(
            r"One bias for a whole week: $\mathbf{x}$ holds $n$ sums, and the number $z$ is added to each. "
            r"What is $\frac{\partial (\mathbf{x} + z)}{\partial z}$? (Type $\vec{1}$ as `ones`, the "
            r"identity as `I`.)"
        ),
        asks="jacobian",
        function=lambda x, z: x + z,
        wrt="z",
        shapes=VECTOR_AND_SCALAR,
        # Where all slopes are 1, the others of the family coincide with one of these.
        mistakes=(
            "expansion/by-scalar-identity",
            "expansion/by-scalar-row",
            "expansion/by-scalar-one",
            "expansion/by-scalar-count",
        ),
        hints=(
            "Push $z$ up by one. What does each of the $n$ outputs do?",
            "There are $n$ outputs and one input, so the answer is a column.",
            "Every output moves as much as $z$ does, so all entries of the column are equal.",
        ),
    ),
    Question(
        id="expansion-3",
        page=PAGE,
        level=2,
        prompt=(
            r"$\mathbf{x}$ has length $n$, and $z$ is a number that does not depend on it. What is "
            r"$\frac{\partial (\mathbf{x} z)}{\partial \mathbf{x}}$?"
        ),
        asks="jacobian",
        function=lambda x, z: x * z,
        wrt="x",
        shapes=VECTOR_AND_SCALAR,
        mistakes=("expansion",),
        hints=(
            "$n$ outputs by $n$ inputs: what shape is due?",
            "Entry $i$ is $x_i z$. It moves with $x_i$ and with no other entry of $\\mathbf{x}$.",
            "The same slope stands all along the diagonal: a multiple of the identity matrix `I`.",
        ),
    ),
    Question(
        id="expansion-4",
        page=PAGE,
        level=2,
        prompt=(
            r"A dozen ice creams costs $z$, and $\mathbf{x}$ holds the dozens sold on $n$ days. How do the "
            r"takings of the days answer to the price, that is, what is $\frac{\partial (\mathbf{x} "
            r"z)}{\partial z}$?"
        ),
        asks="jacobian",
        function=lambda x, z: x * z,
        wrt="z",
        shapes=VECTOR_AND_SCALAR,
        mistakes=("expansion",),
        hints=(
            "One number moves, $n$ outputs follow. Is that a row, a column or a square?",
            "The takings of day $i$ are $x_i z$. Differentiate by $z$.",
            "Row $i$ of the column holds what was sold on day $i$.",
        ),
    ),
    Question(
        id="expansion-5",
        page=PAGE,
        level=2,
        prompt=(
            "In NumPy, `x` has shape `(3,)`, `c` has shape `(3, 1)`, and `z` is a number. Which of these "
            "have shape `(3,)`? There may be more than one."
        ),
        asks="choice",
        options=(
            Option(
                "`x + z`",
                holds=_is_a_vector(lambda x, c, z: x + z),
                says="The number takes on the shape of `x`.",
            ),
            Option(
                "`x - c`",
                holds=_is_a_vector(lambda x, c, z: x - c),
                says="NumPy stretches the row `x` downwards and the column `c` sideways: the result is a 3 x 3 table.",
            ),
            Option(
                "`np.maximum(0, x) * z`",
                holds=_is_a_vector(lambda x, c, z: np.maximum(0, x) * z),
                says="The numbers $0$ and `z` take on the shape of `x`, one after the other.",
            ),
            Option(
                "`c * z`",
                holds=_is_a_vector(lambda x, c, z: c * z),
                says="A number is stretched to the shape of `c`, so the result keeps both axes of `c`.",
            ),
            Option(
                "`x - c.ravel()`",
                holds=_is_a_vector(lambda x, c, z: x - c.ravel()),
                says="`c.ravel()` has one axis, like `x`, and nothing needs to be stretched.",
            ),
        ),
        hints=(
            "A number beside an array takes on the array's shape.",
            "`(3,)` beside `(3, 1)` counts as `(1, 3)` beside `(3, 1)`, and both are stretched.",
            "`c.ravel()` has one axis, `c` has two.",
        ),
    ),
    Question(
        id="expansion-6",
        page=PAGE,
        level=2,
        prompt=(
            r"Someone looks for $\frac{d\mathbf{y}}{d\mathbf{x}}$ of $\mathbf{y} = \mathbf{x} "
            r"\operatorname{sum}(\mathbf{x})$, each entry times the sum of all entries. Which line is the "
            "first that is wrong?"
        ),
        asks="slip",
        function=lambda x: x * np.sum(x),
        wrt="x",
        shapes=VECTOR_AND_SCALAR,
        lines=(
            Line(
                r"$\operatorname{sum}(\mathbf{x})$ is a number; call it $z$. Then $\mathbf{y} = \mathbf{x} "
                "z$."
            ),
            Line(
                r"For a number $z$ that holds still, the Jacobian of $\mathbf{x} z$ by $\mathbf{x}$ is $z I$."
            ),
            Line(
                r"So $\frac{d\mathbf{y}}{d\mathbf{x}} = \operatorname{sum}(\mathbf{x})\, I$.",
                lambda x: np.sum(x) * np.eye(len(x)),
                says="The rule is for a number that holds still. This one is the sum of the entries, and moves with "
                "each of them.",
            ),
            Line(
                r"All entries off the diagonal are zero, and all on it are equal.",
                lambda x: np.sum(x) * np.eye(len(x)),
            ),
        ),
        hints=(
            "Push $x_1$. Does $y_2$ move?",
            "$y_2 = x_2 (x_1 + x_2 + \\dots)$ contains $x_1$.",
            "A rule was used whose assumption does not hold here. Each line by itself: is it a true "
            "statement?",
        ),
    ),
    Question(
        id="expansion-7",
        page=PAGE,
        level=3,
        prompt=(
            r"Derive $\frac{\partial}{\partial z} (\mathbf{x} - z)^2$, where $\mathbf{x}$ has length $n$, "
            "$z$ is a number, and the square is taken of each entry."
        ),
        asks="jacobian",
        function=lambda x, z: (x - z) ** 2,
        wrt="z",
        shapes=VECTOR_AND_SCALAR,
        mistakes=("expansion",),
        hints=(
            "Write down entry $i$: $(x_i - z)^2 = x_i^2 - 2 x_i z + z^2$. Only $z$ moves.",
            r"By $z$ the three parts have the slopes $0$, $-2x_i$ and $2z$.",
            r"Row $i$ of a column holds the sum of the three. Write all rows at once, with $\mathbf{x}$ and $z$.",
        ),
    ),
)
