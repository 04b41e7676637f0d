"""Questions of the chapter "The gradient of a neuron"."""

from collections.abc import Callable
from typing import Any

import numpy as np

from mcalc_helpers.quiz.question import Line, Option, Question
from mcalc_helpers.quiz.solution_numbers import Lines, affine

PAGE = "neuron-gradient"
NEURON = {"w": "n", "x": "n", "b": ()}


def _relu(w: Any, x: Any, b: Any) -> Any:
    z = w @ x + b
    return np.maximum(0, z)


def _at_kink(w: Any, x: Any) -> Any:
    z = w @ x
    return np.maximum(0, z)


def _tanh(w: Any, x: Any, b: Any) -> Any:
    z = w * x + b
    return np.tanh(z)


def _softplus(w: Any, x: Any, b: Any) -> Any:
    z = w @ x + b
    return np.log(1 + np.exp(z))


def _silent(sun: float, wind: float) -> Callable[[], bool]:
    """Tell whether the book's neuron is silent on a day."""
    return lambda: 1.5 * sun - 0.8 * wind - 0.6 <= 0


def _days(*days: tuple[float, float]) -> Lines:
    return [
        (rf"\mathbf{{x}} = ({sun}, {wind}): \quad z", affine((1.5, -0.8), (sun, wind), -0.6))
        for sun, wind in days
    ]


