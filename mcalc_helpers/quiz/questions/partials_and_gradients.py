"""Questions on partial derivatives and the gradient."""

import numpy as np

from mcalc_helpers.numeric import numerical_jacobian
from mcalc_helpers.quiz.question import Line, Option, Question
from mcalc_helpers.quiz.solution_numbers import Lines, Number

PAGE = "partials-and-gradients"


def _hill(point: np.ndarray) -> float:
    """Return the height of the hillside that question 5 is about."""
    x, y = point
    return float(3 * x**2 * y)


def _stays_level(*step: float) -> bool:
    """Tell whether a small step from (1, 2) keeps the height, as far as the gradient can tell."""
    gradient = numerical_jacobian(_hill, [1.0, 2.0])
    return bool(np.isclose(gradient @ np.array(step), 0.0, atol=1e-6).all())


def _level_step() -> Lines:
    """Calculate the gradient at (1, 2), and its product with the step that keeps the height."""
    x, y = Number(1), Number(2)
    by_x, by_y = Number(6) * x * y, Number(3) * x**2
    return [
        (r"\frac{\partial f}{\partial x} = 6 x y", by_x),
        (r"\frac{\partial f}{\partial y} = 3 x^2", by_y),
        (r"\nabla f \, \mathbf{h}", Number(by_x.value) * 0.1 + Number(by_y.value) * -0.4),
    ]


