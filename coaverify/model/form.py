"""The four forms in which the trade sells one and the same chain: which of its two ends is blocked."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """The state of both ends of a linear peptide.

    An acetyl group on the N-terminus adds C2H2O (42.011 Da, monoisotopic); an amide instead of the
    C-terminal acid takes OH away and adds NH2 (-0.984 Da). Masses live in coaverify.chemistry.masses.
    """

    PLAIN = "plain"
    N_ACETYL = "n-acetyl"
    AMIDE = "amide"
    N_ACETYL_AMIDE = "n-acetyl-amide"

    @property
    def acetyl(self) -> bool:
        """True where the N-terminus is acetylated."""
        return self in (Form.N_ACETYL, Form.N_ACETYL_AMIDE)

    @property
    def amidated(self) -> bool:
        """True where the C-terminus is an amide."""
        return self in (Form.AMIDE, Form.N_ACETYL_AMIDE)

    @classmethod
    def of(cls, acetyl: bool, amidated: bool) -> Form:
        """The form with these two ends."""
        if acetyl:
            return cls.N_ACETYL_AMIDE if amidated else cls.N_ACETYL
        return cls.AMIDE if amidated else cls.PLAIN
