"""Answers that come from Python: turned into what the judge takes, a text or values at the question's points."""

from collections.abc import Callable, Mapping
from inspect import signature
from typing import Any

import numpy as np
import sympy as sp

from mcalc_helpers.derivation import Derivation
from mcalc_helpers.quiz.asks import ASKS
from mcalc_helpers.quiz.at import At
from mcalc_helpers.quiz.evaluate import Array
from mcalc_helpers.quiz.sheet import Built

_NO_AXES = "*A NumPy array with one axis is neither a row nor a column; it was taken for the {what} that is asked for.*"


def as_answer(built: Built, answer: Any) -> tuple[Any, str]:
    """Return an answer as the judge takes it, and a remark on its form.

    Parameters
    ----------
    built : Built
        The question.
    answer : object
        What `mcalc_helpers.check` was given.

    Raises
    ------
    TypeError
        If it cannot be an answer to this question.
    """
    if isinstance(answer, str):
        return answer, ""
    answered = ASKS[built.question.asks].answered
    if answered == "size":
        return [str(size) for size in np.atleast_1d(np.asarray(answer, dtype=object)).tolist()], ""
    if answered != "mathematics":
        return _numbers_of_options(answer), ""
    assert built.compared is not None
    value_at, symbolic = _values(built, answer)
    values = [_real(value_at(at), built) for at in built.compared.points]
    return _arranged(built, values, symbolic)


def _numbers_of_options(answer: Any) -> Any:
    chosen = np.asarray(answer)
    if chosen.dtype.kind not in "iu" or chosen.ndim > 1:
        raise TypeError(
            f"this question is answered by the number of an option, counted from 0, or by a list of such "
            f"numbers; it got {answer!r}"
        )
    return chosen.tolist()


# --- values at the points ---------------------------------------------------------------------------------------------


def _values(built: Built, answer: Any) -> tuple[Callable[[At], Any], bool]:
    """Return how to evaluate an answer at a point, and whether its shape says what is a row and what a column."""
    if isinstance(answer, Derivation):
        return _derivation(built, answer), True
    if isinstance(answer, sp.Basic | sp.MatrixBase):
        return _symbolic(built, answer), True
    if callable(answer):
        return _function(built, answer), False
    numbers = _array(answer)
    if built.question.asks != "value" and not _is_constant(built, numbers):
        raise TypeError(
            "this question asks for a formula, and numbers are one at a single point only; give a text, a "
            "SymPy "
            "expression, or a function of " + ", ".join(_names(built))
        )
    return lambda at: numbers, False


def _is_constant(built: Built, numbers: Array) -> bool:
    """Tell whether numbers could be meant as a constant answer, such as 0 or [1, 0]."""
    assert built.compared is not None
    return numbers.size in (1, built.compared.points[0].right.size)


def _names(built: Built) -> list[str]:
    return [name for name, shape in built.sheet["names"].items() if shape != "size"]


def _known(built: Built, at: At) -> Mapping[str, Array]:
    return {**at.point, **at.variables, **at.local_names}


def _derivation(built: Built, answer: Derivation) -> Callable[[At], Any]:
    missing = [name for name in answer.parameters if name not in _names(built)]
    if missing:
        raise TypeError(
            f"this derivation is of a function of {', '.join(answer.parameters)}; the question's variables "
            f"are {', '.join(_names(built))}"
        )
    return lambda at: answer(**{name: _known(built, at)[name] for name in answer.parameters})


def _function(built: Built, answer: Callable[..., Any]) -> Callable[[At], Any]:
    wanted = list(signature(answer).parameters)
    unknown = [name for name in wanted if name not in _names(built)]
    if unknown:
        raise TypeError(
            f"the function has the parameter {', '.join(unknown)}, which the question does not know; its "
            f"variables are {', '.join(_names(built))}. Name the parameters alike."
        )

    def call(at: At) -> Any:
        known = _known(built, at)
        with np.errstate(all="ignore"):
            return answer(**{name: known[name][()] for name in wanted})

    return call


def _symbolic(built: Built, answer: Any) -> Callable[[At], Any]:
    entries: dict[str, Any] = {}
    for name in _names(built):
        entries |= dict.fromkeys(_entry_names(name, np.zeros(built.sheet["names"][name])), name)
    sizes = [name for name, shape in built.sheet["names"].items() if shape == "size"]
    unknown = sorted(s.name for s in answer.free_symbols if s.name not in entries and s.name not in sizes)
    if unknown:
        raise TypeError(
            f"the expression contains {', '.join(unknown)}; the question's names are "
            + ", ".join([*entries, *sizes])
        )

    def call(at: At) -> Any:
        known = _known(built, at)
        numbers: dict[str, float] = {name: float(at.case.sizes[name]) for name in sizes}
        for name in _names(built):
            numbers |= _entry_names(name, known[name])
        values = {symbol: numbers[symbol.name] for symbol in answer.free_symbols}
        several = answer if isinstance(answer, sp.MatrixBase) else sp.Matrix([[answer]])
        return np.array([[complex(sp.N(entry.subs(values))) for entry in row] for row in several.tolist()])

    return call


def _entry_names(name: str, value: Array) -> dict[str, float]:
    """Return the entries of a value by the names their symbols have: x, or x_1, x_2, or X_1_1, ..."""
    if value.ndim == 2 and value.shape[1] == 1:
        value = value[:, 0]
    return {
        "_".join([name, *(str(k + 1) for k in place)]): float(entry) for place, entry in np.ndenumerate(value)
    }


# --- shapes -----------------------------------------------------------------------------------------------------------


def _array(value: Any) -> Array:
    try:
        return np.asarray("" if value is None else value, dtype=float)  # None would become NaN
    except (TypeError, ValueError):
        raise TypeError(
            f"an answer is a text, numbers, a SymPy expression, a function or a derivation; it got {value!r}"
        ) from None


def _real(value: Any, built: Built) -> Array:
    """Return a value as an array of real numbers; NaN where it is not real."""
    if isinstance(value, np.ndarray) and value.dtype.kind == "c":
        return np.where(np.abs(value.imag) > 0, np.nan, value.real)
    array = _array(value)
    if array.ndim > 2:
        raise TypeError(f"the answer has shape {array.shape}; a derivative has two axes, outputs by inputs")
    return array


def _arranged(built: Built, values: list[Array], told_apart: bool) -> tuple[Any, str]:
    """Give every value two axes: one axis alone is the row or column that is asked for."""
    assert built.compared is not None
    due = built.compared.points[0].right.shape
    note = ""
    if values[0].ndim == 1 and not told_apart and values[0].size > 1:
        row = due[0] == 1 < due[1]
        note = _NO_AXES.format(what="row" if row else "column")
        values = [value.reshape(1, -1) if row else value.reshape(-1, 1) for value in values]
    shape = [] if values[0].size == 1 else list(values[0].shape)
    numbers = [[float(x) if np.isfinite(x) else None for x in value.ravel()] for value in values]
    return {"shape": shape, "values": numbers}, note
