"""Every page of the built book, in a real browser: quiet, self-contained, accessible, and no wider than the screen."""

import contextlib
import json
import re
from collections.abc import Callable
from itertools import product

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from browser import drawn
from conftest import HTML, PAGES, ROOT, Visit
from playwright.sync_api import TimeoutError, expect

NOTEBOOKS = [page for page in PAGES if (ROOT / page).with_suffix(".ipynb").exists()]
CHAPTERS = ["book/partials-and-gradients.html", "book/jacobian.html"]
TOC = yaml.safe_load((ROOT / "_toc.yml").read_text())
NUMBERED = [
    f"{chapter['file']}.html" for part in TOC["parts"] if part.get("numbered") for chapter in part["chapters"]
]
# Axe takes a heading that is one formula for an empty one; LAYOUT looks for truly empty ones itself.
AXE = {"rules": {"empty-table-header": {"enabled": False}}, "resultTypes": ["violations"]}
# KaTeX's picture of a formula is hidden from assistive technology, and its MathML beside it is checked. An empty box of
# its size takes its place, since walking through its hundred parts costs axe half of its time.
EMPTY_FORMULAS = """() => {
    const pictures = [...document.querySelectorAll(".katex-html")];
    const sizes = pictures.map((picture) => picture.getBoundingClientRect());
    pictures.forEach((picture, i) => {
        picture.replaceChildren();
        picture.style.cssText = `display: inline-block; width: ${sizes[i].width}px; height: ${sizes[i].height}px`;
    });
}"""
# What is laid out badly: too wide, out of the keyboard's reach, or a heading that says nothing.
LAYOUT = """() => {
    const all = (selector) => [...document.querySelectorAll(selector)];
    const isScrolled = (box) => box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 0
        && ["auto", "scroll"].includes(getComputedStyle(box).overflowX) && !box.closest("details:not([open])");
    const start = (box) => box.outerHTML.slice(0, 120);
    return [
        ...all("html").filter((page) => page.scrollWidth > innerWidth).map(() => "wider than the screen"),
        ...all("article *").filter((box) => isScrolled(box) && box.tabIndex < 0)
            .map((box) => `scrolls, but not by keyboard: ${start(box)}`),
        ...all("th").filter((head) => !head.textContent.trim()).map((head) => `an empty heading: ${start(head)}`),
    ];
}"""


def bad_layout(visit: Visit) -> list[str]:
    """Return what is laid out badly, a line each, once the page has had time to answer to its size."""
    with contextlib.suppress(TimeoutError):
        visit.page.wait_for_function(f"() => ({LAYOUT})().length === 0")
    return visit.page.evaluate(LAYOUT)


def violations(visit: Visit) -> list[str]:
    """Return what axe-core finds wrong, a line each. The page is good for nothing else afterwards."""
    visit.page.evaluate(EMPTY_FORMULAS)
    found = Axe().run(visit.page, options=AXE).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


def test_the_book_is_built() -> None:
    assert set(CHAPTERS) <= set(PAGES), "there is no built chapter: run `make html` first"


# Colours depend on the theme alone and places on the width alone, so axe, which is slow, sees each once.
@pytest.mark.parametrize(("page", "look"), list(product(PAGES, (("light", 1280, 390), ("dark", 390, 1280)))))
def test_page(visit: Callable[..., Visit], page: str, look: tuple[str, int, int]) -> None:
    theme, width, other_width = look
    seen = visit(page, theme=theme, width=width)
    for wide in (width, other_width, width):
        seen.page.set_viewport_size({"width": wide, "height": 900})
        drawn(seen.page)
        assert bad_layout(seen) == []
    assert violations(seen) == []
    assert seen.problems == []


def test_axe_finds_a_planted_fault(visit: Callable[..., Visit]) -> None:
    seen = visit("book/index.html")
    seen.page.evaluate("""() => {
        document.querySelector('article').insertAdjacentHTML('beforeend',
            '<img src="data:,"><p style="color: #999; background: #fff">too pale to read</p>');
    }""")
    found = "\n".join(violations(seen))
    assert "image-alt" in found
    assert "color-contrast" in found


