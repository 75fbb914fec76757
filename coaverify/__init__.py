"""coaverify: reads certificates of analysis of synthetic peptides and checks every claim that can be checked."""

__version__ = "0.1.0"
