"""The messages that a host sends, or causes, from the board of a place."""

from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.formatting.spoken_time import spoken_date
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


class KnownAtTheDesk(BodyMail):
    """Tells somebody that a place noted their name and address, and what they may do of it."""

    channel: ClassVar[str] = "bookings"
    priority: ClassVar[int] = 0

    place_name: str
    host_name: str

    def body(self) -> MailBody:
        noted = (
            _(
                "%(host_name)s vient de noter votre nom et votre adresse, à votre demande, pour "
                "ce que vous réservez dans ce lieu."
            )
            % {"host_name": self.host_name}
            if self.host_name
            else _(
                "Le lieu vient de noter votre nom et votre adresse, à votre demande, pour ce que "
                "vous y réservez."
            )
        )
        return MailBody(
            subject=_("%(place_name)s a noté votre adresse") % {"place_name": self.place_name},
            greeting="",
            paragraphs=[
                noted,
                _(
                    "Il n’y a rien à faire. Pour voir ce qui est gardé, le changer ou l’effacer, "
                    "donnez cette adresse : un code à six chiffres vous y attendra. Personne "
                    "d’autre ne peut entrer à votre place."
                ),
            ],
            button=(_("Voir ce qui est gardé de moi"), page_url("known_data")),
        )


class WordToVisitors(BodyMail):
    """What a host writes to everybody who comes on a day."""

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
            "spoken_day": spoken_date(self.day),
        }
        opening = (
            _("%(host_name)s, %(of_place_name)s, vous écrit pour votre venue du %(spoken_day)s :")
            if self.host_name
            else _("%(place_name)s vous écrit pour votre venue du %(spoken_day)s :")
        )
        return MailBody(
            subject=_("%(place_name)s : %(subject)s") % {**words, "subject": self.subject},
            title=self.subject,
            greeting="",
            paragraphs=[opening % words, *map(str.strip, self.text.split("\n\n"))],
            button=(_("Voir le lieu"), page_url("place_detail", self.place_slug)),
        )
