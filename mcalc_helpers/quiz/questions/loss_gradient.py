"""Questions of the chapter "The gradient of the loss"."""

from typing import Any

import numpy as np

from mcalc_helpers.neuron import neuron_gradients, neuron_loss, train_neuron
from mcalc_helpers.quiz.question import Line, Option, Question

PAGE = "loss-gradient"
BATCH = {"w": "n", "X": ("N", "n"), "b": (), "y": "N"}
PROMPT = (
    r"$C = \frac1N \sum_i \big(y_i - \max(0, z_i)\big)^2$ with $\mathbf{z} = X\mathbf{w} + b\vec{1}$; $X$ is "
    r"$N \times n$, $\mathbf{y}$ and $\mathbf{z}$ have length $N$. "
)
# A neuron that is silent on three days, and what was sold on them.
DEAD: dict[str, Any] = {"w": [-1.0, -2.0], "X": [[4, 3], [1, 6], [3, 2]], "b": -1.0, "y": [5, 0, 3]}


# The worked solutions call the losses as these functions are called.
def _C(w: Any, X: Any, b: Any, y: Any) -> Any:
    z = X @ w + b
    e = z - y  # noqa: F841 - answers may be written with it
    u = np.maximum(0, z)
    v = y - u
    s = v**2
    return np.mean(s)


def C(w: Any, x: Any, y: Any) -> Any:
    """Return the loss of one sample on which the neuron is active, without a bias."""
    e = w @ x - y  # noqa: F841 - answers may be written with it
    return (y - w @ x) ** 2


def _pull(w: Any, X: Any, z: Any, y: Any) -> Any:
    """Return 2/N times the sum over all samples, silent ones included."""
    return 2 / len(y) * (z - y)[np.newaxis, :] @ X


def _masked_pull(w: Any, X: Any, z: Any, y: Any) -> Any:
    """Return 2/N times the sum over the active samples."""
    return 2 / len(y) * ((z - y) * (z > 0))[np.newaxis, :] @ X


