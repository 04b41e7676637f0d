"""Small formulas for figures: a SymPy expression in the markup that the bundle sets.

The markup is plain text in which single letters are variables, longer words are functions, ``_{...}`` is a subscript,
``^{...}`` a superscript and ``@x`` a bold vector.
"""

import re

import sympy as sp
from sympy.printing.precedence import PRECEDENCE, precedence
from sympy.printing.printer import Printer

THIN_SPACE = "\u2009"
# Thin too, but no line ends there.
UNBROKEN_SPACE = "\u202f"
# Keeps letters apart that are no word.
INVISIBLE_TIMES = "\u2062"
GREEK = dict(
    zip(
        [
            "alpha",
            "beta",
            "gamma",
            "delta",
            "epsilon",
            "zeta",
            "eta",
            "theta",
            "kappa",
            "lambda",
            "mu",
            "nu",
            "xi",
            "pi",
            "rho",
            "sigma",
            "tau",
            "phi",
            "chi",
            "psi",
            "omega",
        ],
        "αβγδεζηθκλμνξπρστφχψω",
        strict=True,
    )
)


def name_markup(name: str) -> str:
    """Return the markup of a variable's name: ``x1``, ``x_1`` and ``theta`` as the text sets them.

    Examples
    --------
    >>> name_markup("x1"), name_markup("w_12"), name_markup("theta")
    ('x_{1}', 'w_{12}', 'θ')
    """
    match = re.fullmatch(r"([^\W\d_]+)_?\{?(\w+?)?\}?", name)
    if match is None:
        return name
    stem, index = match.groups()
    if index is None or "_" in index or (not index.isdigit() and f"{stem}_" not in name):
        return GREEK.get(name, name)
    return f"{GREEK.get(stem, stem)}_{{{index}}}"


def _decimal(number: sp.Rational) -> str | None:
    """Return a number of few decimals as its author wrote it, 1.4 and not 7/5; halves and quarters stay fractions."""
    return f"{float(number):g}" if number.q % 5 == 0 and 1000 % number.q == 0 else None


class _MarkupPrinter(Printer):  # type: ignore[misc]
    """Prints the way a textbook line reads: 3x²y, sin(x)/x, max(0, z)."""

    def _wrapped(self, e: sp.Basic, level: int) -> str:
        text = str(self._print(e))
        return f"({text})" if precedence(e) < level else text

    def emptyPrinter(self, expr: sp.Basic) -> str:
        return str(expr)

    def _print_Symbol(self, e: sp.Symbol) -> str:
        return name_markup(e.name)

    def _print_Float(self, e: sp.Float) -> str:
        return f"{float(e):.4g}".replace("-", "−")

    def _print_Integer(self, e: sp.Integer) -> str:
        return str(int(e)).replace("-", "−")

    def _print_Rational(self, e: sp.Rational) -> str:
        return (_decimal(e) or f"{e.p}/{e.q}").replace("-", "−")

    def _print_Pi(self, e: sp.Expr) -> str:
        return "π"

    def _print_Exp1(self, e: sp.Expr) -> str:
        return "e"

    def _print_Add(self, e: sp.Add) -> str:
        first, *others = e.as_ordered_terms()
        text = self._wrapped(first, PRECEDENCE["Add"])
        for term in others:
            negative = term.could_extract_minus_sign()
            text += " − " if negative else " + "
            text += self._wrapped(-term if negative else term, PRECEDENCE["Add"] + 1)
        return text

    def _print_Mul(self, e: sp.Mul) -> str:
        if e.could_extract_minus_sign():
            return "−" + self._wrapped(-e, PRECEDENCE["Mul"])
        number, rest = e.as_coeff_Mul()
        if number.is_Rational and number.p != 1 and _decimal(number):
            return f"{_decimal(number)}{THIN_SPACE}{self._wrapped(rest, PRECEDENCE['Mul'])}"
        above, below = sp.fraction(e, exact=True)  # exp(-x) stays above the line
        if below != 1:
            return f"{self._wrapped(above, PRECEDENCE['Mul'])}/{self._wrapped(below, PRECEDENCE['Pow'])}"
        factors = [self._wrapped(factor, PRECEDENCE["Mul"]) for factor in e.as_ordered_factors()]
        return THIN_SPACE.join(factors)

    def _print_Pow(self, e: sp.Pow) -> str:
        if e.exp.could_extract_minus_sign():
            return f"1/{self._wrapped(1 / e, PRECEDENCE['Pow'])}"
        if e.exp == sp.Rational(1, 2):
            return f"√({self._print(e.base)})"
        return f"{self._wrapped(e.base, PRECEDENCE['Pow'] + 1)}^{{{self._print(e.exp)}}}"

    def _print_exp(self, e: sp.Function) -> str:
        return f"e^{{{self._print(e.args[0])}}}"

    def _print_log(self, e: sp.Function) -> str:
        return f"ln({self._print(e.args[0])})"

    def _print_Abs(self, e: sp.Function) -> str:
        return f"|{self._print(e.args[0])}|"

    def _print_Heaviside(self, e: sp.Function) -> str:
        return f"1[{self._print(e.args[0])} > 0]"

    def _print_Function(self, e: sp.Function) -> str:
        return f"{type(e).__name__.lower()}({', '.join(self._print(a) for a in e.args)})"

    _print_Max = _print_Min = _print_Function

    def _print_Relational(self, e: sp.core.relational.Relational) -> str:
        sign = {"<=": "≤", ">=": "≥", "!=": "≠", "==": "="}.get(e.rel_op, e.rel_op)
        return f"{self._print(e.lhs)} {sign} {self._print(e.rhs)}"

    def _print_Piecewise(self, e: sp.Piecewise) -> str:
        cases = (
            self._print(value) + (" otherwise" if condition == sp.true else f" if {self._print(condition)}")
            for value, condition in e.args
        )
        return f"{{{', '.join(cases)}}}"


