"""Notification that an outside calendar cannot be read."""

from datetime import datetime

from bocage.people.mailing import write_to
from bocage.workspaces.bookings.notifications import hosts_of
from bocage.workspaces.calendar_sync.mails import OutsideCalendarFailing
from bocage.workspaces.scheduling.models.outside_calendars import OutsideCalendar


def notify_failing(calendar: OutsideCalendar, *, since: datetime) -> None:
    """Notifies the hosts that a calendar cannot be read, once per lasting failure."""
    mail = OutsideCalendarFailing(
        place_name=calendar.place.name,
        place_slug=calendar.place.slug,
        resource_name=calendar.resource.name,
        calendar_name=calendar.name,
        error=calendar.error,
        failing_since=since,
    )
    for host in hosts_of(calendar.place.scope_id):
        write_to(host, mail)
