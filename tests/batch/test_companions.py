"""Certificates of one run compared with each other: real PDFs, the data copied, scaled, compressed anew."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from certificate_builder import SETTINGS
from coaverify.batch.companions import Companions
from coaverify.model.finding import Outcome
from coaverify.report.model import CheckEntry
from coaverify.verify import verify
from plot_pictures import certificate, picture_of, run

SEMAX = ("Product: Semax", "Lot: AB1234", "Purity (HPLC): 99.31 %", "ESI-MS [M+H]+: 814.4")
OTHER_LOT = ("Product: Semax", "Lot: AB5678", "Purity (HPLC): 99.52 %", "ESI-MS [M+H]+: 814.4")
SELANK = ("Product: Selank", "Lot: CD1234", "Purity (HPLC): 99.11 %", "ESI-MS [M+H]+: 752.4")


def answers(*documents: bytes) -> list[CheckEntry]:
    """What archive.duplicate says of each document in turn."""
    companions, settings = Companions(), replace(SETTINGS, fingerprints=True)
    reports = [companions.compared(verify(data, f"{n}.pdf", settings)) for n, data in enumerate(documents, start=1)]
    found = [check for report in reports for check in report.certificates[0].checks]
    assert not any(report.certificates[0].fingerprints for report in reports)  # they have served
    return [check for check in found if check.id == "archive.duplicate"]


def test_a_drawn_trace_that_was_scaled_is_known_again_under_another_lot() -> None:
    trace = run(1)
    first, second = answers(certificate(*SEMAX, signal=trace), certificate(*OTHER_LOT, signal=trace, height=140))
    assert first.code == "nothing-compared"
    assert (second.code, second.outcome) == ("same-trace", Outcome.FAIL)
    assert "1.pdf" in second.message
    assert second.evidence[0].page == 1


def test_two_injections_by_one_method_are_two_traces() -> None:
    _, second = answers(certificate(*SEMAX, signal=run(1)), certificate(*OTHER_LOT, signal=run(2)))
    assert (second.code, second.outcome) == ("unique", Outcome.PASS)


@pytest.mark.parametrize("quality", [0, 90, 60])
def test_the_picture_of_a_plot_is_known_again_after_it_was_compressed(quality: int) -> None:
    plot = picture_of(run(3))
    _, second = answers(certificate(*SEMAX, picture=plot), certificate(*OTHER_LOT, picture=plot, quality=quality))
    assert second.code == "same-picture"


def test_the_picture_of_a_plot_is_known_again_after_it_was_made_smaller() -> None:
    plot = picture_of(run(3))
    _, second = answers(
        certificate(*SEMAX, picture=plot), certificate(*OTHER_LOT, picture=plot.resize((900, 315)), quality=80)
    )
    assert second.code == "same-picture"


def test_two_plots_on_one_form_are_two_pictures() -> None:
    _, second = answers(
        certificate(*SEMAX, picture=picture_of(run(3))), certificate(*SELANK, picture=picture_of(run(4)))
    )
    assert second.code == "unique"


def test_a_logo_on_two_certificates_is_none_of_their_data() -> None:
    logo = picture_of([(t, s) for t, s in run(5)]).crop((200, 100, 1000, 360))  # no axes on it
    _, second = answers(certificate(*SEMAX, picture=logo), certificate(*SELANK, picture=logo))
    assert second.code == "unique"


def test_rows_of_a_peak_table_that_agree_to_the_last_digit_are_the_same_injection() -> None:
    table = ("RT (min)   Area   Area %", "9.871   13022.4   0.31", "11.204   4187733.1   99.69")
    elsewhere = (table[0], "9.902   19241.7   0.46", table[2].replace("99.69", "99.54"))
    first, second = (certificate(*lines, *rows) for lines, rows in ((SEMAX, table), (OTHER_LOT, elsewhere)))
    assert [check.code for check in answers(first, second)] == ["nothing-compared", "same-peaks"]


def test_a_second_sheet_of_the_same_lot_may_show_the_same_data() -> None:
    trace = run(1)
    _, second = answers(certificate(*SEMAX, signal=trace), certificate(*SEMAX, "Sheet 2 of 2", signal=trace))
    assert second.code == "unique"


def test_counts_and_scans_that_a_data_system_wrote_belong_to_one_run() -> None:
    header = "412 (3.107) Cm (409:418)   ES+ 2.37e6   TIC 5.14e7   BPI 8.03e8"
    other = "412 (3.107) Cm (409:418)   ES+ 2.41e6   TIC 5.14e7   BPI 8.03e8"
    codes = [check.code for check in answers(certificate(*SEMAX, header), certificate(*SELANK, header))]
    assert codes == ["nothing-compared", "same-raw-data"]
    assert answers(certificate(*SEMAX, header), certificate(*SELANK, other))[1].code == "unique"


def test_round_figures_of_an_axis_are_no_counts_of_a_run() -> None:
    axis = "1.0e6   2.0e6   3.0e6   4.0e6   5.0e6"
    assert answers(certificate(*SEMAX, axis), certificate(*SELANK, axis))[1].code == "unique"


def test_one_report_number_on_two_products_fails() -> None:
    first, second = (certificate(*lines, "Report Number: TR-2026-10553") for lines in (SEMAX, SELANK))
    assert answers(first, second)[1].code == "same-report-number"


def test_a_document_saved_anew_is_the_same_document() -> None:
    data = certificate(
        *SEMAX, "Issued by Brightwater for research use only in a laboratory", "page one of one", signal=run(1)
    )
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.docinfo["/Producer"] = "another program"
        pdf.save(saved)
    _, second = answers(data, saved.getvalue())
    assert second.outcome is Outcome.PASS
    assert [hint.code for hint in second.hints] == ["same-document"]


def test_the_very_same_file_is_not_compared_with_itself() -> None:
    data = certificate(*SEMAX, signal=run(1))
    assert [check.code for check in answers(data, data)] == ["nothing-compared", "nothing-compared"]


def test_documents_that_were_reported_before_are_named_with_those_that_repeat_them() -> None:
    companions, settings, trace = Companions(), replace(SETTINGS, fingerprints=True), run(1)
    for name, lines in (("a.pdf", SEMAX), ("b.pdf", OTHER_LOT)):
        companions.compared(verify(certificate(*lines, signal=trace), name, settings))
    assert companions.reported_before == {"a.pdf": ["b.pdf"]}
