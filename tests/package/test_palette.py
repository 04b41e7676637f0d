"""The palette: readable on its paper in both themes, and told to style sheets without a slip."""

import re

import pytest
from drawings import contrast
from hypothesis import given
from hypothesis import strategies as st

from mcalc_helpers.palette import PALETTE, css_variable, stylesheet

# Where each colour stands as text: everything but the grounds and the rules between things.
GROUNDS = ("paper", "card")
TEXT = tuple(name for name in PALETTE if name not in (*GROUNDS, "line"))


def test_the_contrast_oracle_knows_the_extremes() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#777777", "#ffffff") < 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("name", TEXT)
def test_text_reads_well_on_every_ground(name: str, ground: str, theme: str) -> None:
    assert contrast(getattr(PALETTE[name], theme), getattr(PALETTE[ground], theme)) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_quantity_has_a_colour_of_its_own(theme: str) -> None:
    colours = [getattr(colour, theme) for colour in PALETTE.values()]
    assert len(set(colours)) == len(colours)
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours)
    assert all(colour.stands_for for colour in PALETTE.values())


@given(st.sampled_from(sorted(PALETTE)))
def test_a_css_variable_falls_back_to_the_light_colour(name: str) -> None:
    assert css_variable(name) == f"var(--mc-{name}, {PALETTE[name].light})"


@given(st.text().filter(lambda name: name not in PALETTE))
def test_an_unknown_colour_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(ValueError, match=r"the palette has no colour .* it has x, w, b, z, a, y, grad"):
        css_variable(name)


def rules() -> dict[str, dict[str, str]]:
    """The style sheet's rules: what each selector, with its media query, sets."""
    found = re.findall(r"(?:@media ([^{]*) {)? ?(body[^{]*) { ([^}]*) }", stylesheet())
    return {
        f"{media} {selector}".strip(): dict(re.findall(r"--mc-([\w-]+): (#\w+);", body))
        for media, selector, body in found
    }


def test_the_style_sheet_sets_every_colour_in_every_theme() -> None:
    light = {name: colour.light for name, colour in PALETTE.items()}
    dark = {name: colour.dark for name, colour in PALETTE.items()}
    assert rules() == {
        "body": light,
        'body[data-theme="dark"]': dark,
        '(prefers-color-scheme: dark) body:not([data-theme="light"])': dark,
        "print body, body[data-theme]": light,
    }


def test_the_style_sheet_closes_what_it_opens() -> None:
    assert stylesheet().count("{") == stylesheet().count("}")
