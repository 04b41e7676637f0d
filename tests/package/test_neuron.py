"""The neuron's gradients against finite differences, automatic differentiation and derive(); its training."""

from functools import cache

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mcalc_helpers as mc

jax.config.update("jax_enable_x64", True)

DIARY = np.array([[4.0, 3.0], [1.0, 6.0], [3.0, 2.0], [2.0, 1.0]])
SOLD = np.array([5.0, 0.0, 3.0, 2.0])
START = np.array([1.5, -0.8]), -0.6


@st.composite
def points(draw: st.DrawFn) -> dict[str, object]:
    """A neuron and a batch of any size, none of whose samples lies near the kink."""
    n, N = draw(st.integers(1, 5)), draw(st.integers(1, 8))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    w, b, X = rng.normal(size=n), rng.normal(), rng.normal(size=(N, n))
    z = X @ w + b
    # Push each sample along w until |z| is at least 0.1.
    X = X + np.where(np.abs(z) < 0.1, np.sign(z) * 0.2, 0)[:, np.newaxis] * w / (w @ w)
    return {"w": w, "X": X, "b": b, "y": rng.normal(size=N)}


def jax_loss(w, X, b, y):
    return jnp.mean((y - jnp.maximum(0, X @ w + b)) ** 2)


def test_the_example_of_the_book():
    assert np.allclose(mc.neuron_activation(START[0], DIARY, START[1]), [3, 0, 2.3, 1.6])
    assert np.isclose(mc.neuron_loss(START[0], DIARY, START[1], SOLD), 1.1625)
    by_w, by_b = mc.neuron_gradients(START[0], DIARY, START[1], SOLD)
    assert np.allclose(by_w, [[-5.45, -3.9]])
    assert np.isclose(by_b, -1.55)


def test_one_sample_gives_a_number():
    assert mc.neuron_activation([1.5, -0.8], [4, 3], -0.6) == pytest.approx(3)
    assert mc.neuron_activation([1.5, -0.8], [1, 6], -0.6) == 0


jax_gradients = jax.grad(jax_loss, argnums=(0, 2))


@cache
def derivation(wrt):
    def loss(w, X, b, y):
        return np.mean((y - np.maximum(0, X @ w + b)) ** 2)

    return mc.derive(loss, wrt, {"w": "n", "X": ("N", "n"), "b": (), "y": "N"})


@given(points())
def test_gradients_agree_with_finite_differences(point):
    by_w, by_b = mc.neuron_gradients(**point)
    assert by_w.shape == (1, len(point["w"]))
    assert mc.check_gradient(lambda w: mc.neuron_loss(**{**point, "w": w}), by_w, point["w"])
    assert mc.check_gradient(lambda b: mc.neuron_loss(**{**point, "b": float(b)}), [[by_b]], point["b"])


@given(points())
def test_loss_and_gradients_agree_with_jax(point):
    assert np.isclose(mc.neuron_loss(**point), jax_loss(**point), rtol=1e-12)
    automatic = jax_gradients(point["w"], point["X"], point["b"], point["y"])
    for ours, theirs in zip(mc.neuron_gradients(**point), automatic, strict=True):
        assert np.allclose(np.ravel(ours), np.ravel(theirs), rtol=1e-10, atol=1e-10)


@given(points())
def test_gradients_agree_with_the_derivation(point):
    by_w, by_b = mc.neuron_gradients(**point)
    assert np.allclose(derivation("w")(**point), by_w)
    assert np.allclose(derivation("b")(**point), by_b)


def test_a_sample_on_the_kink_does_not_pull():
    by_w, by_b = mc.neuron_gradients([1.0], [[2.0]], -2.0, [5.0])
    assert by_w.tolist() == [[0.0]]
    assert by_b == 0


def season():
    rng = np.random.default_rng(3)
    X = np.column_stack([rng.uniform(0, 10, 50), rng.uniform(0, 8, 50)])
    return X, np.maximum(0, X @ [1.8, -1.3] + 0.5)


def test_training_finds_the_neuron_that_made_the_data():
    X, y = season()
    training = mc.train_neuron([1.5, -0.8], X, -0.6, y, rate=0.015, steps=5000)
    assert np.allclose(training.w[-1], [1.8, -1.3], atol=1e-3)
    assert training.b[-1] == pytest.approx(0.5, abs=0.01)
    assert np.all(np.diff(training.losses) <= 0)
    assert not training.dead


def test_a_training_agrees_with_the_same_steps_by_jax():
    X, y = season()
    training = mc.train_neuron([1.5, -0.8], X, -0.6, y, rate=0.01, steps=300)
    w, b, compiled = np.array([1.5, -0.8]), -0.6, jax.jit(jax_gradients)
    for _ in range(300):
        by_w, by_b = compiled(w, X, b, y)
        w, b = w - 0.01 * np.asarray(by_w), b - 0.01 * float(by_b)
    assert np.allclose(training.w[-1], w, rtol=0, atol=1e-10)
    assert training.b[-1] == pytest.approx(b, abs=1e-10)
    assert training.losses[-1] == pytest.approx(float(jax_loss(w, X, b, y)), abs=1e-10)


