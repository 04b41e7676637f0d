"""derive(): from a plain NumPy function to its derivative, step by step, as the paper would write it."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from mcalc_helpers.arguments import element, fitted, refuse_three_axes
from mcalc_helpers.chain import DETAILS, EVERY_OPERATION, Chain
from mcalc_helpers.checking import against_differences, random_point
from mcalc_helpers.combining import combinations, in_terms_of_others
from mcalc_helpers.forms import Jacobian
from mcalc_helpers.gradient_check import GradientReport
from mcalc_helpers.own_shape import OwnShape
from mcalc_helpers.rules import CONSTANT, IDENTITY, Rule
from mcalc_helpers.shapes import Size, TraceError
from mcalc_helpers.solution import solve, whole
from mcalc_helpers.steps import (
    Kind,
    Step,
    differentiations,
    fraction,
    fraction_text,
    introductions,
)
from mcalc_helpers.tracing import Trace, trace
from mcalc_helpers.writers.cases import by_cases
from mcalc_helpers.writers.latex_jacobian import jacobian_latex
from mcalc_helpers.writers.markdown import markdown, plain_text
from mcalc_helpers.writers.numpy_source import function_source
from mcalc_helpers.writers.text import jacobian_text

if TYPE_CHECKING:
    import sympy as sp

    from mcalc_helpers.plots.picture import Picture

COMBINE = ("paths", "steps")


def derive(
    function: Callable[..., Any],
    wrt: str | None = None,
    shapes: Mapping[str, Any] | None = None,
    *,
    detail: str = EVERY_OPERATION,
    combine: str = "paths",
) -> "Derivation":
    r"""Derive a function written in plain NumPy, step by step.

    The function is run once on stand-ins. Each operation becomes an intermediate variable, the table of rules gives the
    local Jacobian of each, and the chain rule adds up their products over all paths.

    Parameters
    ----------
    function : callable
        A function of scalars, vectors and matrices that returns a scalar or a vector. It may use assignments, helper
        functions and loops over fixed ranges, and the operations of `mcalc_helpers.operations`.
    wrt : str, optional
        The parameter to differentiate by, ``"w"``, or one entry of it, ``"w[0]"`` or ``"W[0, 1]"``, counted from 0.
        May be left out if there is one parameter only.
    shapes : mapping of str to shape, optional
        The shape of every parameter: ``()`` for a scalar, ``("n",)`` for a vector, ``("N", "n")`` for a matrix. Sizes
        are names, or integers. Parameters are scalars if nothing is given.
    detail : {"every operation", "vector rules"}
        How finely to split: an intermediate variable for each operation, as the paper does, or larger blocks of
        element-wise operations, each between two operations that mix entries.
    combine : {"paths", "steps"}
        Multiply along whole paths, or carry the derivative back from the output one variable at a time.

    Returns
    -------
    Derivation
        The steps and the result. In Jupyter it shows the whole derivation.

    Raises
    ------
    TraceError
        If the function does something that has no rule, or that shapes forbid; if a shape is missing, a name is
        unknown, or a vector is to be differentiated by a matrix.

    Notes
    -----
    Numerator layout: m outputs by n inputs give m x n, the gradient of a scalar is a row 1 x n; by an m x n matrix
    parameter it is n x m. Parr & Howard (2018), "The Chain Rules". At a kink the paper's choice is taken: the
    derivative of max(0, z) is 0 at z = 0. Where there is no slope, as for the square root or the norm at 0, the
    numbers are infinite or NaN.

    Examples
    --------
    >>> import numpy as np
    >>> d = derive(lambda w, x: np.sum(w * x), "w", {"w": "n", "x": "n"})
    >>> d.shape, d.latex()
    ((1, 'n'), '\\mathbf{x}^T')
    >>> d(w=[1.0, 2.0], x=[3.0, 4.0])
    array([[3., 4.]])
    >>> d
    u = w * x
    y = np.sum(u)
    ∂u/∂w = diag(x)    element-wise product
    dy/du = 1^T    sum reduction
    ∂y/∂w = dy/du ∂u/∂w = x^T    vector chain rule
    """
    if detail not in DETAILS:
        raise TraceError(f"detail is {detail!r}; choose 'every operation' or 'vector rules'")
    if combine not in COMBINE:
        raise TraceError(f"combine is {combine!r}; choose 'paths' or 'steps'")
    traced = trace(function, shapes)
    if wrt is None and len(traced.parameters) == 1:
        (wrt,) = traced.parameters
    return Derivation(function, traced, wrt, detail, combine)


class Derivation:
    """A derivation: what `derive` returns. In Jupyter and in the book it shows itself in full.

    Attributes
    ----------
    trace : Trace
        The graph of the function.
    wrt : str
        What it is differentiated by.
    chain : Chain
        The intermediate variables and their local Jacobians.
    result : Jacobian
        The derivative, in normal form.
    definitions : dict of str to Expression
        What the names in `result` stand for that are no parameters.
    """

    def __init__(
        self, function: Callable[..., Any], traced: Trace, wrt: str | None, detail: str, combine: str
    ) -> None:
        self._function = function
        self._combine = combine
        self.trace = traced
        self.parameters = {name: node.dimensions for name, node in traced.parameters.items()}
        self._parameter, self._position = element(wrt, self.parameters)
        self.wrt = str(wrt).strip()
        refuse_three_axes(
            traced.name, traced.output.dimensions, self._parameter, self.parameters[self._parameter]
        )
        self.chain = Chain(traced, self._parameter, detail)
        self._solution = solve(traced, self.chain, self._position)
        self.result, self.definitions = self._solution.result, self._solution.definitions

    @property
    def shape(self) -> tuple[Size, Size]:
        """The shape of the derivative, always two sizes: outputs by inputs."""
        return (self.result.output or (1,))[0], (self.result.input or (1,))[0]

    @cached_property
    def left(self) -> str:
        """What is derived, as LaTeX."""
        return fraction(self.chain.output, self.chain.parameter, len(self.parameters) > 1, self._position)

    def latex(self) -> str:
        """Return the result as LaTeX, without dollars.

        With one scalar condition it is written by cases. A result that is too long to read is left in terms of the
        intermediate variables, or of the derivatives by them.
        """
        if self._solution.too_long:
            return in_terms_of_others(self.chain, self.chain.parameter, len(self.parameters) > 1)[0]
        return by_cases(self.result) or jacobian_latex(self.result)

    @cached_property
    def steps(self) -> list[Step]:
        """The steps, in order: introduce, differentiate, combine, substitute, simplify."""
        curly = len(self.parameters) > 1
        solution = self._solution
        found = [*introductions(self.chain), *differentiations(self.chain)]
        found += combinations(self.chain, solution.adjoints, curly, self._combine)
        if not self.chain.variables:
            rule = IDENTITY if self.chain.output is self.chain.parameter else CONSTANT
            found.append(self._step("differentiate", (rule,), whole(self.chain, solution.adjoints)))
        if self._position and not solution.too_long:
            found.append(self._step("combine", (), solution.symbolic))
        if solution.substituted is None:
            return found
        if solution.substituted != solution.symbolic:
            found.append(self._step("substitute", (), solution.substituted))
        if self.result != solution.substituted or by_cases(self.result):
            found.append(self._step("simplify", (), self.result, self.latex()))
        return found

    def _step(self, kind: Kind, rules: tuple[Rule, ...], value: Jacobian, shown: str = "") -> Step:
        left = fraction_text(self.chain.output.name, self.wrt, len(self.parameters) > 1)
        text = f"{left} = {jacobian_text(value)}"
        return Step(kind, rules, f"{self.left} &= {shown or jacobian_latex(value)}", text)

    def __repr__(self) -> str:
        return plain_text(self.steps)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/markdown": self.markdown(), "text/plain": repr(self)}

    def markdown(self) -> str:
        """Return the whole derivation as Markdown with LaTeX, as Jupyter and the book show it."""
        return markdown(self.steps, self.left, self.shape, self.definitions)

    def graph(self, **arguments: Any) -> "Picture":
        """Return the dataflow graph as a picture: variables in boxes, local Jacobians on the arrows.

        Parameters
        ----------
        **arguments : array-like, optional
            With a value for every parameter, the values of scalars are shown as well.

        Returns
        -------
        Picture
            An SVG picture for both themes, with a text that says the same.
        """
        from mcalc_helpers.graph import draw_graph, values_at

        point = fitted(arguments, self.parameters) if arguments else None
        return draw_graph(self.chain, values_at(self.chain, self.parameters, point) if point else None)

    def gradient(self) -> OwnShape:
        """Return the derivative of a scalar in the parameter's own shape.

        For an m x n matrix parameter that is the transpose of ours, m x n; for a vector it is the column that automatic
        differentiation libraries return, as an array of one axis.
        """
        if self.trace.output.dimensions or self._position:
            left = fraction_text(self.chain.output.name, self.wrt, len(self.parameters) > 1)
            raise TraceError(
                f"gradient() is for a scalar by a whole parameter; {left} has shape {self.shape}"
            )
        return OwnShape(self)

    def numpy(self, name: str | None = None) -> str:
        """Return the source of one vectorised function of the same parameters, which uses only ``np``.

        Parameters
        ----------
        name : str, optional
            What to call it; by default ``d_loss_d_w`` for the derivative of ``loss`` by ``w``.
        """
        by = "_".join([self._parameter, *map(str, self._position)])
        default = f"d_{self.chain.output.name}_d_{by}"
        own = self.trace.names.values()
        known = {value: name for name, value in self._solution.values.items() if name in own}
        return function_source(self.result, self.parameters, name or default, known, self.definitions)

    @cached_property
    def _compiled(self) -> Callable[..., NDArray[np.float64]]:
        scope: dict[str, Any] = {"np": np}
        exec(compile(self.numpy("derivative"), f"<derivative of {self.trace.name}>", "exec"), scope)
        return cast("Callable[..., NDArray[np.float64]]", scope["derivative"])

    def __call__(self, *in_order: Any, **arguments: Any) -> NDArray[np.float64]:
        """Return the derivative at a point, as an array of `shape`.

        Parameters
        ----------
        *in_order, **arguments : array-like
            A value for every parameter, in their order or by name.
        """
        return np.asarray(self._compiled(**fitted(arguments, self.parameters, in_order)), dtype=float)

    def check(self, seed: int = 0) -> GradientReport:
        """Compare with central differences at a random point.

        Parameters
        ----------
        seed : int
            Chooses the point.

        Returns
        -------
        GradientReport
            True if they agree; it prints the worst entry otherwise.

        Raises
        ------
        ValueError
            If the function is not finite at any of the points tried.
        """
        return self.check_at(**random_point(self._function, self.trace.name, self.parameters, seed))

    def check_at(self, **arguments: Any) -> GradientReport:
        """Compare with central differences at a given point; see `check`."""
        point = fitted(arguments, self.parameters)
        return against_differences(self._function, self(**arguments), point, self._parameter, self._position)

    def components(self, **sizes: int) -> "sp.Matrix":
        """Return the derivative as an explicit SymPy matrix.

        Parameters
        ----------
        **sizes : int
            A number for every named size, such as ``n=3, N=2``. The symbols are x_1, x_2, ..., X_1_1, ..., all real.
        """
        from mcalc_helpers.writers.sympy import components

        return components(self._solution.in_parameters(), sizes)
