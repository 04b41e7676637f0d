"""The questions of the built book: which pages have some, and what a reader may answer."""

import json
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HTML = ROOT / "_build" / "html"
SCRIPTS = HTML / "_static" / "practice"

# The pages that have questions, as "book/jacobian".
PAGES = sorted(str(path.relative_to(SCRIPTS).with_suffix("")) for path in SCRIPTS.rglob("*.js"))

# Right answers as a reader might type them.
TYPED = {
    "partials-1": "12x^2 y",
    "partials-2": "2*x*y",
    "partials-3": "[4, 3, 1]",
    "jacobian-2": "[[2xy, x^2], [1, 3y²]]",
    "jacobian-3": "[1.5, -0.8; 0.9, -0.2]",
}


def sheets(page: str) -> dict[str, dict[str, Any]]:
    """Return what a page's script hands to the judge, by the ids of the questions."""
    text = (SCRIPTS / f"{page}.js").read_text(encoding="utf-8")
    found = re.search(r"\.\.\.(\{.*\}) \};", text)
    assert found, page
    return json.loads(found[1])


def is_typed(sheet: dict[str, Any]) -> bool:
    """Whether a question is answered by typing mathematics."""
    return "values" in sheet.get("right", {})
