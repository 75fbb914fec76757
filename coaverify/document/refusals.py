"""Every reason for which a document is not read: code and sentence, in one table.

Exceptions of the PDF libraries are translated here and go no further.
"""

from __future__ import annotations

import pypdfium2
import pypdfium2.raw as pdfium

from coaverify.model.errors import ErrorCode, Unreadable

EMPTY = (ErrorCode.EMPTY, "The file is empty (0 bytes). Send the document again.")
UNSUPPORTED = (
    ErrorCode.UNSUPPORTED_TYPE,
    "The file is neither a PDF nor a picture (JPEG, PNG, TIFF, WebP, HEIC). Export or print the document to PDF.",
)
NOTHING_READ = (
    ErrorCode.NO_TEXT,
    (
        "The document is a picture, and no text could be made out in it. "
        "Send a sharper scan, or ask the vendor for the original PDF."
    ),
)
DAMAGED_PICTURE = (
    ErrorCode.CORRUPT,
    "The picture is damaged, incomplete or far too small, and cannot be read. Save or download it again.",
)
TOO_MANY_PIXELS = (
    ErrorCode.TOO_LARGE,
    "The picture has {pixels} pixels; at most {most:,} are read. Send it in a smaller size.",
)
TOO_MANY_PICTURES = (
    ErrorCode.TOO_MANY_PAGES,
    (
        "The document has {pages:,} pages that are pictures; at most {most:,} such pages are read. "
        "Send the pages of the certificate alone."
    ),
)
NO_OCR = (
    ErrorCode.NO_TEXT,
    (
        "The document is a picture of text, and reading those needs the extra 'ocr', which is not installed here. "
        "Install coaverify[ocr], or ask the vendor for the original PDF."
    ),
)
NO_WORDS = (
    ErrorCode.NO_TEXT,
    (
        "The PDF shows no text: its pages are blank, or the letters are drawn as shapes. "
        "Ask the vendor for a PDF with selectable text."
    ),
)
TOO_LARGE = (
    ErrorCode.TOO_LARGE,
    "The file has {size:,} bytes; at most {most:,} are read. Send the certificate alone.",
)
TOO_MANY_PAGES = (
    ErrorCode.TOO_MANY_PAGES,
    "The document has {pages:,} pages; at most {most:,} are read. Send the pages of the certificate alone.",
)
ENCRYPTED = (
    ErrorCode.ENCRYPTED,
    "The PDF asks for a password. Save a copy without a password, and send that.",
)
UNKNOWN_ENCRYPTION = (
    ErrorCode.ENCRYPTED,
    "The PDF is encrypted in a way that is not known here. Save a copy without protection, and send that.",
)
DAMAGED = (
    ErrorCode.CORRUPT,
    "The PDF is damaged or incomplete and cannot be opened. Download or export it again.",
)
NO_PAGES = (
    ErrorCode.CORRUPT,
    "The PDF opens but has no pages. Download or export it again.",
)
OUT_OF_MEMORY = (
    ErrorCode.OUT_OF_MEMORY,
    "Reading the file takes more memory than is allowed. It may be damaged, or made to do harm.",
)
CRASHED = (
    ErrorCode.CORRUPT,
    "The file made the reader crash. It may be damaged, or made to do harm; print it to a new PDF.",
)
TIMED_OUT = (
    ErrorCode.TIMEOUT,
    "Reading the file took longer than {seconds:g} seconds, and it was given up. Print it to a new PDF.",
)
RESULT_TOO_LARGE = (
    ErrorCode.TOO_LARGE,
    (
        "What the file holds is too much to pass on ({size:,} bytes; at most {most:,}). "
        "Send the pages of the certificate alone."
    ),
)

_BY_PDFIUM_CODE = {
    pdfium.FPDF_ERR_PASSWORD: ENCRYPTED,
    pdfium.FPDF_ERR_SECURITY: UNKNOWN_ENCRYPTION,
}


def refusal(reason: tuple[ErrorCode, str], **details: object) -> Unreadable:
    """The error for a reason of the table above, its sentence filled in."""
    code, sentence = reason
    return Unreadable(code, sentence.format(**details) if details else sentence)


def of_pdfium(error: pypdfium2.PdfiumError, data: bytes) -> Unreadable:
    """PDFium's own error on this file in our words.

    PDFium blames the password for some damaged files as well; a locked one says so in plain bytes.
    """
    if b"/Encrypt" not in data:
        return refusal(DAMAGED)
    return refusal(_BY_PDFIUM_CODE.get(getattr(error, "err_code", None), DAMAGED))
