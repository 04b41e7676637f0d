"""What a derivation shows can be typeset by KaTeX in its strict mode, as the book does."""

import json
import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import quickjs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_paper_equations import EQUATIONS
from trees import PARAMETERS, function, sources

import mcalc_helpers as mc

KATEX = Path(__file__).parents[2] / "book" / "_ext" / "katex" / "katex.min.js"


@cache
def typesetter():
    context = quickjs.Context()
    context.set_max_stack_size(16 * 2**20)
    context.eval(KATEX.read_text(encoding="utf-8"))
    context.eval("""
        function problem(tex) {
            try { katex.renderToString(tex, {displayMode: true, strict: "error"}); return JSON.stringify(""); }
            catch (error) { return JSON.stringify(String(error.message)); }
        }
    """)
    return context.get("problem")


def problems(markdown):
    displayed = re.findall(r"\$\$(.*?)\$\$", markdown, re.DOTALL)
    inline = re.findall(r"(?<!\$)\$([^$]+)\$(?!\$)", re.sub(r"\$\$.*?\$\$", "", markdown, flags=re.DOTALL))
    assert displayed
    return [message for tex in displayed + inline if (message := json.loads(typesetter()(tex)))]


@pytest.mark.parametrize("equation", EQUATIONS, ids=lambda equation: equation.name)
@pytest.mark.parametrize("combine", ["paths", "steps"])
def test_derivations_of_the_paper(equation, combine):
    derivation = mc.derive(equation.function, equation.wrt, equation.shapes, combine=combine)
    assert problems(derivation.markdown()) == []


@settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))
@given(data=st.data(), kind=st.sampled_from("snm"))
def test_random_derivations(data, kind):
    derivation = mc.derive(function(data.draw(sources(kind, 3))), "x", PARAMETERS)
    assert problems(derivation.markdown()) == []


def test_by_a_matrix():
    derivation = mc.derive(lambda A, x: np.sum(np.tanh(A.T @ x)), "A", {"A": ("m", "n"), "x": "m"})
    assert problems(derivation.markdown()) == []


def test_the_table_of_rules():
    formulas = re.findall(r"\$([^$]+)\$", mc.rules_table())
    assert [message for tex in formulas if (message := json.loads(typesetter()(tex)))] == []


def test_a_formula_that_katex_refuses_is_noticed():
    assert problems(r"$$\frac{a}{b$$")
