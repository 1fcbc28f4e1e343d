"""Data of the API: responses to idempotent requests, and requests per minute."""

from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _


class AnsweredRequest(models.Model):
    """Request with an `Idempotency-Key`, and its response, stored for a day.

    `subject` is a keyed digest of the caller: the row alone identifies nobody.
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
    """Version of some public data: a count of its changes.

    Triggers increment it in the transaction of the change (`foundation.api.versions`). A subject,
    or an object of it, may have several rows, whose sum counts: a transaction that finds one locked
    updates another, or adds one, so that none waits for another.
    """

    subject = models.CharField(_("sujet"), max_length=20)
    object = models.UUIDField(_("clé"))
    """Changed object of the subject, or WHOLE, which counts all changes of the subject."""
    number = models.PositiveBigIntegerField(_("version"))
    at = models.DateTimeField(_("changé le"))

    # Each change of an object counts for the whole as well, so that either is a short query.
    WHOLE = UUID(int=0)

    class Meta:
        indexes = [models.Index("subject", "object", name="foundation_version_of_object")]

    def __str__(self) -> str:
        return f"{self.subject} {self.number}"
