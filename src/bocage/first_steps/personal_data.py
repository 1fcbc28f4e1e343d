"""Personal data of the setup: erasure with an account."""

from django.utils.translation import gettext_lazy as _

from bocage.first_steps.models import MailTrial
from bocage.people.erasure import Erasure, erases


@erases(_("Les essais de courriel partis de votre adresse"), rank=100)
def trials(erasure: Erasure) -> None:
    """Deletes the mail trials sent from the address of the erased person."""
    if erasure.address:
        erasure.delete(MailTrial.objects.filter(sender__iexact=erasure.address))
