"""Why something is not written in the thread of a project."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class NothingWritten(Refusal):
    """Refusal because the message is empty."""

    status = 422
    default_sentence = _("Écrivez quelques mots : le message est vide.")


class MessageTooLong(Refusal):
    """Refusal because the message is longer than a thread can store."""

    status = 422
    default_sentence = _("Ce message dépasse 20 000 caractères : envoyez-le en deux fois.")
