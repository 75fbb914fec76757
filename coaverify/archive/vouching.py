"""A colleague's key, vouched for in the trail: from then on an audit takes its signatures too."""

from __future__ import annotations

from coaverify.archive.archive import Archive
from coaverify.archive.errors import NotAllowed
from coaverify.archive.keys import Keyring


def vouch(archive: Archive, pem: str, by: str) -> str:
    """Add an entry by which this installation vouches for a public key (PEM). Returns the key's id.

    Raises:
        NotAllowed: where it is no Ed25519 key, or this installation's own.
        ArchiveError: where the archive cannot be written.
    """
    try:
        identifier = Keyring().add(pem)
    except ValueError as error:
        raise NotAllowed(f"This is no public key of an installation of coaverify: {error}") from error
    if identifier == archive.signer().id:
        raise NotAllowed(f"{identifier} is the key of this installation: it needs nobody to vouch for it here.")
    with archive.adding(by) as trail:
        trail.introduce(pem)
    return identifier
