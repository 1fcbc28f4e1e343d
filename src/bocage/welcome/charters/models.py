"""Welcome charter signed by a commune, and its commitments, with dates."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey
from bocage.people.scopes.lineage import LineageOf
from bocage.territory.keys import CommuneKey


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), model_name="CharterEvent")
class WelcomeCharter(IdentifiedModel):
    """Charter signed by an elected person of the commune: one in force per commune. If communes
    merge, the charter moves to the new one; of several, the one signed first remains in force.
    """

    class EndReason(models.TextChoices):
        WITHDRAWN = "withdrawn", _("reprise par la commune")
        MERGED = "merged", _("réunie à celle d’une commune fusionnée")

    commune = CommuneKey(_("commune"), related_name="welcome_charters")
    former_name = models.CharField(_("commune d’avant la fusion"), max_length=80, blank=True)
    text_version = models.PositiveSmallIntegerField(_("version du texte"))
    signed_by = AuthorKey(_("signée par"), null=True, related_name="charters_signed")
    signer_name = models.CharField(_("nom du signataire"), max_length=120)
    signer_title = models.CharField(_("qualité du signataire"), max_length=80)
    signed_at = models.DateTimeField(_("signée le"))
    ended_at = models.DateTimeField(_("finie le"), null=True, blank=True)
    end_reason = models.CharField(_("raison"), max_length=10, choices=EndReason, blank=True)

    class Meta:
        ordering = ["-signed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="welcome_charter_one_in_force",
                fields=["commune"],
                condition=Q(ended_at=None),
                violation_error_message=_("La commune a déjà signé la charte."),
            ),
            models.CheckConstraint(
                name="welcome_charter_ended_with_a_reason",
                condition=Q(ended_at=None, end_reason="")
                | Q(ended_at__isnull=False, ended_at__gte=F("signed_at")) & ~Q(end_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune_id} {self.signed_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("commune_charter", args=[self.commune_id])

    lineage = LineageOf("commune")

    @property
    def is_in_force(self) -> bool:
        return self.ended_at is None


class Commitment(IdentifiedModel):
    """Commitment of a commune that signed the charter, with its deadline."""

    class Kind(models.TextChoices):
        REFERENT = "referent", _("nommer un élu référent ou une élue référente")
        SPONSOR = "sponsor", _("trouver un parrain ou une marraine")
        LEADS = "leads", _("signaler les logements à vendre ou à louer")
        CEREMONY = "ceremony", _("tenir une cérémonie d’accueil")
        WORKSPACE = "workspace", _("proposer un endroit où télétravailler")
        ANSWER = "answer", _("répondre en deux jours aux ménages qui s’intéressent à la commune")
        OWN = "own", _("autre engagement")

    charter = models.ForeignKey(
        WelcomeCharter, on_delete=models.CASCADE, related_name="commitments"
    )
    kind = models.CharField(_("engagement"), max_length=10, choices=Kind)
    words = models.CharField(_("en vos mots"), max_length=200, blank=True)
    due_on = models.DateField(_("pour le"))
    done_on = models.DateField(_("fait le"), null=True, blank=True)
    done_by = AuthorKey(null=True, related_name="+")
    reminded_at = models.DateTimeField(_("rappelé le"), null=True, blank=True)
    """Time of the reminder before it is due."""
    overdue_reported_at = models.DateTimeField(_("retard signalé le"), null=True, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                name="welcome_commitment_kind_once",
                fields=["charter", "kind"],
                condition=Q(done_on=None) & ~Q(kind="own"),
                violation_error_message=_("La commune a déjà pris cet engagement."),
            ),
            models.CheckConstraint(
                name="welcome_commitment_own_has_words",
                condition=~Q(kind="own") | ~Q(words=""),
                violation_error_message=_("Dites à quoi la commune s’engage."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"],
                name="welcome_commitment_to_do",
                condition=Q(done_on=None),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Description of the commitment, in the commune's own words if there are any."""
        return self.words or str(self.get_kind_display())

    lineage = LineageOf("charter")


class CharterRequest(models.Model):
    """Record of the day on which the signature was requested from the elected people of a commune:
    at most once a day.
    """

    commune = models.ForeignKey(
        "territory.Commune", on_delete=models.CASCADE, related_name="charter_requests"
    )
    requested_by = AuthorKey(null=True, related_name="+")
    requested_on = models.DateField(_("demandée le"))

    class Meta:
        ordering = ["-requested_on", "id"]
        constraints = [
            models.UniqueConstraint(
                name="welcome_charterrequest_once_a_day", fields=["commune", "requested_on"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune_id} {self.requested_on}"
