"""Masses and formulas by RDKit: an engine that shares neither tables nor code with coaverify's."""

from __future__ import annotations

from dataclasses import dataclass

from rdkit import Chem
from rdkit.Chem import rdMolDescriptors

from coaverify.model.form import Form

# Side chains that HELM does not know here, as residues between N and C(=O)
_SMILES = {
    "Abu": "N[C@@H](CC)C(=O)",
    "Aib": "NC(C)(C)C(=O)",
    "Cit": "N[C@@H](CCCNC(N)=O)C(=O)",
    "Dab": "N[C@@H](CCN)C(=O)",
    "Dap": "N[C@@H](CN)C(=O)",
    "Hyp": "N1C[C@H](O)C[C@H]1C(=O)",
    "2Nal": "N[C@@H](Cc1ccc2ccccc2c1)C(=O)",
    "Nle": "N[C@@H](CCCC)C(=O)",
    "Nva": "N[C@@H](CCC)C(=O)",
    "Orn": "N[C@@H](CCCN)C(=O)",
    "pGlu": "N1C(=O)CC[C@H]1C(=O)",
    "Sar": "N(C)CC(=O)",
    "H": "N[C@@H](Cc1c[nH]cn1)C(=O)",
    "F": "N[C@@H](Cc1ccccc1)C(=O)",
    "K": "N[C@@H](CCCCN)C(=O)",
}


@dataclass(frozen=True)
class RdkitMasses:
    formula: str
    monoisotopic: float
    average: float


def of_chain(one_letter: str, form: Form) -> RdkitMasses:
    """From the one-letter chain, by HELM with the terminal groups [ac] and [am]."""
    parts = [*(["[ac]"] if form.acetyl else []), *one_letter, *(["[am]"] if form.amidated else [])]
    return _masses(Chem.MolFromHELM("PEPTIDE1{" + ".".join(parts) + "}$$$$"))


def of_residues(codes: list[str], form: Form) -> RdkitMasses:
    """From residues by SMILES, for what HELM does not know."""
    chain = "".join(_SMILES[code] for code in codes)
    return _masses(Chem.MolFromSmiles(("CC(=O)" if form.acetyl else "") + chain + ("N" if form.amidated else "O")))


def of_smiles(smiles: str) -> RdkitMasses:
    return _masses(Chem.MolFromSmiles(smiles))


def _masses(molecule: Chem.Mol | None) -> RdkitMasses:
    assert molecule is not None
    exact, average = rdMolDescriptors.Properties(["exactmw", "amw"]).ComputeProperties(molecule)
    return RdkitMasses(rdMolDescriptors.CalcMolFormula(molecule), exact, average)
