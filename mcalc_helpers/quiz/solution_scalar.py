"""The derivative of a formula of scalars, explained as on the blackboard: which rule, with what, and what it gives.

Nothing but the rules for functions of one variable is used: sum, constant factor, power, product, quotient and chain.
"""

import re
from dataclasses import dataclass, replace

import sympy as sp

_FUNCTIONS = {
    "sin": "sine",
    "cos": "cosine",
    "tan": "tangent",
    "exp": "exponential",
    "log": "logarithm",
}
# Letters for the two parts of a product or a quotient; the first pair that is free is taken.
_PARTS = (("f", "g"), ("g", "h"), ("p", "q"))
# SymPy's way to write an argument, with at most one level of braces inside; inner calls are replaced first.
_INSIDE = r"(?:[^{}()]|\{[^{}]*\})"
_CALL = re.compile(rf"(\\[a-z]+(?:\^\{{\d+\}})?)\{{\\left\(((?:{_INSIDE}|\({_INSIDE}*\))*?) ?\\right\)\}}")


def formula(expression: sp.Basic, decimals: bool = False) -> str:
    r"""Write a formula as LaTeX.

    Parameters
    ----------
    expression : sympy.Basic
        A formula or a matrix of formulas.
    decimals : bool
        Whether halves are decimals too; if one of its own numbers takes decimals, they are anyway.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> formula(x / 2), formula(sp.Rational(7, 10) * x - sp.Rational(1, 2))
    ('\\frac{x}{2}', '0.7 x - 0.5')
    """
    finite = {part for part in expression.atoms(sp.Rational) if part.q > 1 and 10**6 % part.q == 0}
    if not decimals and not has_decimals(expression):
        finite = set()
    shown = expression.xreplace({part: sp.Float(str(float(part))) for part in finite})
    return plain_brackets(sp.latex(shown, ln_notation=True, mat_str="bmatrix", mat_delim=""))


def plain_brackets(text: str) -> str:
    r"""Write arguments of functions as the derivations do.

    Examples
    --------
    >>> print(plain_brackets(r"\sin{\left(\ln{\left(x^{2} \right)} \right)}"))
    \sin(\ln(x^{2}))
    """
    before = ""
    while text != before:
        before, text = text, _CALL.sub(r"\1(\2)", text)
    return text


def has_decimals(expression: sp.Basic) -> bool:
    """Tell whether a formula has a number that is written in decimals, such as 0.7."""
    return any(part.q > 4 and 10**6 % part.q == 0 for part in expression.atoms(sp.Rational))


