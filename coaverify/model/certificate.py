"""A certificate as extracted: typed readings, each with its evidence. None means: not printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from coaverify.model.correction import Corrected
from coaverify.model.evidence import Evidence, Reading
from coaverify.model.file_facts import Alteration, CarriedValue, FileFacts, OddStyle, Seam
from coaverify.model.paperwork import Remark, WebAddress
from coaverify.model.template import TemplateUse


class Comparator(StrEnum):
    EQUAL = "="
    GREATER = ">"
    AT_LEAST = ">="
    LESS = "<"
    AT_MOST = "<="
    ABOUT = "~"


T_co = TypeVar("T_co", covariant=True)

LOWER = (Comparator.AT_LEAST, Comparator.GREATER)  # lower bounds


@dataclass(frozen=True, slots=True)
class Amount:
    """A printed number with its comparator and unit; `value` keeps the printed digits."""

    value: Decimal
    comparator: Comparator = Comparator.EQUAL
    unit: str = ""
    tolerance: Decimal | None = None  # "813.4 ± 0.5" states 0.5, in the value's unit
    replicates: tuple[Decimal, ...] = ()

    @property
    def decimals(self) -> int:
        exponent = self.value.as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0

    @property
    def half_digit(self) -> float:
        """Half of the last printed digit: what rounding alone explains."""
        return 0.5 * 10.0**-self.decimals


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as ISO 8601: "2026-03-04", or "2026-03" where only the month is printed.

    `alternative` is the other reading of an ambiguous date (03/04/2026) that nothing on the page settles.
    """

    iso: str
    alternative: str | None = None


class MassKind(StrEnum):
    MONOISOTOPIC = "monoisotopic"
    AVERAGE = "average"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class ObservedIon:
    """An observed m/z with the ion as printed; charge and adduct are None where none is printed."""

    mz: Amount
    charge: int | None = None
    adduct: str | None = None  # "H", "Na", "K", "NH4", or a mixture "3H+Na"; negative charge with "H": [M-nH]n-
    beside: Amount | None = None  # the figure that it is to be compared with, where its row prints one


@dataclass(frozen=True, slots=True)
class ObservedMass:
    """A neutral mass reported as found, Da."""

    mass: Amount
    kind: MassKind = MassKind.UNSTATED


@dataclass(frozen=True, slots=True)
class Peak:
    """A row of a peak table. Retention time in minutes, area in the instrument's own unit."""

    retention_time: Amount | None = None
    area: Amount | None = None
    area_percent: Amount | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class ResidueRatio:
    """A row of an amino acid analysis: how many residues of a kind were found, and how many the paper expects.

    residue: three-letter code; "Asx" and "Glx" for acid and amide together, as acid hydrolysis leaves them.
    """

    residue: str
    found: Amount
    expected: Amount | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """A chromatogram as a line, scaled by its axes: minutes against detector units.

    resolution: of a line that was found in pixels the height of one of them, detector units; 0 for a drawn one.
    """

    minutes: tuple[float, ...]
    signal: tuple[float, ...]
    evidence: Evidence
    resolution: float = 0.0


@dataclass(frozen=True, slots=True)
class Change:
    """A claim that an earlier state of the file states otherwise."""

    claim: str
    before: str
    after: Evidence


class HiddenPlace(StrEnum):
    """How words that are not seen lie to what the page shows."""

    VALUE = "value"  # where something else is printed, beside a label, or written as results and codes are
    APART = "apart"  # where the page shows nothing, and no figure of theirs is written as its values are
    REPEATED = "repeated"  # the page shows the same figures in the same place


@dataclass(frozen=True, slots=True)
class HiddenText:
    """Words that the file holds and the page does not show; `why` as in `document.Hidden`: covered, off-page, ...

    shown: what the page shows in their place, where it was read. place: of words with figures alone.
    """

    text: str
    why: str
    shown: str = ""
    place: HiddenPlace = HiddenPlace.VALUE


class InstrumentClass(StrEnum):
    """How exactly the mass was measured, as far as the document tells."""

    HIGH_RESOLUTION = "high-resolution"
    LOW_RESOLUTION = "low-resolution"
    MALDI_LINEAR = "maldi-linear"
    MALDI_REFLECTRON = "maldi-reflectron"


@dataclass(frozen=True, slots=True)
class Labelled(Generic[T_co]):
    """A value with the claim that it was read for and the words of the label that it stands under ("" for none)."""

    claim: str
    value: T_co
    label: str = ""


