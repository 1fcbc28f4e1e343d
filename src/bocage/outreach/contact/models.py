"""Booths: the tablet of a fair, opened for some days without an account."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.outreach.campaigns.models import Campaign
from bocage.people.keys import AuthorKey
from bocage.people.scopes.lineage import LineageOf


class Booth(IdentifiedModel):
    """Tablet on which contacts of a campaign are recorded, until a day or until it is closed. Its
    address is signed; whoever holds it can write, and cannot read anything back.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="booths")
    label = models.CharField(_("nom de la tablette"), max_length=80)
    opened_by = AuthorKey(_("ouvert par"), null=True, related_name="+")
    opened_at = models.DateTimeField(_("ouvert le"))
    closes_at = models.DateTimeField(_("se ferme le"))
    revoked_at = models.DateTimeField(_("fermé le"), null=True, blank=True)
    last_heard_at = models.DateTimeField(_("dernières nouvelles"), null=True, blank=True)

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="outreach_booth_named",
                condition=Q(label__regex=r"\S"),
                violation_error_message=_("Une tablette a un nom."),
            ),
            models.CheckConstraint(
                name="outreach_booth_closes_after_opening",
                condition=Q(closes_at__gt=F("opened_at")),
                violation_error_message=_("Un stand se ferme après avoir ouvert."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    lineage = LineageOf("campaign")
