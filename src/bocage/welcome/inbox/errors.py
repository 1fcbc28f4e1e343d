"""What is refused about mails that nobody took."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class NotForAHousehold(Refusal):
    """Refusal because the mail cannot go into the thread as words of the household."""

    default_sentence = _(
        "Ce courriel ne peut pas entrer dans le fil : il n’était pas pour l’adresse d’un ménage."
    )