def test_a_bad_layout_would_be_noticed(visit: Callable[..., Visit]) -> None:
    seen = visit("book/index.html")
    seen.page.evaluate("""() => {
        document.querySelector('article').insertAdjacentHTML('beforeend',
            '<table><tr><th> </th></tr></table><div class="planted" style="overflow-x: auto"><hr></div>');
        document.querySelector('.planted hr').style.width = '3000px';
    }""")
    head, box = sorted(seen.page.evaluate(LAYOUT))
    assert head.startswith("an empty heading: <th>")
    assert box.startswith('scrolls, but not by keyboard: <div class="planted"')
    seen.page.evaluate("document.querySelector('.planted').style.overflowX = 'visible'")
    assert "wider than the screen" in seen.page.evaluate(LAYOUT)


def test_a_foreign_request_would_be_noticed(visit: Callable[..., Visit]) -> None:
    seen = visit("book/index.html")
    seen.page.evaluate("fetch('http://127.0.0.1:9/elsewhere').catch(() => {})")
    seen.page.wait_for_load_state("networkidle")
    assert any(problem.startswith("foreign") for problem in seen.problems)


def test_the_address_of_the_book_leads_to_its_first_page(visit: Callable[..., Visit]) -> None:
    # The front door leads on at once, so there is nothing to wait for on it.
    page = visit("index.html", until="commit").page
    page.wait_for_url("**/book/index.html")
    assert page.get_by_role("heading", level=1).inner_text().startswith("Matrix calculus")


def test_search_finds_a_word(visit: Callable[..., Visit]) -> None:
    seen = visit("search.html?q=parallelogram")
    hit = seen.page.locator("#search-results a[href*='book/jacobian.html']")
    hit.press("Enter")  # other hits come in above it, and would move it away from a mouse
    seen.page.wait_for_url("**/book/jacobian.html*", wait_until="networkidle")
    assert "parallelogram" in seen.page.locator("article").inner_text()
    assert seen.problems == []


@pytest.mark.parametrize("page", NOTEBOOKS)
def test_a_notebook_can_be_downloaded(page: str) -> None:
    (link,) = re.findall(r'<a href="([^"]*)" download>', (HTML / page).read_text(encoding="utf-8"))
    copy = (HTML / page).parent / link
    assert copy.name == (ROOT / page).with_suffix(".ipynb").name
    downloaded = json.loads(copy.read_text(encoding="utf-8"))
    header = downloaded["cells"].pop(0)
    assert downloaded == json.loads((ROOT / page).with_suffix(".ipynb").read_text(encoding="utf-8"))
    # The first line leads back: from where the copy lies in the built book, since no address is set here.
    links = re.findall(r"\]\((.+?)\)", "".join(header["source"]))
    assert [(copy.parent / link).resolve() for link in links] == [HTML / page, HTML / "book/index.html"]


def test_a_click_downloads_the_notebook(visit: Callable[..., Visit]) -> None:
    page = visit("book/jacobian.html").page
    with page.expect_download() as started:
        page.get_by_role("link", name="Download this notebook").click()
    assert started.value.suggested_filename == "jacobian.ipynb"
    assert started.value.path().read_bytes() == (HTML / "_sources/book/jacobian.ipynb").read_bytes()


@pytest.mark.parametrize("page", CHAPTERS)
def test_a_chapter_reads_without_scripts(visit: Callable[..., Visit], page: str) -> None:
    seen = visit(page, java_script_enabled=False)
    assert seen.page.locator("article .katex-html").first.is_visible()
    assert seen.page.locator("article .picture svg").first.is_visible()


