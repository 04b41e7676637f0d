"""Quiet colours for code: ink for the code itself, four hues of the book's palette for what the eye looks for."""

from pygments.style import Style
from pygments.token import Comment, Error, Keyword, Name, Number, Operator, String, Token

from mcalc_helpers.palette import PALETTE


def styles(theme: str) -> dict[object, str]:
    """Return Pygments' table of token styles for the ``light`` or ``dark`` theme."""
    colour = {name: getattr(entry, theme) for name, entry in PALETTE.items()}
    return {
        Token: colour["ink"],
        Comment: f"italic {colour['muted']}",
        Keyword: colour["accent"],
        Operator.Word: colour["accent"],
        String: colour["a"],
        Number: colour["y"],
        Name.Decorator: colour["z"],
        Error: colour["grad"],
    }


class Light(Style):
    """Code on light paper."""

    background_color = PALETTE["card"].light
    styles = styles("light")


class Dark(Style):
    """Code on dark paper."""

    background_color = PALETTE["card"].dark
    styles = styles("dark")
