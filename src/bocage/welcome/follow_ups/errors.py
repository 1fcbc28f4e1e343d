"""What follow-ups refuse, each in the sentence that a person reads."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class FollowUpRefused(Refusal):
    """Base of all that is refused about follow-ups."""


class LeftInTheFuture(FollowUpRefused):
    """Nobody has left on a day to come."""

    default_sentence = _("Ce jour est encore à venir : dites-le-nous quand vous serez partis.")


class LeftBeforeArriving(FollowUpRefused):
    """They left before they came."""

    default_sentence = _("Ce jour vient avant votre emménagement : vérifiez la date.")


class FollowUpGone(FollowUpRefused):
    """The household was erased, or the reader is not of it any more."""

    status = 410
    default_sentence = _("Ce que demandait ce lien n’est plus d’actualité. Merci d’avoir répondu.")
