"""The bundle: the JavaScript and the style of the figures, and the static picture it draws."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

import quickjs

from mcalc_helpers.palette import PALETTE


@cache
def asset(name: str) -> str:
    """Return the text of a file of the package's static folder.

    Examples
    --------
    >>> "mountFigure" in asset("figures.js")
    True
    """
    return files("mcalc_helpers").joinpath("static", name).read_text(encoding="utf-8")


def module_source() -> str:
    """Return the bundle as the module that Jupyter's front ends load: the classic script, with its export appended."""
    return asset("figures.js") + "\nexport default mcalcFigures.widget;\n"


def widget_style() -> str:
    """Return the style of the figures for JupyterLab, with the dark colours under its dark theme.

    The book defines the palette for the whole page; JupyterLab knows nothing of it.
    """
    dark = " ".join(f"--mc-{name}: {colour.dark};" for name, colour in PALETTE.items())
    return asset("figures.css") + f'[data-jp-theme-light="false"] .mc-figure {{ {dark} }}\n'


def run(expression: str, *arguments: Any) -> Any:
    """Call a function of the bundle outside any page and return its result.

    Parameters
    ----------
    expression : str
        A function of the bundle, for example ``"staticFigure"``.
    *arguments
        Its arguments, as JSON data.

    Examples
    --------
    >>> run("evaluate", {"inputs": 1, "code": [["sin", 0]], "outputs": [1]}, [[0]])
    [[0]]
    """
    # A context of its own for each call: the engine belongs to the thread that made it.
    context = quickjs.Context()
    context.eval(asset("figures.js"))
    call = f"mcalcFigures.{expression}({', '.join(json.dumps(argument) for argument in arguments)})"
    return json.loads(context.eval(f"JSON.stringify({call})"))
