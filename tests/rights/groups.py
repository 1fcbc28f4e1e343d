"""The words in which the matrix of rights is declared: who gets in, by groups of addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from tests.people.holders import ACCOUNT, HOLDER, STRANGER, WITH_AN_ACCOUNT

OTHER_HOLDER = "other"
"""Another person with objects of the same kind, but not this one."""

SIGNED_IN = frozenset({ACCOUNT, HOLDER, OTHER_HOLDER, *WITH_AN_ACCOUNT})
PUBLIC = frozenset({STRANGER, *SIGNED_IN})


class Reach(StrEnum):
    """Where a mandate must be held to give access."""

    OVER = "over it"
    ANYWHERE = "anywhere"
    """The page shows what one's own mandates reach: a neighbour gets in, and sees their own."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """URLs with the same access.

    `readers` may open them, `senders` may post to them (`readers`, unless fewer may); `holder`
    names the owner of the object in the test data. `asleep` is the reason why the test data has
    none.
    """

    purpose: str
    readers: frozenset[str]
    names: tuple[str, ...]
    senders: frozenset[str]
    reach: Reach = Reach.OVER
    holder: str = ""
    asleep: str = ""
    by_link: bool = field(default=False)
    """Access for any holder of the link, which is signed or random."""


def group(
    purpose: str,
    readers: set[str] | frozenset[str],
    names: str,
    *,
    senders: set[str] | frozenset[str] | None = None,
    reach: Reach = Reach.OVER,
    holder: str = "",
    asleep: str = "",
    by_link: bool = False,
) -> Group:
    """A group of the addresses that have these names."""
    return Group(
        purpose=purpose,
        readers=frozenset(readers),
        names=tuple(names.split()),
        senders=frozenset(readers if senders is None else senders),
        reach=reach,
        holder=holder,
        asleep=asleep,
        by_link=by_link,
    )
