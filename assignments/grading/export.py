"""Grades as CSV files that Canvas, Moodle and a spreadsheet take."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

from nbgrader.api import Assignment, Gradebook, MissingEntry, Student
from nbgrader.plugins import ExportPlugin
from traitlets import Enum

Row = list[str]
Scores = dict[str, str]


def score_of(gradebook: Gradebook, assignment: str, student: str) -> str:
    """Return the score as text; blank if nothing was handed in or a derivation still waits to be marked by hand."""
    try:
        submission = gradebook.find_submission(assignment, student)
    except MissingEntry:
        return ""
    if submission.needs_manual_grade:
        return ""
    return f"{max(0.0, submission.score - (submission.late_submission_penalty or 0.0)):g}"


def plain(assignments: list[Assignment], students: list[tuple[Student, Scores]]) -> Iterator[Row]:
    """For a spreadsheet: a line for each student, a column for each assignment, the points in the heading."""
    points = [f"{a.name} (of {a.max_score:g})" for a in assignments]
    yield ["id", "last_name", "first_name", "email", *points]
    for student, scores in students:
        yield [
            student.id,
            student.last_name or "",
            student.first_name or "",
            student.email or "",
            *(scores[a.name] for a in assignments),
        ]


def canvas(assignments: list[Assignment], students: list[tuple[Student, Scores]]) -> Iterator[Row]:
    """For Canvas: its five columns, then the assignments; the second line holds the points possible."""
    yield ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *(a.name for a in assignments)]
    yield ["Points Possible", "", "", "", "", *(f"{a.max_score:g}" for a in assignments)]
    for student, scores in students:
        names = [part for part in (student.last_name, student.first_name) if part]
        number = student.lms_user_id or ""
        yield [", ".join(names), number, "", student.id, "", *(scores[a.name] for a in assignments)]


def moodle(assignments: list[Assignment], students: list[tuple[Student, Scores]]) -> Iterator[Row]:
    """For Moodle: it finds its users by their mail address or their ID number."""
    yield ["Email address", "ID number", *(a.name for a in assignments)]
    for student, scores in students:
        yield [student.email or "", student.id, *(scores[a.name] for a in assignments)]


FORMS: dict[str, Callable[[list[Assignment], list[tuple[Student, Scores]]], Iterator[Row]]] = {
    "plain": plain,
    "canvas": canvas,
    "moodle": moodle,
}


class GradesExport(ExportPlugin):
    """Writes one file, ``nbgrader export --GradesExport.form=canvas --to canvas.csv``.

    What is not graded yet is left blank, so that no half-marked total reaches a student. Everything is quoted where it
    must be, so that a comma in a name shifts no column.
    """

    form = Enum(tuple(FORMS), default_value="plain", help="plain, canvas or moodle").tag(config=True)

    def export(self, gradebook: Gradebook) -> None:
        """Write the file."""
        only = {str(name) for name in self.assignment}
        assignments = [a for a in gradebook.assignments if not only or a.name in only]
        wanted = {str(name) for name in self.student}
        students = [
            (s, {a.name: score_of(gradebook, a.name, s.id) for a in assignments})
            for s in gradebook.students
            if not wanted or s.id in wanted
        ]
        path = Path(self.to or f"grades-{self.form}.csv")
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(FORMS[self.form](assignments, students))
        self.log.info("Grades of %d students written to %s", len(students), path)
