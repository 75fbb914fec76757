"""integrity.origin: what the file says, or its pixels tell, of its making does not contradict itself."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from coaverify.checks.base import Answer, Check, evidence_of, not_applicable, open_, passes
from coaverify.checks.case import Case
from coaverify.checks.software import ProgramKind, kind_of
from coaverify.model.certificate import Certificate
from coaverify.model.file_facts import Origin
from coaverify.model.finding import Hint, Level

A_DAY = datetime.timedelta(days=1)
LONG_AFTER = datetime.timedelta(days=2 * 365)
# What programs without a clock write: the first moments of their calendars
_NO_CLOCK = {datetime.date(1970, 1, 1), datetime.date(1980, 1, 1), datetime.date(2000, 1, 1)}

_EDITORS = {
    ProgramKind.IMAGE_EDITOR: (Level.WARN, "image-editor"),
    ProgramKind.PDF_EDITOR: (Level.WARN, "pdf-editor"),
    ProgramKind.ASSEMBLER: (Level.INFO, "copying-tool"),
}


def _run(case: Case) -> Answer:
    certificate = case.certificate
    if certificate.file is None:
        message = "The certificate is a picture: nothing is known of its making."
        return Answer("no-file-facts", message, hints=tuple(_seams(certificate)))
    origin = certificate.file.origin
    hints = (*_programs(origin), *_packet(origin), *_dates(origin, certificate), *_seams(certificate))
    created, modified = _day(origin.created), _day(origin.modified)
    if created and modified and created - modified > A_DAY:
        message = f"The file says that it was last changed on {modified}, before it was made on {created}."
        return Answer("changed-before-made", message, hints=hints)
    if hints:
        return Answer("nothing-contradicts", "What the file says of its making contradicts nothing.", hints=hints)
    return Answer("nothing-odd", "Nothing is odd in what the file says of its making.")


def _programs(origin: Origin) -> Iterator[Hint]:
    """Programs that are for editing, each kind once."""
    names = (origin.producer, origin.creator, origin.xmp_producer, origin.xmp_creator, *origin.history)
    seen: set[ProgramKind] = set()
    for name in names:
        kind = kind_of(name) if name else None
        if kind in _EDITORS and kind not in seen:
            seen.add(kind)
            level, code = _EDITORS[kind]
            message = (
                f"The file names “{name}”, {kind}. Laboratories use such programs, too; so does who alters a file."
            )
            if kind is ProgramKind.ASSEMBLER:
                message = f"The file names “{name}”, {kind}: it is a copy and not the file as first written."
            yield Hint(level, code, message)


def _packet(origin: Origin) -> Iterator[Hint]:
    """Where the file's two places for such statements disagree: a program wrote the one and not the other."""
    created, stated = _day(origin.created), _day(origin.xmp_created)
    if created and stated and abs(created - stated) > A_DAY:
        message = f"The file says twice when it was made: on {created}, and (XMP) on {stated}."
        yield Hint(Level.WARN, "dates-disagree", message)
    one, other = kind_of(origin.producer), kind_of(origin.xmp_producer)
    if one is not None and other is not None and one is not other:
        message = f"The file says twice what wrote it: “{origin.producer}”, and (XMP) “{origin.xmp_producer}”."
        yield Hint(Level.WARN, "programs-disagree", message)


def _dates(origin: Origin, certificate: Certificate) -> Iterator[Hint]:
    created, modified = _day(origin.created), _day(origin.modified)
    if created and modified and modified - created > A_DAY:
        message = f"The file was made on {created} and saved again on {modified}."
        yield Hint(Level.INFO, "saved-again", message)
    if created is None:
        return
    for name in ("analysis_date", "issue_date"):
        reading = getattr(certificate, name)
        printed = _day(reading.value.iso) if reading is not None and not reading.doubts else None
        if printed is None:
            continue
        claim = name.replace("_", " ")
        if printed - created > A_DAY:
            message = f"The file was made on {created}, before its {claim}, {printed}."
            yield Hint(Level.WARN, "made-before-its-date", message, evidence_of(reading))
            return
        elif name == "issue_date" and created - printed > LONG_AFTER:
            message = f"The file was made on {created}, years after its {claim}, {printed}."
            yield Hint(Level.INFO, "made-years-after", message, evidence_of(reading))


def _seams(certificate: Certificate) -> Iterator[Hint]:
    for seam in certificate.seams:
        message = (
            f"“{seam.shown.text}” ({seam.claim.replace('_', ' ')}) lacks the traces of an earlier saving that the rest "
            "of this picture bears. It may have been put there after the picture was first saved."
        )
        yield Hint(Level.WARN, "saved-otherwise", message, (seam.shown,))


def _day(iso: str) -> datetime.date | None:
    """The day of a date as exact as that; None for others, and for what no clock stands behind."""
    try:
        day = datetime.date.fromisoformat(iso[:10])
    except ValueError:
        return None
    return None if day in _NO_CLOCK else day


CHECK = Check(
    id="integrity.origin",
    title="What the file says of its making contradicts nothing",
    rationale=(
        "A PDF names the program that wrote it and says when it was made and last saved, often twice (information "
        "dictionary and XMP packet). Programs for editing, statements that disagree, and a file that is older than "
        "the dates printed on it are worth a question. So is a value in a scan or photo whose pixels were not saved "
        "as often as those around it: a JPEG that was saved again, more finely, keeps traces of the coarser first "
        "saving, and what was put in between has none. That cannot be seen where the picture was saved only once or "
        "is no JPEG, where the later saving was about as coarse as the first or coarser, where the paper is burnt out "
        "to pure white, and where the picture was cropped, turned or scaled in between. All this is a lead and no "
        "proof: it can be changed by anybody and goes wrong in honest offices. Only hints come of it; and it stays "
        "open where a file was changed before it was made."
    ),
    concerns=(
        "The file's own record of when and with what it was made is odd. By itself this says nothing about the results."
    ),
    ask="Ask for the file as the laboratory's system wrote it.",
    sources=(
        "ISO 32000-1 14.3.3 document information dictionary",
        "ISO 16684-1 XMP",
        "ITU-T T.81 (ISO/IEC 10918-1) A.3.4 and annex K: quantisation of a JPEG's coefficients, and its usual tables",
    ),
    codes={
        "nothing-odd": passes("The file's record of its making is unremarkable."),
        "nothing-contradicts": passes("Something in the record is worth knowing (hints); nothing contradicts itself."),
        "changed-before-made": open_("By its own record the file was changed before it was made."),
        "no-file-facts": not_applicable("The certificate is a picture."),
    },
    function=_run,
)
