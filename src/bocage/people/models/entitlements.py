"""Entitlements of a person, which rooms check before granting access.

The club and the welcome are above the rooms that check them: they write an entitlement here, and
the places read it.
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.models.persons import Person


class EntitlementQuerySet(models.QuerySet["Entitlement"]):
    """Standings, by the day on which they open doors."""

    def in_force(self, on: date | None = None) -> EntitlementQuerySet:
        """Filters the entitlements in force on a day of the local calendar (today by default)."""
        day = on or timezone.localdate()
        return self.filter(Q(ends_on__gt=day) | Q(ends_on=None), starts_on__lte=day)


@with_history()
class Entitlement(IdentifiedModel):
    """Entitlement of a person for a time: member of the club, or accompanied candidate."""

    class Kind(models.TextChoices):
        CLUB_MEMBER = "club_member", _("membre du club")
        ACCOMPANIED = "accompanied", _("candidat accompagné")

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="entitlements", verbose_name=_("personne")
    )
    kind = models.CharField(_("qualité"), max_length=12, choices=Kind)
    starts_on = models.DateField(_("depuis le"))
    ends_on = models.DateField(_("jusqu’au (exclu)"), null=True, blank=True)
    as_guest = models.BooleanField(_("en invité"), default=False, db_default=False)
    """True for a temporary guest: it gives equal access, and is not counted among members."""
    given_by = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("reconnue par"),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = EntitlementQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "id"]
        constraints = [
            models.UniqueConstraint(
                name="people_entitlement_open_once",
                fields=["person", "kind"],
                condition=Q(ends_on=None),
                violation_error_message=_("Cette personne l’est déjà."),
            ),
            models.CheckConstraint(
                name="people_entitlement_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("La fin vient après le début."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.person_id}"
