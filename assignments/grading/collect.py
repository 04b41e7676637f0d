"""Collect submissions without following links: a link may point at the solutions, or at somebody else's work."""

import os
import shutil
from typing import Any

from nbgrader.exchange.default import ExchangeCollect
from nbgrader.utils import ignore_patterns


class CollectWithoutLinks(ExchangeCollect):
    """Copies what was handed in as it is. A link stays a link, which `grading.intake` does not read."""

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy a submission."""
        course = self.coursedir
        ignore = ignore_patterns(
            exclude=course.ignore, include=course.include, max_file_size=course.max_file_size, log=self.log
        )
        shutil.copytree(src, dest, symlinks=True, ignore=ignore)
        for folder, _, files in os.walk(dest):  # the teacher must be able to replace and to remove
            os.chmod(folder, 0o755)
            for name in files:
                path = os.path.join(folder, name)
                if not os.path.islink(path):
                    os.chmod(path, 0o644)
