"""Uploads from a learning platform: each finds its student, whatever the student has called the file."""

import shutil
import zipfile
from pathlib import Path, PurePosixPath

import pytest
from grading import uploads
from grading.intake import LARGEST
from grading.uploads import KNOWN, LATER, NEW, ClassList, UploadError, main, take
from nbgrader.api import Gradebook, Student

NAME = "homework"
STUDENTS = ClassList(
    [
        Student(id="s1", first_name="Ada", last_name="Example", lms_user_id="1001"),
        Student(id="s1_b", first_name="Grace", last_name="Sample", lms_user_id="1002"),
        Student(id="s3", first_name="Alan", last_name="Twin"),
        Student(id="s4", first_name="Alan", last_name="Twin"),
        Student(id="s5"),
    ]
)


@pytest.mark.parametrize(
    ("path", "student"),
    [
        ("s1_homework.ipynb", "s1"),
        ("s1.ipynb", "s1"),
        ("s1/anything.ipynb", "s1"),
        ("s1_b_homework.ipynb", "s1_b"),  # the longer id
        ("s12_homework.ipynb", None),
        ("Ada Example_77_assignsubmission_file/homework.ipynb", "s1"),  # Moodle, in folders and flat
        ("GRACE  Sample_78_assignsubmission_file_homework.ipynb", "s1_b"),
        ("Example Ada_77_assignsubmission_file/s3_homework.ipynb", "s1"),  # the folder is the platform's
        ("Stranger One_99_assignsubmission_file/s3_homework.ipynb", None),
        ("Alan Twin_79_assignsubmission_file/homework.ipynb", None),  # two of that name
        ("exampleada_1001_55001_homework.ipynb", "s1"),  # Canvas
        ("samplegrace_LATE_1002_55002_homework-2.ipynb", "s1_b"),
        ("stranger_1003_55003_homework.ipynb", None),
        ("../s1_homework.ipynb", None),
    ],
)
def test_whose_it_is(path: str, student: str | None) -> None:
    assert STUDENTS.whose(PurePosixPath(path)) == student


def archive(path: Path, *entries: tuple[str, str, int]) -> Path:
    """Write an archive: names, contents, and the minutes at which they were handed in."""
    with zipfile.ZipFile(path, "w") as file:
        for name, content, minute in entries:
            file.writestr(zipfile.ZipInfo(name, (2026, 3, 1, 12, minute, 0)), content)
    return path


def handed_in(root: Path, student: str) -> str:
    return (root / "submitted" / student / NAME / f"{NAME}.ipynb").read_text()


def test_an_archive_and_a_later_one(tmp_path: Path) -> None:
    first = archive(
        tmp_path / "1.zip", ("s1_a.ipynb", "old", 1), ("s1_b.ipynb", "new", 2), ("photo.png", "x", 1)
    )
    assert take(NAME, uploads.uploads(first), ClassList([Student(id="s1")]), tmp_path) == {"s1": NEW}
    assert handed_in(tmp_path, "s1") == "new"
    (tmp_path / "submitted" / "s1" / NAME / "of the grading").touch()

    again = archive(
        tmp_path / "2.zip", ("s1_b.ipynb", "new", 2), ("s5.ipynb", "five", 3), ("x.ipynb", "?", 1)
    )
    assert take(NAME, uploads.uploads(again), STUDENTS, tmp_path) == {
        "s1_b": NEW,
        "s5": NEW,
        "'x.ipynb'": "",
    }
    later = archive(tmp_path / "3.zip", ("s1.ipynb", "newer", 4), ("s5.ipynb", "five", 3))
    assert take(NAME, uploads.uploads(later), STUDENTS, tmp_path) == {"s1": LATER, "s5": KNOWN}
    assert handed_in(tmp_path, "s1") == "newer"
    assert [path.name for path in sorted((tmp_path / "submitted" / "s1" / NAME).iterdir())] == [
        f"{NAME}.ipynb",
        "timestamp.txt",
    ]


def test_hostile_archives(tmp_path: Path) -> None:
    """A path that leads out is nobody's, a bomb is not unpacked, a damaged entry is graded as empty."""
    path = archive(tmp_path / "1.zip", ("../../s1_evil.ipynb", "x", 1), ("s5.ipynb", "damaged entry", 1))
    path.write_bytes(path.read_bytes().replace(b"damaged entry", b"damaged-entry"))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("s1_bomb.ipynb", b"0" * (LARGEST + 1000))
    found = {upload.path.name: upload for upload in uploads.uploads(path)}
    assert found["s5.ipynb"].data == b""
    assert len(found["s1_bomb.ipynb"].data) == LARGEST + 1
    outcome = take(NAME, found.values(), STUDENTS, tmp_path / "course")
    assert outcome == {"s1": NEW, "s5": NEW, "'../../s1_evil.ipynb'": ""}
    assert {path.name for path in tmp_path.iterdir()} == {"1.zip", "course"}


def test_a_folder_and_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "downloads"
    (folder / "s1").mkdir(parents=True)
    (folder / "s1" / "mine.ipynb").write_text("one")
    (folder / "s5_mine.ipynb").write_text("five")
    assert set(take(NAME, uploads.uploads(folder), STUDENTS, tmp_path)) == {"s1", "s5"}
    assert set(take(NAME, uploads.uploads(folder / "s5_mine.ipynb"), STUDENTS, tmp_path)) == {"s5"}
    with pytest.raises(UploadError, match="There is no file"):
        list(uploads.uploads(tmp_path / "nothing.zip"))


def test_the_command(
    tmp_path: Path, gradebook: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    address = f"sqlite:///{shutil.copy(gradebook, tmp_path)}"
    monkeypatch.setenv("MCALC_GRADEBOOK", address)
    monkeypatch.setattr(uploads, "ROOT", tmp_path)
    with Gradebook(address) as book:
        book.update_or_create_student("s1")
        book.update_or_create_student("s2")
    file = archive(tmp_path / "1.zip", ("s1.ipynb", "one", 1))
    with pytest.raises(SystemExit, match="2"):
        main([NAME, str(file)])
    assert "nbgrader generate_assignment homework" in capsys.readouterr().err
    (tmp_path / "release" / NAME).mkdir(parents=True)
    (tmp_path / "release" / NAME / f"{NAME}.ipynb").touch()

    assert main([NAME, str(file)]) == 0
    assert capsys.readouterr().out == ("1 new, 0 handed in anew, 0 known already.\nNothing yet from s2.\n")
    stranger = archive(tmp_path / "2.zip", ("x.ipynb", "?", 1))
    assert main([NAME, str(stranger)]) == 1
    assert "Nobody in the class list fits 'x.ipynb': put ID_ before the name" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="2"):
        main([NAME, str(tmp_path / "missing.zip")])
    assert "There is no file" in capsys.readouterr().err
