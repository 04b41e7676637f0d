"""Print the one-page book to a PDF: ``python tools/pdf.py page.html book.pdf``, with $CHROMIUM as the browser.

It is printed twice: only the first print tells on which pages the chapters begin.
"""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from pypdf import PdfReader

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
STYLE = Path(__file__).with_name("pdf.css")
# Only the text: neither the theme's side bars nor the signs that link to headings; both would be in the outline.
ONLY_THE_TEXT = """() => {
    document.body.replaceChildren(document.querySelector("article"));
    for (const sign of document.querySelectorAll(".headerlink, button, script")) sign.remove();
    for (const part of document.querySelectorAll("details.mc-worked")) part.open = true;
}"""
# A font that arrives while the page is being laid out for paper has its headings twice in the outline.
WAIT_FOR_FONTS = """async () => {
    await Promise.all([...document.fonts].map((face) => face.load()));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
FILL_IN = """(pages) => {
    const places = [...document.querySelectorAll(".pdf-page")];
    for (const place of places) place.textContent = pages[place.dataset.place];
    return places.map((place) => place.dataset.place).filter((name) => !(name in pages));
}"""


def print_book(source: Path, target: Path) -> int:
    """Print the page and return how many sheets it takes; refuse one that names a missing picture, style or font."""
    # The builder names styles and scripts as seen from the root of its folder, but writes the page below it.
    root = next(folder for folder in source.resolve().parents if (folder / "_static").is_dir())
    page_at_root = shutil.copy(source, root / "print.html")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=FLAGS)
        page = browser.new_page()
        page.set_default_timeout(0)  # the whole book takes a slow machine a while
        page.route("**/*.js", lambda route: route.abort())  # pictures and prompts as they stand
        missing: list[str] = []
        page.on(
            "requestfailed", lambda request: request.resource_type == "script" or missing.append(request.url)
        )
        page.goto(page_at_root.as_uri())
        page.evaluate(ONLY_THE_TEXT)
        page.emulate_media(media="print", color_scheme="light")
        page.add_style_tag(content=text_font(root))
        page.add_style_tag(path=STYLE)
        page.evaluate(WAIT_FOR_FONTS)
        if missing:
            raise ValueError(f"the book names files that are not there: {', '.join(missing)}")
        write(page, target)
        unknown = page.evaluate(FILL_IN, first_pages(target))
        if unknown:
            raise ValueError(f"no sheet was printed for: {', '.join(unknown)}")
        write(page, target)
        browser.close()
    return len(PdfReader(target).pages)


def text_font(root: Path) -> str:
    """Return the faces of the text font, to be waited for: a screen may do without it, paper may not."""
    faces = (root / "_static" / "fonts" / "book-serif.css").read_text(encoding="utf-8")
    return faces.replace("optional", "block").replace("url(", "url(_static/fonts/")


def write(page: Page, target: Path) -> None:
    """Print what the browser shows."""
    target.parent.mkdir(parents=True, exist_ok=True)
    page.pdf(path=target, prefer_css_page_size=True, tagged=True, outline=True)


def first_pages(pdf: Path) -> dict[str, int]:
    """Return the number of the sheet that each link of a printed book leads to."""
    reader = PdfReader(pdf)
    return {
        name.lstrip("/"): (reader.get_destination_page_number(place) or 0) + 1
        for name, place in reader.named_destinations.items()
    }


if __name__ == "__main__":
    sheets = print_book(Path(sys.argv[1]), Path(sys.argv[2]))
    print(f"{sys.argv[2]}: {sheets} pages, {Path(sys.argv[2]).stat().st_size / 1e6:.1f} MB")
