"""Practice questions in the book: real text with formulas set at build time, which a script brings to life.

A notebook stores each question as data (its sheet). Here it becomes prompt, options, hints and, at the chapter's end,
the worked solution. What the judge needs goes into one script for each page, which is fetched when it is needed;
without scripts the page still has everything to read.
"""

import json
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from mcalc_helpers.quiz.box import QUESTION_TYPE
from mcalc_helpers.quiz.judge import run

LEVELS = {1: "recognise", 2: "apply", 3: "derive"}
# What the page shows itself, so that its script need not carry it.
SHOWN = ("prompt", "hints", "solution", "page", "level")


class question(nodes.General, nodes.Element):
    """A question: its parts are the node's children."""


class folded(nodes.General, nodes.Element):
    """What can be unfolded: a hint, a solution."""


class solution(folded):
    """A worked solution; it moves to the end of its chapter."""


Sheets = dict[str, list[dict[str, Any]]]


def sheets(env: BuildEnvironment) -> Sheets:
    """Return the sheets of every page that has questions, in their order."""
    if not hasattr(env, "practice_sheets"):
        env.practice_sheets = {}
    return env.practice_sheets


def find_questions(app: Sphinx, docname: str, source: list[str]) -> None:
    """Replace the stored output of each question by a directive that shows it."""
    if not app.env.doc2path(docname).endswith(".ipynb"):
        return
    notebook = json.loads(source[0])
    found = []
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            sheet = output.get("data", {}).get(QUESTION_TYPE)
            if sheet is not None:
                found.append(sheet)
                output["data"] = {"text/markdown": f"```{{practice-question}} {len(found)}\n```"}
    if found:
        sheets(app.env)[docname] = found
        source[0] = json.dumps(notebook)


def forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget the questions of a page that is read anew or gone."""
    sheets(env).pop(docname, None)


def merge(app: Sphinx, env: BuildEnvironment, docnames: list[str], other: BuildEnvironment) -> None:
    """Take over what another process has read."""
    sheets(env).update({name: found for name, found in sheets(other).items() if name in docnames})


class PracticeQuestion(SphinxDirective):
    """Show a question of the page; the argument is its number."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Build the question's nodes."""
        number = int(self.arguments[0])
        sheet = sheets(self.env)[self.env.docname][number - 1]
        name = sheet["id"]
        head = (
            f'<p class="mc-q-head" id="{name}-head"><span class="mc-q-name">Question {number}</span>'
            f'<span class="mc-q-level">{LEVELS[sheet["level"]]}</span><span class="mc-q-badge"></span></p>'
        )
        place = f'<div class="mc-q-work mc-q-for-{answered(sheet)}"></div>'
        space = '<div class="mc-q-space" aria-hidden="true"></div>'
        link = f'<p class="mc-q-worked-link"><a href="#solution-{name}">Worked solution</a></p>'
        hints = [
            folded("", *self.parsed(hint), classes=["mc-q-hint"], summary=f"Hint {i}")
            for i, hint in enumerate(sheet["hints"], start=1)
        ]
        body = nodes.container("", *self.parsed(sheet["solution"]), classes=["mc-solution"])
        worked = solution(
            "",
            body,
            ids=[f"solution-{name}"],
            classes=["mc-worked"],
            summary=f"Solution of question {number}",
        )
        return [
            question(
                "",
                raw(head),
                nodes.container("", *self.parsed(sheet["prompt"]), classes=["mc-q-prompt"]),
                *self.offered(sheet),
                raw(place + space),
                *hints,
                raw(link),
                worked,
                ids=[name],
                page=self.env.docname,
            )
        ]

    def parsed(self, text: str) -> list[nodes.Node]:
        """Return the nodes of a piece of Markdown."""
        parent = nodes.Element()
        self.state.nested_parse(StringList(text.splitlines(), self.env.docname), self.content_offset, parent)
        return parent.children

    def offered(self, sheet: dict[str, Any]) -> list[nodes.Node]:
        """Return the list of what can be chosen or put in order, as it is offered."""
        if "options" in sheet:
            texts = [option["text"] for option in sheet["options"]]
        elif "steps" in sheet:
            texts = [sheet["steps"][step] for step in run("offeredOrder", sheet)]
        else:
            return []
        items = [nodes.list_item("", *self.parsed(text)) for text in texts]
        kind = "lines" if sheet["asks"] == "slip" else answered(sheet)
        return [nodes.enumerated_list("", *items, classes=["mc-q-options", f"mc-q-{kind}"])]


