"""Mails of « Deux par deux » to the two members of a pair."""

from typing import ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.grammar import at_name
from bocage.foundation.mail import declare_channel, page_url
from bocage.foundation.mail.body import BodyMail, MailBody

declare_channel(
    "club_pairs",
    label=gettext_lazy("Deux par deux : la personne à rencontrer chaque mois"),
    reason=gettext_lazy("Vous recevez ce message parce que vous participez à « Deux par deux »."),
    optional=True,
)


class PairIntroduced(BodyMail):
    """Message to each of the two people of a pair, which introduces the other and suggests a place
    to meet.
    """

    channel: ClassVar[str] = "club_pairs"

    other_id: UUID
    name: str
    headline: str = ""
    commune: str = ""
    distance: str = ""
    helps_with: str = ""
    looks_for: str = ""
    place_name: str = ""
    place_path: str = ""

    def body(self) -> MailBody:
        words = {"name": self.name, "at_place": at_name(self.place_name)}
        location = ", ".join(filter(None, [self.commune, self.distance]))
        paragraphs = [
            " · ".join(filter(None, [self.name, self.headline, location])),
            _("Peut aider : %(words)s") % {"words": self.helps_with} if self.helps_with else "",
            _("Cherche : %(words)s") % {"words": self.looks_for} if self.looks_for else "",
            _("Un café, une heure : proposez un moment. L’un de vous deux suffit pour commencer."),
        ]
        links = [(_("Ne plus participer, ou revoir mes rencontres"), page_url("own_pairs"))]
        if self.place_name:
            paragraphs.append(_("Entre vous deux, on travaille bien %(at_place)s.") % words)
            place = (
                _("Réserver un bureau %(at_place)s") % words,
                settings.BOCAGE.public_url + self.place_path,
            )
            links.insert(0, place)
        return MailBody(
            subject=_("Ce mois-ci, rencontrez %(name)s") % words,
            title=_("Ce mois-ci, rencontrez %(name)s") % words,
            paragraphs=list(filter(None, paragraphs)),
            button=(_("Lui écrire"), page_url("member_write", self.other_id)),
            links=links,
        )

    @classmethod
    def example(cls) -> Self:
        """Returns an example of the message, shown to members who consider taking part."""
        return cls(
            other_id=UUID("01938a4e-7c00-7000-8000-000000000073"),
            name="Nadia Prigent",
            headline="Graphiste indépendante",
            commune="Boitron",
            distance="à environ 9 km",
            helps_with="Relire un devis d’imprimeur.",
            looks_for="Un développeur pour des sites d’associations.",
            place_name="La Grange connectée",
            place_path="/travailler/la-grange/",
        )
