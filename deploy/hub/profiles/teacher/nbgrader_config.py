"""What a teacher's nbgrader knows, wherever it is started: all that stands in the course folder's own configuration."""

import os

load_subconfig(os.path.join(os.environ["MCALC_COURSE"], "nbgrader_config.py"))  # noqa: F821  (given by the loader)
