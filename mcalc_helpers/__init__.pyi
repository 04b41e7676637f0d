from . import plots as plots
from .components import gradient as gradient
from .components import hessian as hessian
from .components import jacobian as jacobian
from .gradient_check import GradientReport as GradientReport
from .gradient_check import check_gradient as check_gradient
from .labels import LabelledMatrix as LabelledMatrix
from .labels import labelled as labelled
from .labels import labelled_jacobian as labelled_jacobian
from .numeric import numerical_jacobian as numerical_jacobian

__all__ = [
    "GradientReport",
    "LabelledMatrix",
    "__version__",
    "check_gradient",
    "gradient",
    "hessian",
    "jacobian",
    "labelled",
    "labelled_jacobian",
    "numerical_jacobian",
    "plots",
]

__version__: str
