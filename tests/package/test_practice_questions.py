"""The book's questions: each builds, its planted mistakes are named, and no mistake is left without a question."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

import mcalc_helpers as mc
from mcalc_helpers.quiz.catalogue import find, questions
from mcalc_helpers.quiz.judge import judge
from mcalc_helpers.quiz.mistakes import MISTAKES
from mcalc_helpers.quiz.pages import CHAPTERS, anchor, link
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


def letters(text):
    """Return the letters of a text's formulas and code, without the names of functions."""
    pieces = re.findall(r"\$([^$]+)\$|`([^`]+)`", text)
    plain = [re.sub(r"\\(?:operatorname|text)\{\w+\}|\\[a-zA-Z]+", "", "".join(piece)) for piece in pieces]
    return set(re.findall("[a-zA-Z]", " ".join(plain)))


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


# The d of a derivative, and what counts entries.
NEED_NO_INTRODUCTION = set("dij")


@pytest.mark.parametrize("prefix", CHAPTERS)
def test_a_verdict_speaks_of_no_letter_that_the_reader_has_not_seen(prefix):
    for identity, question in questions(prefix).items():
        sheet = build(question).sheet
        shown = " ".join([sheet["prompt"], *(option["text"] for option in sheet.get("options", ()))])
        known = letters(shown) | set("".join(sheet.get("names", ()))) | NEED_NO_INTRODUCTION
        for said in (*sheet.get("wrong", ()), *sheet.get("options", ())):
            assert letters(said["says"]) <= known, (identity, said["says"])


def test_letters_are_found_in_formulas_and_code():
    assert letters(r"the $\operatorname{diag}(\mathbf{w})$ of `x + 1`, a $\sin$") == {"w", "x"}


def last_formula(text):
    return re.findall(r"\$\$\s*(.*?)\s*\$\$|\$([^$]+)\$", text, flags=re.DOTALL)[-1]


@pytest.mark.parametrize("prefix", CHAPTERS)
def test_no_verdict_has_the_formula_that_ends_the_solution(prefix):
    for identity, question in questions(prefix).items():
        sheet = build(question).sheet
        if "wrong" in sheet and "points" in sheet:
            end = (
                re.split(r"&?= ", "".join(last_formula(sheet["solution"])))[-1]
                .removesuffix(r"\end{aligned}")
                .strip()
            )
            for wrong in sheet["wrong"]:
                assert len(end) < 6 or end not in wrong["says"], (identity, wrong["says"])


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


@cache
def headings(page):
    """Return the headings of a chapter, as they are written."""
    notebook = json.loads((BOOK / f"{page}.ipynb").read_text("utf-8"))
    text = "\n".join("".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "markdown")
    return [line.lstrip("#").strip() for line in text.splitlines() if line.startswith("#")]


PLACES = {place for mistake in MISTAKES.values() for place in (mistake.read, *mistake.also)}


@pytest.mark.parametrize("place", sorted(PLACES))
def test_every_place_to_read_is_a_heading_of_its_chapter(place):
    page, _, heading = place.partition("#")
    assert headings(page).count(heading) == 1
    # Two headings with one address would get another one each.
    assert [anchor(other) for other in headings(page)].count(anchor(heading)) == 1


@pytest.mark.parametrize(("page", "title"), CHAPTERS.values())
def test_a_chapter_is_called_by_its_title(page, title):
    assert headings(page)[0] == title


def test_every_link_of_a_sheet_leads_to_a_place_to_read():
    known = {tuple(link(place).values()) for place in PLACES}
    for prefix in CHAPTERS:
        for question in questions(prefix).values():
            sheet = build(question).sheet
            parts = [*sheet.get("wrong", ()), *(o for o in sheet.get("options", ()) if o["see"])]
            assert {(part["see"], part["seeTitle"]) for part in parts} <= known


def test_a_shape_that_no_mistake_explains_leads_to_the_page_of_shapes():
    verdict = mc.check("partials-3", "[4, 3]")
    assert (verdict.mistake, verdict.see) == (None, "reference/shapes.html")
    page = json.loads((BOOK / verdict.see.replace(".html", ".ipynb")).read_text(encoding="utf-8"))
    assert page["cells"][0]["source"][0].strip() == f"# {verdict.see_title}"


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
    assert link("loss-gradient")["seeTitle"] == "The gradient of the loss"
    assert link("one-neuron#Nobody sells minus 47 ice creams") == {
        "see": "one-neuron.html#nobody-sells-minus-47-ice-creams",
        "seeTitle": "One neuron, “Nobody sells minus 47 ice creams”",
    }


def test_a_chapter_that_says_it_too_is_preferred_in_its_own_questions():
    assert (
        mc.check("chain-2", "cos(x^3)").see
        == "single-variable-chain-rule.html#the-inner-derivative-forgotten"
    )
    assert mc.check("scalar-5", "e^(x^2)").see == "scalar-rules.html#the-inner-derivative-missing"
    assert mc.check("scalar-2", "12x^3 + 7").see.endswith("#a-constant-term-kept-a-constant-factor-lost")


# --- what the chapters call things ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("identity", "answer"),
    [
        ("loss-5", "w - 2 eta e x"),
        ("loss-6", "2/N (e*(z>0))^T X"),
        ("loss-7", "2/N e . 1[z > 0]"),
        ("loss-7", "2 mean(e * (z > 0))"),
    ],
)
def test_e_is_the_error_in_the_chapter_that_calls_it_so(identity, answer):
    assert mc.check(identity, answer)
    assert "not Euler's number" in find(identity).prompt


def test_the_quotient_of_the_derivatives_is_named():
    assert mc.check("scalar-7", "e^x").mistake == "partial/quotient-of-derivatives"
    assert mc.check("scalar-7", "(x e^x - e^x)/x").mistake is None  # no power rule went wrong


@pytest.mark.parametrize(
    ("identity", "answer", "factors"),
    [
        ("activation-7", "w(1 - tanh(z)^2)", "In $wx$ "),
        ("vectorchain-3", "x^T", r"In $\mathbf{w} \cdot \mathbf{x}$ "),
    ],
)
def test_the_other_factor_is_named_as_it_is_written(identity, answer, factors):
    verdict = mc.check(identity, answer)
    assert verdict.mistake == "activation/weights-for-inputs"
    assert verdict.says.startswith(factors)


@pytest.mark.parametrize(
    ("answer", "mistake"),
    [
        ("e^z/(1 + e^z) x^T", "activation/weights-for-inputs"),
        ("w^T", "activation/slope-missing"),
        ("1/(1 + e^(-z))", "activation/slope-only"),
        ("ln(1 + e^z) w^T", "activation/value-times-input"),
        ("sigmoid(z) w", "activation/column"),
    ],
)
def test_another_activation_has_its_own_mistakes(answer, mistake):
    assert mc.check("activation-8", answer).mistake == mistake


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
