"""Trial mail, which must come back."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.formatting.times import format_date, format_time
from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.instance import current_instance
from bocage.foundation.mail import declare_channel
from bocage.foundation.mail.body import BodyMail, MailBody

CAME_BACK = "first_steps.mail_came_back"

declare_channel(
    "first_steps",
    label=gettext_lazy("Mise en route de l’instance"),
    reason=gettext_lazy("Vous recevez ce message parce que vous avez demandé un essai d’envoi."),
    optional=False,
)


class TrialMail(BodyMail):
    """Mail sent from the address that was just set; its link, or an answer to it, proves that it
    arrived."""

    channel: ClassVar[str] = "first_steps"
    priority: ClassVar[int] = 80

    trial_id: UUID
    sender: str
    requested_at: datetime

    def own_sender(self) -> str:
        """Returns the sender address on trial."""
        return self.sender

    def body(self) -> MailBody:
        requested_at = timezone.localtime(self.requested_at)
        words = {
            "date": format_date(requested_at.date()),
            "time": format_time(requested_at),
            "sender": self.sender,
        }
        return MailBody(
            subject=_("Essai : les courriels %(of_instance_name)s arrivent-ils ?")
            % {"of_instance_name": of_name(current_instance().name)},
            title=_("Cet essai doit revenir"),
            greeting="",
            paragraphs=[
                _(
                    "Vous l’avez demandé le %(date)s à %(time)s, et il part de %(sender)s. S’il "
                    "est dans les indésirables, c’est déjà une réponse : la page dit quoi regarder."
                )
                % words
            ],
            button=(_("Dire qu’il est arrivé"), signed_action_url(CAME_BACK, trial=self.trial_id)),
        )
