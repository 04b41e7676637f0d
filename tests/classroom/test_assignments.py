"""The six assignments: what is released, and what the right, the empty and the typically wrong submission earns."""

import json
import re

import nbformat
import pytest
from course import ASSIGNMENTS, NAMES, Course
from grading.judge_process import ONE_WRONG
from grading.planted import PLANTED, Planted, handed_in
from grading.tasks import tasks_of
from nbformat import NotebookNode

SIX = (
    "diagnostic",
    "part-1-one-neuron",
    "part-2-many-variables",
    "part-3-rules-for-vectors",
    "part-4-chain-rules",
    "part-5-the-neuron",
)


def instructor(name: str) -> NotebookNode:
    return nbformat.read(ASSIGNMENTS / "source" / name / f"{name}.ipynb", as_version=4)


def marked(notebook: NotebookNode) -> dict[str, NotebookNode]:
    found = {c.metadata.nbgrader.grade_id: c for c in notebook.cells if "nbgrader" in c.metadata}
    return {name: cell for name, cell in found.items() if cell.metadata.nbgrader.grade}


def by_hand(name: str) -> set[str]:
    return {key for key, cell in marked(instructor(name)).items() if cell.cell_type == "markdown"}


def test_there_are_six() -> None:
    assert NAMES == SIX


@pytest.mark.parametrize("name", SIX)
def test_every_judged_cell_has_a_hidden_question(name: str) -> None:
    judged = {key for key, cell in marked(instructor(name)).items() if cell.cell_type == "code"}
    assert judged == set(tasks_of(name))


@pytest.mark.parametrize("name", SIX)
def test_each_assignment_mixes_code_mathematics_and_one_derivation(name: str) -> None:
    asked = [task.question.asks for task in tasks_of(name).values()]
    assert 0 < asked.count("code") < len(asked)
    assert len(by_hand(name)) == 1


@pytest.mark.parametrize("name", SIX)
def test_a_judged_cell_opens_with_what_it_checks_and_the_points(name: str) -> None:
    for key, task in tasks_of(name).items():
        cell = marked(instructor(name))[key]
        comment = " ".join(line.removeprefix("# ") for line in cell.source.splitlines() if line[:1] == "#")
        assert comment.startswith(f"Checks {task.answer}: "), key
        assert f" {cell.metadata.nbgrader.points} points" in comment, key
        granted = sorted({share * cell.metadata.nbgrader.points for share in task.near.values()})
        for points in granted:
            assert re.search(rf"\b{points:g}\b", comment.split(" points", 1)[1]), (key, points)


@pytest.mark.parametrize("name", SIX)
def test_the_rubric_adds_up(name: str) -> None:
    notebook = instructor(name)
    (key,) = by_hand(name)
    place = next(k for k, c in enumerate(notebook.cells) if c.id == key)
    rubric = notebook.cells[place - 1].source.split("*Marked by hand, ", 1)[1]
    total, criteria = rubric.split(" points:*", 1)
    numbers = re.findall(r"(\d+) for (each of the three|each of their|)", criteria)
    counts = {"each of the three": 3, "each of their": 2, "": 1}
    added = sum(int(points) * counts[each] for points, each in numbers)
    assert int(total) == added == notebook.cells[place].metadata.nbgrader.points


@pytest.mark.parametrize("name", SIX)
def test_every_near_miss_can_be_made(name: str) -> None:
    for key, task in tasks_of(name).items():
        made = {part for wrong in task.sheet.get("wrong", ()) for part in wrong["mistake"].split("|")}
        assert set(task.near) <= made | {ONE_WRONG}, key


@pytest.mark.parametrize("name", SIX)
def test_every_judged_cell_has_a_planted_mistake(name: str) -> None:
    assert [planted.cell for planted in PLANTED[name]] == list(tasks_of(name))


