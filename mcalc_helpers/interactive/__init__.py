"""Interactive figures: one class a figure, each for the reader's own function and start.

A figure is a widget: its state can be read, set and observed from Python. Where no kernel runs, its output draws itself
in the page; where no script runs either, it is a still picture with a caption.
"""

from mcalc_helpers.interactive.activation import Activation
from mcalc_helpers.interactive.chain_graph import ChainGraph
from mcalc_helpers.interactive.descent import Descent
from mcalc_helpers.interactive.element_wise import ElementWise
from mcalc_helpers.interactive.gradient import Gradient
from mcalc_helpers.interactive.jacobian_product import JacobianProduct
from mcalc_helpers.interactive.neuron import Neuron
from mcalc_helpers.interactive.plane_map import PlaneMap
from mcalc_helpers.interactive.scalar_expansion import ScalarExpansion
from mcalc_helpers.interactive.secant import Secant
from mcalc_helpers.interactive.sum_reduction import SumReduction
from mcalc_helpers.interactive.total_derivative import TotalDerivative

__all__ = [
    "Activation",
    "ChainGraph",
    "Descent",
    "ElementWise",
    "Gradient",
    "JacobianProduct",
    "Neuron",
    "PlaneMap",
    "ScalarExpansion",
    "Secant",
    "SumReduction",
    "TotalDerivative",
]
