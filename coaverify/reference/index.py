"""What names mean: the index of names, and how several statements about one product go together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from coaverify.model.form import Form
from coaverify.reference.entry import Entry, ReferenceDataError
from coaverify.reference.naming import PrintedName, squashed


@dataclass(frozen=True, slots=True)
class Match:
    """One meaning of a printed name.

    form: the form that the name states; None where it states none that could be told.
    ambiguous: the name has other meanings, too; all of them that are known stand in the same answer.
    salt: the counter-ion that the name speaks of, "" for none.  note: why it is ambiguous.
    """

    entry: Entry
    form: Form | None
    ambiguous: bool = False
    salt: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one name in the index stands for."""

    entry: Entry
    form: Form
    ambiguous: bool = False
    note: str = ""


def index_of(entries: Iterable[Entry]) -> Mapping[str, tuple[Meaning, ...]]:
    """Names by their squashed spelling. One name for two certain meanings is an error."""
    index: defaultdict[str, list[Meaning]] = defaultdict(list)
    for entry in entries:
        for key, meaning in _meanings(entry):
            for other in index[key]:
                if meaning != other and not (meaning.ambiguous and other.ambiguous):
                    both = " and ".join(f"{one.entry.id} ({one.form}, {one.entry.file})" for one in (other, meaning))
                    raise ReferenceDataError(f"The name {key!r} is given to both {both}.")
            if meaning not in index[key]:
                index[key].append(meaning)
    return MappingProxyType({key: tuple(meanings) for key, meanings in index.items()})


def _meanings(entry: Entry) -> Iterator[tuple[str, Meaning]]:
    for form, facts in entry.forms.items():
        for name in facts.names:
            yield squashed(name), Meaning(entry, form)
    for name in entry.names:
        yield squashed(name), Meaning(entry, entry.native_form)
    if entry.sequence.isalpha() and len(entry.sequence) > 2:
        yield entry.sequence.casefold(), Meaning(entry, Form.PLAIN)
    for ambiguous in entry.ambiguous:
        for form in ambiguous.forms:
            yield squashed(ambiguous.name), Meaning(entry, form, True, ambiguous.note)


def matched(meaning: Meaning, reading: PrintedName) -> Match:
    """What a meaning becomes with the ends that are printed beside the name."""
    acetyl = meaning.form.acetyl if reading.acetyl is None else reading.acetyl
    amidated = meaning.form.amidated if reading.amidated is None else reading.amidated
    return Match(meaning.entry, Form.of(acetyl, amidated), meaning.ambiguous, reading.salt, meaning.note)


def common(found: list[tuple[Match, ...]]) -> tuple[Match, ...]:
    """What several names printed for one product have in common; () where they name different peptides.

    One alias settles what another leaves open. Names of one peptide in two forms contradict each
    other: both forms are given, as ambiguous.
    """
    if not all(found):
        return ()
    everywhere = set.intersection(*({key_of(match) for match in part} for part in found))
    if everywhere:
        settled = any(len(part) == 1 and not part[0].ambiguous for part in found)
        pool = [match for match in found[0] if key_of(match) in everywhere]
        return tuple(replace(m, ambiguous=False, note="") for m in pool) if settled else tuple(pool)
    meant = set.intersection(*({match.entry.id for match in part} for part in found))
    pool = [match for part in found for match in part if match.entry.id in meant]
    note = "The name states different forms."
    return tuple({key_of(m): replace(m, ambiguous=True, note=note) for m in pool}.values())


def key_of(match: Match) -> tuple[str, Form | None]:
    return match.entry.id, match.form
