"""What kind of paper a certificate is, told by what stands on it, and what the standards ask of each kind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from coaverify.model.certificate import Certificate
from coaverify.model.paperwork import Said


class Kind(Enum):
    """Who stands for the results, and of what."""

    MAKER = "a maker's or seller's certificate"
    THIRD_PARTY = "a test laboratory's report for a client"
    SHEET = "an instrument's sheet"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something to be stated: any of the claims, or any of the remarks. `of`: the kinds of paper that should."""

    name: str
    claims: tuple[str, ...]
    said: tuple[Said, ...]
    asked_by: str
    of: frozenset[Kind]
    essential: bool = False


_ALL = frozenset(Kind)
_PAPERS = frozenset([Kind.MAKER, Kind.THIRD_PARTY])
_MAKER, _LABORATORY = frozenset([Kind.MAKER]), frozenset([Kind.THIRD_PARTY])
_Q7, _WHO, _USP, _ISO = "ICH Q7 11.4", "WHO TRS 1010 Annex 4", "USP <1080>", "ISO/IEC 17025 7.8.2.1"


def _from(*standards: str) -> str:
    return ", ".join(standards)


WANTED: tuple[Wanted, ...] = (
    Wanted("the material", ("product_name",), (), _from(_Q7, _WHO, _USP, f"{_ISO} g"), _ALL, essential=True),
    Wanted("the lot", ("lot_number",), (), _from(_Q7, _WHO, _USP, f"{_ISO} g"), _ALL, essential=True),
    Wanted("who issued it", ("vendor", "laboratory", "manufacturer"), (), _from(_Q7, _WHO, _USP, f"{_ISO} b"),
           _ALL, essential=True),
    Wanted("a date of test or issue", ("analysis_date", "issue_date"), (), _from(_Q7, _WHO, f"{_ISO} i, j"),
           _ALL, essential=True),
    Wanted("a retest or expiry date", ("retest_date", "expiry_date"), (), _from(_Q7, _WHO, _USP), _MAKER),
    Wanted("a purity with its figure", ("hplc_purity",), (), _from(_Q7, _WHO, f"{_ISO} m"), _ALL),
    Wanted("the acceptance limit", ("purity_specification",), (), _from(_Q7, _WHO, _USP), _MAKER),
    Wanted("an observed mass", ("observed_mass", "observed_ions"), (), _from(_Q7, _WHO, f"{_ISO} m"), _PAPERS),
    Wanted("the appearance", ("appearance",), (), _from(_Q7, _USP), _MAKER),
    Wanted("a title", (), (Said.TITLE,), _from(_WHO, _USP, f"{_ISO} a"), _PAPERS),
    Wanted("an address or telephone of the issuer", ("addresses",), (Said.CONTACT,),
           _from(_Q7, _WHO, _USP, f"{_ISO} b, c"), _PAPERS),
    Wanted("a number of the report", ("task_number", "verification_key"), (), _from(_WHO, f"{_ISO} d"), _LABORATORY),
    Wanted("pages counted", (), (Said.PAGES_COUNTED,), _from(_WHO, f"{_ISO} d"), frozenset()),
    Wanted("the client", ("client", "vendor"), (), _from(_WHO, _USP, f"{_ISO} e"), _LABORATORY),
    Wanted("when the sample was received", ("received_date",), (), _from(_WHO, f"{_ISO} h"), _LABORATORY),
    Wanted("the methods", ("method", "instrument"), (Said.METHODS,), _from(_Q7, _USP, f"{_ISO} f"), _PAPERS),
    Wanted("that the results are of the tested items only", (), (Said.ONLY_ITEMS_TESTED,), f"{_ISO} l", _LABORATORY),
    Wanted("who signed or approved it", (), (Said.SIGNED,), _from(_Q7, _WHO, _USP, f"{_ISO} o"), _PAPERS),
)  # fmt: skip
_OF_TESTING = ("client", "received_date", "task_number", "verification_key", "verification_url")


def kind_of(certificate: Certificate) -> Kind:
    """The kind of paper. A client and what a laboratory books in make a report; curves without a title a sheet."""
    stated = [claim for claim in _OF_TESTING if getattr(certificate, claim) is not None]
    titled = any(one.value.said is Said.TITLE for one in certificate.remarks)
    if len(stated) >= 2 and ("client" in stated or "received_date" in stated):
        return Kind.THIRD_PARTY
    measured = certificate.peak_table or certificate.traces or certificate.observed_ions
    dates = (certificate.issue_date, certificate.retest_date, certificate.expiry_date, certificate.manufacture_date)
    if measured and not titled and not any(dates) and certificate.purity_specification is None:
        return Kind.SHEET
    return Kind.MAKER


def is_stated(certificate: Certificate, wanted: Wanted) -> bool:
    """Whether the certificate states it, by a claim or by a remark."""
    if any(getattr(certificate, claim) not in (None, ()) for claim in wanted.claims):
        return True
    return any(one.value.said in wanted.said for one in certificate.remarks)
