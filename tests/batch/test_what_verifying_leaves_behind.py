"""What verifying changes in its process while it runs is as it was afterwards."""

from __future__ import annotations

import datetime
import gc
from collections.abc import Iterator

import pytest

from coaverify.model.settings import Settings
from coaverify.verify import COLLECT_AFTER, verify


@pytest.fixture(autouse=True)
def usual_thresholds() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.parametrize("thresholds", [(700, 10, 10), (0, 10, 10), (2 * COLLECT_AFTER, 5, 5)])
def test_the_collector_of_garbage_is_set_as_before(
    thresholds: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    gc.set_threshold(*thresholds)
    within: list[tuple[int, int, int]] = []

    def noting(_folder: object) -> None:
        within.append(gc.get_threshold())

    monkeypatch.setattr("coaverify.verify.use_folder", noting)
    report = verify(b"no document", "a.pdf", Settings(as_of=datetime.date(2026, 11, 21)))
    assert report.error is not None
    assert within == [(max(thresholds[0], COLLECT_AFTER) if thresholds[0] else 0, *thresholds[1:])]
    assert gc.get_threshold() == thresholds
