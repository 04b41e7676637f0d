"""The questions in the built book, answered by typing, clicking and by keys alone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import drawn
from playwright.sync_api import expect

from mcalc_helpers.quiz.judge import run

from .book import HTML, PAGES, TYPED, is_typed, sheets
from .conftest import FULL_STORAGE, NO_STORAGE, living

# The rest of the page, and its formulas, are the concern of the tests of the book.
AXE = {"include": [[".mc-question"], [".chapter-head"]], "exclude": [[".katex"]]}
HOME = "book/index"
# A chapter with typed questions whose right answers the table has.
CHAPTER = "book/partials-and-gradients"
TYPED_HERE = [(CHAPTER, "partials-1"), (CHAPTER, "partials-3"), ("book/jacobian", "jacobian-2")]


def verdict(question):
    return question.get_by_role("status")


def check(question):
    question.get_by_role("button", name=re.compile("^Check")).press("Enter")


def arrange(question, sheet):
    """Put the lines of a question into the order of its steps."""
    order = run("offeredOrder", sheet)
    for place in range(len(order)):
        for now in range(order.index(place), place, -1):
            question.locator(".mc-q-options > li").nth(now).locator(".mc-q-move").first.click()
            order.insert(now - 1, order.pop(now))


def answer_rightly(question, sheet):
    """Give the right answer where it can be read off the sheet; say whether it could."""
    if "options" in sheet:
        for option, said in zip(question.locator(".mc-q-options input").all(), sheet["options"], strict=True):
            if said["right"]:
                option.check()
    elif "steps" in sheet:
        arrange(question, sheet)
    elif not is_typed(sheet):
        for field, size in zip(question.locator(".mc-q-input").all(), sheet["right"]["size"], strict=True):
            field.fill(str(size))
    else:
        return False
    check(question)
    return True


def test_the_built_book_has_questions():
    assert CHAPTER in PAGES, "there are no built questions: run `make html` first"
    assert {page for page, _ in TYPED_HERE} <= set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_every_question_of_a_chapter_can_be_answered(open_page, page):
    opened = open_page(page)
    found = sheets(page)
    assert opened.locator(".mc-question").count() == len(found)
    for name, sheet in found.items():
        question = living(opened, name)
        check(question)
        if "steps" in sheet:  # there is always some order
            expect(verdict(question)).to_contain_text("Not yet.")
        else:
            expect(verdict(question)).to_contain_text(re.compile("first|×"))
        if answer_rightly(question, sheet):
            expect(verdict(question)).to_contain_text("Right.")
            expect(question.locator(".mc-q-badge")).to_have_text("answered")
        else:
            question.get_by_role("textbox").fill("3 * / 4")
            check(question)
            expect(verdict(question)).to_contain_text("This cannot be read.")
            expect(verdict(question).locator("mark")).to_have_text("/")


@pytest.mark.parametrize(("page", "name"), TYPED_HERE)
def test_a_typed_answer_is_previewed_and_judged(open_page, page, name):
    question = living(open_page(page), name)
    field = question.get_by_role("textbox", name="Your answer")
    field.fill("1/(")
    expect(question.locator(".mc-q-read")).to_have_text("not a formula yet")
    field.fill("1/(2 + 3)")
    expect(question.locator(".mc-q-read .katex-mathml mfrac")).to_have_count(1)
    field.press("Enter")
    expect(verdict(question)).to_contain_text("Not yet.")
    expect(field).to_have_value("1/(2 + 3)")
    expect(field).to_be_focused()
    field.fill(TYPED[name])
    field.press("Enter")
    expect(verdict(question)).to_have_text("Right.")
    expect(field).to_have_attribute("aria-invalid", "false")


def test_a_known_mistake_is_explained_with_a_link_that_leads_somewhere(open_page):
    page = open_page(CHAPTER)
    question = living(page, "partials-3")
    question.get_by_role("textbox").fill("[4; 3; 1]")
    question.get_by_role("button", name="Check").click()
    expect(verdict(question)).to_contain_text("column")
    expect(verdict(question)).to_contain_text("side by side in one row")
    link = verdict(question).get_by_role("link")
    href = link.get_attribute("href")
    target, _, anchor = href.partition("#")
    assert f'id="{anchor}"' in (HTML / "book" / target).read_text(encoding="utf-8"), href


def test_shapes_that_do_not_fit_are_not_called_unreadable(open_page):
    question = living(open_page("book/element-wise"), "elementwise-3")
    question.get_by_role("textbox").fill("w x")
    check(question)
    expect(verdict(question)).to_contain_text("The shapes do not fit. A product")
    expect(verdict(question)).not_to_contain_text("cannot be read")


def test_a_shape_may_be_typed_into_one_box(open_page):
    question = living(open_page("book/jacobian"), "jacobian-1")
    question.get_by_role("textbox", name="Rows").fill("m x n")
    check(question)
    expect(verdict(question)).to_contain_text("Right.")


def test_the_field_tells_of_its_error(open_page):
    question = living(open_page(CHAPTER), "partials-1")
    field = question.get_by_role("textbox")
    described = field.get_attribute("aria-describedby")
    assert question.locator(f"#{described}").get_attribute("role") == "status"
    assert question.locator(f"#{described}").get_attribute("aria-live") == "polite"
    field.fill("12x^2q")
    field.press("Enter")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(question.locator(f"#{described}")).to_contain_text("q is no name of this question")
    assert field.evaluate("field => [field.selectionStart, field.selectionEnd]") == [5, 6]


def test_hostile_text_stays_text(open_page):
    page = open_page(CHAPTER)
    question = living(page, "partials-1")
    for text in [
        '<img src=x onerror="throw 1">',
        "`<b>`",
        "$\\href{javascript:throw 1}{x}$",
        "[x](javascript:throw)",
    ]:
        question.get_by_role("textbox").fill(text)
        check(question)
        expect(verdict(question)).to_contain_text("This cannot be read.")
        assert question.locator("img, b, a[href^=javascript]").count() == 0


def test_hints_come_one_at_a_time_and_the_solution_where_it_is_asked_for(open_page):
    page = open_page(CHAPTER)
    question = living(page, "partials-1")
    hints = question.locator(".mc-q-hint")
    count = hints.count()
    assert count >= 2
    assert [hint.is_visible() for hint in hints.all()] == [False] * count
    button = question.get_by_role("button", name="Hint")
    for shown in range(1, count + 1):
        button.click()
        assert [hint.is_visible() for hint in hints.all()].count(True) == shown
    expect(button).to_be_disabled()

    question.get_by_role("button", name="Show solution").click()
    solution = question.locator(".mc-q-solution")
    assert solution.locator(".katex").count() > 0
    expect(solution).to_contain_text("power rule")
    at_the_end = page.locator("#solution-partials-1 .mc-solution")
    assert solution.text_content().split() == at_the_end.text_content().split()
    question.get_by_role("button", name="Hide solution").click()
    expect(solution).to_be_empty()


def test_a_question_is_answered_by_keys_alone(open_page):
    page = open_page(CHAPTER)
    living(page, "partials-1").get_by_role("textbox").focus()
    page.keyboard.type("12x^2 y")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Check"
    page.keyboard.press("Enter")
    expect(verdict(page.locator("#partials-1"))).to_have_text("Right.")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator("#partials-1 .mc-q-hints .mc-q-hint").count() == 1
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#partials-1 .mc-q-solution")).to_contain_text("power rule")


def of_kind(kind):
    """The first question that is answered in a certain way: its page and id."""
    for page in PAGES:
        for name, sheet in sheets(page).items():
            if kind in sheet:
                return page, name, sheet
    raise AssertionError(f"no question has {kind}")


def test_options_are_chosen_by_keys(open_page):
    page, name, sheet = of_kind("options")
    question = living(open_page(page), name)
    first = question.locator(".mc-q-options input").first
    first.focus()
    question.page.keyboard.press("Space")
    expect(first).to_be_checked()
    question.page.keyboard.press("Enter")
    expect(verdict(question)).not_to_be_empty()
    assert question.locator(".mc-q-options label").count() == len(sheet["options"])


def test_lines_are_put_in_order_by_keys(open_page):
    page, name, sheet = of_kind("steps")
    question = living(open_page(page), name)
    items = question.locator(".mc-q-options > li")
    before = items.all_inner_texts()
    items.nth(1).locator(".mc-q-move").first.focus()
    question.page.keyboard.press("Enter")
    after = items.all_inner_texts()
    assert after[:2] == before[1::-1]
    expect(question.locator(".mc-q-spoken")).to_have_text(f"Now line 1 of {len(sheet['steps'])}.")
    question.page.keyboard.press("ArrowDown")
    assert items.all_inner_texts() == before
    assert question.evaluate("question => question.contains(document.activeElement)")


def answer_first(page):
    question = living(page, "partials-1")
    question.get_by_role("textbox").fill(TYPED["partials-1"])
    check(question)
    expect(verdict(question)).to_have_text("Right.")


def test_progress_survives_a_reload_and_can_be_cleared(open_page):
    page = open_page(CHAPTER)
    total = len(sheets(CHAPTER))
    head = page.locator(".chapter-head .mc-progress")
    expect(head).to_have_text(f"0 of {total} answered")
    answer_first(page)
    expect(head).to_have_text(f"1 of {total} answered")
    page.reload()
    expect(head).to_have_text(f"1 of {total} answered")
    expect(living(page, "partials-1").locator(".mc-q-badge")).to_have_text("answered")

    page.goto(page.url.replace(CHAPTER, HOME))
    listed = page.locator(".mc-progress-list li", has=page.locator("[data-ids^=partials-1]"))
    expect(listed).to_contain_text(f"1 of {total} answered")
    assert page.locator(".mc-progress-list .mc-progress").count() == len(PAGES)
    page.get_by_role("button", name="Clear my progress").click()
    expect(listed).to_contain_text(f"0 of {total} answered")
    assert page.evaluate("localStorage.length") == 0


def test_what_is_remembered_is_a_few_words_and_stays_here(open_page):
    page = open_page(CHAPTER)
    answer_first(page)
    assert page.evaluate("localStorage.getItem('mcalc-practice')") == '{"partials-1":["tried","right"]}'
    assert all(url.startswith(page.url.split("/book/")[0]) for url in page.requested)


@pytest.mark.parametrize("before", [NO_STORAGE, FULL_STORAGE], ids=["blocked", "full"])
def test_a_browser_that_keeps_nothing_does_no_harm(open_page, before):
    page = open_page(CHAPTER, before=before)
    answer_first(page)
    expect(page.locator(".chapter-head .mc-progress")).to_have_text(f"1 of {len(sheets(CHAPTER))} answered")


def test_a_page_fetches_the_script_only_when_a_question_comes_near(open_page):
    page = open_page(CHAPTER)
    page.wait_for_load_state("networkidle")
    late = re.compile(r"practice(-katex)?\.js|practice/book/")
    assert [url for url in page.requested if late.search(url)] == []
    living(page, "partials-1")
    assert len([url for url in page.requested if late.search(url)]) == 3


HEIGHTS = """() => Object.fromEntries(
    [...document.querySelectorAll(".mc-question")].map((question) => [question.id, question.offsetHeight]))"""


# Nothing on a page comes near the view until `letLive` is called.
HELD = """
    const waiting = [];
    const Watch = IntersectionObserver;
    IntersectionObserver = class extends Watch {
        observe(target) { waiting.push(() => super.observe(target)); }
    };
    letLive = () => waiting.splice(0).forEach((begin) => begin());
