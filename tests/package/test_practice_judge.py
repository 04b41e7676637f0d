"""The judge and the box in Python: the page's script in an engine with limits."""

import threading

import pytest

from mcalc_helpers.quiz import judge as bridge
from mcalc_helpers.quiz.box import QUESTION_TYPE, PracticeBox, module_source, widget_style
from mcalc_helpers.quiz.judge import judge, run

POINTS = [{"x": 1.3 + 0.17 * k, "y": 2.9 - 0.13 * k} for k in range(12)]
SHEET = {
    "id": "test-1",
    "asks": "gradient",
    "level": 2,
    "prompt": "What is the gradient of $3x^2y$?",
    "hints": [],
    "solution": "$[6xy, 3x^2]$",
    "names": {"x": [], "y": []},
    "points": POINTS,
    "right": {"shape": [1, 2], "values": [[6 * p["x"] * p["y"], 3 * p["x"] ** 2] for p in POINTS]},
    "wrong": [],
}

# What someone might type who means no good; each gets an answer of a few lines.
HOSTILE = {
    "an enormous power": "10^10^10",
    "powers upon powers": "9" + "^9" * 400,
    "a million characters": "x" * 1_000_000,
    "a million brackets": "(" * 1_000_000,
    "a thousand signs": "-" * 999 + "x",
    "nested functions": "sin " * 240 + "x",
    "nested brackets that could be read in many ways": "(" * 30 + "x" + ")" * 30,
    "open lists": "[" * 29 + "x",
    "an enormous matrix": "diag([" + ", ".join(["ones(99)^T"] * 80) + "])",
    "an enormous size": "ones(10^9, 10^9)",
    "many open sizes": "I" + " I" * 140,
    "names of the engine": "constructor.constructor('return this')()",
    "a prototype": "__proto__",
    "a method of every object": "toString",
    "an import": "__import__('os').system('true')",
    "a script": "<script>alert(1)</script>",
    "an image": '<img src=x onerror="alert(1)">',
    "a template": "${7*7} {{7*7}} #{7*7}",
    "a lone surrogate": "x\ud800y",
    "letters that look like others": "ｘ + х + 𝑥",
    "text from right to left": "\u202ex + y",
    "what has no width": "x\u200b\u2060y\ufeff",
    "what ends a string elsewhere": "x\x00y",
    "a new line": "x\n\n$$\\href{javascript:alert(1)}{x}$$",
    "macros of LaTeX": "\\def\\a{\\a\\a}\\a",
    "backticks": "```x```",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_input_gets_a_message(text):
    found = judge(SHEET, text)
    assert found["verdict"] in ("wrong", "unreadable")
    assert 10 < len(found["says"]) < 600
    assert "<" not in found["says"].replace("`<`", "")


def test_an_answer_is_judged_in_every_thread():
    found = []
    thread = threading.Thread(target=lambda: found.append(judge(SHEET, "[6xy, 3x^2]")["verdict"]))
    thread.start()
    thread.join()
    assert found == ["right"] == [judge(SHEET, "[6xy, 3x^2]")["verdict"]]


@pytest.mark.parametrize(("limit", "value"), [("TIME", 0.001), ("MEMORY", 3 * 2**20)])
def test_a_script_out_of_bounds_is_stopped_and_the_next_one_runs(monkeypatch, limit, value):
    monkeypatch.setattr(bridge, limit, value)
    monkeypatch.setattr(bridge, "_engines", threading.local())
    enormous = [0.5] * 400_000
    with pytest.raises(RuntimeError, match="the practice script stopped"):
        judge(SHEET | {"points": [enormous] * 2}, "[6xy, 3x^2]")
    monkeypatch.undo()
    assert judge(SHEET, "[6xy, 3x^2]")["verdict"] == "right"


def test_steps_are_offered_in_another_order():
    order = run("offeredOrder", {"id": "chain-1", "steps": ["a", "b", "c", "d"]})
    assert sorted(order) == [0, 1, 2, 3] != order


def test_a_box_judges_what_python_answers():
    box = PracticeBox(SHEET)
    assert box.verdict == {}
    box.answer = "[6xy; 3x^2]"
    assert box.verdict["kind"] == "shape"
    box.answer = "[6xy, 3x^2]"
    assert box.verdict["verdict"] == "right"
    box.answer = None
    assert box.verdict == {}


def test_a_box_shows_itself_to_every_viewer():
    data, _ = PracticeBox(SHEET)._repr_mimebundle_()
    assert data["text/plain"] == "practice('test-1')"
    assert data["text/markdown"] == SHEET["prompt"]
    assert data[QUESTION_TYPE] == SHEET
    assert "application/vnd.jupyter.widget-view+json" in data


def test_the_widget_brings_its_script_and_its_dark_colours():
    assert module_source().rstrip().endswith("export default mcalcPractice.widget(mcalcKatex);")
    assert '[data-jp-theme-light="false"] .mc-question' in widget_style()
