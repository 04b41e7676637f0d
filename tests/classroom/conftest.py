"""The course's own modules are those of the repository; one generated course serves all tests of a file."""

import sys
from pathlib import Path

import pytest
from course import ASSIGNMENTS, Course, new_course
from nbgrader.api import Gradebook

sys.path[:0] = [
    str(ASSIGNMENTS),
    str(Path(__file__).resolve().parents[1]),
]  # and what all browser tests share


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Return a course with the student version of the short assignment generated, and nothing handed in."""
    return new_course(tmp_path_factory.mktemp("course"), "diagnostic")


@pytest.fixture(scope="module")
def whole_course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Return a course with all student versions generated, and nothing handed in."""
    return new_course(tmp_path_factory.mktemp("course"), "*")


@pytest.fixture(scope="session")
def gradebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an empty gradebook to copy: making its tables takes seconds."""
    path = tmp_path_factory.mktemp("gradebook") / "gradebook.db"
    Gradebook(f"sqlite:///{path}").close()
    return path
