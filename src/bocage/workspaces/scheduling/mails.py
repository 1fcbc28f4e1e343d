"""Mail to a person whom a place has recorded."""

from typing import ClassVar

from django.utils.translation import gettext as _

from bocage.foundation.mail import page_url
from bocage.foundation.mail.body import BodyMail, MailBody


class KnownAtTheDesk(BodyMail):
    """Mail to a person whose name and address a place recorded, with their options."""

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
            button=(_("Voir ce qui est gardé de moi"), page_url("own_data")),
        )
