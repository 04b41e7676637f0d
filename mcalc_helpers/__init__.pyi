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
from .neuron import Training as Training
from .neuron import neuron_activation as neuron_activation
from .neuron import neuron_gradients as neuron_gradients
from .neuron import neuron_loss as neuron_loss
from .neuron import train_neuron as train_neuron
from .numeric import numerical_jacobian as numerical_jacobian
from .quiz.catalogue import check as check
from .quiz.catalogue import practice as practice
from .quiz.errors import QuestionError as QuestionError
from .quiz.question import Line as Line
from .quiz.question import Option as Option
from .quiz.question import Question as Question
from .quiz.verdict import Verdict as Verdict
from .rules_page import rules_table as rules_table
from .shapes import TraceError as TraceError

__all__ = [
    "Derivation",
    "GradientReport",
    "LabelledMatrix",
    "Line",
    "Option",
    "Question",
    "QuestionError",
    "TraceError",
    "Training",
    "Verdict",
    "__version__",
    "check",
    "check_gradient",
    "derive",
    "gradient",
    "hessian",
    "interactive",
    "jacobian",
    "labelled",
    "labelled_jacobian",
    "neuron_activation",
    "neuron_gradients",
    "neuron_loss",
    "numerical_jacobian",
    "plots",
    "practice",
    "rules_table",
    "train_neuron",
]

__version__: str
