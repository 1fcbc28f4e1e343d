"""Notifications of owners about the home that they offer, in the transaction of the operation."""

from typing import Any

from bocage.foundation.mail import send_mail
from bocage.housing.owner_listings.mails import OwnerMail
from bocage.housing.owner_listings.models import OwnerOffer


def notify_owner(offer: OwnerOffer, mail: type[OwnerMail], **facts: Any) -> None:
    """Writes to the address that offered the home, in the language of its form."""
    message = mail(
        offer_id=str(offer.pk), title=offer.title, commune_name=offer.commune.name, **facts
    )
    send_mail(message, to=offer.owner_email, language=offer.language)
