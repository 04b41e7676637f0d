"""The dataflow graph as a picture."""

import numpy as np
import pytest

import mcalc_helpers as mc
from mcalc_helpers.graph import _routes


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


def test_arrows_that_skip_a_layer_have_a_place_in_it():
    chain = mc.derive(lambda x: x * np.sin(np.cos(x))).chain
    variables = [chain.parameter, *chain.variables]
    edges = [edge for variable in variables for edge in variable.edges]
    routes = _routes(variables, edges)
    lengths = {(edge.inner.name, edge.outer.name): len(routes[edge]) for edge in edges}
    assert lengths == {("x", "u1"): 2, ("u1", "u2"): 2, ("x", "y"): 4, ("u2", "y"): 2}
    places = [tuple(np.round(place, 6)) for route in (*(routes[v] for v in variables),) for place in route]
    assert len(set(places)) == len(places)
    inner = {tuple(np.round(p, 6)) for edge in edges for p in routes[edge][1:-1]}
    assert not inner & set(places)


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
