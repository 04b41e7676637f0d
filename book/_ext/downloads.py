"""The notebooks as they are downloaded: what is stored, with a first line that leads back to the page.

The address of the published book is not known in the repository: the publishing workflow gives it as BOOK_URL. Without
it the line holds a relative link, which leads to the page as long as the notebook lies in the folder of the built book.
"""

import os
from pathlib import Path

import nbformat
from nbformat.v4 import new_markdown_cell
from sphinx.application import Sphinx
from sphinx.config import Config

HEADER = "*[{title}]({page}), a page of the book [{book}]({home})*"


def take_address(app: Sphinx, config: Config) -> None:
    """Take the address of the published book, which also goes into each page as its canonical address."""
    config.html_baseurl = os.environ.get("BOOK_URL", "")


def lead_back(app: Sphinx, problem: Exception | None) -> None:
    """Write the first line into the copy of each notebook."""
    if problem is not None or app.builder.name != "html":
        return
    for docname in app.env.all_docs:
        copy = Path(app.outdir) / "_sources" / f"{docname}.ipynb"
        if not copy.exists() or not app.env.doc2path(docname).endswith(".ipynb"):
            continue
        notebook = nbformat.read(app.env.doc2path(docname), as_version=4)
        header = HEADER.format(
            title=app.env.titles[docname].astext(),
            page=address(app, docname, docname),
            book=app.config.html_title,
            home=address(app, docname, app.config.master_doc),
        )
        notebook.cells.insert(0, new_markdown_cell(header, id="from-the-book"))
        nbformat.write(notebook, copy)


def address(app: Sphinx, here: str, docname: str) -> str:
    """Return the address of a page: the published one, or seen from the copy of the notebook ``here``."""
    if base := app.config.html_baseurl:
        return f"{base.rstrip('/')}/{docname}.html"
    up = "../" * (1 + here.count("/"))  # _sources/book/jacobian.ipynb lies two folders below the book
    return f"{up}{docname}.html"


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the handlers."""
    app.connect("config-inited", take_address)
    app.connect("build-finished", lead_back)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
