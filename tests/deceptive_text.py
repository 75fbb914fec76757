"""Deceptions: what the file says (mostly GOOD) and what its page shows (mostly BAD) are not the same. By name.

Each takes a Paper and returns what the eye sees in the gap.
"""

from __future__ import annotations

from collections.abc import Callable

from pikepdf import Array, Dictionary, Name

from deceptive_paper import BAD, GOOD, VERA, Paper, helvetica, plain, to_unicode

Deception = Callable[[Paper], str]
DECEPTIONS: dict[str, Deception] = {}


def deception(made: Deception) -> Deception:
    DECEPTIONS[made.__name__] = made
    return made


# --- other pictures --------------------------------------------------------------------------------


@deception
def scan_under_a_lying_layer(paper: Paper) -> str:
    paper.write(BAD)
    paper.scanned(layer=GOOD)
    return BAD


@deception
def picture_pasted_over(paper: Paper) -> str:
    paper.write(GOOD)
    paper.place(paper.picture(BAD))
    return BAD


# --- fonts that lie --------------------------------------------------------------------------------


def _lying(paper: Paper, codes: str, mapping: dict[int, str], differences: list[object] | None = None) -> None:
    paper.font("FL", helvetica(paper.pdf, mapping, differences))
    paper.write(codes, font="FL")


@deception
def one_figure_remapped(paper: Paper) -> str:
    _lying(paper, BAD, plain(d1="9"))
    return BAD


@deception
def all_figures_permuted(paper: Paper) -> str:
    _lying(paper, "10.20", {ord("."): ".", **{48 + one: str((one + 8) % 10) for one in range(10)}})
    return "10.20"  # the file says 98.08


@deception
def a_font_whose_letters_lie_as_well(paper: Paper) -> str:
    letters = {ord(one): other for one, other in zip("area", "xqzx", strict=True)}
    _lying(paper, f"{BAD} area", plain(d1="9") | letters | {32: " "})
    return BAD


@deception
def a_minus_that_is_called_a_figure(paper: Paper) -> str:
    _lying(paper, "\xc831", plain() | {200: "99."}, [200, Name.endash])
    return "-31"


@deception
def a_second_code_for_one_figure(paper: Paper) -> str:
    _lying(paper, "9\xc8.31", plain() | {200: "9"}, [200, Name.one])
    return BAD


@deception
def a_similar_figure_under_a_second_code(paper: Paper) -> str:
    _lying(paper, "9\xc8.31", plain() | {200: "8"}, [200, Name.three])
    return "93.31"  # the file says 98.31


@deception
def two_figures_for_one_shape(paper: Paper) -> str:
    _lying(paper, "\xc8.31", plain() | {200: "99"}, [200, Name.nine])
    return "9.31"


@deception
def a_shape_that_stands_for_nothing(paper: Paper) -> str:
    _lying(paper, "99.\xc831", plain() | {200: "\u200b"}, [200, Name.one])
    return "99.131"


@deception
def a_shape_that_stands_for_a_space(paper: Paper) -> str:
    _lying(paper, "99.31\xc8", plain() | {200: " "}, [200, Name.eight])
    return "99.318"


@deception
def a_figure_without_a_shape(paper: Paper) -> str:
    _lying(paper, "9\xc8.31", plain() | {200: "9"}, [200, Name.space])
    return "9 .31"


@deception
def a_point_that_draws_a_figure(paper: Paper) -> str:
    _lying(paper, "99\xc831", plain() | {200: "."}, [200, Name.one])
    return "99131"


def vera(paper: Paper) -> tuple[object, dict[str, int]]:
    """Vera's file as a font descriptor, and the glyphs of its figures (counted by the font itself)."""
    from reportlab.pdfbase.ttfonts import TTFontFile

    face = TTFontFile(str(VERA))
    file = paper.pdf.make_stream(VERA.read_bytes())
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/Vera"), Flags=32, FontBBox=Array([-183, -236, 1287, 928]),
        ItalicAngle=0, Ascent=928, Descent=-236, CapHeight=730, StemV=80, FontFile2=file,
    )  # fmt: skip
    glyphs = {one: face.charToGlyph[ord(one)] for one in "0123456789."}
    return paper.pdf.make_indirect(descriptor), glyphs


