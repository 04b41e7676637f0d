"""A question to be answered: a form in Jupyter, real text in the book, the bare prompt elsewhere."""

from functools import cache
from typing import Any

import anywidget
import traitlets

from mcalc_helpers.interactive.bundle import asset
from mcalc_helpers.palette import PALETTE
from mcalc_helpers.quiz.judge import judge

QUESTION_TYPE = "application/vnd.mcalc.question+json"


@cache
def module_source() -> str:
    """Return the script as the module that Jupyter's front ends load."""
    scripts = asset("practice.js") + asset("practice-katex.js")
    return f"{scripts}\nexport default mcalcPractice.widget(mcalcKatex);\n"


@cache
def widget_style() -> str:
    """Return the style for JupyterLab, with the dark colours under its dark theme."""
    dark = " ".join(f"--mc-{name}: {colour.dark};" for name, colour in PALETTE.items())
    return asset("practice.css") + f'[data-jp-theme-light="false"] .mc-question {{ {dark} }}\n'


class PracticeBox(anywidget.AnyWidget):
    """A question as a widget: what is answered in it can be read from Python, and the other way round.

    Parameters
    ----------
    sheet : dict
        The question as data: see `mcalc_helpers.quiz.sheet`.

    Attributes
    ----------
    answer : str, int, list or None
        What was answered last. Setting it writes it into the form and judges it.
    verdict : dict
        The verdict on it, as `mcalc_helpers.quiz.judge.judge` gives it; empty until there is one.

    Examples
    --------
    >>> sheet = {
    ...     "id": "squares-1", "asks": "partial", "prompt": "What is the derivative of $x^2$?",
    ...     "names": {"x": []}, "points": [{"x": 2.5}], "wrong": [], "hints": [], "level": 1, "solution": "$2x$",
    ...     "right": {"shape": [], "values": [[5.0]]},
    ... }
    >>> box = PracticeBox(sheet)
    >>> box.answer = "x + x"
    >>> box.verdict["says"]
    'Right.'
    """

    sheet = traitlets.Dict().tag(sync=True)
    answer = traitlets.Any(default_value=None).tag(sync=True)
    verdict = traitlets.Dict().tag(sync=True)

    def __init__(self, sheet: dict[str, Any]) -> None:
        # Read when the first box is made, not at import.
        type(self)._esm, type(self)._css = module_source(), widget_style()
        super().__init__(sheet=sheet)

    @traitlets.observe("answer")
    def _judge(self, change: dict[str, Any]) -> None:
        self.verdict = {} if change["new"] is None else judge(self.sheet, change["new"])

    def __repr__(self) -> str:
        return f"practice({self.sheet['id']!r})"

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Offer the form for a live kernel, the question's data for the book, and its prompt for every other viewer."""
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        still = {
            "text/plain": repr(self),
            "text/markdown": self.sheet["prompt"],
            QUESTION_TYPE: self.sheet,
        }
        return {**data, **still}, metadata
