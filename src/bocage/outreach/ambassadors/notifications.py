"""Notifications about ambassadors, in the operation's transaction."""

from bocage.outreach.ambassadors.mails import (
    AmbassadorBegins,
    AmbassadorInvitation,
    AmbassadorMail,
    AmbassadorOver,
    AmbassadorProposed,
    AmbassadorThanked,
)
from bocage.outreach.ambassadors.models import Ambassador
from bocage.outreach.campaigns.models import RUN_BY
from bocage.people.mailing import write_to
from bocage.people.models import Mandate, Person


def ask(ambassador: Ambassador) -> None:
    _mail(ambassador, AmbassadorInvitation)


def welcome(ambassador: Ambassador) -> None:
    _mail(ambassador, AmbassadorBegins)


def thank(ambassador: Ambassador) -> None:
    _mail(ambassador, AmbassadorThanked)


def notify_end(ambassador: Ambassador) -> None:
    _mail(ambassador, AmbassadorOver)


def notify_proposal(ambassador: Ambassador) -> None:
    """Mails the active coordinators of the département that a person offers to become an
    ambassador.
    """
    mandates = Mandate.objects.in_force().filter(
        role__in=RUN_BY, scope__departement=ambassador.departement, person__is_active=True
    )
    mail = AmbassadorProposed(name=ambassador.person.name or ambassador.person.email)
    for person in Person.objects.filter(mandates__in=mandates).distinct().order_by("pk"):
        write_to(person, mail)


def _mail(ambassador: Ambassador, mail: type[AmbassadorMail]) -> None:
    write_to(ambassador.person, mail(ambassador_id=str(ambassador.pk), ends_on=ambassador.ends_on))
