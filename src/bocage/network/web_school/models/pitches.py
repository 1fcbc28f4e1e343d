"""Pitches of an edition (proposed or requested sessions), and the answers to them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.network.web_school.models.editions import WebSchoolEdition
from bocage.network.web_school.querysets import PitchQuerySet
from bocage.people.keys import AuthorKey, OwnerKey
from bocage.people.scopes.lineage import LineageOf

MAX_SLOTS = 4


class Pitch(IdentifiedModel):
    """Proposal (« je propose ») or request (« je cherche ») that becomes a session when the
    programme is made.
    """

    class Kind(models.TextChoices):
        OFFER = "offer", _("je propose")
        ASK = "ask", _("je cherche")

    class Level(models.TextChoices):
        BEGINNER = "beginner", _("débutant")
        EVERYBODY = "everybody", _("tous niveaux")
        ADVANCED = "advanced", _("avancé")

    edition = models.ForeignKey(
        WebSchoolEdition,
        on_delete=models.CASCADE,
        related_name="pitches",
        verbose_name=_("édition"),
    )
    kind = models.CharField(_("ce que c’est"), max_length=5, choices=Kind)
    title = models.CharField(_("titre"), max_length=120)
    description = models.TextField(_("description"), max_length=2000, blank=True)
    level = models.CharField(_("niveau"), max_length=9, choices=Level, default=Level.EVERYBODY)
    length = models.PositiveSmallIntegerField(_("durée, en créneaux"), default=1)
    author = AuthorKey(_("proposé par"), null=True, blank=True, related_name="pitches")
    is_named_in_archive = models.BooleanField(_("mon nom reste dans l’archive"), default=True)
    created_at = models.DateTimeField(_("proposé le"))
    withdrawn_at = models.DateTimeField(_("retiré le"), null=True, blank=True)

    objects = PitchQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="network_pitch_titled",
                condition=Q(title__regex=r"\S"),
                violation_error_message=_("Une proposition a un titre."),
            ),
            models.CheckConstraint(
                name="network_pitch_of_some_slots",
                condition=Q(length__range=(1, MAX_SLOTS)),
                violation_error_message=_("Une proposition dure d’un à quatre créneaux."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("pitch_detail", args=[self.edition.slug, self.pk])

    lineage = LineageOf("edition")

    @property
    def is_offer(self) -> bool:
        return self.kind == self.Kind.OFFER

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


class Ballot(models.Model):
    """Ballot of a person at an edition: the row locked while their votes are counted."""

    edition = models.ForeignKey(WebSchoolEdition, on_delete=models.CASCADE, related_name="ballots")
    person = OwnerKey(related_name="ballots")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="network_ballot_once",
                fields=["edition", "person"],
                violation_error_message=_("Chacun a un bulletin."),
            )
        ]


class PitchVote(models.Model):
    """Vote of a ballot for a pitch."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="votes")
    pitch = models.ForeignKey(Pitch, on_delete=models.CASCADE, related_name="votes")
    voted_at = models.DateTimeField(_("voté le"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="network_vote_once",
                fields=["pitch", "ballot"],
                violation_error_message=_("Vous avez déjà voté pour cette proposition."),
            )
        ]


class PitchComing(models.Model):
    """Statement by a person that they come to a pitch (« j’y serai »)."""

    pitch = models.ForeignKey(Pitch, on_delete=models.CASCADE, related_name="comings")
    person = OwnerKey(related_name="pitch_comings")
    recorded_at = models.DateTimeField(_("dit le"))
    seen_version = models.PositiveIntegerField(default=0, editable=False)
    """Version of the programme displayed when they answered; they are notified of later changes."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="network_coming_once",
                fields=["pitch", "person"],
                violation_error_message=_("Vous l’avez déjà dit."),
            )
        ]


class LeadOffer(models.Model):
    """Offer of a person to lead a session requested by another (« je peux animer »)."""

    pitch = models.ForeignKey(Pitch, on_delete=models.CASCADE, related_name="lead_offers")
    person = OwnerKey(related_name="lead_offers")
    words = models.CharField(_("en un mot"), max_length=300, blank=True)
    offered_at = models.DateTimeField(_("proposé le"))
    accepted_at = models.DateTimeField(_("accepté le"), null=True, blank=True)

    class Meta:
        ordering = ["offered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="network_lead_offer_once",
                fields=["pitch", "person"],
                violation_error_message=_("Vous l’avez déjà proposé."),
            )
        ]

    lineage = LineageOf("pitch.edition")
