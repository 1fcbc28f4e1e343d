"""The grid by which a jury scores, its jurors, their reviews, scores, conflicts and notes."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey, OwnerKey
from bocage.people.scopes.lineage import LineageOf
from bocage.training.admissions.applications.models import Application
from bocage.training.admissions.juries.querysets import JuryReviewQuerySet
from bocage.training.programmes.models.cohorts import Cohort
from bocage.training.programmes.models.programmes import Programme

MAX_POINTS = 10


class ScoringCriterion(models.Model):
    """Criterion of the scoring grid, with its weight and its maximum points."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="criteria", verbose_name=_("formation")
    )
    position = models.PositiveSmallIntegerField(_("rang"))
    label = models.CharField(_("critère"), max_length=120)
    help = models.CharField(_("ce que l’on regarde"), max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField(_("poids"), default=1)
    max_points = models.PositiveSmallIntegerField(_("note la plus haute"), default=5)
    removed_at = models.DateTimeField(_("retiré le"), null=True, blank=True)

    class Meta:
        ordering = ["programme", "position", "pk"]
        verbose_name = _("critère de la grille")
        verbose_name_plural = _("critères de la grille")
        constraints = [
            models.UniqueConstraint(
                name="training_criterion_one_a_position",
                fields=["programme", "position"],
                condition=Q(removed_at=None),
            ),
            models.CheckConstraint(
                name="training_criterion_labelled",
                condition=Q(label__regex=r"\S"),
                violation_error_message=_("Un critère a un nom."),
            ),
            models.CheckConstraint(
                name="training_criterion_weighed",
                condition=Q(weight__range=(1, 10)) & Q(max_points__range=(2, MAX_POINTS)),
                violation_error_message=_("Le poids va de 1 à 10, la note de 2 à 10."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    lineage = LineageOf("programme")


MIN_READERS = 2
MAX_READERS = 5

no_reader_in_conflict = pgtrigger.Trigger(
    name="no_reader_in_conflict",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    declare=[("reader", "uuid"), ("applicant", "uuid")],
    func="""
        SELECT person_id INTO reader FROM training_juror WHERE id = NEW.juror_id;
        SELECT applicant_id INTO applicant FROM training_application
            WHERE id = NEW.application_id FOR NO KEY UPDATE;
        IF reader = applicant THEN
            RAISE EXCEPTION 'training_review_by_another' USING ERRCODE = 'check_violation',
                CONSTRAINT = 'training_review_by_another';
        END IF;
        IF EXISTS (
            SELECT 1 FROM training_juryconflict
            WHERE application_id = NEW.application_id AND person_id = reader
        ) THEN
            RAISE EXCEPTION 'training_review_without_conflict' USING ERRCODE = 'check_violation',
                CONSTRAINT = 'training_review_without_conflict';
        END IF;
        RETURN NEW;
    """,
)
no_conflict_that_reads = pgtrigger.Trigger(
    name="no_conflict_that_reads",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        PERFORM 1 FROM training_application WHERE id = NEW.application_id FOR NO KEY UPDATE;
        IF EXISTS (
            SELECT 1 FROM training_juryreview
            JOIN training_juror ON training_juror.id = training_juryreview.juror_id
            WHERE training_juryreview.application_id = NEW.application_id
                AND training_juror.person_id = NEW.person_id
        ) THEN
            RAISE EXCEPTION 'training_review_without_conflict' USING ERRCODE = 'check_violation',
                CONSTRAINT = 'training_review_without_conflict';
        END IF;
        RETURN NEW;
    """,
)


class Jury(models.Model):
    """Jury settings of a cohort: number of readers per application, and days that chosen applicants
    have to answer.
    """

    cohort = models.OneToOneField(Cohort, on_delete=models.CASCADE, related_name="jury")
    readers_each = models.PositiveSmallIntegerField(_("lecteurs par candidature"), default=2)
    answer_days = models.PositiveSmallIntegerField(
        _("jours pour confirmer sa place"),
        default=10,
        help_text=_("Passé ce délai, la place va à la personne suivante."),
    )
    sent_at = models.DateTimeField(_("réponses envoyées le"), null=True, blank=True)
    sent_by = AuthorKey(null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="training_jury_of_several",
                condition=Q(readers_each__range=(MIN_READERS, MAX_READERS)),
                violation_error_message=_("De deux à cinq personnes lisent chaque candidature."),
            ),
            models.CheckConstraint(
                name="training_jury_leaves_time",
                condition=Q(answer_days__range=(1, 60)),
                violation_error_message=_("De un à soixante jours pour confirmer sa place."),
            ),
        ]


class Juror(IdentifiedModel):
    """Member of the jury of a cohort."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="jurors")
    person = OwnerKey(_("personne"), related_name="juries")
    invited_at = models.DateTimeField(_("invitée le"))
    invited_by = AuthorKey(null=True, related_name="+")
    accepted_at = models.DateTimeField(_("a accepté le"), null=True, blank=True)
    left_at = models.DateTimeField(_("n’en est plus depuis le"), null=True, blank=True)

    class Meta:
        ordering = ["invited_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="training_juror_once",
                fields=["cohort", "person"],
                violation_error_message=_("Cette personne est déjà du jury."),
            )
        ]

    def __str__(self) -> str:
        return self.display_name

    lineage = LineageOf("cohort")

    @property
    def display_name(self) -> str:
        """Name of the juror."""
        return self.person.name or self.person.email


class JuryConflict(models.Model):
    """Conflict of interest that excludes a juror from reviewing an application."""

    class Relation(models.TextChoices):
        ONESELF = "oneself", _("c’est sa propre candidature")
        HOUSEHOLD = "household", _("même ménage")
        FAMILY = "family", _("famille ou proche")
        WORK = "work", _("travaille ou a travaillé avec la personne")
        OTHER = "other", _("autre lien")

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="conflicts")
    person = OwnerKey(related_name="jury_conflicts")
    relation = models.CharField(_("lien"), max_length=9, choices=Relation)
    words = models.CharField(_("précisions"), max_length=300, blank=True)
    declared_at = models.DateTimeField(_("déclaré le"))
    declared_by = AuthorKey(null=True, blank=True, related_name="+")
    """None if the product detected the conflict."""

    class Meta:
        ordering = ["declared_at", "pk"]
        constraints = [
            models.UniqueConstraint(name="training_conflict_once", fields=["application", "person"])
        ]
        triggers = [no_conflict_that_reads]


class JuryReview(IdentifiedModel):
    """Review of an application by a juror. Others see its scores once they are given."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="reviews")
    juror = models.ForeignKey(Juror, on_delete=models.CASCADE, related_name="reviews")
    is_by_hand = models.BooleanField(_("choisi à la main"), default=False)
    assigned_at = models.DateTimeField(_("confiée le"))
    words = models.TextField(_("ce que j’en pense"), max_length=3000, blank=True)
    given_at = models.DateTimeField(_("notes données le"), null=True, blank=True)

    objects = JuryReviewQuerySet.as_manager()

    class Meta:
        ordering = ["assigned_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="training_review_once",
                fields=["application", "juror"],
                violation_error_message=_("Cette personne lit déjà cette candidature."),
            )
        ]
        triggers = [no_reader_in_conflict]

    lineage = LineageOf("application")

    @property
    def is_given(self) -> bool:
        return self.given_at is not None


class Score(models.Model):
    """Points of one criterion, given by one reader."""

    review = models.ForeignKey(JuryReview, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(ScoringCriterion, on_delete=models.PROTECT, related_name="scores")
    points = models.PositiveSmallIntegerField(_("points"))

    class Meta:
        constraints = [
            models.UniqueConstraint(name="training_score_once", fields=["review", "criterion"]),
            models.CheckConstraint(
                name="training_score_within_scale", condition=Q(points__range=(0, 10))
            ),
        ]

    def __str__(self) -> str:
        return str(self.points)


class ScoreCorrection(models.Model):
    """Correction of a score after it was given: former and new points, and the reason."""

    review = models.ForeignKey(JuryReview, on_delete=models.CASCADE, related_name="corrections")
    criterion = models.ForeignKey(
        ScoringCriterion, on_delete=models.PROTECT, related_name="corrections"
    )
    was = models.PositiveSmallIntegerField(_("avant"))
    became = models.PositiveSmallIntegerField(_("après"))
    reason = models.CharField(_("pourquoi"), max_length=300)
    corrected_at = models.DateTimeField(_("corrigée le"))

    class Meta:
        ordering = ["corrected_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="training_correction_changes", condition=~Q(was=F("became"))
            ),
            models.CheckConstraint(
                name="training_correction_explained",
                condition=Q(reason__regex=r"\S"),
                violation_error_message=_("Dites pourquoi vous corrigez vos notes."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.was} {self.became}"


class JuryNote(models.Model):
    """Note of the jury on an application, written during its deliberation."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="notes")
    author = AuthorKey(null=True, related_name="+")
    words = models.TextField(_("note"), max_length=2000)
    written_at = models.DateTimeField(_("écrite le"))

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(name="training_jurynote_says", condition=Q(words__regex=r"\S"))
        ]

    def __str__(self) -> str:
        return self.words[:60]
