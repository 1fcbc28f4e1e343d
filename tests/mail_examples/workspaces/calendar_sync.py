"""Examples of the mails of `bocage.workspaces.calendar_sync.mails`."""

from datetime import UTC, datetime

from bocage.workspaces.calendar_sync.mails import OutsideCalendarFailing
from tests.mail_examples.registry import example_of


@example_of(OutsideCalendarFailing)
def outside_calendar_failing(mail):
    return mail(
        place_name="Télécentre de Boitron",
        place_slug="telecentre-de-boitron",
        resource_name="Salle du conseil",
        calendar_name="Agenda de la mairie",
        error="gone",
        failing_since=datetime(2026, 11, 23, 8, 0, tzinfo=UTC),
    )
