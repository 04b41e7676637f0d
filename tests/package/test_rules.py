"""The table of rules: every entry is right, at every operand, by two independent oracles."""

import re
from dataclasses import replace

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mcalc_helpers as mc
from mcalc_helpers.expression import number, symbol
from mcalc_helpers.operations import OPERATIONS
from mcalc_helpers.partials import lifted
from mcalc_helpers.rules import GENERAL_RULES, RULES, find, stacking
from mcalc_helpers.rules_page import CHAPTERS, rule_lines, rules_table

jax.config.update("jax_enable_x64", True)

# How each operation is written, with {0}, {1}, ... for its operands.
SOURCES = {
    "add": "{0} + {1}",
    "subtract": "{0} - {1}",
    "multiply": "{0} * {1}",
    "divide": "{0} / {1}",
    "power": "{0} ** {1}",
    "negative": "-{0}",
    "dot": "{0} @ {1}",
    "matvec": "{0} @ {1}",
    "vecmat": "{0} @ {1}",
    "norm": "np.linalg.norm({0})",
    "index": "{0}[1]",
    "transpose": "np.sum({0}.T @ np.ones({0}.shape[0]) ** 2)",
    "where": "np.where({0} > 0.9, {1}, {2})",
}
SHAPES = {"scalar": (), "vector": (3,), "matrix": (2, 3)}
RULE_LIST = [rule for rule in RULES.values() if rule.operation != "transpose"]


def source(rule):
    arguments = [("2.5" if kind == "constant" else f"v{k}") for k, kind in enumerate(rule.kinds)]
    default = f"np.{rule.operation}({', '.join(arguments)})"
    return SOURCES.get(rule.operation, default).format(*arguments)


def shapes_of(rule):
    shapes = {f"v{k}": SHAPES[kind] for k, kind in enumerate(rule.kinds) if kind != "constant"}
    if rule.operation == "vecmat":
        shapes["v0"] = (2,)
    return shapes


def functions(rule):
    """The operation alone for vectors; summed with weights where only a scalar can be differentiated by a matrix."""
    text, shapes = source(rule), shapes_of(rule)
    if "matrix" in rule.kinds:
        text = f"np.sum(np.sin({text}))"
    return tuple(eval(f"lambda {', '.join(shapes)}: {text}", {"np": library}) for library in (np, jnp))


@pytest.mark.parametrize("rule", RULE_LIST, ids=lambda rule: f"{rule.operation} {rule.kinds}")
@settings(deadline=None, max_examples=5)
@given(seed=st.integers(0, 2**16))
def test_each_rule_agrees_with_differences_and_with_jax(rule, seed):
    shapes = shapes_of(rule)
    ours, theirs = functions(rule)
    generator = np.random.default_rng(seed)
    # Positive and away from ties: every rule's condition holds.
    point = {name: generator.uniform(0.3, 2.0, shape) for name, shape in shapes.items()}
    for position, name in enumerate(shapes):
        derivation = mc.derive(ours, name, shapes)
        found = derivation(**point)
        # The condition of a choice, and a comparison, pass nothing on: there is no rule to name.
        used = {rule.name for step in derivation.steps for rule in step.rules}
        assert rule.name in used or "constant" in used
        if "comparison" in rule.name:
            assert not found.any()
            continue
        expected = np.asarray(jax.jacrev(theirs, argnums=position)(*map(jnp.asarray, point.values())))
        expected = expected.T if len(shapes[name]) == 2 else expected.reshape(found.shape)
        np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-12)
        assert derivation.check_at(**point)


def test_the_transpose():
    derivation = mc.derive(lambda A, x: np.sum(np.sin(A.T @ x)), "A", {"A": ("m", "n"), "x": "m"})
    assert "transpose" in {step.rule for step in derivation.steps}
    assert derivation.check()


@pytest.mark.parametrize(
    "rule",
    [rule for rule in RULE_LIST if "comparison" not in rule.name],
    ids=lambda rule: f"{rule.operation} {rule.kinds}",
)
def test_a_rule_that_is_wrong_by_a_thousandth_is_caught(rule, monkeypatch):
    """A test of the tests: the checks above must fail for each rule once it is spoilt a little."""
    shapes = shapes_of(rule)
    ours, _ = functions(rule)
    point = {
        name: np.random.default_rng(k).uniform(0.3, 2.0, shape)
        for k, (name, shape) in enumerate(shapes.items())
    }
    spoilt = tuple(lambda *a, local=local: local(*a).scaled(number(1.001)) for local in rule.local)
    monkeypatch.setitem(RULES, (rule.operation, rule.kinds), replace(rule, local=spoilt))
    for name in shapes:
        derivation = mc.derive(ours, name, shapes)
        # Where the rule gives zero, a thousandth more is zero, too.
        assert not derivation(**point).any() or not derivation.check_at(**point)


def test_every_operation_has_a_rule():
    covered = {rule.operation for rule in RULES.values()} | {"stack"}
    assert set(OPERATIONS) <= covered


def test_constants_have_rules_of_their_own():
    x = symbol("x", ("n",))
    assert find("maximum", (number(0), x)).name == "maximum with a constant"
    assert find("divide", (number(1), x)).name == "scalar expansion, quotient"
    assert find("stack", (symbol("a"), symbol("b"))).name == stacking(2).name
    assert len(stacking(3).local) == 3
    with pytest.raises(KeyError):
        find("add", (symbol("A", ("m", "n")), x))


def test_the_lift():
    x, z = symbol("x", ("n",)), symbol("z")
    product = lifted(lambda a, b: b)
    assert product(0, x, z).terms[0][1] is z
    assert product(1, z, x).output == ("n",)
    assert lifted(lambda a, b: 1)(0, z, z).output == ()


def test_every_rule_names_a_chapter():
    assert {rule.page for rule in (*RULES.values(), *GENERAL_RULES)} == set(CHAPTERS)


def test_the_table_links_only_pages_that_exist():
    table = rules_table({"jacobian": "../jacobian.ipynb", "sum-reduction": "sums"})
    assert set(re.findall(r"\]\(([\w./-]+)\)", table)) == {"../jacobian.ipynb", "sums"}
    assert re.findall("^## (.*)$", table, re.M) == list(CHAPTERS.values())


def test_every_line_of_the_table_has_as_many_cells_as_its_header():
    for line in rules_table().splitlines():
        if line.startswith("|"):
            assert line.count("|") == 6, line


def test_formulas_of_the_table():
    table = rules_table()
    for formula in (
        r"$\frac{\partial}{\partial \mathbf{w}} (\mathbf{w} \otimes \mathbf{x}) = \operatorname{diag}(\mathbf{x})$",
        r"$\frac{\partial}{\partial z} (\mathbf{x} + z \vec{1}) = \vec{1}$",
        r"$\frac{\partial}{\partial \mathbf{x}} (\operatorname{sum}(\mathbf{x})) = \vec{1}^T$",
        r"\frac{\partial C}{\partial A} = \mathbf{x} \boldsymbol{\delta}^T",
        r"$\frac{dy}{dx} = \frac{dy}{du} \frac{du}{dx}$",
    ):
        assert formula in table
    assert rule_lines(GENERAL_RULES[0])[0].startswith("| constant |")
