"""The mail that must come back."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bocage.foundation.mail import Mail, declare_channel
from bocage.foundation.signed_actions import signed_action_url

CAME_BACK = "first_steps.mail_came_back"

declare_channel(
    "first_steps",
    label=_("Mise en route de l’instance"),
    reason=_("Vous recevez ce message parce que vous avez demandé un essai d’envoi."),
    optional=False,
)


@dataclass(frozen=True, kw_only=True)
class TrialMail(Mail):
    """Sent from the address that was just set; its link, or an answer to it, tells that it came."""

    template: ClassVar[str] = "first_steps/mail/trial"
    channel: ClassVar[str] = "first_steps"
    priority: ClassVar[int] = 80

    trial_id: UUID
    sender: str
    asked_at: datetime

    def context(self) -> dict[str, Any]:
        return {"return_url": signed_action_url(CAME_BACK, trial=self.trial_id)}

    def own_sender(self) -> str:
        """That which is tried."""
        return self.sender

    @classmethod
    def preview(cls) -> Self:
        return cls(
            trial_id=UUID(int=7),
            sender="bonjour@perche.example",
            asked_at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
        )
