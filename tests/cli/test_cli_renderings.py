"""Rows, tables and CSV lines of reports."""

from __future__ import annotations

import csv
import io

import pytest

from cli_reports import SOUND, certificate, failed, inconclusive, passed, report, unreadable
from coaverify.model.finding import Outcome
from coaverify.report import csv_rows
from coaverify.report.model import Report
from coaverify.report.summary import rows_of
from coaverify.report.table import print_table, summary_line

ALL = [passed("a.pdf"), failed("b.pdf"), inconclusive("c.pdf"), unreadable("d.pdf")]


def printed(*reports: Report, width: int = 80) -> str:
    stream = io.StringIO()
    print_table([row for one in reports for row in rows_of(one)], stream, width)
    return stream.getvalue()


def csv_of(*reports: Report) -> list[dict[str, str]]:
    text = "\n".join([csv_rows.header(), *(line for one in reports for line in csv_rows.lines_of(one))])
    return list(csv.DictReader(io.StringIO(text)))


def test_the_reason_is_the_first_check_that_failed() -> None:
    outcomes = SOUND | {
        "identity.registry": Outcome.INCONCLUSIVE,
        "identity.formula": Outcome.FAIL,
        "documentation.lot": Outcome.FAIL,
    }
    (row,) = rows_of(report(certificate(outcomes)))
    assert (row.verdict, row.reason) == ("fail", "identity.formula is fail.")
    assert row.failing == ("identity.formula", "documentation.lot")
    assert row.open == ("identity.registry",)


def test_the_reason_of_an_open_verdict_is_a_check_that_a_pass_needs() -> None:
    outcomes = {"identity.registry": Outcome.INCONCLUSIVE, **SOUND, "identity.form": Outcome.INCONCLUSIVE}
    (row,) = rows_of(report(certificate(outcomes)))
    assert row.reason == "identity.form is inconclusive."


def test_a_verdict_is_never_called_consistent_where_nothing_was_checked() -> None:
    (row,) = rows_of(report(certificate({})))
    assert (row.verdict, row.reason) == ("inconclusive", "Not everything that a pass needs was checked.")


@pytest.mark.parametrize("width", [80, 200])
def test_the_table_shows_every_document_whole(width: int) -> None:
    name = "incoming/2026-11/a-rather-long-name-of-a-certificate-of-analysis.pdf"
    text = printed(passed(name), *ALL, width=width)
    assert name in text.replace("\n", "").replace(" ", "") if width < 130 else name[:44] in text
    for word in ("pass", "fail", "inconclusive", "unreadable", "Semax", "L-1", "99.30 %"):
        assert word in text


@pytest.mark.parametrize("width", [60, 80, 200])
def test_the_table_keeps_to_its_width_and_has_no_colours_in_a_file(width: int) -> None:
    text = printed(*ALL, width=width)
    assert "\x1b" not in text
    assert max(len(line) for line in text.splitlines()) <= width


def test_the_last_line_counts() -> None:
    rows = [row for one in ALL for row in rows_of(one)]
    assert summary_line(rows) == "3 certificates in 4 documents: 1 pass, 1 fail, 1 inconclusive, 1 unreadable"


def test_what_is_printed_on_a_certificate_cannot_steer_the_terminal() -> None:
    text = printed(report(certificate(product="\x1b[2J[bold]Semax", lot="a\nb"), name="x\x1b[31m.pdf"))
    assert "\x1b" not in text
    assert "[bold]Semax" in text


def test_csv_has_one_row_for_each_certificate() -> None:
    rows = csv_of(report(certificate(), certificate(lot="L-2"), name="two.pdf"), unreadable("d.pdf"))
    assert [(row["document"], row["certificate"], row["lot_number"]) for row in rows] == [
        ("two.pdf", "1", "L-1"),
        ("two.pdf", "2", "L-2"),
        ("d.pdf", "", ""),
    ]
    assert rows[2]["error"] == "encrypted"
    assert rows[2]["reason"] == "It is encrypted. Try another."


def test_csv_makes_no_formula_of_what_a_certificate_prints() -> None:
    (row,) = csv_of(report(certificate(product='=HYPERLINK("x")', lot="-L1")))
    assert (row["product_name"], row["lot_number"]) == ('\'=HYPERLINK("x")', "'-L1")
