"""The figures' budgets: scripting and time to repaint of a move, weight, time until a figure can be held.

Beside them the same plot as ipywidgets' `interact`, which asks a live kernel for a new picture at every move.
"""

import gzip
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from figures.gallery import GALLERY  # noqa: E402
from figures.laboratory import jupyterlab, open_notebook, run_cell  # noqa: E402
from figures.pages import CHROMIUM, FLAGS, HOST, page_text, serve, wait_alive  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

MOVES = 200
KERNEL_MOVES = 20
SLOWED = 4
SCRIPTING_LIMIT = 16.0  # ms a move
WEIGHT_LIMIT = 60.0  # KB
HOLD_LIMIT = 2000.0  # ms

# The time from the browser's input event until the frame that shows it has been painted.
WATCH_REPAINTS = """
    window.repaints = [];
    addEventListener("mousemove", ({ timeStamp }) => requestAnimationFrame(() => {
        const painted = new MessageChannel();
        painted.port1.onmessage = () => repaints.push(performance.now() - timeStamp);
        painted.port2.postMessage(null);
    }), true);
"""

INTERACT = """
import matplotlib.pyplot as plt, numpy as np
from ipywidgets import interact
X, Y = np.meshgrid(np.linspace(-2, 4, 56), np.linspace(-1, 5, 56))
def show(x=1.0, y=2.0):
    fig, (plane, slice_) = plt.subplots(1, 2, figsize=(8, 4))
    plane.contourf(X, Y, X**2 + np.sin(Y), 9)
    plane.arrow(x, y, 0.3 * 2 * x, 0.3 * np.cos(y))
    slice_.plot(X[0], X[0]**2 + np.sin(y))
    plt.show()
interact(show, x=(-2.0, 4.0, 0.1), y=(-1.0, 5.0, 0.1));
"""
WATCH_IMAGES = """
    window.pressed = 0; window.shown = [];
    addEventListener("keydown", () => pressed = performance.now(), true);
    new MutationObserver((changes) => {
        const image = (node) => node.nodeName === "IMG" || node.querySelector?.("img");
        if (changes.some(({ addedNodes }) => [...addedNodes].some(image))) shown.push(performance.now() - pressed);
    }).observe(document.body, { subtree: true, childList: true });
"""


def row(name: str, measured: float, limit: float | None, unit: str) -> bool:
    """Print a line of the table and return whether the budget is kept."""
    kept = limit is None or measured <= limit
    said = "for comparison" if limit is None else f"limit {limit:7.2f}   {'ok' if kept else 'OVER'}"
    print(f"{name:58} {measured:9.2f} {unit:6} {said}", flush=True)
    return kept


def scripting(devtools: Any) -> float:
    """Return the milliseconds the page has spent in scripts so far."""
    metrics = devtools.send("Performance.getMetrics")["metrics"]
    return 1000 * next(m["value"] for m in metrics if m["name"] == "ScriptDuration")


def moves(page: Page) -> tuple[list[float], list[float]]:
    """Drag the first handle about; return each move's scripting and its time to repaint, in milliseconds."""
    devtools = page.context.new_cdp_session(page)
    # Time on the processor, so that what else runs on the machine does not count.
    devtools.send("Performance.setTimeDomain", {"timeDomain": "threadTicks"})
    devtools.send("Performance.enable")
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.evaluate(WATCH_REPAINTS)
    box = page.locator(".mc-handle").first.bounding_box()
    assert box is not None
    at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*at)
    page.mouse.down()
    spent = []
    for k in range(MOVES):
        before = scripting(devtools)
        page.mouse.move(at[0] + 40 * ((k % 20) / 10 - 1), at[1] + 30 * ((k % 14) / 7 - 1))
        time.sleep(0.025)  # the frame that draws the move
        spent.append(scripting(devtools) - before)
    page.mouse.up()
    return spent, page.evaluate("repaints")


def measured_figures(browser: Browser) -> list[bool]:
    """Drag every figure with the processor slowed."""
    kept = []
    for name, entry in GALLERY.items():
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        serve(page, page_text([entry.make()]))
        start = time.perf_counter()
        page.goto(HOST)
        wait_alive(page)
        hold = 1000 * (time.perf_counter() - start)
        spent, repaints = moves(page)
        kept.append(
            row(f"{name}: scripting of a move, median", statistics.median(spent), SCRIPTING_LIMIT, "ms")
        )
        kept.append(row(f"{name}: scripting of a move, worst of {MOVES}", max(spent), SCRIPTING_LIMIT, "ms"))
        row(f"{name}: input to repaint, median", statistics.median(repaints), None, "ms")
        row(f"{name}: input to repaint, worst", max(repaints), None, "ms")
        kept.append(row(f"{name}: page opened until it can be held", hold, HOLD_LIMIT, "ms"))
        context.close()
    return kept


def weights() -> list[bool]:
    """Weigh the bundle and the pages' own part of each figure, gzipped."""
    static = ROOT / "mcalc_helpers" / "static"
    bundle = sum(len(gzip.compress(path.read_bytes(), 9)) for path in static.iterdir())
    figures = [len(gzip.compress(entry.make().html().encode(), 9)) for entry in GALLERY.values()]
    return [
        row("bundle, style and loader, gzipped", bundle / 1024, WEIGHT_LIMIT, "KB"),
        row("a figure's own HTML, gzipped, largest of the gallery", max(figures) / 1024, 20, "KB"),
    ]


def with_a_kernel(browser: Browser) -> None:
    """Move the sliders of `interact` in JupyterLab, at full speed of the processor."""
    page = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
    with tempfile.TemporaryDirectory() as folder, jupyterlab(Path(folder), [INTERACT]) as address:
        open_notebook(page, address)
        run_cell(page, 0)
        page.wait_for_selector(".widget-output img")
        page.evaluate(WATCH_IMAGES)
        page.locator(".widget-slider .noUi-handle").first.focus()
        for k in range(KERNEL_MOVES):
            page.keyboard.press("ArrowRight")
            page.wait_for_function(f"() => shown.length > {k}")
        times = page.evaluate("shown")
        page.context.close()
    row("interact with a live kernel: input to picture, median", statistics.median(times), None, "ms")
    row("interact with a live kernel: input to picture, worst", max(times), None, "ms")


def main() -> int:
    """Print the table; exit with 1 if a budget is not kept."""
    kept = weights()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        kept += measured_figures(browser)
        with_a_kernel(browser)
        browser.close()
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
