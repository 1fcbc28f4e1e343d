"""Erasure of the mails of a person, last, since the endings of other rooms send mails too."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models import OutgoingMail
from bocage.foundation.models.mail import MailAttachment, MailState
from bocage.foundation.models.received_mail import ReceivedMail
from bocage.people.erasure.erasers import erases, retained_after_erasure
from bocage.people.erasure.erasure import Erasure


@erases(_("Les mots des courriels que vous avez reçus ou envoyés"), rank=990)
def mails(erasure: Erasure) -> None:
    """Empties the mails sent to the person, withholds the waiting ones, deletes the received ones.

    Sent mails lose their contents and addresses; the received ones are those from their address.
    """
    mails_of_person = OutgoingMail.objects.filter(_sent_to(erasure))
    mails_of_person.exclude(state__in=OutgoingMail.FINAL_STATES).update(state=MailState.WITHHELD)
    erasure.delete(MailAttachment.objects.filter(mail__in=mails_of_person))
    erasure.empty(
        mails_of_person.exclude(recipient=""),
        recipient="",
        reply_to="",
        subject="",
        text="",
        html="",
        facts={},
        error="",
    )
    if erasure.address:
        OutgoingMail.objects.filter(reply_to=erasure.address).update(reply_to="")
        erasure.delete(ReceivedMail.objects.filter(sender=erasure.address))


def _sent_to(erasure: Erasure) -> Q:
    by_account = Q(person_id=erasure.person.pk)
    return by_account | Q(recipient=erasure.address) if erasure.address else by_account


retained_after_erasure(
    rank=990,
    data=_("Les courriels déjà envoyés à d’autres personnes, où votre nom peut figurer"),
    why=_("Ils sont dans leur boîte ; notre copie s’efface d’elle-même."),
    until=_("30 jours"),
)
