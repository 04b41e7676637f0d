"""How Hypothesis searches: the same examples every time, or with HYPOTHESIS_PROFILE=explore always new ones."""

import os

from hypothesis import settings

# A slow example is no fault of the code: the machine may be busy. Hence no deadline in either profile.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, max_examples=500, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
