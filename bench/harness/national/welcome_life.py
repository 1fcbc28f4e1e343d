"""Welcome over five years: projects, their outcomes, and actions of communes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from bench.harness.nation import identifier
from bench.harness.national.life import FIVE_YEARS, InDepartement, Life, Table
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
ARRIVES, ANSWERED, LEAVES, GIVES_REASON = 0.3, 0.9, 0.12, 0.6
WORKS = ("employee", "employee", "public_agent", "independent", "director", "founder", "looking")
GUESTS_OF_A_CEREMONY = 5
YEAR = timedelta(days=365)


def _projects(life: Life) -> Iterator[Sequence[Any]]:
    for number, departement, chance in life.each_row(PROJECT, PROJECTS):
        yield _project(life, number, departement, chance)


def _project(life: Life, number: int, departement: InDepartement, chance: Random) -> Sequence[Any]:
    sent_at = life.moment(chance)
    moved_on = (sent_at + timedelta(days=chance.randrange(30, 400))).date()
    arrives = chance.random() < ARRIVES and moved_on < life.now.date()
    commune = departement.commune(chance)[0]
    left_on = (
        moved_on + timedelta(days=chance.randrange(60, 900)) if chance.random() < LEAVES else None
    )
    has_left = arrives and left_on is not None and left_on < life.now.date()
    answered = sent_at + timedelta(hours=chance.randrange(1, 90))
    return (
        identifier(PROJECT, number), departement.code, commune if arrives else None,
        f"Ménage {number}", "settled" if arrives else "contact", sent_at,
        "closed" if has_left else "open", "left" if has_left else "",
        life.now if has_left else None, sent_at, sent_at + timedelta(days=1),
        answered if chance.random() < ANSWERED and answered < life.now else None, sent_at,
        moved_on if arrives else None, left_on if has_left else None, chance.choice(WORKS),
        chance.choice((1, 2, 2, 2)), chance.choice((0, 0, 1, 2, 3)),
    )  # fmt: skip


_PROJECT = (
    "id", "departement_id", "commune_id", "name", "stage", "stage_since", "status",
    "close_reason", "closed_at", "sent_at", "answer_due_at", "answered_at", "last_contact_at",
    "moved_in_on", "left_on", "work", "adults_count", "children_count",
)  # fmt: skip
_MOVED_ON, _LEFT_ON = _PROJECT.index("moved_in_on"), _PROJECT.index("left_on")


def _follow_ups(life: Life) -> Iterator[Sequence[Any]]:
    number, chance = 0, Random(FOLLOW_UP)
    for project in _projects(life):
        moved_on, left_on = project[_MOVED_ON], project[_LEFT_ON]
        for months in (12, 24):
            if moved_on is None or chance.random() > GIVES_REASON:
                continue
            due = moved_on + months // 12 * YEAR
            if due < life.now.date() - timedelta(days=30):
                answered_at = datetime.combine(due, life.now.timetz()) + timedelta(days=9)
                stays = left_on is None or left_on > due
                yield identifier(FOLLOW_UP, number), project[0], months, due, answered_at, stays
                number += 1


def _relays(life: Life) -> Iterator[Sequence[Any]]:
    for number, departement, chance in life.each_row(RELAY, RELAYS):
        sent_at = life.moment(chance)
        answered = sent_at + timedelta(hours=chance.randrange(2, 300))
        has_answer = chance.random() < ANSWERED and answered < life.now
        yield (
            identifier(RELAY, number), identifier(PROJECT, number), departement.commune(chance)[0],
            "answered" if has_answer else "sent", sent_at, sent_at + timedelta(days=5),
            "yes" if has_answer else "", answered if has_answer else None,
        )  # fmt: skip


def _sponsors(life: Life) -> Iterator[Sequence[Any]]:
    since = life.now - FIVE_YEARS
    for number, departement, chance in life.each_row(SPONSORSHIP, SPONSORSHIPS):
        key = identifier(SPONSORSHIP, number)
        yield key, key, departement.commune(chance)[0], "active", since, since


def _sponsorships(life: Life) -> Iterator[Sequence[Any]]:
    for number, _departement, chance in life.each_row(SPONSORSHIP, SPONSORSHIPS):
        proposed = life.moment(chance)
        yield (
            identifier(SPONSORSHIP, number), identifier(PROJECT, number),
            identifier(SPONSORSHIP, number), "active", proposed, proposed + timedelta(days=7),
            proposed + timedelta(days=chance.randrange(1, 6)),
        )  # fmt: skip


def _ceremonies(life: Life) -> Iterator[Sequence[Any]]:
    for number, departement, chance in life.each_row(CEREMONY, CEREMONIES):
        starts = life.moment(chance) - timedelta(seconds=number % 3_000)
        yield (
            identifier(CEREMONY, number), departement.commune(chance)[0], starts, "Salle des fêtes",
            "held", starts - timedelta(days=40), starts - timedelta(days=30), starts,
        )  # fmt: skip


def _guests(life: Life) -> Iterator[Sequence[Any]]:
    for ceremony, _departement, chance in life.each_row(CEREMONY, CEREMONIES):
        for rank in range(GUESTS_OF_A_CEREMONY):
            number = ceremony * GUESTS_OF_A_CEREMONY + rank
            project = identifier(PROJECT, number)
            comes = chance.random() < 0.7
            yield (
                identifier(GUEST, number), identifier(CEREMONY, ceremony), project,
                life.now - YEAR, comes,
            )  # fmt: skip


def _charters(life: Life) -> Iterator[Sequence[Any]]:
    communes: set[str] = set()
    for number, departement, chance in life.each_row(CHARTER, CHARTERS):
        commune = departement.commune(chance)[0]
        if commune not in communes:
            communes.add(commune)
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
