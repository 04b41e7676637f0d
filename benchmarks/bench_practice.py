"""The practice questions' budgets: time from Check to verdict in the built book, and the weight they add to a page."""

import gzip
import statistics
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from browser import CHROMIUM, FLAGS  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402
from practice.book import HTML, PAGES, SCRIPTS, is_typed, sheets  # noqa: E402

ROUNDS = 5
SLOWED = 4
VERDICT_LIMIT = 50.0  # ms
WEIGHT_LIMIT = 120.0  # KB
BUNDLE = ["practice.js", "practice-katex.js", "practice-loader.js", "practice.css"]

# Fills in an answer; then checks it: the verdict is there when this returns; then waits until it has been painted.
FILL = """([name, answer]) => {
    const question = document.getElementById(name);
    const field = question.querySelector(".mc-q-input");
    if (field) field.value = answer;
    question.querySelector("input[type=radio], input[type=checkbox]")?.click();
}"""
CHECK = """(name) => {
    window.started = performance.now();
    document.querySelector(`#${name} form`).requestSubmit();
    return performance.now() - started;
}"""
PAINTED = """() => new Promise((done) => requestAnimationFrame(() => {
    const painted = new MessageChannel();
    painted.port1.onmessage = () => done(performance.now() - started);
    painted.port2.postMessage(null);
}))"""


def row(name: str, measured: float, limit: float | None, unit: str) -> bool:
    """Print a line of the table and return whether the budget is kept."""
    kept = limit is None or measured <= limit
    said = "for comparison" if limit is None else f"limit {limit:7.2f}   {'ok' if kept else 'OVER'}"
    print(f"{name:74} {measured:9.2f} {unit:4} {said}", flush=True)
    return kept


def answers(sheet: dict[str, object]) -> list[str]:
    """Return what is typed: something that can be read, something that cannot, and a long formula."""
    if not is_typed(sheet):
        return ["2"]
    name = next(iter(sheet["names"]), "2")
    return [name, f"[{name}^2, 3{name}]", f"6{name}(", "+".join([f"sin({name})^2"] * 12)]


def verdicts(browser: Browser, page_name: str, slowed: int) -> tuple[list[list[float]], list[float]]:
    """Check answers to each question; return the times to the verdict, a list an answer, and those to its painting."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto((HTML / f"{page_name}.html").as_uri())
    questions = sheets(page_name)
    for name in questions:
        page.locator(f"#{name}").scroll_into_view_if_needed()
        page.locator(f"#{name}.mc-q-alive").wait_for()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    judged, painted = [], []
    for name, sheet in questions.items():
        for answer in answers(sheet):
            judged.append([])
            for _ in range(ROUNDS):
                page.evaluate(FILL, [name, answer])
                judged[-1].append(page.evaluate(CHECK, name))
                painted.append(page.evaluate(PAINTED))
    page.context.close()
    return judged, painted


def measured_verdicts(browser: Browser) -> list[bool]:
    """Measure every page with questions, at full and at reduced speed of the processor.

    The budget is for the slowest answer, by the median of its rounds: what else runs on the machine now and then takes
    the processor for longer than the judge does.
    """
    kept = []
    for page in PAGES:
        judged, painted = verdicts(browser, page, 1)
        slowest = max(map(statistics.median, judged))
        kept.append(row(f"{page}: Check to verdict, slowest answer", slowest, VERDICT_LIMIT, "ms"))
        row(f"{page}: the same, worst of all rounds", max(map(max, judged)), None, "ms")
        row(f"{page}: Check to verdict painted, median", statistics.median(painted), None, "ms")
        slow, _ = verdicts(browser, page, SLOWED)
        slowest = max(map(statistics.median, slow))
        row(f"{page}: processor slowed {SLOWED} times, slowest answer", slowest, None, "ms")
    return kept


def weight(path: Path) -> float:
    """Return the size of a file as it travels, in KB."""
    return len(gzip.compress(path.read_bytes(), 9, mtime=0)) / 1024


def weights() -> list[bool]:
    """Weigh what the questions add to a page once they are used."""
    bundle = sum(weight(HTML / "_static" / name) for name in BUNDLE)
    pages = {page: weight(SCRIPTS / f"{page}.js") for page in PAGES}
    largest = max(pages, key=pages.__getitem__)
    row("script, KaTeX, loader and style, gzipped", bundle, None, "KB")
    row(f"the questions of the heaviest page ({largest}), gzipped", pages[largest], None, "KB")
    at_once = sum(weight(HTML / "_static" / name) for name in ("practice-loader.js", "practice.css"))
    row("of these before the first question comes near", at_once, None, "KB")
    return [row("added to that page in all", bundle + pages[largest], WEIGHT_LIMIT, "KB")]


def main() -> int:
    """Print the table; exit with 1 if a budget is not kept."""
    if not PAGES:
        sys.exit("there are no built questions: run `make html` first")
    kept = weights()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        kept += measured_verdicts(browser)
        browser.close()
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
