"""Weekly letters of communes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bocage.people.keys import OwnerKey


class TownHallLetter(models.Model):
    """Weekly « Quoi de neuf à … ? » of a commune, sent to one person once a week."""

    person = OwnerKey(related_name="town_hall_letters")
    commune = models.ForeignKey(
        "territory.Commune", on_delete=models.CASCADE, related_name="letters"
    )
    week = models.DateField(_("lundi de la semaine"))
    sent_at = models.DateTimeField(_("envoyé le"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="housing_townhallletter_once_a_week", fields=["person", "commune", "week"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune_id} {self.week}"
