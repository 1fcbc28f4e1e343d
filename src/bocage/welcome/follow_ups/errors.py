"""Refusals of follow-ups, each with the sentence shown to the person."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class FollowUpRefused(Refusal):
    """Base of the refusals about follow-ups."""


class LeftInTheFuture(FollowUpRefused):
    """Refusal because the day on which the household left is to come."""

    default_sentence = _("Ce jour est encore à venir : dites-le-nous quand vous serez partis.")


class LeftBeforeArriving(FollowUpRefused):
    """Refusal because the day on which the household left is before it moved in."""

    default_sentence = _("Ce jour vient avant votre emménagement : vérifiez la date.")


class FollowUpGone(FollowUpRefused):
    """Refusal because the household was erased, or the reader no longer belongs to it."""

    status = 410
    default_sentence = _("Ce que demandait ce lien n’est plus d’actualité. Merci d’avoir répondu.")
