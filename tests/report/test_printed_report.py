"""The printed report: what stands on it, what it carries, and the rules of PDF/A-3b that can be looked at."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import reportlab

from coaverify.report.model import Report
from coaverify.report.presentation.words import OUTCOMES
from coaverify.report.printed import pdf
from coaverify.report.printed.dossier import MOST_PAGES, Dossier, pages_shown
from coaverify.report.printed.glyphs import MISSING, Letters, letters
from coaverify.report.printed.memory_files import MemoryFiles
from coaverify.report.printed.pdf import REPORT_FILE, NotPrinted, pdf_of
from printed_dossiers import FILED, SOUND, called, dossier, on
from web.report_builder import A4, certificate, passing_checks, report, unreadable_report
from web.test_chromatogram_pictures import entry

PDFA = "{http://www.aiim.org/pdfa/ns/id/}"


@cache
def printed() -> bytes:
    return pdf_of(dossier())


def pages_of(data: bytes) -> list[str]:
    """The text of each page; places where a long word may be broken are closed again."""
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_bounded().replace("\u200b", "") for page in document]


def words_of(data: bytes) -> str:
    return " ".join(" ".join(pages_of(data)).split())


# --- what stands on it ---------------------------------------------------------------------------


def test_the_first_page_has_the_verdict_the_document_and_room_to_sign() -> None:
    first = " ".join(pages_of(printed())[0].split())
    sha256 = dossier().report.document.sha256
    for words in ("Fail", "Contradiction found", sha256, "Report number", "4711", "Prepared by", "Approved by"):
        assert words in first
    assert FILED.hash in first
    assert FILED.head_hash in first


def test_every_page_says_which_report_it_is_of_and_what_that_is_no_proof_of() -> None:
    pages = pages_of(printed())
    for number, page in enumerate(pages, start=1):
        assert "Report 4711" in page
        assert f"page {number} of {len(pages)}" in page
        assert "For research use only. Consistent with its claims is not proven authentic." in page


def test_claims_stand_beside_what_was_recomputed_with_their_places() -> None:
    words = words_of(printed())
    for printed_words in ("C37H52N10O9S", "812.94 g/mol", "812.937 (average)", "+1.029", "p. 1, no. 8", "BB-260302-S2"):
        assert printed_words in words


def test_every_check_is_there_with_its_message_under_its_outcome() -> None:
    words = words_of(printed())
    (found,) = dossier().report.certificates
    for outcome, wording in OUTCOMES.items():
        checks = [check for check in found.checks if check.outcome is outcome]
        if checks:
            assert f"{wording.meaning} ({len(checks)})" in words
        for check in checks:
            assert check.id in words.replace(" ", "")
            assert " ".join(check.message.split())[:60] in words


def test_what_was_not_checked_and_what_cannot_be_proven_is_said() -> None:
    words = words_of(printed())
    assert "nothing in this report speaks for what they would have shown" in words
    for sentence in dossier().report.certificates[0].not_proven:
        assert sentence[:60] in words


def test_settings_versions_and_what_was_done_since_are_there() -> None:
    words = words_of(printed())
    made_by = dossier().report.generator
    for part in (f"coaverify {made_by.coaverify}", made_by.reference, "Mass tolerance", "second person", "agrees"):
        assert part in words


def test_the_pages_of_the_document_are_shown_with_their_frames() -> None:
    page = next(page for page in pages_of(printed()) if "Page 1 of 1 of the document" in page)
    numbers = {int(number) for number in re.findall(r"\b\d+\b", page)}
    assert numbers >= set(range(1, 18))
    with pikepdf.open(io.BytesIO(printed())) as document:
        widths = [int(one.Width) for one in document.objects if isinstance(one, pikepdf.Stream) and "/Width" in one]
    assert max(widths) in (595, 596)  # A4 at 72 dpi: the picture as it came


def test_chromatograms_and_the_ladder_are_drawn() -> None:
    plain = report(certificates=(certificate(),))
    traced = plain.certificates[0].model_copy(update={"chromatograms": (entry(),)})
    words = words_of(pdf_of(on(plain.model_copy(update={"certificates": (traced,)}))))
    for part in ("Chromatogram, integrated again", "minutes", "99.00 %", "Ions of all forms", "m/z"):
        assert part in words
    assert "Chromatogram, integrated again" not in words_of(pdf_of(on(plain)))


def test_several_certificates_have_their_own_verdicts() -> None:
    both = report(certificates=(certificate(), certificate(passing_checks())))
    words = words_of(pdf_of(on(both)))
    assert "Certificates in this document" in words
    assert "Certificate 1, Semax Amide" in words
    assert re.search(r"Pass\s+Certificate 2, Semax Amide", words)


def test_a_document_that_could_not_be_read_has_a_report_without_claims() -> None:
    data = pdf_of(on(unreadable_report()))
    words = words_of(data)
    assert "Not readable" in words
    assert "That is neither a pass nor a contradiction." in words
    assert "Claims as read" not in words
    assert "of the document" not in words.replace("not of the document", "")


def test_a_report_that_is_in_no_archive_says_so() -> None:
    words = words_of(pdf_of(replace(dossier(SOUND), filed=None)))
    assert "Not filed in an archive" in words
    assert "Head of the trail" not in words


def test_a_page_without_picture_is_an_empty_sheet_with_its_frames() -> None:
    assert "There is no picture of this page." in words_of(pdf_of(on(report())))


def test_of_a_long_document_only_pages_that_were_read_are_shown() -> None:
    long = report(page_sizes=(A4,) * 60)
    long = long.model_copy(update={"document": long.document.model_copy(update={"pages": 60})})
    assert pages_shown(long) == (1, 2)
    every = tuple(range(1, 61))
    whole = long.certificates[0].model_copy(update={"pages": every})
    assert pages_shown(long.model_copy(update={"certificates": (whole,)})) == every[:MOST_PAGES]
    assert "Not shown here: pages 3, 4, 5" in words_of(pdf_of(on(long)))


# --- text of strangers ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "hostile",
    ["#panic()", '#read("/etc/passwd")', "$ x $ *b* _i_ `c` @ref <label>", "= Heading", "// gone /* too */", "\\u{41}"],
)
def test_text_of_a_document_is_never_markup(hostile: str) -> None:
    words = words_of(pdf_of(on(called(report(name=hostile), hostile))))
    assert words.count(hostile) >= 3


@pytest.mark.parametrize(
    "difficult",
    [
        "a\x00b",
        "\x07\x1b[31m",
        "\u202egpj.exe",
        "\ud800 alone",
        "\ufffe",
        "深圳 合成肽",
        "👩\u200d🔬",
        "x\u0301\u0302",
        "\ue000",
    ],
)
def test_a_character_without_shape_becomes_a_square_and_never_an_error(difficult: str) -> None:
    words = words_of(pdf_of(on(called(report(name=difficult), difficult))))
    assert "\u202e" not in words
    assert "\x00" not in words
    if MISSING in words:
        assert "stands for a character that the letters of this paper lack" in words


@pytest.mark.parametrize("shown", ["Привет", "αβγ ± ≥ 5 µg", "Größe ÅÉñ"])
def test_letters_beyond_ascii_are_shown(shown: str) -> None:
    words = words_of(pdf_of(on(called(report(), shown))))
    assert shown in words
    assert MISSING not in words


def test_a_very_long_word_stays_on_the_page() -> None:
    data = pdf_of(on(called(report(), "W" * 400)))
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text, width = page.get_textpage(), page.get_width()
            boxes = [text.get_charbox(place) for place in range(text.count_chars())]
            assert max((right for _, _, right, _ in boxes), default=0) < width - 40


def test_what_the_fonts_turn_out_to_lack_is_set_as_squares(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Letters, "missing", lambda self, text: frozenset())
    words = words_of(pdf_of(on(called(report(), "深圳"))))
    assert MISSING * 2 in words


def test_a_report_that_cannot_be_set_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_data", lambda dossier: {"date": [2026, 11, 22, 0, 0, 0]})
    with pytest.raises(NotPrinted, match=r"semax\.pdf: the report could not be set"):
        pdf_of(on(report()))


def test_fonts_know_what_they_lack() -> None:
    assert letters(None).missing("Semax 深 ≥ 98 %") == {"深"}


def test_fonts_of_a_folder_show_what_those_of_the_wheel_lack() -> None:
    folder = Path(reportlab.__file__).parent / "fonts"  # a few letters of Khmer are among them
    in_khmer = on(called(report(), "ឆនា"))
    assert MISSING in words_of(pdf_of(in_khmer))
    assert MISSING not in words_of(pdf_of(in_khmer, folder))
    assert pdf_of(dossier(), folder) == printed()  # the wheel's fonts come first


# --- PDF/A-3b, ISO 19005-3 -----------------------------------------------------------------------


def objects_of(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for one in document.objects:
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            yield one


def test_the_same_dossier_gives_the_same_bytes() -> None:
    assert pdf_of(dossier()) == printed()


def test_it_says_that_it_is_pdf_a_3b_and_names_its_colours() -> None:
    with pikepdf.open(io.BytesIO(printed())) as document:
        with document.open_metadata() as metadata:
            assert metadata[f"{PDFA}part"] == "3"
            assert metadata[f"{PDFA}conformance"] == "B"
        (intent,) = document.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"  # an ICC profile
        assert document.Root.Metadata.get("/Filter") is None  # readable without PDF software


def test_all_fonts_are_embedded_and_have_a_map_to_unicode() -> None:
    with pikepdf.open(io.BytesIO(printed())) as document:
        descriptors = [one for one in objects_of(document) if one.get("/Type") == "/FontDescriptor"]
        assert descriptors
        for one in descriptors:
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(one.keys())
        whole = [one for one in objects_of(document) if one.get("/Type") == "/Font" and "/DescendantFonts" in one]
        assert whole
        assert all("/ToUnicode" in one for one in whole)


def test_nothing_in_it_is_locked_and_nothing_acts() -> None:
    with pikepdf.open(io.BytesIO(printed())) as document:
        assert not document.is_encrypted
        for one in objects_of(document):
            assert not {"/JS", "/JavaScript", "/AA", "/OpenAction", "/Launch"} & set(one.keys())
            assert one.get("/S") not in ("/JavaScript", "/Launch", "/GoToR", "/SubmitForm", "/ImportData", "/Sound")
            assert one.get("/Filter") != "/LZWDecode"


def attached(data: bytes) -> dict[str, tuple[str, str, bytes]]:
    """Relationship, media type and bytes of each attached file."""
    with pikepdf.open(io.BytesIO(data)) as document:
        found = {}
        for one in document.Root.AF:
            stream = one.EF.F
            assert "/ModDate" in stream.Params
            found[str(one.UF)] = (str(one.AFRelationship), str(stream.Subtype), stream.read_bytes())
        assert set(found) == set(document.attachments)
        return found


def test_the_report_and_the_document_are_attached_as_they_are() -> None:
    files = attached(printed())
    assert set(files) == {REPORT_FILE, "original.pdf"}
    relation, kind, data = files[REPORT_FILE]
    assert (relation, kind) == ("/Data", "/application/json")
    assert Report.from_json(data) == dossier().report
    relation, kind, data = files["original.pdf"]
    assert (relation, kind) == ("/Source", "/application/pdf")
    assert data == dossier().original
    assert hashlib.sha256(data).hexdigest() in words_of(printed())


def test_a_document_of_unknown_kind_is_attached_all_the_same() -> None:
    files = attached(pdf_of(Dossier(unreadable_report(), b"")))
    assert files["original.pdf"][2] == b""
    unknown = unreadable_report()
    unknown = unknown.model_copy(update={"document": unknown.document.model_copy(update={"media_type": ""})})
    assert attached(pdf_of(on(unknown, b"\x00\xff")))["original.bin"][1:] == ("/application/octet-stream", b"\x00\xff")


def test_files_are_read_by_name_also_without_a_file_system_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("os.memfd_create")
    with MemoryFiles() as files:
        assert not files.root.startswith("/proc")
    assert pdf_of(dossier()) == printed()
