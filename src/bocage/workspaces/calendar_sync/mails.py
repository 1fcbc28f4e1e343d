"""Mails to hosts about the outside calendars of a place."""

from datetime import datetime
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.times import format_date
from bocage.foundation.mail import declare_channel, page_url
from bocage.foundation.mail.body import BodyMail, MailBody
from bocage.workspaces.calendar_sync.outside_calendars import sentence_of
from bocage.workspaces.opening_hours.availability import local_day

declare_channel(
    "outside_calendars",
    label=gettext_lazy("Agendas extérieurs en panne, dans les lieux que j’anime"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous animez ce lieu. "
        "Vous pouvez le couper dans vos préférences."
    ),
    optional=True,
    of_a_mandate=True,
)


class OutsideCalendarFailing(BodyMail):
    """Mail about a calendar without a successful reading for a day: bookings may now conflict with
    it.
    """

    channel: ClassVar[str] = "outside_calendars"
    priority: ClassVar[int] = 0

    place_name: str
    place_slug: str
    resource_name: str
    calendar_name: str
    error: str
    failing_since: datetime

    def body(self) -> MailBody:
        words = {
            "place_name": self.place_name,
            "calendar_name": self.calendar_name,
            "resource_name": self.resource_name,
            "since": format_date(local_day(self.failing_since), with_year=True),
        }
        failing = _(
            "L’agenda « %(calendar_name)s », suivi pour %(resource_name)s, ne se lit plus depuis "
            "le %(since)s."
        )
        return MailBody(
            subject=_("%(place_name)s : l’agenda « %(calendar_name)s » ne se lit plus") % words,
            title=_("Un agenda ne se lit plus"),
            greeting="",
            paragraphs=[
                f"{failing % words} {sentence_of(self.error)}",
                _(
                    "Ce qui était pris d’après la dernière lecture le reste. Ce qui s’y est "
                    "ajouté depuis peut être réservé ici."
                ),
            ],
            button=(
                _("Voir les agendas extérieurs"),
                page_url("host_outside_calendars", self.place_slug),
            ),
        )
