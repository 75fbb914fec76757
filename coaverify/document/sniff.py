"""What kind of file some bytes are, by their first bytes and not by a name."""

from __future__ import annotations

PDF = "application/pdf"
HEIC = "image/heic"
HEADER_REACH = 1024  # bytes in which a PDF's header has to begin

_PICTURES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
)
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif"}
_BOM = b"\xef\xbb\xbf"


def media_type(data: bytes) -> str:
    """The media type of a PDF or a picture; "" for anything else."""
    start = data[:HEADER_REACH]
    if start.removeprefix(_BOM).lstrip().startswith(b"%PDF-"):
        return PDF
    for magic, kind in _PICTURES:
        if start.startswith(magic):
            return kind
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "image/webp"
    if start[4:8] == b"ftyp" and start[8:12] in _HEIC_BRANDS:
        return HEIC
    return PDF if b"%PDF-" in start else ""
