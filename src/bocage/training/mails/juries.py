"""What is written to a jury."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Self

from django.utils.translation import gettext_lazy as _

from bocage.foundation.mail import Mail, declare_channel, page_url
from bocage.foundation.signed_actions import signed_action_url
from bocage.training.mails.applications import EXAMPLE

declare_channel(
    "training_jury",
    label=_("Les jurys dont je suis"),
    reason=_("Vous recevez ce message parce que vous êtes du jury d’une formation."),
    optional=False,
)


@dataclass(frozen=True, kw_only=True)
class JurorInvited(Mail):
    """To somebody who is asked to be of a jury: one click enters it."""

    channel: ClassVar[str] = "training_jury"
    template: ClassVar[str] = "training/mail/juror_invited"

    juror_id: str
    person_id: str
    programme_name: str
    cohort_name: str
    invited_by: str
    apply_until: date

    @classmethod
    def preview(cls) -> Self:
        return cls(
            juror_id=EXAMPLE,
            person_id=EXAMPLE,
            programme_name="Lancer son activité sur le Web",
            cohort_name="Printemps 2027",
            invited_by="Claire Vallée",
            apply_until=date(2027, 2, 15),
        )

    def context(self) -> dict[str, Any]:
        return {
            "enter_url": signed_action_url(
                "training.enter_jury", juror=self.juror_id, person=self.person_id
            )
        }


@dataclass(frozen=True, kw_only=True)
class ReadingsToGive(Mail):
    """To a reader: what is new for them to read."""

    channel: ClassVar[str] = "training_jury"
    template: ClassVar[str] = "training/mail/readings_to_give"

    programme_name: str
    cohort_name: str
    count: int

    @classmethod
    def preview(cls) -> Self:
        return cls(
            programme_name="Lancer son activité sur le Web", cohort_name="Printemps 2027", count=4
        )

    def context(self) -> dict[str, Any]:
        return {"page": page_url("reading_list")}
