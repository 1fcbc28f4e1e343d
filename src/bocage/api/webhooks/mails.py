"""What is told to whoever has a software told, when it does not answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.mail import Mail, declare_channel, page_url
from bocage.foundation.spoken_time import spoken_date

declare_channel(
    "webhooks",
    label=_("Pannes des logiciels que je fais prévenir"),
    reason=_(
        "Vous recevez ce message parce que vous faites prévenir ce logiciel. "
        "Vous pouvez le couper dans vos préférences."
    ),
    optional=True,
)


@dataclass(frozen=True, kw_only=True)
class _AboutReceiver(Mail):
    channel: ClassVar[str] = "webhooks"

    receiver_name: str
    failing_since: datetime
    subscription_id: str

    def context(self) -> dict[str, Any]:
        return {
            "since": spoken_date(timezone.localdate(self.failing_since), with_year=True),
            "webhook_url": page_url("webhook", self.subscription_id),
        }

    @classmethod
    def preview(cls) -> Self:
        return cls(
            receiver_name="Site de la mairie",
            failing_since=datetime(2026, 11, 23, 8, 0, tzinfo=UTC),
            subscription_id="01930000-0000-7000-8000-000000000000",
        )


@dataclass(frozen=True, kw_only=True)
class WebhookFailing(_AboutReceiver):
    """A receiver has answered nothing for a day: what it was to be told waits."""

    template: ClassVar[str] = "api/mail/webhook_failing"


@dataclass(frozen=True, kw_only=True)
class WebhookStopped(_AboutReceiver):
    """Nothing more is sent: it has not answered for days, or says that it exists no more."""

    template: ClassVar[str] = "api/mail/webhook_stopped"
