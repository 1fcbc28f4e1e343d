"""Sessions as calendars that programs follow: those of a cohort, or those of one person."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from bocage.foundation.files.calendars import CalendarEvent, calendar_feed
from bocage.foundation.mail import page_url
from bocage.people.models import Person
from bocage.training.programmes.models.cohorts import Cohort
from bocage.training.programmes.models.sessions import CohortSession
from bocage.training.programmes.querysets import CohortSessionQuerySet

SHOWN_BACK = timedelta(days=90)


def feed_of_cohort(cohort: Cohort) -> bytes:
    """Returns the public calendar feed of a cohort's sessions, without the links to join them."""
    sessions = cohort.sessions.select_related("cohort__programme")
    page = page_url("training_programme", cohort.programme.slug)
    events = [
        _event(session, page, shows_link=False) for session in sessions.order_by("period", "pk")
    ]
    return calendar_feed(events, name=f"{cohort.programme.name}, {cohort.name}")


def feed_of(person: Person, now: datetime) -> bytes:
    """Returns the calendar feed of the sessions in which a person learns or teaches. Cancelled
    sessions are included with their status.
    """
    page = page_url("own_training")
    sessions = sessions_of(person).filter(period__endswith__gt=now - SHOWN_BACK)
    return calendar_feed(
        [_event(session, page, shows_link=True) for session in sessions], name=_("Mes formations")
    )


def sessions_of(person: Person) -> CohortSessionQuerySet:
    """Returns the sessions in which a person learns or, with their account, teaches; one query."""
    learns = Q(cohort__enrolments__person=person, cohort__enrolments__state="enrolled")
    own_sessions = CohortSession.objects.filter(learns | Q(teachers__person=person)).values("pk")
    return (
        CohortSession.objects.filter(pk__in=own_sessions, cohort__opened_at__isnull=False)
        .select_related("cohort__programme")
        .order_by("period", "pk")
    )


def _event(session: CohortSession, page: str, *, shows_link: bool) -> CalendarEvent:
    link = session.online_link if shows_link else ""
    return CalendarEvent(
        uid=f"{session.pk}@formation.bocage",
        sequence=session.sequence,
        start=session.starts_at,
        end=session.ends_at,
        summary=f"{session.title} ({session.cohort.programme.name})",
        description=link,
        location=session.location or (_("en ligne") if session.online_link else ""),
        url=page,
        written_at=session.changed_at,
        is_off=not session.is_planned,
    )