"""


@pytest.mark.parametrize("page", ["book/is-this-for-me", "book/one-neuron", "book/jacobian"])
def test_nothing_jumps_when_a_question_comes_to_life(open_page, page):
    # One page, before and after: of two, one may have its fonts in time and the other not.
    opened = open_page(page, before=HELD)
    opened.evaluate("() => document.fonts.ready.then(() => null)")
    before = opened.evaluate(HEIGHTS)
    assert opened.locator(".mc-q-alive").count() == 0
    opened.evaluate("letLive()")
    for name in sheets(page):
        living(opened, name)
    after = opened.evaluate(HEIGHTS)
    assert {
        name: abs(after[name] - before[name]) for name in after if abs(after[name] - before[name]) > 4
    } == {}


def test_questions_work_from_the_file_system(open_page):
    page = open_page(CHAPTER, base=HTML.as_uri())
    answer_first(page)


def test_without_scripts_there_is_everything_to_read(open_page):
    page = open_page(CHAPTER, java_script_enabled=False)
    question = page.locator("#partials-1")
    assert question.locator(".mc-q-prompt .katex").first.is_visible()
    assert question.locator(".mc-q-hint summary").first.is_visible()
    assert not question.locator(".mc-q-hint p").first.is_visible()
    link = question.get_by_role("link", name="Worked solution")
    assert link.get_attribute("href") == "#solution-partials-1"
    page.locator("#solution-partials-1 summary").click()
    assert page.locator("#solution-partials-1 .katex").first.is_visible()


def test_on_paper_there_is_room_to_write_and_the_solutions_are_open(open_page):
    page = open_page(CHAPTER)
    living(page, "partials-1")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    question = page.locator("#partials-1")
    assert not question.locator(".mc-q-form").is_visible()
    assert question.locator(".mc-q-space").bounding_box()["height"] > 80
    assert all(part.is_visible() for part in page.locator(".mc-solution").all())
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.mc-worked[open]").count() == 0


@pytest.mark.parametrize("page", PAGES)
def test_living_questions_are_accessible_and_fit_the_screen(open_page, page):
    opened = open_page(page)
    for name in sheets(page):
        question = living(opened, name)
        check(question)
        question.get_by_role("button", name="Hint").press("Enter")
    question.get_by_role("button", name="Show solution").press("Enter")
    for theme, width in (("light", 1280), ("dark", 390)):
        opened.emulate_media(color_scheme=theme)
        opened.set_viewport_size({"width": width, "height": 900})
        drawn(opened)
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
        violations = Axe().run(opened, context=AXE).response["violations"]
        assert [f"{rule['id']}: {node['html'][:200]}" for rule in violations for node in rule["nodes"]] == []
