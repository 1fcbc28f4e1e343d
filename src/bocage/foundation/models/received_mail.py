"""Incoming mails: content, object and state."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel


class ReceivedMail(IdentifiedModel):
    """Mail that arrived at the mailbox of the instance. None is lost: mail that no handler could
    take waits for a person.
    """

    class State(models.TextChoices):
        TAKEN = "taken", _("pris")
        HELD = "held", _("à regarder")
        BOUNCE = "bounce", _("un courriel n’est pas arrivé")
        AUTOMATIC = "automatic", _("réponse automatique")
        LOOP = "loop", _("venu de nous-mêmes")

    TO_LOOK_AT = (State.HELD, State.BOUNCE)

    message_id = models.CharField(max_length=255, unique=True)
    """Identifier by which a mail that comes twice is stored once."""
    kind = models.CharField(_("à propos de"), max_length=8, blank=True)
    key = models.UUIDField(null=True, blank=True)
    """Object of the mail, from its signed address; empty if its address has none."""
    sender = models.CharField(_("de"), max_length=254, blank=True)
    sender_name = models.CharField(_("nom"), max_length=120, blank=True)
    recipient = models.CharField(_("à"), max_length=254, blank=True)
    subject = models.CharField(_("objet"), max_length=255, blank=True)
    words = models.TextField(_("message"), blank=True)
    whole = models.TextField(_("texte entier"), blank=True)
    attachments = ArrayField(
        models.CharField(max_length=255), default=list, verbose_name=_("pièces jointes non gardées")
    )
    state = models.CharField(_("état"), max_length=10, choices=State)
    reason = models.CharField(_("raison"), max_length=500, blank=True)
    received_at = models.DateTimeField(_("reçu le"))
    closed_at = models.DateTimeField(_("réglé le"), null=True, blank=True)
    closed_by_id = models.UUIDField(_("réglé par"), null=True, blank=True)

    class Meta:
        ordering = ["-received_at", "-id"]
        indexes = [
            models.Index(
                name="foundation_received_open",
                fields=["kind", "key"],
                condition=Q(closed_at=None, state__in=("held", "bounce")),
            ),
            models.Index(name="foundation_received_sender", fields=["sender", "-received_at"]),
        ]

    def __str__(self) -> str:
        return self.subject or self.sender

    @property
    def is_closed(self) -> bool:
        """True if the mail needs no review, or was reviewed."""
        return self.closed_at is not None or self.state not in self.TO_LOOK_AT
