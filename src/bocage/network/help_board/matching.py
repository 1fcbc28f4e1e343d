"""Selection of the members concerned by a help post: one of its skills, near enough, not its
author."""

from uuid import UUID

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce

from bocage.network.help_board.models import HelpPost
from bocage.network.members.models.members import Member
from bocage.territory.geography import (
    EARTH_RADIUS_M,
    EarthPoint,
    StraightLine,
    roughly_within,
)


def members_concerned(help_post: HelpPost) -> QuerySet[Member]:
    """Returns the members concerned by a help post, notified or not, without its author.

    Skills that became synonyms since the help post was written count as their target. If the
    position of the commune is unknown, the help post reaches its intercommunalité."""
    members = (
        Member.objects.active()
        .filter(member_skills__skill__in=_words_of(help_post), person__is_active=True)
        .exclude(person=help_post.author_id)
    )
    return _near(members, help_post).distinct()


def _words_of(help_post: HelpPost) -> list[UUID]:
    skills = help_post.skills.annotate(leads_to=Coalesce("merged_into", "pk"))
    return list(skills.order_by().values_list("leads_to", flat=True))


def _near(members: QuerySet[Member], help_post: HelpPost) -> QuerySet[Member]:
    if help_post.radius_km is None:
        return members.filter(commune__departement=help_post.commune.departement_id)
    same_commune = Q(commune=help_post.commune)
    latitude, longitude = help_post.commune.latitude, help_post.commune.longitude
    if latitude is None or longitude is None:
        return members.filter(
            same_commune | Q(commune__epci=help_post.commune.epci_id, commune__epci__isnull=False)
        )
    radius_m = help_post.radius_km * 1000
    help_post_point = EarthPoint(Value(float(latitude)), Value(float(longitude)))
    # One condition, not an `or` with the commune: the index of positions answers it alone.
    return members.annotate(
        away=StraightLine(EarthPoint("latitude", "longitude"), help_post_point)
    ).filter(
        roughly_within(latitude, longitude, radius_m),
        latitude__isnull=False,
        away__lte=radius_m / EARTH_RADIUS_M,
    )
