"""Questions on the Jacobian."""

import numpy as np

from mcalc_helpers.numeric import numerical_jacobian
from mcalc_helpers.quiz.question import Line, Option, Question
from mcalc_helpers.quiz.solution_numbers import Lines, Number

PAGE = "jacobian"


def _map(point: np.ndarray) -> np.ndarray:
    """Return the map that question 5 is about."""
    x, y = point
    return np.array([x * y, x + y**2])


def _jacobian() -> np.ndarray:
    return numerical_jacobian(_map, [2.0, 3.0])


def _is_jacobian(*rows: list[float]) -> bool:
    return bool(np.allclose(_jacobian(), rows, atol=1e-6))


def _map_nearby() -> Lines:
    """Calculate the Jacobian at (2, 3), entry by entry, and how it changes areas."""
    x, y = 2, 3
    by_y = Number(2) * y
    return [
        (r"\frac{\partial}{\partial x} xy = y", Number(y)),
        (r"\frac{\partial}{\partial y} xy = x", Number(x)),
        (r"\frac{\partial}{\partial x} \left(x + y^2\right)", Number(1)),
        (r"\frac{\partial}{\partial y} \left(x + y^2\right) = 2y", by_y),
        (r"\text{area}", Number(y) * by_y.value - Number(x) * 1),
    ]


