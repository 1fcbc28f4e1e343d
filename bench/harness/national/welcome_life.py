"""The welcome over five years: projects, what became of them, and what communes did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from bench.harness.nation import identifier
from bench.harness.national.life import FIVE_YEARS, Here, Life, Table
from bocage.welcome.models import (
    Ceremony,
    CeremonyGuest,
    FollowUp,
    Relay,
    SettlementProject,
    SponsorProfile,
    Sponsorship,
    WelcomeCharter,
)

PROJECT, RELAY, SPONSORSHIP, CEREMONY, GUEST, CHARTER, FOLLOW_UP = range(61, 68)
PROJECTS, RELAYS, SPONSORSHIPS, CEREMONIES, CHARTERS = 1_500, 750, 200, 60, 40
ARRIVES, ANSWERED, LEFT, SAYS_SO = 0.3, 0.9, 0.12, 0.6
WORKS = ("employee", "employee", "public_agent", "independent", "director", "founder", "looking")
GUESTS_OF_A_CEREMONY = 5
YEAR = timedelta(days=365)


def _projects(life: Life) -> Iterator[Sequence[Any]]:
    for number, here, chance in life.each(PROJECT, PROJECTS):
        yield _project(life, number, here, chance)


def _project(life: Life, number: int, here: Here, chance: Random) -> Sequence[Any]:
    sent = life.moment(chance)
    moved = (sent + timedelta(days=chance.randrange(30, 400))).date()
    arrives = chance.random() < ARRIVES and moved < life.now.date()
    commune = here.commune(chance)[0]
    left = moved + timedelta(days=chance.randrange(60, 900)) if chance.random() < LEFT else None
    gone = arrives and left is not None and left < life.now.date()
    answered = sent + timedelta(hours=chance.randrange(1, 90))
    return (
        identifier(PROJECT, number), here.code, commune if arrives else None, f"Ménage {number}",
        "settled" if arrives else "contact", sent, "closed" if gone else "open",
        "left" if gone else "", life.now if gone else None, sent, sent + timedelta(days=1),
        answered if chance.random() < ANSWERED and answered < life.now else None, sent,
        moved if arrives else None, left if gone else None, chance.choice(WORKS),
        chance.choice((1, 2, 2, 2)), chance.choice((0, 0, 1, 2, 3)),
    )  # fmt: skip


_PROJECT = (
    "id", "departement_id", "commune_id", "name", "stage", "stage_since", "status",
    "close_reason", "closed_at", "sent_at", "answer_due_at", "answered_at", "last_contact_at",
    "moved_in_on", "left_on", "work", "adults_count", "children_count",
)  # fmt: skip
_MOVED, _GONE = _PROJECT.index("moved_in_on"), _PROJECT.index("left_on")


def _follow_ups(life: Life) -> Iterator[Sequence[Any]]:
    number, chance = 0, Random(FOLLOW_UP)
    for project in _projects(life):
        moved, gone = project[_MOVED], project[_GONE]
        for months in (12, 24):
            if moved is None or chance.random() > SAYS_SO:
                continue
            due = moved + months // 12 * YEAR
            if due < life.now.date() - timedelta(days=30):
                said = datetime.combine(due, life.now.timetz()) + timedelta(days=9)
                stays = gone is None or gone > due
                yield identifier(FOLLOW_UP, number), project[0], months, due, said, stays
                number += 1


def _relays(life: Life) -> Iterator[Sequence[Any]]:
    for number, here, chance in life.each(RELAY, RELAYS):
        sent = life.moment(chance)
        answered = sent + timedelta(hours=chance.randrange(2, 300))
        has_answer = chance.random() < ANSWERED and answered < life.now
        yield (
            identifier(RELAY, number), identifier(PROJECT, number), here.commune(chance)[0],
            "answered" if has_answer else "sent", sent, sent + timedelta(days=5),
            "yes" if has_answer else "", answered if has_answer else None,
        )  # fmt: skip


def _sponsors(life: Life) -> Iterator[Sequence[Any]]:
    since = life.now - FIVE_YEARS
    for number, here, chance in life.each(SPONSORSHIP, SPONSORSHIPS):
        key = identifier(SPONSORSHIP, number)
        yield key, key, here.commune(chance)[0], "standing", since, since


def _sponsorships(life: Life) -> Iterator[Sequence[Any]]:
    for number, _here, chance in life.each(SPONSORSHIP, SPONSORSHIPS):
        proposed = life.moment(chance)
        yield (
            identifier(SPONSORSHIP, number), identifier(PROJECT, number),
            identifier(SPONSORSHIP, number), "active", proposed, proposed + timedelta(days=7),
            proposed + timedelta(days=chance.randrange(1, 6)),
        )  # fmt: skip


def _ceremonies(life: Life) -> Iterator[Sequence[Any]]:
    for number, here, chance in life.each(CEREMONY, CEREMONIES):
        starts = life.moment(chance) - timedelta(seconds=number % 3_000)
        yield (
            identifier(CEREMONY, number), here.commune(chance)[0], starts, "Salle des fêtes",
            "held", starts - timedelta(days=40), starts - timedelta(days=30), starts,
        )  # fmt: skip


def _guests(life: Life) -> Iterator[Sequence[Any]]:
    for ceremony, _here, chance in life.each(CEREMONY, CEREMONIES):
        for rank in range(GUESTS_OF_A_CEREMONY):
            number = ceremony * GUESTS_OF_A_CEREMONY + rank
            project = identifier(PROJECT, number)
            comes = chance.random() < 0.7
            yield (
                identifier(GUEST, number), identifier(CEREMONY, ceremony), project,
                life.now - YEAR, comes,
            )  # fmt: skip


def _charters(life: Life) -> Iterator[Sequence[Any]]:
    seen: set[str] = set()
    for number, here, chance in life.each(CHARTER, CHARTERS):
        commune = here.commune(chance)[0]
        if commune not in seen:
            seen.add(commune)
            yield (
                identifier(CHARTER, number), commune, 1, "Une maire", "maire", life.moment(chance),
            )  # fmt: skip


TABLES = (
    Table(SettlementProject, _PROJECT, _projects),
    Table(
        FollowUp, ("id", "project_id", "months", "due_on", "answered_at", "still_here"), _follow_ups
    ),
    Table(
        Relay,
        ("id", "project_id", "commune_id", "status", "sent_at", "due_at", "answer", "answered_at"),
        _relays,
    ),
    Table(
        SponsorProfile,
        ("id", "person_id", "commune_id", "status", "offered_at", "answered_at"),
        _sponsors,
    ),
    Table(
        Sponsorship,
        (
            *("id", "project_id", "sponsor_id", "status", "proposed_at", "answer_due_at"),
            "answered_at",
        ),
        _sponsorships,
    ),
    Table(
        Ceremony,
        (
            *("id", "commune_id", "starts_at", "place", "status", "planned_at", "invited_at"),
            "held_at",
        ),
        _ceremonies,
    ),
    Table(CeremonyGuest, ("id", "ceremony_id", "project_id", "invited_at", "has_come"), _guests),
    Table(
        WelcomeCharter,
        ("id", "commune_id", "text_version", "signer_name", "signer_title", "signed_at"),
        _charters,
    ),
)
