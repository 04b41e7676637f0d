"""A tape: a function as a list of elementary operations, the form in which figures carry it to the browser.

A figure evaluates the reader's function at every move of a handle, without Python. Its program is data, not source
text: nothing is handed to ``eval``, so a page with a strict content security policy shows the figure too, and names
need no escaping, since a tape has none. The bundle runs a tape in a small loop; `Tape` runs it here in NumPy.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Step = tuple[str | float, ...]

# What the operations mean. The bundle has the same table (figures/src/tape.js), and a test compares the two.
OPERATIONS: dict[str, Callable[..., Any]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "pow": np.power,
    "neg": np.negative,
    "exp": np.exp,
    "log": np.log,
    "sqrt": np.sqrt,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "asin": np.arcsin,
    "acos": np.arccos,
    "atan": np.arctan,
    "atan2": np.arctan2,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "asinh": np.arcsinh,
    "acosh": np.arccosh,
    "atanh": np.arctanh,
    "abs": np.abs,
    "sign": np.sign,
    "max": np.maximum,
    "min": np.minimum,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "=": np.equal,
    "!=": np.not_equal,
    "and": np.logical_and,
    "or": np.logical_or,
    "not": np.logical_not,
    "where": lambda condition, a, b: np.where(condition != 0, a, b),
    # The slope of max(0, z): 0 at the kink, as everywhere in the book (SymPy's own Heaviside(0) is 1/2).
    "step": lambda a: a > 0,
    # The derivative of a step: 0 beside the jump, undefined at the jump.
    "spike": lambda a: np.where(a == 0, np.nan, 0.0),
}


@dataclass(frozen=True)
class Tape:
    """A function of several variables as elementary operations on numbered registers.

    Parameters
    ----------
    inputs : int
        Number of variables; they fill the first registers.
    code : tuple of tuple
        The steps in order: a name of `OPERATIONS` and the registers it reads, or ``("constant", value)``. Each result
        fills the next register.
    outputs : tuple of int
        The registers that hold the results.

    Examples
    --------
    >>> square_plus_one = Tape(1, (("*", 0, 0), ("constant", 1.0), ("+", 1, 2)), (3,))
    >>> square_plus_one([3.0])
    array([10.])
    """

    inputs: int
    code: tuple[Step, ...]
    outputs: tuple[int, ...]

    def __call__(self, point: ArrayLike) -> NDArray[np.float64]:
        """Run the tape: a point ``(inputs,)`` gives ``(outputs,)``; a second axis holds many points at once."""
        variables = np.asarray(point, dtype=float)
        if variables.shape[:1] != (self.inputs,):
            raise ValueError(
                f"the function has {self.inputs} variable(s), so a point has {self.inputs} number(s); "
                f"the point given has shape {variables.shape}"
            )
        registers: list[Any] = list(variables)
        # An undefined value is no error here: it becomes nan, which a figure shows as a dash.
        with np.errstate(all="ignore"):
            for name, *operands in self.code:
                if name == "constant":
                    registers.append(np.float64(operands[0]))
                else:
                    arguments = (registers[int(i)] for i in operands)
                    registers.append(np.asarray(OPERATIONS[str(name)](*arguments), dtype=float))
        shape = variables.shape[1:]
        return np.array([np.broadcast_to(registers[i], shape) for i in self.outputs])

    def to_json(self) -> dict[str, Any]:
        """Return the tape as JSON data, the form that the bundle reads."""
        return {
            "inputs": self.inputs,
            "code": [list(step) for step in self.code],
            "outputs": list(self.outputs),
        }