QUESTIONS = (
    Question(
        id="jacobian-1",
        page=PAGE,
        level=1,
        prompt=(
            r"A layer turns a vector $\mathbf{x}$ of $n$ numbers into a vector $\mathbf{y} = W\mathbf{x}$ "
            r"of $m$ numbers. What is the shape of $\dfrac{\partial \mathbf{y}}{\partial \mathbf{x}}$?"
        ),
        asks="shape",
        function=lambda W, x: W @ x,
        wrt="x",
        shapes={"W": ("m", "n"), "x": "n"},
        hints=(
            "You need no derivative for this. Count what comes out, and count what may move.",
            "Each output has a row, each input a column.",
            r"Outputs by inputs: the length of $\mathbf{y}$ first, then that of $\mathbf{x}$. Type it as "
            r"`a x b`.",
        ),
    ),
    Question(
        id="jacobian-2",
        page=PAGE,
        level=2,
        prompt=(
            r"Let $f(x, y) = x^2y$ and $g(x, y) = x + y^3$. What is the Jacobian of $\begin{bmatrix} f \\ "
            r"g \end{bmatrix}$ "
            "with respect to $x$ and $y$?"
        ),
        asks="jacobian",
        function=lambda x, y: np.stack([x**2 * y, x + y**3]),
        wrt=("x", "y"),
        hints=(
            r"Find the gradient of $f$ and the gradient of $g$. Each is a row of two.",
            r"Stack them: $\nabla f$ is the first row, $\nabla g$ the second.",
            r"Type the matrix row by row: `[[a, b], [c, d]]`, where $a$ is "
            r"$\frac{\partial f}{\partial x}$ and $b$ is $\frac{\partial f}{\partial y}$.",
        ),
    ),
    Question(
        id="jacobian-3",
        page=PAGE,
        level=2,
        prompt=(
            "Two ice-cream stands look at the same sky: $x_1$ hours of sun, wind force $x_2$. Their neurons compute "
            "$z_1 = 1.2x_1 - 0.5x_2 + 0.3$ and $z_2 = 0.7x_1 - 0.1x_2 - 0.4$. What is the Jacobian of "
            r"$\begin{bmatrix} z_1 \\ z_2 \end{bmatrix}$ with respect to $x_1$ and $x_2$?"
        ),
        asks="jacobian",
        function=lambda x_1, x_2: np.stack([1.2 * x_1 - 0.5 * x_2 + 0.3, 0.7 * x_1 - 0.1 * x_2 - 0.4]),
        wrt=("x_1", "x_2"),
        hints=(
            r"Take one stand at a time: how does $z_1$ answer to one hour more of sun? And to one step more of "
            "wind force?",
            r"The biases do not depend on the weather. What is their slope?",
            r"Each stand has a row. The first column belongs to the sun, the second to the wind.",
        ),
    ),
    Question(
        id="jacobian-4",
        page=PAGE,
        level=2,
        prompt=(
            r"A point moves along $\mathbf{y}(t) = \begin{bmatrix} 3t \\ t^2 \\ \sin t \end{bmatrix}$. "
            r"What is $\dfrac{d\mathbf{y}}{dt}$, in numerator layout?"
        ),
        asks="derivative",
        function=lambda t: np.stack([3 * t, t**2, np.sin(t)]),
        wrt="t",
        hints=(
            r"Three outputs and one input. How many rows, how many columns?",
            r"Differentiate each entry by $t$ and leave it where it stands.",
            r"Type a column with semicolons, `[a; b; c]`.",
        ),
    ),
    Question(
        id="jacobian-5",
        page=PAGE,
        level=2,
        prompt=(
            r"The map $\mathbf{f}(x, y) = \begin{bmatrix} xy \\ x + y^2 \end{bmatrix}$ is looked at near "
            r"$(2, 3)$. "
            "Which statements hold there? (More than one may.)"
        ),
        asks="choice",
        options=(
            Option(
                r"Its Jacobian is $\begin{bmatrix} 3 & 2 \\ 1 & 6 \end{bmatrix}$.",
                holds=lambda: _is_jacobian([3, 2], [1, 6]),
            ),
            Option(
                r"Its Jacobian is $\begin{bmatrix} 3 & 1 \\ 2 & 6 \end{bmatrix}$.",
                holds=lambda: _is_jacobian([3, 1], [2, 6]),
                says="Rows and columns are exchanged. The first row must be the gradient of the first output, $xy$.",
            ),
            Option(
                "A small square comes out with about $16$ times its area.",
                holds=lambda: bool(np.isclose(np.linalg.det(_jacobian()), 16, atol=1e-4)),
            ),
            Option(
                r"The step $\mathbf{h}$ moves the output by about $\mathbf{h}^T J$.",
                holds=lambda: bool(np.allclose(_jacobian(), _jacobian().T)),
                says=r"The step stands on the right of the matrix, $J\,\mathbf{h}$: each row of $J$ meets the step "
                "and gives the change of one output.",
            ),
            Option(
                "If only $y$ grows a little, both outputs grow.",
                holds=lambda: bool((_jacobian()[:, 1] > 0).all()),
            ),
        ),
        working=_map_nearby,
        hints=(
            "Find the four slopes first, and put in $x = 2$, $y = 3$.",
            r"A row is one output, a column is one input. Areas grow by the size of the determinant, which is $ps - "
            r"qr$ for the matrix $\begin{bmatrix} p & q \\ r & s \end{bmatrix}$.",
            "Three of the five statements hold.",
        ),
    ),
    Question(
        id="jacobian-6",
        page=PAGE,
        level=3,
        prompt=(
            r"Let $\mathbf{y} = \begin{bmatrix} xyz \\ x + z^2 \end{bmatrix}$. What is its Jacobian with "
            r"respect to $x$, $y$ and $z$, in this order?"
        ),
        asks="jacobian",
        function=lambda x, y, z: np.stack([x * y * z, x + z**2]),
        wrt=("x", "y", "z"),
        hints=(
            "Two outputs and three inputs: two rows, three columns.",
            "In the first row two variables hold still each time, and stay as factors.",
            "The second output does not depend on $y$ at all. What stands in its cell?",
        ),
    ),
    Question(
        id="jacobian-7",
        page=PAGE,
        level=3,
        prompt=(
            r"Someone computes the Jacobian of $\mathbf{y} = \begin{bmatrix} x^2 - y \\ xy \end{bmatrix}$ "
            r"with respect to "
            "$x$ and $y$. Which is the first line that is wrong?"
        ),
        asks="slip",
        function=lambda x, y: np.stack([x**2 - y, x * y]),
        wrt=("x", "y"),
        lines=(
            Line("There are two outputs and two inputs, so the Jacobian is $2 \\times 2$."),
            Line(
                r"$J = \begin{bmatrix} \frac{\partial}{\partial x}(x^2 - y) & \frac{\partial}{\partial "
                r"y}(x^2 - y) \\[1ex] \frac{\partial}{\partial x}(xy) & \frac{\partial}{\partial y}(xy) "
                r"\end{bmatrix}$",
                lambda x, y: [[2 * x, -1], [y, x]],
            ),
            Line(
                r"$J = \begin{bmatrix} 2x & -1 \\ \frac{\partial}{\partial x}(xy) & "
                r"\frac{\partial}{\partial y}(xy) \end{bmatrix}$",
                lambda x, y: [[2 * x, -1], [y, x]],
            ),
            Line(
                r"$J = \begin{bmatrix} 2x & -1 \\ x & y \end{bmatrix}$",
                lambda x, y: [[2 * x, -1], [x, y]],
                says="The entries of the second row have changed places: the slope of $xy$ by $x$ is the *other* "
                "factor.",
            ),
            Line(
                r"So at $(1, 2)$ the Jacobian is $\begin{bmatrix} 2 & -1 \\ 1 & 2 \end{bmatrix}$.",
                lambda x, y: [[2, -1], [1, 2]],
            ),
        ),
        hints=(
            "Check each cell against the line before: which output, and which input?",
            "The first row is the gradient of the first output. Is the second row that of the second?",
            "Pull the width of a rectangle, and the slope of its area is the height.",
        ),
    ),
)
