"""Questions of the chapter "Sum reduction"."""

import numpy as np

from mcalc_helpers.quiz.question import Line, Question

PAGE = "sum-reduction"
VECTOR = {"x": "n"}

QUESTIONS = (
    Question(
        id="sum-1",
        page=PAGE,
        level=1,
        prompt=(
            r"$\mathbf{x}$ has length $n$. What is the shape of $\frac{d}{d\mathbf{x}} "
            r"\operatorname{sum}(\mathbf{x} \otimes \mathbf{x})$?"
        ),
        asks="shape",
        function=lambda x: np.sum(x * x),
        wrt="x",
        shapes=VECTOR,
        hints=(
            "Rows are outputs, columns are inputs.",
            "How many numbers are left when the sum is done?",
            "One output, and $n$ entries that may move.",
        ),
    ),
    Question(
        id="sum-2",
        page=PAGE,
        level=1,
        prompt=(
            r"$\mathbf{x}$ has length $n$. What is $\frac{d}{d\mathbf{x}} \operatorname{sum}(\mathbf{x})$? "
            r"(Type $\vec{1}$ as `ones`, the identity as `I`, and a transpose as `^T`.)"
        ),
        asks="gradient",
        function=lambda x: np.sum(x),
        wrt="x",
        shapes=VECTOR,
        mistakes=("sum",),
        hints=(
            "Push one entry up by one. What does the sum do?",
            "It does so whichever entry is pushed. So all $n$ entries of the derivative are equal.",
            "One output and $n$ inputs make a row: transpose the column of ones.",
        ),
    ),
    Question(
        id="sum-3",
        page=PAGE,
        level=2,
        prompt=(
            r"Every entry of $\mathbf{x}$ (length $n$) is multiplied by the number $c$, and all are added. "
            r"What is $\frac{\partial}{\partial \mathbf{x}} \operatorname{sum}(\mathbf{x} c)$?"
        ),
        asks="gradient",
        function=lambda x, c: np.sum(x * c),
        wrt="x",
        shapes=VECTOR,
        mistakes=("sum",),
        hints=(
            "Move the derivative inside the sum. Which terms move with $x_j$?",
            "Only the term $x_j c$ does, and its slope is $c$. This holds for every $j$.",
            "A row with the same entry $n$ times: a number times `ones^T`.",
        ),
    ),
    Question(
        id="sum-4",
        page=PAGE,
        level=2,
        prompt=(
            r"The same sum, by the factor: what is $\frac{\partial}{\partial c} "
            r"\operatorname{sum}(\mathbf{x} c)$, for $\mathbf{x}$ of length $n$ and a number $c$?"
        ),
        asks="derivative",
        function=lambda x, c: np.sum(x * c),
        wrt="c",
        shapes=VECTOR,
        mistakes=("sum",),
        hints=(
            "One output and one input: the answer is a single number.",
            "Every term $x_i c$ moves with $c$. What is its slope?",
            "Add up the slopes of all $n$ terms.",
        ),
    ),
    Question(
        id="sum-5",
        page=PAGE,
        level=2,
        prompt=(
            r"The neuron computes $z = \sum_i w_i x_i + b$ from $\mathbf{w}$ and $\mathbf{x}$ of length "
            r"$n$. Someone looks for $\frac{\partial z}{\partial b}$. Which line is the first that is "
            "wrong?"
        ),
        asks="slip",
        function=lambda w, x, b: np.sum(w * x) + b,
        wrt="b",
        shapes={"w": "n", "x": "n"},
        lines=(
            Line(r"Only $b$ moves; all $w_i$ and $x_i$ hold still."),
            Line(
                r"Written with one sum sign, $z = \sum_i (w_i x_i + b)$.",
                lambda w, x, b: len(x),
                says="The neuron adds its bias once, after the sum. Inside the bracket it would be added $n$ times.",
            ),
            Line(
                r"Moving the derivative inside the sum, $\frac{\partial z}{\partial b} = \sum_i "
                r"\frac{\partial}{\partial b} (w_i x_i + b)$.",
                lambda w, x, b: len(x),
            ),
            Line(
                r"Each term has slope $1$, so $\frac{\partial z}{\partial b} = n$.",
                lambda w, x, b: len(x),
            ),
        ),
        hints=(
            "Compute $z$ for two terms, $6$ and $-2.4$, and $b = -0.6$. What should come out?",
            "How often does the neuron add its bias?",
            "Find the first line in which the bias is counted once for each term.",
        ),
    ),
    Question(
        id="sum-6",
        page=PAGE,
        level=2,
        prompt=(
            r"Put the steps that lead to $\frac{\partial}{\partial \mathbf{w}} "
            r"\operatorname{sum}(\mathbf{w} \otimes \mathbf{x})$ in order."
        ),
        asks="order",
        lines=(
            Line(r"Write out the sum: $y = \sum_i w_i x_i$."),
            Line(
                r"Move the derivative inside: $\frac{\partial y}{\partial w_j} = \sum_i "
                r"\frac{\partial}{\partial w_j} (w_i x_i)$."
            ),
            Line(
                r"Drop the terms with $i \ne j$, which hold still: $\frac{\partial y}{\partial w_j} = "
                r"\frac{\partial}{\partial w_j} (w_j x_j)$."
            ),
            Line(r"Use the constant factor rule: $\frac{\partial y}{\partial w_j} = x_j$."),
            Line(
                r"Set the $n$ entries side by side: $\frac{\partial y}{\partial \mathbf{w}} = \mathbf{x}^T$."
            ),
        ),
        hints=(
            "Begin with what the notation means, entry by entry.",
            "A derivative can act on a single term only when it stands inside the sum.",
            "The row comes last: it is put together from its entries.",
        ),
    ),
    Question(
        id="sum-7",
        page=PAGE,
        level=3,
        prompt=(
            r"Derive $\frac{\partial}{\partial \mathbf{w}} \operatorname{mean}(\mathbf{w}^2 \otimes "
            r"\mathbf{x})$, where $\mathbf{w}$ and $\mathbf{x}$ have length $n$ and the square is taken of "
            "each entry. (`n` may be used in the answer.)"
        ),
        asks="gradient",
        function=lambda w, x: np.mean(w**2 * x),
        wrt="w",
        shapes={"w": "n", "x": "n"},
        mistakes=("sum",),
        hints=(
            r"The mean is $\frac{1}{n}$ times the sum. Move the derivative inside.",
            r"Term $i$ is $w_i^2 x_i$, and only the term with $i = j$ moves with $w_j$. What is its slope?",
            r"Entry $j$ of the row is $\frac{1}{n}$ times that slope. As a row: $(\dots)^T$ of an "
            "element-wise product.",
        ),
    ),
)
