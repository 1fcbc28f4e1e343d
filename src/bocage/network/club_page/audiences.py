"""Mailing audiences: people registered for gatherings, and participants in the École du Web."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.times import format_date
from bocage.network.gatherings.models.gatherings import Gathering
from bocage.network.gatherings.models.registrations import Registration
from bocage.network.mailings.audiences import add_audience
from bocage.network.mailings.errors import UnknownAudience
from bocage.network.web_school.models.editions import WebSchoolEdition
from bocage.people.models import Person
from bocage.territory.models import Departement

LAST_MET = 10
"""Gatherings whose participants may still be written to together."""


def _of_gathering(departement: Departement, key: str) -> QuerySet[Person]:
    registered = Registration.objects.expected().filter(
        event=_uuid(key), event__commune__departement=departement
    )
    return Person.objects.filter(pk__in=registered.values("person"))


def _gatherings(departement: Departement) -> list[tuple[str, str]]:
    gatherings = Gathering.objects.public().filter(commune__departement=departement)
    return [
        (
            str(gathering.pk),
            f"{gathering.title}, {format_date(timezone.localdate(gathering.starts_at))}",
        )
        for gathering in gatherings.order_by("-starts_at", "pk")[:LAST_MET]
    ]


def _of_edition(departement: Departement, key: str) -> QuerySet[Person]:
    edition = WebSchoolEdition.objects.filter(pk=_uuid(key), departement=departement)
    return Person.objects.filter(
        Q(web_school_attendances__edition__in=edition)
        | Q(pitch_comings__pitch__edition__in=edition)
        | Q(lead_offers__pitch__edition__in=edition)
    ).distinct()


def _editions(departement: Departement) -> list[tuple[str, str]]:
    editions = WebSchoolEdition.objects.filter(departement=departement)
    return [
        (str(edition.pk), edition.name)
        for edition in editions.order_by("-starts_on", "pk")[:LAST_MET]
    ]


def _uuid(key: str) -> UUID:
    try:
        return UUID(key)
    except ValueError:
        raise UnknownAudience from None


add_audience(
    name="gathering",
    label=gettext_lazy("Les inscrits d’une rencontre"),
    rank=30,
    people=_of_gathering,
    choices=_gatherings,
)
add_audience(
    name="edition",
    label=gettext_lazy("Les participants d’une École du Web"),
    rank=40,
    people=_of_edition,
    choices=_editions,
)
