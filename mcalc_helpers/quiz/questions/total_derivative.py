"""Questions of the chapter "The total derivative"."""

import numpy as np

from mcalc_helpers.derivation import derive
from mcalc_helpers.quiz.question import Line, Option, Question

PAGE = "total-derivative"


def _paths() -> int:
    """Return how many paths lead from x to the result of question 1."""
    return len(derive(lambda x: x + x**2 * np.sin(x)).chain.paths())


QUESTIONS = (
    Question(
        id="total-1",
        page=PAGE,
        level=1,
        prompt=r"How many paths lead from $x$ to $y$ in $y = x + x^2 \sin(x)$, with $x^2$ as one operation?",
        asks="choice",
        options=(
            Option("1", holds=lambda: _paths() == 1, says="One path would mean that $x$ is used once."),
            Option(
                "2",
                holds=lambda: _paths() == 2,
                says="Two terms are added, but in the second one $x$ is used more than once.",
            ),
            Option(
                "3",
                holds=lambda: _paths() == 3,
                says="They lead from $x$ straight to the sum; to $x^2$, and by the product to the sum; to $\\sin(x)$, "
                "and by the product to the sum.",
            ),
            Option(
                "4",
                holds=lambda: _paths() == 4,
                says="The two factors of $x^2 \\sin(x)$ meet in one product and do not multiply the paths. Count the "
                "places where $x$ is written.",
            ),
        ),
        hints=(
            "Draw a box for each value and an arrow for each use.",
            "Which operations take $x$ itself as an argument?",
            "The sum takes it, the square takes it, and the sine takes it. Does each arrow go on to $y$ in one way?",
        ),
    ),
    Question(
        id="total-2",
        page=PAGE,
        level=1,
        prompt=(
            r"Let $y = x\,u$ with $u = \ln(x)$. Which is the *partial* derivative $\dfrac{\partial y}{\partial x}$ "
            "of the last operation?"
        ),
        asks="choice",
        function=lambda x, u: x * u,
        wrt="x",
        mistakes=(),  # each option says what it is
        options=(
            Option("$u$", lambda u: u),
            Option(
                "$u + 1$",
                lambda u: u + 1,
                says=r"That is the *total* derivative $\frac{dy}{dx}$: here $u$ has moved along with $x$. In a partial "
                "derivative it holds still.",
            ),
            Option(
                "$x$",
                lambda x: x,
                says=r"That is $\frac{\partial y}{\partial u}$: there $u$ moves, and $x$ holds still.",
            ),
            Option(
                "$1$",
                lambda: 1.0,
                says=r"$1$ is the contribution $\frac{\partial y}{\partial u}\frac{du}{dx} = x \cdot \frac1x$ of the "
                "way through $u$. The question is about the direct one.",
            ),
        ),
        hints=(
            "Partial: only one argument of the product moves.",
            "Hold $u$ still, as if it were a $7$. What is the slope of $7x$?",
            "The other factor is what remains.",
        ),
    ),
    Question(
        id="total-3",
        page=PAGE,
        level=2,
        prompt=r"What is $\dfrac{d}{dx}\,\big(x \sin(x)\big)$?",
        asks="derivative",
        function=lambda x: x * np.sin(x),
        mistakes=("total", "partial/product-of-derivatives", "chain/intermediate-left-in"),
        hints=(
            r"With $u = \sin(x)$ it is $y = x\,u$. In how many ways does $x$ reach $y$?",
            r"The direct path gives $\frac{\partial y}{\partial x}$, the other one $\frac{\partial y}{\partial "
            r"u}\frac{du}{dx}$.",
            r"The partial derivatives of a product are the other factors: $u$ and $x$. Add the two contributions.",
        ),
    ),
    Question(
        id="total-4",
        page=PAGE,
        level=2,
        prompt=r"What is $\dfrac{d}{dx} \exp(x + x^3)$?",
        asks="derivative",
        function=lambda x: np.exp(x + x**3),
        mistakes=("total", "chain/intermediate-left-in"),
        hints=(
            "The exponential is done last and has one argument. What about the sum inside it?",
            r"With $u_1 = x^3$ and $u_2 = x + u_1$: find $\frac{du_2}{dx}$, the total one, first.",
            r"$\frac{du_2}{dx}$ has two terms, $1$ and $3x^2$. It is multiplied by the slope of the exponential at "
            "$u_2$.",
        ),
    ),
    Question(
        id="total-5",
        page=PAGE,
        level=2,
        prompt=(
            "The weight $w$ of the sun serves on two days, with four and with two hours of sun. Their squared "
            r"misses add up to $C = \big(5 - (4w - 3)\big)^2 + \big(2 - (2w - 1.4)\big)^2$. What is the number "
            r"$\dfrac{dC}{dw}$ at $w = 1.5$?"
        ),
        asks="value",
        function=lambda w: (5 - (4 * w - 3)) ** 2 + (2 - (2 * w - 1.4)) ** 2,
        at={"w": 1.5},
        mistakes=("total",),
        hints=(
            "Two paths lead from $w$ to $C$, one for each day. Go along each of them with numbers.",
            "At $w = 1.5$ the first day misses $2$ dozen and the second $0.4$. What are the links of each path?",
            "Each path: twice what is missing, times $-1$, times the hours of sun of that day. Then add the two.",
        ),
    ),
    Question(
        id="total-6",
        page=PAGE,
        level=2,
        prompt=(
            r"To differentiate $y = \sin(x + x^2)$, someone introduces $u_1 = x^2$ and $u_2 = x + u_1$. Which is "
            "the first line that is wrong?"
        ),
        asks="slip",
        function=lambda x: np.sin(x + x**2),
        lines=(
            Line(r"The sine has one argument, so $\frac{dy}{dx} = \frac{dy}{du_2}\,\frac{du_2}{dx}$."),
            Line(
                r"Its slope is the cosine: $\frac{dy}{dx} = \cos(u_2)\,\frac{du_2}{dx}$.",
                lambda x, u2: np.cos(u2) * (1 + 2 * x),
            ),
            Line(
                r"In $u_2 = x + u_1$ the slope for $x$ is $1$, so $\frac{dy}{dx} = \cos(u_2) \cdot 1$.",
                lambda u2: np.cos(u2),
                says="$1$ is the *partial* derivative of $u_2$, with $u_1$ held still. But $u_1$ moves along with "
                "$x$, and so the *total* derivative belongs here.",
            ),
            Line(
                r"Substitute back: $\frac{dy}{dx} = \cos(x + x^2)$.",
                lambda x: np.cos(x + x**2),
            ),
        ),
        hints=(
            "Watch the d's: which derivatives are total, and which are partial?",
            r"What is $\frac{\partial u_2}{\partial x}$, and what is $\frac{du_2}{dx}$?",
            r"One line has put the partial derivative of $u_2$, with $u_1$ held still, where the total one belongs.",
        ),
    ),
    Question(
        id="total-7",
        page=PAGE,
        level=3,
        prompt=r"Derive $\dfrac{d}{dx}\,\big(x \exp(x^2)\big)$.",
        asks="derivative",
        function=lambda x: x * np.exp(x**2),
        mistakes=("total", "partial/product-of-derivatives", "chain/intermediate-left-in"),
        hints=(
            r"Let $u_1 = x^2$, $u_2 = \exp(u_1)$ and $y = x\,u_2$. Which paths lead from $x$ to $y$?",
            r"The direct path has one link. The long one has three: $\frac{\partial y}{\partial u_2}$, "
            r"$\frac{du_2}{du_1}$, $\frac{du_1}{dx}$.",
            r"Direct: $u_2$. Long: $x \cdot \exp(u_1) \cdot 2x$. Add them and substitute back.",
        ),
    ),
)
