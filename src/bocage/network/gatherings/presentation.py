"""Attendees of gatherings, prepared for templates."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Coalesce

from bocage.network.gatherings.models.gatherings import Gathering
from bocage.network.gatherings.models.registrations import Registration
from bocage.network.members.models.members import Member, SharedField
from bocage.network.members.presentation import MemberProfile, onlooker_of
from bocage.people.models import Person


def visible_guests(gathering: Gathering, person: Person | AnonymousUser) -> list[MemberProfile]:
    """Returns the members who come to a gathering, agreed to be shown, and show their name to the
    given person.
    """
    registered = (
        gathering.registrations.expected().filter(is_shown=True).order_by().values("person")
    )
    members = (
        Member.objects.active()
        .filter(person__in=registered)
        .select_related("person__portrait", "commune", "organisation")
        .order_by("person__name", "pk")
    )
    onlooker = onlooker_of(person)
    profiles = (MemberProfile(member, onlooker) for member in members)
    return [profile for profile in profiles if profile.shows(SharedField.NAME)]


def figures_of(gatherings: QuerySet[Gathering], now: datetime) -> dict[str, int]:
    """Returns the attendance figures of the last twelve months: gatherings held, people who came in
    total and on average, and distinct people among those with an account; two queries.
    """
    past = gatherings.filter(
        status=Gathering.Status.HELD, starts_at__gt=now - timedelta(days=365)
    ).order_by()
    attended = Registration.objects.filter(event__in=past, arrived_at__isnull=False).order_by()
    counted_there = attended.aggregate(
        came=Coalesce(Sum("people"), 0), accounts=Count("person", distinct=True)
    )
    number = past.count()
    average = round(counted_there["came"] / number) if number else 0
    return {"held": number, "average": average, **counted_there}
