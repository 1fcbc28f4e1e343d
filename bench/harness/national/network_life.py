"""The club over five years: members, gatherings and who came, pairs, help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from bench.harness.nation import identifier
from bench.harness.national.life import Life, Table
from bocage.network.models import (
    Gathering,
    HelpPost,
    HelpPostThanks,
    Member,
    Pair,
    PairRound,
    Registration,
)

MEMBER, GATHERING, REGISTRATION, PAIR, ROUND, HELP_POST, THANKS = range(81, 88)
MEMBERS, GATHERINGS, ROUNDS, HELP_POSTS = 150, 120, 40, 60
ATTENDEES, PAIRS_OF_A_ROUND = 10, 5


def _members(life: Life) -> Iterator[Sequence[Any]]:
    for number, departement, chance in life.each_row(MEMBER, MEMBERS):
        joined = life.moment(chance)
        yield (
            identifier(MEMBER, number), identifier(MEMBER, number), "active",
            departement.commune(chance)[0], "Indépendante", "{}", "{}", joined, joined,
            life.now.date() + timedelta(days=200),
        )  # fmt: skip


def _gatherings(life: Life) -> Iterator[Sequence[Any]]:
    for number, departement, chance in life.each_row(GATHERING, GATHERINGS):
        starts = life.moment(chance)
        before = starts - timedelta(days=20)
        yield (
            identifier(GATHERING, number), f"Rencontre {number}", departement.commune(chance)[0],
            "Au village", starts, starts + timedelta(hours=2), 30, "held", before, before,
            starts + timedelta(hours=3), before, f"g{number}",
        )  # fmt: skip


_STARTS = 4


def _registrations(life: Life) -> Iterator[Sequence[Any]]:
    for gathering, row in enumerate(_gatherings(life)):
        for rank in range(ATTENDEES):
            number = gathering * ATTENDEES + rank
            starts = row[_STARTS]
            yield (
                identifier(REGISTRATION, number), row[0], f"Personne {number}", "registered",
                starts - timedelta(days=9), starts - timedelta(days=9),
                starts if number % 4 else None,
            )  # fmt: skip


def _rounds(life: Life) -> Iterator[Sequence[Any]]:
    ranks: dict[str, int] = {}
    for number, departement, _chance in life.each_row(ROUND, ROUNDS):
        rank = ranks[departement.code] = ranks.get(departement.code, 0) + 1
        if rank < 12 * 5:
            before = life.now.year * 12 + life.now.month - 1 - rank
            yield (
                identifier(ROUND, number),
                departement.code,
                date(before // 12, before % 12 + 1, 1),
            )


def _pairs(life: Life) -> Iterator[Sequence[Any]]:
    for row in _rounds(life):
        first = int(row[0][-12:], 16) * 2 * PAIRS_OF_A_ROUND
        for rank in range(PAIRS_OF_A_ROUND):
            number = first + 2 * rank
            introduced = life.now.replace(year=row[2].year, month=row[2].month, day=2)
            if introduced < life.now:
                yield (
                    identifier(PAIR, number), row[0], row[2], identifier(MEMBER, number),
                    identifier(MEMBER, number + 1), introduced,
                )  # fmt: skip


def _help_posts(life: Life) -> Iterator[Sequence[Any]]:
    for number, departement, chance in life.each_row(HELP_POST, HELP_POSTS):
        created_at = life.moment(chance)
        yield (
            identifier(HELP_POST, number), identifier(MEMBER, number), "asks", f"Annonce {number}",
            departement.commune(chance)[0], created_at.date() + timedelta(days=30), "closed",
            created_at, created_at + timedelta(days=30),
        )  # fmt: skip


def _thanks(life: Life) -> Iterator[Sequence[Any]]:
    for number, row in enumerate(_help_posts(life)):
        thanked = min(row[7] + timedelta(days=9), life.now)
        yield identifier(THANKS, number), row[0], identifier(MEMBER, number), thanked


TABLES = (
    Table(
        Member,
        (
            *("id", "person_id", "status", "commune_id", "headline", "public_fields"),
            *("members_fields", "requested_at", "joined_at", "renewed_until"),
        ),
        _members,
    ),
    Table(
        Gathering,
        (
            *(
                "id",
                "title",
                "commune_id",
                "location",
                "starts_at",
                "ends_at",
                "capacity",
                "status",
            ),
            *("made_at", "opened_at", "held_at", "changed_at", "arrival_token"),
        ),
        _gatherings,
    ),
    Table(
        Registration,
        ("id", "event_id", "name", "state", "requested_at", "confirmed_at", "arrived_at"),
        _registrations,
    ),
    Table(PairRound, ("id", "departement_id", "month"), _rounds),
    Table(Pair, ("id", "round_id", "month", "first_id", "second_id", "introduced_at"), _pairs),
    Table(
        HelpPost,
        (
            *("id", "author_id", "kind", "title", "commune_id", "ends_on", "status"),
            *("created_at", "closed_at"),
        ),
        _help_posts,
    ),
    Table(HelpPostThanks, ("id", "help_post_id", "helper_id", "thanked_at"), _thanks),
)
