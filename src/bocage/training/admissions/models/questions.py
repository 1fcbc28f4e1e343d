"""What a programme asks of who applies, and what its jury looks at."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.people.scopes.lineage import LineageOf
from bocage.training.programmes.models.programmes import Programme

LONGEST_ANSWER = 5000
MOST_POINTS = 10


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


class ScoringCriterion(models.Model):
    """Criterion of the scoring grid, with its weight and its maximum points."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="criteria", verbose_name=_("formation")
    )
    position = models.PositiveSmallIntegerField(_("rang"))
    label = models.CharField(_("critère"), max_length=120)
    help = models.CharField(_("ce que l’on regarde"), max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField(_("poids"), default=1)
    most = models.PositiveSmallIntegerField(_("note la plus haute"), default=5)
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
                condition=Q(weight__range=(1, 10)) & Q(most__range=(2, MOST_POINTS)),
                violation_error_message=_("Le poids va de 1 à 10, la note de 2 à 10."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    lineage = LineageOf("programme")
