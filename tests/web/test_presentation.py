from __future__ import annotations

from decimal import Decimal

import pytest

from coaverify.model.errors import ErrorCode
from coaverify.model.evidence import Doubt, Source
from coaverify.model.finding import Outcome, Verdict
from coaverify.model.form import Form
from coaverify.report.entries import CodeEntry, PictureEntry
from coaverify.report.model import (
    Claims,
    DateClaim,
    IonClaim,
    MassClaim,
    NumberClaim,
    PeakClaim,
    ReadingEntry,
    Report,
    TextClaim,
)
from coaverify.report.presentation.claims import claim_groups
from coaverify.report.presentation.document import document_view
from coaverify.report.presentation.masses import mass_table
from coaverify.report.presentation.places import Places
from coaverify.report.presentation.values import claim_value, ion_label, number, signed
from coaverify.report.presentation.words import CLAIM_LABELS, DOUBTS, ERROR_TITLES, FORM_NAMES, OUTCOMES, VERDICTS
from web.report_builder import (
    certificate,
    check,
    claims,
    evidence,
    passing_checks,
    passing_report,
    report,
    unreadable_report,
)

HERE = evidence("words")


def test_every_public_code_has_words() -> None:
    assert set(VERDICTS) == set(Verdict)
    assert set(OUTCOMES) == set(Outcome)
    assert set(ERROR_TITLES) == set(ErrorCode)
    assert set(DOUBTS) == set(Doubt)
    assert set(FORM_NAMES) == set(Form)
    assert set(CLAIM_LABELS) == set(Claims.model_fields)


@pytest.mark.parametrize(
    ("claim", "shown"),
    [
        (NumberClaim(value=Decimal("98.0"), comparator=">=", unit="%", evidence=HERE), "≥ 98.0 %"),
        (NumberClaim(value=Decimal("813.4"), tolerance=Decimal("0.5"), evidence=HERE), "813.4 ± 0.5"),
        (NumberClaim(value=Decimal("9.9"), replicates=(Decimal("9.8"), Decimal("10")), evidence=HERE),
         "9.9 (from 9.8, 10)"),
        (MassClaim(value=Decimal("813.36"), unit="Da", kind="average", evidence=HERE), "813.36 Da average"),
        (MassClaim(value=Decimal("813.36"), evidence=HERE), "813.36"),
        (IonClaim(mz=Decimal("407.68"), charge=2, adduct="H", evidence=HERE), "m/z 407.68, [M+2H]2+"),
        (IonClaim(mz=Decimal("407.68"), charge=2, evidence=HERE), "m/z 407.68, charge +2"),
        (IonClaim(mz=Decimal("418.67"), charge=2, adduct="H+Na", evidence=HERE), "m/z 418.67, [M+H+Na]2+"),
        (IonClaim(mz=Decimal("407.68"), evidence=HERE), "m/z 407.68"),
        (DateClaim(value="2026-03-04", alternative="2026-04-03", evidence=HERE), "2026-03-04 or 2026-04-03"),
        (TextClaim(value="SX-1", evidence=HERE), "SX-1"),
        (PeakClaim(retention_time_min=Decimal("11.2"), area=Decimal("1200"), area_percent=Decimal("99.3"),
                   name="Semax", evidence=HERE), "Semax, 11.2 min, area 1200, 99.3 %"),
    ],
)  # fmt: skip
def test_a_claim_is_shown_in_one_line(claim: ReadingEntry, shown: str) -> None:
    assert claim_value(claim) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (813.3480, "813.348"),
        (98.0, "98"),
        (0.00012, "0.00012"),
        (-0.98402, "−0.984"),
        (Decimal("340.40"), "340.40"),
    ],
)
def test_numbers_carry_no_needless_zeros_and_no_exponents(value: float | Decimal, shown: str) -> None:
    assert number(value) == shown


