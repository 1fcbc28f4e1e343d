"""Owner of the home of a lead: a separate table, with row-level security."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.housing.leads.models.leads import Lead


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(condition=pghistory.AnyChange("name", "phone")),
    pghistory.DeleteEvent(),
    fields=["lead"],
    model_name="LeadOwnerEvent",
)
class LeadOwner(models.Model):
    """Owner's name and number, as reported; no row exists where neither is known.

    Visible to its author and to those to whom the town hall released it (`LeadRelease`). Candidates
    read the row of a lead, never this one: a policy of PostgreSQL prevents it
    (docs/decisions/row-security.md). The history records that it was written, changed or deleted,
    never its value.
    """

    lead = models.OneToOneField(
        Lead, on_delete=models.CASCADE, primary_key=True, related_name="owner"
    )
    name = models.CharField(_("nom du propriétaire"), max_length=120, blank=True)
    phone = models.CharField(_("téléphone du propriétaire"), max_length=30, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="housing_leadowner_says_something", condition=~Q(name="", phone="")
            ),
        ]

    def __str__(self) -> str:
        return self.name
