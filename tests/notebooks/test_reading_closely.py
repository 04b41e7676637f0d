"""What "Reading the paper closely" says: each note has a check, its chapter and its place, and facts of others hold."""

import re
from pathlib import Path

import jax
import jax.numpy as jnp
import nbformat

PAGE = Path(__file__).resolve().parents[2] / "book" / "reference" / "reading-closely.ipynb"


def notes() -> dict[str, tuple[str, str]]:
    """Return the text and the code of each note by its heading."""
    found: dict[str, tuple[str, str]] = {}
    heading = ""
    for cell in nbformat.read(PAGE, as_version=4).cells:
        if cell.cell_type == "code":
            text, code = found.get(heading, ("", ""))
            found[heading] = text, code + cell.source
            continue
        for piece in re.split(r"^(?=###? )", cell.source, flags=re.M):
            if piece.startswith("#"):
                heading = piece.split("\n", 1)[0].lstrip("# ")
            text, code = found.get(heading, ("", ""))
            found[heading] = text + piece, code
    return {heading: note for heading, note in found.items() if note[0].startswith("### ")}


def test_each_note_has_a_check_and_leads_to_its_chapter() -> None:
    assert len(notes()) >= 25
    for heading, (text, code) in notes().items():
        assert "assert " in code, heading
        assert re.search(r"\]\((\.\./[a-z-]+\.ipynb|notation\.md)\)", text), heading
        assert "https://explained.ai/matrix-calculus/#" in text or "Kamath" in text, heading


def test_libraries_choose_differently_at_the_kink() -> None:
    assert jax.grad(jax.nn.relu)(0.0) == 0
    assert jax.grad(lambda z: jnp.maximum(0.0, z))(0.0) == 0.5