def composite_font(paper: Paper, mapping: dict[int, str], cid_to_gid: object) -> None:
    descriptor, _glyphs = vera(paper)
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/Vera"), FontDescriptor=descriptor, DW=636,
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0), CIDToGIDMap=cid_to_gid,
    )  # fmt: skip
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/Vera"), Encoding=Name("/Identity-H"),
        DescendantFonts=Array([paper.pdf.make_indirect(descendant)]), ToUnicode=to_unicode(paper.pdf, mapping, 2),
    )  # fmt: skip
    paper.font("FL", font)


def show_codes(paper: Paper, codes: list[int]) -> None:
    row = "".join(f"{code:04x}" for code in codes)
    paper.add(f"BT /FL {paper.size} Tf {paper.x} {paper.y} Td <{row}> Tj ET")


@deception
def composite_font_with_a_lying_map(paper: Paper) -> str:
    _descriptor, glyphs = vera(paper)
    composite_font(paper, {glyphs[one]: "9" if one == "1" else one for one in glyphs}, Name.Identity)
    show_codes(paper, [glyphs[one] for one in BAD])
    return BAD


@deception
def composite_font_with_other_glyphs(paper: Paper) -> str:
    """The map of characters is honest; the one from codes to shapes draws a 1 for a 9."""
    _descriptor, glyphs = vera(paper)
    shapes = {ord(one): glyphs["1" if one == "9" else one] for one in glyphs}
    table = b"".join(shapes.get(code, 0).to_bytes(2, "big") for code in range(64))
    composite_font(paper, {ord(one): one for one in glyphs}, paper.pdf.make_stream(table))
    show_codes(paper, [ord(one) for one in GOOD])
    return "11.31"


@deception
def simple_truetype_font_that_lies(paper: Paper) -> str:
    descriptor, _glyphs = vera(paper)
    font = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/Vera"), FontDescriptor=descriptor, FirstChar=46,
        LastChar=57, Widths=Array([318, 337, *[636] * 10]), Encoding=Name.WinAnsiEncoding,
        ToUnicode=to_unicode(paper.pdf, plain(d1="9"), 1),
    )  # fmt: skip
    paper.font("FL", font)
    paper.write(BAD, font="FL")
    return BAD


def type_3_font(paper: Paper, shapes: dict[int, str], says: dict[int, str]) -> None:
    """A Type 3 font whose code draws these characters of Helvetica; without `says` it names none."""
    procedures, differences = Dictionary(), []
    for code, shape in shapes.items():
        wide = 278 if shape == "." else 556
        look = f"{wide} 0 0 -20 {wide} 720 d1 BT /F0 1000 Tf ({shape}) Tj ET"
        procedures[f"/a{code}"] = paper.pdf.make_stream(look.encode())
        differences += [code, Name(f"/a{code}")]
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, -20, 600, 720]), CharProcs=procedures,
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), FirstChar=46, LastChar=57,
        Widths=Array([278, 0, *[556] * 10]),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array(differences)),
        Resources=Dictionary(Font=paper.resources.Font),
    )  # fmt: skip
    if says:
        font.ToUnicode = to_unicode(paper.pdf, says, 1)
    paper.font("FL", font)


@deception
def type_3_font_that_lies(paper: Paper) -> str:
    type_3_font(paper, {ord(one): one for one in "0123456789."}, plain(d1="9"))
    paper.write(BAD, font="FL")
    return BAD


@deception
def stand_in_text_for_what_is_drawn(paper: Paper) -> str:
    words = f"<feff{GOOD.encode('utf-16-be').hex()}>"
    paper.add(f"/Span <</ActualText {words}>> BDC {paper.text(BAD)} EMC")
    return BAD


@deception
def stand_in_text_for_shapes_without_names(paper: Paper) -> str:
    type_3_font(paper, {ord(one): one for one in "0123456789."}, {})
    words = f"<feff{GOOD.encode('utf-16-be').hex()}>"
    paper.add(f"/Span <</ActualText {words}>> BDC {paper.text(BAD, font='FL')} EMC")
    return BAD


