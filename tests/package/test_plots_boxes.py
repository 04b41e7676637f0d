"""The table of shapes in the chain rule: what is drawn and said are the shapes that matrices really have."""

import re
from itertools import product

import numpy as np
from drawings import elements

from mcalc_helpers.plots import chain_boxes

CELLS = {"m": 2, "k": 3, "n": 4}  # how many cells stand for a length


def test_the_sizes_said_are_those_of_products() -> None:
    lines = chain_boxes().alt.splitlines()[1:]
    assert len(lines) == 8
    for line, kinds in zip(lines, product(("scalar", "vector"), repeat=3), strict=True):
        assert re.findall("scalar|vector", line.lower()) == list(kinds)
        f, u, u_again, x, f_out, x_out = (
            CELLS.get(size, 1) for size in re.findall(r"\b([mkn1])\b(?! [uf])", line)
        )
        assert u == u_again
        assert (np.ones((f, u)) @ np.ones((u, x))).shape == (f_out, x_out)


def test_as_many_cells_are_drawn_as_the_sizes_say() -> None:
    drawn = [e for e in elements(chain_boxes()) if "fill-opacity: 0.25" in e.get("style", "")]
    sizes = [
        (1 if f == "scalar" else 2, 1 if u == "scalar" else 3, 1 if x == "scalar" else 4)
        for x, u, f in product(("scalar", "vector"), repeat=3)
    ]
    assert len(drawn) == sum(f * u + u * x + f * x for f, u, x in sizes)
