"""Questions of the chapter "One neuron": no calculus yet."""

import numpy as np

from mcalc_helpers.quiz.question import Line, Option, Question
from mcalc_helpers.quiz.solution_numbers import Lines, Number, affine, hinge

PAGE = "one-neuron"

# The ice-cream neuron.
W = np.array([1.5, -0.8])
B = -0.6


def _affine(sun: float, wind: float) -> float:
    return float(W @ np.array([sun, wind]) + B)


def _parameters(neurons: int, inputs: int) -> int:
    weights, biases = np.zeros((neurons, inputs)), np.zeros(neurons)
    return weights.size + biases.size


def _mean_squared(misses: tuple[float, ...]) -> float:
    return float(np.mean(np.square(misses)))


def _activation(sun: float, wind: float) -> Lines:
    """Calculate what the neuron puts out."""
    z = affine(tuple(W), (sun, wind), B)
    return [("z", z), ("a", hinge(z))]


def _mean_square(*misses: float) -> Number:
    first, *others = (Number(miss) ** 2 for miss in misses)
    return sum(others, first) / len(misses)


QUESTIONS = (
    Question(
        id="neuron-1",
        page=PAGE,
        level=1,
        prompt=r"The stand's neuron has the weights $1.5$ (sun) and $-0.8$ (wind) and the bias $-0.6$. What is its "
        "activation on a day with $2$ hours of sun and wind force $1$?",
        asks="choice",
        options=(
            Option(
                "$1.0$",
                holds=lambda: np.isclose(_affine(2, 1), 1.0),
                says="Here the bias was added once for each input. It is added once, after the terms.",
            ),
            Option("$1.6$", holds=lambda: np.isclose(_affine(2, 1), 1.6)),
            Option(
                "$2.2$",
                holds=lambda: np.isclose(_affine(2, 1), 2.2),
                says="These are the two terms added up. The neuron adds one more number.",
            ),
            Option(
                "$3.2$",
                holds=lambda: np.isclose(_affine(2, 1), 3.2),
                says="Here the wind has *raised* the sales. Its weight is negative, so its term counts against.",
            ),
        ),
        working=lambda: _activation(2, 1),
        hints=(
            "Multiply each input by its own weight first.",
            "There are two terms, $1.5 \\cdot 2$ and $-0.8 \\cdot 1$, and one more number to add.",
            "Add the terms and the bias. Is the result positive? Then the maximum leaves it alone.",
        ),
    ),
    Question(
        id="neuron-2",
        page=PAGE,
        level=1,
        prompt=r"The stand's neuron has the weights $1.5$ (sun) and $-0.8$ (wind) and the bias $-0.6$. What is its "
        r"activation $\max(0, z)$ on a stormy day with $1$ hour of sun and wind force $5$?",
        asks="choice",
        options=(
            Option(
                "$-3.1$",
                holds=lambda: np.isclose(max(0.0, _affine(1, 5)), -3.1),
                says="This is $z$, the affine value. The activation is what comes out of the maximum.",
            ),
            Option("$0$", holds=lambda: max(0.0, _affine(1, 5)) == 0),
            Option(
                "$0.9$",
                holds=lambda: np.isclose(max(0.0, _affine(1, 5)), 0.9),
                says="Here the maximum was taken of each term, so the wind could not count against the sun. It is "
                "taken once, of the whole affine value.",
            ),
            Option(
                "$3.1$",
                holds=lambda: np.isclose(max(0.0, _affine(1, 5)), 3.1),
                says="The sign of $z$ was dropped. The maximum does not turn a negative number round: it picks the "
                "larger one of $0$ and $z$.",
            ),
        ),
        working=lambda: _activation(1, 5),
        hints=(
            "Compute $z$ first: two terms and the bias.",
            "The terms are $1.5$ and $-4$. Which sign does $z$ have?",
            "Now pick the larger one of the two numbers $0$ and $z$.",
        ),
    ),
    Question(
        id="neuron-3",
        page=PAGE,
        level=1,
        prompt="A layer has $3$ neurons, and each of them looks at the same $4$ inputs. How many parameters does "
        "training choose?",
        asks="choice",
        options=(
            Option(
                "$12$",
                holds=lambda: _parameters(3, 4) == 12,
                says="These are the weights alone. Each neuron has one more number of its own.",
            ),
            Option(
                "$13$",
                holds=lambda: _parameters(3, 4) == 13,
                says="Here all neurons share one bias. Each of them has its own.",
            ),
            Option("$15$", holds=lambda: _parameters(3, 4) == 15),
            Option(
                "$19$",
                holds=lambda: _parameters(3, 4) == 19,
                says="Here the inputs were counted too. Training leaves the inputs alone: they are what happened.",
            ),
        ),
        working=lambda: [
            (r"\text{neurons} \cdot (\text{weights} + \text{bias})", Number(3) * (Number(4) + 1))
        ],
        hints=(
            "Count for one neuron first, then multiply.",
            "A neuron has one weight for each input, and how many biases?",
            "One neuron has $4$ weights and $1$ bias. There are $3$ of them.",
        ),
    ),
    Question(
        id="neuron-4",
        page=PAGE,
        level=2,
        prompt="Put the steps in order, from the weather of several days to the loss.",
        asks="order",
        lines=(
            Line("Multiply each input of a day by its weight."),
            Line("Add up the terms of the day."),
            Line("Add the bias."),
            Line("Take the maximum of $0$ and the result: the activation."),
            Line("Subtract the activation from the day's target."),
            Line("Square the difference."),
            Line("Take the average over all days."),
        ),
        hints=(
            "The loss compares, so something must be there to compare first.",
            "The affine value comes first, the activation second, the comparison third.",
            "Squares are taken one day at a time, so the average is the very last step.",
        ),
    ),
    Question(
        id="neuron-5",
        page=PAGE,
        level=2,
        prompt="On three days a neuron misses by $3$, $-3$ and $0$ dozen. What is its mean squared error?",
        asks="choice",
        options=(
            Option(
                "$0$",
                holds=lambda: np.isclose(_mean_squared((3, -3, 0)), 0),
                says="This is the average of the misses: one that is too high hides one that is too low. Square first.",
            ),
            Option(
                "$2$",
                holds=lambda: np.isclose(_mean_squared((3, -3, 0)), 2),
                says="This is the average size of the misses. A big miss should count for more than in proportion: "
                "there is a square in the name.",
            ),
            Option("$6$", holds=lambda: np.isclose(_mean_squared((3, -3, 0)), 6)),
            Option(
                "$9$",
                holds=lambda: np.isclose(_mean_squared((3, -3, 0)), 9),
                says="Here the sum was divided by the days that were missed. A day without a miss counts as a day.",
            ),
            Option(
                "$18$",
                holds=lambda: np.isclose(_mean_squared((3, -3, 0)), 18),
                says="These are the squares added up. There is a mean in the name.",
            ),
        ),
        working=lambda: [("C", _mean_square(3, -3, 0))],
        hints=(
            "The name says what to do, read from right to left: error, squared, mean.",
            "The squares of the misses are $9$, $9$ and $0$.",
            "Divide the sum of the squares by the number of days.",
        ),
    ),
    Question(
        id="neuron-6",
        page=PAGE,
        level=2,
        prompt="Somebody works out by how much $z$ grows when the bias $b$ is turned up by $1$. Which is the first "
        "wrong line?",
        asks="slip",
        function=lambda w1, w2, x1, x2, b: w1 * x1 + w2 * x2 + b,
        wrt="b",
        lines=(
            Line("The affine value is $z = w_1 x_1 + w_2 x_2 + b$."),
            Line(
                r"With a sum sign, that is $z = \sum_{i=1}^{2} (w_i x_i + b)$.",
                lambda: 2,
                says="The bracket has drawn the bias into the sum, where it is added once for each term.",
            ),
            Line("Turning $b$ up by $1$ adds $1$ to each part of the sum.", lambda: 2),
            Line("So $z$ grows by $2$.", lambda: 2),
        ),
        hints=(
            "Count how often $b$ occurs in each line.",
            "Write the sum of a line out in full, and compare it with the line before.",
            "A bracket can change what a sum sign adds up.",
        ),
    ),
    Question(
        id="neuron-7",
        page=PAGE,
        level=3,
        prompt="Take $z = w_1 x_1 + w_2 x_2 + b$. Turn the weight $w_1$ up a little and leave everything else alone. "
        "By how much does $z$ grow for each unit of $w_1$? (Type a formula, such as `2 b`.)",
        asks="partial",
        function=lambda w1, w2, x1, x2, b: w1 * x1 + w2 * x2 + b,
        wrt="w1",
        mistakes=("partial/other-variable", "partial/both-vary", "partial/kept-constant"),
        hints=(
            "Which terms of $z$ does the weight $w_1$ stand in?",
            r"Try it with the stand's numbers: $x_1 = 4$. What does $z$ do when $w_1$ goes from $1.5$ to $2.5$?",
            "The weight multiplies one of the inputs. That input says how strongly it acts.",
        ),
    ),
)
