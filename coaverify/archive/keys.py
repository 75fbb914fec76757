"""The key of this installation: Ed25519 (RFC 8032), with which every entry of the trail is signed.

It lies outside the archive: who can change the archive cannot sign in its stead.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

import platformdirs
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from coaverify.archive.errors import ArchiveError

VARIABLE = "COAVERIFY_SIGNING_KEY"


class Signer:
    """Signs with the installation's key."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public_pem = public_pem(key.public_key())
        self.id = key_id(self.public_pem)

    def sign(self, text: str) -> str:
        """The signature of ASCII text, hexadecimal."""
        return self._key.sign(text.encode("ascii")).hex()


class Keyring:
    """Public keys by their id."""

    def __init__(self) -> None:
        self._keys: dict[str, Ed25519PublicKey] = {}

    def add(self, pem: str) -> str:
        """Take a key up and return its id.

        Raises:
            ValueError: where it is no Ed25519 key.
        """
        key = load_pem_public_key(pem.encode("ascii"))
        if not isinstance(key, Ed25519PublicKey):
            raise ValueError("not an Ed25519 key")
        identifier = key_id(public_pem(key))
        self._keys[identifier] = key
        return identifier

    def __contains__(self, identifier: str) -> bool:
        return identifier in self._keys

    def verifies(self, identifier: str, text: str, signature: str) -> bool:
        """Whether the key signed the ASCII text."""
        key = self._keys.get(identifier)
        if key is None:
            return False
        try:
            plain = bytes.fromhex(signature)
            key.verify(plain, text.encode("ascii"))
        except (InvalidSignature, ValueError):
            return False
        return signature == plain.hex()  # one spelling: another would be an alteration that nobody sees


def public_pem(key: Ed25519PublicKey) -> str:
    """The key as openssl reads it."""
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode("ascii")


def key_id(pem: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of the key's PEM file."""
    return hashlib.sha256(pem.encode("ascii")).hexdigest()[:16]


def signer_of_this_installation() -> Signer:
    """The signer with the key that lies in this user's configuration, or where COAVERIFY_SIGNING_KEY says.

    The first call makes the key.

    Raises:
        ArchiveError: where it can be neither read nor made.
    """
    path = key_file()
    try:
        if not path.exists():
            _make(path)
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise ArchiveError(f"{path}: the signing key cannot be used: {error}") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise ArchiveError(f"{path}: the signing key is no Ed25519 key.")
    return Signer(key)


def own_public_key() -> str | None:
    """The public key of this installation as PEM; None where it has not signed anything yet. Makes no key.

    Raises:
        ArchiveError: where there is one that cannot be read.
    """
    return signer_of_this_installation().public_pem if key_file().exists() else None


def key_file() -> Path:
    """Where the private key lies."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else Path(platformdirs.user_config_dir("coaverify")) / "signing-key.pem"


def _make(path: Path) -> None:
    """Write a new key, readable by its owner only. Of two processes that make it at once, one wins and both use it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    half = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(descriptor, pem)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    try:
        os.link(half, path)
    except FileExistsError:
        pass
    finally:
        half.unlink()
