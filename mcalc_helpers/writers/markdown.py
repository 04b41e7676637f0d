"""A derivation as a page: short sentences that name the rule, then the formulas."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from mcalc_helpers.expression import Expression
from mcalc_helpers.shapes import Size
from mcalc_helpers.writers.latex import latex
from mcalc_helpers.writers.names import name_latex

if TYPE_CHECKING:
    from mcalc_helpers.steps import Step

_HEADINGS = {
    "introduce": "Introduce intermediate variables.",
    "differentiate": "Differentiate each by what it depends on.",
    "combine": "Combine by the {rule}.",
    "substitute": "Substitute the intermediate variables back.",
    "simplify": "Simplify.",
}
# A definition alone needs no intermediate variable.
_SINGLE = {"introduce": "The function.", "differentiate": "Differentiate."}


def markdown(
    steps: "Sequence[Step]", left: str, shape: tuple[Size, Size], definitions: Mapping[str, Expression]
) -> str:
    """Write the steps as Markdown with LaTeX between double dollars.

    Parameters
    ----------
    steps : sequence of Step
        In order.
    left : str
        What is derived, as LaTeX.
    shape : tuple
        The shape of the result.
    definitions : mapping of str to Expression
        Names in the result that need an explanation.
    """
    paragraphs = [rf"**To find:** ${left}$, of shape ${_size(shape[0])} \times {_size(shape[1])}$."]
    kinds = dict.fromkeys(step.kind for step in steps)
    for kind in kinds:
        group = [step for step in steps if step.kind == kind]
        single = len(group) == 1 and kind in _SINGLE
        heading = _SINGLE[kind] if single else _HEADINGS[kind]
        rules = list(dict.fromkeys(rule.name for step in group for rule in step.rules))
        paragraphs.append(f"**{heading.format(rule=' and the '.join(rules))}**")
        if kind == "differentiate":
            lines = [rf"{step.latex} && \text{{{step.rule}}}" for step in group]
        else:
            lines = [step.latex for step in group]
        paragraphs.append(_display(lines))
    explained = [
        f"{name_latex(name, value.shape)} &= {latex(value)}"
        for name, value in definitions.items()
        if _new(name, steps)
    ]
    if explained:
        paragraphs += ["where", _display(explained)]
    return "\n\n".join(paragraphs)


def _new(name: str, steps: "Sequence[Step]") -> bool:
    """Tell whether a name of the result has not been introduced among the steps."""
    return not any(step.kind == "introduce" and step.text.startswith(f"{name} = ") for step in steps)


def _size(size: Size) -> str:
    return str(size) if isinstance(size, int) else name_latex(size)


def _display(lines: Sequence[str]) -> str:
    body = " \\\\\n".join(lines)
    return f"$$\n\\begin{{aligned}}\n{body}\n\\end{{aligned}}\n$$"


def plain_text(steps: "Sequence[Step]") -> str:
    """Write the steps as lines of plain text, each with its rule."""
    return "\n".join(f"{step.text}    {step.rule}".rstrip() for step in steps)
