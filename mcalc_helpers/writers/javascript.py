"""Write SymPy expressions for the browser: value, gradient and Jacobian in one tape.

The writer follows the conventions of the book where SymPy's differ: variables are real, and the slope of max(0, z) at
its kink is 0.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce

import sympy as sp
from sympy.logic.boolalg import BooleanAtom

from mcalc_helpers.writers.tape import Step, Tape

# SymPy functions that are one operation of a tape.
FUNCTIONS: dict[type[sp.Basic], str] = {
    sp.exp: "exp",
    sp.log: "log",
    sp.sin: "sin",
    sp.cos: "cos",
    sp.tan: "tan",
    sp.asin: "asin",
    sp.acos: "acos",
    sp.atan: "atan",
    sp.atan2: "atan2",
    sp.sinh: "sinh",
    sp.cosh: "cosh",
    sp.tanh: "tanh",
    sp.asinh: "asinh",
    sp.acosh: "acosh",
    sp.atanh: "atanh",
    sp.Abs: "abs",
    sp.sign: "sign",
    sp.StrictLessThan: "<",
    sp.LessThan: "<=",
    sp.StrictGreaterThan: ">",
    sp.GreaterThan: ">=",
    sp.Equality: "=",
    sp.Unequality: "!=",
    sp.Not: "not",
}

# SymPy functions of any number of arguments, folded into operations of two.
FOLDED: dict[type[sp.Basic], str] = {sp.Max: "max", sp.Min: "min", sp.And: "and", sp.Or: "or"}


class _Recorder:
    """Turns expressions into steps of a tape; equal steps share a register."""

    def __init__(self, variables: Sequence[sp.Symbol]) -> None:
        self.inputs = len(variables)
        self.registers: dict[sp.Basic, int] = {symbol: i for i, symbol in enumerate(variables)}
        self.steps: dict[Step, int] = {}

    def emit(self, name: str, *operands: float) -> int:
        step: Step = (name, *operands)
        return self.steps.setdefault(step, self.inputs + len(self.steps))

    def fold(self, name: str, operands: Iterable[sp.Basic]) -> int:
        return reduce(lambda left, right: self.emit(name, left, right), (self.write(e) for e in operands))

    def write(self, e: sp.Basic) -> int:
        """Return the register that holds the value of an expression, after writing what it needs."""
        if e not in self.registers:
            self.registers[e] = self._write_new(e)
        return self.registers[e]

    def _write_new(self, e: sp.Basic) -> int:
        if isinstance(e, sp.Expr) and e.is_number and e.is_extended_real:
            return self.emit("constant", float(e))
        for kind, rule in _RULES.items():
            if isinstance(e, kind):
                return rule(self, e)
        if type(e) in FOLDED:
            return self.fold(FOLDED[type(e)], e.args)
        if type(e) in FUNCTIONS:
            return self.emit(FUNCTIONS[type(e)], *(self.write(a) for a in e.args))
        raise ValueError(_unsupported(e))


def _add(to: _Recorder, e: sp.Add) -> int:
    # Positive terms come first, so that y - x is one subtraction.
    terms = sorted(e.args, key=lambda term: bool(term.could_extract_minus_sign()))
    total = to.write(terms[0])
    for term in terms[1:]:
        negative = term.could_extract_minus_sign()
        total = to.emit("-", total, to.write(-term)) if negative else to.emit("+", total, to.write(term))
    return total


def _multiply(to: _Recorder, e: sp.Mul) -> int:
    below = [factor for factor in e.args if factor.is_Pow and factor.exp.could_extract_minus_sign()]
    above = [factor for factor in e.args if factor not in below]
    if below and above:
        return to.emit("/", to.fold("*", above), to.fold("*", [1 / factor for factor in below]))
    if e.args[0] == -1:
        return to.emit("neg", to.fold("*", e.args[1:]))
    return to.fold("*", e.args)


def _power(to: _Recorder, e: sp.Pow) -> int:
    if e.exp.could_extract_minus_sign():
        return to.emit("/", to.emit("constant", 1.0), to.write(1 / e))
    if e.exp == 2:
        return to.emit("*", to.write(e.base), to.write(e.base))
    if e.exp == sp.Rational(1, 2):
        return to.emit("sqrt", to.write(e.base))
    return to.emit("pow", to.write(e.base), to.write(e.exp))


def _piecewise(to: _Recorder, e: sp.Piecewise) -> int:
    # Where no case applies the function is undefined. The last case is written first: it is the innermost choice.
    result = to.emit("constant", 0.0) if e.args[-1].cond == sp.true else to.fold("/", [sp.S.Zero, sp.S.Zero])
    for value, condition in reversed(e.args):
        result = (
            to.write(value)
            if condition == sp.true
            else to.emit("where", to.write(condition), to.write(value), result)
        )
    return result


# Expressions that need more than one operation, or an operation of their own.
_RULES: dict[type[sp.Basic], Callable[[_Recorder, sp.Basic], int]] = {
    sp.Add: _add,
    sp.Mul: _multiply,
    sp.Pow: _power,
    sp.Piecewise: _piecewise,
    sp.Heaviside: lambda to, e: to.emit("step", to.write(e.args[0])),
    sp.DiracDelta: lambda to, e: to.emit("spike", to.write(e.args[0])),
    BooleanAtom: lambda to, e: to.emit("constant", float(bool(e))),
}


def _unsupported(e: sp.Basic) -> str:
    if isinstance(e, sp.Symbol):
        return f"the symbol {e} is not one of the variables; replace it by a number with .subs({{{e}: ...}})"
    if e.is_number:
        return f"the expression contains {e}, which is not a real number; figures draw real functions"
    known = ", ".join(
        sorted(kind.__name__ for kind in [*FUNCTIONS, *FOLDED] if issubclass(kind, sp.Function))
    )
    advice = (
        "evaluate it first with .doit()"
        if isinstance(e, sp.Sum | sp.Integral | sp.Derivative)
        else f"known are {known}"
    )
    return f"{type(e).__name__} in {e} cannot be drawn in the browser; {advice}"


def real(expression: sp.Basic, variables: Sequence[sp.Symbol]) -> sp.Basic:
    """Return an expression with its variables declared real, as they are in the book.

    Without that, SymPy's derivative of ``Abs(x)`` is a formula for complex numbers.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> real(sp.Abs(x), [x]).diff(sp.Symbol("x", real=True))
    sign(x)
    """
    return expression.xreplace({symbol: sp.Symbol(symbol.name, real=True) for symbol in variables})


def tape(expressions: Sequence[sp.Expr], variables: Sequence[sp.Symbol]) -> Tape:
    """Write expressions as one tape, sharing what they have in common.

    Parameters
    ----------
    expressions : sequence of sympy.Expr
        The outputs, in order.
    variables : sequence of sympy.Symbol
        The inputs, in order.

    Returns
    -------
    Tape
        A function from ``(n,)`` to ``(m,)`` for n variables and m expressions.

    Raises
    ------
    ValueError
        If an expression has a symbol that is no variable, a number that is not real, or a function that the browser
        does not have.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> tape([x * y, x / y], [x, y])([6, 3])
    array([18.,  2.])
    """
    symbols = [sp.Symbol(v.name, real=True) for v in variables]
    targets = [sp.sympify(real(sp.sympify(e), variables)) for e in expressions]
    # A first pass without sharing names what cannot be written in the reader's own terms.
    checker = _Recorder(symbols)
    for e in targets:
        checker.write(e)
    recorder = _Recorder(symbols)
    # Names that no variable has: SymPy's own x0, x1, ... might be variables, and dummies would order terms anew.
    names = sp.numbered_symbols("shared", real=True, exclude=symbols)
    shared, reduced = sp.cse(targets, symbols=names)
    for symbol, part in shared:
        recorder.registers[symbol] = recorder.write(part)
    outputs = tuple(recorder.write(e) for e in reduced)
    return Tape(len(variables), tuple(recorder.steps), outputs)


def value_and_jacobian(functions: Sequence[sp.Expr], variables: Sequence[sp.Symbol]) -> Tape:
    """Write the values of m functions of n variables and their Jacobian as one tape.

    Parameters
    ----------
    functions : sequence of sympy.Expr
        The m functions; a single function gives its gradient, a row.
    variables : sequence of sympy.Symbol
        The n variables.

    Returns
    -------
    Tape
        From ``(n,)`` to ``(m + m n,)``: the m values, then the m x n Jacobian row by row (numerator layout: rows are
        outputs, columns are inputs; section "Matrix calculus" of the paper).

    Raises
    ------
    ValueError
        As `tape`.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> value_and_jacobian([3 * x**2 * y], [x, y])([1, 2])
    array([ 6., 12.,  3.])
    """
    inputs = [sp.Symbol(v.name, real=True) for v in variables]
    outputs = [real(sp.sympify(f), variables) for f in functions]
    return tape([*outputs, *(f.diff(v) for f in outputs for v in inputs)], inputs)
