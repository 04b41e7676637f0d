"""The ten questions of the page "Is this for me?": one for each stretch of the road, in the order of the chapters."""

from typing import Any

import numpy as np

from mcalc_helpers.quiz.question import Option, Question
from mcalc_helpers.quiz.solution_numbers import Lines, affine, hinge

PAGE = "is-this-for-me"


def _neuron(x: list[float]) -> float:
    """Return what the neuron of question 1 puts out."""
    return float(np.maximum(0, np.array([2.0, -1.0]) @ np.array(x) + 1.0))


def _product(x: Any) -> Any:
    u = x**2 + 1
    return x * u


def _activation() -> Lines:
    z = affine((2, -1), (1, 4), 1)
    return [("z", z), ("a", hinge(z))]


QUESTIONS = (
    Question(
        id="start-1",
        page=PAGE,
        level=1,
        prompt=(
            r"A neuron has the weights $\mathbf{w} = (2, -1)$ and the bias $b = 1$. Its activation is "
            r"$\max(0, \mathbf{w} \cdot \mathbf{x} + b)$. What does it put out for $\mathbf{x} = (1, 4)$?"
        ),
        asks="choice",
        options=(
            Option(
                "$-1$",
                holds=lambda: _neuron([1, 4]) == -1,
                says="That is the sum before the maximum is taken.",
            ),
            Option("$0$", holds=lambda: _neuron([1, 4]) == 0),
            Option(
                "$1$",
                holds=lambda: _neuron([1, 4]) == 1,
                says="The maximum keeps the larger number; it drops no sign.",
            ),
            Option("$7$", holds=lambda: _neuron([1, 4]) == 7, says="The second weight is negative."),
        ),
        working=_activation,
        hints=(
            r"First the sum: each weight times its input, then the bias.",
            r"$2 \cdot 1 - 1 \cdot 4 + 1$; then the larger of that and 0.",
        ),
    ),
    Question(
        id="start-2",
        page=PAGE,
        level=1,
        prompt=r"What is $\frac{d}{dx} (x^3 + 5x)$?",
        asks="derivative",
        function=lambda x: x**3 + 5 * x,
        mistakes=("partial/power-kept", "partial/exponent-missing"),
        hints=(
            "Differentiate each term by itself.",
            "The power rule: the exponent comes down as a factor, and is lowered by one.",
        ),
    ),
    Question(
        id="start-3",
        page=PAGE,
        level=2,
        prompt=r"What is $\frac{\partial}{\partial y}\, x y^2$?",
        asks="partial",
        function=lambda x, y: x * y**2,
        wrt="y",
        hints=("Hold $x$ still, as if it were a number.", "What is left is a number times $y^2$."),
    ),
    Question(
        id="start-4",
        page=PAGE,
        level=2,
        prompt=(
            r"A function has the five inputs $\mathbf{x}$ and the three outputs $\mathbf{y}$. In this book rows are "
            r"outputs and columns are inputs. What is the shape of $\frac{\partial \mathbf{y}}{\partial \mathbf{x}}$?"
        ),
        asks="shape",
        function=lambda W, x: W @ x,
        wrt="x",
        shapes={"W": (3, 5), "x": 5},
        hints=("How many outputs are there? That many rows.", "Outputs by inputs. Type it as `a x b`."),
    ),
    Question(
        id="start-5",
        page=PAGE,
        level=2,
        prompt=(
            r"$\mathbf{w}$ and $\mathbf{x}$ have $n$ elements, and $\mathbf{y} = \mathbf{w} \otimes \mathbf{x}$ is "
            r"their product element by element. What is $\frac{\partial \mathbf{y}}{\partial \mathbf{w}}$?"
        ),
        asks="choice",
        function=lambda w, x: w * x,
        wrt="w",
        shapes={"w": "n", "x": "n"},
        options=(
            Option(r"$\operatorname{diag}(\mathbf{x})$", lambda w, x: np.diag(x)),
            Option(
                r"$\operatorname{diag}(\mathbf{w})$",
                lambda w, x: np.diag(w),
                says=r"Wiggle $w_1$: what is it multiplied with?",
            ),
            Option(
                r"$\mathbf{x}$",
                lambda w, x: x[:, None],
                says="The right numbers, but not in an $n \\times n$ matrix.",
            ),
            Option(r"$I$", lambda w, x: np.eye(len(w)), says=r"That belongs to $\mathbf{w} + \mathbf{x}$."),
        ),
        hints=(
            r"Output $i$ is $w_i x_i$. Which elements of $\mathbf{w}$ move it?",
            r"$n$ outputs and $n$ inputs make an $n \times n$ matrix, and off its diagonal nothing happens.",
        ),
    ),
    Question(
        id="start-6",
        page=PAGE,
        level=2,
        prompt=(
            r"$\mathbf{x}$ has $n$ elements, and $z$ is a number that is added to each of them: "
            r"$\mathbf{y} = \mathbf{x} + z$. What is $\frac{\partial \mathbf{y}}{\partial z}$?"
        ),
        asks="choice",
        function=lambda x, z: x + z,
        wrt="z",
        shapes={"x": "n"},
        options=(
            Option(
                "$1$", lambda x, z: np.ones((1, 1)), says="There are $n$ outputs, and each of them moves."
            ),
            Option(
                r"$I$",
                lambda x, z: np.eye(len(x)),
                says=r"That is the derivative with respect to $\mathbf{x}$.",
            ),
            Option(r"$\vec{1}$, a column of $n$ ones", lambda x, z: np.ones((len(x), 1))),
            Option(
                r"$\vec{1}^T$, a row of $n$ ones", lambda x, z: np.ones((1, len(x))), says="Rows are outputs."
            ),
        ),
        hints=(
            "Push $z$ up by one. What does each output do?",
            "$n$ outputs, one input: how many rows, how many columns?",
        ),
    ),
    Question(
        id="start-7",
        page=PAGE,
        level=2,
        prompt=(
            r"$\mathbf{x}$ has $n$ elements. What is "
            r"$\frac{d}{d\mathbf{x}} \sum_i x_i^2$?"
        ),
        asks="choice",
        function=lambda x: np.sum(x**2),
        wrt="x",
        shapes={"x": "n"},
        options=(
            Option(r"$2\mathbf{x}^T$", lambda x: 2 * x[None, :]),
            Option(
                r"$2\operatorname{sum}(\mathbf{x})$",
                lambda x: 2 * np.sum(x, keepdims=True)[:, None],
                says="There is a slope for each element, and each slope keeps its own column.",
            ),
            Option(
                r"$2\operatorname{diag}(\mathbf{x})$",
                lambda x: 2 * np.diag(x),
                says="That is the derivative before the sum is taken. The sum has one output.",
            ),
            Option(
                r"$2\mathbf{x}$",
                lambda x: 2 * x[:, None],
                says="The right numbers in a column. Rows are outputs.",
            ),
        ),
        hints=(
            r"Write the sum out for $n = 3$ and differentiate by $x_2$.",
            "One output and $n$ inputs: what shape is that?",
        ),
    ),
    Question(
        id="start-8",
        page=PAGE,
        level=3,
        prompt=r"What is $\frac{d}{dx} \sin(3x + 1)$?",
        asks="derivative",
        function=lambda x: np.sin(3 * x + 1),
        mistakes=("chain/inner-missing", "chain/inner-only"),
        hints=(
            "Call the inside $u$. What is the derivative of $\\sin u$ by $u$, and of $u$ by $x$?",
            "Multiply the two, and put $3x + 1$ back in place of $u$.",
        ),
    ),
    Question(
        id="start-9",
        page=PAGE,
        level=3,
        prompt=(
            r"Let $y = x u$, where $u = x^2 + 1$ depends on $x$ too. What is $\frac{dy}{dx}$, in terms of $x$ alone?"
        ),
        asks="derivative",
        function=_product,
        mistakes=("total", "partial/product-of-derivatives", "chain/intermediate-left-in"),
        hints=(
            r"$x$ reaches $y$ along two paths: by itself, and through $u$.",
            r"By itself: $u$. Through $u$: $x$ times the derivative of $u$. Add them, and replace $u$.",
        ),
    ),
    Question(
        id="start-10",
        page=PAGE,
        level=3,
        prompt=(
            r"$\mathbf{x}$ has 4 elements, $\mathbf{g}(\mathbf{x})$ has 3 and $\mathbf{f}(\mathbf{g})$ has 2. "
            r"Which product is $\frac{\partial \mathbf{f}}{\partial \mathbf{x}}$?"
        ),
        asks="choice",
        options=(
            Option(
                r"$\frac{\partial \mathbf{f}}{\partial \mathbf{g}}\, \frac{\partial \mathbf{g}}{\partial \mathbf{x}}$",
                holds=lambda: (np.ones((2, 3)) @ np.ones((3, 4))).shape == (2, 4),
                says=r"The factors are $2 \times 3$ and $3 \times 4$: the inner sizes agree, and the outer ones are "
                r"those of the result, $2 \times 4$.",
            ),
            Option(
                r"$\frac{\partial \mathbf{g}}{\partial \mathbf{x}}\, \frac{\partial \mathbf{f}}{\partial \mathbf{g}}$",
                holds=lambda: np.ones((3, 4)).shape[1] == np.ones((2, 3)).shape[0],
                says="Write the sizes under the factors: do the inner ones agree?",
            ),
            Option(
                r"either; the order of a product does not matter",
                holds=lambda: np.ones((3, 4)).shape[1] == np.ones((2, 3)).shape[0],
                says="For numbers it does not. For matrices it does.",
            ),
        ),
        hints=(
            "What is the shape of each of the two factors?",
            r"$2 \times 3$ and $3 \times 4$. In which order do they fit?",
        ),
    ),
)
