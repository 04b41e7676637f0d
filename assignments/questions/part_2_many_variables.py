"""Hidden questions of part 2: partial derivatives, gradients, Jacobians."""

from typing import Any

import numpy as np
from grading.tasks import Task

from mcalc_helpers.quiz.question import Question


def _plane_map(x: Any, y: Any) -> Any:
    return np.stack([x**2 - y**2, 2 * x * y])


TASKS = {
    "part2-partial": Task(
        Question(
            id="part2-1",
            prompt=r"$\frac{\partial}{\partial y}\, x e^{2y}$",
            asks="partial",
            function=lambda x, y: x * np.exp(2 * y),
            wrt="y",
            mistakes=("partial", "chain/inner-missing"),
        ),
        answer="answer_1",
        near={"partial/dropped-factor": 0.5},
    ),
    "part2-gradient": Task(
        Question(
            id="part2-2",
            prompt=r"The gradient of $5x^2y - y^3$ by $(x, y)$",
            asks="gradient",
            function=lambda x, y: 5 * x**2 * y - y**3,
            wrt=("x", "y"),
        ),
        answer="answer_2",
        near={"gradient/column": 0.5, "gradient/swapped": 0.25},
    ),
    "part2-numbers": Task(
        Question(
            id="part2-3",
            prompt=r"The gradient of $x^2 + 3xy$ at $(2, -1)$",
            asks="value",
            function=lambda x, y: x**2 + 3 * x * y,
            wrt=("x", "y"),
            at={"x": 2, "y": -1},
        ),
        answer="answer_3",
        near={"gradient/column": 0.5, "gradient/swapped": 0.25},
    ),
    "part2-square": Task(
        Question(
            id="part2-4",
            prompt=r"The Jacobian of $(xy^2,\; 3x - y)$ by $(x, y)$",
            asks="jacobian",
            function=lambda x, y: np.stack([x * y**2, 3 * x - y]),
            wrt=("x", "y"),
        ),
        answer="answer_4",
        near={"jacobian/transpose": 0.5, "jacobian/one-cell": 0.75, "entries/one-wrong": 0.75},
    ),
    "part2-tall": Task(
        Question(
            id="part2-5",
            prompt=r"The Jacobian of $(u^2,\; uv,\; \sin v)$ by $(u, v)$",
            asks="jacobian",
            function=lambda u, v: np.stack([u**2, u * v, np.sin(v)]),
            wrt=("u", "v"),
        ),
        answer="answer_5",
        near={"jacobian/transpose": 0.5, "jacobian/one-cell": 0.75, "entries/one-wrong": 0.75},
    ),
    "part2-shape": Task(
        Question(
            id="part2-6",
            prompt=r"The shape of the derivative of $W\mathbf{x} + \mathbf{b}$ by $\mathbf{b}$",
            asks="shape",
            function=lambda W, x, b: W @ x + b,
            wrt="b",
            shapes={"W": ("k", "n"), "x": "n", "b": "k"},
        ),
        answer="answer_6",
    ),
    "part2-gradient-code": Task(
        Question(
            id="part2-7",
            prompt=r"The gradient of $x \sin(y) + y^2$, as a NumPy function",
            asks="code",
            function=lambda x, y: x * np.sin(y) + y**2,
            wrt=("x", "y"),
        ),
        answer="gradient",
        near={"gradient/swapped": 0.25},
    ),
    "part2-jacobian-code": Task(
        Question(
            id="part2-8",
            prompt=r"The Jacobian of $(x^2 - y^2,\; 2xy)$, as a NumPy function",
            asks="code",
            function=_plane_map,
            wrt=("x", "y"),
            mistakes=("jacobian",),
        ),
        answer="jacobian",
        near={"jacobian/transpose": 0.5, "jacobian/one-cell": 0.75, "entries/one-wrong": 0.75},
    ),
}
