"""The practice questions: how many planted mistakes are named correctly, and how long a question takes to get ready.

Run with ``python benchmarks/bench_practice_questions.py``. It prints a line for each question, and exits with 1 if a
planted mistake is not named or a limit is exceeded. How long a verdict takes in the page is measured in a browser,
elsewhere.
"""

import json
import sys
import time
from typing import NamedTuple

from mcalc_helpers.quiz.catalogue import questions
from mcalc_helpers.quiz.judge import judge
from mcalc_helpers.quiz.mistakes import MISTAKES
from mcalc_helpers.quiz.pages import CHAPTERS
from mcalc_helpers.quiz.question import Question
from mcalc_helpers.quiz.sheet import build

# Seconds to make one question ready, and milliseconds from an answer to the verdict, in Python.
BUILD_LIMIT = 2.0
VERDICT_LIMIT = 50.0
# The largest sheet, as it is stored in a notebook.
SHEET_LIMIT = 40_000


class Row(NamedTuple):
    """One line of the table."""

    name: str
    named: int
    planted: int
    build: float
    verdict: float
    size: int

    @property
    def ok(self) -> bool:
        """Whether every planted mistake is named and the limits are kept."""
        quick = self.build <= BUILD_LIMIT and self.verdict <= VERDICT_LIMIT
        return self.named == self.planted and quick and self.size <= SHEET_LIMIT

    def line(self) -> str:
        """Return the line as text."""
        share = f"{self.named}/{self.planted}" if self.planted else "-"
        percent = f"{self.named / self.planted:.0%}" if self.planted else ""
        numbers = f"{1000 * self.build:8.0f} ms {self.verdict:8.2f} ms {self.size / 1000:8.1f} KB"
        return f"{self.name:<18}{share:>8}{percent:>6}{numbers}  {'' if self.ok else 'TOO MUCH'}"


def planted(sheet: dict) -> list[tuple[str, object]]:
    """Return the wrong answers of a sheet, each with the mistake that leads to it."""
    found: list[tuple[str, object]] = []
    for wrong in sheet.get("wrong", ()):
        values = {"shape": wrong.get("shape"), "values": wrong.get("values")}
        found.append((wrong["mistake"], [str(size) for size in wrong["size"]] if "size" in wrong else values))
    for number, option in enumerate(sheet.get("options", ())):
        if option["mistake"]:
            found.append((option["mistake"], number))
    return found


def measure(question: Question, diagnosed: set[str]) -> Row:
    """Make a question ready and judge all its planted mistakes."""
    start = time.perf_counter()
    sheet = build(question).sheet
    built = time.perf_counter() - start
    named, longest = 0, 0.0
    answers = planted(sheet)
    for mistake, answer in answers:
        start = time.perf_counter()
        verdict = judge(sheet, answer)
        longest = max(longest, 1000 * (time.perf_counter() - start))
        if verdict["mistake"] == mistake:
            named += 1
            diagnosed.add(mistake)
    return Row(question.id, named, len(answers), built, longest, len(json.dumps(sheet)))


def main() -> int:
    """Print the table; return the number of lines that fail."""
    diagnosed: set[str] = set()
    judge({"right": {"size": ["1", "1"]}, "wrong": []}, "1 x 1")  # start the JavaScript engine
    rows = [measure(question, diagnosed) for prefix in CHAPTERS for question in questions(prefix).values()]
    print(f"{'question':<18}{'named':>8}{'':>6}{'ready':>11}{'verdict':>12}{'sheet':>11}")
    for row in rows:
        print(row.line())
    named, count = sum(row.named for row in rows), sum(row.planted for row in rows)
    left = [mistake for mistake in MISTAKES if mistake not in diagnosed]
    print(f"\n{len(rows)} questions; {named} of {count} planted mistakes named ({named / count:.1%})")
    print(
        f"{len(MISTAKES) - len(left)} of {len(MISTAKES)} kinds of mistakes diagnosed by at least one question"
    )
    return sum(not row.ok for row in rows) + len(left)


if __name__ == "__main__":
    sys.exit(min(main(), 1))