@pytest.mark.parametrize("page", CHAPTERS)
def test_a_chapter_works_from_the_file_system(visit: Callable[..., Visit], page: str) -> None:
    seen = visit(page, base=HTML.as_uri())
    assert seen.problems == []
    seen.page.get_by_role("link", name="Next").first.press("Enter")
    seen.page.wait_for_url(lambda address: not address.endswith(page), wait_until="networkidle")
    assert seen.page.locator("h1").first.is_visible()
    assert seen.problems == []


def test_the_theme_switch_changes_the_paper_and_the_pictures(visit: Callable[..., Visit]) -> None:
    seen = visit("book/jacobian.html", theme="light")

    def colours() -> list[str]:
        return seen.page.evaluate("""() => [
            getComputedStyle(document.body).backgroundColor,
            getComputedStyle(document.querySelector('article .q-x')).color,
        ]""")

    light = colours()
    switch = seen.page.locator(".theme-toggle-content .theme-toggle")
    for _ in range(3):  # auto, light, dark, in an order that depends on the system's theme
        switch.click()
        if seen.page.evaluate("document.body.dataset.theme") == "dark":
            break
    dark = colours()
    assert all(before != after for before, after in zip(light, dark, strict=True))


@pytest.mark.parametrize("page", CHAPTERS)
def test_numbered_equations_are_referred_to_by_number(visit: Callable[..., Visit], page: str) -> None:
    article = visit(page).page.locator("article")
    numbers = article.locator(".eqno").all_inner_texts()
    assert len(numbers) == len(set(numbers)) > 0


def test_formulas_carry_mathml_for_screen_readers(visit: Callable[..., Visit]) -> None:
    article = visit("book/jacobian.html").page.locator("article")
    assert article.locator(".katex").count() == article.locator(".katex-mathml math").count() > 20


def test_the_arrow_of_a_vector_stands_above_its_letter(visit: Callable[..., Visit]) -> None:
    seen = visit("book/reference/notation.html")
    distances = seen.page.evaluate("""() => [...document.querySelectorAll(".katex .overlay svg")].map((arrow) => {
        const [a, letter] = [arrow, arrow.closest(".mord.accent")].map((box) => box.getBoundingClientRect());
        return [Math.abs(a.x + a.width / 2 - letter.x - letter.width / 2), Math.abs(a.top - letter.top), a.width];
    })""")
    assert len(distances) >= 2
    assert all(aside < 5 and above < 12 and width > 3 for aside, above, width in distances)


def test_the_landing_page_lists_the_chapters_in_their_order(visit: Callable[..., Visit]) -> None:
    listed = visit("book/index.html").page.locator(".chapter-list li")
    links = listed.locator("a").evaluate_all(
        "links => links.map((link) => link.pathname.split('/').slice(-1)[0])"
    )
    numbers = listed.locator(".chapter-list-number").all_inner_texts()
    assert [f"book/{link}" for link, number in zip(links, numbers, strict=True) if number] == NUMBERED
    assert [number for number in numbers if number] == [str(number) for number in range(1, 13)]
    assert all(len(text) > 20 for text in listed.locator(".chapter-list-text").all_inner_texts())


def test_the_first_doubt_names_the_chapter_to_begin_with(visit: Callable[..., Visit]) -> None:
    page = visit("book/is-this-for-me.html").page
    place = page.locator(".mc-start")
    expect(place).to_be_hidden()
    first, second = (page.locator(f"#start-{number}.mc-q-alive") for number in (1, 2))
    first.locator(".mc-q-options input").nth(1).check()
    first.get_by_role("button", name="Check").click()
    expect(place).to_have_text("The first is right. Begin with Scalar derivative rules.")
    page.locator("#start-2").scroll_into_view_if_needed()
    second.get_by_role("textbox").fill("3x^2 + 5")
    second.get_by_role("button", name="Check").click()
    both = "The first 2 are right. Begin with Partial derivatives and the gradient."
    expect(place).to_have_text(both)
    page.reload()
    expect(place).to_have_text(both)
    place.get_by_role("link").press("Enter")  # boxes above it may still be growing: a mouse could miss it
    expect(page.locator("h1")).to_contain_text(re.compile("^3. Partial derivatives"))
