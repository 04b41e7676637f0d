"""The book's palette: one colour for each mathematical quantity, in text, formulas and figures alike.

Every colour has a value for the light and one for the dark theme. Both reach a contrast of 4.5 to 1 against the
paper of their theme (WCAG AA for text), and colour is never the only carrier of a meaning. The book turns this table
into CSS custom properties (``--mc-x`` and so on); figures refer to those, so a picture follows the reader's theme.
"""

from typing import NamedTuple


class Colour(NamedTuple):
    """A colour in both themes, as ``#rrggbb``, and what it stands for."""

    light: str
    dark: str
    stands_for: str


PALETTE: dict[str, Colour] = {
    "x": Colour("#1b5e9b", "#82bdf2", "inputs: x"),
    "w": Colour("#9c4a06", "#f2a661", "weights: w, W"),
    "b": Colour("#6a5a00", "#d8c35c", "bias: b"),
    "z": Colour("#6b3fa0", "#c6a5f0", "affine value: z = w . x + b"),
    "a": Colour("#1c6b47", "#7fcca3", "activation: a = max(0, z)"),
    "y": Colour("#0a6872", "#70c8d0", "the second variable, the output or the target: y"),
    "grad": Colour("#b01e3c", "#ff8f96", "gradient and other derivatives"),
    "paper": Colour("#fdfbf6", "#1b1a18", "background"),
    "card": Colour("#f6f2e9", "#252320", "background of code and figures"),
    "ink": Colour("#2a2723", "#e9e4da", "text"),
    "muted": Colour("#655f55", "#aaa296", "axes, captions"),
    "line": Colour("#ddd6c8", "#3c3832", "rules and grids"),
    "accent": Colour("#7a3b12", "#e8b07a", "links"),
}


def css_variable(name: str, /) -> str:
    """Return the CSS expression for a palette colour, with the light value as fallback.

    Parameters
    ----------
    name : str
        A key of `PALETTE`.

    Returns
    -------
    str
        For example ``var(--mc-x, #1b5e9b)``. Where no style sheet defines the property (JupyterLab, GitHub), the
        light colour is used.

    Raises
    ------
    ValueError
        If the palette has no such colour.

    Examples
    --------
    >>> css_variable("x")
    'var(--mc-x, #1b5e9b)'
    """
    if name not in PALETTE:
        raise ValueError(f"the palette has no colour {name!r}; it has {', '.join(PALETTE)}")
    return f"var(--mc-{name}, {PALETTE[name].light})"


def stylesheet() -> str:
    """Return the palette as a style sheet for the book: both themes, following the theme switch.

    Returns
    -------
    str
        CSS that defines ``--mc-<name>`` for every key of `PALETTE`.

    Examples
    --------
    >>> "--mc-x: #1b5e9b" in stylesheet()
    True
    """
    light = " ".join(f"--mc-{name}: {colour.light};" for name, colour in PALETTE.items())
    dark = " ".join(f"--mc-{name}: {colour.dark};" for name, colour in PALETTE.items())
    return (
        f"body {{ {light} }}\n"
        f'body[data-theme="dark"] {{ {dark} }}\n'
        f'@media (prefers-color-scheme: dark) {{ body:not([data-theme="light"]) {{ {dark} }} }}\n'
        f"@media print {{ body, body[data-theme] {{ {light} }} }}\n"
    )
