"""One check, one file. The written list below is the registry: nothing is found by walking folders."""

from coaverify.checks.registry import ALL_CHECKS, Examined, check_by_id, examine

__all__ = ["ALL_CHECKS", "Examined", "check_by_id", "examine"]
