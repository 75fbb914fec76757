"""documentation.verification: where the report can be asked for, and whether code, address and number agree."""

from __future__ import annotations

from coaverify.checks.base import (
    READ_WITH_DOUBT,
    Answer,
    Check,
    doubtful,
    evidence_of,
    fails,
    not_applicable,
    open_,
    passes,
)
from coaverify.checks.case import Case
from coaverify.checks.domains import SHORTENERS, is_free_mail, is_named_after, registrable
from coaverify.checks.report_codes import code_addresses, contradiction
from coaverify.checks.report_numbers import hints_on_numbers
from coaverify.model.certificate import Certificate, Text
from coaverify.model.finding import Hint, Level
from coaverify.reference.laboratories import Laboratory, laboratories


def _run(case: Case) -> Answer:
    certificate = case.certificate
    url, key = certificate.verification_url, certificate.verification_key
    by_code = code_addresses(certificate.codes)
    wrong = contradiction(certificate)
    known = recognised(certificate) if url or key or by_code or certificate.task_number else None
    hints = tuple(_hints(certificate, known, by_code)) if url or by_code else ()
    hints = (*hints, *hints_on_numbers(certificate, known))
    if wrong is not None:
        code, reading = wrong
        message = f"A code on the page holds “{code.value[:120]}”; the page prints {reading.value}."
        answer = READ_WITH_DOUBT if doubtful((reading,)) else "code-differs"
        return Answer(answer, message, evidence_of(code, reading), code.value[:200], reading.value, hints=hints)
    domains = {registrable(one): reading for one, reading in by_code if registrable(one) not in SHORTENERS}
    if url is not None:
        domains.setdefault(registrable(_host(url.value)), url)
    if len(domains) > 1:
        first, second = list(domains)[:2]
        message = (
            f"The page gives two addresses for verification, at {first} and at {second}; ask which is the laboratory's."
        )
        return Answer("addresses-differ", message, evidence_of(*domains.values()), first, second, hints=hints)
    where = url or next((reading for _, reading in by_code), None)
    if where is None and (known is None or not known.verify):
        keyed = f" Its key is {key.value}; look up the laboratory's own address." if key is not None else ""
        message = f"No address is printed at which the report could be asked for.{keyed}"
        return Answer("no-address", message, evidence_of(key), hints=hints)
    return Answer("address-given", _what_to_do(certificate, where, known), evidence_of(where, key), hints=hints)


def recognised(certificate: Certificate) -> Laboratory | None:
    """The laboratory of the reference that issued the paper: by its name, else by an address on the page."""
    parties = (certificate.laboratory, certificate.manufacturer)
    for laboratory in laboratories():
        if any(party is not None and laboratory.is_called(party.value) for party in parties):
            return laboratory
    domains = {registrable(one.value.domain) for one in certificate.addresses}
    return next((one for one in laboratories() if domains & set(one.domains)), None)


def _host(address: str) -> str:
    """The host of a printed address, with or without its scheme."""
    return address.lower().split("://")[-1].partition("/")[0].rpartition("@")[2].removeprefix("www.")


def _what_to_do(certificate: Certificate, where: Text | None, known: Laboratory | None) -> str:
    address = known.verify if known is not None and known.verify else where.value if where is not None else ""
    number = certificate.verification_key or certificate.task_number
    asked = f" with {number.value}" if number is not None else ""
    own = f" (the address of {known.name} itself)" if known is not None and known.verify else ""
    return (
        f"Ask at {address[:150]}{own}{asked}, and compare product, lot, purity and dates with this paper. "
        "Nobody has asked there: the program fetches nothing."
    )


def _hints(certificate: Certificate, known: Laboratory | None, by_code: list[tuple[str, Text]]) -> list[Hint]:
    hints = []
    url = certificate.verification_url
    places = [*([(_host(url.value), url)] if url is not None else []), *by_code]
    for host, reading in places[:1]:
        domain = registrable(host)
        if domain in SHORTENERS:
            message = f"{domain} leads on to any address; look where it ends before you believe what stands there."
            hints.append(Hint(Level.WARN, "address-hidden", message, evidence_of(reading)))
        elif known is not None and domain not in known.domains:
            message = f"{domain} is not an address of {known.name}, whose own is {known.domains[0]}."
            hints.append(Hint(Level.WARN, "not-the-laboratorys-address", message, evidence_of(reading)))
        elif known is None and (whose := _whose(certificate, domain)):
            hints.append(Hint(Level.WARN, "sellers-address", whose, evidence_of(reading)))
        elif known is None and not _is_issuers(certificate, domain):
            message = (
                f"Nothing else on the paper ties {domain} to whoever issued it. That proves nothing; look up the "
                "laboratory's own address and ask there."
            )
            hints.append(Hint(Level.INFO, "address-of-nobody-named", message, evidence_of(reading)))
    return hints


def _whose(certificate: Certificate, domain: str) -> str:
    """What is wrong where the address is the seller's and the tests are said to be another's."""
    tested = certificate.laboratory
    if tested is None or is_named_after(domain, tested.value):
        return ""
    for party in (certificate.vendor, certificate.client):
        if party is not None and party.value != tested.value and is_named_after(domain, party.value):
            return (
                f"{domain} is by its name {party.value}'s, who sells; {tested.value} is said to have tested. Only the "
                "laboratory's own page can tell you what the laboratory reported."
            )
    return ""


def _is_issuers(certificate: Certificate, domain: str) -> bool:
    """Whether a party's name, or an address of mail or the web elsewhere on the page, is of this domain."""
    parties = (certificate.laboratory, certificate.vendor, certificate.manufacturer)
    if any(party is not None and is_named_after(domain, party.value) for party in parties):
        return True
    mails = (registrable(one.value.domain) for one in certificate.addresses if one.value.mail)
    return any(domain == mail and not is_free_mail(mail) for mail in mails)


CHECK = Check(
    id="documentation.verification",
    title="Where the report can be asked for, and by which number",
    rationale=(
        "Many laboratories let you ask for a report by its number or key. What the page prints and what its "
        "codes hold must "
        "be of one report: a code with another number, lot or key than the page, or a second address under another "
        "domain, does not belong to it. The address should be the laboratory's own: registered domains are compared "
        "with the letterhead, with addresses of mail and with the laboratories of the reference. An address of "
        "the seller's, "
        "a number that its laboratory does not write so, or a day in it that the page does not print are "
        "hints. Nothing is "
        "fetched: you get the address and what to compare. A portal that knows a report proves that it was issued, and "
        "not what is in your vial; one that does not know it proves nothing."
    ),
    concerns=(
        "The page and its code speak of different reports, or send you to two different places. What you would "
        "find there "
        "need not be the report of what you hold."
    ),
    ask="Ask the laboratory, by an address that you looked up yourself, whether it issued this report, and for a copy.",
    sources=(
        "ISO/IEC 17025:2017 7.8.2.1 d: unique identification of a report",
        "ISO/IEC 18004: QR code",
        "RFC 8499: public suffixes of domain names",
    ),
    codes={
        "address-given": passes("The paper says where to ask, and nothing on it disagrees. Nobody has asked there."),
        "code-differs": fails("A code on the page holds another number, lot or key than the page prints."),
        "addresses-differ": open_("The page gives addresses for verification under two domains."),
        "read-with-doubt": open_("The number was read with doubt."),
        "no-address": not_applicable("No address is printed at which the report could be asked for."),
    },
    function=_run,
    required=True,
)
