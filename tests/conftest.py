"""Lets worker processes find what tests hand to them.

A function of a test module crosses to a worker by its module's name, "tests.document.test_sandbox", so the
checkout has to be on the path. It stands last: coaverify itself comes from the installation (test_house.py).
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent))
