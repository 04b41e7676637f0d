"""A figure as a widget in a real JupyterLab: a drag reaches Python, and a trait set in Python moves the picture."""

import json

from playwright.sync_api import expect

from .laboratory import jupyterlab, open_notebook, run_cell, wait_for
from .pages import pull

CELLS = [
    # What reaches Python is written to a file, where the test can read it.
    "import json, pathlib, sympy as sp, mcalc_helpers as mc\n"
    "x, y = sp.symbols('x y')\n"
    "fig = mc.interactive.Gradient(x**2 + sp.sin(y), at=(1, 2))\n"
    "fig.observe(lambda change: pathlib.Path('point.json').write_text(json.dumps(change['new'])), 'point')\n"
    "fig",
    "fig.point = (-1, 0.5)",
]


def test_a_figure_lives_in_jupyterlab(browser, tmp_path):
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    with jupyterlab(tmp_path, CELLS) as address:
        open_notebook(page, address)
        run_cell(page, 0)
        handle = page.locator(".mc-place.mc-alive .mc-handle").first
        pull(page, handle, (48, 0), steps=6)
        told = float(handle.get_attribute("aria-valuenow"))
        assert told > 1.3
        # The kernel hears of the last place of the drag, not only of the first.
        heard = tmp_path / "point.json"
        wait_for(lambda: heard.exists() and heard.read_text() and json.loads(heard.read_text())[0] == told)

        run_cell(page, 1)
        expect(handle).to_have_attribute("aria-valuenow", "-1")
        expect(page.locator(".mc-matrix .mc-cell").last).to_have_text("0.88")  # cos(0.5)
    assert errors == []
    context.close()
