"""The dataflow graph as a picture."""

import re

import numpy as np
import pytest

import mcalc_helpers as mc


def softmax(x):
    p = np.exp(x) / np.sum(np.exp(x))
    return p  # noqa: RET504 - the name is the point


def test_the_picture_shows_every_variable_and_every_local_jacobian():
    picture = mc.derive(softmax, "x", {"x": "n"}).graph()
    bundle = picture._repr_mimebundle_()
    assert bundle["image/svg+xml"].startswith("<svg")
    assert bundle["text/plain"] == (
        "Dataflow graph from x to p. u1 = np.exp(x). u2 = np.sum(u1). p = u1 / u2. du1/dx = diag(u1). du2/du1 = 1^T."
        " ∂p/∂u1 = (1 / u2) I. ∂p/∂u2 = (-1 / u2 ** 2) u1."
    )
    assert "var(--mc-grad, #b01e3c)" in picture.svg
    assert picture.svg == mc.derive(softmax, "x", {"x": "n"}).graph().svg


def test_values_of_scalars_are_shown_at_a_point():
    text = repr(mc.derive(lambda x: np.sin(x + x**2)).graph(x=2.0))
    assert "u1 = x ** 2 = 4." in text
    assert "du1/dx = 2 * x = 4." in text
    assert "∂u2/∂x = 1." in text
    vectors = repr(
        mc.derive(lambda w, x: np.mean(w * x), "w", {"w": "n", "x": "n"}).graph(w=[1, 2], x=[3, 4])
    )
    assert "np.sum(u) / n = 5.5." in vectors


def width_of(picture):
    return float(re.search(r'viewBox="0 0 ([\d.]+) ', picture.svg)[1])


def test_a_picture_is_no_wider_than_its_formulas():
    chain = mc.derive(lambda x: np.sin(np.cos(x))).graph()
    assert width_of(chain) < width_of(mc.derive(softmax, "x", {"x": "n"}).graph()) < 200


def test_lines_are_broken_so_that_letters_stay_readable_on_a_narrow_screen():
    def f(x):
        activation = np.maximum(0, 1.4 - x)
        wave = np.sin(x) * np.exp(x)
        return activation * wave + x * activation

    assert width_of(mc.derive(f).graph(x=1.3)) <= 300


@pytest.mark.parametrize(
    ("f", "shapes"),
    [
        (lambda x: x, {"x": "n"}),
        (lambda x: 3 * x, {"x": "n"}),
        (lambda x: [x[0], x[1] ** 2], {"x": 2}),
        (lambda x: np.where(x > 0, x, np.sum(np.sin(x) * np.cos(x) * np.tanh(x))), {"x": "n"}),
        (lambda x, A: np.sum(A.T @ x), {"x": "m", "A": ("m", "n")}),
        (lambda x: np.linalg.norm(x), {"x": "n"}),
    ],
)
def test_every_graph_can_be_drawn(f, shapes):
    for wrt in shapes:
        assert mc.derive(f, wrt, shapes).graph().svg.endswith("</svg>")
        assert mc.derive(f, wrt, shapes, detail="vector rules").graph().alt
