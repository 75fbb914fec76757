"""Finished PDFs that were changed: laid over, updated, signed, with form fields and notes. For tests and benchmarks."""

from __future__ import annotations

import datetime
import io
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pikepdf import Dictionary, Name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from reportlab.pdfgen.canvas import Canvas

from coaverify.model.evidence import Box

SIGNER = "Q. A. Example, Example Laboratory"
FONT = "Helvetica"
_PASSWORD = b"for tests"
_NAMESPACES = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "stEvt": "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#",
}


def _rewritten(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        buffer = io.BytesIO()
        document.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def overlaid(data: bytes, draw: Callable[[Canvas, float], None]) -> bytes:
    """The document with something drawn over its first page; `draw` gets the canvas and the page's height."""

    def change(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        width, height = float(page.mediabox[2]), float(page.mediabox[3])
        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=(width, height), invariant=1)
        draw(canvas, height)
        canvas.showPage()
        canvas.save()
        with pikepdf.open(buffer) as layer:
            page.add_overlay(layer.pages[0], pikepdf.Rectangle(0, 0, width, height))

    return _rewritten(data, change)


def revised(data: bytes, other: bytes) -> bytes:
    """The document with the content of its pages replaced by those of another, in an incremental update."""
    writer: Any = IncrementalPdfFileWriter(io.BytesIO(data), strict=False)
    source: Any = PdfFileReader(io.BytesIO(other), strict=False)
    for number in range(min(_count(data), _count(other))):
        target, _resources = writer.find_page_for_modification(number)
        page: Any = target.get_object()
        replacement: Any = source.find_page_for_modification(number)[0].get_object()
        page["/Contents"] = writer.add_object(writer.import_object(replacement["/Contents"]))
        page["/Resources"] = writer.import_object(replacement["/Resources"])
        writer.mark_update(target)
    return _written(writer)


def with_benign_update(data: bytes) -> bytes:
    """The document with an incremental update that touches nothing to be seen."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data), strict=False)
    writer.root["/PageLayout"] = writer.add_object(writer.import_object(writer.root["/Pages"]["/Count"]))
    del writer.root["/PageLayout"]
    writer.update_root()  # type: ignore[no-untyped-call]
    return _written(writer)


def _count(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as document:
        return len(document.pages)


def _written(writer: Any) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


# --- form fields and notes -----------------------------------------------------------------------


def with_field(data: bytes, box: Box, shown: str, stated: str, *, inherited: bool = False) -> bytes:
    """The document with a text field at a place: what it shows and what it states. inherited: its parent states it."""

    def change(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        field = _annotation(document, page, box, shown, "Widget")
        value = Dictionary(FT=Name.Tx, T=pikepdf.String("result"), V=pikepdf.String(stated))
        if inherited:
            parent = document.make_indirect(value)
            field.Parent = parent
            parent.Kids = pikepdf.Array([field])
            fields = [parent]
        else:
            for key, entry in value.items():
                field[key] = entry
            fields = [field]
        document.Root.AcroForm = Dictionary(Fields=pikepdf.Array(fields))

    return _rewritten(data, change)


def with_note(data: bytes, box: Box, shown: str, stated: str, *, opaque: bool = False, kind: str = "FreeText") -> bytes:
    """The document with a typed note, or a stamp, at a place. opaque: white, so that it covers what is beneath."""

    def change(document: pikepdf.Pdf) -> None:
        note = _annotation(document, document.pages[0], box, shown, kind, opaque=opaque)
        note.Contents = pikepdf.String(stated)

    return _rewritten(data, change)


def _annotation(
    document: pikepdf.Pdf, page: pikepdf.Page, box: Box, shown: str, kind: str, *, opaque: bool = False
) -> Any:
    height = float(page.mediabox[3])
    width, high, size = box.width + 4, box.height + 2, box.height * 0.9
    ground = f"1 1 1 rg 0 0 {width:.2f} {high:.2f} re f 0 g " if opaque else ""
    text = f"{ground}BT /F1 {size:.2f} Tf 1 {0.25 * high:.2f} Td ({shown}) Tj ET"
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{FONT}"), Encoding=Name.WinAnsiEncoding)
    appearance = document.make_stream(
        text.encode("cp1252"),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, width, high],
        Resources=Dictionary(Font=Dictionary(F1=document.make_indirect(font))),
    )
    annotation = document.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name(f"/{kind}"),
            F=4,
            Rect=[box.x0 - 1, height - box.bottom - 1, box.x0 - 1 + width, height - box.bottom - 1 + high],
            AP=Dictionary(N=appearance),
            DA=pikepdf.String("/Helv 9 Tf 0 g"),
        )
    )
    if "/Annots" not in page.obj:
        page.obj.Annots = pikepdf.Array()
    page.obj.Annots.append(annotation)
    return annotation


# --- what the file says of its making ------------------------------------------------------------


def with_information(data: bytes, **fields: str) -> bytes:
    """The document with entries of its information dictionary set: Producer, Creator, CreationDate, ModDate."""

    def change(document: pikepdf.Pdf) -> None:
        for key, value in fields.items():
            document.docinfo[f"/{key}"] = value

    return _rewritten(data, change)


def with_packet(data: bytes, *properties: str) -> bytes:
    """The document with an XMP packet that holds these lines."""

    def change(document: pikepdf.Pdf) -> None:
        names = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in _NAMESPACES.items())
        body = "".join(properties)
        packet = f"<x:xmpmeta {names}><rdf:RDF><rdf:Description>{body}</rdf:Description></rdf:RDF></x:xmpmeta>"
        stream = document.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)
        document.Root.Metadata = stream

    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        buffer = io.BytesIO()
        document.save(buffer, deterministic_id=True, compress_streams=False)
    return buffer.getvalue()


# --- signatures ----------------------------------------------------------------------------------


def signed(data: bytes) -> bytes:
    """The document with a digital signature of a key that was made for tests."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data), strict=False)
    settings = signers.PdfSignatureMetadata(field_name="Signature", md_algorithm="sha256")
    buffer: Any = signers.sign_pdf(writer, settings, signer=_signer())
    found: bytes = buffer.getvalue()
    return found


@lru_cache
def _signer() -> Any:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, SIGNER)])
    start = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(start)
        .not_valid_after(start + datetime.timedelta(days=3650))
        .sign(key, hashes.SHA256())
    )
    kept = serialization.pkcs12.serialize_key_and_certificates(
        b"", key, certificate, None, serialization.BestAvailableEncryption(_PASSWORD)
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "key.p12"
        file.write_bytes(kept)
        load: Any = signers.SimpleSigner.load_pkcs12
        return load(str(file), passphrase=_PASSWORD)


def with_signed_bytes_changed(data: bytes, old: bytes, new: bytes) -> bytes:
    """A signed document with bytes of its signed part exchanged for as many others."""
    if len(old) != len(new) or old not in data:
        raise ValueError("the bytes are not there, or are of another length")
    return data.replace(old, new, 1)
