"""Timestamps of the trail by an authority (RFC 3161): proof to others that an entry was there at a time.

The authority is sent the hash of the trail's last entry and nothing else, and only where one is configured. The
mathematics is pyHanko's.
"""

from __future__ import annotations

import asyncio
import base64
import datetime
import logging
import os
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from asn1crypto import cms, tsp
from pyhanko.keys import load_certs_from_pemder
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation, validate_tst_signed_data
from pyhanko.sign.validation.status import TimestampSignatureStatus
from pyhanko_certvalidator import ValidationContext
from sqlalchemy import select

from coaverify.archive.archive import Archive
from coaverify.archive.canonical import Json
from coaverify.archive.errors import Altered, ArchiveError, NotInArchive
from coaverify.archive.tables import Entry
from coaverify.archive.trail import Kind

AUTHORITY_VARIABLE = "COAVERIFY_TIMESTAMP_AUTHORITY"
ROOTS_VARIABLE = "COAVERIFY_TIMESTAMP_ROOTS"  # a PEM file; without it no authority is trusted more than another
WAIT_SECONDS = 30
_LARGEST = 1_000_000  # bytes of an answer

# What pyHanko has to say of a broken token would go to standard error.
logging.getLogger("pyhanko").addHandler(logging.NullHandler())
logging.getLogger("pyhanko").propagate = False


@dataclass(frozen=True, slots=True)
class Timestamp:
    """What a token says. time: in UTC. authority: as its certificate names it.

    trusted: whether its certificate leads to a root that the user named.
    """

    time: datetime.datetime
    authority: str
    trusted: bool = False


@dataclass(frozen=True, slots=True)
class Stamped:
    """A timestamp that was filed as entry `seq`, over entry `of`."""

    seq: int
    of: int
    timestamp: Timestamp


def stamp(archive: Archive, authority: str, by: str) -> Stamped:
    """Ask an authority for a token over the hash of the trail's last entry, and file it.

    Raises:
        NotInArchive: where the trail is empty.
        ArchiveError: where the authority gives no token that holds; then nothing was filed.
    """
    with archive.reading() as connection:
        last = connection.execute(select(Entry.seq, Entry.hash).order_by(Entry.seq.desc()).limit(1)).first()
    if last is None:
        raise NotInArchive(f"{archive.location.shown}: there is nothing in this archive to timestamp.")
    token = _asked(authority, bytes.fromhex(last.hash))
    try:
        timestamp = checked(token, last.hash)
    except Altered as error:
        raise ArchiveError(f"{authority}: the answer does not hold. {error}") from error
    payload: dict[str, Json] = {
        "authority": authority,
        "entry": last.seq,
        "hash": last.hash,
        "token": base64.b64encode(token).decode("ascii"),
    }
    with archive.adding(by) as trail:
        entry = trail.add(Kind.TIMESTAMP, payload)
    return Stamped(entry.seq, last.seq, timestamp)


def checked(token_der: bytes, digest_hex: str) -> Timestamp:
    """What a token says, where it is over this SHA-256 and its signature holds.

    The certificate counts as of the time in the token, so that a token outlives it. With roots configured it has to
    lead to one of them.

    Raises:
        Altered: where it does not hold; the message says why.
    """
    try:
        content = cms.ContentInfo.load(token_der, strict=True)
        signed = content["content"]
        statement = signed["encap_content_info"]["content"].parsed
        made = statement["gen_time"].native
        algorithm = statement["message_imprint"]["hash_algorithm"]["algorithm"].native
        certificate = extract_certs_for_validation(signed).signer_cert
        roots = _roots()
        context = ValidationContext(
            trust_roots=roots or [certificate], other_certs=_certificates_in(signed), moment=made, allow_fetching=False
        )
        validation = validate_tst_signed_data(signed, context, lambda _algorithm: bytes.fromhex(digest_hex))
        status = TimestampSignatureStatus(**asyncio.run(validation))
    except ArchiveError:
        raise
    except Exception as error:  # asn1crypto and pyHanko raise whatever a broken token makes them stumble over
        raise Altered(f"The timestamp cannot be read: {error}") from error
    if algorithm != "sha256" or not status.intact:
        raise Altered("The timestamp is over something else, or was altered.")
    if not status.valid:
        raise Altered("The signature of the timestamp does not hold.")
    if not _is_for_timestamps(certificate, made):
        raise Altered("The certificate of the timestamp's authority was not made for timestamps, or not for that day.")
    if not status.trusted:
        raise Altered("The certificate of the timestamp's authority does not lead to a root that you trust.")
    return Timestamp(made.astimezone(datetime.UTC), _name(certificate), trusted=bool(roots))


def _is_for_timestamps(certificate: Any, made: datetime.datetime) -> bool:
    """RFC 3161 section 2.3: this use and no other. A certificate that is a root by itself is not asked elsewhere."""
    usage = certificate.extended_key_usage_value
    on_the_day = certificate.not_valid_before <= made <= certificate.not_valid_after
    return usage is not None and usage.native == ["time_stamping"] and on_the_day


def _certificates_in(signed: Any) -> list[Any]:
    return [one.chosen for one in signed["certificates"]] if signed["certificates"] else []


def _name(certificate: Any) -> str:
    native = certificate.subject.native
    return str(native.get("common_name") or native.get("organization_name") or certificate.subject.human_friendly)


def _roots() -> list[Any]:
    """The certificates that the user trusts; none where nothing is configured.

    Raises:
        ArchiveError: where the file cannot be read.
    """
    named = os.environ.get(ROOTS_VARIABLE)
    if not named:
        return []
    try:
        roots = list(load_certs_from_pemder([str(Path(named))]))  # type: ignore[no-untyped-call]  # pyHanko's
    except (OSError, ValueError) as error:
        raise ArchiveError(f"{ROOTS_VARIABLE}: {named} cannot be read: {error}") from error
    if not roots:
        raise ArchiveError(f"{ROOTS_VARIABLE}: {named} holds no certificate.")
    return roots


def _asked(authority: str, digest: bytes) -> bytes:
    """The token that the authority gives, DER.

    Raises:
        ArchiveError: where it gives none.
    """
    if not authority.startswith(("https://", "http://")):
        raise ArchiveError(f"{authority}: an authority's address begins with https:// or http://.")
    try:
        token = asyncio.run(_Authority(authority).async_timestamp(digest, "sha256"))
        return bytes(token.dump())
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        # an answer that is none makes asn1crypto and pyHanko raise any of the last four
        cause = error.reason if isinstance(error, urllib.error.URLError) else error
        raise ArchiveError(f"{authority}: no timestamp was given: {cause}") from error


class _Authority(TimeStamper):
    """Asks over HTTP, RFC 3161 section 3.4, with what Python itself has."""

    def __init__(self, address: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # pyHanko's
        self._address = address

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        request = urllib.request.Request(self._address, data=req.dump(), headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=WAIT_SECONDS) as answer:
                return tsp.TimeStampResp.load(answer.read(_LARGEST), strict=True)
        except urllib.error.HTTPError as error:
            with error:  # it holds the connection
                raise OSError(f"it answered with HTTP {error.code} {error.reason}") from error
