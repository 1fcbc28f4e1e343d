"""Secret addresses of the calendars of people."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import OwnerKey


class OwnCalendar(IdentifiedModel):
    """Abstract secret address of the calendar of one person, until revoked; one is in use at a
    time.

    A room derives it for its own calendars.
    """

    person = OwnerKey(related_name="+")
    token = models.CharField(max_length=43, unique=True, editable=False)
    made_at = models.DateTimeField(_("créée le"))
    revoked_at = models.DateTimeField(_("retirée le"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_one_in_use",
                fields=["person"],
                condition=Q(revoked_at=None),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
