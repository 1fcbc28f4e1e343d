"""Communes that the welcome team proposes to a household, and the answers."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey
from bocage.territory.keys import CommuneKey
from bocage.welcome.projects.models.projects import SettlementProject


@with_history("answer")
class CommuneProposal(IdentifiedModel):
    """Proposal of one commune to one household. The household answers yes or no, and may change its
    answer.
    """

    class Answer(models.TextChoices):
        YES = "yes", _("oui")
        NO = "no", _("non")

    project = models.ForeignKey(
        SettlementProject, on_delete=models.CASCADE, related_name="commune_proposals"
    )
    commune = CommuneKey(_("commune"), related_name="proposals")
    reason = models.CharField(_("pourquoi elle"), max_length=500)
    """Reason shown to the household: the facts that suit it best, or the words of the
    coordinator.
    """
    proposed_by = AuthorKey(null=True, related_name="+")
    proposed_at = models.DateTimeField(_("proposée le"))
    answer = models.CharField(_("réponse"), max_length=3, choices=Answer, blank=True, default="")
    answered_by = AuthorKey(null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)

    class Meta:
        ordering = ["proposed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="welcome_commune_proposed_once",
                fields=["project", "commune"],
                violation_error_message=_("Cette commune a déjà été proposée à ce ménage."),
            ),
            models.CheckConstraint(
                name="welcome_commune_proposal_answered_at_a_time",
                condition=Q(answer="", answered_at=None, answered_by=None)
                | ~Q(answer="") & Q(answered_at__isnull=False, answered_at__gte=F("proposed_at")),
            ),
            models.CheckConstraint(
                name="welcome_commune_proposal_says_why",
                condition=~Q(reason=""),
                violation_error_message=_("Dites en quelques mots pourquoi cette commune."),
            ),
        ]
