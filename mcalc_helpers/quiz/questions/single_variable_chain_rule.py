"""Questions of the chapter "The single-variable chain rule"."""

from collections.abc import Callable
from typing import Any

import numpy as np

from mcalc_helpers.derivation import derive
from mcalc_helpers.quiz.question import Line, Option, Question

PAGE = "single-variable-chain-rule"


# Its name is what the worked solution calls the loss.
def C(w: Any) -> Any:
    """Return the loss of the day with four hours of sun, for a weight of the sun."""
    z = 4 * w - 3
    a = np.maximum(0, z)
    v = 5 - a
    return v**2


def _has_one_path(function: Callable[..., Any]) -> bool:
    """Tell whether a single path leads from x to the output, while c holds still."""
    return len(derive(function, "x").chain.paths()) == 1


QUESTIONS = (
    Question(
        id="chain-1",
        page=PAGE,
        level=1,
        prompt=(
            r"To differentiate $y = \sin(x^3)$, introduce $u = x^3$, so that $y = \sin(u)$. What is the "
            r"link $\dfrac{dy}{du}$? (Your answer may contain $u$.)"
        ),
        asks="factor",
        function=lambda x: np.sin(x**3),
        factor=("y", "u"),
        hints=(
            "Look at one operation and forget the rest: which one makes $y$ out of $u$?",
            "It is the sine. Here $u$ is its variable, as good as any other letter.",
            "The slope of a sine is the cosine, taken at what flows into the sine.",
        ),
    ),
    Question(
        id="chain-2",
        page=PAGE,
        level=1,
        prompt=r"What is $\dfrac{d}{dx} \sin(x^3)$?",
        asks="derivative",
        function=lambda x: np.sin(x**3),
        mistakes=("chain",),
        hints=(
            "Two operations, one inside the other. How many factors will the answer have?",
            r"With $u = x^3$ the two links are $\frac{dy}{du}$ and $\frac{du}{dx}$. Find each by its own rule.",
            "Multiply the slope of the sine, taken at $u$, by the slope of $x^3$. Then put $x^3$ back for $u$.",
        ),
    ),
    Question(
        id="chain-3",
        page=PAGE,
        level=2,
        prompt=r"What is $\dfrac{d}{dx} \big(\ln(x)\big)^3$, the third power of the logarithm?",
        asks="derivative",
        function=lambda x: np.log(x) ** 3,
        mistakes=("chain",),
        hints=(
            "Which of the two operations is done last?",
            "The third power is done last. Call the logarithm $u$, and find the slope of $u^3$ and that of $u$.",
            r"$3u^2$ times the slope of the logarithm, with $\ln(x)$ put back for $u$.",
        ),
    ),
    Question(
        id="chain-4",
        page=PAGE,
        level=2,
        prompt=(
            r"The loss of the day with four hours of sun, as a function of the sun's weight, is $C = \big(5 - "
            r"\max(0, 4w - 3)\big)^2$. What is the number $\dfrac{dC}{dw}$ at $w = 1$?"
        ),
        asks="value",
        function=C,
        at={"w": 1},
        mistakes=("chain/sum-of-links", "chain/some-links"),
        hints=(
            "Go through the chain with numbers first: what are $z = 4w - 3$, the maximum, and what is missing?",
            "At $w = 1$: $z = 1$, the neuron is active, and $4$ dozen are missing. Now the slopes there.",
            "The slopes are $4$, then $1$ for the maximum, then $-1$ for the difference, then twice what is missing.",
        ),
    ),
    Question(
        id="chain-5",
        page=PAGE,
        level=2,
        prompt=(
            "In which of these does a *single* path lead from $x$ to the result, so that the single-variable "
            "chain rule is enough? The number $c$ holds still. (Choose all of them.)"
        ),
        asks="choice",
        options=(
            Option(
                r"$\sin(c\,x + 3)$",
                holds=lambda: _has_one_path(lambda x, c: np.sin(c * x + 3)),
                says="Here $x$ is used once, in the product with $c$.",
            ),
            Option(
                r"$\big(c + \ln(x)\big)^2$",
                holds=lambda: _has_one_path(lambda x, c: (c + np.log(x)) ** 2),
                says="Here $x$ is used once as well, in the logarithm.",
            ),
            Option(
                r"$x \sin(x)$",
                holds=lambda: _has_one_path(lambda x: x * np.sin(x)),
                says="Here $x$ reaches the product twice: by itself, and through the sine.",
            ),
            Option(
                r"$c\,x + \sin(x)$",
                holds=lambda: _has_one_path(lambda x, c: c * x + np.sin(x)),
                says="Both terms of the sum move with $x$, so there are two paths to the plus sign.",
            ),
        ),
        hints=(
            "Count how often $x$ is written down.",
            "An operation may have two arguments, as long as only one of them moves. $c$ does not move.",
            "Two of the four use $x$ once only.",
        ),
    ),
    Question(
        id="chain-6",
        page=PAGE,
        level=2,
        prompt=r"Someone differentiates $y = \sqrt{\sin(x)}$. Which is the first line that is wrong?",
        asks="slip",
        function=lambda x: np.sqrt(np.sin(x)),
        lines=(
            Line(r"Introduce $u = \sin(x)$, so that $y = \sqrt{u}$."),
            Line(r"The links are $\frac{du}{dx} = \cos(x)$ and $\frac{dy}{du} = \frac{1}{2\sqrt{u}}$."),
            Line(
                r"Multiply: $\frac{dy}{dx} = \frac{1}{2\sqrt{u}} \cdot \cos(x)$.",
                lambda x, u: np.cos(x) / (2 * np.sqrt(u)),
            ),
            Line(
                r"Substitute back: $\frac{dy}{dx} = \frac{1}{2\sqrt{x}} \cdot \cos(x)$.",
                lambda x: np.cos(x) / (2 * np.sqrt(np.abs(x))),
                says=r"$u$ stands for $\sin(x)$, and here $x$ alone was put in its place.",
            ),
            Line(
                r"So $\frac{dy}{dx} = \frac{\cos(x)}{2\sqrt{x}}$.",
                lambda x: np.cos(x) / (2 * np.sqrt(np.abs(x))),
            ),
        ),
        hints=(
            "Check each line against the one before it. Are the two links right?",
            "What does $u$ stand for? Look for the line that puts something else in its place.",
            "To substitute back means to write $\\sin(x)$ wherever $u$ stands.",
        ),
    ),
    Question(
        id="chain-7",
        page=PAGE,
        level=3,
        prompt=r"Derive $\dfrac{d}{dx} \exp\!\big(\sin(x^2)\big)$.",
        asks="derivative",
        function=lambda x: np.exp(np.sin(x**2)),
        mistakes=("chain",),
        hints=(
            "Three operations, so three intermediate variables and three factors. Begin with the innermost.",
            r"$u_1 = x^2$, $u_2 = \sin(u_1)$, $y = \exp(u_2)$. Differentiate each by its own argument.",
            r"The links are $2x$, $\cos(u_1)$ and $\exp(u_2)$. Multiply them, then substitute from the outside in.",
        ),
    ),
)
