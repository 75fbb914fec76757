"""Residues and groups as structures, drawn by hand from their chemical names, for RDKit to count the atoms of.

Nothing here is derived from coaverify's tables of compositions. A residue runs from its nitrogen to its carbonyl
carbon; `{side}` is where its side chain can carry something, `{acid}` the OH of a side-chain acid. Rings inside use
the digits 1 to 4, groups 5 to 9.
"""

from __future__ import annotations

RESIDUES = {
    "A": "NC(C)C(=O)",
    "R": "NC(CCCNC(=N)N)C(=O)",
    "N": "NC(CC(=O)N)C(=O)",
    "D": "NC(CC(=O){acid})C(=O)",
    "C": "NC(CS{side})C(=O)",
    "Q": "NC(CCC(=O)N)C(=O)",
    "E": "NC(CCC(=O){acid})C(=O)",
    "G": "NCC(=O)",
    "H": "NC(Cc1c[nH]cn1)C(=O)",
    "I": "NC(C(C)CC)C(=O)",
    "L": "NC(CC(C)C)C(=O)",
    "K": "NC(CCCCN{side})C(=O)",
    "M": "NC(CCSC)C(=O)",
    "F": "NC(Cc1ccccc1)C(=O)",
    "P": "N1CCCC1C(=O)",
    "S": "NC(CO{side})C(=O)",
    "T": "NC(C(C)O{side})C(=O)",
    "W": "NC(Cc1c[nH]c2ccccc12)C(=O)",
    "Y": "NC(Cc1ccc(O{side})cc1)C(=O)",
    "V": "NC(C(C)C)C(=O)",
    "Abu": "NC(CC)C(=O)",
    "Ac4c": "NC1(CCC1)C(=O)",
    "Ahx": "NCCCCCC(=O)",
    "Aib": "NC(C)(C)C(=O)",
    "aMeLeu": "NC(C)(CC(C)C)C(=O)",
    "3AmAda": "NC12CC3CC(C1)CC(C3)(C2)C(=O)",
    "AphCbm": "NC(Cc1ccc(NC(N)=O)cc1)C(=O)",
    "AphHor": "NC(Cc1ccc(NC(=O)C2CC(=O)NC(=O)N2)cc1)C(=O)",
    "azaGly": "NNC(=O)",
    "bAla": "NCCC(=O)",
    "Bua": "C{side}CCC(=O)",
    "Cha": "NC(CC1CCCCC1)C(=O)",
    "Cit": "NC(CCCNC(N)=O)C(=O)",
    "Cpa": "NC(Cc1ccc(Cl)cc1)C(=O)",
    "Dab": "NC(CCN{side})C(=O)",
    "Dap": "NC(CN{side})C(=O)",
    "Dmt": "NC(Cc1c(C)cc(O)cc1C)C(=O)",
    "gGlu": "NC(C(=O)O)CCC(=O)",
    "hArg": "NC(CCCCNC(=N)N)C(=O)",
    "hArgEt2": "NC(CCCCNC(=NCC)NCC)C(=O)",
    "Hyp": "N1CC(O{side})CC1C(=O)",
    "2MeTrp": "NC(Cc1c(C)[nH]c2ccccc12)C(=O)",
    "Mpa": "C(S{side})CC(=O)",
    "1Nal": "NC(Cc1cccc2ccccc12)C(=O)",
    "2Nal": "NC(Cc1ccc2ccccc2c1)C(=O)",
    "Nle": "NC(CCCC)C(=O)",
    "NMeAla": "N(C)C(C)C(=O)",
    "NMeIle": "N(C)C(C(C)CC)C(=O)",
    "NMeLeu": "N(C)C(CC(C)C)C(=O)",
    "NMePhe": "N(C)C(Cc1ccccc1)C(=O)",
    "NMeTyr": "N(C)C(Cc1ccc(O)cc1)C(=O)",
    "NMeVal": "N(C)C(C(C)C)C(=O)",
    "Nva": "NC(CCC)C(=O)",
    "Oic": "N1C2CCCCC2CC1C(=O)",
    "Orn": "NC(CCCN{side})C(=O)",
    "3Pal": "NC(Cc1cccnc1)C(=O)",
    "Pen": "NC(C(C)(C)S{side})C(=O)",
    "pGlu": "N1C(=O)CCC1C(=O)",
    "Phg": "NC(c1ccccc1)C(=O)",
    "Sar": "N(C)CC(=O)",
    "Thi": "NC(Cc1cccs1)C(=O)",
    "Throl": "NC(C(C)O)C",
    "Tic": "N1Cc2ccccc2CC1C(=O)",
}
ACIDS = frozenset(["D", "E"])

CAPS = {
    "Ac": "C(=O)C",
    "For": "C=O",
    "Hexanoyl": "C(=O)" + "C" * 5,
    "trans-3-hexenoyl": "C(=O)CC=CCC",
    "Oct": "C(=O)" + "C" * 7,
    "Myr": "C(=O)" + "C" * 13,
    "Pal": "C(=O)" + "C" * 15,
    "Ste": "C(=O)" + "C" * 17,
    "C18diacid": "C(=O)" + "C" * 16 + "C(=O)O",
    "C20diacid": "C(=O)" + "C" * 18 + "C(=O)O",
    "Suc": "C(=O)CCC(=O)O",
    "MalP": "C(=O)CCN5C(=O)C=CC5=O",
    "Biotin": "C(=O)CCCCC5SCC6NC(=O)NC56",
    "FITC": "C(=S)Nc5ccc(-c6c7ccc(=O)cc-7oc7cc(O)ccc67)c(C(=O)O)c5",
    "FAM": "C(=O)c5ccc(-c6c7ccc(=O)cc-7oc7cc(O)ccc67)c(C(=O)O)c5",
    "Dansyl": "S(=O)(=O)c5cccc6c(N(C)C)cccc56",
    "Boc": "C(=O)OC(C)(C)C",
    "Fmoc": "C(=O)OCC5c6ccccc6-c6ccccc56",
}
LINKERS = {
    "gGlu": "C(=O)CCC(C(=O)O)N",
    "AEEA": "C(=O)COCCOCCN",
    "Ahx": "C(=O)CCCCCN",
    "Gly": "C(=O)CN",
    "Ser": "C(=O)C(CO)N",
}
SIDE_GROUPS = {
    "Me": "C",
    "Et": "CC",
    "iPr": "C(C)C",
    "tBu": "C(C)(C)C",
    "Bzl": "Cc5ccccc5",
    "SO3H": "S(=O)(=O)O",
    "PO3H2": "P(=O)(O)O",
    "Acm": "CNC(C)=O",
}
BACKS = {
    "NHEt": "NCC",
    "NHMe": "NC",
    "NHBzl": "NCc5ccccc5",
    "OMe": "OC",
    "OEt": "OCC",
    "AMC": "Nc5ccc6c(C)cc(=O)oc6c5",
    "pNA": "Nc5ccc([N+](=O)[O-])cc5",
}
# What names alone do not draw: in the 1:1 copper complexes the metal takes the place of an amide's hydrogen and of
# the acid's
COPPER = {
    "GHK": "NCC(=O)[N-]C(Cc1c[nH]cn1)C(=O)NC(CCCCN)C(=O)[O-].[Cu+2]",
    "AHK": "NC(C)C(=O)[N-]C(Cc1c[nH]cn1)C(=O)NC(CCCCN)C(=O)[O-].[Cu+2]",
}
