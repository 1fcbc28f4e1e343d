"""Answers of learners: needs before the course, opinion of it, and outcome of their project."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bocage.foundation.company_register import CompanyStatus
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.scopes.lineage import LineageOf
from bocage.territory.keys import CommuneKey
from bocage.training.programmes.models.cohorts import Enrolment

MONTHS = (3, 6, 12)
"""Months after the course when the outcome questionnaire is sent."""

MAX_JOBS = 500


class NeedsStatement(models.Model):
    """Expectations and needs of a learner, stated before the course."""

    class Ease(models.TextChoices):
        NONE = "none", _("je débute")
        SOME = "some", _("je me débrouille")
        GOOD = "good", _("je suis à l’aise")

    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.CASCADE, primary_key=True, related_name="needs"
    )
    expects = models.TextField(_("ce que j’attends de cette formation"), max_length=1500)
    ease = models.CharField(_("avec le numérique"), max_length=4, choices=Ease)
    business_ease = models.CharField(_("avec la création d’entreprise"), max_length=4, choices=Ease)
    arrangements = models.TextField(
        _("ce qui m’aiderait à suivre"),
        max_length=1500,
        blank=True,
        help_text=_(
            "Horaires, trajet, matériel, handicap… Seul l’organisme le lit, pour s’organiser."
        ),
    )
    answered_at = models.DateTimeField(_("répondu le"))

    class Meta:
        verbose_name = _("besoins avant la formation")
        verbose_name_plural = _("besoins avant la formation")
        constraints = [
            models.CheckConstraint(
                name="training_needs_told",
                condition=Q(expects__regex=r"\S"),
                violation_error_message=_("Dites en quelques mots ce que vous attendez."),
            )
        ]

    lineage = LineageOf("enrolment")


class SatisfactionAnswer(models.Model):
    """Opinion of a learner on the course, requested at its end; there is no row before."""

    class Mark(models.IntegerChoices):
        VERY_GOOD = 4, _("très bien")
        GOOD = 3, pgettext_lazy("mark", "bien")
        POOR = 2, _("moyen")
        BAD = 1, _("pas bien")

    MARKS = ("overall", "content", "teaching", "organisation", "progress")

    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.CASCADE, primary_key=True, related_name="satisfaction"
    )
    requested_at = models.DateTimeField(_("demandé le"))
    reminded_at = models.DateTimeField(_("rappelé le"), null=True, blank=True)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    overall = models.PositiveSmallIntegerField(_("dans l’ensemble"), choices=Mark, null=True)
    content = models.PositiveSmallIntegerField(_("ce qui est enseigné"), choices=Mark, null=True)
    teaching = models.PositiveSmallIntegerField(_("les intervenants"), choices=Mark, null=True)
    organisation = models.PositiveSmallIntegerField(_("l’organisation"), choices=Mark, null=True)
    progress = models.PositiveSmallIntegerField(_("pour mon projet"), choices=Mark, null=True)
    recommends = models.BooleanField(_("je la recommande"), null=True)
    best = models.TextField(_("ce qui a été le plus utile"), max_length=1500, blank=True)
    better = models.TextField(_("ce qui serait à améliorer"), max_length=1500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="training_satisfaction_whole",
                condition=Q(
                    answered_at=None,
                    overall=None,
                    content=None,
                    teaching=None,
                    organisation=None,
                    progress=None,
                    recommends=None,
                )
                | Q(
                    answered_at__isnull=False,
                    overall__range=(1, 4),
                    content__range=(1, 4),
                    teaching__range=(1, 4),
                    organisation__range=(1, 4),
                    progress__range=(1, 4),
                    recommends__isnull=False,
                ),
            )
        ]
        indexes = [
            models.Index(
                fields=["requested_at"],
                name="training_satisfaction_silent",
                condition=Q(answered_at=None, reminded_at=None),
            )
        ]

    lineage = LineageOf("enrolment")


class OutcomeFollowUp(IdentifiedModel):
    """Follow-up of a learner and their project, a given number of months after the course."""

    class Business(models.TextChoices):
        CREATED = "created", _("oui, elle est créée")
        SOON = "soon", _("bientôt")
        OTHERWISE = "otherwise", _("non, je fais autre chose")
        GIVEN_UP = "given_up", _("non, j’y ai renoncé")

    class SiretStatus(models.TextChoices):
        """Answer of the official register about the SIRET, with the values of `CompanyStatus`."""

        OPEN = CompanyStatus.OPEN.value, _("au registre officiel")
        CLOSED = CompanyStatus.CLOSED.value, _("fermé d’après le registre officiel")
        UNKNOWN = CompanyStatus.UNKNOWN.value, _("pas encore au registre officiel")
        NOT_CHECKED = CompanyStatus.NOT_CHECKED.value, _("clé vérifiée seulement")
        NOT_ANSWERED = CompanyStatus.NOT_ANSWERED.value, _("clé vérifiée, registre sans réponse")

    class Home(models.TextChoices):
        ALREADY = "already", _("j’habitais déjà ici")
        SETTLED = "settled", _("je me suis installé ici")
        SOON = "soon", _("je compte m’installer ici")
        ELSEWHERE = "elsewhere", _("j’habite ailleurs")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="outcomes")
    months = models.PositiveSmallIntegerField(_("mois après la formation"))
    due_on = models.DateField(_("prévu le"))
    requested_at = models.DateTimeField(_("demandé le"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("rappelé le"), null=True, blank=True)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    business = models.CharField(_("entreprise"), max_length=9, choices=Business, blank=True)
    siret = models.CharField(_("SIRET"), max_length=14, blank=True)
    siret_status = models.CharField(
        _("SIRET au registre"), max_length=12, choices=SiretStatus, blank=True, editable=False
    )
    siret_looked_up_at = models.DateTimeField(
        _("registre interrogé le"), null=True, blank=True, editable=False
    )
    commune = CommuneKey(
        _("commune de l’entreprise"), null=True, blank=True, related_name="training_outcomes"
    )
    jobs = models.PositiveSmallIntegerField(
        _("emplois, le mien compris"), null=True, validators=[MaxValueValidator(MAX_JOBS)]
    )
    home = models.CharField(_("où j’habite"), max_length=9, choices=Home, blank=True)
    words = models.TextField(_("en quelques mots"), max_length=1500, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(name="training_outcome_once", fields=["enrolment", "months"]),
            models.CheckConstraint(
                name="training_outcome_months_known", condition=Q(months__in=MONTHS)
            ),
            models.CheckConstraint(
                name="training_outcome_answered",
                condition=Q(answered_at=None, business="", home="")
                | Q(answered_at__isnull=False) & ~Q(business="") & ~Q(home=""),
            ),
            models.CheckConstraint(
                name="training_outcome_siret_of_digits",
                condition=Q(siret="") | Q(siret__regex=r"^[0-9]{14}$"),
                violation_error_message=_("Un SIRET a quatorze chiffres."),
            ),
            models.CheckConstraint(
                name="training_outcome_of_a_business",
                condition=Q(business="created") | Q(siret="", commune=None, jobs=None),
            ),
            models.CheckConstraint(
                name="training_outcome_status_of_a_siret",
                condition=Q(siret_status="", siret_looked_up_at=None)
                | ~Q(siret="") & ~Q(siret_status="") & Q(siret_looked_up_at__isnull=False),
            ),
            models.CheckConstraint(
                name="training_outcome_jobs_bounded",
                condition=Q(jobs=None) | Q(jobs__lte=MAX_JOBS),
                violation_error_message=_("Cinq cents emplois au plus."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"],
                name="training_outcome_to_ask",
                condition=Q(requested_at=None, answered_at=None),
            ),
            models.Index(
                fields=["requested_at"],
                name="training_outcome_silent",
                condition=Q(answered_at=None, reminded_at=None, requested_at__isnull=False),
            ),
            models.Index(
                fields=["siret_looked_up_at"],
                name="training_outcome_to_confirm",
                condition=Q(siret_status__in=("unknown", "not_checked", "not_answered")),
            ),
        ]

    lineage = LineageOf("enrolment")

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None
