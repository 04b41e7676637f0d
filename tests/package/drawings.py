"""What the tests of pictures share: functions to draw, how to read a drawing, and how well it reads."""

import re
from collections.abc import Callable
from xml.etree import ElementTree

import numpy as np
import sympy as sp
from hypothesis import settings
from hypothesis import strategies as st

from mcalc_helpers.palette import css_variable
from mcalc_helpers.plots import Picture

x, y, z = sp.symbols("x y z")
r, s = sp.symbols("r s", real=True)
F = 3 * x**2 * y
G = 2 * x + y**8
SVG = "{http://www.w3.org/2000/svg}"
few = settings(max_examples=12)  # a picture takes a tenth of a second
coefficients = st.lists(st.integers(-4, 4), min_size=6, max_size=6)
coordinates = st.integers(-8, 8).map(lambda k: k / 4)


def elements(picture: Picture) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(picture.svg).iter())


def numbers_in(text: str) -> list[float]:
    return [float(n) for n in re.findall(r"-?\d+\.?\d*(?:e[+-]\d+)?", text.replace("−", "-"))]


def arrows(picture: Picture, colour: str, width: str) -> list[np.ndarray]:
    """The shafts of the arrows of a colour, from tail to tip, with y upwards as in the plane drawn."""
    found = []
    for element in elements(picture):
        style = element.get("style", "")
        shaft = f"stroke: {css_variable(colour)}; stroke-width: {width};" in style and "fill: none" in style
        if shaft and " Q " in element.get("d", ""):
            ends = numbers_in(element.get("d", ""))
            found.append(np.array([ends[-2] - ends[0], ends[1] - ends[-1]]))
    return found


def quadratic(c: list[int]) -> sp.Expr:
    return c[0] + c[1] * x + c[2] * y + c[3] * x**2 + c[4] * x * y + c[5] * y**2


def on_array(f: sp.Expr) -> Callable[[np.ndarray], float]:
    """The expression as a function of an array, evaluated by Python's own arithmetic."""
    return lambda v: eval(str(f), {"x": float(v[0]), "y": float(v[1])})


def luminance(colour: str) -> float:
    """The relative luminance that WCAG 2.1 defines."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
