"""Fetch the few third-party files the book serves itself: KaTeX and the text fonts.

They are committed, so building the book needs neither Node nor the network. Run this only to update them: change a
version in the table, run ``python tools/vendor.py`` (it needs npm), look at the diff, and say so in the change log.
Fonts are cut in two on the way (`tools/fonts.py`), and the style sheets that name both halves are written here.
"""

import io
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path, PurePosixPath

from fonts import FAMILY, MATHS, TEXT, rest_of, subset, unicode_range, write_halves
from fontTools.ttLib import TTFont

BOOK = Path(__file__).resolve().parent.parent / "book"

# npm package and version -> {file or folder in the package: where it goes below book/}
PACKAGES = {
    "katex@0.16.47": {
        "dist/katex.min.js": "_ext/katex/katex.min.js",  # runs at build time only, never served
        "dist/katex.min.css": "assets/katex/katex.css",
        "dist/fonts": "assets/katex/fonts",
        "LICENSE": "assets/katex/LICENSE",
    },
    "@fontsource/source-serif-4@5.3.1": {
        "files/source-serif-4-latin-400-normal.woff2": "assets/fonts/book-serif-400.woff2",
        "files/source-serif-4-latin-400-italic.woff2": "assets/fonts/book-serif-400-italic.woff2",
        "files/source-serif-4-latin-600-normal.woff2": "assets/fonts/book-serif-600.woff2",
        "LICENSE": "assets/fonts/LICENSE",
    },
}


UNUSED = {"KaTeX_Main-Italic.woff2", "KaTeX_Main-BoldItalic.woff2"}  # see `lightened`
# The fonts that a page loads as a rule are cut in two: the file -> (characters of the first half, new family name).
CUT = {
    "KaTeX_Main-Regular.woff2": (MATHS, None),
    "KaTeX_Main-Bold.woff2": (MATHS, None),
    "KaTeX_Math-Italic.woff2": (MATHS, None),
    "book-serif-400.woff2": (TEXT, FAMILY),
    "book-serif-400-italic.woff2": (TEXT, FAMILY),
    "book-serif-600.woff2": (TEXT, FAMILY),
}
# One face of the text font: style, weight, file. `optional` never reflows a page that is being read.
FACES = (
    ("normal", 400, "book-serif-400"),
    ("italic", 400, "book-serif-400-italic"),
    ("normal", 600, "book-serif-600"),
)
FACE = (
    '@font-face{{font-display:optional;font-family:"{family}";font-style:{style};font-weight:{weight};'
    'src:url({file}.woff2) format("woff2")}}\n'
)


def lightened(css: str) -> str:
    """Drop from KaTeX's style sheet what a page need not load.

    Every browser that runs the book reads woff2. And the letters of formulas and figures share one italic, the
    mathematical one, which every chapter loads anyway.
    """
    css = re.sub(r',url\([^)]*\.(?:woff|ttf)\) format\("[^"]*"\)', "", css)
    return re.sub(r"KaTeX_Main-(?:Bold)?Italic\.", "KaTeX_Math-Italic.", css)


def store_font(path: Path, data: bytes) -> None:
    """Write a font, in two files where it is one of those that nearly every page loads."""
    if path.name in CUT:
        write_halves(path, data, *CUT[path.name])
    else:
        path.write_bytes(subset(data, TTFont(io.BytesIO(data)).getBestCmap()))


def with_halves(css: str, folder: Path) -> str:
    """Name both halves of each font that is in two, with the characters that each of them holds."""

    def both(face: re.Match[str]) -> str:
        often = folder / face["file"]
        rest = rest_of(often)
        if not rest.exists():
            return face[0]
        return "".join(
            face[0]
            .replace(often.name, half.name)
            .replace("}", f";unicode-range:{unicode_range(half.read_bytes())}}}")
            for half in (rest, often)
        )

    return re.sub(r"@font-face\{[^}]*?url\((?:fonts/)?(?P<file>[^)]+)\)[^}]*\}", both, css)


def write_style_sheets() -> None:
    """Write the faces of the text font, and name the halves in KaTeX's style sheet."""
    faces = "".join(FACE.format(family=FAMILY, style=s, weight=w, file=f) for s, w, f in FACES)
    fonts = BOOK / "assets" / "fonts"
    (fonts / "book-serif.css").write_text(with_halves(faces, fonts), encoding="utf-8")
    katex = BOOK / "assets" / "katex" / "katex.css"
    katex.write_text(with_halves(katex.read_text(encoding="utf-8"), katex.parent / "fonts"), encoding="utf-8")


def unpack(archive: tarfile.TarFile, wanted: dict[str, str]) -> None:
    """Write the wanted files of an npm archive below ``book/``."""
    for member in archive.getmembers():
        path = PurePosixPath(member.name).relative_to("package")
        for source, target in wanted.items():
            if path == PurePosixPath(source):
                destination = BOOK / target
            elif path.parent == PurePosixPath(source) and path.suffix == ".woff2" and path.name not in UNUSED:
                destination = BOOK / target / path.name
            else:
                continue
            stream = archive.extractfile(member)
            if stream is None:
                raise SystemExit(f"{member.name} is not a file")
            data = stream.read()
            if destination.suffix == ".css":
                data = lightened(data.decode()).encode()
            destination.parent.mkdir(parents=True, exist_ok=True)
            if destination.suffix == ".woff2":
                store_font(destination, data)
            else:
                destination.write_bytes(data)
            print(destination.relative_to(BOOK.parent))


def main() -> int:
    """Fetch every package of the table and unpack what is wanted of it."""
    for package, wanted in PACKAGES.items():
        with tempfile.TemporaryDirectory() as folder:
            packed = subprocess.run(
                ["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True, text=True
            )
            with tarfile.open(Path(folder) / packed.stdout.strip()) as archive:
                unpack(archive, wanted)
    write_style_sheets()
    return 0


if __name__ == "__main__":
    sys.exit(main())
