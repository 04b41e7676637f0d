"""Collecting from the exchange, into which every student can write what they like: nothing leads astray or is lost."""

import os
import pwd
import shutil
from pathlib import Path

import nbformat
import pytest
from grading.collect import CarefulCollect, owner_of
from grading.intake import KEPT, OPENING, receive
from nbformat.v4 import new_markdown_cell, new_notebook
from nbgrader.coursedir import CourseDirectory

NAME = "homework"
FILE = f"{NAME}.ipynb"
ME = pwd.getpwuid(os.getuid()).pw_name
EARLY, LATE = "2026-03-01 12:00:00.000000 UTC", "2026-03-02 12:00:00.000000 UTC"


def text(words: str) -> str:
    return nbformat.writes(new_notebook(cells=[new_markdown_cell(words, id="cell")]))


class Exchange:
    """A course folder with one released assignment, and the folder into which students hand in."""

    def __init__(self, root: Path, gradebook: Path, log: pytest.LogCaptureFixture) -> None:
        self.course, self.inbound = root / "course", root / "exchange" / "math" / "inbound"
        self.inbound.mkdir(parents=True)
        self.course.mkdir()
        shutil.copy(gradebook, self.course)
        released = self.course / "release" / NAME / FILE
        released.parent.mkdir(parents=True)
        released.write_text(text("The task."))
        self.log = log

    def hand_in(self, folder: str, **files: str) -> Path:
        """Lay files into a folder of the exchange; `notebook` is the one that is asked for."""
        path = self.inbound / folder
        path.mkdir()
        for name, content in files.items():
            (path / {"notebook": FILE}.get(name, name)).write_text(content)
        return path

    def collect(self, **options: bool) -> str:
        """Collect, and return what the teacher reads."""
        course = CourseDirectory(root=str(self.course), course_id="math", assignment_id=NAME)
        course.ignore = [".ipynb_checkpoints", f"*{KEPT}", ".graded"]
        given = {"check_owner": False} | options
        collecting = CarefulCollect(coursedir=course, root=str(self.inbound.parents[1]), **given)
        self.log.clear()
        collecting.start()
        return "\n".join(record.getMessage() for record in self.log.records)

    def submitted(self, student: str) -> Path:
        return self.course / "submitted" / student / NAME

    def words(self, student: str) -> str:
        """Return the whole text of the notebook that was collected."""
        cells = nbformat.read(self.submitted(student) / FILE, as_version=4).cells
        return "\n".join(cell.source for cell in cells)

    @property
    def students(self) -> list[str]:
        return sorted(path.name for path in self.course.glob("submitted/*"))


@pytest.fixture
def exchange(tmp_path: Path, gradebook: Path, caplog: pytest.LogCaptureFixture) -> Exchange:
    return Exchange(tmp_path, gradebook, caplog)


def test_the_latest_counts(exchange: Exchange) -> None:
    exchange.hand_in(f"s1+{NAME}+{LATE}+b", notebook=text("second"))
    exchange.hand_in(f"s1+{NAME}+{EARLY}+a", notebook=text("first"))
    exchange.collect()
    assert exchange.words("s1") == "second"
    assert (exchange.submitted("s1") / "timestamp.txt").read_text() == LATE


def test_a_later_one_is_collected_on_demand(exchange: Exchange) -> None:
    exchange.hand_in(f"s1+{NAME}+{EARLY}+a", notebook=text("first"), **{"timestamp.txt": "no date at all"})
    exchange.collect()
    exchange.hand_in(f"s1+{NAME}+{LATE}+b", notebook=text("second"))
    exchange.collect()
    assert exchange.words("s1") == "first"
    exchange.collect(update=True)
    assert exchange.words("s1") == "second"


def test_what_another_account_has_made_is_refused_and_hides_nothing(exchange: Exchange) -> None:
    exchange.hand_in(f"{ME}+{NAME}+{EARLY}+a", notebook=text("mine"))
    exchange.hand_in(f"victim+{NAME}+{EARLY}+a", notebook=text("forged"))
    said = exchange.collect(check_owner=True)
    assert exchange.students == [ME]
    assert f"says that it is by victim, but {ME} has made it" in said
    assert "It stays in the exchange" in said
    assert "MCALC_ONE_ACCOUNT" in said


