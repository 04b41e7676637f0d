"""The budgets of the built book: weight and stillness of a first visit, time of a build, cost of the import."""

import gzip
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from browser import CHROMIUM, FLAGS, serving  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

HTML = ROOT / "_build" / "html"
CHAPTERS = sorted(path.stem for path in (ROOT / "book").glob("*.ipynb"))
TEXT = ("text/", "application/javascript", "image/svg", "application/json")

# Sum of all layout shifts that no input caused (the quantity browsers call CLS).
WATCH_SHIFTS = """
    window.shift = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
    }).observe({type: "layout-shift", buffered: true});
"""


def row(name: str, measured: float, limit: float, unit: str) -> bool:
    """Print a line of the table and return whether the budget is kept."""
    kept = measured <= limit
    print(f"{name:58} {measured:9.2f} {unit:6} limit {limit:7.2f}   {'ok' if kept else 'OVER'}")
    return kept


def first_visit(page: Page, address: str) -> tuple[float, float]:
    """Return kilobytes over the wire (as a server with gzip would send them) and the layout shift."""
    sizes: dict[str, int] = {}

    def weigh(response: object) -> None:
        body = response.body()
        compressible = response.headers.get("content-type", "").startswith(TEXT)
        sizes[response.url] = len(gzip.compress(body, 6)) if compressible else len(body)

    page.on("requestfinished", lambda request: weigh(request.response()))
    page.add_init_script(WATCH_SHIFTS)
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(500)
    return sum(sizes.values()) / 1000, page.evaluate("window.shift")


def visits() -> list[bool]:
    """Visit every chapter with an empty cache, on a wide and on a narrow screen."""
    kept = []
    with serving(HTML) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for chapter in CHAPTERS:
            for width in (1280, 390):
                page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
                weight, shift = first_visit(page, f"{address}/book/{chapter}.html")
                kept.append(row(f"first visit of {chapter}, {width} px: weight", weight, 250, "KB"))
                kept.append(row(f"first visit of {chapter}, {width} px: layout shift", shift, 0.01, ""))
        browser.close()
    return kept


def build() -> bool:
    """Build the whole book from stored outputs into an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        jupyter_book = shutil.which("jupyter-book") or sys.exit("jupyter-book is not installed")
        command = [jupyter_book, "build", "-W", "-n", "-q", "--path-output", folder, str(ROOT)]
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return row("html from stored outputs", time.perf_counter() - start, 60, "s")


def import_time(module: str) -> float:
    """Return the best of seven fresh interpreters' times to start and import a module."""
    times = []
    for _ in range(7):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", f"import {module}"], check=True, cwd=ROOT)
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> int:
    """Print the table; exit with 1 if a budget is not kept."""
    kept = visits()
    kept.append(build())
    kept.append(
        row(
            "import mcalc_helpers / import numpy",
            import_time("mcalc_helpers") / import_time("numpy"),
            1.2,
            "times",
        )
    )
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
