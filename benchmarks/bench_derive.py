"""Speed of derive(), each measurement printed against its limit.

Run with ``python benchmarks/bench_derive.py``. It exits with 1 if a limit is exceeded. JAX, a development dependency,
is measured beside it for comparison.
"""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

import mcalc_helpers as mc

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "package"))

LOSS_SHAPES = {"w": ("n",), "X": ("N", "n"), "b": (), "y": ("N",)}
SAMPLES, WEIGHTS = 10_000, 100
TREES = 200


class Measurement(NamedTuple):
    """One line of the table; no limit where a number is shown for comparison only."""

    name: str
    value: float
    unit: str
    limit: float | None = None

    def line(self) -> str:
        """Return the line as text."""
        limit = "" if self.limit is None else f"{self.limit:10.4g} {self.unit}"
        return f"{self.name:<58}{self.value:10.3g} {self.unit:<4}{limit:>16}  {'' if self.ok else 'TOO SLOW'}"

    @property
    def ok(self) -> bool:
        """Whether the limit is kept."""
        return self.limit is None or self.value <= self.limit


def loss(w, X, b, y):
    """Mean squared error of a neuron with ReLU."""
    return np.mean((y - np.maximum(0, X @ w + b)) ** 2)


def by_hand(w, X, b, y):
    """Its gradient as one writes it by hand."""
    z = X @ w + b
    return (2 / len(y)) * ((np.maximum(0, z) - y) * (z > 0)) @ X


def layers(operations: int) -> Callable[..., Any]:
    """Return a deep function of about that many operations: layers of four, with residual connections."""

    def network(x, w, b):
        for _ in range(operations // 4):
            x = x + np.tanh(w * x + b)
        return np.sum(x)

    return network


def best(run: Callable[[], object], repeat: int) -> float:
    """Return the shortest time of several runs, in seconds: the one least disturbed."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def derivations() -> Iterator[Measurement]:
    """Time the derivation itself."""
    mc.derive(lambda x: x)  # imports what is needed
    first = best(lambda: mc.derive(loss, "w", LOSS_SHAPES), 1)
    yield Measurement("the loss by w, first derivation", 1e3 * first, "ms", 50)
    shown = best(lambda: mc.derive(loss, "w", LOSS_SHAPES).markdown(), 5)
    yield Measurement("the loss by w, derived and shown", 1e3 * shown, "ms", 50)
    shapes = {"x": "n", "w": "n", "b": "n"}
    times = {
        count: best(lambda count=count: mc.derive(layers(count), "x", shapes), 3) for count in (10, 100, 1000)
    }
    for count, seconds in times.items():
        yield Measurement(f"{count} operations", 1e3 * seconds, "ms")
    growth = (times[1000] / times[100]) / 10
    yield Measurement("time per operation, 1000 against 100 operations", growth, "x", 2)


def random_trees() -> Iterator[Measurement]:
    """Derive random expression trees."""
    from hypothesis import HealthCheck, Phase, given, seed, settings
    from trees import PARAMETERS, function, sources

    times: list[float] = []

    @seed(0)
    @settings(
        max_examples=TREES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(sources("s", 6))
    def measure(source: str) -> None:
        times.append(best(lambda: mc.derive(function(source), "x", PARAMETERS), 1))

    measure()
    yield Measurement(f"{len(times)} random trees of depth 6, the slowest", max(times), "s", 1)


def gradients() -> Iterator[Measurement]:
    """Evaluate the gradient of the loss on many samples."""
    generator = np.random.default_rng(0)
    w, b = generator.normal(size=WEIGHTS), 0.1
    X, y = generator.normal(size=(SAMPLES, WEIGHTS)), generator.normal(size=SAMPLES)
    derivation = mc.derive(loss, "w", LOSS_SHAPES)
    np.testing.assert_allclose(derivation(w=w, X=X, b=b, y=y)[0], by_hand(w, X, b, y))
    hand = best(lambda: by_hand(w, X, b, y), 30)
    ours = best(lambda: derivation(w=w, X=X, b=b, y=y), 30)
    jax.config.update("jax_enable_x64", True)

    def loss_in_jax(w, X, b, y):
        return jnp.mean((y - jnp.maximum(0, X @ w + b)) ** 2)

    compiled = jax.jit(jax.grad(loss_in_jax))
    arguments = [jnp.asarray(value) for value in (w, X, b, y)]
    compiled(*arguments).block_until_ready()
    other = best(lambda: compiled(*arguments).block_until_ready(), 30)
    where = f"N = {SAMPLES:,}, n = {WEIGHTS}"
    yield Measurement(f"gradient of the loss, {where}: by hand", 1e3 * hand, "ms")
    yield Measurement("    d(...)", 1e3 * ours, "ms")
    yield Measurement("    jax.grad under jit", 1e3 * other, "ms")
    yield Measurement("    d(...) against by hand", ours / hand, "x", 3)


def main() -> int:
    """Print the table; return 1 if a limit is exceeded."""
    measurements = []
    print(f"{'':<58}{'measured':>10}     {'limit':>16}")
    for group in (derivations, random_trees, gradients):
        for measurement in group():
            print(measurement.line(), flush=True)
            measurements.append(measurement)
    return 0 if all(measurement.ok for measurement in measurements) else 1


if __name__ == "__main__":
    raise SystemExit(main())