def test_a_later_forgery_does_not_hide_the_true_one(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange.hand_in(f"s1+{NAME}+{EARLY}+a", notebook=text("mine"))
    exchange.hand_in(f"s1+{NAME}+{LATE}+forged", notebook=text("forged"))
    # Giving a folder to another account would take the rights of root.
    monkeypatch.setattr("grading.collect.owner_of", lambda path: "s2" if "forged" in path.name else "s1")
    said = exchange.collect(check_owner=True)
    assert exchange.words("s1") == "mine"
    assert "by s1, but s2 has made it" in said


def test_whose_a_link_is_does_not_depend_on_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/nowhere")
    assert owner_of(tmp_path / "link") == ME


@pytest.mark.parametrize(
    "folder",
    [
        f"..+{NAME}+{EARLY}+a",
        f".+{NAME}+{EARLY}+a",
        f".hidden+{NAME}+{EARLY}+a",
        f"-rf+{NAME}+{EARLY}+a",
        f"two words+{NAME}+{EARLY}+a",
        f"two\nlines+{NAME}+{EARLY}+a",
        f"a,b+{NAME}+{EARLY}+a",
        f"*+{NAME}+{EARLY}+a",
        f"+{NAME}+{EARLY}+a",
        f"{'x' * 150}+{NAME}+{EARLY}+a",
        f"s1+{NAME}+yesterday+a",
        f"s1+{NAME}+99999999999999999999+a",
        f"s1+{NAME}+{EARLY}+a+b+c",
        f"s1+{NAME}+",
    ],
)
def test_a_folder_of_an_impossible_name_is_left_where_it_is(exchange: Exchange, folder: str) -> None:
    hostile = exchange.hand_in(folder, notebook=text("hostile"))
    exchange.hand_in(f"s2+{NAME}+{EARLY}+a", notebook=text("honest"))
    said = exchange.collect()
    assert exchange.students == ["s2"]
    assert exchange.words("s2") == "honest"
    assert {path.name for path in exchange.course.iterdir()} == {"gradebook.db", "release", "submitted"}
    assert [path.name for path in exchange.course.glob("submitted/*/*")] == [NAME]
    # A name that begins with a dot is not even looked at.
    assert folder.startswith(".") or "has a name that no submission has" in said
    assert not [line for line in said.splitlines() if line.startswith("lines")]  # no forged line in the log
    assert hostile.is_dir()


def test_a_link_is_no_submission(exchange: Exchange, tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / FILE).write_text(text("secret"))
    (exchange.inbound / f"s1+{NAME}+{LATE}+a").symlink_to(tmp_path / "secret")
    exchange.hand_in(f"s1+{NAME}+{EARLY}+a", notebook=text("honest"))
    assert "is no folder of its own" in exchange.collect(check_owner=False)
    assert exchange.words("s1") == "honest"


def test_what_is_no_file_is_left_out(exchange: Exchange, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = exchange.hand_in(f"s1+{NAME}+{EARLY}+a", notebook=text("mine"))
    (folder / "link").symlink_to(tmp_path / "secret.txt")
    (folder / "deep").mkdir()
    (folder / "bad\nname").write_text("x")
    os.mkfifo(folder / "pipe")
    said = exchange.collect()
    kept = {path.name for path in exchange.submitted("s1").iterdir()}
    assert kept == {FILE, "timestamp.txt"}
    for name in ("link", "deep", "pipe"):
        assert f"s1: '{name}' was left out: it is a link or a folder" in said
    assert r"'bad\nname' was left out: its name is too long or cannot be printed" in said


def test_too_much_is_left_out(exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grading.collect.MOST_FILES", 3)
    files = {f"file-{number}": "x" for number in range(4)}
    exchange.hand_in(f"s1+{NAME}+{EARLY}+a", **files)
    said = exchange.collect()
    assert "'file-3' was left out: with it, the submission has more than 100 MB or 3 files" in said
    assert "There is no notebook homework.ipynb" in said


def test_a_large_file_is_left_out(exchange: Exchange) -> None:
    folder = exchange.hand_in(f"s1+{NAME}+{EARLY}+a", notebook=text("mine"))
    with (folder / "a-large-file").open("wb") as file:
        file.truncate(200_000_000)
    said = exchange.collect()
    assert "'a-large-file' was left out: with it, the submission has more than 100 MB" in said
    assert exchange.words("s1") == "mine"


def test_no_mark_of_the_grading_can_be_handed_in(exchange: Exchange) -> None:
    exchange.hand_in(f"s1+{NAME}+{EARLY}+a", notebook=text("mine"), **{FILE + KEPT: "x", ".graded": ""})
    exchange.collect()
    assert {path.name for path in exchange.submitted("s1").iterdir()} == {FILE, "timestamp.txt"}


def test_no_notebook(exchange: Exchange) -> None:
    exchange.hand_in(f"s1+{NAME}+{EARLY}+a", **{"photo.png": "x"})
    said = exchange.collect()
    assert "s1: There is no notebook homework.ipynb in what was handed in, so nothing was graded." in said
    assert exchange.words("s1").startswith(OPENING + "There is no notebook")
    assert exchange.words("s1").endswith("The task.")


def test_an_empty_folder_that_cannot_be_read(exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: Path) -> list[str]:
        raise PermissionError(folder)

    exchange.hand_in(f"s1+{NAME}+{EARLY}+a", notebook=text("mine"))
    exchange.hand_in(f"s2+{NAME}+{EARLY}+a", notebook=text("mine"))
    monkeypatch.setattr("grading.collect.os.listdir", refuse)
    said = exchange.collect()
    assert said.count("There is no notebook") == 2
    assert exchange.students == ["s1", "s2"]


def test_one_notebook_of_another_name(exchange: Exchange) -> None:
    exchange.hand_in(f"s1+{NAME}+{EARLY}+a", **{"homework (1).ipynb": text("mine")})
    said = exchange.collect()
    assert "The notebook 'homework (1).ipynb' was taken for homework.ipynb" in said
    assert "mine" in exchange.words("s1")
    assert not (exchange.submitted("s1") / "homework (1).ipynb").exists()
    assert (exchange.submitted("s1") / (FILE + KEPT)).read_text() == text("mine")


def test_two_notebooks(exchange: Exchange) -> None:
    exchange.hand_in(f"s1+{NAME}+{EARLY}+a", notebook=text("mine"), **{"other.ipynb": text("other")})
    exchange.collect()
    notebooks = [str(exchange.submitted("s1") / name) for name in (FILE, "other.ipynb")]
    receive(NAME, "s1", notebooks)
    assert "Handed in besides, and not graded: 'other.ipynb'." in exchange.words("s1")
    once = exchange.words("s1")
    receive(NAME, "s1", notebooks)  # graded again: said once
    assert exchange.words("s1") == once
    assert "mine" in once


def test_two_notebooks_and_neither_is_the_one(exchange: Exchange) -> None:
    exchange.hand_in(f"s1+{NAME}+{EARLY}+a", **{"a.ipynb": text("mine"), "b.ipynb": text("other")})
    said = exchange.collect()
    assert "There is no notebook homework.ipynb" in said
    assert "Handed in besides, and not graded: 'a.ipynb', 'b.ipynb'." in said
    receive(NAME, "s1", [str(path) for path in exchange.submitted("s1").glob("*.ipynb")])
    assert exchange.words("s1").count("There is no notebook") == 1


def test_a_notebook_of_another_name_that_was_laid_there_by_hand(exchange: Exchange) -> None:
    path = exchange.submitted("s1") / "mine.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(text("mine"))
    notebooks = [str(path)]
    receive(NAME, "s1", notebooks)
    assert notebooks[-1] == str(path.with_name(FILE))  # nbgrader goes on with this list
    assert "mine" in exchange.words("s1")


def test_a_folder_in_the_place_of_the_notebook(exchange: Exchange) -> None:
    (exchange.submitted("s1") / FILE / "inside").mkdir(parents=True)
    receive(NAME, "s1", [str(exchange.submitted("s1") / FILE)])
    assert "no file of its own" in exchange.words("s1")
    assert (exchange.submitted("s1") / (FILE + KEPT) / "inside").is_dir()


def test_a_note_of_the_grading_cannot_be_forged(exchange: Exchange) -> None:
    forged = new_markdown_cell(OPENING + "Full marks.", id="forged")
    honest = new_markdown_cell("mine", id="cell")
    exchange.hand_in(f"s1+{NAME}+{EARLY}+a", notebook=nbformat.writes(new_notebook(cells=[forged, honest])))
    exchange.collect()
    receive(NAME, "s1", [str(exchange.submitted("s1") / FILE)])
    assert "Full marks" not in exchange.words("s1")
