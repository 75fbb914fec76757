"""Pictures in worker processes: the time that they take, and what hostile ones cost."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from coaverify.batch.local import Submission, Verifier
from coaverify.document.sandbox import SECONDS_A_PICTURE, Sandbox, allow_for_pictures
from coaverify.model.errors import ErrorCode
from coaverify.model.settings import Limits, Settings
from coaverify.report.model import Report
from pdf_builders import drawn, with_text

SETTINGS = Settings()
LINES = ("Certificate of Analysis", "Product: Selank", "Lot No.: SLK-2604", "Purity (HPLC): 98.47 %")


def sheet(*lines: str) -> Image.Image:
    picture: Image.Image = pypdfium2.PdfDocument(with_text(*lines))[0].render(scale=2.4).to_pil()
    return picture.convert("RGB")


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def png(width: int, height: int, *before: tuple[bytes, bytes], rows: int = 10) -> bytes:
    """A PNG that says it has this size, with these chunks before its pixels; it holds so many rows."""
    header = (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    parts = [header, *before, (b"IDAT", zlib.compress(bytes(3 * width + 1) * rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


def frames(count: int, second: Image.Image | None = None) -> bytes:
    first = Image.new("1", (40, 40), 1)
    more = [second] if second else [first] * (count - 1)
    return saved(first, "TIFF", save_all=True, append_images=more, compression="tiff_lzw")


def noise() -> Image.Image:
    return Image.fromarray(np.random.default_rng(1).integers(0, 255, (700, 500, 3), dtype=np.uint8))


# --- their time ------------------------------------------------------------------------------------


def soft_limit_before_and_after_a_picture() -> bytes:
    import resource

    before = resource.getrlimit(resource.RLIMIT_CPU)[0]
    allow_for_pictures(2)
    return f"{before} {resource.getrlimit(resource.RLIMIT_CPU)[0]}".encode()


def test_a_worker_is_given_more_processor_time_for_each_picture() -> None:
    with Sandbox(Limits(cpu_seconds=1), jobs=1) as sandbox:
        for _ in range(2):  # the second task begins with its own share again
            before, after = map(int, sandbox.submit(soft_limit_before_and_after_a_picture).result().split())
            assert after - before == 2 * SECONDS_A_PICTURE
            assert before <= 5


def test_a_picture_is_read_under_a_limit_that_holds_for_text_alone() -> None:
    with Verifier(Limits(cpu_seconds=1), jobs=1) as verifier:
        report = verifier.verify(Submission("a.png", saved(sheet(*LINES), "PNG")), SETTINGS)
    assert report.error is None
    (found,) = report.certificates
    assert found.claims.lot_number is not None
    assert found.claims.lot_number.value == "SLK-2604"


# --- what comes of all others: one worker for all of them -------------------------------------------


@pytest.fixture(scope="module")
def reported() -> Iterator[Callable[[bytes], Report]]:
    with Verifier(jobs=1) as verifier:  # the default limits, address space included
        yield lambda data: verifier.verify(Submission("a", data), SETTINGS)


def test_a_worker_reads_picture_after_picture_within_its_memory(reported: Callable[[bytes], Report]) -> None:
    data = saved(sheet(*LINES), "PNG")
    assert [reported(data).error for _ in range(3)] == [None] * 3


def test_more_pictures_than_are_allowed_are_refused() -> None:
    picture = ImageReader(sheet("page"))

    def scan(canvas: Canvas) -> None:
        canvas.drawImage(picture, 0, 0, 400, 300)

    few = Settings(limits=Limits(max_pictures=2))
    with Verifier(few.limits, jobs=1) as verifier:
        pdf = verifier.verify(Submission("a.pdf", drawn(scan, scan, scan)), few)
        tiff = verifier.verify(Submission("a.tif", frames(3)), few)
    assert [one.error and one.error.code for one in (pdf, tiff)] == [ErrorCode.TOO_MANY_PAGES] * 2


HOSTILE: dict[str, tuple[Callable[[], bytes], set[ErrorCode]]] = {
    "a decompression bomb": (lambda: png(20_000, 20_000), {ErrorCode.TOO_LARGE}),
    "a bomb that is only the second page": (
        lambda: frames(2, Image.new("1", (9000, 9000), 1)),
        {ErrorCode.TOO_LARGE},
    ),
    "thousands of pages, cut off": (
        lambda: frames(2000)[:-9000],
        {ErrorCode.CORRUPT, ErrorCode.TOO_MANY_PAGES, ErrorCode.NO_TEXT},
    ),
    "a line of pixels": (lambda: saved(Image.new("RGB", (60_000, 1)), "PNG"), {ErrorCode.CORRUPT}),
    "a band": (lambda: saved(Image.new("RGB", (30_000, 30), "white"), "PNG"), {ErrorCode.NO_TEXT}),
    "a pillar": (lambda: saved(Image.new("RGB", (30, 30_000), "white"), "PNG"), {ErrorCode.NO_TEXT}),
    "all black": (lambda: saved(Image.new("RGB", (800, 600)), "PNG"), {ErrorCode.NO_TEXT}),
    "noise": (lambda: saved(noise(), "PNG"), {ErrorCode.NO_TEXT, ErrorCode.NOT_A_CERTIFICATE}),
    "an animation": (
        lambda: saved(
            Image.new("P", (90, 60)),
            "GIF",
            save_all=True,
            append_images=[Image.new("P", (90, 60), shade) for shade in range(1, 200)],
        ),
        {ErrorCode.NO_TEXT},
    ),
    "pixels that are no number": (
        lambda: saved(Image.fromarray(np.full((60, 60), np.nan, np.float32)), "TIFF"),
        {ErrorCode.NO_TEXT},
    ),
    "broken EXIF data": (
        lambda: png(300, 200, (b"eXIf", b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\xff\xff"), rows=200),
        {ErrorCode.NO_TEXT, ErrorCode.CORRUPT},
    ),
    "cut off": (lambda: saved(noise(), "JPEG")[:5000], {ErrorCode.CORRUPT}),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_picture_ends_in_a_report(kind: str, reported: Callable[[bytes], Report]) -> None:
    make, codes = HOSTILE[kind]
    report = reported(make())
    assert report.error is not None
    assert report.error.code in codes


@pytest.mark.parametrize("kind", ["CMYK as JPEG", "16 bits as PNG"])
def test_pictures_of_the_press_and_of_scanners_are_read(kind: str, reported: Callable[[bytes], Report]) -> None:
    if kind == "CMYK as JPEG":
        data = saved(sheet(*LINES).convert("CMYK"), "JPEG", quality=90)
    else:
        deep = np.asarray(sheet(*LINES).convert("L"), np.uint16) * 257
        data = saved(Image.fromarray(deep), "PNG")
    report = reported(data)
    assert report.error is None
    assert report.certificates[0].claims.lot_number is not None
