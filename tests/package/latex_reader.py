"""Read the LaTeX of a derivation back as numbers: what is printed must have the value that is computed.

A small recursive-descent reader of the notation of `mcalc_helpers.writers`, written from the notation and not from the
writers. Scalars are floats, vectors have one axis, and what is transposed or a matrix has two.
"""

import re
from typing import Any

import numpy as np

TOKEN = re.compile(r"\\operatorname\{\w+\}|\\[A-Za-z]+|\\[|,]|\d+\.?\d*(?:e-?\d+)?|[A-Za-z]|\S")
FUNCTIONS = {
    r"\exp": np.exp,
    r"\ln": np.log,
    r"\sin": np.sin,
    r"\cos": np.cos,
    r"\tan": np.tan,
    r"\tanh": np.tanh,
    r"\sinh": np.sinh,
    r"\cosh": np.cosh,
    r"\operatorname{sign}": np.sign,
    r"\operatorname{sum}": np.sum,
    r"\operatorname{cumsum}": np.cumsum,
    r"\operatorname{diag}": np.diag,
}
PAIRS = {r"\max": np.maximum, r"\min": np.minimum, r"\operatorname{where}": np.where}
RELATIONS = {
    ">": np.greater,
    "<": np.less,
    r"\ge": np.greater_equal,
    r"\le": np.less_equal,
    "=": np.equal,
    r"\ne": np.not_equal,
}
CLOSING = frozenset(
    {")", "]", "}", "+", "-", ",", "&", r"\right", r"\end", r"\otimes", r"\oslash", r"\cdot", *RELATIONS}
)