def test_differences_carry_their_sign_and_zero_has_none() -> None:
    assert [signed(0.984), signed(-0.002), signed(-0.0001)] == ["+0.984", "−0.002", "0.000"]


def test_ions_are_written_as_the_report_writes_them() -> None:
    labels = [
        ion_label(1, "H"),
        ion_label(2, "H"),
        ion_label(1, "Na"),
        ion_label(-1, "H"),
        ion_label(None, "H"),
    ]
    assert labels == ["[M+H]+", "[M+2H]2+", "[M+Na]+", "[M-H]-", ""]


def test_the_printed_words_stand_beside_a_value_only_where_they_differ() -> None:
    printed = Claims(
        lot_number=TextClaim(value="SX-1", evidence=evidence("SX-1")),
        hplc_purity=NumberClaim(value=Decimal("99.3"), unit="%", evidence=evidence("99,3%", 2)),
    )
    rows = [row for group in claim_groups(printed, Places(), "c1") for row in group.rows]
    assert [(row.label, row.printed) for row in rows] == [("Lot number", ""), ("Purity (HPLC)", "99,3%")]


def test_a_doubt_is_told_in_words() -> None:
    doubtful = TextClaim(value="SX-1", evidence=HERE, doubts=(Doubt.AMBIGUOUS,))
    row = claim_groups(Claims(lot_number=doubtful), Places(), "c1")[0].rows[0]
    assert row.doubts == ("can be read in two ways",)


def test_a_claim_that_was_read_in_a_figure_says_so() -> None:
    shown = IonClaim(mz=Decimal("814.4"), charge=1, adduct="H", evidence=HERE, source=Source.FIGURE)
    rows = claim_groups(
        Claims(observed_ions=(shown,), lot_number=TextClaim(value="SX-1", evidence=HERE)), Places(), "c1"
    )
    assert {row.label: row.read_from for group in rows for row in group.rows} == {
        "Observed ion": "read in a figure",
        "Lot number": "",
    }


def test_several_ions_have_rows_of_their_own() -> None:
    ions = tuple(IonClaim(mz=Decimal(n), evidence=evidence(str(n), n)) for n in (814, 407))
    rows = claim_groups(Claims(observed_ions=ions), Places(), "c1")[0].rows
    assert [(row.anchor, row.label) for row in rows] == [
        ("c1-observed_ions-1", "Observed ion 1"),
        ("c1-observed_ions-2", "Observed ion 2"),
    ]


def test_one_place_is_drawn_once_and_takes_the_gravest_colour() -> None:
    places = Places()
    first = places.place(HERE, "row", "Lot number")
    assert places.place(HERE, "check-1", "One lot", Outcome.PASS) == first
    assert places.place(HERE, "check-2", "Dates", Outcome.FAIL) == first
    (mark,) = places.on_page(1)
    assert (mark.back_to, mark.tone) == ("row", "fail")
    assert mark.label == "Lot number, One lot, Dates: words (Contradiction)"
    assert (mark.x, mark.y) == (218.0, 118.0)


def test_the_view_groups_checks_by_what_needs_attention() -> None:
    view = document_view(report(), {"identity.form": "The form"})
    groups = view.certificates[0].checks
    assert [group.wording.tone for group in groups] == ["fail", "open", "pass", "none"]
    assert groups[0].cards[0].title == "The form"
    assert groups[2].cards[0].title == "Documentation: lot"


def test_codes_and_unread_pictures_are_told_among_the_facts() -> None:
    plain = report()
    code = CodeEntry(text="https://lab.example/v/1", kind="QR Code", evidence=evidence("https://lab.example/v/1"))
    pictures = tuple(PictureEntry(page=page, box=(0, 0, 9, 9)) for page in (1, 2, 2))
    document = plain.document.model_copy(update={"codes": (code,), "unread_pictures": pictures})
    facts = dict(document_view(plain.model_copy(update={"document": document}), {}).facts)
    assert facts["QR Code, page 1"] == "https://lab.example/v/1 (shown, never followed)"
    assert facts["Pictures not read"] == "page 1: 1; page 2: 2"
    assert "Pictures not read" not in dict(document_view(plain, {}).facts)


