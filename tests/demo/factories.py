"""Mails for the tests of the demo's mailbox."""

from typing import Any

import factory
from django.utils import timezone

from bocage.foundation.models import MailAttachment, OutgoingMail


class KeptMailFactory(factory.django.DjangoModelFactory[OutgoingMail]):
    """A mail that was rendered and kept, as all mails of a demo are."""

    class Meta:
        model = OutgoingMail
        skip_postgeneration_save = True

    kind = "bocage.foundation.mails.DeliveryCheck"
    channel = "operations"
    recipient = factory.Sequence(lambda number: f"ada{number}@bocage.example")
    language = "fr"
    state = "kept"
    sent_at = factory.LazyFunction(timezone.now)
    subject = factory.Sequence(lambda number: f"Votre poste numéro {number}")
    text = "Bonjour,\nvotre poste vous attend."
    html = "<!doctype html><html><head><title>x</title></head><body>Bonjour</body></html>"

    @factory.post_generation
    def attached(self: Any, create: bool, extracted: Any, **_kwargs: Any) -> None:
        if create and extracted:
            MailAttachment.objects.create(
                mail=self,
                filename="réservation.ics",
                mimetype="text/calendar",
                method="REQUEST",
                content=extracted,
            )
