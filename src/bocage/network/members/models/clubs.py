"""Settings of the club of each département."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.people.scopes.lineage import LineageOf


class Club(models.Model):
    """Settings of a département's club; a département without a row has the defaults."""

    departement = models.OneToOneField(
        "territory.Departement", on_delete=models.CASCADE, primary_key=True, related_name="club"
    )
    approves_members = models.BooleanField(
        _("les demandes sont lues avant d’être acceptées"), default=False
    )
    membership_months = models.PositiveSmallIntegerField(
        _("durée d’une adhésion, en mois"), default=12
    )

    class Meta:
        verbose_name = _("club")
        verbose_name_plural = _("clubs")
        constraints = [
            models.CheckConstraint(
                name="network_club_membership_of_some_months",
                condition=Q(membership_months__range=(3, 36)),
                violation_error_message=_("Une adhésion dure de trois à trente-six mois."),
            )
        ]

    def __str__(self) -> str:
        return str(self.departement)

    lineage = LineageOf("departement")
