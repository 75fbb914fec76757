"""An audit names what was altered, and nothing where nothing was."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, insert, select, text

from archive_attacker import attacking, cut, execute, names, original_of
from archived_reports import certified, document, filed, report_on
from cli_reports import evidence
from coaverify.archive.archive import Archive
from coaverify.archive.audit import audit, head_of
from coaverify.archive.errors import NotAllowed
from coaverify.archive.filing import file
from coaverify.archive.keys import Signer
from coaverify.archive.location import Location
from coaverify.archive.proof.chain import Anchor
from coaverify.archive.proof.findings import Code, Finding, Tally
from coaverify.archive.tables import FOLLOWING, Entry
from coaverify.archive.trail import Kind, Trail
from coaverify.archive.vouching import vouch
from coaverify.cli import main
from coaverify.model.fingerprint import Trait
from coaverify.report.entries import FingerprintEntry

PRINT = FingerprintEntry(trait=Trait.PEAK, digest="d" * 64, evidence=evidence("11.2 1234567"))
SHA = "c6d24ac7c39bbd2a4ab4cb9e35b30b7a5d1ea2e80b2ba1c1f1a1c7d3dd9bd1a5"


def audited(archive: Archive, *heads: Anchor, keys: tuple[str, ...] = ()) -> tuple[list[Finding], Tally]:
    found: list[Finding] = []
    tally = audit(archive, found.append, heads=heads, keys=keys)
    return found, tally


def codes(archive: Archive, *heads: Anchor, keys: tuple[str, ...] = ()) -> list[Code]:
    return [one.code for one in audited(archive, *heads, keys=keys)[0]]


@pytest.fixture
def filled(archive: Archive) -> Archive:
    """Key 1; documents 2, 4, 6; reports 3, 5, 7."""
    for number in range(3):
        filed(archive, number, certified(lot=f"L-{number}").model_copy(update={"fingerprints": (PRINT,)}))
    return archive


def delete(archive: Archive, number: int, *, tombstone: bool = True) -> str:
    """Delete a document as the rules want it."""
    with archive.adding("x") as trail:
        found = trail.connection.execute(select(Entry.document).where(Entry.seq == number)).scalar_one()
        assert found
        trail.add(Kind.DELETION, {"sha256": found, "why": "test"}, document=found)
        reports = f"SELECT seq FROM report WHERE document = '{found}'"
        for model in FOLLOWING:
            table = model.__tablename__
            which = {"document": f"sha256 = '{found}'", "report": f"document = '{found}'"}
            trail.connection.execute(text(f"DELETE FROM {table} WHERE {which.get(table, f'report IN ({reports})')}"))
    archive.originals.remove(found)
    return found


def test_an_archive_that_nobody_touched_is_clean(filled: Archive) -> None:
    found, tally = audited(filled)
    assert found == []
    assert (tally.entries, tally.documents, tally.reports, tally.removed) == (7, 3, 3, 0)
    assert tally.head == head_of(filled)
    assert [key.own for key in tally.keys] == [True]


def test_an_empty_archive_is_clean(archive: Archive) -> None:
    assert audited(archive) == ([], Tally())


def test_difficult_text_is_no_alteration(archive: Archive) -> None:
    lot = "a\x00b\udc80c\U0001f9ea\ufffe0000 ε\\u0000"
    data = document(1)
    file(archive, report_on(data, certified(lot=lot), name=lot), data, lot)
    assert codes(archive) == []


def test_a_deletion_by_the_rules_is_clean_and_counted(filled: Archive) -> None:
    delete(filled, 4)
    found, tally = audited(filled)
    assert found == []
    assert (tally.documents, tally.reports, tally.removed) == (2, 2, 1)


def test_a_document_that_comes_again_after_its_deletion_is_clean(filled: Archive) -> None:
    delete(filled, 4)
    filed(filled, 1)
    assert codes(filled) == []


def test_an_original_that_outlived_its_deletion_is_noted(filled: Archive) -> None:
    sha256 = delete(filled, 4)
    filled.originals.put(document(1))
    (finding,) = audited(filled)[0]
    assert (finding.code, finding.subject, finding.is_note) == (Code.ORIGINAL_STRAY, f"original {sha256}", True)


def test_what_an_interrupted_filing_left_is_noted(filled: Archive) -> None:
    stray = filled.originals.put(b"never filed")
    Path(filled.location.originals, stray[:2], f"{stray}.0a1b.part").write_bytes(b"half")
    found = audited(filled)[0]
    assert [one.code for one in found] == [Code.ORIGINAL_STRAY] * 2
    assert any(stray in one.subject for one in found)


CHANGES = [
    ("UPDATE entry SET at = '2020-01-01T00:00:00.000000Z' WHERE seq = 4", "entry 4", Code.ENTRY_ALTERED),
    ("UPDATE entry SET payload = '{}' WHERE seq = 5", "entry 5", Code.ENTRY_ALTERED),
    ("UPDATE entry SET kind = 'comment' WHERE seq = 5", "entry 5", Code.ENTRY_ALTERED),
    ("UPDATE entry SET hash = 'ab' WHERE seq = 4", "entry 4", Code.ENTRY_ALTERED),
    ("UPDATE entry SET signature = 'ab' WHERE seq = 4", "entry 4", Code.NOT_SIGNED),
    ("UPDATE entry SET signature = upper(signature) WHERE seq = 4", "entry 4", Code.NOT_SIGNED),
    ("UPDATE entry SET seq = 40 WHERE seq = 4", "entry 4", Code.NUMBER_MISSING),
    ("DELETE FROM entry WHERE seq = 4", "entry 4", Code.NUMBER_MISSING),
    ("UPDATE document SET name = 'b.pdf' WHERE seq = 4", "document", Code.ROWS_ALTERED),
    ("DELETE FROM document WHERE seq = 4", "document", Code.ROWS_MISSING),
    ("UPDATE report SET verdict = 'fail' WHERE seq = 5", "report 5", Code.ROWS_ALTERED),
    ("UPDATE report SET filed_at = 'x' WHERE seq = 5", "report 5", Code.ROWS_ALTERED),
    ("UPDATE report SET follows = 3 WHERE seq = 5", "report 5", Code.ROWS_ALTERED),
    ("DELETE FROM report WHERE seq = 5", "report 5", Code.ROWS_MISSING),
    ("UPDATE report_content SET content = replace(content, '99.30', '99.90') WHERE report = 5", "report 5",
     Code.ROWS_ALTERED),
    ("UPDATE certificate SET lot_number = 'L-9' WHERE report = 5", "report 5", Code.ROWS_ALTERED),
    ("UPDATE certificate SET hplc_purity = NULL WHERE report = 5", "report 5", Code.ROWS_ALTERED),
    ("DELETE FROM certificate WHERE report = 5", "report 5", Code.ROWS_MISSING),
    ("UPDATE trait SET sketch = 'x' WHERE report = 5", "report 5", Code.ROWS_ALTERED),
    ("UPDATE trait SET trait = 'unheard of' WHERE report = 5", "report 5", Code.ROWS_ALTERED),
    ("DELETE FROM trait WHERE report = 5", "report 5", Code.ROWS_MISSING),
    ("UPDATE search_text SET text = 'x' WHERE report = 5", "report 5", Code.ROWS_ALTERED),
    ("DELETE FROM search_text WHERE report = 5", "report 5", Code.ROWS_MISSING),
    ("INSERT INTO certificate(report, number, verdict) VALUES (5, 1, 'pass')", "report 5", Code.ROWS_ALTERED),
    ("INSERT INTO certificate(report, number, verdict) VALUES (4, 0, 'pass')", "report 4", Code.ROWS_STRAY),
    ("INSERT INTO report_content VALUES (900, '{}')", "report 900", Code.ROWS_STRAY),
    (f"INSERT INTO document VALUES ('{SHA}', 900, 1, 'x', 'x')", SHA, Code.ROWS_STRAY),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "subject", "code"), CHANGES, ids=lambda one: str(one)[:60])
def test_what_was_changed_in_the_database_is_named(filled: Archive, statement: str, subject: str, code: Code) -> None:
    execute(filled.location, statement)
    found, tally = audited(filled)
    assert code in [one.code for one in found if subject in one.subject]
    assert tally.findings


def test_the_column_and_the_lot_are_named(filled: Archive) -> None:
    execute(filled.location, "UPDATE certificate SET hplc_purity = 99.9 WHERE report = 5")
    (finding,) = audited(filled)[0]
    assert "Report 5 (1.pdf, lot L-1)" in finding.message
    assert "hplc_purity of certificate 1" in finding.message


def test_the_entry_s_field_is_named_where_it_can_be_told(filled: Archive) -> None:
    execute(filled.location, "UPDATE entry SET kind = 'comment' WHERE seq = 5")
    assert any("it was report" in one.message for one in audited(filled)[0])


def test_all_is_told_and_not_only_the_first(filled: Archive) -> None:
    execute(filled.location, "UPDATE certificate SET form = 'acetate'", "UPDATE entry SET \"by\" = 'y' WHERE seq > 5")
    found = audited(filled)[0]
    for subject in ("report 3", "report 5", "report 7", "entry 6", "entry 7"):
        assert names(found, subject)


def test_altered_cut_and_lost_originals_are_named(filled: Archive) -> None:
    sha256s = sorted(name for name in filled.originals.names())
    paths = [original_of(filled.location, name) for name in sha256s]
    paths[0].write_bytes(paths[0].read_bytes()[:-1])
    paths[1].write_bytes(b"other")
    paths[2].unlink()
    found = audited(filled)[0]
    expected = [Code.ORIGINAL_ALTERED, Code.ORIGINAL_ALTERED, Code.ORIGINAL_MISSING]
    told = {one.subject: one.code for one in found}
    assert told == {f"original {name}": code for name, code in zip(sha256s, expected, strict=True)}


def test_rows_that_stayed_after_a_deletion_are_named(filled: Archive) -> None:
    with attacking(filled.location) as connection:
        kept = connection.exec_driver_sql("SELECT * FROM search_text WHERE report = 5").one()
    delete(filled, 4)
    with attacking(filled.location) as connection:
        words = {"report": kept[0], "words": kept[1]}
        connection.execute(text("INSERT INTO search_text VALUES (:report, :words)"), words)
    assert Code.NOT_REMOVED in codes(filled)


def foreign(archive: Archive, connection: Connection) -> Trail:
    return Trail(connection, Signer(Ed25519PrivateKey.generate()), "somebody")


def test_a_well_formed_entry_by_a_foreign_key_is_named(filled: Archive) -> None:
    with attacking(filled.location) as connection:
        trail = foreign(filled, connection)
        trail.introduce(trail.signer.public_pem)
        trail.add(Kind.COMMENT, {"words": "fine"}, report=5)
    (finding,) = audited(filled)[0]
    assert (finding.code, finding.subject) == (Code.KEY_UNKNOWN, "entries 8 to 9")


def test_a_foreign_key_cannot_vouch_for_itself_through_another(filled: Archive) -> None:
    with attacking(filled.location) as connection:
        trail = foreign(filled, connection)
        trail.introduce(trail.signer.public_pem)
        other = foreign(filled, connection)
        trail.introduce(other.signer.public_pem)
        other.add(Kind.COMMENT, {"words": "fine"}, report=5)
    assert codes(filled) == [Code.KEY_UNKNOWN, Code.KEY_UNKNOWN]


def test_a_trail_written_anew_with_a_foreign_key_is_named(filled: Archive, location: Location) -> None:
    with attacking(location) as connection:
        cut(connection, 1)
        trail = foreign(filled, connection)
        trail.introduce(trail.signer.public_pem)
    found = [one for one in audited(filled)[0] if not one.is_note]
    assert [one.code for one in found] == [Code.KEY_UNKNOWN]


def test_a_colleague_s_key_counts_once_it_is_vouched_for(
    filled: Archive, location: Location, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COAVERIFY_SIGNING_KEY", str(tmp_path / "second-key.pem"))
    with Archive(location) as second:
        filed(second, 7)
        pem = second.signer().public_pem
    monkeypatch.setenv("COAVERIFY_SIGNING_KEY", str(tmp_path / "signing-key.pem"))
    assert codes(filled) == [Code.KEY_UNKNOWN]
    assert codes(filled, keys=(pem, filled.signer().public_pem)) == []
    vouch(filled, pem, "x")
    assert codes(filled) == []
    assert "vouched for by key" in str(audited(filled)[1].keys[1].vouched)
    with pytest.raises(NotAllowed):
        vouch(filled, filled.signer().public_pem, "x")
    with pytest.raises(NotAllowed):
        vouch(filled, "no key", "x")


def test_without_a_key_of_one_s_own_the_first_is_taken_on_trust(
    filled: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COAVERIFY_SIGNING_KEY", str(tmp_path / "nothing-here.pem"))
    assert codes(filled) == [Code.KEY_TAKEN_ON_TRUST]
    assert not (tmp_path / "nothing-here.pem").exists()


def test_a_cut_tail_is_found_against_a_noted_head(filled: Archive, location: Location) -> None:
    head = head_of(filled)
    assert head
    with attacking(location) as connection:
        for sha256 in cut(connection, 6):
            original_of(location, sha256).unlink()
    assert codes(filled) == []
    (finding,) = audited(filled, Anchor(head.hash, "a printed page", head.seq))[0]
    assert finding.code == Code.HEAD_MISSING
    assert "ends with entry 5" in finding.message


def test_a_head_that_was_noted_earlier_is_still_in_the_trail(filled: Archive) -> None:
    head = head_of(filled)
    assert head
    filed(filled, 9)
    assert codes(filled, Anchor(head.hash, "a printed page")) == []


def test_an_entry_that_a_time_stamp_is_over_has_to_be_there(filled: Archive) -> None:
    with filled.adding("x") as trail:
        token = base64.b64encode(b"no token").decode()
        trail.add(Kind.TIMESTAMP, {"entry": 7, "hash": "f" * 64, "token": token})
    assert Code.HEAD_MISSING in codes(filled)


@pytest.mark.parametrize("table", ["entry", "certificate"])
def test_a_trigger_that_is_gone_is_named(filled: Archive, location: Location, table: str) -> None:
    sqlite = location.folder is not None
    with filled.locked() as connection:
        connection.execute(text(f"DROP TRIGGER {table}_unchanged" + ("" if sqlite else f" ON {table}")))
    (finding,) = audited(filled)[0]
    assert (finding.code, finding.subject) == (Code.UNPROTECTED, f"trigger {table}_unchanged")


@pytest.fixture
def sqlite(filled: Archive) -> Archive:
    if filled.location.folder is None:
        pytest.skip("of SQLite only")
    return filled


def test_a_word_that_is_missing_from_the_index_is_named(sqlite: Archive) -> None:
    execute(
        sqlite.location,
        "INSERT INTO search_words(search_words, rowid, text) SELECT 'delete', report, text FROM search_text "
        "WHERE report = 5",
    )
    (finding,) = audited(sqlite)[0]
    assert (finding.code, finding.subject) == (Code.WORDS_ALTERED, "words of report 5")


@pytest.mark.parametrize("value", ["x'ff00'", "CAST(x'ff41' AS TEXT)", "12.5"])
@pytest.mark.parametrize(
    ("table", "column"),
    [("entry", "payload"), ("entry", '"by"'), ("report", "name"), ("certificate", "lot_number"),
     ("report_content", "content")],
)  # fmt: skip
def test_what_is_no_text_any_more_is_named_and_stops_nothing(
    sqlite: Archive, table: str, column: str, value: str
) -> None:
    key = "report" if table in ("certificate", "report_content") else "seq"
    execute(sqlite.location, f"UPDATE {table} SET {column} = {value} WHERE {key} = 5",
            "UPDATE trait SET sketch = 'x' WHERE report = 7")  # fmt: skip
    found = audited(sqlite)[0]
    assert names(found, "entry 5" if table == "entry" else "report 5")
    assert names(found, "report 7")


def test_another_spelling_of_an_escape_is_an_alteration(sqlite: Archive) -> None:
    execute(sqlite.location, "UPDATE certificate SET lot_key = 'l\ufffe0031' WHERE report = 5")
    assert names(audited(sqlite)[0], "report 5")


def test_an_audit_beside_a_filing_sees_one_state(location: Location) -> None:
    with Archive(location) as archive, Archive(location) as other:
        filed(archive, 1)

        def more(_finding: Finding) -> None:
            raise AssertionError

        with archive.reading() as connection:
            before = connection.execute(select(Entry.seq)).scalars().all()
            filed(other, 2)
            assert connection.execute(select(Entry.seq)).scalars().all() == before
        assert audit(archive, more).entries == 5


def test_the_command_ends_with_the_code_for_what_it_found(filled: Archive, location: Location, tmp_path: Path) -> None:
    place = ["--archive", location.database.replace("sqlite:///", "").removesuffix("/archive.db"),
             "--originals", location.originals]  # fmt: skip
    place[1] = place[1].replace("+psycopg", "")
    head = CliRunner().invoke(main, ["archive", "head", *place])
    assert head.exit_code == 0
    kept = tmp_path / "head.json"
    kept.write_text(head.output, encoding="utf-8")
    clean = CliRunner().invoke(main, ["archive", "audit", *place, "--head", str(kept)])
    assert clean.exit_code == 0, clean.output
    assert "Nothing altered" in clean.output
    execute(location, "UPDATE certificate SET form = 'acetate' WHERE report = 5")
    found = CliRunner().invoke(main, ["archive", "audit", *place, "--format", "json"])
    assert found.exit_code == 14
    assert [one["subject"] for one in json.loads(found.output)["found"]] == ["report 5"]
    unknown = CliRunner().invoke(main, ["archive", "audit", *place, "--head", "nonsense"])
    assert unknown.exit_code == 2


def test_statements_insert_nothing_unsigned(filled: Archive) -> None:
    """What the attacker's entry looks like without any key."""
    with attacking(filled.location) as connection:
        last = connection.execute(select(Entry.__table__).order_by(Entry.seq.desc()).limit(1)).one()._asdict()
        row = last | {"seq": 8, "prev": last["hash"], "hash": "e" * 64}
        connection.execute(insert(Entry).values(**row))
    assert names(audited(filled)[0], "entry 8")
