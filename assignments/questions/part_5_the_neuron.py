"""Hidden questions of part 5: the gradient of a neuron, and of its loss."""

from typing import Any

import numpy as np
from grading.tasks import Task

from mcalc_helpers.quiz.question import Question

NEURON = {"w": "n", "x": "n"}
BATCH = {"w": "n", "X": ("N", "n"), "y": "N"}


def _sigmoid_neuron(w: Any, x: Any, b: Any) -> Any:
    z = w @ x + b
    return 1 / (1 + np.exp(-z))


def _hinge_neuron(w: Any, x: Any, b: Any) -> Any:
    z = w @ x + b
    return np.maximum(0, z)


def _leaky_neuron(w: Any, x: Any, b: Any) -> Any:
    z = w @ x + b
    return np.maximum(0.1 * z, z)


def _error_of_one(w: Any, x: Any, b: Any, y: Any) -> Any:
    z = w @ x + b
    return (np.maximum(0, z) - y) ** 2


def _linear_loss(w: Any, X: Any, b: Any, y: Any) -> Any:
    return np.mean((y - (X @ w + b)) ** 2)


def _loss(w: Any, X: Any, b: Any, y: Any) -> Any:
    return np.mean((y - np.maximum(0, X @ w + b)) ** 2)


TASKS = {
    "part5-sigmoid": Task(
        Question(
            id="part5-1",
            prompt=r"The gradient of the sigmoid of $z = \mathbf{w} \cdot \mathbf{x} + b$ by $\mathbf{w}$",
            asks="gradient",
            function=_sigmoid_neuron,
            wrt="w",
            shapes=NEURON,
            given=("z",),
        ),
        answer="answer_1",
        near={"gradient/column": 0.5},
    ),
    "part5-hinge": Task(
        Question(
            id="part5-2",
            prompt=r"The gradient of $\max(0, \mathbf{w} \cdot \mathbf{x} + b)$ by $\mathbf{x}$",
            asks="gradient",
            function=_hinge_neuron,
            wrt="x",
            shapes=NEURON,
            given=("z",),
            mistakes=("activation",),
        ),
        answer="answer_2",
        near={"activation/column": 0.5, "activation/mask-missing": 0.5, "activation/mask-inverted": 0.25},
    ),
    "part5-bias": Task(
        Question(
            id="part5-3",
            prompt=r"$\frac{\partial}{\partial b}(\max(0, z) - y)^2$ with $z = \mathbf{w} \cdot \mathbf{x} + b$",
            asks="partial",
            function=_error_of_one,
            wrt="b",
            shapes=NEURON,
            given=("z",),
            mistakes=("chain", "partial"),
        ),
        answer="answer_3",
    ),
    "part5-numbers": Task(
        Question(
            id="part5-4",
            prompt="The gradient of the mean squared error of a linear neuron for three samples",
            asks="value",
            function=_linear_loss,
            wrt="w",
            shapes=BATCH,
            at={"w": [1.0, -2.0], "X": [[1.0, 2.0], [3.0, 1.0], [2.0, 0.0]], "b": 1.0, "y": [1.0, 2.0, 0.0]},
            mistakes=("loss",),
        ),
        answer="answer_4",
        near={
            "loss/column": 0.5,
            "loss/two-missing": 0.5,
            "loss/mean-missing": 0.5,
            "loss/sign": 0.5,
        },
    ),
    "part5-step": Task(
        Question(
            id="part5-5",
            prompt=r"$\mathbf{w}$ after one step on $(y - \mathbf{w} \cdot \mathbf{x})^2$ with learning rate $\eta$",
            asks="update",
            function=lambda w, x, y: (y - w @ x) ** 2,
            wrt="w",
            shapes=NEURON,
        ),
        answer="answer_5",
        near={"update/sign": 0.5, "update/rate-missing": 0.5},
    ),
    "part5-leaky-code": Task(
        Question(
            id="part5-6",
            prompt="The gradient of a leaky neuron by its weights, as a NumPy function",
            asks="code",
            function=_leaky_neuron,
            wrt="w",
            shapes=NEURON,
        ),
        answer="leaky_by_w",
    ),
    "part5-weights-code": Task(
        Question(
            id="part5-7",
            prompt="The gradient of the loss by the weights, as a NumPy function",
            asks="code",
            function=_loss,
            wrt="w",
            shapes=BATCH,
            mistakes=("loss",),
        ),
        answer="loss_by_w",
        near={
            "loss/mask-missing": 0.5,
            "loss/two-missing": 0.75,
            "loss/mean-missing": 0.75,
            "loss/sign": 0.75,
            "loss/active-count": 0.75,
        },
    ),
    "part5-bias-code": Task(
        Question(
            id="part5-8",
            prompt="The derivative of the loss by the bias, as a NumPy function",
            asks="code",
            function=_loss,
            wrt="b",
            shapes=BATCH,
            mistakes=("loss",),
        ),
        answer="loss_by_b",
        near={"loss/mask-missing": 0.5, "loss/bias-half": 0.75, "loss/mean-missing": 0.75, "loss/sign": 0.75},
    ),
}
