"""A bundle proves itself, with coaverify and without, and an archive can be made from it again."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from archive_attacker import execute, names
from archived_reports import certified, document, filed
from cli_reports import evidence
from coaverify.archive.archive import Archive
from coaverify.archive.audit import audit, entries, head_of
from coaverify.archive.bundles.export import export
from coaverify.archive.bundles.proof import audit_bundle
from coaverify.archive.bundles.restoring import restore
from coaverify.archive.bundles.selection import Selection
from coaverify.archive.errors import Altered, ArchiveError, NotAllowed, NotInArchive
from coaverify.archive.filing import note_name
from coaverify.archive.keys import Signer
from coaverify.archive.location import Location, located
from coaverify.archive.proof.chain import Anchor
from coaverify.archive.proof.findings import Code, Finding
from coaverify.archive.shelf import filed_report
from coaverify.archive.tables import TraitRow
from coaverify.archive.trail import Kind
from coaverify.cli import main
from coaverify.model.fingerprint import Trait
from coaverify.report.entries import FingerprintEntry

PRINT = FingerprintEntry(trait=Trait.PEAK, digest="d" * 64, evidence=evidence("11.2 1234567"))
DIFFICULT = "a\x00b\udc80c\U0001f9ea\ufffe0000 ε\\u0000"


@pytest.fixture
def filled(archive: Archive) -> Archive:
    """Key 1; documents 2, 4, 6; reports 3, 5, 7; another name 8."""
    for number in range(3):
        certificate = certified(lot=f"L-{number}", vendor=DIFFICULT)
        filed(archive, number, certificate.model_copy(update={"fingerprints": (PRINT, PRINT)}), by='O\'Neil "prev":"')
    note_name(archive, hashlib.sha256(document(1)).hexdigest(), DIFFICULT, "x")
    return archive


def audited(path: Path, *heads: Anchor, keys: tuple[str, ...] = ()) -> list[Finding]:
    found: list[Finding] = []
    audit_bundle(path, found.append, heads=heads, keys=keys)
    return found


def recipe(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The recipe in an environment that holds nothing."""
    command = ["/usr/bin/env", "-i", "PATH=/usr/bin:/bin", "sh", "prove.sh", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", ["bundle", "bundle.zip"])
def test_a_bundle_of_the_whole_archive_is_clean(filled: Archive, tmp_path: Path, name: str) -> None:
    head = head_of(filled)
    done = export(filled, tmp_path / name)
    assert head
    assert (done.entries, done.documents, done.reports, done.head) == (8, 3, 3, head.hash)
    found: list[Finding] = []
    tally = audit_bundle(tmp_path / name, found.append, heads=[Anchor(head.hash, "a page")])
    assert found == []
    assert (tally.entries, tally.documents, tally.reports, tally.withheld) == (8, 3, 3, 0)
    assert tally.head == head


def test_the_same_archive_gives_the_same_file(filled: Archive, tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        export(filled, tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_the_recipe_proves_a_bundle_in_an_empty_environment(filled: Archive, tmp_path: Path) -> None:
    export(filled, tmp_path / "whole")
    export(filled, tmp_path / "some.zip", Selection(lots=("L 1",)))
    with zipfile.ZipFile(tmp_path / "some.zip") as file:
        file.extractall(tmp_path / "some")
    for folder, count in (("whole", 3), ("some", 1)):
        done = recipe(tmp_path / folder)
        assert done.returncode == 0, done.stderr
        assert f"{count} originals, {count} reports" in done.stdout
    head, key = head_of(filled), filled.signer()
    assert head
    assert recipe(tmp_path / "whole", head.hash, key.id).returncode == 0
    assert recipe(tmp_path / "whole", "e" * 64).returncode == 1
    assert recipe(tmp_path / "whole", head.hash, "e" * 16).returncode == 1
    (tmp_path / "noted.pem").write_text(key.public_pem, encoding="ascii")
    assert recipe(tmp_path / "whole", head.hash, "../noted.pem").returncode == 0


def test_the_recipe_writes_nowhere_but_into_a_folder_of_its_own(filled: Archive, tmp_path: Path) -> None:
    export(filled, tmp_path / "bundle")
    with (tmp_path / "bundle" / "payloads.jsonl").open("a", encoding="ascii") as file:
        file.write(f"../../../../../../../../../../..{tmp_path}/planted words\n")
    sign_anew(tmp_path / "bundle", filled.signer())
    assert recipe(tmp_path / "bundle").returncode == 1
    assert not (tmp_path / "planted").exists()


def change(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def every_file(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_every_file_that_is_changed_lost_or_added_is_found_by_both(filled: Archive, tmp_path: Path) -> None:
    export(filled, tmp_path / "bundle")
    for path in every_file(tmp_path / "bundle"):
        name = path.relative_to(tmp_path / "bundle").as_posix()
        for alter in (change, Path.unlink):
            shutil.rmtree(tmp_path / "copy", ignore_errors=True)
            shutil.copytree(tmp_path / "bundle", tmp_path / "copy")
            alter(tmp_path / "copy" / name)
            if name != "prove.sh":
                assert recipe(tmp_path / "copy").returncode != 0, (name, alter)
            if name == "manifest.sha256" and alter is not change:
                with pytest.raises(NotInArchive):
                    audited(tmp_path / "copy")
                continue
            found = audited(tmp_path / "copy")
            subject = "manifest" if name.startswith("manifest") else f"file {name}"
            assert names(found, subject), (name, alter, found)
    (tmp_path / "bundle" / "originals" / "more").write_bytes(b"more")
    assert recipe(tmp_path / "bundle").returncode == 1
    assert [one.code for one in audited(tmp_path / "bundle")] == [Code.FILE_STRAY]


def sign_anew(folder: Path, signer: Signer) -> None:
    """What somebody does who wants an alteration to go with the manifest."""
    listed = [one for one in every_file(folder) if not one.name.startswith("manifest.")]
    lines = [
        f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.relative_to(folder).as_posix()}\n" for one in listed
    ]
    (folder / "manifest.sha256").write_text("".join(lines), encoding="ascii")
    (folder / "manifest.sig").write_bytes(bytes.fromhex(signer.sign("".join(lines))))


def rewritten(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="ascii")
    assert old in text
    path.write_text(text.replace(old, new), encoding="ascii")


def a_report(folder: Path) -> None:
    rewritten(folder, "reports/5.json", "99.30", "99.90")


def an_original(folder: Path) -> None:
    (folder / "originals" / hashlib.sha256(document(1)).hexdigest()).write_bytes(b"other")


def an_original_lost(folder: Path) -> None:
    (folder / "originals" / hashlib.sha256(document(1)).hexdigest()).unlink()


def what_is_recorded(folder: Path) -> None:
    rewritten(folder, "payloads.jsonl", '"verdict":"pass"', '"verdict":"fail"')


def recorded_lines_lost(folder: Path) -> None:
    lines = (folder / "payloads.jsonl").read_text(encoding="ascii").splitlines(keepends=True)
    (folder / "payloads.jsonl").write_text("".join(lines[:-1]), encoding="ascii")


def an_author(folder: Path) -> None:
    rewritten(folder, "trail.jsonl", "O'Neil", "Nobody")


def the_tail_cut(folder: Path) -> None:
    for name in ("trail.jsonl", "signatures.txt", "payloads.jsonl"):
        lines = (folder / name).read_text(encoding="ascii").splitlines(keepends=True)
        (folder / name).write_text("".join(lines[:-1]), encoding="ascii")


def an_entry_taken_out(folder: Path) -> None:
    for name in ("trail.jsonl", "signatures.txt", "payloads.jsonl"):
        lines = (folder / name).read_text(encoding="ascii").splitlines(keepends=True)
        (folder / name).write_text("".join(lines[:3] + lines[4:]), encoding="ascii")


ALTERATIONS = [a_report, an_original, an_original_lost, what_is_recorded, recorded_lines_lost, an_author, the_tail_cut,
               an_entry_taken_out]  # fmt: skip


@pytest.mark.parametrize("alter", ALTERATIONS, ids=lambda one: one.__name__)
def test_an_alteration_is_found_even_behind_a_manifest_of_the_right_key(
    filled: Archive, tmp_path: Path, alter: Callable[[Path], None]
) -> None:
    export(filled, tmp_path / "bundle")
    alter(tmp_path / "bundle")
    sign_anew(tmp_path / "bundle", filled.signer())
    assert [one for one in audited(tmp_path / "bundle") if not one.is_note]
    assert recipe(tmp_path / "bundle").returncode == 1


def test_a_manifest_signed_with_a_foreign_key_is_found(filled: Archive, tmp_path: Path) -> None:
    export(filled, tmp_path / "bundle")
    sign_anew(tmp_path / "bundle", Signer(Ed25519PrivateKey.generate()))
    assert Code.MANIFEST_ALTERED in [one.code for one in audited(tmp_path / "bundle")]
    assert recipe(tmp_path / "bundle").returncode == 1


def test_a_bundle_that_names_a_foreign_key_is_found(filled: Archive, tmp_path: Path) -> None:
    export(filled, tmp_path / "bundle")
    foreign, own = Signer(Ed25519PrivateKey.generate()), filled.signer()
    (tmp_path / "bundle" / "keys" / f"{foreign.id}.pem").write_text(foreign.public_pem, encoding="ascii")
    rewritten(tmp_path / "bundle", "bundle.json", own.id, foreign.id)
    sign_anew(tmp_path / "bundle", foreign)
    assert Code.KEY_UNKNOWN in [one.code for one in audited(tmp_path / "bundle")]
    assert recipe(tmp_path / "bundle", "", own.id).returncode == 1


def test_elsewhere_the_key_is_taken_on_trust_or_named(
    filled: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(filled, tmp_path / "bundle")
    monkeypatch.setenv("COAVERIFY_SIGNING_KEY", str(tmp_path / "nothing-here.pem"))
    assert [one.code for one in audited(tmp_path / "bundle")] == [Code.KEY_TAKEN_ON_TRUST]
    assert audited(tmp_path / "bundle", keys=(filled.signer().public_pem,)) == []
    other = Signer(Ed25519PrivateKey.generate()).public_pem
    assert Code.KEY_UNKNOWN in [one.code for one in audited(tmp_path / "bundle", keys=(other,))]


def test_a_selection_holds_no_name_and_no_lot_of_another_document(filled: Archive, tmp_path: Path) -> None:
    export(filled, tmp_path / "bundle", Selection(reports=(5,)))
    texts = b"".join(path.read_bytes() for path in every_file(tmp_path / "bundle"))
    for word in (b"L-0", b"L-2", b"0.pdf", b"2.pdf"):
        assert word not in texts
    assert b"L-1" in texts
    assert audited(tmp_path / "bundle") == []


@pytest.mark.parametrize(
    "selection", [Selection(reports=(4,)), Selection(lots=("none",)), Selection(documents=("0" * 8, )),
                  Selection(documents=("abc",))]
)  # fmt: skip
def test_what_is_not_there_is_not_exported(filled: Archive, tmp_path: Path, selection: Selection) -> None:
    with pytest.raises(NotInArchive):
        export(filled, tmp_path / "bundle", selection)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("bundle")) == []


def test_nothing_is_written_over(filled: Archive, tmp_path: Path) -> None:
    (tmp_path / "bundle").mkdir()
    with pytest.raises(NotAllowed):
        export(filled, tmp_path / "bundle")


@pytest.mark.parametrize(
    "statement",
    ["UPDATE certificate SET form = 'acetate' WHERE report = 5", "UPDATE entry SET at = 'x' WHERE seq = 5"],
)
def test_what_was_altered_is_not_handed_on(filled: Archive, tmp_path: Path, statement: str) -> None:
    execute(filled.location, statement)
    with pytest.raises(Altered):
        export(filled, tmp_path / "bundle.zip")
    assert [path for path in tmp_path.iterdir() if path.name.startswith("bundle")] == []


def test_a_damaged_zip_is_told_and_nothing_else_happens(filled: Archive, tmp_path: Path) -> None:
    export(filled, tmp_path / "bundle.zip")
    data = (tmp_path / "bundle.zip").read_bytes()
    for place in range(0, len(data), max(1, len(data) // 60)):
        altered = bytearray(data)
        altered[place] ^= 0xFF
        (tmp_path / "altered.zip").write_bytes(altered)
        with suppress(ArchiveError):
            audited(tmp_path / "altered.zip")  # of a zip some bytes carry nothing: the time of a file, say
    (tmp_path / "cut.zip").write_bytes(data[:-30])
    with pytest.raises(ArchiveError):
        audited(tmp_path / "cut.zip")


@pytest.fixture
def elsewhere(location: Location, tmp_path: Path, request: pytest.FixtureRequest) -> Location:
    """An archive of the other kind."""
    if location.folder is None:
        return located(str(tmp_path / "restored"))
    return located(request.getfixturevalue("postgresql").new_database(), str(tmp_path / "restored-originals"))


def test_an_archive_is_made_again_with_its_trail_as_it_was(
    filled: Archive, elsewhere: Location, tmp_path: Path
) -> None:
    export(filled, tmp_path / "bundle.zip")
    with filled.reading() as connection:
        trail = list(entries(connection))
    with Archive(elsewhere) as made:
        done = restore(made, tmp_path / "bundle.zip", "second person")
        assert (done.entries, done.documents, done.reports) == (8, 3, 3)
        with made.reading() as connection:
            again = list(entries(connection))
            prints = connection.execute(select(TraitRow.digest)).scalars().all()
        assert again[:8] == trail
        assert [(one.kind, one.by) for one in again[8:]] == [(Kind.RESTORED.value, "second person")]
        assert filed_report(made, 5) == filed_report(filled, 5)
        assert len(prints) == 6
        found: list[Finding] = []
        audit(made, found.append)
        assert found == []
        assert filed(made, 9).is_new
        assert not filed(made, 1, certified(lot="L-1", vendor=DIFFICULT)).is_new


def test_whoever_restores_elsewhere_vouches_for_the_keys(
    filled: Archive, elsewhere: Location, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(filled, tmp_path / "bundle")
    monkeypatch.setenv("COAVERIFY_SIGNING_KEY", str(tmp_path / "second-key.pem"))
    with Archive(elsewhere) as made:
        restore(made, tmp_path / "bundle", "second person")
        found: list[Finding] = []
        tally = audit(made, found.append)
    assert found == []
    assert [key.own for key in tally.keys] == [False, True]


def test_an_altered_bundle_a_selection_and_a_full_archive_are_refused(
    filled: Archive, elsewhere: Location, tmp_path: Path
) -> None:
    export(filled, tmp_path / "whole")
    export(filled, tmp_path / "some", Selection(lots=("L-1",)))
    with Archive(elsewhere) as made:
        with pytest.raises(NotAllowed, match="selection"):
            restore(made, tmp_path / "some", "x")
        with pytest.raises(NotAllowed, match="already"):
            restore(filled, tmp_path / "whole", "x")
        a_report(tmp_path / "whole")
        with pytest.raises(Altered, match=r"reports/5\.json"):
            restore(made, tmp_path / "whole", "x")
        assert head_of(made) is None


def test_the_commands_export_prove_and_restore(filled: Archive, tmp_path: Path) -> None:
    location = filled.location
    address = str(location.folder) if location.folder else location.database.replace("+psycopg", "")
    place = ["--archive", address, "--originals", location.originals]
    run = CliRunner().invoke
    assert run(main, ["archive", "export", str(tmp_path / "b"), *place]).exit_code == 2
    assert run(main, ["archive", "export", str(tmp_path / "b"), "--all", "--lot", "x", *place]).exit_code == 2
    assert run(main, ["archive", "export", str(tmp_path / "b"), "--all", *place]).exit_code == 0
    proven = run(main, ["archive", "audit", str(tmp_path / "b"), "--format", "json"])
    assert proven.exit_code == 0
    assert json.loads(proven.output)["entries"] == 8
    again = ["--archive", str(tmp_path / "again"), "--by", "x"]
    assert run(main, ["archive", "import", str(tmp_path / "b"), *again]).exit_code == 0
    assert run(main, ["archive", "import", str(tmp_path / "b"), *again]).exit_code == 13
    an_original(tmp_path / "b")
    assert run(main, ["archive", "audit", str(tmp_path / "b")]).exit_code == 14
