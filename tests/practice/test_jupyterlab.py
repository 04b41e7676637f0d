"""A question in a real JupyterLab: what is typed reaches Python with its verdict, and the other way round."""

import json

from figures.laboratory import jupyterlab, open_notebook, run_cell, wait_for
from playwright.sync_api import expect

CELLS = [
    # What reaches Python is written to a file, where the test can read it.
    "import json, pathlib, mcalc_helpers as mc\n"
    "box = mc.practice('partials-1')\n"
    "def heard(change):\n"
    "    pathlib.Path('part.json').write_text(json.dumps([box.answer, box.verdict]))\n"
    "    pathlib.Path('part.json').replace('heard.json')  # never seen half written\n"
    "box.observe(heard, 'verdict')\n"
    "box",
    "box.answer = '12x^2 y'",
    "mc.practice('partials-5')",
]


def test_a_question_lives_in_jupyterlab(browser, tmp_path):
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    with jupyterlab(tmp_path, CELLS) as address:
        open_notebook(page, address)
        run_cell(page, 0)
        question = page.locator(".mc-question.mc-q-alive").first
        question.wait_for()
        assert question.locator(".mc-q-prompt math").count() >= 2

        field = question.get_by_role("textbox", name="Your answer")
        field.fill("4x^3")
        expect(question.locator(".mc-q-read math")).to_have_count(1)
        field.press("Enter")
        expect(question.get_by_role("status")).to_contain_text("Not yet.")
        written = tmp_path / "heard.json"
        wait_for(written.exists)
        answer, verdict = json.loads(written.read_text())
        assert answer == "4x^3"
        assert verdict["verdict"] == "wrong"

        run_cell(page, 1)
        expect(question.get_by_role("status")).to_have_text("Right.")
        expect(field).to_have_value("12x^2 y")
        question.get_by_role("button", name="Hint").click()
        expect(question.locator(".mc-q-hints details[open]")).to_have_count(1)
        question.get_by_role("button", name="Show solution").click()
        expect(question.locator(".mc-q-solution math").first).to_be_attached()

        run_cell(page, 2)
        choice = page.locator(".mc-question").nth(1)
        choice.get_by_role("radio").first.check()
        choice.get_by_role("button", name="Check").click()
        expect(choice.get_by_role("status")).not_to_be_empty()
    assert errors == []
    context.close()
