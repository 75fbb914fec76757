"""Ions read in the figures of mass spectra, vector and recognised from pixels."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from certificate_pages import lines
from coaverify.extract import extract
from coaverify.extract.figures.axes import figures_of
from coaverify.extract.figures.spectra import spectra_of
from coaverify.model.certificate import ObservedIon
from coaverify.model.document import Document
from coaverify.model.evidence import Doubt, Reading, Source
from spectrum_pages import BASICS, SEMAX, Stick, as_read, drawn, page_of, recognised

Ion = tuple[str, int | None, str | None]


def ions(document: Document) -> list[Reading[ObservedIon]]:
    return [ion for spectrum in spectra_of(figures_of(page_of(document))) for ion in spectrum.ions]


def plain(readings: Sequence[Reading[ObservedIon]]) -> list[Ion]:
    return [(str(one.value.mz.value), one.value.charge, one.value.adduct) for one in readings]


BOTH: list[Ion] = [("407.7", 2, "H"), ("814.4", 1, "H")]


@pytest.mark.parametrize("profile", [False, True])
@pytest.mark.parametrize("title", ["m/z", "m/z, Da", "Mass (m/z)", "Mass/Charge", "Da"])
def test_labels_with_their_ions_are_read_for_sure(title: str, profile: bool) -> None:
    found = ions(as_read(drawn(SEMAX, title=title, profile=profile)))
    assert plain(found) == BOTH
    assert all(one.evidence.source is Source.FIGURE and not one.doubts for one in found)


def test_a_figure_recognised_from_pixels_reads_the_same() -> None:
    found = ions(recognised(as_read(drawn(SEMAX))))
    assert plain(found) == BOTH
    assert not any(one.doubts for one in found)


def test_ticks_that_were_misread_or_not_seen_are_outvoted() -> None:
    document = as_read(drawn(SEMAX))
    found = ions(recognised(document, {"300": "800", "500": "", "900": "9O0", "1100": "1l00"}))
    assert plain(found) == BOTH


def test_what_the_recogniser_was_not_sure_of_is_doubtful() -> None:
    found = ions(recognised(as_read(drawn(SEMAX)), confidence=0.7))
    assert plain(found) == BOTH
    assert all(one.doubts == (Doubt.LOW_CONFIDENCE,) for one in found)


@pytest.mark.parametrize("flattened", ["[M+2H]²+", "(M+2H)2+", "M+2H2+", "[M+2H]+2"])
def test_ions_are_read_however_they_are_flattened(flattened: str) -> None:
    assert plain(ions(recognised(as_read(drawn(SEMAX)), {"[M+2H]2+": flattened}))) == BOTH


@pytest.mark.parametrize("broken", ["lM+2H]2+", "[M+2H]2*", "[M+2Hl2+"])
def test_an_ion_that_had_to_be_mended_is_doubtful(broken: str) -> None:
    doubly, singly = ions(recognised(as_read(drawn(SEMAX)), {"[M+2H]2+": broken}))
    assert plain([doubly, singly]) == BOTH
    assert doubly.doubts
    assert not singly.doubts


def test_labels_set_upwards_are_read() -> None:
    sticks = [
        Stick(407.7, 0.6, "407.7", "(2+)", rotated=True),
        Stick(814.4, 0.5, "814.4", "[M+H]+", rotated=True),
    ]
    assert plain(ions(as_read(drawn(sticks)))) == [("407.7", 2, None), ("814.4", 1, "H")]


def test_a_spectrum_that_lies_on_its_side_is_read_with_its_place_on_the_page() -> None:
    document = as_read(drawn(SEMAX, turned=True))
    found = ions(document)
    assert plain(found) == BOTH
    label = next(word for word in page_of(document).words if word.text == "814.4")
    assert found[1].evidence.box.contains(label.box)


def test_a_page_that_was_turned_to_be_laid_out_keeps_the_places_of_its_ions() -> None:
    caption = "Sample: Semax, lot AB1234, capillary 3.5 kV, source 120 C, scan from 200 to 1200, interface ESI"
    document = as_read(drawn(SEMAX, turned=True, caption=caption))
    (certificate,) = extract(document)
    assert plain(certificate.observed_ions) == BOTH
    for ion, text in zip(certificate.observed_ions, ("407.7", "814.4"), strict=True):
        label = next(word for word in page_of(document).words if word.text == text)
        assert ion.evidence.box.contains(label.box)


def test_an_ion_far_from_its_label_goes_to_the_one_that_agrees_on_the_mass() -> None:
    sticks = [
        Stick(407.7, 1.0, "407.7", "[M+2H]2+"),
        Stick(426.7, 0.1, "426.7", "[M+H]+"),  # a line in the drawing leads on to 814.4
        Stick(814.4, 0.3, "814.4"),
    ]
    assert plain(ions(as_read(drawn(sticks)))) == BOTH


def test_an_ion_alone_between_two_labels_is_doubtful() -> None:
    sticks = [Stick(726.6, 0.3, "726.6", "[M+H]+"), Stick(730.4, 0.45, "730.4")]
    (found,) = ions(as_read(drawn(sticks)))
    assert found.doubts


def test_several_carriers_of_charge_are_told_apart() -> None:
    sticks = [Stick(504.4, 0.9, "504.4", "[M+2H]2+"), Stick(523.4, 0.3, "523.4", "[M+H+K]2+")]
    assert plain(ions(as_read(drawn(sticks)))) == [("504.4", 2, "H"), ("523.4", 2, "H+K")]


def test_zeros_that_all_labels_end_in_are_no_digits_measured() -> None:
    sticks = [Stick(407.7, 1.0, "407.700", "[M+2H]2+"), Stick(814.3, 0.4, "814.300", "[M+H]+")]
    assert plain(ions(as_read(drawn(sticks)))) == [("407.7", 2, "H"), ("814.3", 1, "H")]


def test_charges_of_bare_labels_are_guessed_from_the_mass_that_they_share() -> None:
    sticks = [Stick(407.7, 0.5, "407.7"), Stick(650.3, 0.05, "650.3"), Stick(814.4, 1.0, "814.4")]
    found = ions(as_read(drawn(sticks)))
    assert plain(found) == [("407.7", 2, None), ("814.4", 1, None)]
    assert all(one.doubts for one in found)


def test_of_labels_that_share_no_mass_the_highest_is_shown_without_a_charge() -> None:
    sticks = [Stick(390.1, 0.2, "390.1"), Stick(650.3, 0.3, "650.3"), Stick(814.4, 1.0, "814.4")]
    (found,) = ions(as_read(drawn(sticks)))
    assert plain([found]) == [("814.4", None, None)]
    assert found.doubts


def test_a_label_that_is_not_where_the_axis_says_is_doubtful() -> None:
    sticks = [Stick(407.7, 1.0, "407.7", "[M+2H]2+"), Stick(814.4, 0.6, "814.4", "[M+H]+", aside=40)]
    doubly, singly = ions(as_read(drawn(sticks)))
    assert not doubly.doubts
    assert singly.doubts


def test_a_number_that_the_axis_contradicts_is_no_label() -> None:
    sticks = [Stick(407.7, 1.0, "407.7", "[M+2H]2+"), Stick(600.0, 0.6, "1014.4", "[M+H]+")]
    assert plain(ions(as_read(drawn(sticks)))) == [("407.7", 2, "H")]


def test_the_spectrum_of_a_standard_is_doubtful() -> None:
    words = (*BASICS, (200.0, 385.0, "Reference standard"))
    assert all(one.doubts for one in ions(as_read(drawn(SEMAX, words=words))))


def test_an_axis_of_minutes_carries_no_ions() -> None:
    sticks = [Stick(8.9, 1.0, "8.879"), Stick(12.0, 0.3, "11.983")]
    assert ions(as_read(drawn(sticks, ticks=tuple(range(0, 31, 5)), title="Time (min)"))) == []


def test_an_axis_without_a_title_carries_ions_only_where_they_are_written() -> None:
    written, bare = SEMAX, [Stick(814.4, 1.0, "814.4"), Stick(407.7, 0.4, "407.7")]
    found = ions(as_read(drawn(written, title="")))
    assert plain(found) == BOTH
    assert all(one.doubts for one in found)
    assert ions(as_read(drawn(bare, title=""))) == []


def test_a_picture_without_an_axis_is_read_with_doubt() -> None:
    ticks = {str(tick): "" for tick in range(200, 1201, 100)}
    found = ions(recognised(as_read(drawn(SEMAX)), {**ticks, "m/z": ""}))
    assert plain(found) == BOTH
    assert all(one.doubts for one in found)


def test_a_table_of_numbers_is_no_spectrum() -> None:
    table = lines("m/z 400 500 600 700 800", "[M+H]+ 814.4 (1+)", "Area 100 200 300 400 500", top=300)
    data = drawn([], words=(*BASICS, *table), ticks=(0, 1), title="")
    assert ions(as_read(data)) == []


def test_text_comes_before_figures_and_figures_that_are_not_sure_then_stay_away() -> None:
    words = (*BASICS, (60.0, 160.0, "ESI-MS [M+H]+: 814.38"))
    (certificate,) = extract(as_read(drawn(SEMAX, words=words)))
    assert plain(certificate.observed_ions) == [("814.38", 1, "H"), ("407.7", 2, "H"), ("814.4", 1, "H")]
    assert [one.evidence.source for one in certificate.observed_ions] == [Source.TEXT, Source.FIGURE, Source.FIGURE]
    bare = [replace_ion(stick) for stick in SEMAX]
    (certificate,) = extract(as_read(drawn(bare, words=words)))
    assert plain(certificate.observed_ions) == [("814.38", 1, "H")]


def replace_ion(stick: Stick) -> Stick:
    return Stick(stick.mz, stick.height, stick.label)


def test_words_of_a_figure_are_no_labels_with_values_under_them() -> None:
    (certificate,) = extract(recognised(as_read(drawn(SEMAX))))
    assert plain(certificate.observed_ions) == BOTH
    assert certificate.observed_mass is None


def test_the_only_ion_written_is_sure_at_the_highest_peak_alone() -> None:
    base = [Stick(814.4, 0.9, "814.4", "[M+H]+"), Stick(426.7, 0.2, "426.7")]
    minor = [Stick(814.4, 0.9, "814.4"), Stick(426.7, 0.2, "426.7", "[M+2H]2+")]
    assert [one.doubts for one in ions(as_read(drawn(base)))] == [()]
    assert [bool(one.doubts) for one in ions(as_read(drawn(minor)))] == [True]


def test_two_ways_to_share_out_the_ions_leave_them_doubtful() -> None:
    sticks = [  # 4+ and 2+ of one molecule, or 2+ and 1+ of another of half its mass
        Stick(600.0, 0.9, "600.0", "[M+4H]4+"),
        Stick(1100.0, 0.5, "", "[M+H]+"),
        Stick(1199.0, 0.5, "1199.0", "[M+2H]2+"),
    ]
    found = ions(as_read(drawn(sticks, ticks=tuple(range(200, 1601, 200)))))
    assert plain(found) == [("600.0", 4, "H"), ("1199.0", 2, "H")]
    assert all(one.doubts for one in found)
