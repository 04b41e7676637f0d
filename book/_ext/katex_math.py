"""Typeset mathematics with KaTeX while the book is built, so that the reader's browser has nothing left to do.

Each formula becomes HTML for the eye and MathML for a screen reader. KaTeX's own script runs inside a small
JavaScript engine that is a Python package, so no Node is needed. A formula that KaTeX cannot typeset is a Sphinx
warning at its place in the source, and warnings fail the build.
"""

import json
import re
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path

import quickjs
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html5 import HTML5Translator

logger = logging.getLogger(__name__)

KATEX = Path(__file__).parent / "katex" / "katex.min.js"

# One colour per quantity: the letters that mean the same thing on every page. KaTeX wraps each letter in a span of
# its own, so the colour is a class added to that span. Sources stay plain LaTeX that any notebook viewer can read.
QUANTITIES = {"x": "x", "X": "x", "w": "w", "W": "w", "b": "b", "z": "z", "y": "y", "∇": "grad"}
# The LaTeX source that KaTeX puts into the MathML: no reader of ours uses it, and it is a tenth of a page's weight.
SOURCE = re.compile(r'<annotation encoding="application/x-tex">.*?</annotation>', re.DOTALL)
LETTER = re.compile(
    r'<span class="mord( mathnormal| mathbf| boldsymbol|)( mtight|)"((?: style="[^"]*")?)>([xXwWbzy∇])</span>'
)


@cache
def renderer() -> Callable[[str, str], str]:
    """Load KaTeX once per build."""
    context = quickjs.Context()
    context.set_max_stack_size(16 * 2**20)
    context.eval(KATEX.read_text(encoding="utf-8"))
    context.eval("""
        function render(tex, displayMode) {
            const options = {displayMode: displayMode === "yes", output: "htmlAndMathml", strict: "error"};
            try { return JSON.stringify({html: katex.renderToString(tex, options)}); }
            catch (problem) { return JSON.stringify({error: String(problem.message || problem)}); }
        }
    """)
    return context.get("render")


def typeset(tex: str, display: bool) -> str:
    """Return the HTML of a formula.

    Raises
    ------
    ValueError
        If KaTeX cannot typeset it; the message is KaTeX's own.
    """
    answer = json.loads(renderer()(tex, "yes" if display else "no"))
    if "error" in answer:
        raise ValueError(answer["error"].removeprefix("KaTeX parse error: "))
    return LETTER.sub(lambda m: coloured(*m.groups()), SOURCE.sub("", answer["html"]))


def coloured(font: str, size: str, style: str, letter: str) -> str:
    """Return one letter's span with the class of its quantity."""
    return f'<span class="mord{font}{size} q-{QUANTITIES[letter]}"{style}>{letter}</span>'


def display_source(node: nodes.math_block) -> str:
    r"""Return a displayed formula ready for KaTeX: several lines without an environment become ``gathered``.

    Numbers come from Sphinx, so that ``{eq}`` can refer to them; starred environments keep KaTeX from adding its own.
    """
    tex = node.astext().strip()
    tex = re.sub(r"\\(begin|end)\{(align|gather|equation|alignat)\}", r"\\\1{\2*}", tex)
    tex = with_room(tex)
    bare = not node.get("nowrap") and r"\begin{" not in tex and r"\\" in tex
    return rf"\begin{{gathered}}{tex}\end{{gathered}}" if bare else tex


def with_room(tex: str) -> str:
    """Set two rows apart that both hold fractions, which KaTeX would let touch. A matrix keeps its rows as they are."""
    if "matrix}" in tex:
        return tex
    rows = tex.split(r"\\")
    for i in range(1, len(rows)):
        both = r"\frac" in rows[i - 1] and r"\frac" in rows[i]
        if both and not rows[i].startswith("["):  # the author has said how far
            rows[i] = f"[0.8em]{rows[i]}"
    return r"\\".join(rows)


def render(node: nodes.Element, tex: str, display: bool) -> str:
    """Typeset, or warn at the formula's place and show its source."""
    try:
        return typeset(tex, display)
    except ValueError as problem:
        logger.warning("cannot typeset %r: %s", tex, problem, location=node, type="math", subtype="katex")
        return f'<code class="math-error">{escape(tex)}</code>'


def visit_inline(self: HTML5Translator, node: nodes.math) -> None:
    """Write an inline formula."""
    self.body.append(f'<span class="math">{render(node, node.astext(), display=False)}</span>')
    raise nodes.SkipNode


def visit_display(self: HTML5Translator, node: nodes.math_block) -> None:
    """Write a displayed formula, with its number and a link to it where it has a label."""
    number = ""
    if node["number"]:
        label = get_node_equation_number(self, node)
        number = f'<span class="eqno"><a href="#{node["ids"][0]}" title="Link to this equation">({label})</a></span>'
    anchor = f' id="{node["ids"][0]}"' if node["ids"] else ""
    formula = render(node, display_source(node), display=True)
    self.body.append(
        f'<div class="math-block"{anchor}><div class="math-scroll">{formula}</div>{number}</div>\n'
    )
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the renderer under the name ``katex``."""
    app.add_html_math_renderer("katex", (visit_inline, None), (visit_display, None))
    app.add_css_file("katex/katex.css")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
