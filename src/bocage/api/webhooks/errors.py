"""Refusals of webhooks, with their sentences."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class NotAReceiver(Refusal):
    status = 422
    default_sentence = _(
        "Donnez une adresse publique qui commence par https:// : rien n’est envoyé à une adresse "
        "d’un réseau privé, ni en clair."
    )


class ReceiverUnknown(Refusal):
    status = 422
    default_sentence = _("Le serveur de cette adresse est introuvable : vérifiez-la.")


class EventNotOffered(Refusal):
    status = 422
    default_sentence = _(
        "L’un de ces événements n’existe pas, ou vos pages ne montrent pas ce dont il parle."
    )


class ReceiverThere(Refusal):
    default_sentence = _(
        "Cette adresse est déjà prévenue pour ce périmètre : changez plutôt ce qu’on lui dit."
    )


class TooManySubscriptions(Refusal):
    default_sentence = _(
        "Vous prévenez déjà vingt logiciels : retirez-en un avant d’en ajouter un autre."
    )


class SubscriptionGone(Refusal):
    status = 404
    default_sentence = _("Ce logiciel n’est plus prévenu : il a été retiré.")


class NotSent(Refusal):
    default_sentence = _(
        "Rien n’a été envoyé : reprenez d’abord l’envoi à ce logiciel, qui est en pause ou arrêté."
    )


class StillWaiting(Refusal):
    default_sentence = _("Cette notification attend déjà son prochain essai : rien n’a changé.")
