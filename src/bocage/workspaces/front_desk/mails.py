"""The message that a host writes to the visitors of a day."""

from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.formatting.times import format_date
from bocage.foundation.mail import declare_channel, page_url
from bocage.foundation.mail.body import BodyMail, MailBody

declare_channel(
    "day_messages",
    label=gettext_lazy("Messages des lieux où j’ai réservé, sur le jour de ma venue"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous avez réservé dans ce lieu ce jour-là. "
        "Vous pouvez le couper dans vos préférences."
    ),
    optional=True,
)


class WordToVisitors(BodyMail):
    """Mail that a host writes to everybody who comes on a day."""

    channel: ClassVar[str] = "day_messages"
    priority: ClassVar[int] = 20

    place_name: str
    place_slug: str
    host_name: str
    day: date
    subject: str
    text: str

    def body(self) -> MailBody:
        words = {
            "host_name": self.host_name,
            "place_name": self.place_name,
            "of_place_name": of_name(self.place_name),
            "visit_day": format_date(self.day),
        }
        opening = (
            _("%(host_name)s, %(of_place_name)s, vous écrit pour votre venue du %(visit_day)s :")
            if self.host_name
            else _("%(place_name)s vous écrit pour votre venue du %(visit_day)s :")
        )
        return MailBody(
            subject=_("%(place_name)s : %(subject)s") % {**words, "subject": self.subject},
            title=self.subject,
            greeting="",
            paragraphs=[opening % words, *map(str.strip, self.text.split("\n\n"))],
            button=(_("Voir le lieu"), page_url("place_detail", self.place_slug)),
        )
