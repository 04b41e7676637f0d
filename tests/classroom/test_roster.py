"""The class list: what is read, and what is refused with which words."""

import shutil
from pathlib import Path

import pytest
from grading.roster import RosterError, import_roster, main, read_roster
from nbgrader.api import Gradebook


def test_headings_of_canvas_and_moodle_are_known() -> None:
    assert list(
        read_roster(["\ufeffUsername;First name;Surname;Email address", 's1;Ada;"Love; lace";a@example.org'])
    ) == [{"id": "s1", "first_name": "Ada", "last_name": "Love; lace", "email": "a@example.org"}]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([], "No column of ids"),
        (["name", "Ada"], "No column of ids"),
        (["id", "s1", "s1"], "'s1' stands there twice"),
        (["id,first_name", "s1,Ada", ",Grace"], "Line 3: the id is empty"),
        (["id", "../gradebook"], "may hold letters, digits"),
        (["id", ".."], "may hold letters, digits"),
        (["id", "-rf"], "must begin with a letter"),
        (["id", "x" * 101], "at most 100 characters"),
    ],
)
def test_refused(lines: list[str], words: str) -> None:
    with pytest.raises(RosterError, match=words):
        list(read_roster(lines))


@pytest.fixture
def address(tmp_path: Path, gradebook: Path) -> str:
    return f"sqlite:///{shutil.copy(gradebook, tmp_path)}"


def test_a_second_import_changes_and_removes_nobody(tmp_path: Path, address: str) -> None:
    path = tmp_path / "class.csv"
    with Gradebook(address) as gradebook:
        path.write_text("id,first_name\ns1,Ada\ns2,Grace\n")
        assert import_roster(path, gradebook) == 2
        path.write_text("id,first_name\ns1,Augusta\n")
        assert import_roster(path, gradebook) == 1
        assert [(s.id, s.first_name) for s in gradebook.students] == [("s1", "Augusta"), ("s2", "Grace")]


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "There is no file"), (b"id\n\xff\xfe", "is not in UTF-8"), (b"id\n..\n", "Nothing was imported")],
)
def test_the_command_says_what_is_wrong(
    tmp_path: Path,
    address: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    content: bytes | None,
    words: str,
) -> None:
    monkeypatch.setenv("MCALC_GRADEBOOK", address)
    path = tmp_path / "class.csv"
    if content is not None:
        path.write_bytes(content)
    assert main([str(path)]) == 1
    assert words in capsys.readouterr().err