QUESTIONS = (
    Question(
        id="activation-1",
        page=PAGE,
        level=1,
        prompt=(
            r"The neuron of the ice-cream stand has $\mathbf{w} = (1.5, -0.8)$ and $b = -0.6$. On which of these days "
            r"is the gradient of its activation with respect to $\mathbf{w}$ zero?"
        ),
        asks="choice",
        options=(
            Option(r"$\mathbf{x} = (2, 4)$", holds=_silent(2, 4)),
            Option(
                r"$\mathbf{x} = (2, 1)$",
                holds=_silent(2, 1),
                says=r"Here the affine value is $3 - 0.8 - 0.6 = 1.6$, so the neuron is active and its weights count.",
            ),
            Option(
                r"$\mathbf{x} = (1, 1)$",
                holds=_silent(1, 1),
                says="Here the affine value is $1.5 - 0.8 - 0.6 = 0.1$. That is little, but it is positive: the slope "
                "is already $1$.",
            ),
            Option(r"$\mathbf{x} = (0, 0)$", holds=_silent(0, 0)),
        ),
        working=lambda: _days((2, 4), (2, 1), (1, 1), (0, 0)),
        hints=(
            r"The gradient is zero where the neuron is silent. What decides whether it is?",
            r"Compute $z = 1.5\,x_1 - 0.8\,x_2 - 0.6$ for each of the four days.",
            r"Two of the four have $z \le 0$. A day without sun and wind has a $z$ as well: what is left of it?",
        ),
    ),
    Question(
        id="activation-2",
        page=PAGE,
        level=1,
        prompt=(
            r"$z = \mathbf{w} \cdot \mathbf{x} + b$, with $\mathbf{w}$ and $\mathbf{x}$ of length $n$. "
            r"What is $\frac{\partial z}{\partial \mathbf{w}}$?"
        ),
        asks="gradient",
        function=lambda w, x, b: w @ x + b,
        wrt="w",
        shapes=NEURON,
        mistakes=("activation",),
        hints=(
            r"Written out, $z = w_1 x_1 + w_2 x_2 + \cdots + b$. Which terms have $w_1$ in them?",
            r"$w_j$ is multiplied by one number, which holds still. That number is entry $j$ of the gradient.",
            "One output and $n$ inputs make a row; a vector stands upright unless it is transposed.",
        ),
    ),
    Question(
        id="activation-3",
        page=PAGE,
        level=2,
        prompt=(
            r"$\mathbf{x}$ has length $n$, and the maximum is taken of each entry. What is the Jacobian of "
            r"$\max(0, \mathbf{x})$ with respect to $\mathbf{x}$? (An indicator is typed `1[x > 0]`, a "
            r"diagonal matrix `diag(...)`, the identity `I`.)"
        ),
        asks="jacobian",
        function=lambda x: np.maximum(0, x),
        wrt="x",
        shapes={"x": "n"},
        mistakes=("activation",),
        hints=(
            "Output $i$ listens to input $i$ alone. What does that say about the entries off the diagonal?",
            r"On the diagonal stands the slope of $\max(0, x_i)$: a number that is $0$ or $1$.",
            r"All these slopes together are the vector $\mathbf{1}[\mathbf{x} > 0]$. Put it on a diagonal.",
        ),
    ),
    Question(
        id="activation-4",
        page=PAGE,
        level=2,
        prompt=(
            r"Someone differentiates $\mathbf{y} = \max(0, \mathbf{x})$ with respect to $\mathbf{x}$, of length $n$. "
            "Which line is the first that is wrong?"
        ),
        asks="slip",
        function=lambda x: np.maximum(0, x),
        wrt="x",
        shapes={"x": "n"},
        lines=(
            Line(r"Output $i$ is $y_i = \max(0, x_i)$. It depends on $x_i$ and on no other entry."),
            Line(
                r"Its slope is $1$ where $x_i > 0$ and $0$ elsewhere. So $\frac{d\mathbf{y}}{d\mathbf{x}} = "
                r"\operatorname{diag}(\mathbf{1}[\mathbf{x} > 0])$.",
                lambda x: np.diag((x > 0) * 1.0),
            ),
            Line(
                r"Leaving out the zeros, $\frac{d\mathbf{y}}{d\mathbf{x}}$ is the column of the numbers "
                r"$\mathbf{1}[x_i > 0]$.",
                lambda x: ((x > 0) * 1.0)[:, np.newaxis],
                says="The zeros are entries like all others: there are $n$ outputs and $n$ inputs, and a cell for each "
                "pair of them.",
            ),
            Line(
                "In particular, where all entries are positive it is the column of ones.",
                lambda x: np.ones((len(x), 1)),
            ),
        ),
        hints=(
            "Ask each line for its shape.",
            "There are $n$ outputs and $n$ inputs. How many rows and columns must the derivative have?",
            r"The zeros off the diagonal are entries like all others: they say that $y_i$ does not listen to $x_j$.",
        ),
    ),
    Question(
        id="activation-5",
        page=PAGE,
        level=2,
        prompt=(
            r"$a = \max(0, z)$ with $z = \mathbf{w} \cdot \mathbf{x} + b$, where $\mathbf{w}$ and $\mathbf{x}$ have "
            r"length $n$. What is $\frac{\partial a}{\partial \mathbf{w}}$, for active and for silent neurons alike? "
            r"(You may use $z$. The indicator $\mathbf{1}[z > 0]$ is typed `1[z > 0]`.)"
        ),
        asks="gradient",
        function=_relu,
        given=("z",),
        wrt="w",
        shapes=NEURON,
        mistakes=("activation",),
        hints=(
            r"From $\mathbf{w}$ to $a$ there is one path, through $z$. Multiply two derivatives.",
            r"One is the slope of the hinge at $z$, one is the gradient of $z$ with respect to $\mathbf{w}$.",
            r"The first is a single number, `1[z > 0]`. The second is a row of $n$ numbers. Which?",
        ),
    ),
    Question(
        id="activation-6",
        page=PAGE,
        level=2,
        prompt=(
            r"$a = \max(0, \mathbf{w} \cdot \mathbf{x})$ has $\mathbf{w} = (2, -1)$ and $\mathbf{x} = (3, 6)$, so that "
            r"$z = 0$: the kink. What is $\frac{\partial a}{\partial \mathbf{w}}$ by the convention of this book?"
        ),
        asks="value",
        function=_at_kink,
        wrt="w",
        shapes={"w": (2,), "x": (2,)},
        at={"w": [2.0, -1.0], "x": [3.0, 6.0]},
        mistakes=("activation/at-kink", "activation/column"),
        hints=(
            r"At $z = 0$ the hinge has a slope from the left and another from the right. One had to be chosen.",
            r"In the rule by cases, to which of the two cases does $z = 0$ belong?",
            r"It belongs to $z \le 0$. The answer is still a row, with one entry for each weight.",
        ),
    ),
    Question(
        id="activation-7",
        page=PAGE,
        level=2,
        prompt=(
            r"A neuron with one input and another activation function: $a = \tanh(wx + b)$, all of them numbers. "
            r"What is $\frac{\partial a}{\partial w}$? (You may use $z = wx + b$.)"
        ),
        asks="partial",
        function=_tanh,
        given=("z",),
        wrt="w",
        mistakes=(
            "chain/inner-missing",
            "chain/inner-only",
            "activation/weights-for-inputs",
            "activation/value-times-input",
        ),
        hints=(
            r"There is one path from $w$ to $a$, through $z$. Two derivatives are multiplied.",
            r"The slope of $\tanh(z)$ is $1 - \tanh(z)^2$, and it is taken at $z = wx + b$.",
            r"The other factor is $\frac{\partial z}{\partial w}$: how much does $wx + b$ move per unit of $w$?",
        ),
    ),
    Question(
        id="activation-8",
        page=PAGE,
        level=3,
        prompt=(
            r"The softplus neuron has no kink: $a = \ln(1 + e^z)$ with $z = \mathbf{w} \cdot \mathbf{x} + b$, "
            r"where $\mathbf{w}$ and $\mathbf{x}$ have length $n$. What is its gradient $\frac{\partial a}{\partial "
            r"\mathbf{x}}$ with respect to the *inputs*? (You may use $z$.)"
        ),
        asks="gradient",
        function=_softplus,
        given=("z",),
        wrt="x",
        shapes=NEURON,
        mistakes=("activation", "gradient/summed", "gradient/norm"),
        hints=(
            r"The chain is the same as for $\max(0, z)$: the slope of the outer function at $z$, times the gradient "
            r"of $z$.",
            r"By the chain rule for one variable, $\frac{d}{dz} \ln(1 + e^z) = \frac{e^z}{1 + e^z}$.",
            r"That number multiplies $\frac{\partial z}{\partial \mathbf{x}}$, a row. In $\mathbf{w} \cdot \mathbf{x}$ "
            "the other factor is what stays.",
        ),
        note=r"The factor in front is the sigmoid $\sigma(z)$, which can also be written with a single exponential: "
        r"$\frac{1}{1 + \exp(-z)} \mathbf{w}^T$.",
    ),
)
