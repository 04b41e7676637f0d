"""The graphs of longer functions in a browser: every word is readable, on narrow screens too."""

import numpy as np
import pytest
import sympy as sp
from axe_playwright_python.sync_playwright import Axe
from browser import drawn

import mcalc_helpers.interactive as figures

x, u1, u2, u3 = sp.symbols("x u1 u2 u3")

# What each text of the graph takes up, and the boxes of its nodes, in pixels of the screen.
READ = """() => {
    const panel = document.querySelector("svg.mc-panel");
    const box = e => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; };
    const nodes = [...panel.querySelectorAll(":scope > g:not([data-link])")];
    return {
        panel: box(panel),
        texts: [...panel.querySelectorAll("text")].map(box),
        nodes: nodes.map(g => [box(g.querySelector("rect")), [...g.querySelectorAll("text")].map(box)]),
    };
}"""


def four_paths(x):
    square = x**2
    wave = np.sin(x)
    mixed = square * wave
    return mixed + x * square


def with_long_names(b):
    activation = 1.4 - b
    error = activation * b
    return error**2 + 0.5 * b


FIGURES = {
    "four paths": lambda: figures.TotalDerivative(four_paths, at=1.3, window=(-2, 2)),
    "long names": lambda: figures.TotalDerivative(with_long_names, at=0.7, window=(-2, 2)),
    "cube": lambda: figures.TotalDerivative(lambda x: x * x * x, at=1.3, window=(-20, 20)),
    "long formulas": lambda: figures.TotalDerivative(
        sp.sin(u1 * u2) + u3 * x,
        steps={u1: sp.sin(x) * x, u2: x**2 + sp.exp(-(x**2)), u3: sp.cos(u1) / (1 + u2**2)},
        at=1.2,
    ),
    "chain": lambda: figures.ChainGraph(sp.log(1 + sp.exp(1.25 - x**2)), at=1),
}


def overlap(a, b):
    # A pixel of two lines' leading is no covering.
    return a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] - 2.5 and b[1] < a[3] - 2.5


def within(inner, outer):
    return (
        inner[0] >= outer[0] - 1
        and inner[1] >= outer[1] - 2
        and inner[2] <= outer[2] + 1
        and inner[3] <= outer[3] + 2
    )


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", FIGURES)
def test_no_text_covers_another_or_leaves_its_box(open_page, name, width):
    figure = FIGURES[name]()
    page = open_page([figure], width=width)
    low, high = figure.bounds["point"][0][1:]
    for point in np.linspace(low, high, 5):
        page.evaluate("point => document.querySelector('figure').state.set({ point })", float(point))
        drawn(page)
        found = page.evaluate(READ)
        texts = found["texts"]
        assert len(found["nodes"]) == len(figure._spec["nodes"])
        assert all(within(text, found["panel"]) for text in texts)
        assert all(within(text, rim) for rim, inner in found["nodes"] for text in inner)
        assert not any(overlap(a, b) for i, a in enumerate(texts) for b in texts[i + 1 :])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_wide_graph_scrolls_inside_its_figure_by_keys_too(open_page):
    page = open_page([FIGURES["four paths"]()], width=390)
    scroll = page.locator(".mc-scroll")
    assert scroll.evaluate("e => e.scrollWidth > e.clientWidth")
    scroll.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.mc-scroll').scrollLeft > 0")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    report = Axe().run(page)
    assert report.violations_count == 0, report.generate_report()
