"""Task templates changed by a département: words, own templates, order."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey
from bocage.people.scopes.lineage import LineageOf
from bocage.territory.models import Departement
from bocage.welcome.pipeline.models.tasks import TaskSide
from bocage.welcome.projects.facts import Fact
from bocage.welcome.projects.models.projects import Stage

MAX_DAYS = 365


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["changed_at"],
)
class OwnTaskTemplate(IdentifiedModel):
    """Task template of a département: its version of a default one, or one of its own.

    Tasks already opened from it are unchanged.
    """

    departement = models.ForeignKey(
        Departement, on_delete=models.CASCADE, related_name="own_task_templates"
    )
    name = models.CharField(max_length=40, editable=False)
    """Name of the template which it replaces, or a new name."""
    stage = models.CharField(_("étape"), max_length=12, choices=Stage)
    side = models.CharField(_("pour"), max_length=10, choices=TaskSide, default=TaskSide.TEAM)
    title = models.CharField(_("à faire"), max_length=160)
    help = models.CharField(_("en quelques mots"), max_length=300, blank=True)
    within_days = models.PositiveSmallIntegerField(
        _("sous combien de jours"), null=True, blank=True
    )
    closing_fact = models.CharField(
        _("fait qui la clôt"), max_length=20, choices=Fact, blank=True, default=""
    )
    is_active = models.BooleanField(_("proposée"), default=True)
    changed_by = AuthorKey(null=True, related_name="+")
    changed_at = models.DateTimeField(_("changée le"))

    class Meta:
        ordering = ["stage", "title", "id"]
        constraints = [
            models.UniqueConstraint(
                name="welcome_task_template_once", fields=["departement", "name"]
            ),
            models.CheckConstraint(
                name="welcome_task_template_says_what",
                condition=~Q(title="") & ~Q(name=""),
                violation_error_message=_("Une tâche dit ce qui est à faire."),
            ),
            models.CheckConstraint(
                name="welcome_task_template_within_a_year",
                condition=Q(within_days=None) | Q(within_days__range=(0, MAX_DAYS)),
                violation_error_message=_("Entre 0 et 365 jours."),
            ),
            models.CheckConstraint(
                name="welcome_task_template_stage", condition=Q(stage__in=Stage.values)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    lineage = LineageOf("departement")


class TaskTemplateOrder(models.Model):
    """Order in which a département shows the tasks of a stage, as names of templates."""

    departement = models.ForeignKey(
        Departement, on_delete=models.CASCADE, related_name="task_template_orders"
    )
    stage = models.CharField(_("étape"), max_length=12, choices=Stage)
    names = ArrayField(models.CharField(max_length=40), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="welcome_task_order_once", fields=["departement", "stage"])
        ]

    def __str__(self) -> str:
        return f"{self.departement_id} {self.stage}"