Text = Reading[str]
Number = Reading[Amount]
Date = Reading[PrintedDate]


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Everything that one certificate claims."""

    pages: tuple[int, ...]

    product_name: Text | None = None
    sequence: Text | None = None  # as printed
    catalog_number: Text | None = None
    lot_number: Text | None = None
    cas_number: Text | None = None
    molecular_formula: Text | None = None
    endotoxin: Text | None = None
    endotoxin_limit: Text | None = None
    quantity: Text | None = None
    appearance: Text | None = None
    laboratory: Text | None = None
    vendor: Text | None = None
    manufacturer: Text | None = None
    client: Text | None = None
    task_number: Text | None = None
    verification_key: Text | None = None
    verification_url: Text | None = None
    method: Text | None = None
    instrument: Text | None = None

    molecular_weight: Number | None = None  # theoretical average, g/mol
    monoisotopic_mass: Number | None = None  # theoretical, Da
    hplc_purity: Number | None = None  # percent
    purity_specification: Number | None = None  # percent
    largest_impurity: Number | None = None  # percent of the area
    total_impurities: Number | None = None  # percent of the area
    net_peptide_content: Number | None = None  # percent
    water_content: Number | None = None  # percent
    acetate_content: Number | None = None  # percent
    tfa_content: Number | None = None  # percent
    chloride_content: Number | None = None  # percent
    residual_solvents: Number | None = None  # percent
    loss_on_drying: Number | None = None  # percent
    mass_balance: Number | None = None  # percent: the sum as the paper prints it
    measured_content: Number | None = None  # mg per vial
    label_claim_percent: Number | None = None  # what was found, in percent of the labelled amount

    received_date: Date | None = None
    manufacture_date: Date | None = None
    analysis_date: Date | None = None
    issue_date: Date | None = None
    retest_date: Date | None = None
    expiry_date: Date | None = None

    observed_mass: Reading[ObservedMass] | None = None
    observed_ions: tuple[Reading[ObservedIon], ...] = ()
    peak_table: tuple[Reading[Peak], ...] = ()
    amino_acids: tuple[Reading[ResidueRatio], ...] = ()

    # What the checks need beside the claims
    lots: tuple[Text, ...] = ()  # every lot statement, in page order, the claim among them
    labelled_lots: tuple[Reading[Labelled[str]], ...] = ()  # the same, with the words of their labels
    all_dates: tuple[Reading[Labelled[PrintedDate]], ...] = ()  # every date under a label, in page order
    products: tuple[Text, ...] = ()  # every product name stated under a label, the claim among them
    further_purities: tuple[Number, ...] = ()  # other HPLC purities that the document states
    further_masses: tuple[Reading[ObservedMass], ...] = ()
    modifications: tuple[Text, ...] = ()  # "N-terminal: Acetylation" and the like, in rows of their own
    salt: Text | None = None  # "TFA salt", "Acetate"
    mass_statement: Text | None = None  # "MS: conforms": a word where a number should be
    mass_tolerance: Number | None = None  # stated with the result, Da or m/z
    instrument_class: InstrumentClass | None = None
    further_peak_tables: tuple[tuple[Reading[Peak], ...], ...] = ()  # of other injections or wavelengths
    traces: tuple[Trace, ...] = ()
    retention_labels: tuple[Number, ...] = ()  # at the peaks of chromatograms, minutes
    remarks: tuple[Reading[Remark], ...] = ()  # what the paper says about itself, one of a kind
    addresses: tuple[Reading[WebAddress], ...] = ()  # every web and mail address, each once
    codes: tuple[Text, ...] = ()  # what QR codes and barcodes hold; () where several certificates share their page
    hidden: tuple[Reading[HiddenText], ...] = ()
    changes: tuple[Change, ...] = field(default=())
    alterations: tuple[Alteration, ...] = ()  # what later revisions of the file changed beside claims
    odd_styles: tuple[Reading[OddStyle], ...] = ()  # values in whose type something differs
    carried: tuple[CarriedValue, ...] = ()  # values that form fields and annotations show
    seams: tuple[Seam, ...] = ()  # values in scans and photos that were saved otherwise than what is around them
    file: FileFacts | None = None  # None: it was no PDF
    layer_changes: tuple[Change, ...] = ()  # claims that the invisible text over a scan states otherwise
    templates: tuple[TemplateUse, ...] = ()  # the user's templates that hold for it
    corrections: tuple[Corrected, ...] = ()  # claims that a reviewer read in the program's stead
