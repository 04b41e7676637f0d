"""The build refuses what a reader would stumble over: each fault, planted in a one-page book, is named and fails it."""

import shutil
import subprocess
from pathlib import Path

from conftest import ROOT

PAGE = r"""# A page

$$\undefinedcommand{x}$$

See {eq}`no-such-equation`, [nowhere](missing.md) and {ref}`no-such-label`.

![A picture](missing.png)

![A picture without words](wordless.svg)
"""

FAULTS = {
    "a formula that cannot be typeset": "Undefined control sequence",
    "a reference to no equation": "no-such-equation",
    "a link to no page": "missing.md",
    "a reference to no label": "no-such-label",
    "an image that is not there": "missing.png",
    "a picture without words": "without a <title>",
}


def test_the_build_names_every_planted_fault(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "book", tmp_path / "book", ignore=shutil.ignore_patterns("*.ipynb", "*.md"))
    shutil.copy(ROOT / "_config.yml", tmp_path)
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: book/page\n")
    (tmp_path / "book" / "page.md").write_text(PAGE)
    (tmp_path / "book" / "wordless.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"></svg>')
    command = ["jupyter-book", "build", "--warningiserror", "--nitpick", "--keep-going", "."]
    built = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert built.returncode == 1
    unnoticed = [fault for fault, sign in FAULTS.items() if sign not in built.stdout + built.stderr]
    assert unnoticed == []
