"""What the figures of a certificate cannot prove, however well they agree; and what would.

Isomers weigh the same to the last digit; Gln and Lys, Gly-Ala and Lys, Phe and oxidised Met lie 0.03 to 0.04 Da apart.
"""

from __future__ import annotations

from coaverify.checks.candidates import all_candidates
from coaverify.checks.case import Case
from coaverify.checks.explanations import other_peptides

NEAR_ISOBARS = 0.0364  # Da: Lys less Gln, and Lys less Gly-Ala
_ALWAYS = (
    "Consistent figures do not prove that the paper is authentic, nor that it belongs to the vial in your hand.",
    "HPLC purity is a share of what the detector sees; it does not count water, salt or an empty vial.",
)
_GENERAL = (
    "A mass cannot tell D from L amino acids (a chiral amino acid analysis would), leucine from isoleucine, or the "
    "order of the residues (sequencing by MS/MS would; NMR tells all of them)."
)


def not_proven(case: Case) -> tuple[str, ...]:
    """Sentences for the reader: the isomers in the reference first, then what holds for every certificate."""
    return (*_isomers(case), *_neighbours(case), _general(case), *_ALWAYS)


def _isomers(case: Case) -> tuple[str, ...]:
    masses = case.claimed.masses
    if masses is None:
        return ()
    same = [
        one.name
        for one in all_candidates(case.library)
        if one.masses.formula == masses.formula and one.entry is not case.claimed.entry
    ]
    if not same:
        return ()
    have = "has" if len(same) == 1 else "have"
    sentence = (
        f"{' and '.join(same)} {have} the same composition ({masses.formula}) as what is claimed: no mass tells them "
        "apart; sequencing by MS/MS or a comparison with a reference standard would."
    )
    return (sentence,)


def _neighbours(case: Case) -> tuple[str, ...]:
    masses = case.claimed.masses
    if masses is None or not case.fits.observed:
        return ()
    near = " and ".join(one.name for one in other_peptides(case) if one.masses.formula != masses.formula)
    if not near:
        return ()
    return (f"At this tolerance the values would fit {near} as well; a measurement to a few ppm would tell.",)


def _general(case: Case) -> str:
    widths = [value.tolerance.at(value.value) for value in case.fits.observed]
    if not widths or min(widths) < NEAR_ISOBARS:
        return _GENERAL
    return f"{_GENERAL} Nor does it, at ±{min(widths):g}, tell glutamine from lysine ({NEAR_ISOBARS} Da)."
