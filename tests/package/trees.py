"""Random functions: expression trees as Python source, so that NumPy, JAX and derive() run the same text."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import strategies as st

# Smooth and bounded almost everywhere, so that compositions stay finite; kinks are met with probability 0.
UNARY = (
    "np.sin({})",
    "np.cos({})",
    "np.tanh({})",
    "np.square({})",
    "np.abs({})",
    "(-({}))",
    "np.exp(-np.square({}))",
    "np.log1p(np.square({}))",
    "np.log(1.5 + np.square({}))",
    "np.sqrt(1 + np.square({}))",
    "np.sinh(np.tanh({}))",
    "np.cosh(np.tanh({}))",
    "np.tan(np.tanh({}) / 2)",
    "np.reciprocal(2 + np.sin({}))",
    "({}) ** 2",
    "0.7 * ({})",
    "(({}) - 1.5)",
)
BINARY = (
    "(({}) + ({}))",
    "(({}) - ({}))",
    "(({}) * ({}))",
    "(({}) / (1.5 + np.square({})))",
    "(1.5 + np.square({})) ** np.tanh({})",
    "np.maximum({}, {})",
    "np.minimum({}, {})",
    "np.maximum(0, {}) * ({})",
)
CHOICE = "np.where(({}) > ({}), {}, {})"
PARAMETERS = {"a": (), "b": (), "x": ("n",), "y": ("n",), "u": ("m",), "A": ("m", "n"), "B": ("n", "n")}
# Leaves, and operations that lead from one kind to another; {n} stands for a vector of length n and so on.
LEAVES = {"s": ("a", "b", "x[0]", "u[1]"), "n": ("x", "y"), "m": ("u",)}
MIXING = {
    "s": (
        "np.sum({n})",
        "np.mean({m})",
        "({n}) @ ({n})",
        "np.dot({m}, {m})",
        "np.linalg.norm(1.5 + np.square({n}))",
        "({n})[1]",
        "np.sum(np.stack([{s}, {s}]) ** 2)",
    ),
    "n": ("np.cumsum({n})", "B @ ({n})", "B.T @ ({n})", "({m}) @ A", "({s}) * ({n})", "({n}) - ({s})"),
    "m": ("A @ ({n})", "({m}) / (2 + np.sin({s}))", "np.maximum({m}, {s})"),
}
SIZES = {"n": 3, "m": 2}


@st.composite
def sources(draw: Any, kind: str, depth: int) -> str:
    """Draw the source of an expression of a kind ("s", "n" or "m"), exactly `depth` operations deep on one branch."""
    if depth == 0:
        return str(draw(st.sampled_from(LEAVES[kind])))
    family = draw(st.sampled_from(("unary", "binary", "choice", "mixing", "mixing")))
    deep = sources(kind, depth - 1)
    shallow = st.integers(0, max(depth - 2, 0)).flatmap(lambda other: sources(kind, other))
    if family == "unary":
        return str(draw(st.sampled_from(UNARY))).format(draw(deep))
    if family == "binary":
        return str(draw(st.sampled_from(BINARY))).format(draw(deep), draw(shallow))
    if family == "choice":
        return CHOICE.format(draw(shallow), draw(shallow), draw(deep), draw(shallow))
    text = draw(st.sampled_from(MIXING[kind]))
    parts = re.findall(r"{([snm])}", text)
    # One operand is deep, the others are small: otherwise a tree of depth 5 has hundreds of leaves.
    depths = [depth - 1, *(min(1, depth - 1) for _ in parts[1:])]
    operands = iter([draw(sources(part, level)) for part, level in zip(parts, depths, strict=True)])
    return re.sub(r"{[snm]}", lambda _: next(operands), text)


def function(source: str, library: Any = np) -> Callable[..., Any]:
    """Turn the source of an expression into a function of all parameters."""
    return eval(f"lambda {', '.join(PARAMETERS)}: {source}", {"np": library})


def point(seed: int) -> dict[str, Any]:
    """Return random values for all parameters."""
    generator = np.random.default_rng(seed)
    return {name: generator.normal(size=tuple(SIZES[s] for s in shape)) for name, shape in PARAMETERS.items()}
