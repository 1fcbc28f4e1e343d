"""Handlers of answers by mail to messages passed on by the club."""

from uuid import UUID

from django.utils.translation import gettext as _

from bocage.foundation.errors import Refusal
from bocage.foundation.mail.incoming import Held, IncomingMail, Taken, incoming_mail
from bocage.network.messages import notifications
from bocage.network.messages.models import ConversationMessage, ConversationSide
from bocage.network.messages.operations.messages import answer


@incoming_mail(notifications.RELAY)
def pass_on_mail_answer(key: UUID, mail: IncomingMail) -> Taken | Held:
    """Passes an answer received by mail on to the other person of the conversation. An answer that
    cannot be passed on is returned only to the account that was written to: no third person reads a
    conversation."""
    sides = ConversationSide.objects.select_related("person", "conversation")
    side = sides.filter(pk=key, person__is_active=True).first()
    if side is None:
        return Held(_("L’échange n’est plus là."))
    reason = ""
    if mail.sender != side.person.email:
        reason = _("Elle venait d’une autre adresse que celle de votre compte : %(address)s.") % {
            "address": mail.sender
        }
    else:
        try:
            answer(
                by=side.person,
                conversation=side.conversation,
                words=mail.words,
                channel=ConversationMessage.Channel.MAIL,
                mail_id=mail.message_id,
            )
        except Refusal as refusal:
            reason = str(refusal.sentence)
    if reason:
        notifications.notify_not_passed_on(side, words=mail.words, reason=reason)
    return Taken()
