"""What to write instead of an operation that has no rule."""

from mcalc_helpers.operations import OPERATIONS

_ENTRIES = "Write its entries as a vector of fixed length: np.stack([x[0], x[1], 1.0])."
_NESTED = "Choose twice: np.where(x > 0, np.where(x < 1, a, b), b)."
_EXPANDED = "Write the number, 1 or 0: it is expanded to the length of what it meets."
_COLUMN = "Leave it out: a vector is a column already, and multiplies a matrix from either side."
_UNCHANGED = "Leave it out: the trace is of real numbers, and nothing in it is changed in place."
_LARGEST = "compares two operands; the largest or smallest entry of a vector is not traced."
_JUMPS = "It is constant between jumps, and has no derivative at them."
_NO_BRANCH = "Choose entry by entry, for all values at once: np.where(x > 0, a, b)."
_SYSTEM = "Inverses and determinants are beyond the paper, and have no rule here."

# By the name of the function, np.clip, or of the method, x.clip.
_ADVICE = {
    "all": _NO_BRANCH,
    "any": _NO_BRANCH,
    "append": _ENTRIES,
    "array": "Write np.stack([a, b]) to make a vector of traced scalars; leave out np.asarray(x).",
    "astype": _UNCHANGED,
    "average": "Write np.mean(x), or w @ x with weights that add up to 1.",
    "bitwise_and": _NESTED,
    "bitwise_or": _NESTED,
    "clip": "Write np.minimum(np.maximum(x, low), high).",
    "concatenate": _ENTRIES,
    "copy": _UNCHANGED,
    "cross": _ENTRIES,
    "det": _SYSTEM,
    "diag": "The product np.diag(d) @ x is d * x.",
    "diff": "Write the differences for a vector of fixed length: np.stack([x[1] - x[0], x[2] - x[1]]).",
    "einsum": "Write it with @, * and np.sum.",
    "exp2": "Write 2**x.",
    "expit": "Write 1 / (1 + np.exp(-x)).",
    "expm1": "Write np.exp(x) - 1.",
    "flat": "Write NumPy's own functions: np.sin(x), not sympy.sin(x).",
    "flatten": _COLUMN,
    "floor_divide": "It is constant between jumps and jumps at whole numbers; write / for a quotient.",
    "heaviside": "Write a comparison, x > 0, which counts as 1 or 0.",
    "hstack": _ENTRIES,
    "hypot": "Write np.sqrt(x**2 + y**2).",
    "inner": "Write x @ y.",
    "inv": _SYSTEM,
    "invert": "Write the opposite comparison, x <= 0 for ~(x > 0).",
    "log10": "Write np.log(x) / np.log(10).",
    "log2": "Write np.log(x) / np.log(2).",
    "logaddexp": "Write np.log(np.exp(x) + np.exp(y)).",
    "logical_and": _NESTED,
    "logical_or": _NESTED,
    "mT": "Write A.T.",
    "max": f"np.maximum {_LARGEST}",
    "min": f"np.minimum {_LARGEST}",
    "ones_like": _EXPANDED,
    "outer": "An outer product is a matrix; apply it to a vector: u * (v @ x).",
    "piecewise": _NESTED,
    "prod": "Write np.exp(np.sum(np.log(x))) for positive entries, or multiply the entries x[0] * x[1].",
    "ravel": _COLUMN,
    "remainder": "It jumps, so it has no derivative there.",
    "reshape": _COLUMN,
    "round": _JUMPS,
    "select": _NESTED,
    "sign": f"{_JUMPS} Write np.where(x > 0, 1, -1).",
    "solve": _SYSTEM,
    "std": "Write np.sqrt(np.mean((x - np.mean(x)) ** 2)).",
    "trace": "Entries of a matrix are not traced; the trace of an outer product, u v^T, is u @ v.",
    "var": "Write np.mean((x - np.mean(x)) ** 2).",
    "vdot": "Write x @ y.",
    "zeros_like": _EXPANDED,
}


def instead_of(name: str) -> str:
    """Return what to write instead of a NumPy function or method; what has a rule, where nothing better is known.

    Examples
    --------
    >>> instead_of("expm1")
    'Write np.exp(x) - 1.'
    >>> instead_of("arctan").startswith("These operations have a rule: ")
    True
    """
    known = dict.fromkeys(sorted(operation.written for operation in OPERATIONS.values()))
    return _ADVICE.get(name, f"These operations have a rule: {', '.join(known)}.")
