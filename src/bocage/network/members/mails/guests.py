"""Mails of the club to its guests."""

from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import format_date
from bocage.foundation.mail import page_url
from bocage.foundation.mail.body import BodyMail, MailBody


class GuestMail(BodyMail):
    """Base of the messages to a current or former guest of the club."""

    channel: ClassVar[str] = "club_membership"

    member_id: str
    until: date | None = None

    @property
    def day(self) -> str:
        """First day after the guest period, in words."""
        return format_date(self.until, with_year=True) if self.until else ""


class GuestOfTheClub(GuestMail):
    """Message at the start of the three months as a guest."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Vous êtes invité du club"),
            title=_("Vous êtes invité du club"),
            paragraphs=[
                _(
                    "Jusqu’au %(day)s, vous voyez les membres, leur écrivez et venez à leurs"
                    " rencontres. Personne ne vous trouve dans la liste."
                )
                % {"day": self.day}
            ],
            button=(_("Voir les membres du club"), page_url("member_list")),
        )


class GuestInvited(GuestMail):
    """Message at the end of the guest period, which invites the guest to become a member."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Vos trois mois d’invité du club sont passés : devenez membre"),
            title=_("Et maintenant, membre du club ?"),
            paragraphs=[
                _(
                    "Ce que vous avez écrit est gardé. Deux minutes suffisent, et vous"
                    " choisissez ce que les autres voient de vous."
                )
            ],
            button=(_("Devenir membre"), page_url("club_join")),
        )
