"""Hidden questions of part 3: element-wise operations, scalar expansion, sums."""

import numpy as np
from grading.tasks import Task

from mcalc_helpers.quiz.question import Question

TWO = {"w": "n", "x": "n"}
EXPANDED = {"x": "n", "z": ()}

TASKS = {
    "part3-element-wise": Task(
        Question(
            id="part3-1",
            prompt=r"The Jacobian of $e^{\mathbf{w}} \otimes \mathbf{x}$ by $\mathbf{w}$",
            asks="jacobian",
            function=lambda w, x: np.exp(w) * x,
            wrt="w",
            shapes=TWO,
            mistakes=("elementwise",),
        ),
        answer="answer_1",
        near={"elementwise/diagonal-as-vector": 0.5, "elementwise/filled": 0.25},
    ),
    "part3-difference": Task(
        Question(
            id="part3-2",
            prompt=r"The Jacobian of $\mathbf{w} - \mathbf{x}^3$ by $\mathbf{x}$",
            asks="jacobian",
            function=lambda w, x: w - x**3,
            wrt="x",
            shapes=TWO,
            mistakes=("elementwise",),
        ),
        answer="answer_2",
        near={"elementwise/minus-sign": 0.5, "elementwise/diagonal-as-vector": 0.5},
    ),
    "part3-expansion-vector": Task(
        Question(
            id="part3-3",
            prompt=r"The Jacobian of $z\,\mathbf{x}^2$ by $\mathbf{x}$",
            asks="jacobian",
            function=lambda x, z: z * x**2,
            wrt="x",
            shapes=EXPANDED,
            mistakes=("elementwise", "expansion"),
        ),
        answer="answer_3",
        near={"elementwise/diagonal-as-vector": 0.5},
    ),
    "part3-expansion-scalar": Task(
        Question(
            id="part3-4",
            prompt=r"The Jacobian of $z\,\mathbf{x}^2$ by $z$",
            asks="jacobian",
            function=lambda x, z: z * x**2,
            wrt="z",
            shapes=EXPANDED,
            mistakes=("expansion",),
        ),
        answer="answer_4",
        near={"expansion/by-scalar-row": 0.5, "expansion/by-scalar-diagonal": 0.25},
    ),
    "part3-sum": Task(
        Question(
            id="part3-5",
            prompt=r"The gradient of $\operatorname{sum}(\mathbf{x}^3)$",
            asks="gradient",
            function=lambda x: np.sum(x**3),
            shapes={"x": "n"},
            mistakes=("sum",),
        ),
        answer="answer_5",
        near={"sum/column": 0.5, "sum/not-reduced": 0.25},
    ),
    "part3-shape": Task(
        Question(
            id="part3-6",
            prompt=r"The shape of the derivative of $\operatorname{sum}(\mathbf{x})\,\mathbf{w}$ by $\mathbf{x}$",
            asks="shape",
            function=lambda w, x: np.sum(x) * w,
            wrt="x",
            shapes={"w": "m", "x": "n"},
        ),
        answer="answer_6",
    ),
    "part3-diagonal-code": Task(
        Question(
            id="part3-7",
            prompt=r"The Jacobian of $\tanh(\mathbf{w}) \otimes \mathbf{x}$ by $\mathbf{w}$, as a NumPy function",
            asks="code",
            function=lambda w, x: np.tanh(w) * x,
            wrt="w",
            shapes=TWO,
            mistakes=("elementwise",),
        ),
        answer="jacobian",
        near={"elementwise/diagonal-as-vector": 0.5},
    ),
    "part3-mean-code": Task(
        Question(
            id="part3-8",
            prompt=r"The gradient of $\operatorname{mean}((\mathbf{x} - c)^2)$ by $\mathbf{x}$, as a NumPy function",
            asks="code",
            function=lambda x, c: np.mean((x - c) ** 2),
            wrt="x",
            shapes={"x": "n"},
            mistakes=("sum",),
        ),
        answer="gradient",
        near={"sum/mean-factor": 0.5},
    ),
}
