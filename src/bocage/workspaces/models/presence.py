"""Being there: who came, how one gets in, and addresses that need no account."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey, OwnerKey
from bocage.workspaces.models.bookings import Booking
from bocage.workspaces.models.places import Place, Resource

MOST_VISITORS = 500


class Visit(IdentifiedModel):
    """A presence, booked or walk-in, as the reports count it."""

    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="visits", verbose_name=_("lieu")
    )
    resource = models.ForeignKey(
        Resource,
        on_delete=models.SET_NULL,
        related_name="visits",
        null=True,
        blank=True,
        verbose_name=_("espace"),
    )
    booking = models.OneToOneField(
        Booking,
        on_delete=models.SET_NULL,
        related_name="visit",
        null=True,
        blank=True,
        verbose_name=_("réservation"),
    )
    person = AuthorKey(_("personne"), null=True, related_name="visits", blank=True)
    is_walk_in = models.BooleanField(_("sans réservation"), default=False)
    people = models.PositiveSmallIntegerField(_("personnes"), default=1)
    origin = models.ForeignKey(
        "territory.Commune",
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("vient de"),
    )
    arrived_at = models.DateTimeField(_("arrivée"))
    left_at = models.DateTimeField(_("départ"), null=True, blank=True)
    idempotency_key = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["arrived_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="workspaces_visit_people_positive",
                condition=Q(people__range=(1, MOST_VISITORS)),
            ),
            models.CheckConstraint(
                name="workspaces_visit_leaves_after_it_comes",
                condition=Q(left_at=None) | Q(left_at__gte=F("arrived_at")),
            ),
            models.CheckConstraint(
                name="workspaces_visit_booked_or_walk_in",
                condition=Q(is_walk_in=False) | Q(booking=None),
            ),
            models.UniqueConstraint(
                name="workspaces_visit_counted_once",
                fields=["place", "idempotency_key"],
                condition=~Q(idempotency_key=""),
            ),
        ]
        indexes = [models.Index(fields=["place", "arrived_at"], name="workspaces_visit_day")]

    def __str__(self) -> str:
        return str(self.pk)


class AccessNote(models.Model):
    """A code, a key, a network: told around its time to who has a confirmed booking."""

    class Kind(models.TextChoices):
        DOOR = "door", _("porte")
        KEY = "key", _("clé")
        NETWORK = "network", _("Wi-Fi")
        OTHER = "other", _("autre")

    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, related_name="access_notes", verbose_name=_("lieu")
    )
    resource = models.ForeignKey(
        Resource,
        on_delete=models.CASCADE,
        related_name="access_notes",
        null=True,
        blank=True,
        verbose_name=_("espace"),
    )
    kind = models.CharField(_("nature"), max_length=8, choices=Kind)
    text = models.CharField(_("consigne"), max_length=500)
    updated_at = models.DateTimeField(_("modifiée le"), auto_now=True)

    class Meta:
        ordering = ["place", "kind", "pk"]
        verbose_name = _("consigne d’accès")
        verbose_name_plural = _("consignes d’accès")

    def __str__(self) -> str:
        return self.text


class SharedAddress(IdentifiedModel):
    """An address that opens one page to whoever holds it, until it is revoked.

    The code of a door, the screen beside it, a calendar: none of them needs an account, and
    each of them can be replaced without touching the others.
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
