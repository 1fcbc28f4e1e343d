"""Saved filters of the board, and morning digests."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.people.keys import OwnerKey


class SavedFilter(models.Model):
    """Search of projects that a person saved: its query string, under a name."""

    person = OwnerKey(related_name="project_filters")
    name = models.CharField(_("nom du filtre"), max_length=60)
    query = models.CharField(max_length=600)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                name="welcome_filter_name_once",
                fields=["person", "name"],
                violation_error_message=_("Vous avez déjà un filtre de ce nom."),
            ),
            models.CheckConstraint(name="welcome_filter_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class MorningDigest(models.Model):
    """Record of the morning digest sent to a coordinator, once a day, with how many projects
    waited.
    """

    person = OwnerKey(related_name="morning_digests")
    day = models.DateField(_("jour"))
    waiting_projects = models.PositiveIntegerField(_("projets en attente"))

    class Meta:
        constraints = [
            models.UniqueConstraint(name="welcome_digest_once_a_day", fields=["person", "day"])
        ]
