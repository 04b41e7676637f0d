"""The table of typical mistakes, in families; one module a family.

Each entry computes the answer that the mistake leads to from the numbers of the question at a point. So a new question
needs no list of wrong answers, and a mistake is recognised however the answer is written.
"""

from mcalc_helpers.quiz.mistakes import (
    activation,
    bias,
    chain,
    elementwise,
    expansion,
    gradient,
    jacobian,
    loss,
    partial,
    sums,
    total,
    update,
    vectorchain,
)
from mcalc_helpers.quiz.mistakes.mistake import Mistake

FAMILIES: dict[str, tuple[Mistake, ...]] = {
    "partial": partial.ENTRIES,
    "gradient": gradient.ENTRIES,
    "jacobian": jacobian.ENTRIES,
    "elementwise": elementwise.ENTRIES,
    "expansion": expansion.ENTRIES,
    "sum": sums.ENTRIES,
    "chain": chain.ENTRIES,
    "total": total.ENTRIES,
    "vectorchain": vectorchain.ENTRIES,
    "activation": activation.ENTRIES,
    "loss": (*loss.ENTRIES, *bias.ENTRIES),
    "update": update.ENTRIES,
}
MISTAKES: dict[str, Mistake] = {mistake.name: mistake for family in FAMILIES.values() for mistake in family}


def chosen(names: tuple[str, ...]) -> list[Mistake]:
    """Return the entries of families and single entries, in order, each once.

    Examples
    --------
    >>> [mistake.name for mistake in chosen(("gradient/column", "gradient/norm"))]
    ['gradient/column', 'gradient/norm']
    """
    found: dict[str, Mistake] = {}
    for name in names:
        for mistake in FAMILIES.get(name) or (MISTAKES[name],):
            found.setdefault(mistake.name, mistake)
    return list(found.values())
