"""Messages to the visitors of a day, and addresses that need no account."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey, OwnerKey
from bocage.workspaces.places.models import Place, Resource


class DayMessage(IdentifiedModel):
    """Message to the visitors of one day. `key` is that of the form: the message is sent once."""

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


class SharedAddress(IdentifiedModel):
    """Address that opens one page to anybody who holds it, until it is revoked.

    The code of a door, the screen beside it, a calendar: none needs an account, and each can be
    replaced independently.
    """

    class Kind(models.TextChoices):
        CHECK_IN = "check_in", _("code à scanner")
        DOOR = "door", _("écran de porte")
        CALENDAR = "calendar", _("agenda")

    kind = models.CharField(max_length=8, choices=Kind)
    token = models.CharField(max_length=43, unique=True, editable=False)
    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, related_name="shared_addresses", null=True, blank=True
    )
    resource = models.ForeignKey(
        Resource, on_delete=models.CASCADE, related_name="shared_addresses", null=True, blank=True
    )
    person = OwnerKey(related_name="shared_addresses", null=True, blank=True)
    created_by = AuthorKey(null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="workspaces_sharedaddress_opens_one_thing",
                condition=Q(person__isnull=False, place=None, resource=None, kind="calendar")
                | Q(person=None, place__isnull=False),
            ),
            models.UniqueConstraint(
                name="workspaces_sharedaddress_one_code_in_use",
                fields=["kind", "place", "resource", "person"],
                condition=Q(revoked_at=None),
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"
