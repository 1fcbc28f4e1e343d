"""Applications to a cohort, the questions that they answer, and the seats offered to them."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history
from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.files.private_storage import private_storage
from bocage.foundation.files.sent_documents import DocumentKind
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import OwnerKey
from bocage.people.scopes.lineage import LineageOf
from bocage.training.admissions.applications.querysets import ApplicationQuerySet
from bocage.training.programmes.models.cohorts import Cohort
from bocage.training.programmes.models.identity import (
    IDENTITY_FIELDS,
    IS_IDENTIFIED,
    IdentityFields,
)
from bocage.training.programmes.models.programmes import Programme

LONGEST_ANSWER = 5000


class ApplicationQuestion(models.Model):
    """Question of the application form. An answered question is never deleted, only removed from
    the form: each answer keeps the text of its question.
    """

    class Kind(models.TextChoices):
        LINE = "line", _("une ligne")
        TEXT = "text", _("quelques phrases")
        NUMBER = "number", _("un nombre")
        CHOICE = "choice", _("un choix dans une liste")
        YES_NO = "yes_no", _("oui ou non")

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="questions", verbose_name=_("formation")
    )
    part = models.CharField(
        _("étape"),
        max_length=60,
        help_text=_("Les questions d’une même étape se remplissent sur une page."),
    )
    position = models.PositiveSmallIntegerField(_("rang"))
    label = models.CharField(_("question"), max_length=200)
    help = models.CharField(_("aide"), max_length=300, blank=True)
    kind = models.CharField(_("réponse"), max_length=6, choices=Kind, default=Kind.TEXT)
    choices = models.TextField(
        _("choix"), max_length=1500, blank=True, help_text=_("Un choix par ligne.")
    )
    is_required = models.BooleanField(_("réponse demandée"), default=True)
    removed_at = models.DateTimeField(_("retirée le"), null=True, blank=True)

    class Meta:
        ordering = ["programme", "position", "pk"]
        verbose_name = _("question de la candidature")
        verbose_name_plural = _("questions de la candidature")
        constraints = [
            models.UniqueConstraint(
                name="training_question_one_a_position",
                fields=["programme", "position"],
                condition=Q(removed_at=None),
            ),
            models.CheckConstraint(
                name="training_question_asks",
                condition=Q(label__regex=r"\S") & Q(part__regex=r"\S"),
                violation_error_message=_("Une question a des mots et une étape."),
            ),
            models.CheckConstraint(
                name="training_question_choice_has_choices",
                condition=~Q(kind="choice") | Q(choices__regex=r"\S"),
                violation_error_message=_("Dites entre quoi l’on choisit, un choix par ligne."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    lineage = LineageOf("programme")

    @property
    def offered(self) -> list[str]:
        """Choices offered by the question."""
        return [line.strip() for line in self.choices.splitlines() if line.strip()]


MAX_DOCUMENTS = 8


@with_history("status", "prepared", "waiting_rank", *IDENTITY_FIELDS, related_name="events")
class Application(IdentityFields):
    """Application of a person to a cohort, from draft to answer.

    The decision that the jury prepares (`prepared…`) is not visible to the applicant, who reads
    `status`. All statuses of a cohort change in one operation.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("brouillon")
        SUBMITTED = "submitted", _("envoyée")
        UNDER_REVIEW = "under_review", _("lue par le jury")
        ACCEPTED = "accepted", _("retenue")
        WAITING = "waiting", _("sur liste d’attente")
        REFUSED = "refused", _("non retenue")
        WITHDRAWN = "withdrawn", _("retirée")

    class Home(models.TextChoices):
        """Choice of whether the applicant lives here already, needed by the welcome team."""

        HERE = "here", _("J’habite déjà le territoire")
        COMING = "coming", _("Je veux m’y installer")

    class Prepared(models.TextChoices):
        NOTHING = "", _("rien encore")
        ACCEPT = "accept", _("retenir")
        WAIT = "wait", _("liste d’attente")
        REFUSE = "refuse", _("ne pas retenir")

    class Withdrawn(models.TextChoices):
        APPLICANT = "applicant", _("retirée par la personne")
        DECLINED = "declined", _("place déclinée")
        SILENT = "silent", _("place restée sans réponse")
        CANCELLED = "cancelled", _("promotion annulée")

    READ = (Status.SUBMITTED, Status.UNDER_REVIEW)
    """Sent, and not answered yet."""
    DECIDED = (Status.ACCEPTED, Status.WAITING, Status.REFUSED)

    id = models.UUIDField(primary_key=True, default=new_identifier, editable=False)
    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="applications", verbose_name=_("promotion")
    )
    applicant = OwnerKey(_("personne"), related_name="training_applications")
    status = models.CharField(_("état"), max_length=12, choices=Status, default=Status.DRAFT)
    title = models.CharField(_("le projet, en une phrase"), max_length=160, blank=True)
    home = models.CharField(_("où j’habite"), max_length=6, choices=Home, blank=True)
    wishes_welcome = models.BooleanField(
        _("si je suis retenu, quelqu’un m’aide à m’installer"), default=False
    )
    project_id = models.UUIDField(_("projet d’installation"), null=True, blank=True)
    """Key of the household's settlement project, which belongs to another room."""
    started_at = models.DateTimeField(_("commencée le"))
    saved_at = models.DateTimeField(_("enregistrée le"))
    reminded_on = models.DateField(_("rappel envoyé le"), null=True, blank=True)
    late_until = models.DateField(_("délai accordé jusqu’au"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("envoyée le"), null=True, blank=True)
    prepared = models.CharField(
        _("décision préparée"), max_length=6, choices=Prepared, blank=True, default=""
    )
    prepared_rank = models.PositiveSmallIntegerField(_("rang d’attente"), null=True, blank=True)
    words = models.TextField(_("mot à la personne"), max_length=1500, blank=True)
    decided_at = models.DateTimeField(_("réponse envoyée le"), null=True, blank=True)
    waiting_rank = models.PositiveSmallIntegerField(
        _("rang sur la liste d’attente"), null=True, blank=True
    )
    withdrawn_at = models.DateTimeField(_("retirée le"), null=True, blank=True)
    withdrawal_reason = models.CharField(
        _("pourquoi"), max_length=9, choices=Withdrawn, blank=True, default=""
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["submitted_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="training_application_one_live",
                fields=["cohort", "applicant"],
                condition=~Q(status="withdrawn"),
                violation_error_message=_("Vous avez déjà une candidature à cette promotion."),
            ),
            models.UniqueConstraint(
                name="training_application_waiting_once",
                fields=["cohort", "waiting_rank"],
            ),
            models.CheckConstraint(
                name="training_application_waiting_in_order",
                condition=Q(status="waiting", waiting_rank__isnull=False)
                | ~Q(status="waiting") & Q(waiting_rank=None),
            ),
            models.CheckConstraint(
                name="training_application_dated_states",
                condition=(
                    Q(status="draft", submitted_at=None)
                    | Q(status="withdrawn")
                    | ~Q(status__in=("draft", "withdrawn")) & Q(submitted_at__isnull=False)
                )
                & (
                    Q(status__in=("accepted", "waiting", "refused"), decided_at__isnull=False)
                    | Q(status="withdrawn")
                    | Q(status__in=("draft", "submitted", "under_review"), decided_at=None)
                )
                & (
                    Q(status="withdrawn", withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")
                    | ~Q(status="withdrawn") & Q(withdrawn_at=None, withdrawal_reason="")
                ),
            ),
            models.CheckConstraint(
                name="training_application_titled_once_sent",
                condition=Q(submitted_at=None) | Q(title__regex=r"\S"),
                violation_error_message=_("Dites votre projet en une phrase."),
            ),
            models.CheckConstraint(
                name="training_application_identified_once_sent",
                condition=Q(submitted_at=None) | IS_IDENTIFIED,
                violation_error_message=_(
                    "Une candidature envoyée a un prénom, un nom et une adresse postale."
                ),
            ),
            models.CheckConstraint(
                name="training_application_ranked_to_wait",
                condition=Q(prepared_rank=None) | Q(prepared="wait"),
            ),
        ]
        indexes = [
            models.Index(fields=["applicant"], name="training_application_mine"),
            models.Index(fields=["cohort", "status"], name="training_application_state"),
        ]

    def __str__(self) -> str:
        return self.title or str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("application_detail", args=[self.pk])

    lineage = LineageOf("cohort")

    @property
    def display_name(self) -> str:
        """Name of the applicant; that of their account, or its address, while a draft has none."""
        return self.identity.full_name or self.applicant.name or self.applicant.email

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_read(self) -> bool:
        return self.status in self.READ

    @property
    def is_withdrawn(self) -> bool:
        return self.status == self.Status.WITHDRAWN

    @property
    def is_live(self) -> bool:
        """True unless the application is withdrawn or refused."""
        return self.status not in (self.Status.WITHDRAWN, self.Status.REFUSED)


class ApplicationAnswer(models.Model):
    """Answer to a question, with the text of the question at the time of sending."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(
        ApplicationQuestion, on_delete=models.CASCADE, related_name="answers"
    )
    question_label = models.CharField(_("question"), max_length=200, blank=True)
    words = models.TextField(_("réponse"), max_length=5000, blank=True)

    class Meta:
        ordering = ["question__position", "pk"]
        constraints = [
            models.UniqueConstraint(name="training_answer_once", fields=["application", "question"])
        ]

    def __str__(self) -> str:
        return self.question_label or str(self.question_id)


class ApplicationDocument(IdentifiedModel):
    """Document of an application, with its content exactly as sent. If the instance has ClamAV,
    nobody can read a document before it is scanned; of an infected document, only the name remains.
    """

    class Scan(models.TextChoices):
        NONE = "none", _("sans antivirus")
        WAITING = "waiting", _("en attente d’analyse")
        CLEAN = "clean", _("analysé")
        INFECTED = "infected", _("refusé par l’antivirus")

    READABLE = (Scan.NONE, Scan.CLEAN)

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="documents")
    name = models.CharField(_("nom"), max_length=100)
    kind = models.CharField(
        max_length=20, choices=[(kind.value, kind.name) for kind in DocumentKind]
    )
    file = models.FileField(storage=private_storage, upload_to="applications/", blank=True)
    octets = models.PositiveIntegerField(_("poids"))
    digest = models.CharField(max_length=64, editable=False)
    scan = models.CharField(_("analyse"), max_length=8, choices=Scan)
    scanned_at = models.DateTimeField(_("analysé le"), null=True, blank=True)
    added_at = models.DateTimeField(_("ajouté le"))

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="training_document_once",
                fields=["application", "digest"],
                violation_error_message=_("Ce document est déjà joint."),
            ),
            models.CheckConstraint(
                name="training_document_infected_is_gone",
                condition=Q(scan="infected", file="") | ~Q(scan="infected") & ~Q(file=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["added_at"],
                name="training_document_to_scan",
                condition=Q(scan="waiting"),
            )
        ]

    def __str__(self) -> str:
        return self.name

    lineage = LineageOf("application")

    @property
    def is_readable(self) -> bool:
        return self.scan in self.READABLE


seats_follow_the_offers = pgtrigger.Trigger(
    name="seats_follow_the_offers",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP <> 'INSERT' AND OLD.state = 'held' THEN
            UPDATE training_cohort SET seats_taken = seats_taken - 1 WHERE id = OLD.cohort_id;
        END IF;
        IF TG_OP <> 'DELETE' AND NEW.state = 'held' THEN
            UPDATE training_cohort SET seats_taken = seats_taken + 1 WHERE id = NEW.cohort_id;
        END IF;
        RETURN NULL;
    """,
)
"""Counts held seats with those of enrolments, so that the constraint of the cohort rejects an extra
one, whichever code creates it."""


class SeatOffer(IdentifiedModel):
    """Seat held for an applicant until a given time. Once confirmed, it becomes an enrolment."""

    class State(models.TextChoices):
        HELD = "held", _("à confirmer")
        CONFIRMED = "confirmed", _("confirmée")
        DECLINED = "declined", _("déclinée")
        LAPSED = "lapsed", _("restée sans réponse")
        CANCELLED = "cancelled", _("reprise avec la promotion")

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="seat_offers"
    )
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="seat_offers")
    state = models.CharField(_("état"), max_length=9, choices=State, default=State.HELD)
    offered_at = models.DateTimeField(_("proposée le"))
    answer_by = models.DateTimeField(_("réponse avant le"))
    answered_at = models.DateTimeField(_("réponse le"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("rappel envoyé le"), null=True, blank=True)

    class Meta:
        ordering = ["offered_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="training_seatoffer_one_open",
                fields=["application"],
                condition=Q(state__in=("held", "confirmed")),
            ),
            models.CheckConstraint(
                name="training_seatoffer_dated_states",
                condition=Q(state="held", answered_at=None)
                | ~Q(state="held") & Q(answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="training_seatoffer_leaves_time",
                condition=Q(answer_by__gt=F("offered_at")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["answer_by"], name="training_seatoffer_due", condition=Q(state="held")
            )
        ]
        triggers = [seats_follow_the_offers]

    lineage = LineageOf("cohort")

    @property
    def is_held(self) -> bool:
        return self.state == self.State.HELD
