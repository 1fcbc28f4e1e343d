"""Mails to the person who prepares a stay: a lost desk, or a cancellation by the household."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import full_period
from bocage.foundation.mail import page_url
from bocage.foundation.mail.body import Facts, MailBody
from bocage.welcome.visits.mails import StayBodyMail
from bocage.welcome.visits.stays.formatting import StepFacts


class DeskLostMail(StayBodyMail):
    """Mail to the person who prepares the stay: the place withdrew a desk booking, or moved it."""

    channel: ClassVar[str] = "stay_team"

    step: StepFacts
    stay_id: UUID
    household: str

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Bureau à revoir : %(household)s") % {"household": self.household},
            title=_("Une réservation ne tient plus"),
            paragraphs=[
                _("Le bureau prévu dans ce séjour n’est plus réservé à cette heure."),
                Facts(
                    [
                        (_("Quoi"), self.step.title),
                        (_("Quand"), full_period(self.step.starts_at, self.step.ends_at)),
                    ]
                ),
            ],
            button=(_("Revoir le programme"), page_url("stay", self.stay_id)),
        )


class HouseholdCalledOffMail(StayBodyMail):
    """Mail to the person who prepares the stay: the household called it off."""

    channel: ClassVar[str] = "stay_team"

    stay_id: UUID
    household: str
    starts_at: datetime
    ends_at: datetime
    words: str = ""
    are_all_notified: bool = False
    """True if all the people met are notified by mail."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(household)s ne viendra pas") % {"household": self.household},
            title=_("Le ménage annule son séjour"),
            paragraphs=[
                *([_("« %(words)s »") % {"words": self.words}] if self.words else []),
                *(
                    [_("Les personnes du programme sont prévenues.")]
                    if self.are_all_notified
                    else []
                ),
                Facts([(_("Dates"), full_period(self.starts_at, self.ends_at))]),
            ],
            button=(_("Voir le séjour"), page_url("stay", self.stay_id)),
        )
