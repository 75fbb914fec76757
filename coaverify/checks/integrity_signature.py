"""integrity.signature: what a digital signature covers is as it was signed."""

from __future__ import annotations

from collections.abc import Sequence

from coaverify.checks.base import Answer, Check, fails, not_applicable, open_, passes
from coaverify.checks.case import Case
from coaverify.model.file_facts import Signature, SignatureState
from coaverify.model.finding import Hint, Level

_CODES = (  # the gravest first
    (SignatureState.BROKEN, "signature-broken", "The signed bytes of the file are not those that were signed"),
    (SignatureState.CHANGED, "changed-after-signing", "The file was changed after it was signed"),
    (SignatureState.UNREADABLE, "signature-not-judged", "The signature could not be judged"),
)


def _run(case: Case) -> Answer:
    facts = case.certificate.file
    if facts is None or not facts.signatures:
        return Answer("not-signed", "The file holds no digital signature.")
    for state, code, sentence in _CODES:
        concerned = [one for one in facts.signatures if one.state is state]
        if concerned:
            return Answer(code, f"{sentence}{_signers(concerned)}.")
    message = (
        f"Every digital signature in the file is intact{_signers(facts.signatures)}. Who that is was not verified."
    )
    return Answer("intact", message, hints=_hints(facts.signatures))


def _signers(signatures: Sequence[Signature]) -> str:
    named = [f"“{one.signer}”" + (f" on {one.signed[:10]}" if one.signed else "") for one in signatures if one.signer]
    return f" (in its certificate the signer is called {', '.join(named)})" if named else ""


def _hints(signatures: Sequence[Signature]) -> tuple[Hint, ...]:
    if not any(one.state is SignatureState.EXTENDED for one in signatures):
        return ()
    message = "After the signature, form fields were filled in or notes were added, as the signature allows."
    return (Hint(Level.WARN, "extended-after-signing", message),)


CHECK = Check(
    id="integrity.signature",
    title="Digital signatures are intact",
    rationale=(
        "A digital signature seals the bytes of a file. The seal is recomputed, what the signature covers is compared"
        " with the whole file, and what was appended later is looked at: further signatures and filled fields are "
        "allowed, other changes are not. It does not say who signed: anybody can make a key with any name, and no "
        "authority is trusted and nothing is fetched. A stamp or a drawn signature is a picture and no digital "
        "signature."
    ),
    concerns=(
        "The file carries a digital seal, and what you see is not what was sealed. The seal proves nothing any more."
    ),
    ask="Ask for the signed file as the laboratory sent it, unopened by any program that writes PDFs.",
    sources=(
        "ISO 32000-1 12.8 digital signatures, byte ranges and changes after signing",
        "ETSI EN 319 142-1 PAdES signatures",
        "RFC 5652 cryptographic message syntax",
    ),
    codes={
        "intact": passes("The signed bytes are as they were signed, and nothing was changed after."),
        "signature-broken": fails("The signed bytes were changed."),
        "changed-after-signing": fails("The file was changed after it was signed, or was signed in part only."),
        "signature-not-judged": open_("A signature is there and could not be judged."),
        "not-signed": not_applicable("The file holds no digital signature."),
    },
    function=_run,
)
