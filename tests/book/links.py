"""Find links in built pages that lead nowhere."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Anchors(HTMLParser):
    """Collect what a page links to and what in it can be linked to."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name in ("href", "src") and value and tag != "use":
                self.links.append(value)
            elif name == "id" and value:
                self.ids.add(value)


def parse(page: Path) -> Anchors:
    anchors = Anchors()
    anchors.feed(page.read_text(encoding="utf-8"))
    return anchors


def broken_links(folder: Path) -> Iterator[str]:
    """Yield a line for every internal link of a folder of pages whose file or anchor does not exist."""
    pages = {page: parse(page) for page in folder.rglob("*.html")}
    for page, anchors in pages.items():
        for link in anchors.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            here = page.relative_to(folder)
            if parts.path.startswith("/"):
                yield f"{here}: {link} is absolute, and breaks under a sub-path"
            elif not target.is_file():
                yield f"{here}: {link} leads to no file"
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
                yield f"{here}: {link} leads to no place on that page"
