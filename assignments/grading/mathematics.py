"""Markdown for feedback and for marking by hand: formulas as MathML, and nothing that a student wrote can load or run.

Formulas are typeset by the KaTeX script of the book while the page is written, into MathML, which browsers draw by
themselves. So the page needs no script and no font from anywhere. Where the script is not at hand, and for formulas
that it cannot read, the source is shown.
"""

import json
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import quickjs
from jinja2 import pass_context
from nbconvert import filters as nbconvert_filters
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

import mcalc_helpers

KATEX = Path(mcalc_helpers.__file__).parent.parent / "book" / "_ext" / "katex" / "katex.min.js"
SECONDS = 2.0  # for one formula
OPTIONS = '{displayMode: display === "yes", output: "mathml", maxSize: 20, maxExpand: 500}'
NO_PICTURE = '<em class="no-picture">[a picture that is not part of the notebook: {name}]</em>'


@cache
def renderer() -> Callable[[str, str], str] | None:
    """Load KaTeX once; None where the book's sources are not there."""
    if not KATEX.exists():
        return None
    context = quickjs.Context()
    context.set_memory_limit(256 * 2**20)
    context.set_max_stack_size(4 * 2**20)
    context.eval(KATEX.read_text(encoding="utf-8"))
    context.eval(f"""
        function render(tex, display) {{
            try {{ return JSON.stringify({{html: katex.renderToString(tex, {OPTIONS})}}); }}
            catch (problem) {{ return JSON.stringify({{}}); }}
        }}
    """)
    context.set_time_limit(SECONDS)
    render: Callable[[str, str], str] = context.get("render")
    return render


def typeset(tex: str, display: bool) -> str:
    r"""Return a formula as MathML, or its source if it cannot be typeset.

    Examples
    --------
    >>> typeset("x^", display=False)
    '<code>$x^$</code>'
    """
    mark = "$$" if display else "$"
    source = f"<code>{mark}{escape(tex)}{mark}</code>"
    render = renderer()
    if render is None:
        return source
    try:
        html = json.loads(render(tex.strip(), "yes" if display else "no")).get("html")
    except quickjs.JSException:  # its limits of time or memory
        renderer.cache_clear()
        return source
    return html or source


class SafeRenderer(IPythonRenderer):
    """Writes HTML in the place of no HTML: what students write as such is shown as text."""

    def __init__(self, attachments: dict[str, Any]) -> None:
        super().__init__(
            escape=True, allow_harmful_protocols=False, exclude_anchor_links=True, attachments=attachments
        )

    def inline_math(self, body: str) -> str:
        """Write a formula in a line of text."""
        return typeset(body, display=False)

    def block_math(self, body: str) -> str:
        """Write a displayed formula."""
        return typeset(body, display=True)

    def latex_environment(self, name: str, body: str) -> str:
        """Write an environment that stands without dollar signs."""
        return typeset(rf"\begin{{{name}}}{body}\end{{{name}}}", display=True)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Write a picture that is part of the notebook; another one would be loaded from another host."""
        name = url.removeprefix("attachment:")
        if url == name or name not in self.attachments:
            return NO_PICTURE.format(name=escape(url))
        return super().image(text, url, title)

    def block_mermaidjs(self, code: str) -> str:
        """Write a diagram as its source: drawing it would take a script."""
        return f"<pre>{escape(code)}</pre>"


class Written(str):
    """HTML that was written here, and holds nothing that could load or run."""


@pass_context
def markdown2html(context: Any, source: str) -> Written:
    """Return Markdown as HTML: the filter of that name in nbconvert's templates."""
    attachments = context.get("cell", {}).get("attachments", {})
    return Written(MarkdownWithMath(renderer=SafeRenderer(attachments)).render(source))


def clean_html(html: str) -> str:
    """Return HTML without what could load or run: nbconvert's filter, which knows neither paragraphs nor formulas."""
    cleaned: str = html if isinstance(html, Written) else nbconvert_filters.clean_html(html)
    return cleaned
