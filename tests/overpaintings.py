"""Deceptions by what is painted over a figure, and honest things that look like a deception."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name

from deceptive_paper import BAD, DIGIT, GOOD, POINT, Paper, plain
from deceptive_text import Deception, composite_font, deception, show_codes, type_3_font, vera

HONEST: dict[str, Deception] = {}


def honest(made: Deception) -> Deception:
    HONEST[made.__name__] = made
    return made


# --- painted over ----------------------------------------------------------------------------------


@deception
def white_box_with_other_figures(paper: Paper) -> str:
    paper.write(GOOD)
    paper.add(f"1 g {paper.box()} re f")
    paper.write(BAD)
    return BAD


@deception
def thick_white_line(paper: Paper) -> str:
    paper.write(GOOD)
    y = paper.y + 0.35 * paper.size
    paper.add(f"{paper.size} w 1 G {paper.x - 1} {y} m {paper.x + 30} {y} l S")
    paper.write(BAD)
    return BAD


@deception
def two_translucent_boxes(paper: Paper) -> str:
    paper.state("G", ca=0.85)
    paper.write(GOOD)
    paper.add(f"/G gs 1 g {paper.box()} re f {paper.box()} re f {paper.box()} re f")
    paper.write(BAD)
    return BAD


@deception
def gradient_over_it(paper: Paper) -> str:
    white = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1]), C1=Array([1]), N=1)
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceGray, Coords=Array([0, 0, 600, 0]), Function=white,
                         Extend=Array([True, True]))  # fmt: skip
    paper.put("Shading", "Sh", shading)
    paper.write(GOOD)
    paper.add(f"{paper.box()} re W n /Sh sh")
    paper.write(BAD)
    return BAD


@deception
def pattern_over_it(paper: Paper) -> str:
    tile = paper.pdf.make_stream(
        b"1 g 0 0 5 5 re f", Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1, BBox=Array([0, 0, 5, 5]),
        XStep=5, YStep=5, Resources=Dictionary(),
    )  # fmt: skip
    paper.put("Pattern", "P1", tile)
    paper.write(GOOD)
    paper.add(f"/Pattern cs /P1 scn {paper.box()} re f")
    paper.write(BAD)
    return BAD


@deception
def form_that_is_covered(paper: Paper) -> str:
    paper.put("XObject", "Fm", paper.form(paper.text(GOOD) + f" 1 g {paper.box()} re f"))
    paper.add("/Fm Do")
    paper.write(BAD)
    return BAD


@deception
def white_letters_over_it(paper: Paper) -> str:
    """Text as a cover: a font whose only shape is a block."""
    block = paper.pdf.make_stream(b"1000 0 0 -250 1000 900 d1 0 -250 1000 1150 re f")
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, -250, 1000, 900]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), CharProcs=Dictionary(b=block), FirstChar=98, LastChar=98,
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([98, Name.b])), Widths=Array([1000]),
    )  # fmt: skip
    paper.font("FB", font)
    paper.write(GOOD)
    paper.write("bbb", before="1 g", font="FB")
    paper.write(BAD)
    return BAD


@deception
def redaction_over_one_figure(paper: Paper) -> str:
    paper.write(GOOD)
    paper.add(f"0 g {paper.box('9', 1)} re f")
    return "9?.31"


@deception
def drawn_figure_over_a_white_box(paper: Paper) -> str:
    """The second 9 covered, and a 1 drawn in its place as a path."""
    paper.write(GOOD)
    x, y, size = paper.x + DIGIT * paper.size, paper.y, paper.size
    paper.add(f"1 g {paper.box('9', 1)} re f 0 g {x + 0.25 * size} {y} {0.09 * size} {0.7 * size} re f")
    return BAD


@deception
def white_piece_that_makes_an_8_a_6(paper: Paper) -> str:
    paper.write("98.31")
    x, y, size = paper.x + DIGIT * paper.size, paper.y, paper.size
    paper.add(f"1 g {x + 0.3 * size} {y + 0.42 * size} {0.25 * size} {0.14 * size} re f")
    return "96.31"


@deception
def stroke_that_makes_a_3_an_8(paper: Paper) -> str:
    paper.write("99.31")
    x, y, size = paper.x + (2 * DIGIT + POINT) * paper.size, paper.y, paper.size
    lines = f"{x + 0.08 * size} {y + 0.15 * size} m {x + 0.08 * size} {y + 0.55 * size} l S"
    paper.add(f"{0.08 * size} w 0 G {lines}")
    return "99.81"


@deception
def slanted_stroke_that_makes_a_1_a_4(paper: Paper) -> str:
    paper.write("99.31")
    x, y, size = paper.x + (3 * DIGIT + POINT) * paper.size, paper.y, paper.size
    low = y + 0.2 * size
    lines = f"{x + 0.3 * size} {y + 0.7 * size} m {x + 0.03 * size} {low} l S "
    lines += f"{x + 0.03 * size} {low} m {x + 0.5 * size} {low} l S"
    paper.add(f"{0.07 * size} w 0 G {lines}")
    return "99.34"


@deception
def point_moved_by_dots(paper: Paper) -> str:
    """The point covered by a white speck, another one drawn before it."""
    paper.write(GOOD)
    size = paper.size
    old, new = paper.x + 2 * DIGIT * size, paper.x + DIGIT * size
    paper.add(f"1 g {old} {paper.y - 0.1} {0.27 * size} {0.15 * size} re f")
    paper.add(f"0 g {new - 0.05 * size} {paper.y} {0.1 * size} {0.1 * size} re f")
    return "9.931"


@deception
def point_drawn_between_two_words(paper: Paper) -> str:
    paper.write("98")
    paper.write("31", at=2.6)
    paper.add(f"0 g {paper.x + 2.2 * DIGIT * paper.size} {paper.y} 1 1 re f")
    return "98.31"


@deception
def glyphs_in_another_order(paper: Paper) -> str:
    """Written 99.31 and set back and forth so that 13.99 is seen."""
    x, y, size = paper.x, paper.y, paper.size
    places = {3: "9", 4: "9", 2: ".", 1: "3", 0: "1"}
    widths = [0, DIGIT, 2 * DIGIT, 2 * DIGIT + POINT, 3 * DIGIT + POINT]
    parts = " ".join(f"1 0 0 1 {x + widths[place] * size:.2f} {y} Tm ({one}) Tj" for place, one in places.items())
    paper.add(f"BT /F0 {size} Tf {parts} ET")
    return "13.99"


# --- annotations and fields --------------------------------------------------------------------------


def _annotated(name: str, subtype: str, **entries: object) -> None:
    def made(paper: Paper) -> str:
        paper.write(GOOD)
        paper.annotate(subtype, paper.look(), **entries)
        return BAD

    made.__name__ = name
    deception(made)


_annotated("square_note", "Square")
_annotated("free_text_note", "FreeText", Contents=BAD)
_annotated("stamp_note", "Stamp")
_annotated("ink_note", "Ink", InkList=Array([Array([0, 0, 1, 1])]))
_annotated("redaction_note", "Redact")
_annotated("field_over_it", "Widget", FT=Name.Tx, T="purity", V=BAD)


@deception
def square_note_without_a_look(paper: Paper) -> str:
    """Viewers paint it by its colours: white, over the value."""
    paper.write(GOOD)
    paper.annotate("Square", None, C=Array([1, 1, 1]), IC=Array([1, 1, 1]))
    return ""


@deception
def field_that_says_otherwise_than_it_looks(paper: Paper) -> str:
    paper.annotate("Widget", paper.look(BAD), FT=Name.Tx, T="purity", V=GOOD)
    return BAD


# --- honest ------------------------------------------------------------------------------------------


@honest
def a_raised_footnote_sign(paper: Paper) -> str:
    paper.write(GOOD)
    paper.add(f"BT /F0 {0.6 * paper.size} Tf {paper.x + 2.9 * paper.size} {paper.y + 0.4 * paper.size} Td (2) Tj ET")
    return GOOD


@honest
def bold_by_printing_twice(paper: Paper) -> str:
    paper.write(GOOD)
    paper.add(f"1 0 0 1 0.3 0 cm {paper.text(GOOD)}")
    return GOOD


@honest
def filled_and_outlined(paper: Paper) -> str:
    paper.write(GOOD, before="2 Tr 0.2 w")
    return GOOD


@honest
def with_a_shadow(paper: Paper) -> str:
    paper.add(f"0.7 g 1 0 0 1 0.7 -0.7 cm {paper.text(GOOD)}")
    paper.write(GOOD)
    return GOOD


@honest
def white_on_a_coloured_cell(paper: Paper) -> str:
    paper.add(f"0.1 0.2 0.4 rg {paper.box()} re f 1 g {paper.text(GOOD)}")
    return GOOD


@honest
def on_a_watermark(paper: Paper) -> str:
    paper.beneath("0.85 g BT /F0 90 Tf 0.7 0.7 -0.7 0.7 150 350 Tm (ORIGINAL) Tj ET")
    paper.write(GOOD)
    return GOOD


@honest
def under_a_translucent_stamp(paper: Paper) -> str:
    paper.state("G", ca=0.25)
    paper.write(GOOD)
    paper.add(f"/G gs 0.8 0 0 rg BT /F0 40 Tf {paper.x - 40} {paper.y - 14} Td (RELEASED) Tj ET")
    return GOOD


@honest
def marked_with_a_highlighter(paper: Paper) -> str:
    paper.state("G", ca=0.4)
    paper.write(GOOD)
    paper.add(f"/G gs 1 1 0 rg {paper.box()} re f")
    return GOOD


@honest
def underlined_and_framed(paper: Paper) -> str:
    paper.write(GOOD)
    paper.add(f"0.5 w {paper.x} {paper.y - 1.2} m {paper.x + 26} {paper.y - 1.2} l S {paper.box()} re S")
    return GOOD


@honest
def a_layer_that_is_shown(paper: Paper) -> str:
    paper.put("Properties", "L1", paper.layer(shown=True))
    paper.add(f"/OC /L1 BDC {paper.text(GOOD)} EMC")
    return GOOD


@honest
def a_scan_with_a_layer_that_agrees(paper: Paper) -> str:
    paper.write(GOOD)
    paper.scanned(layer=GOOD)
    return GOOD


@honest
def a_map_that_tells_the_truth(paper: Paper) -> str:
    _descriptor, glyphs = vera(paper)
    composite_font(paper, {glyphs[one]: one for one in glyphs}, Name.Identity)
    show_codes(paper, [glyphs[one] for one in GOOD])
    return GOOD


@honest
def a_type_3_font(paper: Paper) -> str:
    type_3_font(paper, {ord(one): one for one in "0123456789."}, plain())
    paper.write(GOOD, font="FL")
    return GOOD
