"""Fetch the few third-party files the book serves itself: KaTeX and the text fonts.

They are committed, so building the book needs neither Node nor the network. Run this only to update them: change a
version in the table, run ``python tools/vendor.py`` (it needs npm), look at the diff, and say so in the change log.
"""

import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path, PurePosixPath

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
        "files/source-serif-4-latin-400-normal.woff2": "assets/fonts/source-serif-4-400.woff2",
        "files/source-serif-4-latin-400-italic.woff2": "assets/fonts/source-serif-4-400-italic.woff2",
        "files/source-serif-4-latin-600-normal.woff2": "assets/fonts/source-serif-4-600.woff2",
        "LICENSE": "assets/fonts/LICENSE",
    },
}


UNUSED = {"KaTeX_Main-Italic.woff2", "KaTeX_Main-BoldItalic.woff2"}  # see `lightened`


def lightened(css: str) -> str:
    """Drop from KaTeX's style sheet what a page need not load.

    Every browser that runs the book reads woff2. And the letters of formulas and figures share one italic, the
    mathematical one, which every chapter loads anyway.
    """
    css = re.sub(r',url\([^)]*\.(?:woff|ttf)\) format\("[^"]*"\)', "", css)
    return re.sub(r"KaTeX_Main-(?:Bold)?Italic\.", "KaTeX_Math-Italic.", css)


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
    return 0


if __name__ == "__main__":
    sys.exit(main())
