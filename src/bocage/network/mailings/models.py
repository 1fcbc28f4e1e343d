"""Models of mailings: drafts, rate-limited sending, one mail per recipient."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bocage.foundation.models.identified import IdentifiedModel
from bocage.network.members.querysets import ORGANISERS
from bocage.people.keys import AuthorKey, OwnerKey
from bocage.people.policies import reach_of
from bocage.people.scopes.lineage import Lineage, LineageOf, lineage_of
from bocage.territory.keys import DepartementKey

if TYPE_CHECKING:
    from bocage.people.models import Person


class MailingQuerySet(models.QuerySet["Mailing"]):
    """Filters on mailings."""

    def run_by(self, person: Person) -> MailingQuerySet:
        """Filters the mailings of the clubs that a person runs."""
        return self.filter(reach_of(person, ORGANISERS).within(departement="departement"))


class Mailing(IdentifiedModel):
    """Message to a chosen group: an announcement, or the digest of a month."""

    class Kind(models.TextChoices):
        ANNOUNCEMENT = "announcement", pgettext_lazy("to members", "annonce")
        DIGEST = "digest", _("lettre du mois")

    class Status(models.TextChoices):
        DRAFT = "draft", _("en préparation")
        SENDING = "sending", _("en cours d’envoi")
        PAUSED = "paused", _("en pause")
        SENT = "sent", _("envoyé")
        DROPPED = "dropped", _("abandonné")

    departement = DepartementKey(_("département"), related_name="mailings")
    kind = models.CharField(_("nature"), max_length=12, choices=Kind)
    month = models.DateField(_("mois"), null=True, blank=True)
    """For a digest: the first day of the month that it covers."""
    subject = models.CharField(_("objet"), max_length=120)
    text = models.TextField(_("message"), max_length=6000, blank=True)
    """For a digest, its introduction. Empty lines separate paragraphs."""
    sections = models.JSONField(default=list, blank=True)
    """For a digest: the content of each section, as drafted and then edited (`digest_sections`)."""
    audience = models.CharField(_("à qui"), max_length=80, default="all")
    status = models.CharField(_("état"), max_length=8, choices=Status, default=Status.DRAFT)
    written_by = AuthorKey(_("écrit par"), null=True, blank=True, related_name="mailings_written")
    created_at = models.DateTimeField(_("commencé le"))
    started_at = models.DateTimeField(_("premier envoi le"), null=True, blank=True)
    finished_at = models.DateTimeField(_("fini le"), null=True, blank=True)
    next_batch_at = models.DateTimeField(null=True, blank=True)
    """Earliest time of the next batch: limits the sending rate, whatever the number of workers."""
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = MailingQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="network_mailing_one_digest_a_month",
                fields=["departement", "month"],
                condition=Q(kind="digest"),
                violation_error_message=_("La lettre de ce mois existe déjà."),
            ),
            models.CheckConstraint(
                name="network_mailing_digest_of_a_month",
                condition=Q(kind="digest", month__isnull=False, month__day=1)
                | Q(kind="announcement", month=None),
                violation_error_message=_("Une lettre du mois est celle d’un mois."),
            ),
            models.CheckConstraint(
                name="network_mailing_has_a_subject",
                condition=Q(subject__regex=r"\S"),
                violation_error_message=_("Un message a un objet."),
            ),
            models.CheckConstraint(
                name="network_mailing_started_has_time",
                condition=Q(status__in=["draft", "dropped"]) | Q(started_at__isnull=False),
                violation_error_message=_("Un envoi commencé l’est depuis un moment."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_batch_at"],
                name="network_mailing_to_go_on",
                condition=Q(status="sending"),
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("mailing_detail", args=[self.pk])

    lineage = LineageOf("departement")

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_digest(self) -> bool:
        return self.kind == self.Kind.DIGEST


class MailingRecipient(IdentifiedModel):
    """Recipient of a mailing: one row per person, so that each receives it once even if the sending
    is interrupted.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("en attente")
        QUEUED = "queued", _("confié à la poste")
        LEFT_OUT = "left_out", _("n’en veut plus")

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="recipients")
    person = OwnerKey(related_name="mailings_received")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    mail_id = models.UUIDField(null=True, blank=True)
    """Key of the foundation's mail, which records the delivery."""
    queued_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="network_mailing_recipient_once",
                fields=["mailing", "person"],
                violation_error_message=_("Cette personne est déjà dans l’envoi."),
            ),
            models.CheckConstraint(
                name="network_mailing_queued_has_time",
                condition=Q(state="waiting", queued_at=None)
                | (~Q(state="waiting") & Q(queued_at__isnull=False)),
                violation_error_message=_("Ce qui est parti l’est depuis un moment."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["mailing", "id"],
                name="network_mailing_waiting",
                condition=Q(state="waiting"),
            ),
        ]


class RefusedAddress(IdentifiedModel):
    """Address that no longer exists according to its mail server: no announcement goes there until
    somebody marks it as working.
    """

    person = OwnerKey(related_name="refused_addresses")
    address = models.EmailField(_("adresse"), max_length=254, unique=True)
    words = models.CharField(_("ce qu’a dit son serveur"), max_length=400, blank=True)
    refused_at = models.DateTimeField(_("refusée le"))

    class Meta:
        ordering = ["-refused_at", "-id"]

    def __str__(self) -> str:
        return self.address

    @property
    def lineage(self) -> Lineage:
        """Scopes from which rights over the address derive: those of the member's commune, or none
        if the person has no membership.
        """
        member = getattr(self.person, "membership", None)
        return lineage_of(None if member is None else member.commune)


class DigestSetting(models.Model):
    """A club's choices for its monthly digest; by default, it is drafted but never sent
    automatically."""

    departement = models.OneToOneField(
        "territory.Departement",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="digest_setting",
    )
    is_drafted = models.BooleanField(_("préparer la lettre chaque mois"), default=True)
    leaves_by_itself = models.BooleanField(
        _("l’envoyer sans attendre, trois jours après"), default=False
    )

    class Meta:
        verbose_name = _("réglage de la lettre du mois")
        verbose_name_plural = _("réglages des lettres du mois")

    def __str__(self) -> str:
        return str(self.departement)

    lineage = LineageOf("departement")
