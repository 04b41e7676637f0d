"""Questions of the chapter "Element-wise operations"."""

from collections.abc import Callable
from typing import Any

import numpy as np

from mcalc_helpers.numeric import numerical_jacobian
from mcalc_helpers.quiz.question import Line, Option, Question

PAGE = "element-wise"
BOTH = {"w": "n", "x": "n"}

_W = np.array([1.3, -0.6, 2.5])
_X = np.array([0.7, 1.9, -1.1])


def _diagonal_by_w(operation: Callable[[Any, Any], Any]) -> Callable[[], bool]:
    """Return a test whether the Jacobian by w has zeros off its diagonal, by trying it out at a point."""

    def holds() -> bool:
        jacobian = numerical_jacobian(lambda w: operation(w, _X), _W)
        return bool(np.allclose(jacobian, np.diag(np.diag(jacobian))))

    return holds


QUESTIONS = (
    Question(
        id="elementwise-1",
        page=PAGE,
        level=1,
        prompt=(
            r"$\mathbf{w}$ and $\mathbf{x}$ are independent vectors of length $n$. Which of these have a "
            r"*diagonal* Jacobian $\frac{\partial \mathbf{y}}{\partial \mathbf{w}}$ for every $\mathbf{w}$ "
            r"and $\mathbf{x}$? There may be more than one."
        ),
        asks="choice",
        options=(
            Option(
                "`y = w - x`",
                holds=_diagonal_by_w(lambda w, x: w - x),
                says="Output $i$ is $w_i - x_i$, which looks at $w_i$ alone.",
            ),
            Option(
                "`y = np.cumsum(w * x)`",
                holds=_diagonal_by_w(lambda w, x: np.cumsum(w * x)),
                says="In a running sum, output $i$ looks at entry $i$ and at all entries before it.",
            ),
            Option(
                "`y = np.exp(w) * x`",
                holds=_diagonal_by_w(lambda w, x: np.exp(w) * x),
                says="Output $i$ is $e^{w_i} x_i$, and looks at $w_i$ alone as well.",
            ),
            Option(
                "`y = w / np.sum(w) + x`",
                holds=_diagonal_by_w(lambda w, x: w / np.sum(w) + x),
                says="Each output is divided by the sum of *all* entries, so each output looks at all of them.",
            ),
        ),
        hints=(
            "Push one entry of $\\mathbf{w}$ in your mind. Which outputs move?",
            "The Jacobian is diagonal if output $i$ looks at $w_i$ and at no other entry of $\\mathbf{w}$.",
            "A sum over entries, inside any of the expressions, lets one output see several entries.",
        ),
    ),
    Question(
        id="elementwise-2",
        page=PAGE,
        level=1,
        prompt=(
            r"The terms of the ice-cream neuron are $\mathbf{y} = \mathbf{w} \otimes \mathbf{x}$. What is "
            r"the Jacobian $\frac{\partial \mathbf{y}}{\partial \mathbf{x}}$ on the day with $\mathbf{w} = "
            r"(1.5, -0.8)$ and $\mathbf{x} = (4, 3)$? Give four numbers, as in `[[1, 2], [3, 4]]`."
        ),
        asks="value",
        function=lambda w, x: w * x,
        wrt="x",
        shapes=BOTH,
        at={"w": [1.5, -0.8], "x": [4.0, 3.0]},
        mistakes=("elementwise",),
        hints=(
            "Rows are the outputs $y_1, y_2$; columns are the inputs $x_1, x_2$.",
            "Push $x_1$: does $y_1 = 1.5\\, x_1$ move? Does $y_2 = -0.8\\, x_2$?",
            "Each output moves by its own weight per unit of its own input, and not at all with the other "
            "input.",
        ),
    ),
    Question(
        id="elementwise-3",
        page=PAGE,
        level=2,
        prompt=(
            r"$\mathbf{w}$ and $\mathbf{x}$ have length $n$. What is $\frac{\partial}{\partial \mathbf{w}} "
            r"(\mathbf{w} \otimes \mathbf{x})$?"
        ),
        asks="jacobian",
        function=lambda w, x: w * x,
        wrt="w",
        shapes=BOTH,
        mistakes=("elementwise",),
        hints=(
            "There are $n$ outputs and $n$ inputs. What shape does that make?",
            "Entry $i$ is $w_i x_i$. Differentiate it by $w_i$, and by $w_j$ for another $j$.",
            "`diag(...)` puts the entries of a vector on the diagonal. Which vector holds the slopes?",
        ),
    ),
    Question(
        id="elementwise-4",
        page=PAGE,
        level=2,
        prompt=(
            r"$\mathbf{w}$ and $\mathbf{x}$ have length $n$. What is $\frac{\partial}{\partial \mathbf{x}} "
            r"(\mathbf{w} - \mathbf{x})$?"
        ),
        asks="jacobian",
        function=lambda w, x: w - x,
        wrt="x",
        shapes=BOTH,
        mistakes=("elementwise",),
        hints=(
            "Entry $i$ is $w_i - x_i$. When $x_i$ grows by one, what does the entry do?",
            "The slope is the same in every row, and the Jacobian is $n \\times n$.",
            "A multiple of the identity matrix `I`.",
        ),
    ),
    Question(
        id="elementwise-5",
        page=PAGE,
        level=2,
        prompt=(
            r"$\mathbf{w}$ and $\mathbf{x}$ have length $n$, and no entry of $\mathbf{x}$ is zero. What is "
            r"$\frac{\partial}{\partial \mathbf{x}} (\mathbf{w} \oslash \mathbf{x})$? Type the "
            "element-wise quotient as `/`."
        ),
        asks="jacobian",
        function=lambda w, x: w / x,
        wrt="x",
        shapes=BOTH,
        mistakes=("elementwise",),
        hints=(
            "Entry $i$ is $w_i / x_i$, a constant times $x_i^{-1}$.",
            "The power rule brings down the exponent, with its sign, and lowers it by one.",
            "Put the slopes on the diagonal: `diag(...)` of a quotient, with its sign.",
        ),
    ),
    Question(
        id="elementwise-6",
        page=PAGE,
        level=2,
        prompt=(
            r"Someone looks for $\frac{d\mathbf{y}}{d\mathbf{x}}$ of $\mathbf{y} = \mathbf{x} \otimes "
            r"\mathbf{x}$. Which line is the first that is wrong?"
        ),
        asks="slip",
        function=lambda x: x * x,
        wrt="x",
        shapes={"x": "n"},
        lines=(
            Line(r"Entry $i$ is $y_i = x_i \, x_i$, so $y_i$ depends on $x_i$ and on no other entry."),
            Line("Hence the Jacobian is $n \\times n$, and every entry off the diagonal is zero."),
            Line(
                r"By the rule for $\mathbf{w} \otimes \mathbf{x}$ the other operand stands on the "
                r"diagonal, which is $\mathbf{x}$ here: $\frac{d\mathbf{y}}{d\mathbf{x}} = "
                r"\operatorname{diag}(\mathbf{x})$.",
                lambda x: np.diag(x),
                says="The rule holds one operand still. Here both are the same vector, and both of them move.",
            ),
            Line(
                r"In particular, at $\mathbf{x} = \vec{1}$ it is $I$, so each output moves as fast as its "
                "input.",
                lambda x: np.diag(x),
            ),
        ),
        hints=(
            "Test the lines with a single entry: what is the derivative of $x^2$?",
            "The rule for the product assumes that one operand holds still while the other moves.",
            "Here both operands are the same vector. Which line forgets that?",
        ),
    ),
    Question(
        id="elementwise-7",
        page=PAGE,
        level=3,
        prompt=(
            r"Derive $\frac{\partial \mathbf{y}}{\partial \mathbf{w}}$ for $\mathbf{y} = \sin(\mathbf{w}) "
            r"\otimes \mathbf{x}^2$, where $\mathbf{w}$ and $\mathbf{x}$ have length $n$ and the square is "
            "taken of each entry."
        ),
        asks="jacobian",
        function=lambda w, x: np.sin(w) * x**2,
        wrt="w",
        shapes=BOTH,
        mistakes=("elementwise",),
        hints=(
            r"Write down entry $i$: $y_i = \sin(w_i)\, x_i^2$. Which entries of $\mathbf{w}$ does it look "
            "at?",
            r"Off the diagonal all is zero. On it stands $\frac{\partial}{\partial w_i} \sin(w_i)\, "
            "x_i^2$, with $x_i$ constant.",
            "The slope of the sine is the cosine, and the constant factor stays. Use `diag(...)` and `*`.",
        ),
    ),
)
