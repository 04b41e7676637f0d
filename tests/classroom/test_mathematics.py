"""Markdown on pages that teacher and students open: formulas as MathML, nothing that loads or runs."""

from grading.mathematics import clean_html, markdown2html
from grading.settings import database


class Context(dict):  # type: ignore[type-arg]
    """What a template knows while a filter runs."""


def html(source: str, **attachments: dict[str, str]) -> str:
    return str(markdown2html(Context(cell={"attachments": attachments}), source))


def test_formulas_are_mathml() -> None:
    assert "<math" in html("so $x^2$")
    assert 'display="block"' in html("$$\n\\frac{a}{b}\n$$")
    assert "<math" in html("\\begin{aligned} a &= b \\end{aligned}")


def test_what_cannot_be_typeset_is_shown() -> None:
    assert "<code>$x^$</code>" in html("$x^$")
    assert "<code>$\\&lt;script&gt;$</code>" in html("$\\<script>$")


def test_html_is_text() -> None:
    shown = html("<script>alert(1)</script> <img src=x onerror=alert(1)> [link](javascript:alert)")
    assert "<script" not in shown
    assert "<img" not in shown
    assert 'href="javascript' not in shown


def test_what_was_written_here_stays_and_the_rest_is_cleaned() -> None:
    context = Context(cell={})
    assert "<math" in clean_html(markdown2html(context, "Half: $\\frac12$"))
    assert "<p>" in clean_html(markdown2html(context, "Half."))
    assert "<script" not in clean_html("<script>alert(1)</script>")
    assert "<script" not in clean_html(markdown2html(context, "<script>alert(1)</script>"))


def test_pictures_come_from_the_notebook_only() -> None:
    assert "<img" not in html("![photo](https://example.org/photo.png)")
    assert "<img" not in html("![photo](attachment:missing.png)")
    assert 'src="data:image/png;base64,AAAA"' in html(
        "![photo](attachment:p.png)", **{"p.png": {"image/png": "AAAA"}}
    )


def test_a_formula_that_never_ends_is_given_up() -> None:
    assert "<code>" in html(r"$\def\a{\a\a}\a$")


def test_the_gradebook_is_one_setting(monkeypatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.delenv("MCALC_GRADEBOOK", raising=False)
    assert database(tmp_path) == f"sqlite:///{tmp_path / 'gradebook.db'}"
    monkeypatch.setenv("MCALC_GRADEBOOK", "postgresql://teacher@host/course")
    assert database(tmp_path) == "postgresql+psycopg://teacher@host/course"
