"""The book as one page, from which the PDF is printed: contents in front, solutions at the back, links that arrive.

Pages are written for themselves, so two of them may name a section alike. On one page each link must say which one it
means.
"""

from collections.abc import Iterator
from html import escape

from docutils import nodes
from landing import chapters, pdf_link
from sphinx import addnodes
from sphinx.application import Sphinx

SOLUTIONS = "Worked solutions"
WITHOUT = ("starts",)  # buttons of the landing page


def one_page(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Rearrange the book before it is written."""
    if app.builder.name != "singlehtml":
        return
    distinguish_sections(doctree)
    for place in list(doctree.findall(chapters)):
        section = place.parent
        section.parent.remove(section)
    for node in list(doctree.findall(nodes.container)):
        if set(node["classes"]) & set(WITHOUT):
            node.parent.remove(node)
    for place in list(doctree.findall(pdf_link)):
        place.parent.remove(place)
    first = next(iter(doctree.findall(addnodes.start_of_file))).parent
    first.parent.insert(first.parent.index(first), contents(app, headings(doctree)))
    gather_solutions(app, doctree)


def files(doctree: nodes.document) -> Iterator[tuple[str, nodes.Element]]:
    """Yield every node with the page that it stands on."""
    stack: list[tuple[str, nodes.Node]] = [(doctree.settings.env.config.master_doc, doctree)]
    while stack:
        page, node = stack.pop()
        if isinstance(node, addnodes.start_of_file):
            page = node["docname"]
        if isinstance(node, nodes.Element):
            yield page, node
            stack.extend((page, child) for child in node.children)


def distinguish_sections(doctree: nodes.document) -> None:
    """Give each section a second name that holds its page's, and let links use it."""
    known = set()
    for page, node in list(files(doctree)):
        if isinstance(node, nodes.section):
            known |= {(page, name) for name in node["ids"]}
            targets = [nodes.target("", "", ids=[anchor(page, name)]) for name in node["ids"]]
            node.children[0].extend(targets)
            for target in targets:
                target.parent = node.children[0]
    for page, node in list(files(doctree)):
        if not isinstance(node, nodes.reference):
            continue
        other, _, name = node.get("refuri", "").removeprefix("#document-").partition("#")
        if node.get("refuri", "").startswith("#document-") and (other, name) in known:
            node["refuri"] = f"#{anchor(other, name)}"
        elif (page, node.get("refid")) in known:
            node["refuri"] = f"#{anchor(page, node.attributes.pop('refid'))}"


def anchor(page: str, name: str) -> str:
    """Return the name of a section that no other page has."""
    return f"{page.replace('/', '-')}--{name}"


def headings(doctree: nodes.document) -> dict[str, str]:
    """Return for each page the anchor in its heading."""
    found = {}
    for file in doctree.findall(addnodes.start_of_file):
        section = next(iter(file.findall(nodes.section)))
        found[file["docname"]] = anchor(file["docname"], section["ids"][0])
    return found


def contents(app: Sphinx, places: dict[str, str]) -> nodes.section:
    """Return the table of contents; the page numbers are filled in when they are known."""
    parts = []
    for tree in app.config.external_site_map.root.subtrees:
        rows = [row(number(app, name), app.env.titles[name].astext(), places[name]) for name in tree.files()]
        parts.append(part(tree.caption or "", rows))
    parts.append(part("At the back", [row("", SOLUTIONS, "all-solutions")]))
    table = nodes.raw("", f'<nav class="pdf-contents">{"".join(parts)}</nav>', format="html")
    return nodes.section("", nodes.title("", "Contents"), table, ids=["contents"])


def number(app: Sphinx, name: str) -> str:
    """Return the number of a chapter; other pages have none."""
    return ".".join(map(str, app.env.toc_secnumbers.get(name, {}).get("", ())))


def part(caption: str, rows: list[str]) -> str:
    """Return one part of the contents."""
    return f"<p>{escape(caption)}</p><ul>{''.join(rows)}</ul>"


def row(number: str, title: str, place: str) -> str:
    """Return one line of the contents: number, title, and the room for the number of the sheet."""
    sheet = f'<span class="pdf-page" data-place="{place}"></span>'
    return f'<li><span>{number}</span><a href="#{place}">{escape(title)}</a>{sheet}</li>'


def gather_solutions(app: Sphinx, doctree: nodes.document) -> None:
    """Move the worked solutions of all chapters to the back."""
    back = nodes.section("", nodes.title("", SOLUTIONS), ids=["all-solutions"])
    for page, node in list(files(doctree)):
        if isinstance(node, nodes.section) and "mc-worked-solutions" in node["classes"]:
            node.parent.remove(node)
            node.children[0].children = [nodes.Text(app.env.titles[page].astext())]
            node["ids"] = [f"solutions-of-{page.replace('/', '-')}"]
            back.insert(1, node)  # the walk comes from the back
    if len(back.children) > 1:
        doctree.children[-1].append(back)


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the handler."""
    app.connect("doctree-resolved", one_page, priority=100)  # before the lists of the landing page are filled
    return {"parallel_read_safe": True, "parallel_write_safe": True}
