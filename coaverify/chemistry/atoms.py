"""What atoms weigh. Two tables, and the source of each.

`isotopes`: isotope masses and abundances as NIST publishes them (physics.nist.gov/comp), in the copy
that pyteomics carries. Monoisotopic and "NIST average" masses come from it.
`CONVENTIONAL`: the conventional and abridged standard atomic weights of IUPAC/CIAAW, the ones that
suppliers' catalogues mostly use.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

# g/mol; IUPAC/CIAAW standard atomic weights 2021, conventional or abridged to five figures. These are
# also all the elements that a formula may name: "Ac" in a peptide is acetyl, never actinium.
CONVENTIONAL: Mapping[str, float] = MappingProxyType(
    {
        "H": 1.008,
        "Li": 6.94,
        "B": 10.81,
        "C": 12.011,
        "N": 14.007,
        "O": 15.999,
        "F": 18.998,
        "Na": 22.990,
        "Mg": 24.305,
        "Si": 28.085,
        "P": 30.974,
        "S": 32.06,
        "Cl": 35.45,
        "K": 39.098,
        "Ca": 40.078,
        "Fe": 55.845,
        "Cu": 63.546,
        "Zn": 65.38,
        "Se": 78.971,
        "Br": 79.904,
        "I": 126.90,
    }
)

ELECTRON_MASS = 5.48579909065e-4  # Da; CODATA 2018

Isotopes = Mapping[int, tuple[float, float]]


@cache
def _table() -> Mapping[str, Isotopes]:
    """The NIST table as pyteomics carries it.

    `from pyteomics import mass` draws in numpy, and pandas and SQLAlchemy where they are installed:
    0.4 to 2.5 s. The table stands in a module of its own without imports, which is run alone, in
    milliseconds, and without leaving anything in sys.modules. Should a later pyteomics move it, its
    public name serves.
    """
    package = importlib.util.find_spec("pyteomics")
    for folder in (package.submodule_search_locations or ()) if package else ():
        file = Path(folder) / "auxiliary" / "constants.py"
        spec = importlib.util.spec_from_file_location("coaverify_pyteomics_constants", file)
        if not file.is_file() or spec is None or spec.loader is None:
            continue
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        table: Mapping[str, Isotopes] | None = getattr(module, "_nist_mass", None)
        if table is not None:
            return table
    from pyteomics import mass

    public: Mapping[str, Isotopes] = mass.nist_mass
    return public


@cache
def isotopes(element: str) -> tuple[tuple[int, float, float], ...]:
    """The element's natural isotopes: (nucleon number, mass in Da, abundance), lightest first.

    Raises KeyError for an element that CONVENTIONAL does not list. Source: NIST through pyteomics.
    """
    if element not in CONVENTIONAL:
        raise KeyError(element)
    listed = sorted(_table()[element].items())
    return tuple((number, mass, share) for number, (mass, share) in listed if number and share > 0)


@cache
def monoisotopic(element: str) -> float:
    """Mass of the element's most abundant isotope, Da. Raises KeyError as `isotopes`. Source: NIST."""
    return max(isotopes(element), key=lambda isotope: isotope[2])[1]


@cache
def average(element: str) -> float:
    """Mean mass over the natural isotopes, g/mol. Raises KeyError as `isotopes`. Source: NIST."""
    return sum(mass * share for _, mass, share in isotopes(element))
