"""What a file tells beside its pages: who wrote it and when, signatures, and values that are no part of the page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coaverify.model.evidence import Box, Evidence


@dataclass(frozen=True, slots=True)
class Origin:
    """What the file says of its making, in its information dictionary and in its XMP packet. Dates: ISO 8601 or ""."""

    producer: str = ""
    creator: str = ""
    created: str = ""
    modified: str = ""
    xmp_producer: str = ""
    xmp_creator: str = ""
    xmp_created: str = ""
    xmp_modified: str = ""
    history: tuple[str, ...] = ()  # programs that the XMP packet names as having saved the file, oldest first


class SignatureState(StrEnum):
    """What became of the signed bytes. Who signed is another question, and not answered here."""

    INTACT = "intact"  # the signed bytes are as they were, and nothing was changed after them
    EXTENDED = "extended"  # changed later in ways that a signature leaves open: forms, further signatures
    CHANGED = "changed"  # what the file shows may have been changed after it was signed
    BROKEN = "broken"  # the signed bytes are not those that were signed
    UNREADABLE = "unreadable"  # it could not be judged


@dataclass(frozen=True, slots=True)
class Signature:
    """A digital signature in the file. `signer` is the name in its certificate, which nobody vouched for."""

    state: SignatureState
    signer: str = ""
    signed: str = ""  # ISO 8601, as the signer's own clock had it; "" where not stated
    whole: bool = True  # whether it covers the file to its end


class CarrierKind(StrEnum):
    """What lies on a page and is no part of its content."""

    FIELD = "form field"
    NOTE = "typed note"
    STAMP = "stamp"
    OTHER = "annotation"


@dataclass(frozen=True, slots=True)
class Carrier:
    """A form field or an annotation on a page that shows or states words.

    stated: what the file gives as its value (/V of a field, /Contents of a note); "" for none.
    beneath: the words of the page's own content at its place, that is without any annotation.
    """

    kind: CarrierKind
    box: Box
    stated: str = ""
    beneath: str = ""


@dataclass(frozen=True, slots=True)
class CarriedValue:
    """A carrier at its place: what is shown there, and the claim that is read from it ("" for none)."""

    kind: CarrierKind
    stated: str
    beneath: str
    shown: Evidence  # its text: what a reader sees
    claim: str = ""


class Difference(StrEnum):
    """In what the type of a value differs."""

    FAMILY = "font"
    WEIGHT = "weight"
    SIZE = "size"
    BASELINE = "baseline"
    COLOUR = "colour"


@dataclass(frozen=True, slots=True)
class OddStyle:
    """Type that differs inside one value, or of one value from those above and below it.

    within: True where the characters of one value differ among themselves.
    clear: True where neither emphasis nor the kind of characters nor a manner of the page explains it.
    text, style: the words that stand out, and how they are set; usual: how the rest is set.
    """

    claim: str
    differs: tuple[Difference, ...]
    within: bool
    clear: bool
    text: str
    style: str
    usual: str


@dataclass(frozen=True, slots=True)
class Seam:
    """A value in a JPEG whose pixels lack the traces of an earlier saving that the page's other words bear."""

    claim: str
    shown: Evidence


class AlterationKind(StrEnum):
    """What a later revision of the file did beside changing a claim."""

    WORDS = "words"  # figures outside of the claims read otherwise
    ADDED = "added"  # words were added
    REMOVED = "removed"  # a claim that was stated is not any more
    PICTURE = "picture"  # a picture was exchanged
    PAGES = "pages"  # pages were added or taken away


@dataclass(frozen=True, slots=True)
class Alteration:
    """A difference between an earlier state of the file and what it is now, in words for the reader."""

    kind: AlterationKind
    before: str
    after: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the file tells, for the checks of its integrity. None of it is evidence for a claim."""

    origin: Origin
    signatures: tuple[Signature, ...] = ()
