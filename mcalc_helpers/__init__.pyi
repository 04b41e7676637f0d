from . import interactive as interactive
from . import plots as plots
from .components import gradient as gradient
from .components import hessian as hessian
from .components import jacobian as jacobian
from .derivation import Derivation as Derivation
from .derivation import derive as derive
from .gradient_check import GradientReport as GradientReport
from .gradient_check import check_gradient as check_gradient
from .labels import LabelledMatrix as LabelledMatrix
from .labels import labelled as labelled
from .labels import labelled_jacobian as labelled_jacobian
from .numeric import numerical_jacobian as numerical_jacobian
from .rules_page import rules_table as rules_table
from .shapes import TraceError as TraceError

__all__ = [
    "Derivation",
    "GradientReport",
    "LabelledMatrix",
    "TraceError",
    "__version__",
    "check_gradient",
    "derive",
    "gradient",
    "hessian",
    "interactive",
    "jacobian",
    "labelled",
    "labelled_jacobian",
    "numerical_jacobian",
    "plots",
    "rules_table",
]

__version__: str
