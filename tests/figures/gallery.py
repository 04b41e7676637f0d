"""The twelve figures as the tests use them: how each is made, and what Python says it must show.

`shown` maps the names of the numbers on the page to what Python computes; `cells` is the content of the last live
matrix, row by row.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import sympy as sp

import mcalc_helpers.interactive as figures

x, y, t, g1, g2 = sp.symbols("x y t g1 g2")
SAMPLES = ([-2, -1, -0.5, 0.5, 1, 1.5, 2], [0, 0, 0.2, 0.9, 1.4, 2.1, 2.6])


@dataclass(frozen=True)
class Entry:
    """One figure of the gallery."""

    make: Callable[[], Any]
    shown: dict[str, Callable[[Any], tuple[float, int]]] = field(default_factory=dict)
    cells: Callable[[Any], np.ndarray] | None = None


def two(read: Callable[[Any], float]) -> Callable[[Any], tuple[float, int]]:
    return lambda figure: (read(figure), 2)


def four(read: Callable[[Any], float]) -> Callable[[Any], tuple[float, int]]:
    return lambda figure: (read(figure), 4)


GALLERY: dict[str, Entry] = {
    "neuron": Entry(figures.Neuron, {"z": two(lambda f: f.z), "a": two(lambda f: f.a)}),
    "secant": Entry(
        lambda: figures.Secant(x**3 / 3 - x, at=1, h=1.5),
        {
            "quotient": four(lambda f: f.quotient),
            "slope": four(lambda f: f.derivative),
            "h": four(lambda f: f.h),
        },
    ),
    "gradient": Entry(
        lambda: figures.Gradient(x**2 + sp.sin(y), at=(1, 2)),
        {"value": two(lambda f: f.value)},
        lambda f: f.gradient,
    ),
    "planeMap": Entry(
        lambda: figures.PlaneMap([x + y**2 / 3, y + sp.sin(x)], at=(0.5, 0.5)),
        {"det": two(lambda f: f.determinant)},
        lambda f: f.jacobian,
    ),
    "elementWise": Entry(lambda: figures.ElementWise("times")),
    "scalarExpansion": Entry(lambda: figures.ScalarExpansion("times"), cells=lambda f: f.by_x),
    "sumReduction": Entry(
        lambda: figures.SumReduction(sp.sin(t)), {"y": two(lambda f: f.y)}, lambda f: f.gradient
    ),
    "chainGraph": Entry(
        lambda: figures.ChainGraph(sp.log(sp.sin(x**3) ** 2), at=1, step=2),
        {
            "derivative": two(lambda f: f.derivative),
            "product": two(
                lambda f: float(
                    np.prod((f.factors if f.direction == "forward" else f.factors[::-1])[: f.step])
                )
            ),
        },
    ),
    "totalDerivative": Entry(
        lambda: figures.TotalDerivative(sp.sin(x + x**2), at=1), {"derivative": two(lambda f: f.derivative)}
    ),
    "jacobianProduct": Entry(
        lambda: figures.JacobianProduct([sp.log(g1), sp.sin(g2)], [x**2, 3 * x * y], at=[2, 1]),
        {"entry": two(lambda f: f.product[0, 0])},
        lambda f: f.product,
    ),
    "activation": Entry(
        figures.Activation,
        {"z": two(lambda f: f.z), "a": two(lambda f: f.a), "slope": two(lambda f: f.by_b)},
        lambda f: f.by_x,
    ),
    "descent": Entry(
        lambda: figures.Descent.of_neuron(
            *SAMPLES, start=(-0.5, 2), rate=0.1, steps=5, window=((-1, 3), (-2, 3))
        ),
        {"loss": four(lambda f: f.loss)},
        lambda f: -f.rate * f.gradient.T,
    ),
}


SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def written(value: float, decimals: int = 2) -> str:
    """A number as the figures write it."""
    if not np.isfinite(value):
        return "—"
    if abs(value) >= 1e5:
        exponent = int(np.floor(np.log10(abs(value))))
        return f"{written(value / 10**exponent, 1)}·10{str(exponent).translate(SUPERSCRIPTS)}"
    text = f"{abs(value):.{decimals}f}"
    return f"−{text}" if value < 0 and float(text) != 0 else text


def agree(text: str, value: float, decimals: int = 2) -> bool:
    """Whether a number shown is the one computed; the last digit may differ by rounding, and 0 may stand for 0.00."""
    if text == "≈0":
        return value != 0 and abs(value) <= 0.5000001 * 10**-decimals
    if not np.isfinite(value) or abs(value) >= 1e5:
        return text == written(value, decimals)
    return abs(float(text.replace("−", "-")) - value) <= 0.5000001 * 10**-decimals
