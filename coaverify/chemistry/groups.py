"""Groups that a chain may carry beside acetyl and amide: lipids, labels, linkers, esters, a bound metal.

All of them stand in this table, with what the molecule gains and loses by each; nothing is ever fetched. Groups that
Unimod lists go by its name there, the others by formula. Tests build each of them with RDKit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from coaverify.chemistry.ends import SequenceError
from coaverify.chemistry.formulas import Formula, parse_formula


@dataclass(frozen=True)
class Group:
    """One group, or several in a row.

    name: short name.  gains, loses: formulas; what is lost is an atom of the site, mostly H.
    unimod: "accession name" in Unimod, "" where it is not listed.  sites: letters of the residues whose side chains
    may carry it, "^" for the N-terminus, "$" for the C-terminus.
    """

    name: str
    gains: str
    loses: str = ""
    unimod: str = ""
    sites: str = "^K"
    aliases: tuple[str, ...] = ()

    @cached_property
    def delta(self) -> Formula:
        """Gain less loss; may hold negative counts."""
        gained = parse_formula(self.gains) if self.gains else Formula({})
        return gained - (parse_formula(self.loses) if self.loses else Formula({}))

    @property
    def proforma(self) -> str:
        """The tag in ProForma 2.0, without its brackets."""
        if self.unimod:
            return self.unimod.partition(" ")[2]
        return f"Formula:{signed(self.delta)}|INFO:{self.name}"


def signed(formula: Formula) -> str:
    """A difference of formulas as ProForma writes it: "CuH-2"."""
    return "".join(f"{element}{count}" if count != 1 else element for element, count in formula.items())


# An acyl group takes the place of one H: what is written is acyl less H, as Unimod does.
CAPS: tuple[Group, ...] = (
    Group("Ac", "C2H2O", unimod="1 Acetyl", sites="KSTYC", aliases=("acetyl",)),
    Group("For", "CO", unimod="122 Formyl", sites="^KW", aliases=("formyl",)),
    Group("Hexanoyl", "C6H10O", aliases=("hexanoic", "caproyl")),
    Group("trans-3-hexenoyl", "C6H8O", aliases=("hexenoyl", "trans-3-hexenoic acid", "(3e)-hex-3-enoyl")),
    Group("Oct", "C8H14O", unimod="426 Octanoyl", sites="^KST", aliases=("octanoyl", "n-octanoyl")),
    Group("Myr", "C14H26O", unimod="45 Myristoyl", sites="^KC", aliases=("myristoyl",)),
    Group("Pal", "C16H30O", unimod="47 Palmitoyl", sites="^KCST", aliases=("palm", "palmitoyl", "c16")),
    Group("Ste", "C18H34O", aliases=("stearoyl",)),
    Group(
        "C18diacid",
        "C18H32O3",
        aliases=("c18 diacid", "octadecanedioic acid", "c18da"),
    ),
    Group("C20diacid", "C20H36O3", aliases=("c20 diacid", "eicosanedioic acid", "c20da")),
    Group("Suc", "C4H4O3", aliases=("succinyl",)),
    Group(
        "MalP",
        "C7H5NO3",
        sites="K",
        aliases=("mpa", "maleimidopropionyl", "3-maleimidopropionyl"),
    ),
    Group("Biotin", "C10H14N2O2S", unimod="3 Biotin", aliases=("biotinyl",)),
    Group("FITC", "C21H11NO5S", aliases=("5-fitc", "fluorescein isothiocyanate")),
    Group("FAM", "C21H10O6", aliases=("5-fam", "6-fam", "5(6)-fam", "carboxyfluorescein", "5-carboxyfluorescein")),
    Group("Dansyl", "C12H11NO2S", unimod="139 Dansyl", aliases=("dns",)),
    Group("Boc", "C5H8O2"),
    Group("Fmoc", "C15H10O2"),
)
# Amino acids within a group, each by an amide bond
LINKERS: tuple[Group, ...] = (
    Group("gGlu", "C5H7NO3", aliases=("γglu", "γ-glu", "γe", "γ-e", "ge", "gammaglu", "gamma-glu", "γ-l-glu", "ggl")),
    Group("AEEA", "C6H11NO3", aliases=("oeg", "ado", "o2oc")),
    Group("Ahx", "C6H11NO", aliases=("εahx", "acp", "6-aminohexanoyl")),
    Group("Gly", "C2H3NO"),
    Group("Ser", "C3H5NO2"),
)
SIDE_GROUPS: tuple[Group, ...] = (
    Group("Me", "CH2", unimod="34 Methyl", sites="YSTKHCE", aliases=("methyl", "ome")),
    Group("Et", "C2H4", sites="Y", aliases=("ethyl", "oet")),
    Group("iPr", "C3H6", sites="K", aliases=("isopropyl",)),
    Group("tBu", "C4H8", sites="STYDEC", aliases=("t-bu", "but", "otbu", "tert-butyl")),
    Group("Bzl", "C7H6", sites="HSTYC", aliases=("bn", "benzyl")),
    Group("SO3H", "SO3", unimod="40 Sulfo", sites="YST", aliases=("sulfo", "so3")),
    Group("PO3H2", "HPO3", unimod="21 Phospho", sites="STY", aliases=("phospho", "h2po3")),
    Group("Acm", "C3H5NO", sites="C"),
    Group("Cu(II)", "Cu", "H2", sites="H", aliases=("cu",)),
)
BACK_GROUPS: tuple[Group, ...] = (
    Group("NHEt", "C2H6N", "OH", sites="$", aliases=("ethylamide", "nhc2h5", "nh-et", "n-et", "nhch2ch3")),
    Group("NHMe", "CH4N", "OH", sites="$", aliases=("methylamide", "nhch3")),
    Group("NHBzl", "C7H8N", "OH", sites="$", aliases=("benzylamide", "nh-bzl", "nhbn")),
    Group("OMe", "CH3O", "OH", sites="$", aliases=("methyl ester", "och3")),
    Group("OEt", "C2H5O", "OH", sites="$", aliases=("ethyl ester", "oc2h5")),
    Group("AMC", "C10H8NO2", "OH", sites="$"),
    Group("pNA", "C6H5N2O2", "OH", sites="$"),
)


def _named(groups: Iterable[Group]) -> Mapping[str, Group]:
    return MappingProxyType({name.casefold(): group for group in groups for name in (group.name, *group.aliases)})


_CAPS, _LINKERS = _named(CAPS), _named(LINKERS)
_SIDE, _BACK = _named(SIDE_GROUPS), _named(BACK_GROUPS)
_BY_TAG = MappingProxyType({group.proforma: group for group in (*CAPS, *SIDE_GROUPS, *BACK_GROUPS)})
_REPEATED = re.compile(r"[(\[]([^()\[\]]+)[)\]]\s*[x×]?\s*([2-4])\b|\b([2-4])\s*[x×]\s*(AEEA|OEG|Ado)", re.I)


def group_called(text: str) -> Group | None:
    """The group that a bracket or an end names, alone or with linkers: "Pal", "AEEA-AEEA-γGlu-C18 diacid".

    None for what is no group of the table. The order of the parts does not change what they weigh; the canonical one
    begins with the outer group.
    """
    whole = text.strip().casefold()
    if whole in _SIDE or whole in _CAPS:
        return _SIDE.get(whole) or _CAPS.get(whole)
    spread = _REPEATED.sub(lambda found: "-".join([found[1] or found[4]] * int(found[2] or found[3])), text)
    return _joined(_parts(spread.casefold().strip()))


def _parts(text: str) -> list[Group]:
    """Caps and linkers in a row; () where something else stands there."""
    names = sorted({**_CAPS, **_LINKERS}, key=len, reverse=True)
    found: list[Group] = []
    rest = text.strip(" -")
    while rest:
        name = next((n for n in names if rest.startswith(n) and not re.match(r"[^\W_]", rest[len(n) :])), None)
        if name is None:
            return []
        found.append(_CAPS.get(name) or _LINKERS[name])
        rest = rest[len(name) :].lstrip(" -")
    return found


def _joined(parts: list[Group]) -> Group | None:
    caps = [part for part in parts if part in CAPS]
    if len(caps) != 1 or (parts[0] is not caps[0] and parts[-1] is not caps[0]):
        return None
    if parts[0] is not caps[0]:
        parts = parts[::-1]
    if len(parts) == 1:
        return parts[0]
    total = Formula({})
    for part in parts:
        total += part.delta
    return Group("-".join(part.name for part in parts), total.hill)


def back_group(text: str) -> Group | None:
    """The group at a C-terminus, by any of its names."""
    return _BACK.get(text.strip().casefold())


def group_tagged(tag: str) -> Group | None:
    """The group that a ProForma tag names, exactly as `Group.proforma` writes it."""
    known = _BY_TAG.get(tag)
    if known is None and "|INFO:" in tag:
        known = group_called(tag.partition("|INFO:")[2])
    return known if known is not None and known.proforma == tag else None


def _longest_first(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_FRONT_CAP = _longest_first(name for name, group in _CAPS.items() if "^" in group.sites)
_FRONT_LINKER = _longest_first(name for name in _LINKERS if name not in ("gly", "ser"))  # those are residues there
_FRONT_ONE = rf"(?:{_FRONT_CAP})(?:-\(?(?:{_FRONT_LINKER})\)?2?)*"
_FRONT = re.compile(rf"(?:\[({_FRONT_ONE})\]\s*-?|\(({_FRONT_ONE})\)\s*-?|({_FRONT_ONE})\s*-)\s*(?!\[?amid)", re.I)
_BACK_NAMES = _longest_first(_BACK)
_BACK_END = re.compile(
    rf"(?<=[A-Za-z0-9)\]])\s*(?:-\s*\[({_BACK_NAMES})\]|(?<!\])-\s*({_BACK_NAMES})|\(({_BACK_NAMES})\))$", re.I
)
# In capitals beside single letters these may as well be residues. "FITC" may, too, but a label is what it always is.
_OR_RESIDUES = frozenset(["AMC", "FAM", "MYR", "PAL", "PALM", "STE"])
_TAGGED_FRONT = re.compile(r"\[([^\]]+)\]-")
_TAGGED_BACK = re.compile(r"-\[([^\]]+)\]$")


def parted_front(text: str) -> tuple[Group | None, str]:
    """The group printed before a chain, and the chain. Acetyl is no matter of this table."""
    if (tagged := _TAGGED_FRONT.match(text)) and (group := group_tagged(tagged[1])) and "^" in group.sites:
        return group, text[tagged.end() :]
    if found := _FRONT.match(text):
        _refuse_residues(found[3], text[found.end() :])
        group = group_called(re.sub(r"\(?([^()-]+)\)2", r"\1-\1", found[1] or found[2] or found[3]))
        if group is not None:
            return group, text[found.end() :]
    return None, text


def parted_back(text: str) -> tuple[Group | None, str]:
    """The group printed behind a chain, and the chain. The amide is no matter of this table."""
    if (tagged := _TAGGED_BACK.search(text)) and (group := group_tagged(tagged[1])) and group.sites == "$":
        return group, text[: tagged.start()]
    if found := _BACK_END.search(text):
        _refuse_residues(found[2], text[: found.start()])
        return back_group(found[1] or found[2] or found[3]), text[: found.start()]
    return None, text


def _refuse_residues(name: str | None, chain: str) -> None:
    if name in _OR_RESIDUES and not re.search(r"[A-Z][a-z]{2}", re.sub(r"acetyl|ac(?=-)", "", chain, flags=re.I)):
        raise SequenceError(f"{name} may be a group or {len(name)} residues; write it in brackets.")
