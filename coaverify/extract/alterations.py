"""What later revisions of a file changed beside the claims: other figures, pictures, pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from coaverify.model.certificate import Certificate, Change
from coaverify.model.document import Document, Page, Word
from coaverify.model.evidence import Evidence
from coaverify.model.file_facts import Alteration, AlterationKind

MOST = 20  # alterations of a kind that are listed


def alterations_of(
    document: Document, before: Sequence[Certificate], now: Certificate, changes: Sequence[Change]
) -> tuple[Alteration, ...]:
    """The differences between the file's first state and what it is now, the changed claims apart."""
    if not document.earlier:
        return ()
    first, pages = document.earlier[0], document.pages
    found = [
        Alteration(AlterationKind.PICTURE, "", "", (Evidence(one.page, one.box, ""),))
        for one in document.exchanged
        if one.page in now.pages
    ]
    if len(first) != len(pages):
        found.append(Alteration(AlterationKind.PAGES, f"{len(first)}", f"{len(pages)}"))
        return tuple(found)
    for old, new in zip(first, pages, strict=True):
        if new.number in now.pages:
            found.extend(_of_page(old, new, [change.after for change in changes]))
    found.extend(_removed(before[0], now) if before else ())
    return tuple(found)


def _of_page(old: Page, new: Page, claimed: Sequence[Evidence]) -> list[Alteration]:
    """Figures that took the place of others, and words that were added."""
    gone, come = _surplus(old.words, new.words), _surplus(new.words, old.words)
    found: list[Alteration] = []
    added: list[Word] = []
    for word in come:
        if any(one.page == new.number and one.box.contains(word.box, slack=1.5) for one in claimed):
            continue
        former = next((one for one in gone if _same_place(one, word)), None)
        if former is None:
            added.append(word)
        elif any(map(str.isdigit, former.text + word.text)):
            evidence = Evidence(new.number, word.box, word.text)
            found.append(Alteration(AlterationKind.WORDS, former.text, word.text, (evidence,)))
    if added:
        text = " ".join(word.text for word in added[:MOST])
        places = tuple(Evidence(new.number, word.box, word.text) for word in added[:MOST])
        found.append(Alteration(AlterationKind.ADDED, "", text, places))
    return found[:MOST]


def _surplus(words: Sequence[Word], others: Sequence[Word]) -> list[Word]:
    """The words that are not, or not so often, among the others."""
    left = Counter(word.text for word in others)
    surplus = []
    for word in words:
        if left[word.text] > 0:
            left[word.text] -= 1
        else:
            surplus.append(word)
    return surplus


def _same_place(one: Word, other: Word) -> bool:
    return one.box.overlap_x(other.box) > 0 and one.box.overlap_y(other.box) > 0.5 * min(
        one.box.height, other.box.height
    )


def _removed(before: Certificate, now: Certificate) -> list[Alteration]:
    """The claims of a verdict that were stated and are not any more."""
    names = ("hplc_purity", "purity_specification", "lot_number", "observed_mass", "molecular_weight", "issue_date")
    old = [(name, getattr(before, name)) for name in names if getattr(now, name) is None]
    return [
        Alteration(AlterationKind.REMOVED, f"{name.replace('_', ' ')} “{reading.evidence.text}”", "")
        for name, reading in old
        if reading is not None
    ]
