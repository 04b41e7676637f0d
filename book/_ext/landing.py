"""What the landing page has of its own: the chapters, each with a sentence and the reader's progress, and the PDF."""

import shutil
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from practice import sheets
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

logger = logging.getLogger(__name__)

PDF = Path("_build", "pdf", "matrix-calculus.pdf")  # where `make pdf` leaves it, below the project's root


class chapters(nodes.General, nodes.Element):
    """The place of the list of chapters."""


class pdf_link(nodes.General, nodes.Element):
    """The place of the link to the PDF."""


class Chapters(SphinxDirective):
    """List the pages of the table of contents that have a sentence here: lines of ``name: sentence``."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Keep the sentences until all titles are known."""
        sentences = dict(line.split(": ", 1) for line in self.content if line.strip())
        place = chapters("", sentences=sentences)
        self.set_source_info(place)
        return [place]


class PdfLink(SphinxDirective):
    """Link to the book as a PDF, if it was made."""

    def run(self) -> list[nodes.Node]:
        """Leave the place."""
        return [pdf_link()]


def fill_chapters(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Write the list of chapters, part by part, in the order of the table of contents."""
    for place in doctree.findall(chapters):
        sentences = dict(place["sentences"])
        parts = []
        for tree in app.config.external_site_map.root.subtrees:
            files = [name for name in tree.files() if Path(name).name in sentences]
            rows = "".join(row(app, docname, name, sentences.pop(Path(name).name)) for name in files)
            if rows:
                parts.append(
                    f'<h3 class="chapter-list-part">{escape(tree.caption or "")}</h3><ul>{rows}</ul>'
                )
        if sentences:
            logger.warning("no such pages in the table of contents: %s", ", ".join(sentences), location=place)
        clear = '<button type="button" class="mc-progress-clear" hidden>Clear my progress</button>'
        listed = f'<div class="mc-progress-list">{"".join(parts)}{clear}</div>'
        place.replace_self(nodes.raw("", f'<div class="chapter-list">{listed}</div>', format="html"))


def row(app: Sphinx, here: str, name: str, sentence: str) -> str:
    """Return one page's line: its number, its title as a link, its sentence, and how far the reader is."""
    number = ".".join(map(str, app.env.toc_secnumbers.get(name, {}).get("", ())))
    title = escape(app.env.titles[name].astext())
    ids = [sheet["id"] for sheet in sheets(app.env).get(name, [])]
    place = f'<span class="mc-progress" data-ids="{" ".join(ids)}">{len(ids)} questions</span>' if ids else ""
    return (
        f'<li><span class="chapter-list-number">{number}</span><span class="chapter-list-text">'
        f'<a href="{app.builder.get_relative_uri(here, name)}">{title}</a> {escape(sentence)}</span>{place}</li>'
    )


def fill_pdf_link(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Write the link, or nothing."""
    made = Path(app.srcdir) / PDF
    for place in list(doctree.findall(pdf_link)):
        if made.exists() and app.builder.name == "html":
            size = f"{made.stat().st_size / 1e6:.1f} MB"
            html = f'<p class="pdf"><a href="../{PDF.name}">The whole book as a PDF</a> ({size})</p>'
            place.replace_self(nodes.raw("", html, format="html"))
        else:
            place.parent.remove(place)


def copy_pdf(app: Sphinx, problem: Exception | None) -> None:
    """Put the PDF beside the pages."""
    made = Path(app.srcdir) / PDF
    if problem is None and app.builder.name == "html" and made.exists():
        shutil.copy(made, Path(app.outdir) / PDF.name)


def landing_page(app: Sphinx, env: Any) -> list[str]:
    """Return the page to write anew whenever titles, questions or the PDF may have changed."""
    return [env.config.master_doc]


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the handlers."""
    app.add_node(chapters)
    app.add_node(pdf_link)
    app.add_directive("chapters", Chapters)
    app.add_directive("pdf-link", PdfLink)
    app.connect("env-updated", landing_page)
    app.connect("doctree-resolved", fill_chapters)
    app.connect("doctree-resolved", fill_pdf_link)
    app.connect("build-finished", copy_pdf)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
