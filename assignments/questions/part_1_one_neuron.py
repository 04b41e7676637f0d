"""Hidden questions of part 1: the rules for one variable, and one neuron."""

from typing import Any

import numpy as np
from grading.tasks import Task

from mcalc_helpers.quiz.question import Question


def _sigmoid(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def _squared_error(w: Any, x: Any, y: Any) -> Any:
    e = w * x - y
    return e**2


# Named one by one: of a chain with two links, some of the whole family give the same answers.
CHAIN = ("chain/inner-missing", "chain/sum-of-links")

TASKS = {
    "part1-power": Task(
        Question(
            id="part1-1",
            prompt=r"$\frac{d}{dt}(5t^3 - 2t^2 + 9)$",
            asks="derivative",
            function=lambda t: 5 * t**3 - 2 * t**2 + 9,
        ),
        answer="answer_1",
        near={"partial/kept-constant": 0.5, "partial/exponent-missing": 0.5},
    ),
    "part1-product": Task(
        Question(
            id="part1-2",
            prompt=r"$\frac{d}{dx}\, x^3 \ln(x)$",
            asks="derivative",
            function=lambda x: x**3 * np.log(x),
            mistakes=("total", "partial/product-of-derivatives"),
        ),
        answer="answer_2",
    ),
    "part1-quotient": Task(
        Question(
            id="part1-3",
            prompt=r"$\frac{d}{dx} \frac{x}{1 + x^2}$",
            asks="derivative",
            function=lambda x: x / (1 + x**2),
            mistakes=("total", "partial/quotient-of-derivatives"),
        ),
        answer="answer_3",
    ),
    "part1-chain": Task(
        Question(
            id="part1-4",
            prompt=r"$\frac{d}{dx} \ln(1 + x^4)$",
            asks="derivative",
            function=lambda x: np.log(1 + x**4),
            mistakes=CHAIN,
        ),
        answer="answer_4",
        near={"chain/inner-missing": 0.5},
    ),
    "part1-loss": Task(
        Question(
            id="part1-5",
            prompt=r"The slope of $(3w - 7)^2$ at $w = 1.5$",
            asks="value",
            function=lambda w: (3 * w - 7) ** 2,
            at={"w": 1.5},
            mistakes=("chain/inner-missing",),
        ),
        answer="answer_5",
        near={"chain/inner-missing": 0.5},
    ),
    "part1-step": Task(
        Question(
            id="part1-6",
            prompt=r"$w$ after one step of gradient descent on $(3w - 7)^2$ with learning rate $\eta$",
            asks="update",
            function=lambda w: (3 * w - 7) ** 2,
        ),
        answer="answer_6",
        near={"update/sign": 0.5, "update/rate-missing": 0.5},
    ),
    "part1-sigmoid": Task(
        Question(
            id="part1-7",
            prompt="The slope of the sigmoid, as a NumPy function",
            asks="code",
            function=_sigmoid,
            mistakes=("chain/inner-missing",),
        ),
        answer="sigmoid_slope",
        near={"chain/inner-missing": 0.5},
    ),
    "part1-error": Task(
        Question(
            id="part1-8",
            prompt=r"The slope of $(wx - y)^2$ by $w$, as a NumPy function",
            asks="code",
            function=_squared_error,
            wrt="w",
            mistakes=CHAIN,
        ),
        answer="error_slope",
        near={"chain/inner-missing": 0.5},
    ),
}
