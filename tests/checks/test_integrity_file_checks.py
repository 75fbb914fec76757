"""integrity.fonts, .annotations, .signature, .origin; and integrity.revisions beside the claims"""

from __future__ import annotations

from dataclasses import replace

import pytest

from certificate_builder import certificate, date, findings, reading, verdict
from coaverify.checks.software import ProgramKind, kind_of
from coaverify.model.certificate import Certificate, Change
from coaverify.model.evidence import Doubt, Evidence
from coaverify.model.file_facts import (
    Alteration,
    AlterationKind,
    CarriedValue,
    CarrierKind,
    Difference,
    FileFacts,
    OddStyle,
    Origin,
    Seam,
    Signature,
    SignatureState,
)
from coaverify.model.finding import Finding, Outcome, Verdict

FONTS, NOTES, SIGNATURE = "integrity.fonts", "integrity.annotations", "integrity.signature"
ORIGIN, REVISIONS = "integrity.origin", "integrity.revisions"
SOUND = certificate(file=FileFacts(Origin()))
PLACE = reading("99.31").evidence
ODD = OddStyle("hplc_purity", (Difference.FAMILY,), True, True, "31", "Times, 9.0 pt", "Arial, 9.0 pt")


def found(check_id: str, subject: Certificate) -> Finding:
    return findings(subject)[check_id]


def hint_codes(check_id: str, subject: Certificate) -> list[str]:
    return [hint.code for hint in found(check_id, subject).hints]


@pytest.mark.parametrize(
    ("check_id", "code"),
    [(FONTS, "no-type"), (NOTES, "no-file"), (SIGNATURE, "not-signed"), (ORIGIN, "no-file-facts")],
)
def test_of_a_picture_the_file_tells_nothing(check_id: str, code: str) -> None:
    finding = found(check_id, certificate())
    assert (finding.code, finding.outcome) == (code, Outcome.NOT_APPLICABLE)


@pytest.mark.parametrize(
    ("check_id", "code"),
    [(FONTS, "no-odd-type"), (NOTES, "no-other-value"), (ORIGIN, "nothing-odd"), (REVISIONS, "no-change")],
)
def test_a_file_with_nothing_odd_passes(check_id: str, code: str) -> None:
    finding = found(check_id, SOUND)
    assert (finding.code, finding.outcome, finding.hints) == (code, Outcome.PASS, ())


# --- type ----------------------------------------------------------------------------------------


def test_figures_of_one_value_in_two_fonts_contradict_each_other() -> None:
    subject = replace(SOUND, odd_styles=(reading(ODD),))
    finding = found(FONTS, subject)
    assert (finding.code, finding.claimed, finding.expected) == ("mixed-within-value", "Times, 9.0 pt", "Arial, 9.0 pt")
    assert verdict(subject) is Verdict.FAIL


def test_a_value_set_otherwise_than_its_column_is_out_of_line() -> None:
    assert found(FONTS, replace(SOUND, odd_styles=(reading(replace(ODD, within=False)),))).code == "value-out-of-line"


def test_what_emphasis_explains_is_a_hint() -> None:
    subject = replace(SOUND, odd_styles=(reading(replace(ODD, clear=False)),))
    assert found(FONTS, subject).outcome is Outcome.PASS
    assert hint_codes(FONTS, subject) == ["set-otherwise"]


def test_a_value_that_was_read_with_doubt_neither_fails_nor_passes_for_its_type() -> None:
    subject = replace(SOUND, odd_styles=(reading(ODD, doubts=(Doubt.LOW_CONFIDENCE,)),))
    assert found(FONTS, subject).code == "read-with-doubt"
    assert verdict(subject) is Verdict.INCONCLUSIVE


# --- form fields and notes -----------------------------------------------------------------------


def carried(
    shown: str, stated: str, beneath: str = "", claim: str = "hplc_purity", kind: str = "form field"
) -> Certificate:
    value = CarriedValue(CarrierKind(kind), stated, beneath, Evidence(1, PLACE.box, shown), claim)
    return replace(SOUND, carried=(value,))


def test_a_field_that_shows_another_value_than_it_states_fails() -> None:
    finding = found(NOTES, carried("99.91 %", "97.0"))
    assert (finding.code, finding.claimed, finding.expected) == ("field-differs", "99.91 %", "97.0")


