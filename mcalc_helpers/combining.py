"""The step that puts local Jacobians together: along whole paths, or one variable at a time."""

from collections.abc import Iterator

from mcalc_helpers.chain import Chain, Edge, Path, Variable
from mcalc_helpers.forms import Jacobian
from mcalc_helpers.rules import SCALAR_CHAIN, TOTAL, VECTOR_CHAIN, Rule
from mcalc_helpers.steps import Step, edge_fraction, edge_text, fraction, fraction_text, given_row
from mcalc_helpers.writers.latex_jacobian import jacobian_latex, product_latex
from mcalc_helpers.writers.text import jacobian_text

# With more paths than this their sum is built variable by variable.
MOST_PATHS = 6
# A derivative that takes more nodes than this to write out is shown in terms of the one before it.
LONGEST = 400


def combinations(chain: Chain, adjoints: dict[Variable, Jacobian], curly: bool, how: str) -> list[Step]:
    """Put the local Jacobians together.

    Parameters
    ----------
    chain : Chain
        The variables.
    adjoints : dict of Variable to Jacobian
        The derivative of the output by each of them.
    curly : bool
        Whether derivatives of the output are partial ones.
    how : {"paths", "steps"}
        Along whole paths or one variable at a time. The latter, too, where there are too many paths to show, or where a
        matrix stands at the end of them.

    Returns
    -------
    list of Step
        Empty for a single operation, where there is nothing to put together.
    """
    paths = chain.count_paths()
    single = len(chain.variables) == 1 and paths == 1
    by_matrix = any(edge.jacobian is None for variable in chain.variables for edge in variable.edges)
    if not chain.variables or (single and not by_matrix):
        return []
    if how == "steps" or by_matrix or paths > MOST_PATHS:
        return list(_by_steps(chain, adjoints, curly))
    return [_by_paths(chain, adjoints[chain.parameter], curly)]


def _by_paths(chain: Chain, total: Jacobian, curly: bool) -> Step:
    left = fraction(chain.output, chain.parameter, curly)
    paths = chain.paths()
    symbols = " + ".join(r" \, ".join(map(edge_fraction, path)) for path in paths)
    lines = dict.fromkeys([symbols, " + ".join(map(_values_along, paths)), jacobian_latex(total)])
    text = " + ".join(" ".join(map(edge_text, path)) for path in paths)
    text = (
        f"{fraction_text(chain.output.name, chain.parameter.name, curly)} = {text} = {jacobian_text(total)}"
    )
    return Step("combine", (_chain_rule(chain, len(paths)),), f"{left} &= " + r" \\ &= ".join(lines), text)


def _values_along(path: Path) -> str:
    return product_latex([edge.jacobian for edge in path if edge.jacobian is not None])


def _chain_rule(chain: Chain, ways: int) -> Rule:
    if ways > 1:
        return TOTAL
    scalars = all(not variable.node.ndim for variable in (chain.parameter, *chain.variables))
    return SCALAR_CHAIN if scalars else VECTOR_CHAIN


def _by_steps(chain: Chain, adjoints: dict[Variable, Jacobian], curly: bool) -> Iterator[Step]:
    users = _users(chain)
    for variable in [*reversed(chain.variables[:-1]), chain.parameter]:
        edges = users[variable]
        if variable is not chain.parameter and all(edge.outer is chain.output for edge in edges):
            continue  # it stands among the local derivatives already
        left = fraction(chain.output, variable, curly)
        terms = " + ".join(_carried(chain, edge, curly) for edge in edges)
        text = fraction_text(chain.output.name, variable.name, curly)
        value = adjoints[variable]
        if value.size > LONGEST:
            shown, text = in_terms_of_others(chain, variable, curly)
        else:
            shown, text = jacobian_latex(value), f"{text} = {jacobian_text(value)}"
        yield Step("combine", (_chain_rule(chain, len(edges)),), f"{left} &= {terms} = {shown}", text)


def _users(chain: Chain) -> dict[Variable, list[Edge]]:
    users: dict[Variable, list[Edge]] = {}
    for variable in chain.variables:
        for edge in variable.edges:
            users.setdefault(edge.inner, []).append(edge)
    return users


def _carried(chain: Chain, edge: Edge, curly: bool) -> str:
    if edge.outer is chain.output:
        return edge_fraction(edge)
    if edge.jacobian is None:
        return jacobian_latex(given_row(chain, edge))
    return rf"{fraction(chain.output, edge.outer, curly)} \, {edge_fraction(edge)}"


def in_terms_of_others(chain: Chain, variable: Variable, curly: bool) -> tuple[str, str]:
    """Write the derivative by a variable in terms of those by the variables that use it.

    Returns
    -------
    latex, text : str
        The sum as LaTeX, and the whole equation as text.
    """
    shown, texts = [], []
    for edge in _users(chain)[variable]:
        local = given_row(chain, edge) if edge.jacobian is None else edge.jacobian
        arriving = edge.jacobian is not None and edge.outer is not chain.output
        value, text = jacobian_latex(local), jacobian_text(local)
        if arriving:
            value = rf"{fraction(chain.output, edge.outer, curly)} \left({value}\right)"
            text = f"{fraction_text(chain.output.name, edge.outer.name, curly)} ({text})"
        shown.append(value)
        texts.append(text)
    left = fraction_text(chain.output.name, variable.name, curly)
    return " + ".join(shown), f"{left} = {' + '.join(texts)}"
