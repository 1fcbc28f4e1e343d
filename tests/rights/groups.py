"""The words in which the matrix of rights is declared: who gets in, by groups of addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from tests.people.holders import ACCOUNT, HOLDER, STRANGER, WITH_AN_ACCOUNT

OTHER = "other"
"""Somebody to whom things of the same kind belong, but not this one."""

SIGNED_IN = frozenset({ACCOUNT, HOLDER, OTHER, *WITH_AN_ACCOUNT})
PUBLIC = frozenset({STRANGER, *SIGNED_IN})


class Where(StrEnum):
    """Where a mandate must be held to get in."""

    OVER = "over it"
    ANYWHERE = "anywhere"
    """The page shows what one's own mandates reach: a neighbour gets in, and sees their own."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Addresses that the same people reach.

    `who` may open them, `sends` may send what they take (`who`, unless fewer may); `holder` names
    whose thing it is in the world of the tests. `asleep` says why the world shows none of it.
    """

    what: str
    who: frozenset[str]
    names: tuple[str, ...]
    sends: frozenset[str]
    where: Where = Where.OVER
    holder: str = ""
    asleep: str = ""
    by_link: bool = field(default=False)
    """Whoever has the link, which is signed or drawn by lot, gets in."""


def group(
    what: str,
    who: set[str] | frozenset[str],
    names: str,
    *,
    sends: set[str] | frozenset[str] | None = None,
    where: Where = Where.OVER,
    holder: str = "",
    asleep: str = "",
    by_link: bool = False,
) -> Group:
    """A group of the addresses that have these names."""
    return Group(
        what=what,
        who=frozenset(who),
        names=tuple(names.split()),
        sends=frozenset(who if sends is None else sends),
        where=where,
        holder=holder,
        asleep=asleep,
        by_link=by_link,
    )
