"""Sequences: short series of useful letters, their enrolments, and the letters sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.outreach.campaigns.models import RUN_BY, Campaign
from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.outreach.prospects.models.segments import Segment
from bocage.people.keys import AuthorKey
from bocage.people.policies import reach_of
from bocage.people.scopes.lineage import LineageOf
from bocage.territory.keys import DepartementKey

if TYPE_CHECKING:
    from bocage.people.models import Person

LETTERS, EVENINGS = ProspectConsent.Purpose.LETTERS, ProspectConsent.Purpose.EVENINGS

LONGEST_SUBJECT = 120
LONGEST_BODY = 8000
MAX_DAYS = 180


class SequenceQuerySet(models.QuerySet["Sequence"]):
    """Filters on sequences."""

    def run_by(self, person: Person) -> SequenceQuerySet:
        """Filters on the sequences of the départements where a person is a coordinator."""
        return self.filter(reach_of(person, RUN_BY).within(departement="departement"))


class Sequence(IdentifiedModel):
    """A short series of letters to prospects of one département, under one consent."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("en préparation")
        RUNNING = "running", _("en cours")
        PAUSED = "paused", _("en pause")
        ENDED = "ended", _("terminée")

    class Entry(models.TextChoices):
        BY_HAND = "by_hand", _("une par une, depuis leur fiche")
        EVERYBODY = "everybody", _("tous ceux qui l’acceptent")
        SEGMENT = "segment", _("un segment")
        CAMPAIGN = "campaign", _("les prospects d’une campagne")

    class Language(models.TextChoices):
        BOTH = "both", _("chacun dans sa langue")
        FRENCH = "fr", _("en français seulement")
        ENGLISH = "en", _("en anglais seulement")

    PURPOSES = ((LETTERS.value, LETTERS.label), (EVENINGS.value, EVENINGS.label))
    """The uses that a mail may rely on."""

    departement = DepartementKey(_("département"), related_name="sequences")
    name = models.CharField(_("nom"), max_length=120)
    status = models.CharField(_("état"), max_length=8, choices=Status, default=Status.DRAFT)
    purpose = models.CharField(
        _("accord sur lequel elle repose"), max_length=8, choices=PURPOSES, default=LETTERS.value
    )
    language = models.CharField(
        _("langue"), max_length=4, choices=Language, default=Language.FRENCH
    )
    entry = models.CharField(_("qui y entre"), max_length=9, choices=Entry, default=Entry.BY_HAND)
    segment = models.ForeignKey(
        Segment,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sequences",
        verbose_name=_("segment"),
    )
    """If it is deleted, no new enrolment is made by it; existing ones stay."""
    campaign = models.ForeignKey(
        Campaign,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sequences",
        verbose_name=_("campagne"),
    )
    enters_by_itself = models.BooleanField(_("y faire entrer les nouveaux"), default=False)
    """Whether prospects selected by `entry` are enrolled as soon as their mailbox is confirmed."""
    created_by = AuthorKey(null=True, blank=True, related_name="+")
    """Notified of answers if the département has no coordinator."""
    created_at = models.DateTimeField(_("écrite le"))
    started_at = models.DateTimeField(_("lancée le"), null=True, blank=True)
    """First launch; mailboxes confirmed later are enrolled automatically, others manually."""
    ended_at = models.DateTimeField(_("terminée le"), null=True, blank=True)

    objects = SequenceQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                "departement",
                Lower("name"),
                name="outreach_sequence_one_name",
                violation_error_message=_("Une série porte déjà ce nom."),
            ),
            models.CheckConstraint(
                name="outreach_sequence_named",
                condition=Q(name__regex=r"\S"),
                violation_error_message=_("Une série a un nom."),
            ),
            models.CheckConstraint(
                name="outreach_sequence_relies_on_a_mail_consent",
                condition=Q(purpose__in=["letters", "evenings"]),
                violation_error_message=_("Une lettre repose sur un accord pour des courriels."),
            ),
            models.CheckConstraint(
                name="outreach_sequence_started_has_time",
                condition=Q(status__in=["draft", "ended"]) | Q(started_at__isnull=False),
                violation_error_message=_("Une série lancée l’est depuis un moment."),
            ),
            models.CheckConstraint(
                name="outreach_sequence_ended_has_time",
                condition=Q(status="ended", ended_at__isnull=False)
                | (~Q(status="ended") & Q(ended_at=None)),
                violation_error_message=_("Une série terminée l’est depuis un moment."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("sequence_detail", args=[self.pk])

    lineage = LineageOf("departement")

    @property
    def is_running(self) -> bool:
        return self.status == self.Status.RUNNING

    @property
    def is_ended(self) -> bool:
        return self.status == self.Status.ENDED

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages in which the letters of the sequence must be written."""
        return ("fr", "en") if self.language == self.Language.BOTH else (self.language,)


class Letter(IdentifiedModel):
    """Letter of a sequence: Markdown with blocks, in the languages of the sequence."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("en préparation")
        READY = "ready", _("prête")
        WITHDRAWN = "withdrawn", _("retirée")

    sequence = models.ForeignKey(Sequence, on_delete=models.CASCADE, related_name="letters")
    rank = models.PositiveSmallIntegerField(_("rang"))
    days_after = models.PositiveSmallIntegerField(_("jours après"))
    """After the previous letter, or after enrolment."""
    status = models.CharField(_("état"), max_length=9, choices=Status, default=Status.DRAFT)
    subject = models.CharField(_("objet"), max_length=LONGEST_SUBJECT, blank=True)
    body = models.TextField(_("lettre"), max_length=LONGEST_BODY, blank=True)
    subject_en = models.CharField(_("objet en anglais"), max_length=LONGEST_SUBJECT, blank=True)
    body_en = models.TextField(_("lettre en anglais"), max_length=LONGEST_BODY, blank=True)
    written_at = models.DateTimeField(_("écrite le"))

    class Meta:
        ordering = ["sequence", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["sequence", "rank"],
                name="outreach_letter_one_rank",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message=_("Une autre lettre a ce rang."),
            ),
            models.CheckConstraint(
                name="outreach_letter_within_days",
                condition=Q(days_after__lte=MAX_DAYS),
                violation_error_message=_("Une lettre suit la précédente dans les six mois."),
            ),
            models.CheckConstraint(
                name="outreach_letter_ready_has_words",
                condition=~Q(status="ready")
                | Q(subject__regex=r"\S", body__regex=r"\S")
                | Q(subject_en__regex=r"\S", body_en__regex=r"\S"),
                violation_error_message=_("Une lettre prête a un objet et un texte."),
            ),
        ]

    def __str__(self) -> str:
        return self.subject or self.subject_en or str(_("lettre sans objet"))

    def get_absolute_url(self) -> str:
        return reverse("letter_preview", args=[self.pk])

    lineage = LineageOf("sequence")

    @property
    def is_ready(self) -> bool:
        return self.status == self.Status.READY

    @property
    def is_withdrawn(self) -> bool:
        return self.status == self.Status.WITHDRAWN

    def words_in(self, language: str) -> tuple[str, str]:
        """Returns the subject and the body in a language (`fr` or `en`); empty if not written."""
        return (self.subject_en, self.body_en) if language == "en" else (self.subject, self.body)


class SequenceEntry(IdentifiedModel):
    """Entry of a whole audience into a sequence, with its progress, so that it can resume."""

    sequence = models.ForeignKey(Sequence, on_delete=models.CASCADE, related_name="entries")
    requested_by = AuthorKey(null=True, related_name="+")
    requested_at = models.DateTimeField(_("demandée le"))
    total = models.PositiveIntegerField(_("choisis"), default=0)
    read = models.PositiveIntegerField(_("examinés"), default=0)
    entered = models.PositiveIntegerField(_("entrés"), default=0)
    reached = models.UUIDField(null=True, blank=True)
    """The last prospect that was looked at, in the order of their identifiers."""
    finished_at = models.DateTimeField(_("finie le"), null=True, blank=True)

    class Meta:
        ordering = ["-requested_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sequence"],
                name="outreach_sequenceentry_one_at_a_time",
                condition=Q(finished_at=None),
                violation_error_message=_("Une entrée est déjà en cours."),
            ),
        ]
