"""Tasks of a project, for the team and for the household."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey
from bocage.welcome.projects.facts import Fact
from bocage.welcome.projects.models.projects import SettlementProject, Stage


class TaskSide(models.TextChoices):
    """Side that does a task: the welcome team or the household."""

    TEAM = "team", _("l’équipe d’accueil")
    HOUSEHOLD = "household", _("le ménage")


class ProjectTask(IdentifiedModel):
    """Task of a project. Opened by a stage from a template, or written by a person; done by a
    person, or closed by the fact that it waits for.
    """

    project = models.ForeignKey(SettlementProject, on_delete=models.CASCADE, related_name="tasks")
    template = models.CharField(max_length=40, blank=True, editable=False)
    """Name of the template that it was opened from; empty for a task written by a person."""
    stage = models.CharField(_("étape"), max_length=12, choices=Stage)
    side = models.CharField(_("pour"), max_length=10, choices=TaskSide, default=TaskSide.TEAM)
    title = models.CharField(_("à faire"), max_length=160)
    help = models.CharField(_("en quelques mots"), max_length=300, blank=True)
    due_on = models.DateField(_("pour le"), null=True, blank=True)
    closing_fact = models.CharField(
        _("fait qui la clôt"), max_length=20, choices=Fact, blank=True, editable=False
    )
    opened_at = models.DateTimeField(_("ouverte le"))
    done_at = models.DateTimeField(_("faite le"), null=True, blank=True)
    done_by = AuthorKey(null=True, blank=True, related_name="+")
    """Null if a fact closed it."""
    done_on = models.DateField(_("fait le"), null=True, blank=True)
    """Day given by the person who did it, if it is not the day of recording."""
    is_needless = models.BooleanField(_("sans objet"), default=False)

    class Meta:
        ordering = ["due_on", "opened_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="welcome_task_opened_once",
                fields=["project", "template"],
                condition=~Q(template=""),
                violation_error_message=_("Cette tâche est déjà dans la liste."),
            ),
            models.CheckConstraint(
                name="welcome_task_done_after_opened",
                condition=Q(done_at=None) | Q(done_at__gte=F("opened_at")),
            ),
            models.CheckConstraint(
                name="welcome_task_needless_is_closed",
                condition=Q(is_needless=False) | Q(done_at__isnull=False),
            ),
            models.CheckConstraint(
                name="welcome_task_day_is_of_what_is_done",
                condition=Q(done_on=None) | Q(done_at__isnull=False, is_needless=False),
            ),
            models.CheckConstraint(
                name="welcome_task_says_what",
                condition=~Q(title=""),
                violation_error_message=_("Une tâche dit ce qui est à faire."),
            ),
        ]
        indexes = [
            models.Index(fields=["project", "stage"], name="welcome_task_project"),
            models.Index(fields=["due_on"], name="welcome_task_open", condition=Q(done_at=None)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.done_at is None

    @property
    def day(self) -> date | None:
        """Day on which the task was done, as far as it is known; None while it is open."""
        return self.done_on or (self.done_at and timezone.localdate(self.done_at)) or None


class HappenedFact(models.Model):
    """Fact that has happened in a project, with its first occurrence."""

    project = models.ForeignKey(
        SettlementProject, on_delete=models.CASCADE, related_name="happened_facts"
    )
    fact = models.CharField(_("fait"), max_length=20, choices=Fact)
    happened_at = models.DateTimeField(_("le"))

    class Meta:
        constraints = [
            models.UniqueConstraint(name="welcome_fact_once", fields=["project", "fact"])
        ]
