"""Make the drawings in a page lighter, with nothing to be seen of it.

Notebooks store a picture as its program wrote it, complete and readable. On its way into a page it loses what a browser
does not need: points on the line between their neighbours, thousandths of a pixel, spaces, fallbacks for a palette
that the book always has, and second copies of the same letter.
"""

import re

from lighter_path import shorter_path

# Matplotlib draws letters as outlines in units of 1/64 of a hundredth of the size. Twenty of these are too little
# to see, so they become the unit.
GLYPH = re.compile(r'<path id="([^"]+)" d="([^"]+)" transform="scale\(0\.015625\)" */>')
UNIT = 20
UNSEEN = re.compile(r'<path d="[^"]*" style="fill: none" />')  # neither filled nor drawn
OUTLINE = re.compile(r' d="([^"]+)"')
FALLBACK = re.compile(r"(var\(--mc-[a-z]+), ?#[0-9a-f]{6}\)")
PLACE = re.compile(r'translate\([^)]*\)| [xy][12]?="[^"]*"')
LONG = re.compile(r"-?\d+\.\d{3,}")


def lighter_picture(svg: str, glyphs: dict[str, str], number: int) -> str:
    """Return a picture by Matplotlib in fewer bytes.

    Parameters
    ----------
    svg : str
        The drawing, as `mcalc_helpers.plots` stores it.
    glyphs : dict
        The outlines of letters that earlier pictures of the page have, with their ids; new ones are entered.
    number : int
        The number of the picture on its page, from which its ids are made.

    Returns
    -------
    str
        The drawing, to be put into the same page as the earlier ones.
    """
    svg = re.sub(r'(id="|#)mc-[0-9a-f]{10}-(\d+)', rf"\g<1>p{number}-\2", svg)
    svg = with_shorter_paths(shared_glyphs(UNSEEN.sub("", svg), glyphs))
    svg = PLACE.sub(lambda place: LONG.sub(lambda number: f"{float(number[0]):.2f}", place[0]), svg)
    return re.sub(r">\s+<", "><", svg)


def lighter_figure(html: str) -> str:
    """Return an interactive figure's HTML with its still picture in fewer bytes, and its data as they are."""
    still, script, data = html.partition("<script")
    return with_shorter_paths(still) + script + data


def with_shorter_paths(drawing: str) -> str:
    """Return a drawing with shorter outlines and names of colours."""
    drawing = OUTLINE.sub(lambda outline: f' d="{shorter_path(outline[1])}"', drawing)
    return FALLBACK.sub(r"\1)", drawing)


def shared_glyphs(svg: str, glyphs: dict[str, str]) -> str:
    """Draw each letter from one outline, even if several pictures of the page use it."""
    renamed: dict[str, str] = {}

    def known(glyph: re.Match[str]) -> str:
        name, outline = glyph[1], glyph[2]
        if outline in glyphs:
            renamed[name] = glyphs[outline]
            return ""
        glyphs[outline] = name
        return f'<path id="{name}" d="{shorter_path(outline, UNIT, 1)}" transform="scale({UNIT / 64:g})"/>'

    svg = GLYPH.sub(known, svg)
    svg = re.sub(r"<defs>\s*</defs>", "", svg)
    return re.sub(r'href="#([^"]+)"', lambda use: f'href="#{renamed.get(use[1], use[1])}"', svg)
