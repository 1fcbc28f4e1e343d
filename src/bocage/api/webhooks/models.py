"""Webhook subscriptions, and their deliveries with the answers of receivers."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import OwnerKey

LONGEST_ADDRESS = 1_000


class WebhookSubscription(IdentifiedModel):
    """Subscription of an address to some events.

    They are those within a scope or, without one, those that concern its owner and the public ones.
    """

    class State(models.TextChoices):
        ACTIVE = "active", _("active")
        PAUSED = "paused", _("en pause")
        STOPPED = "stopped", _("arrêtée")

    class StoppedBecause(models.TextChoices):
        FAILING = "failing", _("l’adresse ne répond plus")
        GONE = "gone", _("l’adresse a répondu qu’elle n’existe plus")

    owner = OwnerKey(pgettext_lazy("who owns it", "à"), related_name="webhook_subscriptions")
    name = models.CharField(_("nom"), max_length=80)
    url = models.URLField(_("adresse"), max_length=LONGEST_ADDRESS)
    scope = models.ForeignKey(
        "people.Scope",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="webhook_subscriptions",
        verbose_name=_("périmètre"),
    )
    events = ArrayField(models.CharField(max_length=60), verbose_name=_("événements"))
    secret = models.CharField(max_length=60)
    """`whsec_` and the key in base 64: stored in clear, since it signs, and shown once."""
    former_secret = models.CharField(max_length=60, blank=True)
    former_secret_until = models.DateTimeField(null=True, blank=True)
    """End of the period in which deliveries are also signed with the previous secret."""
    state = models.CharField(_("état"), max_length=7, choices=State, default=State.ACTIVE)
    stopped_because = models.CharField(
        _("raison de l’arrêt"), max_length=7, choices=StoppedBecause, blank=True
    )
    failures = models.PositiveIntegerField(_("échecs de suite"), default=0)
    failing_since = models.DateTimeField(_("en échec depuis"), null=True, blank=True)
    resting_until = models.DateTimeField(_("au repos jusqu’à"), null=True, blank=True)
    """End of the pause after a failure, whatever deliveries wait."""
    notified_at = models.DateTimeField(_("échec annoncé le"), null=True, blank=True)
    created_at = models.DateTimeField(_("créée le"), auto_now_add=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="api_webhook_once",
                fields=["owner", "url", "scope"],
                nulls_distinct=False,
                violation_error_message=_(
                    "Cette adresse est déjà prévenue pour ce périmètre : changez plutôt ce qu’on "
                    "lui dit."
                ),
            ),
            models.CheckConstraint(
                name="api_webhook_named",
                condition=Q(name__regex=r"\S"),
                violation_error_message=_("Donnez-lui un nom."),
            ),
            models.CheckConstraint(
                name="api_webhook_hears_something",
                condition=Q(events__len__gte=1),
                violation_error_message=_("Choisissez au moins un événement."),
            ),
            models.CheckConstraint(
                name="api_webhook_signs",
                condition=Q(("secret__regex", r"^whsec_[A-Za-z0-9+/]{32,}=*$")),
            ),
            models.CheckConstraint(
                name="api_webhook_former_secret_ends",
                condition=Q(former_secret="", former_secret_until=None)
                | ~Q(former_secret="") & Q(former_secret_until__isnull=False),
            ),
            models.CheckConstraint(
                name="api_webhook_stopped_because",
                condition=Q(state="stopped") & ~Q(stopped_because="")
                | ~Q(state="stopped") & Q(stopped_because=""),
            ),
            models.CheckConstraint(
                name="api_webhook_failing_since_a_time",
                condition=Q(failures=0, failing_since=None, resting_until=None, notified_at=None)
                | Q(failures__gte=1, failing_since__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("webhook", args=[self.pk])

    @property
    def is_active(self) -> bool:
        return self.state == self.State.ACTIVE

    def secrets_at(self, now: datetime) -> list[str]:
        """Returns the secrets that sign at a moment: the current one and, for a time, the former
        one.
        """
        former = self.former_secret_until is not None and now < self.former_secret_until
        return [self.secret, self.former_secret] if former else [self.secret]


class WebhookDelivery(models.Model):
    """Delivery of one event to one subscription, attempted until it arrives, or for two days.

    Deliveries about one object (`lane`) are sent one after the other, in the order of their keys.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("à envoyer")
        DELIVERED = "delivered", pgettext_lazy("sent", "arrivée")
        WITHHELD = "withheld", pgettext_lazy("not sent", "retenue")
        LOST = "lost", _("abandonnée")

    FINAL_STATES = (State.DELIVERED, State.WITHHELD, State.LOST)

    key = models.UUIDField(unique=True, default=new_identifier, editable=False)
    """Identifier for the receiver, equal at each attempt."""
    subscription = models.ForeignKey(
        WebhookSubscription, on_delete=models.CASCADE, related_name="deliveries"
    )
    publication = models.UUIDField(editable=False)
    """Publication of the event: a handler that runs twice writes one delivery."""
    event = models.CharField(_("événement"), max_length=60)
    lane = models.CharField(max_length=80)
    subject = models.CharField(max_length=40)
    """Identifier of the object."""
    facts = models.JSONField(default=dict)
    """Additional facts of the event, in the format of the payload."""
    happened_at = models.DateTimeField(_("quand"))
    state = models.CharField(_("état"), max_length=9, choices=State, default=State.WAITING)
    attempts_count = models.PositiveSmallIntegerField(_("essais"), default=0)
    waiting_since = models.DateTimeField()
    next_attempt_at = models.DateTimeField(_("prochain essai"))
    taken_at = models.DateTimeField(null=True, blank=True)
    """Time at which a task was created for its next attempt."""
    finished_at = models.DateTimeField(_("réglée le"), null=True, blank=True)
    body = models.TextField(_("ce qui a été envoyé"), blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="api_webhookdelivery_once", fields=["subscription", "publication"]
            ),
            models.CheckConstraint(
                name="api_webhookdelivery_finished_at_a_time",
                condition=Q(state="waiting", finished_at=None)
                | ~Q(state="waiting") & Q(finished_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["subscription", "lane", "id"],
                name="api_webhookdelivery_lane",
                condition=Q(state="waiting"),
            ),
            models.Index(
                fields=["next_attempt_at"],
                name="api_webhookdelivery_due",
                condition=Q(state="waiting"),
            ),
            models.Index(F("subscription"), F("id").desc(), name="api_webhookdelivery_latest"),
            models.Index(fields=["happened_at"], name="api_webhookdelivery_old"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.key}"

    def get_absolute_url(self) -> str:
        return reverse("webhook_delivery", args=[self.subscription_id, self.key])

    @property
    def is_finished(self) -> bool:
        return self.state != self.State.WAITING


class WebhookAttempt(models.Model):
    """Attempt to send a delivery, with its response: an HTTP status, or the code of a failure."""

    delivery = models.ForeignKey(WebhookDelivery, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField(_("essai"))
    at = models.DateTimeField(_("quand"))
    milliseconds = models.PositiveIntegerField(_("durée"))
    status = models.PositiveSmallIntegerField(_("réponse"), null=True, blank=True)
    error = models.CharField(_("ce qui n’a pas été"), max_length=40, blank=True)
    answer = models.CharField(_("début de la réponse"), max_length=1_000, blank=True)

    class Meta:
        ordering = ["delivery", "number"]
        constraints = [
            models.UniqueConstraint(
                name="api_webhookattempt_numbered_once", fields=["delivery", "number"]
            ),
            models.CheckConstraint(
                name="api_webhookattempt_answer_or_error",
                condition=Q(status__isnull=False, error="") | Q(status=None) & ~Q(error=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.status or self.error}"

    @property
    def has_arrived(self) -> bool:
        return self.status is not None and 200 <= self.status < 300
