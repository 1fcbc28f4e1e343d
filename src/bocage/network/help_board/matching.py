"""Selection of the members concerned by a notice: one of its skills, near enough, not its
author."""

from uuid import UUID

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce

from bocage.network.help_board.models import Notice
from bocage.network.members.models.members import Member
from bocage.territory.geography import (
    EARTH_RADIUS_M,
    EarthPoint,
    StraightLine,
    roughly_within,
)


def members_concerned(notice: Notice) -> QuerySet[Member]:
    """Returns the members concerned by a notice, notified or not, without its author.

    Skills that became synonyms since the notice was written count as their target. If the position
    of the commune is unknown, the notice reaches its intercommunalité.
    """
    members = (
        Member.objects.active()
        .filter(member_skills__skill__in=_words_of(notice), person__is_active=True)
        .exclude(person=notice.author_id)
    )
    return _near(members, notice).distinct()


def _words_of(notice: Notice) -> list[UUID]:
    skills = notice.skills.annotate(leads_to=Coalesce("merged_into", "pk"))
    return list(skills.order_by().values_list("leads_to", flat=True))


def _near(members: QuerySet[Member], notice: Notice) -> QuerySet[Member]:
    if notice.radius_km is None:
        return members.filter(commune__departement=notice.commune.departement_id)
    same_commune = Q(commune=notice.commune)
    latitude, longitude = notice.commune.latitude, notice.commune.longitude
    if latitude is None or longitude is None:
        return members.filter(
            same_commune | Q(commune__epci=notice.commune.epci_id, commune__epci__isnull=False)
        )
    radius_m = notice.radius_km * 1000
    notice_point = EarthPoint(Value(float(latitude)), Value(float(longitude)))
    # One condition, not an `or` with the commune: the index of positions answers it alone.
    return members.annotate(
        away=StraightLine(EarthPoint("latitude", "longitude"), notice_point)
    ).filter(
        roughly_within(latitude, longitude, radius_m),
        latitude__isnull=False,
        away__lte=radius_m / EARTH_RADIUS_M,
    )