QUESTIONS = (
    Question(
        id="partials-1",
        page=PAGE,
        level=1,
        prompt=r"Let $f(x, y) = 4x^3y$. What is $\dfrac{\partial f}{\partial x}$?",
        asks="partial",
        function=lambda x, y: 4 * x**3 * y,
        wrt="x",
        hints=(
            r"The letter below the line of the fraction says which variable moves. What does the other one "
            r"do?",
            r"$y$ holds still, so it is a constant, as good as a $7$. How would you differentiate $4x^3 "
            r"\cdot 7$?",
            r"Gather what is constant in front: $4y \cdot x^3$. Then only the power rule for $x^3$ is left.",
        ),
    ),
    Question(
        id="partials-2",
        page=PAGE,
        level=1,
        prompt=r"Let $f(x, y) = x^2y + 5y^3$. What is $\dfrac{\partial f}{\partial x}$?",
        asks="partial",
        function=lambda x, y: x**2 * y + 5 * y**3,
        wrt="x",
        hints=(
            r"There are two terms. Take them one at a time, and ask of each: does it change when only $x$ "
            r"moves?",
            r"In $x^2y$ the $y$ is a constant *factor*. The whole of $5y^3$ is a constant *term*.",
            r"A constant factor stays in front of the derivative; a constant term has the slope $0$.",
        ),
    ),
    Question(
        id="partials-3",
        page=PAGE,
        level=2,
        prompt=(
            "On a day with $4$ hours of sun and wind force $3$ the ice-cream neuron computes "
            "$z(w_1, w_2, b) = 4w_1 + 3w_2 + b$. "
            r"What is its gradient $\begin{bmatrix} \frac{\partial z}{\partial w_1} & \frac{\partial "
            r"z}{\partial w_2} & \frac{\partial z}{\partial b} \end{bmatrix}$?"
        ),
        asks="gradient",
        function=lambda w1, w2, b: 4 * w1 + 3 * w2 + b,
        wrt=("w1", "w2", "b"),
        hints=(
            r"Here the weights and the bias are the variables. The sun and the wind of that day are fixed "
            r"numbers.",
            r"Let only $w_1$ move, by one unit. By how much does $z$ change? Then the same for $w_2$ and "
            r"for $b$.",
            r"Write the three slopes side by side, in the order $w_1$, $w_2$, $b$: a row such as `[2, 7, "
            r"5]`.",
        ),
    ),
    Question(
        id="partials-4",
        page=PAGE,
        level=2,
        prompt=r"Let $f(x, y) = x^2y^3$. What is the gradient $\nabla f$, with the columns in the order $x$, $y$?",
        asks="gradient",
        function=lambda x, y: x**2 * y**3,
        wrt=("x", "y"),
        hints=(
            r"Two variables, so two partial derivatives. Find each with the other variable held still.",
            r"With respect to $x$ the factor $y^3$ is constant; with respect to $y$ the factor $x^2$ is.",
            r"One output and two inputs make one row with two columns. Type it as `[first, second]`.",
        ),
    ),
    Question(
        id="partials-5",
        page=PAGE,
        level=2,
        prompt=(
            r"You stand on the hillside $f(x, y) = 3x^2y$ at $(1, 2)$. Which small step, $\mathbf{h} = "
            r"\begin{bmatrix} h_1 & h_2 \end{bmatrix}^T$, keeps your height, as far as the gradient can tell?"
        ),
        asks="choice",
        options=(
            Option(
                "$h_1 = 0.4$, $h_2 = 0.1$",
                holds=lambda: _stays_level(0.4, 0.1),
                says="This step points along the gradient, which is the steepest way up. Level ground lies elsewhere.",
            ),
            Option(
                "$h_1 = -0.4$, $h_2 = -0.1$",
                holds=lambda: _stays_level(-0.4, -0.1),
                says="This step points against the gradient: straight down the hill, as steeply as can be.",
            ),
            Option("$h_1 = 0.1$, $h_2 = -0.4$", holds=lambda: _stays_level(0.1, -0.4)),
            Option(
                "$h_1 = 0.1$, $h_2 = 0.4$",
                holds=lambda: _stays_level(0.1, 0.4),
                says=r"Multiply it out: the row $\nabla f$ times the column $\mathbf{h}$. Both products have the same "
                "sign here, so they cannot cancel.",
            ),
            Option(
                "$h_1 = 0$, $h_2 = 0.4$",
                holds=lambda: _stays_level(0, 0.4),
                says="Here only $y$ moves, and the height changes by the slope along $y$ times the step. Is that slope "
                "zero at $(1, 2)$?",
            ),
        ),
        working=_level_step,
        hints=(
            r"To first order the height changes by $\nabla f\,\mathbf{h}$, a row times a column.",
            r"Work out the two slopes at $(1, 2)$ first. You need the step for which the two contributions "
            r"cancel.",
            r"A level step is at a right angle to the gradient. Which of the steps is?",
        ),
    ),
    Question(
        id="partials-6",
        page=PAGE,
        level=3,
        prompt=r"Let $f(x, y) = y\,x^2 \sin x$. What is $\dfrac{\partial f}{\partial x}$?",
        asks="partial",
        function=lambda x, y: y * (x**2 * np.sin(x)),
        wrt="x",
        hints=(
            r"$y$ is a constant factor. What is left is a product of two functions of $x$.",
            r"The product rule: differentiate one factor and keep the other, then the other way round, and "
            r"add.",
            r"The factors are $x^2$, with the slope $2x$, and $\sin x$, with the slope $\cos x$. Keep $y$ "
            r"in front of both "
            "terms.",
        ),
    ),
    Question(
        id="partials-7",
        page=PAGE,
        level=3,
        prompt=r"Someone differentiates $f(x, y) = x^2y + y^2$. Which is the first line that is wrong?",
        asks="slip",
        function=lambda x, y: x**2 * y + y**2,
        wrt=("x", "y"),
        lines=(
            Line(r"The gradient has one row and two columns, first that of $x$, then that of $y$."),
            Line(
                r"$\nabla f = \begin{bmatrix} \frac{\partial}{\partial x} x^2y + \frac{\partial}{\partial "
                r"x} y^2 & \frac{\partial}{\partial y} x^2y + \frac{\partial}{\partial y} y^2 "
                r"\end{bmatrix}$",
                lambda x, y: [2 * x * y, x**2 + 2 * y],
            ),
            Line(
                r"$\nabla f = \begin{bmatrix} 2xy + 2y & \frac{\partial}{\partial y} x^2y + 2y "
                r"\end{bmatrix}$",
                lambda x, y: [2 * x * y + 2 * y, x**2 + 2 * y],
                says="In the first column only $x$ moves. The term $y^2$ holds still, so its slope there is not $2y$.",
            ),
            Line(
                r"$\nabla f = \begin{bmatrix} 2y(x + 1) & x^2 + 2y \end{bmatrix}$",
                lambda x, y: [2 * y * (x + 1), x**2 + 2 * y],
            ),
        ),
        hints=(
            r"Compare each line with the one before. What was differentiated, and with respect to what?",
            r"In the first column only $x$ moves. Check each term of it.",
            r"What does the term $y^2$ do while $x$ moves?",
        ),
    ),
)
