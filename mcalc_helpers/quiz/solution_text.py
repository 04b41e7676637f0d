"""Numbers, vectors and the names of rules, as worked solutions write them."""

import re
from collections.abc import Iterable

import numpy as np

from mcalc_helpers.quiz.evaluate import Array
from mcalc_helpers.quiz.question import Question
from mcalc_helpers.rules import Rule

_LETTER = r"(?:\\mathbf\{[A-Za-z]\}|[A-Za-z](?:_\{?\d\}?)?)"
_IN_A_FRACTION = re.compile(rf"frac\{{(?:\\partial ?|d)({_LETTER})\}}\{{")
_DEFINED = re.compile(rf"\$({_LETTER})(?:\([^$=]*?\))?\s*=")
_ENDINGS = {"sin": "e", "cos": "ine", "tan": "gent"}
_WORDS = re.compile(r"\b(?:sin|cos|tan)$")


def number(value: float) -> str:
    """Write a number as LaTeX, with at most six significant digits.

    Examples
    --------
    >>> number(3.0), number(-0.25), number(1e-12)
    ('3', '-0.25', '10^{-12}')
    """
    text = f"{value + 0.0:.6g}"
    if "e" not in text:
        return text
    digits, exponent = text.split("e")
    power = f"10^{{{int(exponent)}}}"
    return power if digits == "1" else rf"{digits} \cdot {power}"


def matrix(value: Array) -> str:
    r"""Write an array of numbers as LaTeX; a single one without brackets.

    Examples
    --------
    >>> print(matrix(np.array([[1.0, 2.0]])))
    \begin{bmatrix} 1 & 2 \end{bmatrix}
    """
    if value.size == 1:
        return number(value.item())
    rows = r" \\ ".join(" & ".join(map(number, row)) for row in np.atleast_2d(value))
    return rf"\begin{{bmatrix}} {rows} \end{{bmatrix}}"


def vector(value: Array) -> str:
    """Write a vector's numbers in round brackets, as the prompts do; a matrix and a scalar as `matrix` does.

    Examples
    --------
    >>> vector(np.array([3.0, -1.0])), vector(np.array(2.0))
    ('(3, -1)', '2')
    """
    return f"({', '.join(map(number, value))})" if value.ndim == 1 else matrix(value)


def shown_rules(rules: Iterable[Rule]) -> str:
    """Name rules beside a formula.

    Examples
    --------
    >>> from mcalc_helpers.rules import RULES
    >>> shown_rules([RULES["sin", ("vector",)], RULES["power", ("scalar", "constant")]])
    'element-wise sine, power rule'
    """
    return ", ".join(
        dict.fromkeys(_WORDS.sub(lambda found: f"{found[0]}{_ENDINGS[found[0]]}", r.name) for r in rules)
    )


def rule_names(rules: Iterable[Rule]) -> str:
    """Name rules in a sentence.

    Examples
    --------
    >>> from mcalc_helpers.rules import RULES
    >>> rule_names([RULES["sin", ("scalar",)]]), rule_names([RULES["power", ("scalar", "constant")]])
    ('the rule "sine"', 'the power rule')
    """
    names = shown_rules(rules).split(", ")
    return " and ".join(f"the {name}" if name.endswith("rule") else f'the rule "{name}"' for name in names)


def defined_names(question: Question) -> list[str]:
    r"""Return what the prompt defines, as LaTeX, in order.

    Examples
    --------
    >>> defined_names(Question("a-1", "Let $f(x, y) = xy$ and $g(x, y) = y$.", "partial", lambda x, y: x * y, "x"))
    ['f', 'g']
    """
    return list(_DEFINED.findall(question.prompt))


def output_names(question: Question) -> list[str]:
    r"""Return what a question may call what it differentiates, as LaTeX, the likeliest name first.

    Examples
    --------
    >>> output_names(Question("a-1", r"Let $f(x) = 2x$. What is $\frac{df}{dx}$?", "derivative", lambda x: 2 * x))
    ['f', 'f']
    >>> output_names(Question("a-1", r"What is $\frac{d}{dx} 2x$?", "derivative", lambda x: 2 * x))
    []
    """
    lines = " ".join(line.text for line in question.lines)
    return [
        name
        for text in (question.prompt, lines)
        for pattern in (_IN_A_FRACTION, _DEFINED)
        for name in pattern.findall(text)
    ]
