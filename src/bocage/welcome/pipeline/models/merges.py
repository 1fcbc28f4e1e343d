"""Merge of two projects of one household: the rows that were moved, so that it can be undone."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey
from bocage.welcome.projects.models.projects import SettlementProject


class ProjectMerge(IdentifiedModel):
    """Record that `absorbed` was merged into `survivor`. `moved_rows` names the rows that were
    moved, by model and field; `before` contains the former values of both projects.
    """

    survivor = models.ForeignKey(
        SettlementProject, on_delete=models.CASCADE, related_name="merges_received"
    )
    absorbed = models.ForeignKey(
        SettlementProject, on_delete=models.CASCADE, related_name="merges_given"
    )
    merged_by = AuthorKey(null=True, related_name="+")
    merged_at = models.DateTimeField(_("réunis le"))
    undone_at = models.DateTimeField(_("séparés le"), null=True, blank=True)
    moved_rows = models.JSONField(default=dict, editable=False)
    before = models.JSONField(default=dict, editable=False)

    class Meta:
        ordering = ["-merged_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="welcome_merge_once_at_a_time",
                fields=["absorbed"],
                condition=Q(undone_at=None),
                violation_error_message=_("Ce projet est déjà réuni à un autre."),
            ),
            models.CheckConstraint(
                name="welcome_merge_of_two_projects", condition=~Q(survivor=F("absorbed"))
            ),
            models.CheckConstraint(
                name="welcome_merge_undone_after_made",
                condition=Q(undone_at=None) | Q(undone_at__gte=F("merged_at")),
            ),
        ]