QUESTIONS = (
    Question(
        id="loss-1",
        page=PAGE,
        level=1,
        prompt=(
            "A neuron $\\max(0, \\mathbf{w} \\cdot \\mathbf{x} + b)$ is silent on every sample of its data, and not "
            "all targets are zero. What holds? There may be more than one."
        ),
        asks="choice",
        options=(
            Option(
                "The gradient of its loss is exactly zero.",
                holds=lambda: not neuron_gradients(**DEAD)[0].any() and neuron_gradients(**DEAD)[1] == 0,
                says="A sample on which the neuron is silent does not pull, and here none does.",
            ),
            Option(
                "Its loss is zero.",
                holds=lambda: neuron_loss(**DEAD) == 0,
                says="It predicts $0$ for every sample. That is right only where the target is $0$.",
            ),
            Option(
                "More steps of gradient descent with a larger rate wake it up.",
                holds=lambda: not train_neuron(**DEAD, rate=10, steps=100).dead,
                says="Each step subtracts the rate times the gradient, and the gradient is zero: ten times nothing is "
                "nothing.",
            ),
            Option(
                "Its loss is the mean of the squared targets.",
                holds=lambda: bool(np.isclose(neuron_loss(**DEAD), np.mean(np.square(DEAD["y"])))),
                says="With an activation of $0$ each error is as large as the target itself.",
            ),
        ),
        hints=(
            "Silent on every sample: which value has its activation, each time?",
            "Each sample pulls with its error times its input, if the neuron is active for it. Who pulls here?",
            "Put an activation of $0$ into $(y_i - \\max(0, z_i))^2$ and take the mean.",
        ),
    ),
    Question(
        id="loss-2",
        page=PAGE,
        level=1,
        prompt=PROMPT + r"What is the shape of $\frac{\partial C}{\partial \mathbf{w}}$?",
        asks="shape",
        function=_C,
        wrt="w",
        shapes=BATCH,
        hints=(
            "Rows are outputs, columns are inputs. The loss is the output.",
            "How many numbers is the loss? Which of $N$ and $n$ counts the weights?",
            "There is one loss, and there are $n$ weights. The $N$ samples have been added up.",
        ),
    ),
    Question(
        id="loss-3",
        page=PAGE,
        level=2,
        prompt=(
            r"Three days, with a day in each row: $X = \begin{bmatrix} 4 & 1 \\ 1 & 2 \\ 5 & 2 \end{bmatrix}$, "
            r"$\mathbf{y} = (5, 1, 5)$. The neuron has $\mathbf{w} = (1, -1)$ and $b = 0$. What is the gradient "
            r"$\frac{\partial C}{\partial \mathbf{w}}$ of its mean squared loss? (Type numbers: "
            "`[1, 2]` is a row, `[1; 2]` is a column.)"
        ),
        asks="value",
        function=_C,
        wrt="w",
        shapes=BATCH,
        at={"w": [1.0, -1.0], "X": [[4.0, 1.0], [1.0, 2.0], [5.0, 2.0]], "b": 0.0, "y": [5.0, 1.0, 5.0]},
        mistakes=("loss",),
        hints=(
            r"Compute $z_i = \mathbf{w} \cdot \mathbf{x}_i + b$ for each day. On which days is the neuron active?",
            r"Each active day pulls with $e_i\,\mathbf{x}_i^T$, where $e_i = z_i - y_i$. The silent day does not.",
            r"Add the two pulls, then multiply by $\frac{2}{N}$. All three days count in $N$.",
        ),
    ),
    Question(
        id="loss-4",
        page=PAGE,
        level=2,
        prompt=(
            r"The last link of the chain: $C = \frac1N \sum_i v_i^2$, where $\mathbf{v}$ has length $N$. What is "
            r"$\frac{dC}{d\mathbf{v}}$?"
        ),
        asks="gradient",
        function=lambda v: np.mean(v**2),
        wrt="v",
        shapes={"v": "N"},
        mistakes=("sum",),
        hints=(
            "The derivative moves inside the sum. Which terms move with $v_j$?",
            r"Only $v_j^2$ does. Its slope is $2 v_j$, and $\frac1N$ stays in front.",
            "These slopes, one for each of the $N$ inputs of a single output, stand side by side.",
        ),
    ),
    Question(
        id="loss-5",
        page=PAGE,
        level=2,
        prompt=(
            r"One sample, and the neuron is active on it: $C = (y - \mathbf{w} \cdot \mathbf{x})^2$, without a bias; "
            r"$\mathbf{w}$ and $\mathbf{x}$ are columns of length $n$, $y$ is a number. What is the column of the "
            r"weights after *one step* of gradient descent with the learning rate $\eta$? (Type $\eta$ as `eta`. You "
            r"may use the error $e = \mathbf{w} \cdot \mathbf{x} - y$: here `e` is not Euler's number.)"
        ),
        asks="update",
        function=C,
        given=("e",),
        wrt="w",
        shapes={"w": "n", "x": "n", "y": ()},
        hints=(
            r"The step goes from $\mathbf{w}$ against the gradient. What is the gradient of $C$?",
            r"$\frac{\partial C}{\partial \mathbf{w}} = 2\,(\mathbf{w} \cdot \mathbf{x} - y)\,\mathbf{x}^T$, a row. "
            "The weights are a column.",
            r"Transpose it, multiply it by `eta`, and subtract it from `w`.",
        ),
        note=r"Written with the error, that is $\mathbf{w} - 2 \eta e \mathbf{x}$.",
    ),
    Question(
        id="loss-6",
        page=PAGE,
        level=3,
        prompt=PROMPT
        + r"What is $\frac{\partial C}{\partial \mathbf{w}}$? (You may use $\mathbf{z}$, the errors $\mathbf{e} = "
        r"\mathbf{z} - \mathbf{y}$, and `1[z > 0]` for the mask. `*` is the element-wise product, and here `e` is not "
        "Euler's number.)",
        asks="gradient",
        function=_C,
        given=("z", "e"),
        wrt="w",
        shapes=BATCH,
        mistakes=("loss",),
        hints=(
            r"Each active sample pulls with its error $z_i - y_i$ times its input. How are the pulls of all samples "
            "added up by a single product of matrices?",
            "Put the errors into a vector of length $N$, and blank those of the silent samples with the mask. A row of "
            "$N$ numbers times $X$ adds up the rows of $X$.",
            r"Transpose that vector and multiply it by $X$ from the left. Which factor do the square and the mean "
            "leave in front?",
        ),
        note=r"Where a sample counts, $z_i > 0$, the maximum is $z_i$ itself. So with the errors it can be written as "
        r"$\frac{2}{N} (\mathbf{e} \otimes \mathbf{1}[\mathbf{z} > 0])^T X$.",
    ),
    Question(
        id="loss-7",
        page=PAGE,
        level=3,
        prompt=PROMPT
        + r"What is $\frac{\partial C}{\partial b}$? (You may use $\mathbf{z}$, the errors $\mathbf{e} = \mathbf{z} - "
        r"\mathbf{y}$, `1[z > 0]` and `sum(...)`. Here `e` is not Euler's number.)",
        asks="derivative",
        function=_C,
        given=("z", "e"),
        wrt="b",
        shapes=BATCH,
        mistakes=("loss",),
        hints=(
            r"The chain is that of the weights, but for the innermost link: what is $\frac{\partial z_i}{\partial b}$?",
            r"So each active sample pulls with its error alone, and the silent ones do not pull.",
            r"Add up $z_i - y_i$ over the active samples, with the factor that stood before the weights' sum as well.",
        ),
        note=r"Where a sample counts, $z_i > 0$, the maximum is $z_i$ itself. So with the errors it can be written as "
        r"$\frac{2}{N} \mathbf{e} \cdot \mathbf{1}[\mathbf{z} > 0]$.",
    ),
    Question(
        id="loss-8",
        page=PAGE,
        level=3,
        prompt=(
            PROMPT + r"Here is its gradient with respect to $\mathbf{w}$, as one may find it in print, with "
            r"$e_i = z_i - y_i$. Which line is the first that is wrong?"
        ),
        asks="slip",
        function=_C,
        given=("z",),
        wrt="w",
        shapes=BATCH,
        lines=(
            Line(
                r"With $v_i = y_i - \max(0, z_i)$ it is $\frac1N \sum_i 2 v_i \frac{\partial v_i}{\partial "
                r"\mathbf{w}}$, by the chain rule."
            ),
            Line(
                r"$\frac{\partial v_i}{\partial \mathbf{w}}$ is $\vec{0}^T$ if $z_i \le 0$, and $-\mathbf{x}_i^T$ if "
                r"$z_i > 0$. So it is $\frac1N \sum_i$ of $\vec{0}^T$ if $z_i \le 0$, and of $-2 v_i\,\mathbf{x}_i^T$ "
                r"if $z_i > 0$.",
                _masked_pull,
            ),
            Line(
                r"For an active sample $-v_i = e_i$, so it is $\frac2N \sum_i$ of $\vec{0}^T$ if $z_i \le 0$, and of "
                r"$e_i\,\mathbf{x}_i^T$ if $z_i > 0$.",
                _masked_pull,
            ),
            Line(
                r"Taking the cases out of the sum: it is $\vec{0}^T$ if $z_i \le 0$, and $\frac2N \sum_i "
                r"e_i\,\mathbf{x}_i^T$ if $z_i > 0$.",
                _pull,
                says="The condition is asked for each sample by itself, so it belongs inside the sum, where $i$ runs. "
                "Outside of it either every sample is counted, or none is.",
            ),
            Line(
                r"So it is $\vec{0}^T$ or $\frac2N\,\mathbf{e}^T X$.",
                _pull,
            ),
        ),
        hints=(
            "Imagine data on which some samples are active and others silent, and follow one silent sample through "
            "the lines.",
            r"It drops out of the sum in the second line. Is there a line in which it is back?",
            r"A condition with an $i$ in it means something only where $i$ is running.",
        ),
    ),
)