def derivative_markup(outer: str, inner: str, curly: bool) -> str:
    """Return the derivative of one variable by another, with the curly d for a function of several variables.

    A word keeps a distance from its d; a letter, none.

    Examples
    --------
    >>> derivative_markup("y", "x", curly=True), derivative_markup("cost", "x", curly=False)
    ('∂y/∂x', 'd\u202fcost/d\u2062x')
    """

    def before(name: str) -> str:
        return UNBROKEN_SPACE if re.match(r"[^\W\d_]{2}", name) else "" if curly else INVISIBLE_TIMES

    d = "∂" if curly else "d"
    return f"{d}{before(outer)}{outer}/{d}{before(inner)}{inner}"


def markup(expression: sp.Basic) -> str:
    r"""Return an expression in the markup of the figures.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> markup(3 * x**2 * y - sp.log(y) / x)
    '3\u2009x^{2}\u2009y − ln(y)/x'
    """
    return str(_MarkupPrinter().doprint(expression))


def plain(sentence: str) -> str:
    """Return a sentence with formulas between dollar signs as plain text.

    Examples
    --------
    >>> plain("The square of $x_{1}$ is $x_{1}^{2}$.")
    'The square of x1 is x1^2.'
    """
    parts = sentence.split("$")
    # The pieces at odd places are the formulas.
    for i in range(1, len(parts), 2):
        grouped = re.sub(r"\^\{([^{}]*[^\w{}][^{}]*)\}", r"^(\1)", parts[i])
        parts[i] = re.sub(r"_(?=\{)|[{}@]", "", grouped)
    return "".join(parts)


def slope_of(expression: sp.Expr, variable: sp.Symbol) -> sp.Expr:
    """Return a derivative in its simpler form, unless that brings in a function that was not there.

    Examples
    --------
    >>> z = sp.Symbol("z")
    >>> slope_of(1 / (1 + sp.exp(-z)), z)
    exp(-z)/(1 + exp(-z))**2
    >>> slope_of(sp.tanh(z), z), slope_of(z**2 * z, z)
    (1 - tanh(z)**2, 3*z**2)
    """
    found = expression.diff(variable)
    simpler = sp.simplify(found)
    return simpler if _functions(simpler) <= _functions(found) else found


def _functions(expression: sp.Expr) -> set[type]:
    return {type(part) for part in expression.atoms(sp.Function)}
