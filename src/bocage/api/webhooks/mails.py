"""Mails to the owner of a subscription whose receiver does not answer."""

from datetime import datetime
from typing import ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.times import format_date
from bocage.foundation.mail import declare_channel, page_url
from bocage.foundation.mail.body import BodyMail, Link, MailBody

declare_channel(
    "webhooks",
    label=gettext_lazy("Pannes des logiciels que je fais prévenir"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous faites prévenir ce logiciel. "
        "Vous pouvez le couper dans vos préférences."
    ),
    optional=True,
)


class _AboutReceiver(BodyMail):
    channel: ClassVar[str] = "webhooks"
    priority: ClassVar[int] = 0

    receiver_name: str
    failing_since: datetime
    subscription_id: str

    @property
    def words(self) -> dict[str, str]:
        """The software, and since when it has not answered."""
        since = timezone.localdate(self.failing_since)
        return {"receiver_name": self.receiver_name, "since": format_date(since, with_year=True)}

    def page(self, label: str) -> Link:
        """Returns the link to the page of the webhook, with a label."""
        return label, page_url("webhook", self.subscription_id)


class WebhookFailing(_AboutReceiver):
    """Mail to the owner of a subscription whose receiver has not answered for a day.

    Its deliveries wait.
    """

    def body(self) -> MailBody:
        return MailBody(
            subject=_("« %(receiver_name)s » ne répond plus à nos notifications") % self.words,
            title=_("Un logiciel ne répond plus"),
            greeting="",
            paragraphs=[
                _(
                    "« %(receiver_name)s », que vous faites prévenir de ce qui se passe ici, ne "
                    "répond plus depuis le %(since)s."
                )
                % self.words,
                _(
                    "Nous essayons encore : chaque notification est gardée et renvoyée pendant "
                    "deux jours. Au bout de cinq jours sans réponse, nous cesserons d’envoyer."
                ),
            ],
            button=self.page(_("Voir ce qui a été répondu")),
        )


class WebhookStopped(_AboutReceiver):
    """Mail to the owner of a subscription that was stopped.

    Its receiver has not answered for days, or has answered that it is gone.
    """

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Nous n’envoyons plus rien à « %(receiver_name)s »") % self.words,
            title=_("Un logiciel n’est plus prévenu"),
            greeting="",
            paragraphs=[
                _(
                    "Nous n’envoyons plus rien à « %(receiver_name)s » : son adresse ne répond "
                    "plus depuis le %(since)s, ou dit qu’elle n’existe plus."
                )
                % self.words,
                _(
                    "Quand elle répondra de nouveau, reprenez l’envoi : ce qui n’est pas arrivé "
                    "peut être renvoyé pendant trente jours."
                ),
            ],
            button=self.page(_("Reprendre l’envoi")),
        )
