"""Mails of an anniversary: both sides of a sponsorship are asked whether it is over."""

from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.mail.body import Link, MailBody
from bocage.welcome.sponsors.mails.sponsorships import AnsweredMail


class OfAYearMail(AnsweredMail):
    """Base of the mails that ask both sides of a sponsorship whether it is over; each answer is one
    click.
    """

    other_name: str
    years: int = 1
    """Whole years since the acceptance; 1 for mails queued before this field existed."""

    @property
    def over(self) -> Link:
        return (_("Oui, c’est terminé"), self.answer("sponsorship_done"))

    @property
    def going_on(self) -> Link:
        return (_("Non, nous continuons"), self.answer("sponsorship_goes_on"))


class StillSponsoringMail(OfAYearMail):
    """Mail that asks the sponsor, on an anniversary of the sponsorship, whether it is over."""

    channel: ClassVar[str] = "sponsors"

    def body(self) -> MailBody:
        words = {"who": self.other_name, "count": self.years}
        return MailBody(
            subject=ngettext(
                "%(who)s : un an déjà, est-ce terminé ?",
                "%(who)s : %(count)d ans déjà, est-ce terminé ?",
                self.years,
            )
            % words,
            title=ngettext("Un an déjà", "%(count)d ans déjà", self.years) % words,
            paragraphs=[
                ngettext(
                    "Vous accompagnez %(who)s depuis un an. Merci !",
                    "Vous accompagnez %(who)s depuis %(count)d ans. Merci !",
                    self.years,
                )
                % words,
                _(
                    "Si le ménage a pris ses marques, dites-le : vous pourrez en accueillir un "
                    "autre. Rien ne vous empêche de continuer à vous voir."
                ),
            ],
            button=self.over,
            links=[self.going_on],
        )


class StillSponsoredMail(OfAYearMail):
    """Mail that asks each adult of the household, on an anniversary of the sponsorship, whether it
    is over.
    """

    channel: ClassVar[str] = "sponsored"

    def body(self) -> MailBody:
        words = {"who": self.other_name or _("quelqu’un d’ici"), "count": self.years}
        return MailBody(
            subject=ngettext(
                "Votre parrainage a un an : est-ce terminé ?",
                "Votre parrainage a %(count)d ans : est-ce terminé ?",
                self.years,
            )
            % words,
            title=ngettext(
                "Votre parrainage a un an", "Votre parrainage a %(count)d ans", self.years
            )
            % words,
            paragraphs=[
                ngettext(
                    "Vous êtes accompagnés depuis un an. Votre lien : %(who)s.",
                    "Vous êtes accompagnés depuis %(count)d ans. Votre lien : %(who)s.",
                    self.years,
                )
                % words,
                _(
                    "Si vous avez pris vos marques, dites-le : quelqu’un d’autre pourra être "
                    "accompagné à son tour. Sinon, tout continue."
                ),
            ],
            button=self.over,
            links=[self.going_on],
        )
