"""iCalendar feeds of gatherings: all public ones, or those of one person."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.foundation.files.atom_feeds import Entry, atom_feed
from bocage.foundation.files.calendars import calendar_feed
from bocage.network.gatherings.formatting import registration_uid
from bocage.network.gatherings.models.gatherings import Gathering
from bocage.network.gatherings.models.registrations import Registration
from bocage.people.models import Person
from bocage.registrations.presentation import feed_event
from bocage.registrations.words import when_words

SHOWN_BACK = timedelta(days=90)
MAX_NEWS = 50


def feed_of_all(now: datetime) -> bytes:
    """Returns the calendar feed of all public gatherings, from 90 days ago on. Cancelled gatherings
    are included with their status, so that calendar programs remove them.
    """
    gatherings = Gathering.objects.public().filter(starts_at__gt=now - SHOWN_BACK)
    events = [
        feed_event(gathering, uid=f"{gathering.pk}@rencontre.bocage", sequence=gathering.sequence)
        for gathering in gatherings.order_by("starts_at", "pk")
    ]
    return calendar_feed(events, name=_("Les rencontres du club"))


def feed_of(person: Person, now: datetime) -> bytes:
    """Returns the calendar feed of a person's gatherings."""
    return calendar_feed(
        (
            feed_event(
                registration.event,
                uid=registration_uid(registration.pk),
                sequence=registration.event.sequence + registration.sequence,
            )
            for registration in registrations_of(person, now - SHOWN_BACK)
            if registration.state == Registration.State.REGISTERED
        ),
        name=_("Mes rencontres du club"),
    )


def news_of_gatherings(now: datetime) -> bytes:
    """Returns the Atom feed of upcoming gatherings, the last announced or changed first."""
    to_come = Gathering.objects.to_come(now).order_by("-changed_at", "pk")[:MAX_NEWS]
    return atom_feed(
        (
            Entry(
                key=f"urn:uuid:{gathering.pk}",
                title=f"{gathering.title} · {when_words(gathering)}",
                path=gathering.get_absolute_url(),
                words="\n".join(filter(None, [gathering.location, gathering.description])),
                at=gathering.changed_at,
            )
            for gathering in to_come
        ),
        title=_("Les rencontres du club"),
        page=reverse("gathering_list"),
        address=reverse("gathering_news"),
    )


def registrations_of(person: Person, since: datetime) -> Iterable[Registration]:
    """Returns a person's registrations, confirmed or waiting, to gatherings that end after `since`,
    the next first; one query.
    """
    return (
        Registration.objects.active()
        .filter(person=person, event__ends_at__gt=since)
        .select_related("event__commune")
        .order_by("event__starts_at", "pk")
    )
