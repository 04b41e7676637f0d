"""Hidden questions of part 4: the chain rule of one variable, of several paths, of vectors."""

from typing import Any

import numpy as np
from grading.tasks import Task

from mcalc_helpers.quiz.question import Question

LAYER = {"W": ("m", "n"), "x": "n"}


def _nested(x: Any) -> Any:
    u1 = 3 * x + 1
    u2 = np.sin(u1)
    return np.exp(u2)


def _two_paths(x: Any) -> Any:
    u = np.exp(2 * x)
    return x * u


def _sum_of_exponentials(w: Any, x: Any) -> Any:
    u = w * x
    return np.sum(np.exp(u))


def _layer(W: Any, x: Any) -> Any:
    u = W @ x
    return np.exp(u)


def _squared_distance(W: Any, x: Any, y: Any) -> Any:
    u = W @ x - y
    return np.sum(u**2)


TASKS = {
    "part4-link": Task(
        Question(
            id="part4-1",
            prompt=r"$\frac{du_2}{du_1}$ in $u_1 = 3x + 1$, $u_2 = \sin(u_1)$, $y = e^{u_2}$",
            asks="factor",
            function=_nested,
            factor=("u2", "u1"),
        ),
        answer="answer_1",
    ),
    "part4-chain": Task(
        Question(
            id="part4-2",
            prompt=r"$\frac{d}{dx} e^{\sin(3x + 1)}$",
            asks="derivative",
            function=_nested,
            mistakes=("chain/inner-missing", "chain/intermediate-left-in", "chain/sum-of-links"),
        ),
        answer="answer_2",
        near={"chain/inner-missing": 0.5, "chain/intermediate-left-in": 0.5},
    ),
    "part4-total": Task(
        Question(
            id="part4-3",
            prompt=r"$\frac{d}{dx}\, x e^{2x}$",
            asks="derivative",
            function=_two_paths,
            mistakes=("total",),
        ),
        answer="answer_3",
        near={"total/direct-only": 0.25, "total/indirect-only": 0.25},
    ),
    "part4-number": Task(
        Question(
            id="part4-4",
            prompt=r"The slope of $(x^2 + 3)(2x - 1)^2$ at $x = 1$",
            asks="value",
            function=lambda x: (x**2 + 3) * (2 * x - 1) ** 2,
            at={"x": 1},
            mistakes=("total",),
        ),
        answer="answer_4",
    ),
    "part4-gradient": Task(
        Question(
            id="part4-5",
            prompt=r"The gradient of $\operatorname{sum}(e^{\mathbf{w} \otimes \mathbf{x}})$ by $\mathbf{w}$",
            asks="gradient",
            function=_sum_of_exponentials,
            wrt="w",
            shapes={"w": "n", "x": "n"},
            mistakes=("vectorchain", "sum/not-reduced"),
        ),
        answer="answer_5",
        near={"vectorchain/transpose": 0.5, "sum/not-reduced": 0.25},
    ),
    "part4-layer": Task(
        Question(
            id="part4-6",
            prompt=r"The Jacobian of $e^{W\mathbf{x}}$ by $\mathbf{x}$",
            asks="jacobian",
            function=_layer,
            wrt="x",
            shapes=LAYER,
            mistakes=("vectorchain",),
        ),
        answer="answer_6",
        near={"vectorchain/transpose": 0.5},
    ),
    "part4-total-code": Task(
        Question(
            id="part4-7",
            prompt=r"The slope of $t^2 \ln(1 + t^2)$, as a NumPy function",
            asks="code",
            function=lambda t: t**2 * np.log(1 + t**2),
            mistakes=("total",),
        ),
        answer="slope",
        near={"total/path-omitted": 0.25},
    ),
    "part4-layer-code": Task(
        Question(
            id="part4-8",
            prompt=r"The Jacobian of $\tanh(W\mathbf{x})$ by $\mathbf{x}$, as a NumPy function",
            asks="code",
            function=lambda W, x: np.tanh(W @ x),
            wrt="x",
            shapes=LAYER,
            mistakes=("vectorchain",),
        ),
        answer="jacobian",
        near={"vectorchain/transpose": 0.5},
    ),
    "part4-distance-code": Task(
        Question(
            id="part4-9",
            prompt=r"The gradient of $\operatorname{sum}((W\mathbf{x} - \mathbf{y})^2)$ by $\mathbf{x}$, "
            "as a NumPy function",
            asks="code",
            function=_squared_distance,
            wrt="x",
            shapes=LAYER | {"y": "m"},
            mistakes=("vectorchain",),
        ),
        answer="gradient",
    ),
}
