"""What the API keeps of requests: the answers to give again, and how many came in a minute."""

from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _


class AnsweredRequest(models.Model):
    """A request with an `Idempotency-Key`, and its answer, for a day.

    `subject` is a keyed digest of who called: the row alone names nobody.
    """

    subject = models.CharField(max_length=64)
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(_("réponse"))
    body = models.TextField(_("corps"))
    location = models.CharField(_("adresse"), max_length=500)
    created_at = models.DateTimeField(_("reçue le"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="foundation_answeredrequest_once",
                fields=["subject", "key"],
                violation_error_message=_("Cette demande est déjà enregistrée."),
            )
        ]
        indexes = [models.Index("created_at", name="foundation_answered_to_forget")]

    def __str__(self) -> str:
        return self.key


class RequestCount(models.Model):
    """Number of requests granted to one caller in a minute; `key` is a keyed digest."""

    key = models.CharField(primary_key=True, max_length=64)
    time_window = models.BigIntegerField(_("minute"))
    used = models.PositiveIntegerField(_("demandes"))

    def __str__(self) -> str:
        return f"{self.time_window} {self.used}"


class PublicVersion(models.Model):
    """Version of some public data: a count of its changes, incremented by triggers in the
    transaction that makes the change (`foundation.api.versions`).

    A subject, or an object of it, may have several rows, of which the sum counts: a transaction
    that finds one locked takes another, or adds one, so that none waits for another.
    """

    subject = models.CharField(_("sujet"), max_length=20)
    object = models.UUIDField(_("clé"))
    """What of the subject has changed; or WHOLE, which counts each change of it."""
    number = models.PositiveBigIntegerField(_("version"))
    at = models.DateTimeField(_("changé le"))

    # What is told of each object is told of the whole as well, so that reading either is short.
    WHOLE = UUID(int=0)

    class Meta:
        indexes = [models.Index("subject", "object", name="foundation_version_of_object")]

    def __str__(self) -> str:
        return f"{self.subject} {self.number}"
