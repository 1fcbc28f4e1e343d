"""Draft of a household's answers, before any other person reads it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.http.attribution import LONGEST_CODE
from bocage.foundation.models.identified import IdentifiedModel
from bocage.welcome.projects.models.projects import SettlementProject


class ProjectDraft(IdentifiedModel):
    """Answers of a form that is not confirmed yet, without an account.

    Once its address is confirmed, the answers are moved to the project.
    """

    answers = models.JSONField(default=dict)
    """Answers by step, each by the name of its field."""
    email = models.EmailField(_("adresse électronique"), blank=True)
    language = models.CharField(_("langue"), max_length=2, default="fr")
    came_by = models.CharField(
        _("arrivé par"), max_length=LONGEST_CODE, blank=True, default="", editable=False
    )
    """Referral code with which the household arrived (`foundation.http.attribution`); the last one
    if there were several.
    """
    created_at = models.DateTimeField(_("commencé le"), auto_now_add=True)
    saved_at = models.DateTimeField(_("enregistré le"))
    sent_at = models.DateTimeField(_("à confirmer depuis le"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmé le"), null=True, blank=True)
    project = models.ForeignKey(
        SettlementProject, on_delete=models.CASCADE, null=True, blank=True, related_name="drafts"
    )

    class Meta:
        ordering = ["-saved_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="welcome_draft_confirmed_into_a_project",
                condition=Q(confirmed_at=None, project=None)
                | Q(confirmed_at__isnull=False, project__isnull=False),
            ),
            models.CheckConstraint(
                name="welcome_draft_sent_from_an_address",
                condition=Q(sent_at=None) | ~Q(email=""),
            ),
        ]
        indexes = [models.Index(fields=["saved_at"], name="welcome_draft_to_forget")]

    def __str__(self) -> str:
        return f"{self.pk} {self.saved_at:%Y-%m-%d}"
