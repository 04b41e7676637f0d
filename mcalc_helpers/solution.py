"""The end of a derivation: substitute the intermediate variables back, and simplify."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mcalc_helpers.chain import Chain, Variable
from mcalc_helpers.combining import LONGEST
from mcalc_helpers.expression import Expression, postorder, symbol
from mcalc_helpers.forms import Jacobian, entry_row
from mcalc_helpers.functions import substitution
from mcalc_helpers.simplify import name_values, tidy
from mcalc_helpers.tracing import Trace

# A value up to this size is written out, unless the function itself gives it a name.
_SHORT = 6
# Substituting is not even tried where the result would be this many times too long.
_HOPELESS = 20


@dataclass(frozen=True)
class Solution:
    """A derivative in its successive forms.

    Attributes
    ----------
    adjoints : dict of Variable to Jacobian
        The derivative of the output by every variable, in terms of the variables.
    symbolic : Jacobian
        The derivative asked for, in terms of the variables.
    substituted : Jacobian or None
        The same in terms of the parameters; None if that is too long to read.
    result : Jacobian
        The same, simplified, with names for values that it repeats; `symbolic`, where that is too long.
    definitions : dict of str to Expression
        What the names in `result` stand for that are no parameters, in the order of their computation.
    values : dict of str to Expression
        What every variable stands for, in terms of the parameters.
    """

    adjoints: dict[Variable, Jacobian]
    symbolic: Jacobian
    substituted: Jacobian | None
    result: Jacobian
    definitions: dict[str, Expression]
    values: dict[str, Expression]

    @property
    def too_long(self) -> bool:
        """Whether it is too long to read even in terms of the variables."""
        return self.substituted is None and self.symbolic.size > LONGEST

    def in_parameters(self) -> Jacobian:
        """Return the result in terms of the parameters, however long."""
        named = {symbol(name, value.shape): value for name, value in self.definitions.items()}
        full = {symbol(name, value.shape): value for name, value in self.values.items()}
        return self.result.map(substitution(named if self.substituted else full))


def solve(trace: Trace, chain: Chain, position: tuple[int, ...]) -> Solution:
    """Put the local Jacobians of a chain together.

    Parameters
    ----------
    trace : Trace
        The graph of the function.
    chain : Chain
        Its variables.
    position : tuple of int
        The entry of the parameter to differentiate by; empty for the whole parameter.
    """
    variables = sorted([*chain.constants, *chain.variables], key=lambda variable: variable.node.number)
    formulas = trace.output.tracer.formulas([variable.node for variable in variables])
    values = dict(zip((variable.name for variable in variables), formulas, strict=True))
    adjoints = chain.adjoints()
    symbolic = _entry(whole(chain, adjoints), position)
    full = {variable.symbol: values[variable.name] for variable in variables}
    if _size(symbolic, full) <= _HOPELESS * LONGEST:
        substituted = symbolic.map(substitution(full))
        simplified = substituted.map(tidy)
        if simplified.size <= LONGEST:
            result, definitions = name_values(simplified, _nameable(trace, chain.variables, values))
            return Solution(adjoints, symbolic, substituted, result, definitions, values)
    definitions = {variable.name: variable.definition for variable in variables}
    return Solution(adjoints, symbolic, None, symbolic.map(tidy), definitions, values)


def _size(jacobian: Jacobian, values: dict[Expression, Expression]) -> int:
    """Return about how many nodes a Jacobian would have with the values put in."""
    parts = [part for term, scalar in jacobian.terms for part in (scalar, *term.parts)]
    sizes: dict[Expression, int] = {}
    for node in postorder(parts):
        sizes[node] = values[node].size if node in values else 1 + sum(sizes[arg] for arg in node.args)
    return sum(sizes[part] for part in parts)


def whole(chain: Chain, adjoints: dict[Variable, Jacobian]) -> Jacobian:
    """Return the derivative by the whole parameter: zero if the output does not depend on it."""
    output, input = chain.output.node.dimensions, chain.parameter.node.dimensions
    zero = Jacobian(input[1:], input[:1], ()) if len(input) == 2 else Jacobian(output, input, ())
    return adjoints.get(chain.parameter, zero)


def _entry(derivative: Jacobian, position: tuple[int, ...]) -> Jacobian:
    """Return the part of a derivative that belongs to one entry of the parameter."""
    if not position:
        return derivative
    picked = derivative @ entry_row(position[0], derivative.input).T
    if len(position) == 1:
        return picked
    # The derivative by a matrix is laid out the other way round: its rows are the matrix's columns.
    return entry_row(position[1], derivative.output) @ picked


def _nameable(
    trace: Trace, variables: Sequence[Variable], values: dict[str, Expression]
) -> Iterator[tuple[str, Expression]]:
    """Yield names for long values, the output first: the function's own, or p for what it returns without a name."""
    own = {*trace.names.values(), *trace.parameters}
    p = next(name for name in ("p", "q", "s", "result") if name not in own)
    for variable in reversed(variables):
        value, named = values[variable.name], variable.name in own
        if named or value.size > _SHORT:
            yield p if variable is variables[-1] and not named else variable.name, value
