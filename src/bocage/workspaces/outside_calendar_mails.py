"""What is told to whoever runs a place about the calendars that it follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from django.utils.translation import gettext_lazy as _

from bocage.foundation.mail import Mail, declare_channel, page_url
from bocage.foundation.spoken_time import spoken_date
from bocage.workspaces.availability import local_day
from bocage.workspaces.outside_calendars import sentence_of

declare_channel(
    "outside_calendars",
    label=_("Agendas extérieurs en panne, dans les lieux que j’anime"),
    reason=_(
        "Vous recevez ce message parce que vous animez ce lieu. "
        "Vous pouvez le couper dans vos préférences."
    ),
    optional=True,
    of_a_mandate=True,
)


@dataclass(frozen=True, kw_only=True)
class OutsideCalendarFailing(Mail):
    """A calendar that has not been read for a day: bookings may now meet what it holds."""

    template: ClassVar[str] = "workspaces/mail/outside_calendar_failing"
    channel: ClassVar[str] = "outside_calendars"

    place_name: str
    place_slug: str
    resource_name: str
    calendar_name: str
    error: str
    failing_since: datetime

    def context(self) -> dict[str, Any]:
        return {
            "sentence": sentence_of(self.error),
            "since": spoken_date(local_day(self.failing_since), with_year=True),
            "calendars_url": page_url("host_outside_calendars", self.place_slug),
        }

    @classmethod
    def preview(cls) -> Self:
        return cls(
            place_name="Télécentre de Boitron",
            place_slug="telecentre-de-boitron",
            resource_name="Salle du conseil",
            calendar_name="Agenda de la mairie",
            error="gone",
            failing_since=datetime(2026, 11, 23, 8, 0, tzinfo=UTC),
        )
