"""Questions of the chapter "Scalar derivative rules"."""

import numpy as np

from mcalc_helpers.quiz.question import Line, Question

PAGE = "scalar-rules"

QUESTIONS = (
    Question(
        id="scalar-1",
        page=PAGE,
        level=1,
        prompt=r"Which rule is applied first to find $\frac{d}{dx}\, x^2 \sin(x)$?",
        asks="rule",
        function=lambda x: x**2 * np.sin(x),
        hints=(
            "Ask which operation is carried out last when you compute the value.",
            "First $x^2$ and $\\sin(x)$ are there, each on its own. What joins them?",
            "There is an invisible dot between the two.",
        ),
    ),
    Question(
        id="scalar-2",
        page=PAGE,
        level=1,
        prompt=r"What is $\frac{d}{dx}\, (3x^4 + 7)$?",
        asks="derivative",
        function=lambda x: 3 * x**4 + 7,
        hints=(
            "Take the two terms one at a time: the derivative of a sum is the sum of the derivatives.",
            "The $3$ may wait outside. What happens to the exponent $4$, and what happens to the $7$?",
            r"A constant does not change. And $\frac{d}{dx}\, x^n = n x^{n-1}$ with $n = 4$.",
        ),
    ),
    Question(
        id="scalar-3",
        page=PAGE,
        level=2,
        prompt=r"What is $\frac{d}{dx}\, 5\,(x^2 - 4x)$?",
        asks="derivative",
        function=lambda x: 5 * (x**2 - 4 * x),
        hints=(
            "The operator passes over constants and spreads over differences.",
            r"That leaves $5 \big( \frac{d}{dx}\, x^2 - \frac{d}{dx}\, 4x \big)$.",
            "Two small derivatives, by the power rule and the constant factor rule; then multiply by $5$.",
        ),
    ),
    Question(
        id="scalar-4",
        page=PAGE,
        level=2,
        prompt=r"What is $\frac{d}{dx}\, x^2 \sin(x)$?",
        asks="derivative",
        function=lambda x: x**2 * np.sin(x),
        hints=(
            "Two factors, both of them move.",
            "Let one factor move at a time and keep the other as it is. That makes two terms.",
            r"One term is $x^2$ times the derivative of $\sin(x)$. The other is the same with the roles exchanged.",
        ),
    ),
    Question(
        id="scalar-5",
        page=PAGE,
        level=2,
        prompt=r"What is $\frac{d}{dx}\, e^{x^2}$?",
        asks="derivative",
        function=lambda x: np.exp(x**2),
        mistakes=("chain", "partial/power-rule-for-exponential"),
        hints=(
            "There is a function inside a function. Give the inner one a name.",
            r"With $u = x^2$ there are two slopes: $\frac{d}{du}\, e^u$ and $\frac{du}{dx}$.",
            "Multiply the two slopes, then put $x^2$ back in the place of $u$.",
        ),
    ),
    Question(
        id="scalar-6",
        page=PAGE,
        level=2,
        prompt="Somebody wants the derivative of $f(x) = x + x^2$, to use it at $x = 1$. Which is the first wrong "
        "line?",
        asks="slip",
        function=lambda x: x + x**2,
        lines=(
            Line("Let $x$ grow by $1$. The value grows from $x + x^2$ to $(x + 1) + (x + 1)^2$."),
            Line("The difference of the two is $2 + 2x$."),
            Line(
                r"So $\frac{df}{dx} = 2 + 2x$.",
                lambda x: 2 + 2 * x,
                says="That is the change over a whole step of $1$, on which the slope itself changes. The derivative "
                "is the slope at the point: what the change per unit tends to as the step becomes ever smaller.",
            ),
            Line(r"At $x = 1$ the derivative is $4$.", lambda x: 2 + 2 * x),
        ),
        hints=(
            "Check each line with $x = 1$: from $2$ to $6$ is a change of $4$.",
            "What was computed is a change over a step. How long was the step?",
            "Compare with the sum rule and the power rule. Which line first says something else?",
        ),
    ),
    Question(
        id="scalar-7",
        page=PAGE,
        level=3,
        prompt=r"What is $\frac{d}{dx}\, \frac{e^x}{x}$, for $x > 0$?",
        asks="derivative",
        function=lambda x: np.exp(x) / x,
        hints=(
            "It is a quotient: a product of $e^x$ and $x^{-1}$, if you prefer.",
            r"With $f = e^x$ and $g = x$ you need $\frac{df}{dx}$ and $\frac{dg}{dx}$.",
            r"Put them into $\frac{1}{g^2} \big( \frac{df}{dx}\, g - f\, \frac{dg}{dx} \big)$, and mind the order.",
        ),
    ),
    Question(
        id="scalar-8",
        page=PAGE,
        level=3,
        prompt=r"On a day with $2$ hours of sun the neuron predicts $2w - 1$, and $4$ dozen are sold. That is $5 - 2w$ "
        r"more, so the loss of the day is $C(w) = (5 - 2w)^2$. What is $\frac{dC}{dw}$ at $w = 1.5$?",
        asks="value",
        function=lambda w: (5 - 2 * w) ** 2,
        at={"w": 1.5},
        mistakes=("chain/inner-missing", "chain/inner-only", "chain/sum-of-links", "chain/some-links"),
        hints=(
            "The outer function is a square, the inner one is what is left to the target.",
            r"With $u = 5 - 2w$ you need $\frac{du}{dw}$ and $\frac{dC}{du}$.",
            r"At $w = 1.5$ the inner value is $u = 2$. Mind the sign of $\frac{du}{dw}$.",
        ),
    ),
)