def test_a_training_records_the_start_and_every_step():
    training = mc.train_neuron(*_arguments(), rate=0.01, steps=2)
    assert training.w.shape == (3, 2)
    assert training.b.shape == training.losses.shape == training.active.shape == (3,)
    assert training.w[0].tolist() == [1.5, -0.8]
    assert np.allclose(training.w[1], START[0] + 0.01 * np.array([5.45, 3.9]))
    assert training.b[1] == pytest.approx(START[1] + 0.01 * 1.55)
    assert training.losses[0] == pytest.approx(1.1625)
    assert training.active[0] == 3
    assert repr(training).startswith("Training of 2 steps: loss 1.16")


def test_no_steps_leave_the_start():
    training = mc.train_neuron(*_arguments(), rate=0.01, steps=0)
    assert training.w.tolist() == [[1.5, -0.8]]


def test_a_neuron_silent_on_all_samples_is_dead_and_stays_where_it_is():
    training = mc.train_neuron([-1.0, -1.0], DIARY, -1.0, SOLD, rate=0.1, steps=5)
    assert training.dead
    assert "dead" in repr(training)
    assert np.all(training.w == training.w[0])
    assert np.all(training.losses == np.mean(SOLD**2))


def test_a_rate_too_large_overflows_without_a_warning():
    # The first sample throws w and b so far down that the second, with its negative input, goes up without bound.
    training = mc.train_neuron([1.0], [[1.0], [-2.0]], 0.0, [-1e3, 1.0], rate=1e200, steps=4)
    assert not np.isfinite(training.losses).all()


def test_the_start_is_left_as_it_was():
    w = np.array([1.5, -0.8])
    mc.train_neuron(w, DIARY, -0.6, SOLD, rate=0.01, steps=3)
    assert w.tolist() == [1.5, -0.8]


def _arguments(**changed):
    return tuple({"w": START[0], "X": DIARY, "b": START[1], "y": SOLD, **changed}.values())


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"w": START[0][:, np.newaxis]}, r"w has the shape \(2, 1\).*w\.ravel\(\)"),
        ({"b": [1.0, 2.0]}, r"b has the shape \(2,\) and must be a number"),
        ({"X": DIARY.T}, r"X has the shape \(2, 4\) and w has 2 weights.*take X\.T"),
        ({"X": DIARY[:, :1]}, r"X has the shape \(4, 1\) and w has 2 weights; each row"),
        ({"X": DIARY[np.newaxis]}, r"X has the shape \(1, 4, 2\)"),
        ({"X": DIARY[0]}, r"X is a single sample; write it as a matrix with one row"),
        ({"X": DIARY[:0], "y": []}, r"X has no rows"),
        ({"y": SOLD[:, np.newaxis]}, r"y has the shape \(4, 1\) where \(4,\) is due.*y\.ravel\(\)"),
        ({"y": SOLD[:3]}, r"y has the shape \(3,\) where \(4,\) is due, one target for each row of X$"),
    ],
)
def test_shapes_that_do_not_fit_are_refused(changed, message):
    for function in (mc.neuron_loss, mc.neuron_gradients):
        with pytest.raises(ValueError, match=f"^{function.__name__}: {message}"):
            function(*_arguments(**changed))
    with pytest.raises(ValueError, match=message):
        mc.train_neuron(*_arguments(**changed), rate=0.1, steps=1)


@pytest.mark.parametrize("rate", [0, -0.1, float("nan"), float("inf")])
def test_a_rate_that_is_none_is_refused(rate):
    with pytest.raises(ValueError, match="must be a number above 0"):
        mc.train_neuron(*_arguments(), rate=rate, steps=1)


def test_a_negative_number_of_steps_is_refused():
    with pytest.raises(ValueError, match="cannot be negative"):
        mc.train_neuron(*_arguments(), rate=0.1, steps=-1)


# Each planted error is one that people make; the comparison above must catch all of them.
def wrong_gradients():
    z = DIARY @ START[0] + START[1]
    e, mask = (z - SOLD)[np.newaxis, :], z > 0
    right = 2 / 4 * (e * mask) @ DIARY
    return {
        "mask missing": 2 / 4 * e @ DIARY,
        "mask inverted": 2 / 4 * (e * ~mask) @ DIARY,
        "sign": -right,
        "2 missing": right / 2,
        "1/N missing": right * 4,
        "active count": right * 4 / 3,
        "column": right.T,
        "inputs missing": np.full((1, 2), 2 / 4 * np.sum(e * mask)),
        "wrong by 0.1 %": right * 1.001,
    }


@pytest.mark.parametrize("name", wrong_gradients())
def test_a_planted_error_is_caught(name):
    (w, b), wrong = START, wrong_gradients()[name]
    assert not mc.check_gradient(lambda w: mc.neuron_loss(w, DIARY, b, SOLD), wrong, w)


def test_what_the_book_says_that_jax_chooses_at_the_kink():
    assert jax.grad(lambda z: jnp.maximum(0.0, z))(0.0) == 0.5
    assert jax.grad(jax.nn.relu)(0.0) == 0