def test_a_note_with_a_value_over_another_one_fails() -> None:
    finding = found(NOTES, carried("99.91", "99.91", "97.02", kind="typed note"))
    assert (finding.code, finding.expected) == ("value-over-value", "97.02")


def test_a_value_that_only_a_note_shows_stays_open() -> None:
    subject = carried("99.91", "99.91", kind="typed note")
    assert found(NOTES, subject).code == "value-in-note"
    assert verdict(subject) is Verdict.INCONCLUSIVE


@pytest.mark.parametrize("stated", ["99.91", "99.910", "99,91 %", "99.91 % (area)"])
def test_a_field_that_shows_what_it_states_is_a_hint(stated: str) -> None:
    subject = carried("99.91 %", stated)
    assert found(NOTES, subject).code == "no-other-value"
    assert hint_codes(NOTES, subject) == ["value-in-field"]


def test_a_field_that_is_no_claim_and_differs_is_a_hint() -> None:
    assert hint_codes(NOTES, carried("12", "15", claim="")) == ["other-field-differs"]


def test_a_field_that_states_a_figure_and_shows_nothing_is_a_hint() -> None:
    assert hint_codes(NOTES, carried("", "15", claim="")) == ["field-not-shown"]


def test_what_a_stamp_was_commented_with_contradicts_nothing() -> None:
    assert found(NOTES, carried("Released 2026", "by M. at 12:40", claim="", kind="stamp")).hints == ()


def test_a_stamp_beside_a_long_text_lies_over_no_value() -> None:
    text = "Page 1 of 2 and a good deal more of the page's own text 17"
    assert found(NOTES, carried("2026-03-11", "", text, "issue_date", "stamp")).code == "value-in-note"


# --- signatures ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "code", "outcome"),
    [
        (SignatureState.INTACT, "intact", Outcome.PASS),
        (SignatureState.EXTENDED, "intact", Outcome.PASS),
        (SignatureState.BROKEN, "signature-broken", Outcome.FAIL),
        (SignatureState.CHANGED, "changed-after-signing", Outcome.FAIL),
        (SignatureState.UNREADABLE, "signature-not-judged", Outcome.INCONCLUSIVE),
    ],
)
def test_each_state_of_a_signature_has_its_answer(state: SignatureState, code: str, outcome: Outcome) -> None:
    subject = replace(SOUND, file=FileFacts(Origin(), (Signature(state, "A. Example", "2026-03-11T10:00:00"),)))
    finding = found(SIGNATURE, subject)
    assert (finding.code, finding.outcome) == (code, outcome)
    assert (hint_codes(SIGNATURE, subject) == ["extended-after-signing"]) == (state is SignatureState.EXTENDED)


def test_the_signer_is_named_and_not_vouched_for() -> None:
    facts = FileFacts(Origin(), (Signature(SignatureState.INTACT, "A. Example", "2026-03-11T10:00:00"),))
    message = found(SIGNATURE, replace(SOUND, file=facts)).message
    assert "A. Example" in message
    assert "not verified" in message


# --- the making of the file ----------------------------------------------------------------------


def made(**origin: object) -> Certificate:
    facts = FileFacts(replace(Origin(), **origin))  # type: ignore[arg-type]  # fields of Origin
    return replace(SOUND, file=facts, issue_date=date("2026-03-11"))


@pytest.mark.parametrize(
    ("origin", "codes"),
    [
        ({"producer": "Adobe Photoshop 25.1"}, ["image-editor"]),
        ({"creator": "Foxit PhantomPDF 10"}, ["pdf-editor"]),
        ({"producer": "iLovePDF"}, ["copying-tool"]),
        ({"history": ("Adobe Illustrator 28",)}, ["image-editor"]),
        ({"producer": "Skia/PDF m142", "xmp_producer": "GIMP 2.10"}, ["image-editor", "programs-disagree"]),
        ({"created": "2026-03-11", "xmp_created": "2026-05-01"}, ["dates-disagree"]),
        ({"created": "2026-03-11", "modified": "2026-04-11"}, ["saved-again"]),
        ({"created": "2026-03-01"}, ["made-before-its-date"]),
        ({"created": "2029-03-01"}, ["made-years-after"]),
    ],
)
def test_what_is_odd_in_the_making_is_a_hint_and_no_more(origin: dict[str, object], codes: list[str]) -> None:
    finding = found(ORIGIN, made(**origin))
    assert (finding.code, finding.outcome) == ("nothing-contradicts", Outcome.PASS)
    assert [hint.code for hint in finding.hints] == codes