@dataclass(frozen=True)
class Slope:
    """Differentiation by one scalar.

    Attributes
    ----------
    x : sympy.Symbol
        The variable.
    d : str
        The d of its fractions, straight or curly.
    taken : frozenset of str
        Letters that already mean something.
    decimals : bool
        Whether its numbers are written in decimals.
    """

    x: sp.Symbol
    d: str = "d"
    taken: frozenset[str] = frozenset()
    decimals: bool = False

    def write(self, expression: sp.Basic) -> str:
        """Write a formula."""
        return formula(expression, self.decimals)

    def of(self, letter: str) -> str:
        """Write the derivative of what a letter stands for."""
        return self.by(letter, sp.latex(self.x))

    def by(self, upper: str, lower: str) -> str:
        """Write a derivative as a fraction."""
        space = " " if len(self.d) > 1 else ""
        return rf"\frac{{{self.d}{space if upper else ''}{upper}}}{{{self.d}{space}{lower}}}"

    def before(self, expression: sp.Expr) -> str:
        """Write the operator in front of a formula."""
        shown = self.write(expression)
        bare = not expression.is_Add and not shown.startswith("-")
        return rf"{self.by('', sp.latex(self.x))} " + (shown if bare else rf"\left({shown}\right)")

    # --- rules that need no explanation ---------------------------------------------------------------------------

    def elementary(self, expression: sp.Expr) -> tuple[str, ...]:
        """Return the rules that give the derivative at sight; empty if it takes a product, a quotient or a chain."""
        if not expression.has(self.x):
            return ("constant",)
        if expression == self.x:
            return ("the variable itself",)
        if expression.is_Add:
            parts = [self.elementary(term) for term in expression.args]
            return tuple(dict.fromkeys(("sum rule", *sum(parts, ())))) if all(parts) else ()
        factor, rest = expression.as_independent(self.x, as_Add=False)
        if factor != 1:
            rules = () if rest.is_Add else self.elementary(rest)
            return ("constant factor", *(r for r in rules if rest != self.x)) if rules else ()
        if expression.is_Pow and expression.base == self.x:
            return ("power rule",)
        if expression.is_Function and expression.args == (self.x,):
            return (_FUNCTIONS.get(str(expression.func), str(expression.func)),)
        return ()

    # --- rules that do --------------------------------------------------------------------------------------------

    def explain(self, expression: sp.Expr, left: str = "", brief: bool = False) -> list[str]:
        """Return paragraphs that end with the derivative.

        Parameters
        ----------
        expression : sympy.Expr
            The formula.
        left : str
            What the derivative is called; by default the operator in front of the formula.
        brief : bool
            Whether a sum of simple terms needs no line for each.
        """
        left = left or self.before(expression)
        value = self.write(self.derivative(expression))
        rules = self.elementary(expression)
        if expression.is_Add and not (rules and brief):
            return [*self._terms(expression), f"So ${left} = {value}$."]
        if rules:
            return [f"${left} = {value}$ ({', '.join(rules)})."]
        factor, rest = expression.as_independent(self.x, as_Add=False)
        if factor == 1:
            return self._part(rest, left)
        stays = f"The factor ${self.write(factor)}$ is constant and stays in front."
        back = f"With ${self.write(factor)}$ in front again, ${left} = {value}$."
        return [stays, *self._part(rest, self.before(rest)), back]

    def derivative(self, expression: sp.Expr) -> sp.Expr:
        """Return the derivative in the form that the rules give, not factored."""
        return sp.diff(expression, self.x)

    def _terms(self, expression: sp.Expr) -> list[str]:
        """Explain a sum: one line for each term, after a paragraph on each that needs one."""
        terms = expression.as_ordered_terms()
        before = [text for term in terms if not self.elementary(term) for text in self.explain(term)]
        first = f"The sum rule takes ${self.write(expression)}$ term by term:"
        return [*before, first, display([self.line(term) for term in terms])]

    def line(self, expression: sp.Expr, left: str = "") -> str:
        """Return one line of a table: a derivative, and by which rules."""
        rules = ", ".join(self.elementary(expression) or ("as above",))
        value = self.write(self.derivative(expression))
        return rf"{left or self.before(expression)} &= {value} && \text{{{rules}}}"

    def _part(self, expression: sp.Expr, left: str) -> list[str]:
        over, under = expression.as_numer_denom()
        if under.has(self.x) and over.has(self.x):
            return self._quotient(over, under, left)
        if expression.is_Mul:
            first, *others = expression.as_ordered_factors()
            return self._product(first, sp.Mul(*others), left)
        return self._chain(expression, left)

    def _parts(self, rule: str, first: sp.Expr, second: sp.Expr) -> tuple[list[str], str, str]:
        """Introduce the two parts of a product or a quotient, and differentiate each."""
        f, g = next(pair for pair in _PARTS if not self.taken & set(pair))
        inside = replace(self, taken=self.taken | {f, g})
        before: list[str] = []
        slopes = []
        for letter, part in ((f, first), (g, second)):
            if not self.elementary(part):
                before += inside.explain(part, self.of(letter))
            slopes.append(self._slope_of(letter, part))
        parts = f"${f} = {self.write(first)}$ and ${g} = {self.write(second)}$"
        return [*before, f"The {rule}, with {parts}: {' and '.join(slopes)}."], f, g

    def _slope_of(self, letter: str, part: sp.Expr) -> str:
        rules = ", ".join(self.elementary(part) or ("as above",))
        return f"${self.of(letter)} = {self.write(self.derivative(part))}$ ({rules})"

    def _product(self, first: sp.Expr, second: sp.Expr, left: str) -> list[str]:
        texts, f, g = self._parts("product rule", first, second)
        pattern = rf"{f} \, {self.of(g)} + {self.of(f)} \, {g}"
        pieces = [self.write(first * self.derivative(second)), self.write(self.derivative(first) * second)]
        joined = " + ".join(pieces).replace("+ -", "-")
        value = self.write(self.derivative(first * second))
        last = "" if {*pieces} == {*value.split(" + ")} else f" = {value}"
        return [*texts, f"So ${left} = {pattern} = {joined}{last}$."]

    def _quotient(self, over: sp.Expr, under: sp.Expr, left: str) -> list[str]:
        texts, f, g = self._parts("quotient rule", over, under)
        pattern = rf"\frac{{1}}{{{g}^2}} \left({self.of(f)} \, {g} - {f} \, {self.of(g)}\right)"
        first = self.write(self.derivative(over) * under)
        second = enclosed(over * self.derivative(under), self.write(over * self.derivative(under)))
        value = rf"\frac{{{first} - {second}}}{{{self.write(under**2)}}}"
        return [*texts, f"So ${left} = {pattern} = {value}$."]

    def _chain(self, expression: sp.Expr, left: str) -> list[str]:
        inner = (
            expression.base if expression.is_Pow and not expression.exp.has(self.x) else expression.args[-1]
        )
        letter = next(free for free in ("u", "v", "s", "t") if free not in self.taken | {str(self.x)})
        u = sp.Symbol(letter, real=True)
        outer = expression.xreplace({inner: u})
        by_u = Slope(u, "d", self.taken | {letter}, self.decimals)
        before = (
            [] if self.elementary(inner) else replace(self, taken=by_u.taken).explain(inner, self.of(letter))
        )
        slopes = f"{self._slope_of(letter, inner)} and {by_u.explain(outer)[0]}"
        by_inner, by_x = by_u.derivative(outer), self.derivative(inner)
        factor = enclosed(by_x, self.write(by_x))
        product = rf"{enclosed(by_inner, self.write(by_inner))} \cdot {factor}"
        value = self.write(self.derivative(expression))
        if self.derivative(
            expression
        ).is_Add:  # it comes out multiplied; before that, it is shown as a product
            put_back = sp.latex(by_inner, symbol_names={u: rf"\left({self.write(inner)}\right)"})
            value = rf"{put_back} \cdot {factor} = {value}"
        return [
            *before,
            f"The chain rule, with ${letter} = {self.write(inner)}$ inside: {slopes}",
            f"Multiplied, and with ${self.write(inner)}$ put back for ${letter}$: ${left} = {product} = {value}$.",
        ]


def enclosed(expression: sp.Expr, text: str) -> str:
    """Put brackets around a sum or a negative factor."""
    return rf"\left({text}\right)" if expression.is_Add or text.startswith("-") else text


def display(lines: list[str]) -> str:
    """Return aligned lines of a displayed formula."""
    body = " \\\\\n".join(lines)
    return f"$$\n\\begin{{aligned}}\n{body}\n\\end{{aligned}}\n$$"