@deception
def alternative_text(paper: Paper) -> str:
    paper.add(f"/Span <</Alt ({GOOD}) /E ({GOOD})>> BDC {paper.text(BAD)} EMC")
    return BAD


# --- figures that are not to be seen ----------------------------------------------------------------


def _beneath(name: str, before: str, *, size: float = 0.0) -> None:
    """The good figure drawn so that nobody sees it; the bad one in its place, or beside it."""

    def hidden(paper: Paper) -> None:
        paper.state("G", Type=Name.ExtGState, **_STATES.get(name, {}))
        paper.write(GOOD, before=before, size=size)

    def made(paper: Paper) -> str:
        hidden(paper)
        paper.write(BAD)
        return BAD

    def beside(paper: Paper) -> str:
        hidden(paper)
        paper.write(BAD, at=5)
        return BAD

    made.__name__, beside.__name__ = name, f"{name}_beside"
    deception(made)
    deception(beside)


_STATES: dict[str, dict[str, object]] = {
    "clear": {"ca": 0},
    "nearly_clear": {"ca": 0.03},
    "white_multiplied": {"BM": Name.Multiply},
    "black_screened": {"BM": Name.Screen},
}
_beneath("white_on_white", "1 g")
_beneath("nearly_white", "0.96 0.97 0.98 rg")
_beneath("tiny_type", "0 g", size=0.2)
_beneath("clear", "/G gs")
_beneath("nearly_clear", "/G gs")
_beneath("clipped_away", "10 10 5 5 re W n")
_beneath("clipped_by_two_corners", "5 5 3 3 re 580 830 3 3 re W n")
_beneath("unpainted", "3 Tr")
_beneath("painted_as_clip_alone", "7 Tr")
_beneath("white_multiplied", "/G gs 1 g")
_beneath("black_screened", "/G gs 0 g")
_beneath("scaled_to_nothing", "0.01 0 0 0.01 360 500 cm")
_beneath("squeezed_to_nothing", "0.2 Tz")


@deception
def outside_the_crop_box(paper: Paper) -> str:
    paper.page.obj.CropBox = Array([0, 30, 595, 842])
    paper.add(f"BT /F0 9 Tf 60 12 Td (HPLC purity: {GOOD} %) Tj ET")
    paper.write(BAD)
    return BAD


@deception
def layer_switched_off(paper: Paper) -> str:
    paper.put("Properties", "L1", paper.layer())
    paper.add(f"/OC /L1 BDC {paper.text(GOOD)} EMC")
    paper.write(BAD)
    return BAD


@deception
def nested_membership_of_a_layer(paper: Paper) -> str:
    paper.put("Properties", "L1", Dictionary(Type=Name.OCMD, OCGs=Array([paper.layer()]), P=Name.AllOn))
    paper.add(f"/Span <</MCID 0>> BDC /OC /L1 BDC /Span <</MCID 1>> BDC {paper.text(GOOD)} EMC EMC EMC")
    paper.write(BAD)
    return BAD


@deception
def form_of_a_layer(paper: Paper) -> str:
    paper.put("XObject", "Fm", paper.form(paper.text(GOOD), OC=paper.layer()))
    paper.add("/Fm Do")
    paper.write(BAD, at=5)
    return BAD


@deception
def form_within_a_layer(paper: Paper) -> str:
    paper.put("XObject", "Fm", paper.form(paper.text(GOOD)))
    paper.put("Properties", "L1", paper.layer())
    paper.add("/OC /L1 BDC /Fm Do EMC")
    paper.write(BAD, at=5)
    return BAD


@deception
def masked_away(paper: Paper) -> str:
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    mask = paper.form("0 g 0 0 600 850 re f", Group=group)
    paper.state("G", SMask=Dictionary(S=Name.Luminosity, G=mask))
    paper.add("/G gs " + paper.text(GOOD))
    paper.write(BAD)
    return BAD


@deception
def in_the_colour_of_a_cell(paper: Paper) -> str:
    paper.add(f"0.1 0.2 0.4 rg {paper.box(GOOD)} re f {paper.text(GOOD)}")
    paper.write(BAD, before="1 g")
    return BAD
