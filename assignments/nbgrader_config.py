"""nbgrader's configuration of the course: read by every nbgrader command that runs in this folder.

Two settings come from the environment, so that one course folder serves a laptop and a server:
MCALC_GRADEBOOK, the database (SQLite in this folder by default; a PostgreSQL address for large classes), and
MCALC_EXCHANGE, the folder through which students and teacher hand files to each other.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))  # the course's own part of nbgrader, in grading/

from grading.settings import database, exchange, hidden, nbgrader_templates  # noqa: E402

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
c.ExchangeFactory.collect = "grading.collect.CollectWithoutLinks"

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
c.HTMLExporter.filters = {"markdown2html": "grading.mathematics.markdown2html"}
c.HTMLExporter.sanitize_html = True
c.ExportApp.plugin_class = "grading.export.GradesExport"
