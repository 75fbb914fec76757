"""What the sample certificates claim: sound claims are computed, then one thing is changed."""

from __future__ import annotations

from dataclasses import dataclass, field

from coaverify.chemistry.ions import Ion, mz
from coaverify.chemistry.masses import masses_of
from coaverify.chemistry.sequences import parse_sequence
from coaverify.model.form import Form

Ions = tuple[tuple[str, str], ...]  # label, value

CHAINS = {"Semax": "MEHFPGP", "Selank": "TKPRPGP"}
CAS = {("Semax", Form.PLAIN): "80714-61-0", ("Selank", Form.PLAIN): "129954-34-3"}


@dataclass(frozen=True, slots=True)
class Impurity:
    """A small peak: minutes, and its share of the total area in percent."""

    minutes: float
    percent: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """The words of one certificate, as they are printed."""

    product: str
    sequence: str
    formula: str
    molecular_weight: str
    monoisotopic: str
    ions: Ions
    expected_ions: Ions
    vendor: str
    lot: str
    lot_on_second_page: str
    catalog: str
    cas: str
    purity: str
    specification: str = "98.0"
    mass_result: str = ""  # in place of the ions
    quantity: str = "10 mg"
    manufactured: str = "2026-03-02"
    analysed: str = "2026-03-09"
    issued: str = "2026-03-11"
    retest: str = "2028-03-01"
    main_minutes: float = 11.204
    impurities: tuple[Impurity, ...] = field(default=(Impurity(9.871, 0.31), Impurity(12.066, 0.38)))


def ions_of(
    name: str, form: Form, digits: int, deviation: float, charges: tuple[int, ...]
) -> tuple[tuple[str, str], ...]:
    """Observed ions: the computed m/z, off by `deviation` as an instrument is, rounded to `digits`."""
    mass = masses_of(parse_sequence(CHAINS[name]).with_form(form)).monoisotopic
    ions = [Ion("H", charge) for charge in charges]
    return tuple((ion.label, f"{mz(mass, ion) + deviation:.{digits}f}") for ion in ions)


def sound(
    name: str,
    form: Form,
    *,
    vendor: str,
    lot: str,
    catalog: str = "",
    purity: str = "99.31",
    product: str = "",
    digits: int = 1,
    deviation: float = 0.04,
    charges: tuple[int, ...] = (1, 2),
    impurities: tuple[Impurity, ...] = (Impurity(9.871, 0.31), Impurity(12.066, 0.38)),
) -> Claims:
    """The claims of a certificate on which nothing is wrong."""
    sequence = parse_sequence(CHAINS[name]).with_form(form)
    masses = masses_of(sequence)
    return Claims(
        product=product or name,
        sequence=sequence.three_letter,
        formula=masses.formula,
        molecular_weight=f"{masses.average:.2f}",
        monoisotopic=f"{masses.monoisotopic:.4f}",
        ions=ions_of(name, form, digits, deviation, charges),
        expected_ions=ions_of(name, form, 2, 0.0, charges),
        vendor=vendor,
        lot=lot,
        lot_on_second_page=lot,
        catalog=catalog,
        cas=CAS.get((name, form), ""),
        purity=purity,
        impurities=impurities,
    )
