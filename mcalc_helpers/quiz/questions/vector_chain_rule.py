"""Questions of the chapter "The vector chain rule"."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mcalc_helpers.numeric import numerical_jacobian
from mcalc_helpers.quiz.question import Line, Option, Question

PAGE = "vector-chain-rule"


# --- three functions of two numbers, one after the other, for the order of their Jacobians ---------------------------


def _h(x: Any) -> Any:
    return np.array([x[0] * x[1], x[0] + x[1]])


def _g(h: Any) -> Any:
    return np.array([h[0] ** 2, h[1]])


def _f(g: Any) -> Any:
    return np.array([g[0] - g[1], g[0] * g[1]])


def _is_whole(*order: str) -> bool:
    """Tell whether the Jacobians of f, g and h multiplied in an order give that of f(g(h(x)))."""
    x = np.array([0.7, 1.3])
    factors: dict[str, NDArray[np.float64]] = {
        "h": numerical_jacobian(_h, x),
        "g": numerical_jacobian(_g, _h(x)),
        "f": numerical_jacobian(_f, _g(_h(x))),
    }
    product = factors[order[0]] @ factors[order[1]] @ factors[order[2]]
    whole = numerical_jacobian(lambda x: _f(_g(_h(x))), x)
    return bool(np.allclose(product, whole, rtol=1e-6))


# --- functions of other questions ------------------------------------------------------------------------------------


# The names of the first two are what the worked solutions call their results.
def z(w: Any, x: Any, b: Any) -> Any:
    """Return the affine value of a neuron."""
    u = w * x
    return np.sum(u) + b


def C(W: Any, x: Any) -> Any:
    """Return the sum of the squared entries of W x."""
    u = W @ x
    v = u**2
    return np.sum(v)


def _quadratics_of_a_pair(x: Any) -> Any:
    g = np.stack([x[0] * x[1], x[0] - x[1]])
    return np.stack([g[0] ** 2, g[0] * g[1]])


QUESTIONS = (
    Question(
        id="vectorchain-1",
        page=PAGE,
        level=1,
        prompt=(
            r"$\mathbf{x}$ has length $n$, and $W$ is an $m \times n$ matrix. What is the shape of "
            r"$\dfrac{\partial}{\partial \mathbf{x}} \sin(W\mathbf{x})$, with the sine taken of each entry?"
        ),
        asks="shape",
        function=lambda W, x: np.sin(W @ x),
        wrt="x",
        shapes={"W": ("m", "n"), "x": ("n",)},
        hints=(
            "Rows are outputs, columns are inputs.",
            r"How many numbers are in $W\mathbf{x}$? The sine does not change how many.",
            r"The factors are $m \times m$ (the sine) and $m \times n$ (the matrix).",
        ),
    ),
    Question(
        id="vectorchain-2",
        page=PAGE,
        level=1,
        prompt=(
            r"Which product is the Jacobian of $\mathbf{f}\big(\mathbf{g}(\mathbf{h}(\mathbf{x}))\big)$ by "
            r"$\mathbf{x}$, for any three functions whose sizes fit?"
        ),
        asks="choice",
        options=(
            Option(
                r"$\frac{\partial \mathbf{h}}{\partial \mathbf{x}}\,\frac{\partial \mathbf{g}}{\partial "
                r"\mathbf{h}}\,\frac{\partial \mathbf{f}}{\partial \mathbf{g}}$",
                holds=lambda: _is_whole("h", "g", "f"),
                says="This is the order in which the functions are *computed*. For single numbers it would do; the "
                "product of matrices needs the one that acts first next to the step, on the right.",
            ),
            Option(
                r"$\frac{\partial \mathbf{f}}{\partial \mathbf{g}}\,\frac{\partial \mathbf{g}}{\partial "
                r"\mathbf{h}}\,\frac{\partial \mathbf{h}}{\partial \mathbf{x}}$",
                holds=lambda: _is_whole("f", "g", "h"),
            ),
            Option(
                r"$\frac{\partial \mathbf{g}}{\partial \mathbf{h}}\,\frac{\partial \mathbf{f}}{\partial "
                r"\mathbf{g}}\,\frac{\partial \mathbf{h}}{\partial \mathbf{x}}$",
                holds=lambda: _is_whole("g", "f", "h"),
                says="The first two have changed places. Neighbours must fit: what stands below the line on the left "
                "stands above it on the right.",
            ),
            Option(
                r"$\frac{\partial \mathbf{f}}{\partial \mathbf{g}}\,\frac{\partial \mathbf{h}}{\partial "
                r"\mathbf{x}}\,\frac{\partial \mathbf{g}}{\partial \mathbf{h}}$",
                holds=lambda: _is_whole("f", "h", "g"),
                says="The last two have changed places. Neighbours must fit: what stands below the line on the left "
                "stands above it on the right.",
            ),
        ),
        hints=(
            "Outer on the left.",
            r"A small step of $\mathbf{x}$ stands to the right of the product. Which function meets it first?",
            "Look at neighbouring fractions: the letter below the left one should be the letter above the right one.",
        ),
    ),
    Question(
        id="vectorchain-3",
        page=PAGE,
        level=2,
        prompt=(
            r"The affine part of a neuron is $\mathbf{u} = \mathbf{w} \otimes \mathbf{x}$, then $z = "
            r"\operatorname{sum}(\mathbf{u}) + b$; $\mathbf{w}$ and $\mathbf{x}$ have length $n$. What is "
            r"$\dfrac{\partial z}{\partial \mathbf{x}}$, by the *inputs*?"
        ),
        asks="gradient",
        function=z,
        wrt="x",
        shapes={"w": ("n",), "x": ("n",)},
        mistakes=("vectorchain", "activation/weights-for-inputs"),
        hints=(
            r"Two Jacobians: that of the sum by $\mathbf{u}$, and that of $\mathbf{u}$ by $\mathbf{x}$.",
            r"The sum has the row $\vec{1}^T$. The element-wise product has a diagonal matrix; which vector is on it?",
            r"Multiply the row of ones by that diagonal matrix. The result is a row of length $n$; type a transpose "
            "as `^T`.",
        ),
    ),
    Question(
        id="vectorchain-4",
        page=PAGE,
        level=2,
        prompt=(
            r"Let $\mathbf{g}(\mathbf{x}) = \begin{bmatrix} x_1 x_2 \\ x_1 - x_2 \end{bmatrix}$ and "
            r"$\mathbf{f}(\mathbf{g}) = \begin{bmatrix} g_1^2 \\ g_1 g_2 \end{bmatrix}$. What is the $2 \times 2$ "
            r"Jacobian of $\mathbf{f}(\mathbf{g}(\mathbf{x}))$ by $\mathbf{x}$ at $x_1 = 3$, $x_2 = 2$? Type the "
            "numbers as `[a, b; c, d]`."
        ),
        asks="value",
        function=_quadratics_of_a_pair,
        shapes={"x": (2,)},
        at={"x": [3.0, 2.0]},
        mistakes=("vectorchain",),
        hints=(
            r"Compute $\mathbf{g}$ at the point first: the outer Jacobian is evaluated there.",
            r"$\mathbf{g} = (6, 1)$. The inner Jacobian has the rows $x_2, x_1$ and $1, -1$; the outer one has $2g_1, "
            r"0$ and $g_2, g_1$.",
            "Put in the numbers, and multiply row by column with the outer matrix on the left.",
        ),
    ),
    Question(
        id="vectorchain-5",
        page=PAGE,
        level=2,
        prompt=(
            r"$\mathbf{x}$ has length $n$, and the square and the sine are taken of each entry. What is "
            r"$\dfrac{d}{d\mathbf{x}} \sin(\mathbf{x}^2)$? (An $n \times n$ matrix; type `diag(...)`, and `*` "
            "for the element-wise product.)"
        ),
        asks="jacobian",
        function=lambda x: np.sin(x**2),
        wrt="x",
        shapes={"x": ("n",)},
        mistakes=("vectorchain", "elementwise"),
        hints=(
            "Both functions are element-wise. What does that say about their Jacobians?",
            "Diagonal times diagonal: the entries multiply one by one, as in the chain rule for single numbers.",
            r"On the diagonal stands the derivative of $\sin(x_i^2)$ by $x_i$. Write all of them as `diag(...)`.",
        ),
    ),
    Question(
        id="vectorchain-6",
        page=PAGE,
        level=2,
        prompt=(
            r"$W$ is an $n \times n$ matrix, and $\mathbf{y} = \sin(W\mathbf{x})$, with the sine taken of each entry. "
            "Which is the first line that is wrong?"
        ),
        asks="slip",
        function=lambda W, x: np.sin(W @ x),
        wrt="x",
        shapes={"W": ("n", "n"), "x": ("n",)},
        lines=(
            Line(r"Introduce $\mathbf{u} = W\mathbf{x}$, so that $\mathbf{y} = \sin(\mathbf{u})$."),
            Line(
                r"The two Jacobians are $\frac{\partial \mathbf{u}}{\partial \mathbf{x}} = W$ and $\frac{\partial "
                r"\mathbf{y}}{\partial \mathbf{u}} = \operatorname{diag}(\cos(\mathbf{u}))$."
            ),
            Line(
                r"Going forward from $\mathbf{x}$, $\frac{\partial \mathbf{y}}{\partial \mathbf{x}} = \frac{\partial "
                r"\mathbf{u}}{\partial \mathbf{x}}\,\frac{\partial \mathbf{y}}{\partial \mathbf{u}} = "
                r"W \operatorname{diag}(\cos(\mathbf{u}))$.",
                lambda W, u: W @ np.diag(np.cos(u)),
                says=r"The factors have changed places. A step of $\mathbf{x}$ stands to the right of the product and "
                r"meets $W$ first, so the Jacobian of the sine belongs on the left.",
            ),
            Line(
                r"Substitute back: $\frac{\partial \mathbf{y}}{\partial \mathbf{x}} = "
                r"W \operatorname{diag}(\cos(W\mathbf{x}))$.",
                lambda W, x: W @ np.diag(np.cos(W @ x)),
            ),
        ),
        hints=(
            "Both Jacobians are square, so no shape will give the slip away.",
            "What would be different if these were single numbers? And what for matrices?",
            "Forward and backward say where one begins to multiply. Does either change the order on paper?",
        ),
    ),
    Question(
        id="vectorchain-7",
        page=PAGE,
        level=3,
        prompt=(
            r"$\mathbf{x}$ has length $n$ and $W$ is $m \times n$. Derive $\dfrac{\partial C}{\partial \mathbf{x}}$ of "
            r"$C = \operatorname{sum}\big((W\mathbf{x})^2\big)$, with the square taken of each entry."
        ),
        asks="gradient",
        function=C,
        wrt="x",
        shapes={"W": ("m", "n"), "x": ("n",)},
        mistakes=("vectorchain",),
        hints=(
            r"Introduce $\mathbf{u} = W\mathbf{x}$. What is the row $\frac{\partial C}{\partial \mathbf{u}}$ of the "
            "sum of squares?",
            r"It is $2\mathbf{u}^T$, a $1 \times m$ row. And $\frac{\partial \mathbf{u}}{\partial \mathbf{x}}$ is an "
            r"$m \times n$ matrix that you know.",
            r"Row times matrix, outer on the left, with $W\mathbf{x}$ put back for $\mathbf{u}$. Type it like `(W "
            "x)^T`, with what belongs around it.",
        ),
    ),
)
