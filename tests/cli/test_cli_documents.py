"""Paths on the command line become documents."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from coaverify.cli.documents import NotOpened, find_documents

LIMIT = 1000


def names(*paths: Path) -> list[str]:
    return [found.name for found in find_documents(paths)]


def fill(folder: Path, *files: str) -> None:
    for name in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())


def zipped(path: Path, *members: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for member in members:
            archive.writestr(member, member.encode())
    return path


def test_a_folder_is_searched_with_its_subfolders_in_sorted_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, "b.pdf", "a/z.PDF", "a/scan.jpeg", "c.png")
    monkeypatch.chdir(tmp_path)
    assert names(Path()) == ["a/scan.jpeg", "a/z.PDF", "b.pdf", "c.png"]


def test_a_folder_gives_only_documents_and_nothing_hidden(tmp_path: Path) -> None:
    fill(tmp_path, "notes.txt", ".hidden.pdf", ".git/a.pdf", "report.pdf.json", "a.pdf")
    assert names(tmp_path) == [f"{tmp_path}/a.pdf"]


def test_a_file_that_is_named_is_tried_whatever_its_name(tmp_path: Path) -> None:
    fill(tmp_path, "certificate.dat")
    assert names(tmp_path / "certificate.dat") == [f"{tmp_path}/certificate.dat"]


def test_a_document_that_is_named_twice_is_checked_once(tmp_path: Path) -> None:
    fill(tmp_path, "a.pdf")
    assert names(tmp_path, tmp_path / "a.pdf") == [f"{tmp_path}/a.pdf"]


def test_several_paths_are_sorted_together(tmp_path: Path) -> None:
    fill(tmp_path, "z/a.pdf", "b/a.pdf")
    assert names(tmp_path / "z", tmp_path / "b") == [f"{tmp_path}/b/a.pdf", f"{tmp_path}/z/a.pdf"]


def test_a_zip_is_opened_and_its_documents_are_read(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "batch.zip", "b.pdf", "in/a.png", "__MACOSX/x.pdf", ".hidden.pdf", "readme.txt")
    found = find_documents([archive])
    assert [document.name for document in found] == [f"{archive}/b.pdf", f"{archive}/in/a.png"]
    assert [document.read(LIMIT) for document in found] == [b"b.pdf", b"in/a.png"]


def test_a_name_in_a_zip_cannot_lead_out_of_the_output_folder(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "evil.zip", "../../etc/a.pdf", "/b.pdf")
    places = [document.place.as_posix() for document in find_documents([archive])]
    assert places == ["b.pdf", "etc/a.pdf"]


def test_no_more_is_read_than_asked_for(tmp_path: Path) -> None:
    fill(tmp_path, "a.pdf")
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("b.pdf", bytes(5_000_000))
    assert [len(document.read(3)) for document in find_documents([tmp_path / "a.pdf", bomb])] == [3, 3]


def test_a_zip_that_is_none_is_refused_with_its_name(tmp_path: Path) -> None:
    fill(tmp_path, "broken.zip")
    with pytest.raises(NotOpened, match=r"broken\.zip: cannot be opened as a ZIP archive"):
        find_documents([tmp_path / "broken.zip"])


def test_a_damaged_member_is_refused_and_the_others_are_not(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.pdf", b"first member")
        archive.writestr("b.pdf", b"second member")
    (tmp_path / "half.zip").write_bytes(buffer.getvalue().replace(b"first member", b"FIRST member"))
    damaged, sound = find_documents([tmp_path / "half.zip"])
    with pytest.raises(NotOpened, match=r"a\.pdf"):
        damaged.read(LIMIT)
    assert sound.read(LIMIT) == b"second member"


def test_a_file_that_has_gone_is_refused_with_the_reason(tmp_path: Path) -> None:
    fill(tmp_path, "a.pdf")
    (found,) = find_documents([tmp_path])
    (tmp_path / "a.pdf").unlink()
    with pytest.raises(NotOpened, match="No such file"):
        found.read(LIMIT)
