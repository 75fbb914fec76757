"""Masses and formulas by RDKit: an engine that shares neither tables nor code with coaverify's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rdkit import Chem
from rdkit.Chem import rdMolDescriptors

from chemistry.rdkit_smiles import ACIDS, BACKS, CAPS, LINKERS, RESIDUES, SIDE_GROUPS
from coaverify.model.form import Form


@dataclass(frozen=True)
class RdkitMasses:
    formula: str
    monoisotopic: float
    average: float


@dataclass(frozen=True)
class Part:
    """A residue by its code, and the name of what its side chain carries."""

    code: str
    group: str = ""


@dataclass(frozen=True)
class Drawn:
    """A molecule by names alone. bridges: (first, second, kind), counted from 1."""

    parts: Sequence[Part]
    form: Form = Form.PLAIN
    front: str = ""
    back: str = ""
    bridges: Sequence[tuple[int, int, str]] = ()


def of_chain(one_letter: str, form: Form) -> RdkitMasses:
    """From the one-letter chain, by HELM with the terminal groups [ac] and [am]."""
    parts = [*(["[ac]"] if form.acetyl else []), *one_letter, *(["[am]"] if form.amidated else [])]
    return _masses(Chem.MolFromHELM("PEPTIDE1{" + ".".join(parts) + "}$$$$"))


def of_residues(codes: list[str], form: Form) -> RdkitMasses:
    """From residues by SMILES, for what HELM does not know."""
    return of_drawn(Drawn([Part(code) for code in codes], form))


def of_drawn(drawn: Drawn) -> RdkitMasses:
    """From residues, groups and rings by SMILES: ring bonds are drawn between the very atoms that form them."""
    return of_smiles(smiles_of(drawn))


def of_smiles(smiles: str) -> RdkitMasses:
    return _masses(Chem.MolFromSmiles(smiles))


def smiles_of(drawn: Drawn) -> str:
    """Ring bonds are closures %10, %11 ...; the group at the N-terminus is a component bound by closure %90."""
    closures: dict[int, str] = {}
    cyclic = ""
    for number, (first, second, kind) in enumerate(drawn.bridges, start=10):
        if kind == "head-to-tail":
            cyclic = f"%{number}"
            continue
        closures[first] = closures[second] = f"%{number}"
    chain = [_residue(part, closures.get(place, "")) for place, part in enumerate(drawn.parts, start=1)]
    front = drawn.front or ("Ac" if drawn.form.acetyl else "")
    opened = cyclic or ("%90" if front else "")
    chain[0] = chain[0][0] + opened + chain[0][1:] if opened else chain[0]
    back = BACKS[drawn.back] if drawn.back else "N" if drawn.form.amidated else "O"
    smiles = "".join(chain) + (cyclic or back)
    if not front:
        return smiles
    group = _group(front)
    return f"{smiles}.{group[0]}%90{group[1:]}"


def _residue(part: Part, closure: str) -> str:
    smiles = RESIDUES[part.code]
    if part.code in ACIDS:
        return smiles.replace("{acid}", closure or "O")
    carried = closure or (_group(part.group) if part.group else "")
    if part.code == "H" and carried:
        smiles = smiles.replace("[nH]", f"n({carried})")
    return smiles.replace("{side}", carried)


def _group(name: str) -> str:
    """A group from the atom that carries it outwards: linkers first, the cap last."""
    if name in SIDE_GROUPS:
        return SIDE_GROUPS[name]
    cap = max((cap for cap in CAPS if name == cap or name.startswith(f"{cap}-")), key=len)
    linkers = [part for part in name[len(cap) :].split("-") if part]
    return "".join(LINKERS[linker] for linker in reversed(linkers)) + CAPS[cap]


def _masses(molecule: Chem.Mol | None) -> RdkitMasses:
    assert molecule is not None
    exact, average = rdMolDescriptors.Properties(["exactmw", "amw"]).ComputeProperties(molecule)
    return RdkitMasses(rdMolDescriptors.CalcMolFormula(molecule), exact, average)
