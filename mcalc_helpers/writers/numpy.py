"""Formulas as NumPy expressions, the way one writes them by hand.

Vectors are arrays of one axis, an expanded scalar is left to broadcasting, a diagonal multiplies element by element.
"""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from mcalc_helpers.arithmetic import base_and_exponent, times
from mcalc_helpers.expression import Expression, number, postorder, value_of
from mcalc_helpers.shapes import Size
from mcalc_helpers.writers.numbers import number_text
from mcalc_helpers.writers.order import ordered_terms
from mcalc_helpers.writers.signs import Table, Written, without_sign

SUM, PRODUCT, POWER, ATOM = range(4)


def inline(root: Expression) -> str:
    """Write one formula as a single NumPy expression; sizes stand by their names.

    Examples
    --------
    >>> from mcalc_helpers.expression import symbol
    >>> x, z = symbol("x", ("n",)), symbol("z")
    >>> inline(2 * x / z + z)
    '2 / z * x + z'
    """
    written: dict[Expression, Written] = {}
    extend(written, [root])
    return written[root][0]


def extend(written: Table, roots: Iterable[Expression], sizes: Mapping[Size, str] | None = None) -> None:
    """Write formulas and what they contain into a table; what the table knows already is used by its name there."""
    for node in postorder(roots, written):
        if node.op == "size":
            written[node] = (sizes or {}).get(node.data, node.data), ATOM
        elif node.op in ("ones", "zeros", "tril", "unit"):
            length = node.shape[0]
            text = str(length) if isinstance(length, int) else (sizes or {}).get(length, length)
            written[node] = _CONSTANTS[node.op].format(text, node.data), ATOM
        else:
            written[node] = WRITERS[node.op](node, written)


_CONSTANTS = {
    "ones": "np.ones({})",
    "zeros": "np.zeros({})",
    "tril": "np.tri({})",
    "unit": "np.eye(1, {}, {})[0]",
}


def wrapped(written: Written, least: int) -> str:
    """Return the text, in parentheses if it binds less tightly than `least`."""
    text, level = written
    return text if level >= least else f"({text})"


def _number(value: Fraction) -> Written:
    text = number_text(value)
    return text, SUM if value < 0 else PRODUCT if "/" in text else ATOM


def _term(node: Expression, written: Table) -> Written:
    """Write a node whose operands are written already."""
    return written[node] if node in written else WRITERS[node.op](node, written)


def _plus(node: Expression, written: Table) -> Written:
    expanded = {term for term in node.args if _is_expanded(term)}
    if len(expanded) == len(node.args):
        expanded.clear()  # nothing else would give the result its length
    pieces = []
    for coefficient, term in ordered_terms(node):
        if term in expanded:
            term = times(
                *(factor for factor in (term.args if term.op == "times" else ()) if factor.op != "ones")
            )
        text, level = _term(times(coefficient, term), written)
        negative = level == SUM and text.startswith("-")
        pieces.append(("-", text[1:]) if negative else ("+", wrapped((text, level), PRODUCT)))
    pieces.sort(key=lambda piece: piece[0] == "-")
    text = pieces[0][1] if pieces[0][0] == "+" else "-" + pieces[0][1]
    return " ".join([text, *(f"{sign} {piece}" for sign, piece in pieces[1:])]), SUM


def _is_expanded(term: Expression) -> bool:
    return term.op == "ones" or (term.op == "times" and any(factor.op == "ones" for factor in term.args))


def _times(node: Expression, written: Table) -> Written:
    masks = [factor for factor in node.args if factor.op == "indicator"]
    factors = [factor for factor in node.args if factor.op != "indicator"]
    signed, written = without_sign(node, written, WRITERS)
    sign = "-" if signed else ""
    size = abs(node.data)
    if masks and (_is_risky(factors) or not (factors or size != 1)):
        # Where the condition fails the rest may not be defined, and 0 times that is not 0.
        condition = " & ".join(wrapped((_condition(mask, written), SUM), POWER) for mask in masks)
        if len(masks) == 1:
            condition = _condition(masks[0], written)
        rest = _quotient(size, factors, [], written)
        return f"{sign}np.where({condition}, {rest}, 0.0)", SUM if sign else ATOM
    return sign + _quotient(size, factors, masks, written), SUM if sign else PRODUCT


def _quotient(size: Fraction, factors: list[Expression], masks: list[Expression], written: Table) -> str:
    """Write a product: what is scalar first, so that a vector is multiplied once."""
    text = _fraction(size, [factor for factor in factors if not factor.shape], written)
    vectors = [factor for factor in factors if factor.shape]
    if vectors:
        alone = text == "1" and not masks
        body = _fraction(Fraction(1), vectors, written, PRODUCT if alone else POWER)
        if text == "1":
            text = body
        elif body.startswith("1 / "):
            text = f"{text} / {body[4:]}"
        elif text.startswith("1 / "):
            text = f"{body} / {text[4:]}"
        else:
            text = f"{text} * {body}"
    for mask in masks:
        text = f"{text} * ({_condition(mask, written)})"
    return text


