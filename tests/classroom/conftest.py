"""The course's own modules are those of the repository; one generated course serves all tests of a file."""

import sys

import pytest
from course import ASSIGNMENTS, Course, new_course

sys.path.insert(0, str(ASSIGNMENTS))


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Return a course with the student versions generated, and nothing handed in."""
    return new_course(tmp_path_factory.mktemp("course"))
