"""The rows by which a trait's sketch is looked up. They follow from the trait, so an audit makes them again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coaverify.model.fingerprint import Trait

SKETCHED = (Trait.TRACE, Trait.PICTURE)


def likenesses_of(trait: Mapping[str, Any]) -> list[dict[str, int]]:
    """The rows of one trait, given the columns of its own row: number, grid, cell, signs. The report's is left out."""
    kind = next((one for one in SKETCHED if one == trait["trait"]), None)  # an audit meets altered kinds, too
    sketch = trait["sketch"]
    if kind is None or not isinstance(sketch, str) or not sketch:
        return []
    from coaverify.report.sketch_cells import cells_of, signs_of  # numpy is loaded where there is a sketch

    try:
        cells, signs = cells_of(kind, sketch), signs_of(kind, sketch)
    except ValueError:  # an altered sketch, which the audit names
        return []
    return [{"number": trait["number"], "grid": grid, "cell": cell, "signs": signs} for grid, cell in enumerate(cells)]
