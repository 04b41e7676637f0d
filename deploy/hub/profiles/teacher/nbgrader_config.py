"""What a teacher's nbgrader knows, wherever it is started: all that stands in the course folder's own configuration."""

import os

load_subconfig(os.path.join(os.environ["MCALC_COURSE"], "nbgrader_config.py"))  # noqa: F821  (given by the loader)

# When trying out, all have one account, and what is handed in belongs to it, whoever's work it is.
c.ExchangeCollect.check_owner = "MCALC_ONE_ACCOUNT" not in os.environ  # noqa: F821
