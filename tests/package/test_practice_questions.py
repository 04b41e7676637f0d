"""The book's questions: each builds, its planted mistakes are named, and no mistake is left without a question."""

import json
from functools import cache
from pathlib import Path

import pytest

import mcalc_helpers as mc
from mcalc_helpers.quiz.catalogue import find, questions
from mcalc_helpers.quiz.judge import judge
from mcalc_helpers.quiz.mistakes import MISTAKES
from mcalc_helpers.quiz.pages import CHAPTERS, link
from mcalc_helpers.quiz.points import COUNT
from mcalc_helpers.quiz.sheet import build

BOOK = Path(__file__).parents[2] / "book"
FEWEST = 6


def planted(sheet):
    """Yield the wrong answers of a sheet with the names of the mistakes that lead to them."""
    for wrong in sheet.get("wrong", ()):
        sized = "size" in wrong
        answer = (
            [str(size) for size in wrong["size"]]
            if sized
            else {key: wrong[key] for key in ("shape", "values")}
        )
        yield wrong["mistake"], answer
    for number, option in enumerate(sheet.get("options", ())):
        if option["mistake"]:
            yield option["mistake"], number


def right_answer(sheet):
    if "options" in sheet:
        return [number for number, option in enumerate(sheet["options"]) if option["right"]]
    if "steps" in sheet:
        return list(range(len(sheet["steps"])))
    return [str(size) for size in sheet["right"]["size"]] if "size" in sheet["right"] else sheet["right"]


@cache
def named(prefix):
    """Return for each question of a chapter the planted mistakes, each with what was named."""
    found = {}
    for identity, question in questions(prefix).items():
        sheet = build(question).sheet
        found[identity] = [(mistake, judge(sheet, answer)["mistake"]) for mistake, answer in planted(sheet)]
    return found


def verdicts_on_all():
    return {identity: verdicts for prefix in CHAPTERS for identity, verdicts in named(prefix).items()}


@pytest.mark.parametrize("prefix", CHAPTERS)
def test_a_chapter_has_enough_questions_of_every_level(prefix):
    asked = list(questions(prefix).values())
    assert len(asked) >= FEWEST
    assert {question.level for question in asked} == {1, 2, 3}
    assert [question.id for question in asked] == [f"{prefix}-{k + 1}" for k in range(len(asked))]


@pytest.mark.parametrize("prefix", CHAPTERS)
def test_every_question_builds_and_its_right_answer_is_right(prefix):
    for identity, question in questions(prefix).items():
        sheet = build(question).sheet
        assert json.loads(json.dumps(sheet, allow_nan=False)) == sheet
        assert judge(sheet, right_answer(sheet))["verdict"] == "right", identity
        assert sheet["solution"].strip()
        assert len(question.hints) >= 2, identity  # a nudge, and nearly there
        assert len(sheet.get("points", ())) in (0, 1, COUNT)


@pytest.mark.parametrize("prefix", CHAPTERS)
def test_every_planted_mistake_is_named_and_no_other(prefix):
    pairs = [(identity, *pair) for identity, found in named(prefix).items() for pair in found]
    assert [(identity, mistake, found) for identity, mistake, found in pairs if mistake != found] == []


def test_every_mistake_is_diagnosed_by_a_question(capsys):
    diagnosed = {mistake: [] for mistake in MISTAKES}
    for identity, verdicts in verdicts_on_all().items():
        for mistake in dict.fromkeys(mistake for mistake, found in verdicts if mistake == found):
            if mistake in diagnosed:
                diagnosed[mistake].append(identity)
    with capsys.disabled():
        print("\n\nMistake".ljust(41) + "Questions that diagnose it")
        for mistake, found in diagnosed.items():
            print(mistake.ljust(39), " ".join(found) or "none")
    assert [mistake for mistake, found in diagnosed.items() if not found] == []


def test_the_share_of_planted_mistakes_that_are_named(capsys):
    shares = {}
    for identity, verdicts in verdicts_on_all().items():
        if verdicts:
            shares[identity] = sum(a == b for a, b in verdicts), len(verdicts)
    with capsys.disabled():
        print("\n\nQuestion".ljust(20) + "planted mistakes named")
        for identity, (right, count) in shares.items():
            print(f"{identity:<18} {right:>3} of {count:<3} {right / count:>6.0%}")
    assert all(right == count for right, count in shares.values())


def test_every_place_to_read_exists():
    missing = set()
    for mistake in MISTAKES.values():
        page, heading = [*mistake.read.split("#"), ""][:2]
        notebook = json.loads((BOOK / f"{page}.ipynb").read_text("utf-8"))
        text = "\n".join("".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "markdown")
        headings = {slug(line.lstrip("# ")) for line in text.splitlines() if line.startswith("#")}
        if heading and heading not in headings:
            missing.add(mistake.read)
    assert missing == set()


def slug(heading):
    """Return the address of a heading, as the book's builder makes it."""
    kept = "".join(letter if letter.isalnum() else " " for letter in heading.lower())
    return "-".join(kept.split())


def test_every_question_stands_in_its_chapter():
    for prefix, (page, _) in CHAPTERS.items():
        notebook = json.loads((BOOK / f"{page}.ipynb").read_text("utf-8"))
        code = "".join("".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code")
        assert [identity for identity in questions(prefix) if f'practice("{identity}")' not in code] == []


# --- the catalogue ----------------------------------------------------------------------------------------------------


def test_a_question_is_found_by_its_id_and_a_question_is_itself():
    question = find("partials-1")
    assert find(question) is question


def test_a_box_shows_the_question_of_the_book():
    assert mc.practice("jacobian-2").sheet == build(find("jacobian-2")).sheet


@pytest.mark.parametrize(
    ("identity", "message"),
    [
        ("partial-1", "'partial' is not one of .*did you mean 'partials'"),
        ("partials-99", "'partials-99' is not one of partials-1"),
        ("nonsense", "no question 'nonsense'"),
    ],
)
def test_an_unknown_question_is_refused(identity, message):
    with pytest.raises(KeyError, match=message):
        mc.practice(identity)


def test_places_to_read():
    assert link("loss-gradient")["seeTitle"] == "Gradient of the loss"
    assert link("loss-gradient#pitfalls")["see"] == "loss-gradient.html#pitfalls"


@pytest.mark.parametrize(
    ("identity", "page", "field"),
    [("jacobian-1", "jacobian", "id"), ("partials-1", "jacobian", "page"), ("partials-2", "twice", "id")],
)
def test_a_question_in_the_wrong_file_is_refused(monkeypatch, identity, page, field):
    from mcalc_helpers.quiz.questions import partials_and_gradients as module

    stray = mc.Question(identity, "?", "partial", lambda x: x**2, page=page)
    first = mc.Question("partials-2", "?", "partial", lambda x: x**2, page="partials-and-gradients")
    monkeypatch.setattr(module, "QUESTIONS", (first, stray))
    with pytest.raises(mc.QuestionError, match=f"{identity}: field '{field}'"):
        questions.__wrapped__("partials")
