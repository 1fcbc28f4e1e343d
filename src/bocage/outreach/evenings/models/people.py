"""Registrations to an evening, its waiting list, and its invitations."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.outreach.campaigns.models import TrackedLink
from bocage.outreach.evenings.models.evenings import CityEvening
from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.outreach.prospects.models.prospects import Prospect
from bocage.people.keys import OwnerKey
from bocage.people.scopes.lineage import LineageOf
from bocage.registrations.models import Registration, RegistrationQuerySet


class EveningRegistrationQuerySet(RegistrationQuerySet["EveningRegistration"]):
    """Registrations to evenings."""


class EveningRegistration(Registration):
    """Registration of a person for an evening: a name, and a confirmed address."""

    event = models.ForeignKey(CityEvening, on_delete=models.CASCADE, related_name="registrations")
    prospect = models.ForeignKey(
        Prospect,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="evening_registrations",
    )
    """Prospect record, if they have one or agreed to be contacted. Without one, their name and
    address are stored on this registration only."""
    purposes = ArrayField(
        models.CharField(max_length=8, choices=ProspectConsent.Purpose),
        default=list,
        blank=True,
        verbose_name=_("accepte de"),
    )
    """Purposes that they agreed to, until their mailbox is confirmed."""
    link = models.ForeignKey(
        TrackedLink, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """The link by which they came, of this campaign or of another."""

    objects = EveningRegistrationQuerySet.as_manager()

    class Meta(Registration.Meta):
        constraints = [
            *Registration.Meta.constraints,
            models.CheckConstraint(
                name="outreach_eveningregistration_of_somebody",
                condition=Q(name__regex=r"\S") | Q(forgotten_at__isnull=False),
                violation_error_message=_("Dites votre nom."),
            ),
        ]

    lineage = LineageOf("event")


class EveningInvitation(IdentifiedModel):
    """Invitation of a prospect who lives nearby, or of a member of the club who comes to speak of
    life here. A task sends it, and checks at that moment that it is still allowed.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("va partir")
        SENT = "sent", _("envoyée")
        DROPPED = "dropped", _("n’est pas partie")

    class Answer(models.TextChoices):
        NONE = "", _("sans réponse")
        YES = "yes", _("vient")
        NO = "no", _("ne vient pas")

    evening = models.ForeignKey(CityEvening, on_delete=models.CASCADE, related_name="invitations")
    prospect = models.ForeignKey(
        Prospect,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="evening_invitations",
    )
    person = OwnerKey(null=True, blank=True, related_name="evening_invitations")
    state = models.CharField(_("état"), max_length=8, choices=State, default=State.WAITING)
    answer = models.CharField(_("réponse"), max_length=3, choices=Answer, blank=True, default="")
    requested_at = models.DateTimeField(_("demandée le"))
    sent_at = models.DateTimeField(_("envoyée le"), null=True, blank=True)
    answered_at = models.DateTimeField(_("réponse le"), null=True, blank=True)

    class Meta:
        ordering = ["requested_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="outreach_eveninginvitation_of_one",
                condition=Q(prospect=None, person__isnull=False)
                | Q(prospect__isnull=False, person=None),
                violation_error_message=_("Une invitation est pour quelqu’un."),
            ),
            models.UniqueConstraint(
                name="outreach_eveninginvitation_once_a_prospect",
                fields=["evening", "prospect"],
                violation_error_message=_("Cette personne est déjà invitée."),
            ),
            models.UniqueConstraint(
                name="outreach_eveninginvitation_once_a_person",
                fields=["evening", "person"],
                violation_error_message=_("Cette personne est déjà invitée."),
            ),
            models.CheckConstraint(
                name="outreach_eveninginvitation_dated_states",
                condition=(
                    Q(state="sent", sent_at__isnull=False) | ~Q(state="sent") & Q(sent_at=None)
                )
                & (
                    Q(answer="", answered_at=None)
                    | Q(answer__in=("yes", "no"), answered_at__isnull=False, state="sent")
                ),
                violation_error_message=_("On répond à une invitation qui est partie."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["requested_at", "id"],
                name="outreach_invitation_to_send",
                condition=Q(state="waiting"),
            ),
        ]

    lineage = LineageOf("evening")