@pytest.mark.parametrize(
    "origin",
    [
        {"producer": "Microsoft® Word for Microsoft 365", "creator": "Microsoft® Word for Microsoft 365"},
        {"producer": "Skia/PDF m147", "creator": "Mozilla/5.0 (Windows NT 10.0)", "created": "2026-03-12T09:00:00Z"},
        {"producer": "LibreOffice 24.2", "creator": "Writer", "created": "2026-03-11", "modified": "2026-03-11"},
        {"producer": "Canon iR-ADV C3525", "created": "2026-03-10T23:00:00+09:00"},
        {"producer": "ReportLab PDF Library", "created": "2000-01-01T00:00:00+00:00"},
    ],
)
def test_ordinary_programs_and_dates_are_not_remarked_on(origin: dict[str, object]) -> None:
    assert found(ORIGIN, made(**origin)).code == "nothing-odd"


def test_a_file_that_was_changed_before_it_was_made_stays_open() -> None:
    finding = found(ORIGIN, made(created="2026-06-01", modified="2026-03-12"))
    assert (finding.code, finding.outcome) == ("changed-before-made", Outcome.INCONCLUSIVE)


@pytest.mark.parametrize(
    ("program", "kind"),
    [
        ("pdf-lib (https://github.com/Hopding/pdf-lib)", ProgramKind.ASSEMBLER),
        ("KONICA MINOLTA bizhub C258", ProgramKind.SCANNER),
        ("Microsoft: Print To PDF", ProgramKind.PRINTER),
        ("Acme LIMS 4", None),
    ],
)
def test_programs_are_known_by_their_names(program: str, kind: ProgramKind | None) -> None:
    assert kind_of(program) is kind


# --- revisions -----------------------------------------------------------------------------------


def test_a_picture_that_was_exchanged_stays_open() -> None:
    subject = replace(SOUND, alterations=(Alteration(AlterationKind.PICTURE, "", "", (PLACE,)),))
    assert found(REVISIONS, subject).code == "picture-exchanged"


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (AlterationKind.WORDS, "words-changed"),
        (AlterationKind.ADDED, "words-added"),
        (AlterationKind.REMOVED, "claim-removed"),
        (AlterationKind.PAGES, "pages-changed"),
    ],
)
def test_what_changed_beside_the_claims_is_a_hint(kind: AlterationKind, code: str) -> None:
    subject = replace(SOUND, alterations=(Alteration(kind, "12", "13"),))
    assert found(REVISIONS, subject).outcome is Outcome.PASS
    assert hint_codes(REVISIONS, subject) == [code]


def test_hints_stand_beside_a_changed_claim() -> None:
    changes = (Change("hplc_purity", "96.4", PLACE),)
    subject = replace(SOUND, changes=changes, alterations=(Alteration(AlterationKind.WORDS, "12", "13"),))
    assert found(REVISIONS, subject).code == "value-changed"
    assert hint_codes(REVISIONS, subject) == ["words-changed"]


# --- values that were saved otherwise than what is around them --------------------------------------


@pytest.mark.parametrize(
    ("subject", "code"), [(SOUND, "nothing-contradicts"), (certificate(), "no-file-facts")], ids=["PDF", "picture"]
)
def test_a_value_saved_otherwise_is_a_hint_at_its_place_and_changes_no_verdict(subject: Certificate, code: str) -> None:
    seen = replace(subject, seams=(Seam("hplc_purity", PLACE),))
    finding = found(ORIGIN, seen)
    (hint,) = finding.hints
    assert (finding.code, hint.code, hint.evidence) == (code, "saved-otherwise", (PLACE,))
    assert finding.outcome in (Outcome.PASS, Outcome.NOT_APPLICABLE)
    assert verdict(seen) is verdict(subject)