def _fraction(size: Fraction, factors: list[Expression], written: Table, single: int = POWER) -> str:
    """Write a product as a quotient; `single` is how tightly a factor must bind that stands alone."""
    above = [str(size.numerator)] if size.numerator != 1 else []
    below = [str(size.denominator)] if size.denominator != 1 else []
    decimal = _number(size)[0]
    if "." in decimal and len(decimal) <= len(f"{size.numerator}/{size.denominator}"):
        above, below = [decimal], []
    least = single if len(factors) == 1 and not above and not below else POWER
    for factor in factors:
        base, exponent = base_and_exponent(factor)
        if exponent.op in ("number", "times") and exponent.data < 0:
            below.append(wrapped(_raised(base, times(-1, exponent), written), POWER))
        else:
            above.append(wrapped(_term(factor, written), least))
    top = " * ".join(above) or "1"
    if not below:
        return top
    return f"{top} / {below[0]}" if len(below) == 1 else f"{top} / ({' * '.join(below)})"


def _is_risky(factors: Iterable[Expression]) -> bool:
    """Tell whether a product may be infinite or undefined somewhere."""
    for node in postorder(factors):
        if node.op == "call" and node.data in ("log", "log1p", "exp", "tan", "sinh", "cosh"):
            return True
        if node.op == "power" and not (node.args[1].op == "number" and node.args[1].data >= 1):
            if all(base.op in ("size", "number") for base in node.args[:1]):
                continue
            return True
    return False


def _power(node: Expression, written: Table) -> Written:
    base, exponent = node.args
    if exponent.op in ("number", "times") and exponent.data < 0:
        return f"1 / {wrapped(_raised(base, times(-1, exponent), written), POWER)}", PRODUCT
    return _raised(base, exponent, written)


def _raised(base: Expression, exponent: Expression, written: Table) -> Written:
    value = value_of(exponent)
    if value == 1:
        return written[base]
    if value == Fraction(1, 2):
        return f"np.sqrt({written[base][0]})", ATOM
    return f"{wrapped(written[base], ATOM)} ** {wrapped(_term(exponent, written), ATOM)}", POWER


def _function(name: str) -> Callable[[Expression, Table], Written]:
    def writer(node: Expression, written: Table) -> Written:
        return f"{name}({', '.join(written[arg][0] for arg in node.args)})", ATOM

    return writer


def _condition(node: Expression, written: Table) -> str:
    left, right = (wrapped(written[arg], SUM) for arg in node.args)
    return f"{left} {node.data} {right}"


def _total(node: Expression, written: Table) -> Written:
    (vector,) = node.args
    whole = (
        vector.op == "times"
        and vector.data == 1
        and all(f.shape and f.op != "indicator" for f in vector.args)
    )
    if whole and len(vector.args) == 2 and all(base_and_exponent(f)[1] is number(1) for f in vector.args):
        left, right = (wrapped(written[factor], POWER) for factor in vector.args)
        return f"{left} @ {right}", PRODUCT
    return f"np.sum({written[vector][0]})", ATOM


def _matvec(node: Expression, written: Table) -> Written:
    matrix, vector = node.args
    reverse = matrix.op == "transpose"
    plain = matrix.args[0] if reverse else matrix
    right = wrapped(written[vector], ATOM if plain.op == "tril" else POWER)
    if plain.op == "tril":
        return (f"np.cumsum({right}[::-1])[::-1]" if reverse else f"np.cumsum({written[vector][0]})"), ATOM
    left = wrapped(written[plain], ATOM)
    return (f"{right} @ {left}" if reverse else f"{left} @ {right}"), PRODUCT


WRITERS: dict[str, Callable[[Expression, Table], Written]] = {
    "number": lambda node, written: _number(node.data),
    "symbol": lambda node, written: (node.data, ATOM),
    "array": lambda node, written: (f"np.array({_nested(node.data)})", ATOM),
    "plus": _plus,
    "times": _times,
    "power": _power,
    "call": lambda node, written: _function(f"np.{node.data}")(node, written),
    "indicator": lambda node, written: (f"np.where({_condition(node, written)}, 1.0, 0.0)", ATOM),
    "where": lambda node, written: (
        f"np.where({', '.join([_condition(node.args[0], written), *(written[arg][0] for arg in node.args[1:])])})",
        ATOM,
    ),
    "maximum": _function("np.maximum"),
    "minimum": _function("np.minimum"),
    "total": _total,
    "norm": _function("np.linalg.norm"),
    "stack": lambda node, written: (f"np.array([{', '.join(written[arg][0] for arg in node.args)}])", ATOM),
    "index": lambda node, written: (f"{wrapped(written[node.args[0]], ATOM)}[{node.data}]", ATOM),
    "transpose": lambda node, written: (f"{wrapped(written[node.args[0]], ATOM)}.T", ATOM),
    "diag": _function("np.diag"),
    "matvec": _matvec,
}


def _nested(data: object) -> str:
    return (
        str([list(row) if isinstance(row, tuple) else row for row in data]) if isinstance(data, tuple) else ""
    )
