"""An authority's timestamp over the trail's head is filed, and known again when it is altered."""

from __future__ import annotations

import asyncio
import base64
import datetime
import hashlib
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyhanko.keys import load_certs_from_pemder, load_private_key_from_pemder
from pyhanko.sign.timestamps import DummyTimeStamper
from sqlalchemy import select

from archived_reports import filed
from coaverify.archive.archive import Archive
from coaverify.archive.errors import Altered, ArchiveError, NotInArchive
from coaverify.archive.tables import Entry
from coaverify.archive.timestamps import ROOTS_VARIABLE, checked, stamp
from coaverify.archive.trail import Kind, header
from postgresql_server import free_port
from timestamp_authority import NAME, Authority, authority

DIGEST = hashlib.sha256(b"an entry").hexdigest()


@pytest.fixture(scope="module")
def answering(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    with authority(tmp_path_factory.mktemp("authority") / "tsa") as one:
        yield one


@pytest.fixture(autouse=True)
def no_roots(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ROOTS_VARIABLE, raising=False)


def _entries(archive: Archive) -> list[str]:
    with archive.reading() as connection:
        return list(connection.execute(select(Entry.kind).order_by(Entry.seq)).scalars())


def test_a_token_over_the_last_entry_is_filed(archive: Archive, answering: Authority) -> None:
    filed(archive, 1)
    before = datetime.datetime.now(datetime.UTC) - datetime.timedelta(seconds=2)
    made = stamp(archive, answering.url, "first person")
    assert (made.of, made.seq) == (3, 4)
    assert made.timestamp.authority == NAME
    assert not made.timestamp.trusted
    assert before <= made.timestamp.time <= datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=2)
    with archive.reading() as connection:
        stamped = connection.execute(select(Entry.hash).where(Entry.seq == 3)).scalar_one()
        entry = connection.execute(select(Entry.kind, Entry.payload).where(Entry.seq == 4)).one()
    payload = json.loads(entry.payload)
    assert entry.kind == Kind.TIMESTAMP
    assert (payload["entry"], payload["hash"], payload["authority"]) == (3, stamped, answering.url)
    assert checked(base64.b64decode(payload["token"]), stamped) == made.timestamp


def test_openssl_alone_proves_a_filed_token(archive: Archive, answering: Authority, tmp_path: Path) -> None:
    filed(archive, 1)
    made = stamp(archive, answering.url, "first person")
    with archive.reading() as connection:
        entry = connection.execute(select(Entry.__table__).where(Entry.seq == made.of)).one()._asdict()
        payload = connection.execute(select(Entry.payload).where(Entry.seq == made.seq)).scalar_one()
    fields = {name: value for name, value in entry.items() if name not in ("hash", "signature")}
    (tmp_path / "entry.txt").write_text(header(**fields), "ascii")
    (tmp_path / "token.der").write_bytes(base64.b64decode(json.loads(payload)["token"]))
    recipe = ["openssl", "ts", "-verify", "-data", "entry.txt", "-in", "token.der", "-token_in", "-CAfile"]
    proven = subprocess.run([*recipe, answering.root], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (proven.returncode, proven.stdout.strip()) == (0, "Verification: OK"), proven.stderr
    (tmp_path / "entry.txt").write_text(header(**{**fields, "by": "somebody else"}), "ascii")
    assert subprocess.run([*recipe, answering.root], cwd=tmp_path, capture_output=True, check=False).returncode


def test_a_token_that_openssl_made_is_read(answering: Authority) -> None:
    assert checked(answering.token_over(DIGEST), DIGEST).authority == NAME


def test_a_token_over_another_hash_is_altered(answering: Authority) -> None:
    token = answering.token_over(DIGEST)
    with pytest.raises(Altered, match="something else"):
        checked(token, hashlib.sha256(b"another entry").hexdigest())


def test_every_altered_part_of_a_token_is_found(answering: Authority) -> None:
    token = bytearray(answering.token_over(DIGEST))
    meant = checked(bytes(token), DIGEST)
    said = []
    for place in range(0, len(token), 31):
        altered = token.copy()
        altered[place] ^= 0x01
        try:
            said.append(checked(bytes(altered), DIGEST))
        except Altered:
            continue
    assert [one.time for one in said] == [meant.time] * len(said)  # what is not signed may change, and says nothing


def test_an_authority_that_leads_to_a_named_root_is_trusted(
    answering: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ROOTS_VARIABLE, str(answering.root))
    assert checked(answering.token_over(DIGEST), DIGEST).trusted


def test_an_authority_of_another_root_is_refused(
    answering: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with authority(tmp_path / "other") as other:
        monkeypatch.setenv(ROOTS_VARIABLE, str(other.root))
    with pytest.raises(Altered, match="root that you trust"):
        checked(answering.token_over(DIGEST), DIGEST)


def test_roots_that_cannot_be_read_are_said(answering: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ROOTS_VARIABLE, str(answering.folder / "nothing.pem"))
    with pytest.raises(ArchiveError, match=r"nothing\.pem cannot be read"):
        checked(answering.token_over(DIGEST), DIGEST)


def test_a_certificate_that_is_not_for_timestamps_is_refused(tmp_path: Path) -> None:
    with authority(tmp_path / "serving", usage="serving") as one:
        (certificate,) = load_certs_from_pemder([str(one.folder / "tsa.pem")])  # type: ignore[no-untyped-call]  # pyHanko's
        key = load_private_key_from_pemder(str(one.folder / "tsa.key"), None)
    token = asyncio.run(DummyTimeStamper(certificate, key).async_timestamp(bytes.fromhex(DIGEST), "sha256"))
    with pytest.raises(Altered, match="not made for timestamps"):
        checked(token.dump(), DIGEST)


@pytest.mark.parametrize("address", ["ftp://127.0.0.1/tsa", "/etc/hostname", "file:///etc/hostname"])
def test_only_an_address_of_the_web_is_asked(archive: Archive, address: str) -> None:
    filed(archive, 1)
    with pytest.raises(ArchiveError, match="https://"):
        stamp(archive, address, "x")


def test_an_authority_that_does_not_answer_leaves_the_archive_as_it_was(archive: Archive, answering: Authority) -> None:
    filed(archive, 1)
    for address in (f"http://127.0.0.1:{free_port()}/tsa", answering.url.replace("/tsa", "/elsewhere")):
        with pytest.raises(ArchiveError, match="no timestamp was given"):
            stamp(archive, address, "x")
    assert _entries(archive) == ["key", "document", "report"]


def test_an_empty_trail_is_not_timestamped(archive: Archive, answering: Authority) -> None:
    with pytest.raises(NotInArchive):
        stamp(archive, answering.url, "x")
