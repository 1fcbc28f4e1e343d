"""What a host wrote to everybody who came on a day."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey
from bocage.workspaces.models.places import Place


class DayMessage(IdentifiedModel):
    """One message to the visitors of one day. `key` is that of the form: it leaves once."""

    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, related_name="day_messages", verbose_name=_("lieu")
    )
    day = models.DateField(_("jour"))
    subject = models.CharField(_("objet"), max_length=120)
    text = models.TextField(_("message"), max_length=2000)
    recipients = models.PositiveIntegerField(_("personnes prévenues"), default=0)
    key = models.UUIDField(_("clé du formulaire"), unique=True, editable=False)
    sent_by = AuthorKey(_("envoyé par"), null=True, related_name="+")
    sent_at = models.DateTimeField(_("envoyé le"), auto_now_add=True)

    class Meta:
        ordering = ["sent_at", "id"]
        indexes = [models.Index("place", "day", name="workspaces_daymessage_day")]
        constraints = [
            models.CheckConstraint(
                name="workspaces_daymessage_says_something",
                condition=~Q(subject="") & ~Q(text=""),
                violation_error_message=_("Un message a un objet et quelques mots."),
            )
        ]

    def __str__(self) -> str:
        return self.subject
