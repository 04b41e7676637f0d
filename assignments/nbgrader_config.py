"""nbgrader's configuration of the course: read by every nbgrader command that runs in this folder.

Three settings come from the environment, so that one course folder serves a laptop and a server:
MCALC_GRADEBOOK, the database (SQLite in this folder by default; a PostgreSQL address for large classes);
MCALC_EXCHANGE, the folder through which students and teacher hand files to each other; and MCALC_ONE_ACCOUNT, set where
all students have one account, so that nobody can tell whose a submission is but by its name.
"""

import sys
import warnings
from pathlib import Path

from sqlalchemy.exc import SAWarning

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))  # the course's own part of nbgrader, in grading/

from grading.settings import database, exchange, hidden, nbgrader_templates, one_account  # noqa: E402

# What SQLAlchemy says about nbgrader's own code is no concern of a teacher's.
warnings.filterwarnings("ignore", category=SAWarning, module="nbgrader")

c = get_config()  # noqa: F821  (given by the loader; the function of this name in traitlets is another)

c.CourseDirectory.root = str(ROOT)
c.CourseDirectory.course_id = "matrix-calculus"
c.CourseDirectory.db_url = database(ROOT)
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "*.as-submitted", ".graded"]
c.CourseDirectory.max_file_size = (
    100_000  # kB; what is larger is not copied, neither when handed in nor collected
)
c.Exchange.root = exchange(ROOT)
c.Exchange.path_includes_course = False
c.ExchangeFactory.collect = "grading.collect.CarefulCollect"
c.ExchangeCollect.check_owner = not one_account()

# Students get neither solutions nor hidden tests; a solution is replaced by a place to write.
c.ClearSolutions.code_stub = {"python": "# Your work goes here."}
c.ClearSolutions.text_stub = "*Your derivation goes here.*"

# Grading: mend what cannot be read, run in the sandbox, judge outside it.
c.Autograde.pre_convert_hook = "grading.intake.receive"
c.Autograde.post_convert_hook = "grading.finished.leave_mark"  # grading.shards looks for it
c.Autograde.autograde_preprocessors = [
    "grading.execute.JudgedExecute",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.OverwriteCells.add_missing_cells = True
c.JudgedExecute.timeout = 20  # seconds for a cell
c.JudgedExecute.iopub_timeout = 10
c.SandboxedKernelManager.hide = hidden(ROOT)

# Feedback and marking by hand: no hidden tests, no script from another host, nothing of a student's that runs.
c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.GetGrades",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]
c.HTMLExporter.extra_template_basedirs = [str(ROOT / "templates"), nbgrader_templates()]
c.HTMLExporter.filters = {
    "clean_html": "grading.mathematics.clean_html",
    "markdown2html": "grading.mathematics.markdown2html",
}
c.HTMLExporter.preprocessors = ["grading.feedback.WordsOnly"]
c.HTMLExporter.exclude_input_prompt = True
c.HTMLExporter.exclude_output_prompt = True
c.HTMLExporter.sanitize_html = True
c.ExportApp.plugin_class = "grading.export.GradesExport"
