"""What every page of the book has: the palette, our style sheet and script, the chapter header, inlined pictures."""

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from lighter_svg import lighter_figure, lighter_picture
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx_external_toc.api import SiteMap, TocTree

from mcalc_helpers.palette import stylesheet

logger = logging.getLogger(__name__)

EMPTY_HEADING = re.compile(r'<th class="head">\s*<p></p>\s*</th>')
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)

# The book's own address leads to its first page.
FRONT_DOOR = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<link rel="icon" href="_static/favicon.svg"><meta http-equiv="refresh" content="0; url={page}.html"></head>
<body><main><h1><a href="{page}.html">{title}</a></h1></main></body></html>
"""


def write_palette(app: Sphinx) -> None:
    """Write the palette of the package as the book's style sheet, so that pages and figures share one table."""
    if app.builder.format == "html":
        folder = Path(app.outdir) / "_static"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "palette.css").write_text(stylesheet(), encoding="utf-8")


def write_front_door(app: Sphinx) -> None:
    """Write the page that leads from the book's address to its landing page."""
    if app.builder.format == "html":
        door = FRONT_DOOR.format(title=app.config.html_title, page=app.config.master_doc)
        (Path(app.outdir) / "index.html").write_text(door, encoding="utf-8")


def quiet_dark_code(app: Sphinx) -> None:
    """Set the colours of code on dark paper: the theme makes this setting itself, too late for `_config.yml`."""
    app.config.pygments_dark_style = "code_style.Dark"


def inline_pictures(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put SVG pictures into the page itself: only then do they follow the page's theme.

    A picture without a ``<title>`` has no words for those who cannot see it: a warning, so the build fails.
    """
    if app.builder.format != "html":
        return
    glyphs: dict[str, str] = {}
    for number, image in enumerate(list(doctree.findall(nodes.image))):
        path = Path(app.srcdir) / image["uri"]
        if path.suffix != ".svg":
            continue
        svg = re.sub(r"^.*?(?=<svg)", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        title = TITLE.search(svg)
        if title is None:
            logger.warning("a picture without a <title>, so without alternative text", location=image)
            continue
        # As a label it is read out all the same, and does not pop up over the picture or in the search's highlights.
        label = title[1].replace('"', "&quot;")
        svg = svg.replace(title[0], "", 1).replace("<svg", f'<svg aria-label="{label}"', 1)
        svg = lighter_picture(svg, glyphs, number)
        image.replace_self(nodes.raw("", f'<div class="picture">{svg}</div>', format="html"))


def lighten_figures(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Make the still pictures of the interactive figures lighter."""
    for raw in doctree.findall(nodes.raw):
        if 'class="mc-figure"' in raw.astext():
            raw.children = [nodes.Text(lighter_figure(raw.astext()))]


def part_of(site_map: SiteMap, pagename: str) -> str:
    """Return the caption of the part of the table of contents that a page stands in."""

    def holds(tree: TocTree) -> bool:
        return any(
            name == pagename or any(map(holds, site_map[name].subtrees if site_map.get(name) else []))
            for name in tree.files()
        )

    return next(tree.caption or "" for tree in site_map.root.subtrees if holds(tree))


def chapter_header(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give a notebook's page its header: the part it belongs to, and the notebook to download."""
    if doctree is None or not app.env.doc2path(pagename).endswith(".ipynb"):
        return
    context["notebook"] = f"_sources/{pagename}.ipynb"
    context["part"] = part_of(app.config.external_site_map, pagename)


def figure_scripts(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give a page with interactive figures their style and the loader, which fetches the drawing when it is needed."""
    if 'class="mc-figure"' in context.get("body", ""):
        app.add_css_file("figures.css", priority=605)
        app.add_js_file("loader.js", loading_method="defer")


def empty_headings(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Make the empty corner of a table a plain cell: a heading without words is announced as one."""
    if "body" in context:
        context["body"] = EMPTY_HEADING.sub(r'<td class="head"></td>', context["body"])


def start_script(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the page "Is this for me?" the script that names a chapter to begin with."""
    if 'class="mc-start"' in context.get("body", ""):
        app.add_js_file("start.js", loading_method="defer")


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the handlers."""
    app.add_config_value("comments_config", {}, "html")  # Jupyter Book sets it; its extension is not loaded
    app.connect("builder-inited", write_palette)
    app.connect("builder-inited", write_front_door)
    app.connect("builder-inited", quiet_dark_code, priority=100)  # before the theme reads it
    app.connect("doctree-resolved", inline_pictures)
    app.connect("doctree-resolved", lighten_figures)
    app.connect("html-page-context", chapter_header)
    app.connect("html-page-context", figure_scripts)
    app.connect("html-page-context", start_script)
    app.connect("html-page-context", empty_headings)
    app.add_css_file("palette.css", priority=600)
    app.add_css_file("fonts/book-serif.css", priority=600)
    app.add_css_file("book.css", priority=610)
    app.add_js_file("book.js", loading_method="defer")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
