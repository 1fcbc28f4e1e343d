"""Courses over five years: applications, participants, businesses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random
from typing import Any

from bench.harness.nation import identifier
from bench.harness.national.life import Life, Table
from bocage.people.models import Partner, Scope, ScopeKind
from bocage.training.models import Application, Cohort, Enrolment, OutcomeFollowUp, Programme

PROGRAMME, COHORT, APPLICATION, ENROLMENT, OUTCOME = range(101, 106)
FIRST_CHAMBER = 1_000_000
"""Far beyond the numbers that PostgreSQL gives."""
COHORTS, APPLICATIONS, SEATS = 5, 25, 12
BECAME = ("created", "created", "created", "soon", "otherwise", "given_up")


def _chambers(life: Life) -> Iterator[Sequence[Any]]:
    for number, departement in enumerate(life.departements):
        yield (
            FIRST_CHAMBER + number,
            f"CCI {departement.code}",
            Partner.Kind.CCI.value,
            departement.code,
        )


def _scopes(life: Life) -> Iterator[Sequence[Any]]:
    for number, departement in enumerate(life.departements):
        key = FIRST_CHAMBER + number
        yield 2 * FIRST_CHAMBER + number, ScopeKind.PARTNER.value, departement.code, key


def _programmes(life: Life) -> Iterator[Sequence[Any]]:
    for number, departement in enumerate(life.departements):
        yield (
            identifier(PROGRAMME, number), FIRST_CHAMBER + number, departement.code,
            f"formation-{number}", f"Formation {number}", "Créer son entreprise", "published",
            life.now, life.now, life.now,
        )  # fmt: skip


def _cohorts(life: Life) -> Iterator[Sequence[Any]]:
    chance = Random(COHORT)
    for programme in range(len(life.departements)):
        for rank in range(COHORTS):
            starts = life.day(chance)
            yield (
                identifier(COHORT, programme * COHORTS + rank), identifier(PROGRAMME, programme),
                f"Promotion {rank}", starts, starts + timedelta(days=90),
                starts - timedelta(days=20), SEATS, SEATS, "closed", life.now, life.now, life.now,
                life.now,
            )  # fmt: skip


_STARTS = 3
_IDENTITY = ("given_name", "family_name", "postal_address")


def _identity(number: int) -> tuple[str, str, str]:
    return "Camille", f"Candidat {number}", f"{number}, rue de la Mairie"


def _applications(life: Life) -> Iterator[Sequence[Any]]:
    for cohort, row in enumerate(_cohorts(life)):
        for rank in range(APPLICATIONS):
            number = cohort * APPLICATIONS + rank
            sent_at = life.now.replace(
                year=row[_STARTS].year, month=row[_STARTS].month, day=1
            ) - timedelta(days=30 + rank)
            yield (
                identifier(APPLICATION, number), row[0], identifier(APPLICATION, number),
                "submitted", f"Projet {number}", sent_at, sent_at, sent_at, *_identity(number),
            )  # fmt: skip


def _enrolments(life: Life) -> Iterator[Sequence[Any]]:
    for cohort, row in enumerate(_cohorts(life)):
        for rank in range(SEATS):
            number = cohort * SEATS + rank
            yield (
                identifier(ENROLMENT, number), row[0], identifier(APPLICATION, number),
                "completed", life.now, life.now, *_identity(number),
            )  # fmt: skip


def _outcomes(life: Life) -> Iterator[Sequence[Any]]:
    chance, number = Random(OUTCOME), 0
    for cohort, row in enumerate(_cohorts(life)):
        for rank in range(SEATS):
            for months in (6, 12):
                decided_at = life.now.replace(
                    year=row[_STARTS].year, month=row[_STARTS].month, day=5
                ) + timedelta(days=90 + 30 * months)
                if decided_at < life.now:
                    yield (
                        identifier(OUTCOME, number), identifier(ENROLMENT, cohort * SEATS + rank),
                        months, decided_at.date(), decided_at, chance.choice(BECAME), "already",
                    )  # fmt: skip
                    number += 1


TABLES = (
    Table(Partner, ("id", "name", "kind", "departement_id"), _chambers),
    Table(Scope, ("id", "kind", "departement_id", "partner_id"), _scopes),
    Table(
        Programme,
        (
            *("id", "partner_id", "departement_id", "slug", "name", "pitch", "state"),
            *("published_at", "made_at", "changed_at"),
        ),
        _programmes,
    ),
    Table(
        Cohort,
        (
            *("id", "programme_id", "name", "starts_on", "ends_on", "apply_until", "seats"),
            *("seats_taken", "state", "opened_at", "closed_at", "made_at", "changed_at"),
        ),
        _cohorts,
    ),
    Table(
        Application,
        (
            *("id", "cohort_id", "applicant_id", "status", "title", "started_at", "saved_at"),
            "submitted_at",
            *_IDENTITY,
        ),
        _applications,
    ),
    Table(
        Enrolment,
        ("id", "cohort_id", "person_id", "state", "enrolled_at", "ended_at", *_IDENTITY),
        _enrolments,
    ),
    Table(
        OutcomeFollowUp,
        ("id", "enrolment_id", "months", "due_on", "answered_at", "business", "home"),
        _outcomes,
    ),
)
