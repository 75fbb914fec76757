"""Who an address belongs to: the part of a host's name that somebody registered, and whose name it looks like."""

from __future__ import annotations

import re

from coaverify.reference.laboratories import squeezed

# Second levels under a country's domain that are not registered by their users (RFC 8499: public suffix)
_SHARED = frozenset(("co", "com", "net", "org", "ac", "edu", "gov", "or", "ne", "gen", "ltd", "plc", "me"))
# Domains under which others set up sites of their own: what stands before them is the owner's name
_HOSTS = frozenset(
    ("myshopify.com", "wixsite.com", "wordpress.com", "squarespace.com", "webflow.io", "github.io", "pages.dev",
     "vercel.app", "netlify.app", "web.app", "herokuapp.com", "blogspot.com", "weebly.com", "notion.site")
)  # fmt: skip
# Services that lead on to any address: they say nothing of where
SHORTENERS = frozenset(("bit.ly", "tinyurl.com", "qrco.de", "t.co", "goo.gl", "qr.link", "linktr.ee", "rebrand.ly",
                        "shorturl.at", "me-qr.com", "qr-codes.io", "scan.page", "l.ead.me"))  # fmt: skip
_COMMON = frozenset(
    [
        "lab",
        "labs",
        "laboratory",
        "laboratories",
        "analytical",
        "analytics",
        "analysis",
        "testing",
        "test",
        "research",
        "peptide",
        "peptides",
        "bio",
        "science",
        "sciences",
        "chem",
        "pharma",
        "services",
        "service",
        "group",
        "company",
        "solutions",
        "the",
        "and",
        "for",
        "gmbh",
        "ltd",
        "llc",
        "inc",
        "corp",
        "limited",
    ]
)  # words in the names of very many companies
_FREE_MAIL = frozenset(
    ("gmail.com", "yahoo.com", "outlook.com", "hotmail.com", "proton.me", "protonmail.com", "icloud.com", "qq.com",
     "163.com", "126.com", "mail.ru", "yandex.ru", "gmx.de", "web.de", "aol.com")
)  # fmt: skip


def registrable(host: str) -> str:
    """The part of a host's name that was registered: "verify.lab.co.uk" is "lab.co.uk"."""
    parts = host.lower().strip(".").split(".")
    for host_of_sites in _HOSTS:
        if host.lower().endswith(f".{host_of_sites}"):
            return ".".join(parts[-3:])
    if len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in _SHARED:
        return ".".join(parts[-3:])
    return ".".join(parts[-2:])


def is_named_after(domain: str, name: str) -> bool:
    """Whether a domain looks like a party's: the name's own words, or its initials, stand in it.

    Words that very many companies have in their names count only all together.
    """
    label = squeezed(domain.partition(".")[0])
    words = [squeezed(word) for word in re.findall(r"[^\W_]+", name)]
    own = [word for word in words if len(word) > 3 and word not in _COMMON]
    if own:
        return own[0] in label
    whole = squeezed(name)
    return len(whole) > 3 and (whole in label or label in whole) if len(label) > 3 else False


def is_free_mail(domain: str) -> bool:
    """Whether anybody can have an address of mail there."""
    return domain in _FREE_MAIL
