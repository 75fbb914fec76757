"""Originals in a bucket: a real server that speaks S3, and other stores that fsspec opens."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from archived_reports import certified, document, report_on
from coaverify.archive.archive import Archive
from coaverify.archive.errors import Altered, ArchiveError, NotInArchive
from coaverify.archive.filing import file
from coaverify.archive.folder import FolderOfOriginals
from coaverify.archive.location import located
from coaverify.archive.originals import Originals
from coaverify.archive.shelf import filed_report
from coaverify.archive.storage import originals_at
from s3_server import Bucket, serving

HELLO = hashlib.sha256(b"hello").hexdigest()
NOWHERE = "0" * 64


@pytest.fixture(scope="module")
def server() -> Iterator[Bucket]:
    with serving() as bucket:
        yield bucket


@pytest.fixture
def bucket(server: Bucket, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    return server


@pytest.fixture(params=["s3", "s3a", "memory", "file", "folder"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Originals:
    if request.param.startswith("s3"):
        request.getfixturevalue("bucket")
        return originals_at(f"{request.param}://originals/{tmp_path.name}")
    return originals_at({
        "memory": f"memory://{tmp_path.name}/kept", "file": f"file://{tmp_path}/kept", "folder": f"{tmp_path}/kept",
    }[request.param])  # fmt: skip


def test_what_was_put_is_got_and_named_until_it_is_removed(store: Originals) -> None:
    assert list(store.names()) == []
    assert store.put(b"hello") == store.put(b"hello") == HELLO
    other = store.put(b"\x00" * 70_000)
    assert store.get(HELLO) == b"hello"
    assert sorted(store.names()) == sorted([HELLO, other])
    store.remove(HELLO)
    store.remove(HELLO)
    assert list(store.names()) == [other]
    with pytest.raises(NotInArchive, match=HELLO):
        store.get(HELLO)


def test_what_is_no_sha256_is_no_name_of_an_original(store: Originals) -> None:
    with pytest.raises(ArchiveError, match="no SHA-256"):
        store.get("../secret")


def test_an_object_that_was_altered_is_refused_and_put_right_by_the_original(bucket: Bucket) -> None:
    store = originals_at("s3://originals/altered")
    store.put(b"hello")
    stored = bucket.folder / "altered" / HELLO[:2] / HELLO
    assert stored.read_bytes() == b"hello"
    stored.write_bytes(b"hullo")
    with pytest.raises(Altered, match=HELLO):
        store.get(HELLO)
    store.put(b"hello")
    assert store.get(HELLO) == b"hello"


def test_a_strange_object_is_named_by_its_path(bucket: Bucket) -> None:
    store = originals_at("s3://originals/strange")
    store.put(b"hello")
    for place in ("notes.txt", f"ff/{HELLO}"):
        path = bucket.folder / "strange" / place
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    assert sorted(store.names()) == sorted([HELLO, "notes.txt", f"ff/{HELLO}"])


@pytest.mark.usefixtures("bucket")
@pytest.mark.parametrize("what", ["put", "get", "names", "remove"])
def test_a_bucket_that_is_not_there_is_no_missing_original(what: str) -> None:
    store = originals_at("s3://elsewhere/prefix")
    with pytest.raises(ArchiveError, match="no such bucket") as told:
        _do(store, what)
    assert not isinstance(told.value, NotInArchive)


@pytest.mark.usefixtures("bucket")
@pytest.mark.parametrize("what", ["put", "get", "names", "remove"])
def test_a_wrong_password_is_told_with_where_it_comes_from(monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "another")
    store = originals_at("s3://originals/refused")
    with pytest.raises(ArchiveError, match=r"refuses \(SignatureDoesNotMatch\).*AWS_SECRET_ACCESS_KEY"):
        _do(store, what)


def test_a_store_that_does_not_answer_fails_the_filing_and_leaves_the_archive_as_it_was(tmp_path: Path) -> None:
    with serving() as own, pytest.MonkeyPatch.context() as patched:
        for name, value in own.environment.items():
            patched.setenv(name, value)
        with Archive(located(str(tmp_path / "archive"), "s3://originals/2026")) as archive:
            data = document(1)
            first = file(archive, report_on(data, certified()), data, "x").seq
            own.stop()
            with pytest.raises(ArchiveError, match=r"does not answer.*AWS_ENDPOINT_URL"):
                file(archive, report_on(document(2), certified()), document(2), "x")
            own.start()
            assert file(archive, report_on(document(2), certified()), document(2), "x").is_new
            sha256 = filed_report(archive, first).document.sha256
            assert archive.originals.get(sha256) == data
        assert len([path for path in own.folder.rglob("*") if path.is_file()]) == 2


def test_a_password_in_the_url_is_refused_and_not_repeated() -> None:
    with pytest.raises(ArchiveError, match="No password") as told:
        originals_at("s3://me:secret@originals/prefix")
    assert "secret" not in str(told.value)


def test_a_store_of_no_known_kind_is_refused() -> None:
    with pytest.raises(ArchiveError, match="nosuch"):
        originals_at("nosuch://originals")


def test_a_folder_by_its_url_is_a_folder_whose_files_are_forced_to_the_disk(tmp_path: Path) -> None:
    for place in (str(tmp_path), f"file://{tmp_path}"):
        assert isinstance(originals_at(place), FolderOfOriginals)


def _do(store: Originals, what: str) -> None:
    if what == "put":
        store.put(b"hello")
    elif what == "names":
        list(store.names())
    elif what == "get":
        store.get(NOWHERE)
    else:
        store.remove(NOWHERE)
