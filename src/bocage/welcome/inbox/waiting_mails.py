"""Mails that wait for the welcome team: held ones, and those that could not be delivered."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, Q, QuerySet

from bocage.foundation.models import ReceivedMail
from bocage.people.models import Mandate, Person, Role
from bocage.people.policies import Reach, reach_of
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.policies import projects_followed_by
from bocage.welcome.relays.models import Relay

THREADS = ("project", "team")


def mails_to_look_at(person: Any) -> QuerySet[ReceivedMail]:
    """Returns the mails that need attention about the projects that a person follows, latest first,
    and those that people of these households or of the town halls there sent on their own.
    Unidentified mails are for people who answer for the whole instance, and for the coordinators of
    the only département that has any: coordinators of another may not read a household's letters.
    """
    followed = projects_followed_by(person)
    about = Q(kind__in=THREADS, key__in=followed.values("pk")) | Q(
        kind="relay", key__in=Relay.objects.filter(project__in=followed).values("pk")
    )
    reach = reach_of(person, Role.COORDINATOR)
    if reach.everywhere:
        about |= Q(key=None)
    elif reach.departements:
        about |= Q(key=None) & (
            _written_within(followed, reach) | ~Q(Exists(_other_mandates(reach)))
        )
    return ReceivedMail.objects.filter(
        about, closed_at=None, state__in=ReceivedMail.TO_LOOK_AT
    ).order_by("-received_at", "-id")


def households_of_mails(
    mails: Sequence[ReceivedMail], person: Person
) -> dict[UUID, SettlementProject]:
    """Maps each held mail that may be added to a thread to its project: that of the address which
    it answered, or else the one that its sender, an adult of it, has under way. Only projects that
    the person follows, so that not even the existence of others is disclosed. At most two queries.
    """
    held_mails = [mail for mail in mails if mail.state == ReceivedMail.State.HELD]
    held_mails = [mail for mail in held_mails if mail.words or mail.whole]
    keys = {mail.key for mail in held_mails if mail.kind == "project" and mail.key is not None}
    senders = {mail.sender for mail in held_mails if mail.key is None and mail.sender}
    visible_projects = projects_followed_by(person).filter(erased_at=None)
    by_key = visible_projects.in_bulk(keys) if keys else {}
    by_sender = _under_way(visible_projects, senders) if senders else {}
    projects_by_mail = {
        mail.pk: by_key.get(mail.key) if mail.key is not None else by_sender.get(mail.sender)
        for mail in held_mails
        if mail.key is None or mail.kind == "project"
    }
    return {key: project for key, project in projects_by_mail.items() if project is not None}


def _under_way(
    projects: QuerySet[SettlementProject], senders: set[str]
) -> dict[str, SettlementProject]:
    """Maps the address of each adult to its project that is not closed, the latest if there are
    two; one query.
    """
    open_projects = projects.exclude(status=SettlementProject.Status.CLOSED).filter(
        adults__person__email__in=senders, adults__person__is_active=True
    )
    with_sender = open_projects.annotate(sender=F("adults__person__email")).order_by(
        "sent_at", "pk"
    )
    return {project.sender: project for project in with_sender}


def _written_within(followed: QuerySet[SettlementProject], reach: Reach) -> Q:
    """Filters mails whose sender is an adult of a followed household, or of a town hall there."""
    adults = Person.objects.filter(is_active=True, households__project__in=followed.values("pk"))
    mandates = Mandate.objects.in_force().filter(
        role__in=(Role.TOWN_HALL, Role.ELECTED), scope__commune__departement__in=reach.departements
    )
    return Q(sender__in=adults.values("email")) | Q(sender__in=mandates.values("person__email"))


def _other_mandates(reach: Reach) -> QuerySet[Mandate]:
    """Returns the mandates of coordinators of other départements."""
    mandates = Mandate.objects.in_force().filter(role=Role.COORDINATOR, person__is_active=True)
    return mandates.filter(scope__departement__isnull=False).exclude(
        scope__departement__in=reach.departements
    )