@pytest.fixture(scope="module")
def graded(whole_course: Course) -> Course:
    """Grade, for every assignment, the instructor's version, the released one and one with a mistake in every cell."""
    course = whole_course
    for name in SIX:
        course.submit("right", name, handed_in(course.source(name)))
        course.submit("empty", name, course.released(name))
        wrong = {planted.cell: planted.source for planted in PLANTED[name]}
        course.submit("wrong", name, handed_in(course.source(name), wrong))
    course.run("nbgrader", "autograde", "*")
    return course


@pytest.mark.parametrize("name", SIX)
def test_the_instructor_version_earns_full_marks(graded: Course, name: str) -> None:
    due = {key: task and points(name, key) for key, task in tasks_of(name).items()}
    assert graded.marks(name)["right"] == due | dict.fromkeys(by_hand(name))
    assert set(graded.said("right", name)) == set(due)


@pytest.mark.parametrize("name", SIX)
def test_the_released_version_runs_and_earns_nothing(graded: Course, name: str) -> None:
    assert set(graded.marks(name)["empty"].values()) == {0.0}
    outputs = [o for cell in graded.graded("empty", name).cells for o in cell.get("outputs", ())]
    assert not [o for o in outputs if o.output_type == "error"]
    assert not graded.note("empty", name)


@pytest.mark.parametrize("name", SIX)
def test_planted_mistakes_earn_what_their_table_says(graded: Course, name: str) -> None:
    marks, said = graded.marks(name)["wrong"], graded.said("wrong", name)
    for planted in PLANTED[name]:
        due = planted.share * points(name, planted.cell)
        assert marks[planted.cell] == pytest.approx(due), planted.cell
        assert words_of(name, planted) in said[planted.cell], planted.cell
        assert said[planted.cell].startswith(f"**{due:g} of {points(name, planted.cell):g} points.**")


def words_of(name: str, planted: Planted) -> str:
    """Return what is said of a mistake that is planted."""
    wrong = tasks_of(name)[planted.cell].sheet.get("wrong", ())
    named = {mistake: found["says"] for found in wrong for mistake in found["mistake"].split("|")}
    return str(named.get(planted.says, planted.says))


def test_the_words_of_a_planted_mistake_are_found_by_its_name() -> None:
    names = [(name, planted) for name in SIX for planted in PLANTED[name] if "/" in planted.says]
    assert len(names) > 35
    for name, planted in names:
        assert " " in words_of(name, planted), planted


def points(name: str, key: str) -> float:
    return float(marked(instructor(name))[key].metadata.nbgrader.points)


@pytest.mark.parametrize("name", SIX)
def test_the_release_holds_no_solution_and_no_hidden_point(whole_course: Course, name: str) -> None:
    course = whole_course
    files = [path for path in (course.root / "release" / name).rglob("*") if path.is_file()]
    assert [path.name for path in files] == [f"{name}.ipynb"]
    released = files[0].read_text()
    assert "SOLUTION" not in released
    for cell in instructor(name).cells:
        for solution in re.findall(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", cell.source, re.DOTALL):
            for line in solution.strip().splitlines():
                # The first line of a short formula may stand in a prompt as well; a whole line of code does not.
                assert len(line.strip()) < 4 or json.dumps(line)[1:-1] not in released, line
    for task in tasks_of(name).values():
        assert "mcalc" not in json.dumps(course.released(name).metadata)
        for point in task.sheet.get("points", ()) if not task.question.at else ():
            numbers = [str(n) for n in re.findall(r"-?\d+\.\d{2,}", json.dumps(point))]
            assert not [n for n in numbers if n in released]


def test_the_package_holds_no_hidden_question() -> None:
    import mcalc_helpers

    package = ASSIGNMENTS.parent / "mcalc_helpers"
    assert mcalc_helpers.__file__ is not None
    text = "".join(path.read_text() for path in package.rglob("*.py"))
    ids = [task.question.id for name in SIX for task in tasks_of(name).values()]
    assert len(set(ids)) == len(ids)
    assert not [identity for identity in ids if f'"{identity}"' in text]
