"""Mandates: granted, and ended."""

from contextlib import suppress
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_row, lock_rows
from bocage.foundation.events import publish
from bocage.people.errors import (
    DatesOutOfOrder,
    LastAdministrator,
    MandateNotGrantable,
    MandateOverlaps,
    RoleDoesNotFitScope,
)
from bocage.people.events import MandateEnded, MandateGranted
from bocage.people.mailing import write_to
from bocage.people.mails import MandateEntrusted, MandateFollows
from bocage.people.models import Mandate, Person, Role, Scope, ScopeKind
from bocage.people.operations.persons import person_of_address
from bocage.people.operations.scopes import instance_scope, scope_of
from bocage.people.policies import Grant, role_fits
from bocage.territory.models import Commune, resolve_commune

OF_A_TOWN_HALL = (Role.ELECTED, Role.TOWN_HALL)


def grant_mandate(
    *,
    by: Person,
    person: Person,
    role: str,
    scope: Scope,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Mandate:
    """Entrusts a role on a scope, from `starts_on` (today) until the eve of `ends_on`.

    Raises:
        MandateNotGrantable: `by` may not grant this role on this scope.
        RoleDoesNotFitScope: the role is not held on this kind of scope.
        DatesOutOfOrder: it would end before it begins.
        MandateOverlaps: the person holds the same mandate at these dates.
    """
    if not by.has_perm("people.grant_mandate", Grant(role, scope)):
        raise MandateNotGrantable
    return _write_mandate(
        by=by, person=person, role=role, scope=scope, starts_on=starts_on, ends_on=ends_on
    )


def entrust_by_address(
    *,
    by: Person,
    email: str,
    role: str,
    scope: Scope,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Mandate:
    """Grants a role to the person who reads this mailbox, and notifies them.

    Without an account, they have one from now on, which their first sign-in confirms.

    Raises:
        NotAnAddress: `email` cannot receive a mail.
        MandateNotGrantable, RoleDoesNotFitScope, DatesOutOfOrder, MandateOverlaps: as
            `grant_mandate` does.
    """
    if not by.has_perm("people.grant_mandate", Grant(role, scope)):
        raise MandateNotGrantable
    with transaction.atomic():
        person = person_of_address(email=email, language=by.language)
        mandate = grant_mandate(
            by=by, person=person, role=role, scope=scope, starts_on=starts_on, ends_on=ends_on
        )
        write_to(person, MandateEntrusted(role=role, scope=str(scope.label), granted_by=str(by)))
    return mandate


def appoint_administrator(*, email: str) -> Mandate:
    """Makes the person of an address an administrator. Only the terminal calls it.

    A user with a shell on the server can read the database, so no permission is checked. A second
    call returns the mandate of the first.

    Raises:
        NotAnAddress: `email` cannot receive a mail.
    """
    person = person_of_address(email=email)
    scope = instance_scope()
    try:
        return _write_mandate(by=None, person=person, role=Role.ADMIN, scope=scope)
    except MandateOverlaps:
        return person.mandates.not_over().get(role=Role.ADMIN, scope=scope)


def end_mandate(*, by: Person, mandate: Mandate, ends_on: date | None = None) -> Mandate:
    """Ends a mandate: `ends_on` is the first day without it (by default today, at once).

    It is safe to call twice: the earlier day stands.

    Raises:
        NotAllowed: `by` neither holds the mandate nor may grant it.
        LastAdministrator: the instance would have no administrator.
    """
    by.require("people.end_mandate", mandate)
    with transaction.atomic():
        if mandate.role == Role.ADMIN:
            _refuse_to_lose_the_last_administrator(mandate)
        locked = lock_row(mandate)
        day = max(ends_on or timezone.localdate(), locked.starts_on)
        if locked.ends_on is None or day < locked.ends_on:
            locked.ends_on = day
            locked.save(update_fields=["ends_on"])
            publish(MandateEnded(mandate_id=locked.pk))
    mandate.ends_on = locked.ends_on
    mandate.person.forget_mandates()
    by.forget_mandates()
    return mandate


def follow_to_commune(*, person: UUID, role: str, former: Commune, commune: Commune) -> int:
    """Moves the present and future mandates of a person on a commune that was merged into another
    to the commune of today, and returns how many moved. Past mandates stay as they were. Only
    the clock calls it, and it entrusts nothing new.

    Raises:
        MandateOverlaps: the person holds the same on the commune of today.
    """
    followed = 0
    mandates = Mandate.objects.not_over().filter(
        person=person,
        role=role,
        scope__kind=ScopeKind.COMMUNE,
        scope__commune=former,
    )
    with transaction.atomic():
        for mandate in lock_rows(mandates):
            mandate.scope = scope_of(commune)
            _save_scope(mandate)
            followed += 1
    return followed


def follow_town_halls() -> int:
    """Moves the mandates of elected officials and secretaries of merged communes to the communes of
    today, notifies the holders, and returns how many moved; a second run moves none.

    A person who holds the same mandate there already keeps both. The mandates of sponsors follow
    the households that they accompany: the room `welcome` moves them.
    """
    mandates = Mandate.objects.not_over().filter(
        role__in=OF_A_TOWN_HALL, scope__kind=ScopeKind.COMMUNE, scope__commune__is_current=False
    )
    rows = mandates.order_by("person", "role", "scope__commune").values_list(
        "person", "role", "scope__commune"
    )
    return sum(_follow_as(*row) for row in rows.distinct())


def _follow_as(person: UUID, role: str, code: str) -> int:
    commune = resolve_commune(code)
    if commune is None or commune.pk == code:
        return 0
    former, holder = Commune.objects.get(pk=code), Person.objects.get(pk=person)
    followed = 0
    with suppress(MandateOverlaps), transaction.atomic():
        followed = follow_to_commune(person=person, role=role, former=former, commune=commune)
        if followed and holder.is_active:
            write_to(holder, MandateFollows(role=role, former=former.name, commune=commune.name))
    return followed


def _save_scope(mandate: Mandate) -> None:
    with refusing({"people_mandate_no_overlap": MandateOverlaps}):
        mandate.save(update_fields=["scope"])


def _write_mandate(
    *,
    by: Person | None,
    person: Person,
    role: str,
    scope: Scope,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Mandate:
    if role not in Role.values or not role_fits(role, scope.kind):
        raise RoleDoesNotFitScope
    first_day = starts_on or timezone.localdate()
    if ends_on is not None and ends_on < first_day:
        raise DatesOutOfOrder
    with refusing({"people_mandate_no_overlap": MandateOverlaps}):
        # Serialises the mandates of a person: two concurrent rows that violate an exclusion
        # constraint may wait for each other, and one would end in a deadlock.
        lock_rows(Person.objects.all()).only("pk").get(pk=person.pk)
        mandate = Mandate.objects.create(
            person=person,
            role=role,
            scope=scope,
            starts_on=first_day,
            ends_on=ends_on,
            granted_by=by,
        )
        publish(MandateGranted(mandate_id=mandate.pk))
    person.forget_mandates()
    return mandate


def _refuse_to_lose_the_last_administrator(mandate: Mandate) -> None:
    """Locks the administrators, so that two who resign at once do not leave the instance without
    any.
    """
    administrators = (
        lock_rows(Mandate.objects.all())
        .filter(role=Role.ADMIN, person__is_active=True)
        .in_force()
        .order_by("pk")
    )
    if not [
        administrator
        for administrator in administrators
        if administrator.pk != mandate.pk and administrator.ends_on is None
    ]:
        raise LastAdministrator
