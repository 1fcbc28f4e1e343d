"""Invitations of adults into a household."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.welcome.projects.models.projects import SettlementProject


class HouseholdInvitation(IdentifiedModel):
    """Invitation, sent by mail, from an adult of a household to share its page."""

    project = models.ForeignKey(
        SettlementProject, on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField(_("adresse électronique"))
    invited_by = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, related_name="household_invitations"
    )
    invited_at = models.DateTimeField(_("invité le"))

    class Meta:
        ordering = ["invited_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="welcome_invitation_once_an_address",
                fields=["project", "email"],
                violation_error_message=_("Cette adresse est déjà invitée."),
            ),
        ]

    def __str__(self) -> str:
        return self.email
