"""Every page of the built book, in a real browser: quiet, self-contained, accessible, and no wider than the screen."""

import json
import re
from collections.abc import Callable
from itertools import product
from os.path import normpath

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from conftest import HTML, PAGES, ROOT, Visit

NOTEBOOKS = [page for page in PAGES if (ROOT / page).with_suffix(".ipynb").exists()]
CHAPTERS = ["book/partials-and-gradients.html", "book/jacobian.html"]
TOC = yaml.safe_load((ROOT / "_toc.yml").read_text())
NUMBERED = [
    f"{chapter['file']}.html" for part in TOC["parts"] if part.get("numbered") for chapter in part["chapters"]
]
# KaTeX's picture of a formula is hidden from assistive technology, and its MathML beside it is checked.
AXE = {"exclude": [[".katex-html"]]}
# Axe takes a heading that is one formula for an empty one; `test_page` looks for truly empty ones itself.
RULES = {"rules": {"empty-table-header": {"enabled": False}}}
WORDLESS = "() => [...document.querySelectorAll('th')].filter((head) => !head.textContent.trim()).length"


def settle(visit: Visit) -> None:
    """Wait until the page has been drawn anew: what answers to a new size does so once a frame."""
    visit.page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )


def violations(visit: Visit) -> list[str]:
    """Return what axe-core finds wrong, a line each."""
    found = Axe().run(visit.page, context=AXE, options=RULES).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


def test_the_book_is_built() -> None:
    assert set(CHAPTERS) <= set(PAGES), "there is no built chapter: run `make html` first"


# Colours depend on the theme alone and places on the width alone, so axe, which is slow, sees each once.
@pytest.mark.parametrize(("page", "look"), list(product(PAGES, (("light", 1280, 390), ("dark", 390, 1280)))))
def test_page(visit: Callable[..., Visit], page: str, look: tuple[str, int, int]) -> None:
    theme, width, other_width = look
    seen = visit(page, theme=theme, width=width)
    settle(seen)
    assert violations(seen) == []
    for wide in (width, other_width):
        seen.page.set_viewport_size({"width": wide, "height": 900})
        settle(seen)
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= wide
    assert seen.page.evaluate(WORDLESS) == 0
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


def test_a_foreign_request_would_be_noticed(visit: Callable[..., Visit]) -> None:
    seen = visit("book/index.html")
    seen.page.evaluate("fetch('http://127.0.0.1:9/elsewhere').catch(() => {})")
    seen.page.wait_for_load_state("networkidle")
    assert any(problem.startswith("foreign") for problem in seen.problems)


def test_the_address_of_the_book_leads_to_its_first_page(visit: Callable[..., Visit]) -> None:
    page = visit("index.html").page
    page.wait_for_url("**/book/index.html")
    assert page.get_by_role("heading", level=1).inner_text().startswith("Matrix calculus")


def test_search_finds_a_word(visit: Callable[..., Visit]) -> None:
    seen = visit("search.html?q=parallelogram")
    hit = seen.page.locator("#search-results a[href*='book/jacobian.html']")
    hit.wait_for()
    hit.click()
    seen.page.wait_for_load_state("networkidle")
    assert "parallelogram" in seen.page.locator("article").inner_text()
    assert seen.problems == []


@pytest.mark.parametrize("page", NOTEBOOKS)
def test_a_notebook_can_be_downloaded(visit: Callable[..., Visit], page: str) -> None:
    seen = visit(page)
    with seen.page.expect_download() as started:
        seen.page.get_by_role("link", name="Download this notebook").click()
    source = (ROOT / page).with_suffix(".ipynb")
    downloaded = json.loads(started.value.path().read_text())
    header = downloaded["cells"].pop(0)
    assert downloaded == json.loads(source.read_text())
    assert started.value.suggested_filename == source.name
    # The first line leads back: from where the copy lies in the built book, since no address is set here.
    links = re.findall(r"\]\((.+?)\)", "".join(header["source"]))
    folder = (HTML / "_sources" / page).parent
    assert [normpath(folder / link) for link in links] == [str(HTML / page), str(HTML / "book/index.html")]


@pytest.mark.parametrize("page", CHAPTERS)
def test_a_chapter_reads_without_scripts(visit: Callable[..., Visit], page: str) -> None:
    seen = visit(page, java_script_enabled=False)
    assert seen.page.locator("article .katex-html").first.is_visible()
    assert seen.page.locator("article .picture svg").first.is_visible()


@pytest.mark.parametrize("page", CHAPTERS)
def test_a_chapter_works_from_the_file_system(visit: Callable[..., Visit], page: str) -> None:
    seen = visit(page, base=HTML.as_uri())
    assert seen.problems == []
    seen.page.get_by_role("link", name="Next").first.click()
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


@pytest.mark.parametrize("page", NOTEBOOKS)
def test_what_is_too_wide_scrolls_by_keyboard(visit: Callable[..., Visit], page: str) -> None:
    seen = visit(page, width=390)
    settle(seen)
    unreachable = seen.page.evaluate("""() => [...document.querySelectorAll('article *')].filter((box) =>
        box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 0 && box.tabIndex < 0
        && !box.closest('details:not([open])')
        && ['auto', 'scroll'].includes(getComputedStyle(box).overflowX)).map((box) => box.outerHTML.slice(0, 120))""")
    assert unreachable == []


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
    assert place.is_hidden()
    page.locator("#start-1 .mc-q-options input").nth(1).check()
    page.locator("#start-1").get_by_role("button", name="Check").click()
    page.locator("#start-1").get_by_text("Right.").wait_for()
    assert place.inner_text() == "The first is right. Begin with Scalar derivative rules."
    page.locator("#start-2").scroll_into_view_if_needed()
    page.locator("#start-2").get_by_role("textbox").fill("3x^2 + 5")
    page.locator("#start-2").get_by_role("button", name="Check").click()
    page.locator("#start-2").get_by_text("Right.").wait_for()
    assert place.inner_text() == "The first 2 are right. Begin with Partial derivatives and the gradient."
    page.reload()
    assert place.inner_text().endswith("Begin with Partial derivatives and the gradient.")
    with page.expect_navigation():
        place.get_by_role("link").click()
    assert page.locator("h1").inner_text().startswith("3. Partial derivatives")