def test_marks_are_drawn_on_their_own_page_only_where_its_size_is_known() -> None:
    view = document_view(report(), {})
    assert [len(page.marks) for page in view.pages] == [4, 1]
    unmeasured = document_view(report(page_sizes=()), {})
    assert [page.measured for page in unmeasured.pages] == [False, False]


def test_each_form_is_compared_with_what_the_paper_says_it_measured() -> None:
    table = mass_table(certificate(), Places(), "c1")
    assert table is not None
    weight, ion = table.printed
    assert [comparison.kind for comparison in weight.comparisons] == ["average"] * 4
    assert [comparison.kind for comparison in ion.comparisons] == ["[M+H]+"] * 4
    assert [comparison.difference for comparison in ion.comparisons] == [
        "+0.005",
        "−42.006",
        "+0.989",
        "−41.022",
    ]
    assert [form.fits for form in table.forms] == [True, False, False, False]
    assert [form.claimed for form in table.forms] == [False, False, True, False]


def test_ions_that_nothing_was_held_against_stand_apart() -> None:
    table = mass_table(certificate(), Places(), "c1")
    assert table is not None
    assert [row.label for row in table.main_ions] == ["[M+H]+", "[M+2H]2+"]
    assert [row.label for row in table.other_ions] == ["[M+Na]+"]


def test_an_ion_without_a_charge_is_compared_with_the_nearest_value_which_is_named() -> None:
    bare = claims(observed_ions=(IonClaim(mz=Decimal("813.36"), evidence=HERE),))
    table = mass_table(certificate(printed=bare), Places(), "c1")
    assert table is not None
    assert [comparison.kind for comparison in table.printed[1].comparisons] == [
        "monoisotopic", "monoisotopic", "[M+H]+", "monoisotopic"
    ]  # fmt: skip


def test_a_neutral_mass_without_a_kind_is_held_against_both_kinds() -> None:
    found = claims(observed_mass=MassClaim(value=Decimal("813.9"), evidence=HERE))
    table = mass_table(certificate(printed=found), Places(), "c1")
    assert table is not None
    assert table.printed[1].comparisons[0].kind == "average"


def test_an_unknown_peptide_has_no_table_of_masses() -> None:
    unknown = certificate().model_copy(update={"identification": None})
    assert mass_table(unknown, Places(), "c1") is None


def test_the_banner_gives_one_reason_and_counts_the_rest() -> None:
    checks = (
        check("a.b", Outcome.FAIL, "First."),
        check("a.c", Outcome.FAIL),
        check("a.d", Outcome.INCONCLUSIVE),
    )
    banner = document_view(report(certificates=(certificate(checks),)), {}).banner
    assert banner.reason == "First."
    assert banner.more == "Also: 1 more contradiction and 1 open question."


def test_nothing_checked_is_inconclusive_in_words_too() -> None:
    banner = document_view(report(certificates=(certificate(()),)), {}).banner
    assert banner.wording.word == "Inconclusive"
    assert banner.reason


@pytest.mark.parametrize(
    ("document", "word"),
    [(passing_report(), "Pass"), (report(), "Fail"), (unreadable_report(), "Not readable")],
)
def test_the_banner_says_what_the_report_says(document: Report, word: str) -> None:
    assert document_view(document, {}).banner.wording.word == word


def test_the_worst_of_several_certificates_stands_at_the_top_and_each_keeps_its_own() -> None:
    both = report(certificates=(certificate(passing_checks()), certificate()))
    view = document_view(both, {})
    assert view.banner.wording.word == "Fail"
    assert "1 of the 2 certificates" in view.banner.more
    assert [one.banner.wording.word for one in view.certificates] == ["Pass", "Fail"]
    assert view.certificates[1].title == "Certificate 2, Semax Amide, pages 1, 2"
