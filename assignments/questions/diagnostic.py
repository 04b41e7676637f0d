"""Hidden questions of the diagnostic assignment: what school mathematics and a little NumPy bring along."""

import numpy as np
from grading.tasks import Task

from mcalc_helpers.quiz.question import Question

# Named one by one: of a chain with two links, some of the whole family give the same answers.
CHAIN = ("chain/inner-missing", "chain/outer-at-x", "chain/sum-of-links")

TASKS = {
    "diagnostic-power": Task(
        Question(
            id="diagnostic-1",
            prompt=r"$\frac{d}{dx}(x^3 - 4x + 6)$",
            asks="derivative",
            function=lambda x: x**3 - 4 * x + 6,
        ),
        answer="answer_1",
        near={"partial/kept-constant": 0.5, "partial/exponent-missing": 0.5},
    ),
    "diagnostic-product": Task(
        Question(
            id="diagnostic-2",
            prompt=r"$\frac{d}{dt}\, t^2 \cos(t)$",
            asks="derivative",
            function=lambda t: t**2 * np.cos(t),
            mistakes=("total", "partial/product-of-derivatives"),
        ),
        answer="answer_2",
    ),
    "diagnostic-chain": Task(
        Question(
            id="diagnostic-3",
            prompt=r"$\frac{d}{dx} \sin(5x + 2)$",
            asks="derivative",
            function=lambda x: np.sin(5 * x + 2),
            mistakes=CHAIN,
        ),
        answer="answer_3",
        near={"chain/inner-missing": 0.5},
    ),
    "diagnostic-number": Task(
        Question(
            id="diagnostic-4",
            prompt=r"The slope of $(2w - 3)^2$ at $w = 2$",
            asks="value",
            function=lambda w: (2 * w - 3) ** 2,
            at={"w": 2},
            mistakes=("chain/inner-missing",),
        ),
        answer="answer_4",
        near={"chain/inner-missing": 0.5},
    ),
    "diagnostic-code": Task(
        Question(
            id="diagnostic-5",
            prompt=r"The slope of $\sqrt{1 + x^2}$, as a NumPy function",
            asks="code",
            function=lambda x: np.sqrt(1 + x**2),
            mistakes=CHAIN[:1],
        ),
        answer="slope",
        near={"chain/inner-missing": 0.5},
    ),
}