def answered(sheet: dict[str, Any]) -> str:
    """Return how a question is answered: its form, which comes later, must find its room reserved."""
    if "options" in sheet:
        return "several" if sheet["many"] else "one"
    if "steps" in sheet:
        return "order"
    return "size" if "size" in sheet["right"] else "formula"


def raw(html: str) -> nodes.raw:
    """Return HTML as a node."""
    return nodes.raw("", html, format="html")


class GatherSolutions(SphinxTransform):
    """Move the worked solutions of a chapter to a section at its end."""

    default_priority = 400  # before the chapter's table of contents is made

    def apply(self, **kwargs: Any) -> None:
        """Append the section where there are solutions."""
        found = list(self.document.findall(solution))
        if not found:
            return
        for node in found:
            node.parent.remove(node)
        section = nodes.section("", nodes.title("", "Worked solutions"), *found, ids=["worked-solutions"])
        section["classes"].append("mc-worked-solutions")
        chapter = next(iter(self.document.findall(nodes.section)))
        chapter.append(section)


def page_parts(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give a page with questions or progress its style and loader, and its header the ids of its questions."""
    found = sheets(app.env).get(pagename, [])
    context["question_ids"] = " ".join(sheet["id"] for sheet in found)
    if any(f'class="{part}"' in context.get("body", "") for part in ("mc-question", "mc-progress-list")):
        app.add_css_file("practice.css", priority=606)
        app.add_js_file("practice-loader.js", loading_method="defer")


def write_sheets(app: Sphinx, problem: Exception | None) -> None:
    """Write for each page the script that hands its questions to the judge."""
    if problem is not None or app.builder.format != "html":
        return
    for docname, found in sheets(app.env).items():
        target = Path(app.outdir) / "_static" / "practice" / f"{docname}.js"
        target.parent.mkdir(parents=True, exist_ok=True)
        data = {sheet["id"]: judged(sheet) for sheet in found}
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        target.write_text(f"globalThis.mcalcSheets = {{ ...globalThis.mcalcSheets, ...{text} }};\n", "utf-8")


def judged(sheet: dict[str, Any]) -> dict[str, Any]:
    """Return what the judge needs of a sheet."""
    return {name: part for name, part in sheet.items() if name not in SHOWN}


def visit_question(self: HTML5Translator, node: question) -> None:
    """Open a question."""
    name = node["ids"][0]
    self.body.append(
        f'<div class="mc-question" id="{name}" data-id="{name}" data-page="{node["page"]}" role="group" '
        f'aria-labelledby="{name}-head">'
    )


def depart_question(self: HTML5Translator, node: question) -> None:
    """Close a question."""
    self.body.append("</div>\n")


def visit_folded(self: HTML5Translator, node: folded) -> None:
    """Open what can be unfolded."""
    self.body.append(self.starttag(node, "details"))
    self.body.append(f"<summary>{escape(node['summary'])}</summary>")


def depart_folded(self: HTML5Translator, node: folded) -> None:
    """Close what can be unfolded."""
    self.body.append("</details>\n")


VISITORS: dict[type[nodes.Element], Any] = {
    question: (visit_question, depart_question),
    folded: (visit_folded, depart_folded),
    solution: (visit_folded, depart_folded),
}


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the handlers."""
    for node, html in VISITORS.items():
        app.add_node(node, html=html)
    app.add_directive("practice-question", PracticeQuestion)
    app.add_transform(GatherSolutions)
    app.connect("source-read", find_questions)
    app.connect("env-purge-doc", forget)
    app.connect("env-merge-info", merge)
    app.connect("html-page-context", page_parts)
    app.connect("build-finished", write_sheets)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
