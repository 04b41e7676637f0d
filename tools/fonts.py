"""Cut a font in two: what nearly every page shows, and the rest, which a browser fetches only where it is needed.

No glyph is lost. Style sheets name both files with their ``unicode-range``, so a first visit loads half the bytes, and
a page with an unusual letter loads the other half as well. Hints for very coarse screens are left out.
"""

import io
from collections.abc import Iterable
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font
from fontTools.ttLib import TTFont

ASCII = "".join(map(chr, range(0x20, 0x7F)))
# What English prose of this book is written with.
TEXT = ASCII + "\u00a0¶·×°½é–—‘’“”…−"
# What its formulas are written with. U+E020 is the stroke of KaTeX's "not equal".
MATHS = ASCII + "\u00a0\u2009\u200b\ue020–‘’“”·×°±ΔΣαβγδεηθλμπστφϕ∂∇∈∞∣∥−≈≠≤≥⊗⊘⊙⊤⋅⋮⋯⋱◯′…←→↑↓↦⇒⟨⟩√∑"

FAMILY = "Book Serif"  # "Source" is a name reserved by its licence for the unmodified font
KEEP = ("kern", "mark", "mkmk", "ccmp", "liga", "locl")


def subset(data: bytes, characters: Iterable[int], family: str | None = None) -> bytes:
    """Return the font, as woff2, with these characters only, under another family name where one is given."""
    options = Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = list(KEEP)
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    font = load_font(io.BytesIO(data), options)
    tool = Subsetter(options)
    tool.populate(unicodes=characters)
    tool.subset(font)
    if family:
        rename(font, family)
    out = io.BytesIO()
    save_font(font, out, options)
    return out.getvalue()


def rename(font: TTFont, family: str) -> None:
    """Give the font another family name; its copyright and licence stay as they are."""
    for entry in font["name"].names:
        if entry.nameID in (1, 4):
            entry.string = family
        elif entry.nameID == 6:
            entry.string = family.replace(" ", "")


def halves(data: bytes, common: str, family: str | None = None) -> tuple[bytes, bytes]:
    """Return the font cut in two: the common characters, and all others that it has."""
    has = set(TTFont(io.BytesIO(data)).getBestCmap())
    often = has & set(map(ord, common))
    return subset(data, often, family), subset(data, has - often, family)


def unicode_range(font: bytes) -> str:
    """Return the characters of a font in the form of the CSS property ``unicode-range``."""
    codes = sorted(TTFont(io.BytesIO(font)).getBestCmap())
    starts = [code for code in codes if code - 1 not in set(codes)]
    ends = [code for code in codes if code + 1 not in set(codes)]
    runs = (
        f"{start:X}-{end:X}" if start < end else f"{start:X}" for start, end in zip(starts, ends, strict=True)
    )
    return ",".join(f"U+{run}" for run in runs)


def rest_of(path: Path) -> Path:
    """Return where the rare half of a font is stored."""
    return path.with_name(f"{path.stem}-rest{path.suffix}")


def write_halves(path: Path, data: bytes, common: str, family: str | None = None) -> None:
    """Store a font in two files."""
    often, rest = halves(data, common, family)
    path.write_bytes(often)
    rest_of(path).write_bytes(rest)
