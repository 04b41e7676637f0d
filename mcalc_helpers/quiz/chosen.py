"""Questions answered by choosing: options, the rule that applies, the line with the slip, the order of steps."""

from collections.abc import Callable
from typing import Any

import numpy as np

from mcalc_helpers.quiz.at import At
from mcalc_helpers.quiz.candidates import Compared, compare
from mcalc_helpers.quiz.case import Case
from mcalc_helpers.quiz.errors import QuestionError
from mcalc_helpers.quiz.evaluate import Array
from mcalc_helpers.quiz.pages import link
from mcalc_helpers.quiz.points import seeded
from mcalc_helpers.quiz.question import Option, Question
from mcalc_helpers.quiz.solution import worked, working
from mcalc_helpers.quiz.solution_numbers import calculation
from mcalc_helpers.rules import RULES

Part = dict[str, Any]

_DISTRACTORS = 3


def claimed(function: Callable[..., Any], at: At) -> Array:
    """Return what an option or a line claims at a point, as an array of two axes.

    A list without a second axis counts as the row or column that is due, where there is one.
    """
    from inspect import signature

    names = list(signature(function).parameters)
    known = {**at.point, **at.variables, **at.local_names}
    with np.errstate(all="ignore"):
        value = np.asarray(function(**{name: known[name][()] for name in names}), dtype=float)
    if value.ndim == 2:
        return value
    due = at.right.shape
    return value.reshape(due if 1 in due and value.size == max(due) else (-1, 1))


def _agrees(value: Array, wanted: Array) -> bool:
    return value.shape == wanted.shape and np.allclose(value, wanted, rtol=1e-9, atol=1e-12)


def _is_claimed_everywhere(function: Callable[..., Any], compared: Compared) -> bool:
    return all(_agrees(claimed(function, at), at.right) for at in compared.points)


# --- options ----------------------------------------------------------------------------------------------------------


def choice(question: Question, case: Case | None) -> Part:
    """Return the part of a sheet for a choice among options; which are right is computed."""
    compared = compare(case) if case is not None else None
    options = [_option(option, compared, question.page) for option in question.options]
    right = [option for option in options if option["right"]]
    if not right:
        raise QuestionError(question.source, question.id, "options", "none of them is right")
    for number, option in enumerate(options, start=1):
        if not option["right"] and not option["says"]:
            problem = f"number {number} is wrong and says not why"
            raise QuestionError(question.source, question.id, "options", problem)
    why = worked(case, compared.points[0]) if case is not None and compared is not None else ""
    return {"options": options, "many": len(right) > 1, "solution": _chosen(question, options, why)}


def _chosen(question: Question, options: list[Part], why: str) -> str:
    """Return the worked solution: what is right and how it is found, and what is amiss with each of the others."""
    right = [option for option in options if option["right"]]
    texts = [f"The answer is {right[0]['text']}.", right[0]["says"]]
    if len(right) > 1:
        texts = ["\n".join(["These hold:", "", *map(_listed, right)])]
    told = [hint for hint in question.hints if "?" not in hint]
    shown = calculation(question.working) if question.working is not None else ""
    says = any(option["says"] for option in right)
    texts.append(why or shown or ("" if says else "".join(told[-1:])))
    others = [_listed(option) for option in options if not option["right"]]
    if others:
        texts += ["Why not the others?", "\n".join(others)]
    return "\n\n".join(filter(None, texts))


def _listed(option: Part) -> str:
    """Return an option as an item of a list, with what is said about it."""
    return f"- {option['text'].rstrip('.')}: {option['says']}" if option["says"] else f"- {option['text']}"


def _option(option: Option, compared: Compared | None, page: str) -> Part:
    found: Part = {"text": option.text, "right": False, "says": option.says, "mistake": None, "see": None}
    if option.holds is not None:
        return {**found, "right": bool(option.holds())}
    assert option.function is not None
    assert compared is not None
    if _is_claimed_everywhere(option.function, compared):
        return {**found, "right": True}
    values = [claimed(option.function, at) for at in compared.points]
    for candidate in compared.candidates:
        if all(_agrees(a, b) for a, b in zip(values, candidate.values, strict=True)):
            found |= {"mistake": candidate.name, **link(candidate.mistakes[0].place(page))}
            found["says"] = option.says or candidate.says
    return found


# --- rules ------------------------------------------------------------------------------------------------------------


def rule(question: Question, case: Case | None) -> Part:
    """Return the part of a sheet for the choice of a rule: the one used, among others from the table."""
    assert case is not None
    edge = case.edge
    if edge is None and case.chain is not None and case.chain.output.edges:
        edge = case.chain.output.edges[0]
    if edge is None:
        raise case.error("function", "its derivation uses no rule of the table")
    right = edge.rules[0]
    used = {rule.name for step in case.main.steps for rule in step.rules}
    others = sorted({rule.name: rule for rule in RULES.values() if rule.name not in used}.items())
    generator = seeded(question.id)
    # Rules for the same operation, or of the same chapter, are the ones that are easily taken for each other.
    near = [name for name, other in others if other.operation == right.operation or other.page == right.page]
    far = [name for name, _ in others if name not in near]
    names = [*generator.permutation(near), *generator.permutation(far)][:_DISTRACTORS]
    says = "This rule is for another operation. Which one is carried out last when you compute the value?"
    options = [
        {"text": str(name), "right": name == right.name, "says": "" if name == right.name else says}
        for name in generator.permutation([right.name, *names])
    ]
    options = [{**option, "mistake": None, "see": None} for option in options]
    last = f"The operation that is carried out last decides. Here that calls for the {right.name}."
    return {"options": options, "many": False, "solution": f"{last}\n\n{worked(case, At(case, {}))}"}


# --- the line with the slip -------------------------------------------------------------------------------------------


def slip(question: Question, case: Case | None) -> Part:
    """Return the part of a sheet for the search of a slip: the first line that is not the derivative."""
    assert case is not None
    compared = compare(case)
    holds = [
        line.function is None or _is_claimed_everywhere(line.function, compared) for line in question.lines
    ]
    if all(holds):
        raise case.error("lines", "all of them equal the derivative, so there is no slip")
    first = holds.index(False)
    options = []
    for number, line in enumerate(question.lines):
        says = line.says if number == first else _about(number, first, line.function is not None)
        options.append(
            {"text": line.text, "right": number == first, "says": says, "mistake": None, "see": None}
        )
    solution = working(case, compared.points[0], first + 1, question.lines[first].says)
    return {"options": options, "many": False, "solution": solution}


def _about(number: int, first: int, has_value: bool) -> str:
    if number > first:
        return "This line only carries on with what went wrong before it. Look further up."
    if has_value:
        return (
            "This line is right: at every point tried, it has the value of the derivative. Look further down."
        )
    return "This line claims no derivative yet, and it is right. Look further down."


# --- the order of steps -----------------------------------------------------------------------------------------------


def order(question: Question, case: Case | None) -> Part:
    """Return the part of a sheet for putting lines, or the steps of the derivation, in order."""
    if question.lines:
        steps = [line.text for line in question.lines]
    else:
        assert case is not None
        steps = [f"${step.latex.replace('&', '', 1)}$" for step in case.main.steps]
    listed = "\n".join(f"{number}. {step}" for number, step in enumerate(steps, start=1))
    return {"steps": steps, "solution": f"In order:\n\n{listed}"}
