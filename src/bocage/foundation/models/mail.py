"""Outgoing mails: content, recipient and state."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel


class MailState(models.TextChoices):
    """State of a mail. The final ones are SENT, KEPT, FAILED and WITHHELD."""

    QUEUED = "queued", _("en attente")
    SENDING = "sending", _("en cours d’envoi")
    SENT = "sent", _("envoyé")
    KEPT = "kept", _("gardé, sans serveur d’envoi")
    FAILED = "failed", _("refusé")
    WITHHELD = "withheld", _("retenu")


class OutgoingMail(IdentifiedModel):
    """Mail to one person: its facts when queued, and its exact text once rendered.

    `id` sorts by the time of creation. `person_id` is the account concerned, without a foreign key:
    the foundation knows no account, and a mail outlives one.
    """

    kind = models.CharField(_("message"), max_length=200)
    channel = models.CharField(_("sujet"), max_length=40)
    facts = models.JSONField(_("faits"), default=dict)
    recipient = models.EmailField(_("destinataire"), max_length=254)
    reply_to = models.EmailField(_("adresse de réponse"), max_length=254, blank=True)
    language = models.CharField(_("langue"), max_length=8)
    person_id = models.UUIDField(_("compte"), null=True, blank=True)
    state = models.CharField(
        _("état"), max_length=8, choices=MailState.choices, default=MailState.QUEUED
    )
    attempts = models.PositiveSmallIntegerField(_("essais"), default=0)
    error = models.TextField(_("erreur"), blank=True)
    created_at = models.DateTimeField(_("demandé le"), default=timezone.now)
    sent_at = models.DateTimeField(_("envoyé le"), null=True, blank=True)
    message_id = models.CharField(_("identifiant du message"), max_length=255, blank=True)
    subject = models.TextField(_("objet"), blank=True)
    text = models.TextField(_("texte"), blank=True)
    html = models.TextField(_("page"), blank=True)

    FINAL_STATES: ClassVar[frozenset[str]] = frozenset(
        {MailState.SENT, MailState.KEPT, MailState.FAILED, MailState.WITHHELD}
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="foundation_mail_state_known", condition=models.Q(state__in=MailState.values)
            ),
            models.CheckConstraint(
                name="foundation_mail_sent_has_time",
                condition=~models.Q(state__in=[MailState.SENT, MailState.KEPT])
                | models.Q(sent_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                name="foundation_mail_person",
                fields=["person_id"],
                condition=models.Q(person_id__isnull=False),
            ),
            # Finds the sent mail that an incoming one answers or bounces.
            models.Index(
                name="foundation_mail_answered",
                fields=["message_id"],
                condition=~models.Q(message_id=""),
            ),
        ]

    def __str__(self) -> str:
        return self.subject or self.kind

    @property
    def is_final(self) -> bool:
        """True if the state of the mail is final."""
        return self.state in self.FINAL_STATES


class MailAttachment(IdentifiedModel):
    """A file that left with a mail, exactly as sent."""

    mail = models.ForeignKey(
        OutgoingMail, on_delete=models.CASCADE, related_name="attachments", verbose_name=_("mail")
    )
    filename = models.CharField(_("nom du fichier"), max_length=200)
    mimetype = models.CharField(_("format"), max_length=100)
    method = models.CharField(_("méthode iCalendar"), max_length=20, blank=True)
    content = models.BinaryField(_("contenu"))

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.filename
