"""Print the package's table of rules into the page "Rules", when that page is read."""

from pathlib import Path

from sphinx.application import Sphinx

import mcalc_helpers.rules
import mcalc_helpers.rules_page

PAGE = "book/reference/rules"


def append_rules(app: Sphinx, docname: str, source: list[str]) -> None:
    """Append the table; each rule links to its chapter where the book has that chapter."""
    if docname != PAGE:
        return
    for module in (mcalc_helpers.rules, mcalc_helpers.rules_page):
        app.env.note_dependency(module.__file__)
    chapters = {
        Path(name).stem: f"../{Path(name).stem}.ipynb" for name in app.env.found_docs if name.count("/") == 1
    }
    source[0] += mcalc_helpers.rules_page.rules_table(chapters)


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the handler."""
    app.connect("source-read", append_rules)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
