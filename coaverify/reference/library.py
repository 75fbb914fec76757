"""The reference at hand: find a peptide by name, sequence or CAS number.

The only module that reads the data package `coaverify_reference`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

import coaverify_reference
from coaverify.model.form import Form
from coaverify.reference.entry import Entry, ReferenceDataError
from coaverify.reference.folder import folder_in_use
from coaverify.reference.index import Match, Meaning, common, index_of, key_of, matched
from coaverify.reference.naming import aliases, members, readings, squashed
from coaverify.reference.reading import Table, entry_in

SHIPPED = Path(coaverify_reference.__file__).parent  # importlib.resources would cost more than the parsing


class HasProforma(Protocol):
    """What `by_sequence` needs of a sequence (coaverify.chemistry's has it)."""

    @property
    def proforma(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Blend:
    """A trade name for a mixture: the names of its members, entries or not."""

    names: tuple[str, ...]
    members: tuple[str, ...]


class Library:
    """All entries, indexed. Use `library()` for the one that is installed."""

    def __init__(self, version: str, entries: Iterable[Entry], blends: Iterable[Blend] = ()) -> None:
        self.version = version
        self.entries: tuple[Entry, ...] = tuple(sorted(entries, key=lambda entry: entry.id))
        self._by_id = {entry.id: entry for entry in self.entries}
        self._by_chain: dict[str, dict[Form, Entry]] = {}
        self._by_cas: dict[str, Match] = {}
        self._names: Mapping[str, tuple[Meaning, ...]] = index_of(self.entries)
        self._blends = {squashed(name): blend for blend in blends for name in blend.names}
        for entry in self.entries:
            one_chain = self._by_chain.setdefault(entry.sequence, {})
            same = one_chain.setdefault(entry.native_form, entry)
            _distinct(entry, same, "sequence", entry.sequence)
            for form, facts in entry.forms.items():
                for cas in facts.cas:
                    match = self._by_cas.setdefault(cas.number, Match(entry, form))
                    _distinct(entry, match.entry, "CAS number", cas.number)

    @classmethod
    def load(cls, extra_dir: Path | None = None) -> Library:
        """The installed reference and, where given, the *.toml files of a folder of the user's own behind it.

        Raises ReferenceDataError, naming file and field, for a file that does not hold to the format, for an id or a
        name that an installed entry has, or a folder that is not there.
        """
        parsed = json.loads((SHIPPED / "index.json").read_text(encoding="utf-8"))
        entries = {entry.id: entry for entry in (entry_in(*item) for item in parsed["peptides"].items())}
        version: str = parsed["version"]
        if extra_dir is not None:
            own, digest = _own(extra_dir, entries)
            entries |= own
            version += f"+own.{digest}" if own else ""
        return cls(version, entries.values(), _blends(parsed["blends"]))

    def get(self, id: str) -> Entry | None:  # noqa: A002 - the data's own word for it
        """The entry with this id."""
        return self._by_id.get(id)

    def find(self, name: str) -> tuple[Match, ...]:
        """Every peptide that a printed product name may mean; () for a name that is not known.

        Amount, purity, packaging and salt are put aside; words on the ends of the chain are understood
        in any order. A bare name means the native form. One certain meaning gives one Match; an
        ambiguous trade name gives one for each meaning, flagged; a blend gives its members
        (`is_blend` tells).
        """
        if blend := self._blend(name):
            found = (match for member in blend for match in self._single(member))
            return tuple({key_of(match): match for match in found}.values())
        return self._single(name)

    def is_blend(self, name: str) -> bool:
        """True where the name stands for a mixture of peptides: a known trade name such as "GLOW", or
        names joined by "+", "&", "/" or "and" of which at least one is known."""
        return bool(self._blend(name))

    def by_sequence(self, sequence: str | HasProforma) -> Entry | None:
        """The entry with this chain, whatever its ends. Takes a Sequence, or ProForma as text.

        Of several that differ in their ends alone (melanotan II and bremelanotide) the one with these very ends, else
        none: which of them is meant is then not known.
        """
        text = sequence if isinstance(sequence, str) else sequence.proforma
        chain = text.removeprefix("[Acetyl]-").removesuffix("-[Amidated]")
        by_form = self._by_chain.get(chain, {})
        form = Form.of(text.startswith("[Acetyl]-"), text.endswith("-[Amidated]"))
        return by_form.get(form) or (next(iter(by_form.values())) if len(by_form) == 1 else None)

    def by_cas(self, cas: str) -> Match | None:
        """The entry and form that a CAS number is given for."""
        return self._by_cas.get(cas.strip())

    def _single(self, name: str) -> tuple[Match, ...]:
        """The meanings of a name that speaks of one product, alone or with its aliases beside it."""
        for reading in readings(name):
            if meanings := self._names.get(reading.key):
                return tuple(dict.fromkeys(matched(meaning, reading) for meaning in meanings))
        parts = aliases(name)
        return common([self._single(part) for part in parts]) if len(parts) > 1 else ()

    def _blend(self, name: str) -> tuple[str, ...]:
        """The members of a blend by name; () for a name that is none."""
        for reading in readings(name):
            if known := self._blends.get(reading.key):
                return known.members
        if self._single(name):
            return ()
        parts, certain = members(name)
        named = [part for part in parts if self._single(part) or _is_name(part)]
        known_parts = [part for part in named if self._single(part)]
        if len(named) < 2 or not known_parts or (len(known_parts) < len(named) and not certain):
            return ()
        return tuple(named)


def _is_name(part: str) -> bool:
    """True where the part may name a substance: more than words on ends, salts and packaging."""
    found = readings(part)
    return bool(found) and all(reading.acetyl is None and reading.amidated is None for reading in found)


def _distinct(entry: Entry, other: Entry, what: str, value: str) -> None:
    if entry is not other:
        both = f"{other.id} ({other.file}) and {entry.id} ({entry.file})"
        raise ReferenceDataError(f"{both} have the same {what}: {value!r}.")


def _own(folder: Path, installed: Mapping[str, Entry]) -> tuple[dict[str, Entry], str]:
    """The entries of a user's folder, and a digest of what stands in them."""
    import hashlib

    from coaverify.reference.toml_files import tables_in  # who has none pays for no parser

    if not folder.is_dir():
        raise ReferenceDataError(f"{folder}: there is no such folder.")
    found: dict[str, Entry] = {}
    digest = hashlib.sha256()
    for name, table in tables_in(folder):
        entry = entry_in(name, table)
        if entry.id in installed:
            raise ReferenceDataError(f"{name}, field 'id': {entry.id} is the id of an entry that comes with coaverify.")
        found[entry.id] = entry
        digest.update(json.dumps(table, sort_keys=True, default=str).encode())
    return found, digest.hexdigest()[:8]


def _blends(fields: object) -> Iterator[Blend]:
    table = Table("blends.toml", fields)
    for one in table.tables("blend"):
        yield Blend(one.texts("names"), one.texts("members"))
        one.close()
    table.close()


_named: list[Path] = []  # the folder that this process was told to use, if any


def use_folder(folder: Path | None) -> None:
    """Let `library()` of this process add the entries of this folder; None: what environment and user have."""
    if _named != ([] if folder is None else [folder]):
        _named[:] = [] if folder is None else [folder]
        library.cache_clear()


@cache
def _shipped() -> Library:
    return Library.load()


@cache
def library() -> Library:
    """The installed reference with the user's own entries behind it, read once a process.

    Raises ReferenceDataError as `Library.load`.
    """
    folder = folder_in_use(_named[0] if _named else None)
    return _shipped() if folder is None else Library.load(folder)
