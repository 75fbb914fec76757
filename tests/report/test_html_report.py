"""The report as HTML: one file with everything in it, and nothing of a document in it that is not escaped."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from coaverify.report.printed.html import html_of
from printed_dossiers import FILED, called, dossier, on
from web.report_builder import certificate, passing_checks, report, unreadable_report
from web.test_chromatogram_pictures import entry


class Page(HTMLParser):
    """What a browser sees: elements, addresses, text."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name in ("href", "src", "xlink:href", "action", "data"):
                self.addresses.append(value or "")
            if name == "id":
                self.ids.append(value or "")

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_has_what_the_paper_has() -> None:
    text = " ".join(Page(html_of(dossier())).text.split())
    (found,) = dossier().report.certificates
    for words in (
        "Fail", "Contradiction found", dossier().report.document.sha256, FILED.head_hash, "Report 4711",
        "812.937 (average)", "+1.029", "Prepared by", "second person", "What was not checked", found.not_proven[0],
        "Mass tolerance", "Consistent with its claims is not proven authentic", "Page 1 of 1 of the document",
    ):  # fmt: skip
        assert words in text
    assert all(" ".join(check.message.split()) in text for check in found.checks)


def test_it_needs_nothing_else_and_asks_for_nothing() -> None:
    page = Page(html_of(dossier()))
    inside = [one for one in page.addresses if one.startswith(("#", "data:image/png;base64,"))]
    assert inside == page.addresses
    assert any(one.startswith("data:") for one in page.addresses)
    assert not {"script", "iframe", "object", "embed", "link", "form"} & set(page.elements)
    assert not [name for name in page.attributes if name.startswith("on")]
    assert b"@import" not in html_of(dossier())
    assert not re.search(rb"url\(", html_of(dossier()))


def test_every_number_leads_to_its_frame() -> None:
    page = Page(html_of(dossier()))
    targets = {one[1:] for one in page.addresses if one.startswith("#")}
    assert len(targets) >= 17
    assert targets <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "</svg></style>", "&lt;b&gt;"],
)
def test_text_of_a_document_is_never_markup(hostile: str) -> None:
    page = Page(html_of(on(called(report(name=hostile), hostile))))
    assert page.text.count(hostile) >= 3
    assert "script" not in page.elements
    assert "onerror" not in page.attributes


def test_controls_and_halves_of_characters_are_replaced() -> None:
    page = html_of(on(called(report(name="\ud800.pdf"), "a\x00b\x1b\u202ec\u2066d"))).decode("utf-8")
    assert "a\ufffdb\ufffd\ufffdc\ufffdd" in page
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", page)
    assert "深圳 👩" in html_of(on(called(report(), "深圳 👩"))).decode("utf-8")


def test_plots_are_drawn_in_it() -> None:
    made = report()
    traced = made.certificates[0].model_copy(update={"chromatograms": (entry(),)})
    page = Page(html_of(on(made.model_copy(update={"certificates": (traced,)}))))
    assert page.elements.count("svg") == 4  # the trace, the ladder, two pages
    assert "99.00 %" in page.text


def test_a_document_that_could_not_be_read_and_one_of_several_certificates_have_pages() -> None:
    unreadable = Page(html_of(on(unreadable_report())))
    assert "neither a pass nor a contradiction" in unreadable.text
    assert "svg" not in unreadable.elements
    both = Page(html_of(on(report(certificates=(certificate(), certificate(passing_checks()))), filed=None)))
    assert "Certificate 2, Semax Amide" in both.text
    assert "Not filed in an archive" in both.text
