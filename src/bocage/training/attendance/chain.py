"""Hash chain of an attendance register: canonical form, hashes, and verification.

Each entry has its own hash and that of the entry before it, so that a later change is detected
(docs/decisions/attendance-chain.md). This module does not access the database: a verification is a
pure function of the entries, which tests can alter freely.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any
from uuid import UUID

VERSION = 1
"""Version of the canonical form. Existing entries stay in the version they were written with."""

HASH_LENGTH = 64


def canonical(content: Mapping[str, Any]) -> bytes:
    """Returns the canonical form of a content, as bytes: JSON with sorted keys, no spaces, in
    UTF-8.

    Raises:
        TypeError: a value is not a string, an integer, a boolean, None, or a list of these.
    """
    text = json.dumps(
        {key: _plain(value) for key, value in content.items()},
        ensure_ascii=False,
        allow_nan=False,
        separators=(",", ":"),
        sort_keys=True,
    )
    return text.encode("utf-8", "surrogatepass")


def digest_of(content: Mapping[str, Any]) -> str:
    """Returns the SHA-256 of the canonical form of a content, in hexadecimal."""
    return sha256(canonical(content)).hexdigest()


def genesis_of(cohort_id: UUID) -> str:
    """Returns the hash that the first entry of a cohort follows. It differs for each cohort, so
    that one chain cannot be taken for another.
    """
    return digest_of({"v": VERSION, "register": str(cohort_id)})


def moment(value: datetime) -> str:
    """Returns a datetime in the form that is hashed: in UTC, to the microsecond."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical form")


@dataclass(frozen=True, kw_only=True)
class Link:
    """Entry of a chain, as read. `content` is the input of its hash, without the hash itself; it
    includes the number and the hash that it follows.
    """

    key: str
    number: int
    previous: str
    hash: str
    content: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Head:
    """End of the chain according to the register, stored apart from the entries."""

    length: int
    hash: str


class Fault(StrEnum):
    """Kinds of fault in a chain."""

    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    MOVED = "moved"
    HEAD = "head"
    """The end of the chain does not match the one stored in the register."""
    DETAILS_CHANGED = "details_changed"
    DETAILS_REMOVED = "details_removed"
    SIGNER_CHANGED = "signer_changed"
    SHEET_CHANGED = "sheet_changed"
    SHEET_REMOVED = "sheet_removed"
    UNKNOWN_HASH = "unknown_hash"
    """A hash that was handed over earlier is no longer in the chain."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Fault found in a chain, and its position. `key` is that of the entry, if there is one."""

    fault: Fault
    number: int
    key: str = ""


def findings_of(links: Sequence[Link], *, genesis: str, head: Head) -> list[Finding]:
    """Returns the faults of a chain, ordered by number; an empty list if it is intact.

    Follows the entries from the beginning, each to the hash that it names. An entry whose content
    does not match its hash was changed; an entry that the walk does not reach was inserted; a
    missing number was removed.
    """
    ordered = sorted(links, key=lambda link: (link.number, link.key))
    findings = [
        Finding(fault=Fault.CHANGED, number=link.number, key=link.key)
        for link in ordered
        if digest_of(link.content) != link.hash
    ]
    findings += _gaps(ordered, head)
    findings += _strangers(ordered, genesis, head)
    last = ordered[-1].hash if ordered else genesis
    if not findings and (head.length != len(ordered) or head.hash != last):
        findings.append(Finding(fault=Fault.HEAD, number=len(ordered)))
    return sorted(findings, key=lambda finding: (finding.number, finding.fault))


def _gaps(ordered: Sequence[Link], head: Head) -> list[Finding]:
    """Returns a fault for each missing number, up to the last one known to the register."""
    have = {link.number for link in ordered}
    last = max([head.length, *have]) if have else head.length
    return [
        Finding(fault=Fault.REMOVED, number=number)
        for number in range(1, last + 1)
        if number not in have
    ]


def _strangers(ordered: Sequence[Link], genesis: str, head: Head) -> list[Finding]:
    """Returns the entries that do not follow the one before them, or come after the end."""
    findings, previous, number = [], genesis, 0
    for link in ordered:
        is_beyond = link.number > head.length or link.number < 1
        if is_beyond or link.number == number:
            findings.append(Finding(fault=Fault.INSERTED, number=link.number, key=link.key))
            continue
        if link.number == number + 1 and link.previous != previous:
            findings.append(Finding(fault=Fault.MOVED, number=link.number, key=link.key))
        previous, number = link.hash, link.number
    return findings
