"""What the variables of a derivation are called."""

from mcalc_helpers.nodes import Node
from mcalc_helpers.tracing import Trace


def output_name(trace: Trace) -> str:
    """Return what to call the output: the function's own name for it, or the function's name.

    Examples
    --------
    >>> from mcalc_helpers.tracing import trace
    >>> output_name(trace(lambda x: x**2, {"x": ()}))
    'y'
    """
    own = trace.names.get(trace.output)
    candidates = [own or trace.name, "y", "f", "g"] if trace.name != "f" or own else ["y", "f", "g"]
    return next(name for name in candidates if name not in trace.parameters)


def variable_names(trace: Trace, kept: list[Node]) -> dict[Node, str]:
    """Name the variables: as the function does, otherwise u1, u2, ... (u if there is only one)."""
    names: dict[Node, str] = {}
    taken = set(trace.parameters)
    # The output is named first. (Not by `in`: comparing nodes is an operation to be traced.)
    for node in sorted(kept, key=lambda node: node is not trace.output):
        name = output_name(trace) if node is trace.output else trace.names.get(node, "")
        if name and name not in taken:
            names[node] = name
            taken.add(name)
    unnamed = [node for node in kept if node not in names]
    numbered = (f"u{k}" for k in range(1, len(unnamed) + len(taken) + 1))
    fresh = [name for name in numbered if name not in taken]
    names.update(zip(unnamed, ["u"] if len(unnamed) == 1 and "u" not in taken else fresh, strict=False))
    return names
