"""Gatherings and the École du Web, as the digest tells of them and as announcements reach those who
take part."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.spoken_time import spoken_date, spoken_period
from bocage.network.audiences import add_audience
from bocage.network.digest_content import beginning_of
from bocage.network.errors.mailings import UnknownAudience
from bocage.network.models import Gathering, Registration, WebSchoolEdition
from bocage.people.models import Person
from bocage.people.seams.digest_sections import (
    MOST_ITEMS,
    DigestItem,
    DigestPeriod,
    add_digest_section,
)
from bocage.territory.models import Departement

LAST_MET = 10
"""Gatherings whose participants may still be written to together."""


def gatherings_to_come(departement: Departement, period: DigestPeriod) -> list[DigestItem]:
    """The gatherings of the month that one may still come to; one query."""
    gatherings = (
        Gathering.objects.public()
        .to_come(beginning_of(period.until))
        .filter(commune__departement=departement, starts_at__lt=beginning_of(period.ahead))
    )
    return [
        DigestItem(
            key=str(gathering.pk),
            title=gathering.title,
            detail=f"{spoken_period(gathering.starts_at, gathering.ends_at)}, {gathering.where}",
            path=gathering.get_absolute_url(),
        )
        for gathering in gatherings[:MOST_ITEMS]
    ]


def gatherings_held(departement: Departement, period: DigestPeriod) -> list[DigestItem]:
    """What the gatherings of last month gave, where it was written down; one query."""
    gatherings = Gathering.objects.filter(
        commune__departement=departement,
        status=Gathering.Status.HELD,
        starts_at__gte=beginning_of(period.since),
        starts_at__lt=beginning_of(period.until),
    ).exclude(outcome="")
    return [
        DigestItem(
            key=str(gathering.pk),
            title=gathering.title,
            detail=gathering.outcome,
            path=gathering.get_absolute_url(),
        )
        for gathering in gatherings.order_by("starts_at", "pk")[:MOST_ITEMS]
    ]


def web_school(departement: Departement, period: DigestPeriod) -> list[DigestItem]:
    """The editions of the École du Web that have not taken place; one query."""
    editions = WebSchoolEdition.objects.filter(
        departement=departement, ends_on__gte=period.until
    ).exclude(status__in=[WebSchoolEdition.Status.HELD, WebSchoolEdition.Status.ARCHIVED])
    return [
        DigestItem(
            key=str(edition.pk),
            title=edition.name,
            detail=_("%(state)s, %(day)s")
            % {"state": edition.get_status_display(), "day": spoken_date(edition.starts_on)},
            path=edition.get_absolute_url(),
        )
        for edition in editions.order_by("starts_on", "pk")[:MOST_ITEMS]
    ]


def _of_gathering(departement: Departement, key: str) -> QuerySet[Person]:
    registered = Registration.objects.expected().filter(
        event=_uuid(key), event__commune__departement=departement
    )
    return Person.objects.filter(pk__in=registered.values("person"))


def _gatherings(departement: Departement) -> list[tuple[str, str]]:
    gatherings = Gathering.objects.public().filter(commune__departement=departement)
    return [
        (str(one.pk), f"{one.title}, {spoken_date(timezone.localdate(one.starts_at))}")
        for one in gatherings.order_by("-starts_at", "pk")[:LAST_MET]
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
    return [(str(one.pk), one.name) for one in editions.order_by("-starts_on", "pk")[:LAST_MET]]


def _uuid(key: str) -> UUID:
    try:
        return UUID(key)
    except ValueError:
        raise UnknownAudience from None


add_digest_section(
    name="gatherings",
    title=gettext_lazy("Les prochaines rencontres"),
    rank=10,
    items=gatherings_to_come,
)
add_digest_section(
    name="held", title=gettext_lazy("Ce que cela a donné"), rank=15, items=gatherings_held
)
add_digest_section(
    name="web_school", title=gettext_lazy("L’École du Web"), rank=20, items=web_school
)
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