class Reader:
    """Reads one formula, given the values of its names and the length of vectors of ones and unit vectors."""

    def __init__(self, text: str, names: dict[str, Any], length: int) -> None:
        text = text.replace(r"\left|", r"\abs ").replace(r"\right|", r"\endabs ")
        self.tokens = TOKEN.findall(text.replace(r"\,", " ").replace(r"\\", r"\newrow "))
        self.at = 0
        self.names = names
        self.length = length

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, expected: str | None = None) -> str:
        token = self.peek()
        assert expected is None or token == expected, (
            f"{expected} expected, {token} found: {self.tokens[self.at :]}"
        )
        self.at += 1
        return token

    def read(self) -> Any:
        value = self.sum()
        assert not self.peek(), self.tokens[self.at :]
        return value

    def sum(self) -> Any:
        sign = -1.0 if self.peek() == "-" else 1.0
        if self.peek() == "-":
            self.take()
        total = sign * self.product()
        while self.peek() in ("+", "-"):
            sign = 1.0 if self.take() == "+" else -1.0
            total = add(total, sign * self.product())
        return total

    def product(self) -> Any:
        """Read factors side by side, and the element-wise operators between groups of them."""
        value = self.run()
        while self.peek() in (r"\otimes", r"\oslash", r"\cdot"):
            operator, other = self.take(), self.run()
            if operator == r"\cdot" and np.ndim(value) == np.ndim(other) == 1:
                value = value @ other
            elif operator == r"\oslash":
                value = value / other
            else:
                value = value * other
        return value

    def run(self) -> Any:
        """Multiply factors side by side, from the right, so that a chain of matrices meets its vector first."""
        factors = [self.power()]
        while (
            self.peek()
            and self.peek() not in CLOSING
            and self.peek() not in (r"\newrow", r"\endabs", r"\rVert")
        ):
            factors.append(self.power())
        value = factors[-1]
        for factor in reversed(factors[:-1]):
            value = beside(factor, value)
        return value

    def power(self) -> Any:
        value = self.atom()
        while self.peek() in ("^", "_"):
            if self.take() == "_":
                value = value[int(self.group_text()) - 1]
            elif self.peek() == "T":
                self.take()
                value = value[np.newaxis, :] if np.ndim(value) == 1 else value.T
            else:
                self.take("{")
                exponent = self.sum()
                while self.peek() == "/":
                    self.take()
                    exponent = exponent / self.sum()
                self.take("}")
                value = value**exponent
        return value

    def group_text(self) -> str:
        self.take("{")
        text = ""
        while self.peek() != "}":
            text += self.take()
        self.take("}")
        return text

    def braces(self) -> Any:
        self.take("{")
        value = self.sum()
        self.take("}")
        return value

    def parenthesised(self) -> list[Any]:
        stretched = self.peek() == r"\left"
        if stretched:
            self.take()
        self.take("(")
        values = [self.sum()]
        while self.peek() == ",":
            self.take()
            values.append(self.sum())
        if stretched:
            self.take(r"\right")
        self.take(")")
        return values

    def condition(self) -> Any:
        left = self.sum()
        relation = RELATIONS[self.take()]
        return relation(left, self.sum()) * 1.0

    def atom(self) -> Any:
        token = self.peek()
        if token in ("(", r"\left"):
            if token == r"\left" and self.tokens[self.at + 1] == r"\lVert":
                self.at += 2
                value = np.linalg.norm(self.sum())
                self.take(r"\right")
                self.take(r"\rVert")
                return value
            return self.parenthesised()[0]
        self.take()
        if re.fullmatch(r"[\d.]+(e-?\d+)?", token):
            return float(token)
        if token == r"\frac":
            return self.braces() / self.braces()
        if token == r"\sqrt":
            return np.sqrt(self.braces())
        if token == r"\abs":
            value = np.abs(self.sum())
            self.take(r"\endabs")
            return value
        if token == r"\operatorname{tril}":
            self.parenthesised()
            return np.tri(self.length)
        if token in FUNCTIONS:
            return FUNCTIONS[token](self.parenthesised()[0])
        if token in PAIRS:
            return PAIRS[token](*self.parenthesised())
        if token == r"\mathbf" and self.peek() == "{" and self.tokens[self.at + 1] == "1":
            self.group_text()
            self.take("[")
            value = self.condition()
            self.take("]")
            return value
        if token in (r"\mathbf", r"\mathit", r"\boldsymbol"):
            return self.named(self.group_text())
        if token == r"\vec":
            return self.marked(self.group_text())
        if token == r"\begin":
            return self.environment(self.group_text())
        return np.eye(self.length) if token == "I" else self.named(token)

    def named(self, letters: str) -> Any:
        """Look up a name; a subscript is part of the name if there is such a name, and an index otherwise."""
        if self.peek() == "_" and letters + self.tokens[self.at + 2] in self.names:
            self.take()
            letters += self.group_text()
        return self.names[letters]

    def marked(self, letter: str) -> Any:
        if letter == "e":
            self.take("_")
            return np.eye(self.length)[int(self.group_text()) - 1]
        return np.full(self.length, float(letter))

    def environment(self, name: str) -> Any:
        rows = [[self.sum()]]
        while self.peek() in ("&", r"\newrow"):
            if self.take() == r"\newrow":
                rows.append([])
            if self.peek() == r"\text":
                self.take()
                word = self.group_text()
                rows[-1].append(self.condition() if word == "if" else 1.0)
            else:
                rows[-1].append(self.sum())
        self.take(r"\end")
        self.group_text()
        if name == "cases":
            return next(value for value, holds in rows if holds)
        if np.ndim(rows[0][0]):
            return np.vstack([row[0] for row in rows])
        matrix = np.array(rows, dtype=float)
        return matrix[:, 0] if matrix.shape[1] == 1 else matrix


def add(left: Any, right: Any) -> Any:
    """Add; unlike NumPy, never a row to a column, nor a scalar to a vector."""
    assert np.shape(left) == np.shape(right), (np.shape(left), np.shape(right))
    return left + right


def beside(left: Any, right: Any) -> Any:
    """Multiply what stands side by side: scalars scale, a column before a row is an outer product, else ``@``."""
    if not np.ndim(left) or not np.ndim(right):
        return left * right
    if np.ndim(left) == 1:
        return left[:, np.newaxis] @ right
    product = left @ right
    return product[0] if np.ndim(right) == 1 and np.shape(left)[0] == 1 else product


def read(text: str, names: dict[str, Any], length: int) -> Any:
    """Return the value of a formula."""
    return Reader(text, names, length).read()
