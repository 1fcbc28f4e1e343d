"""Ceremonies: a commune presents officially the households that came to live there."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey
from bocage.people.scopes.lineage import LineageOf
from bocage.territory.keys import CommuneKey
from bocage.welcome.projects.models.projects import SettlementProject


@with_history("commune", "status", "starts_at")
class Ceremony(IdentifiedModel):
    """Ceremony at which a commune welcomes its newcomers, with its date, its place and its words. A
    ceremony of a commune that merged moves to the new one, and `former_name` is the name of the
    former commune.
    """

    class Status(models.TextChoices):
        PLANNED = "planned", _("prévue")
        INVITED = "invited", _("invitations parties")
        HELD = "held", _("tenue")
        CALLED_OFF = "called_off", _("annulée")

    COMING = (Status.PLANNED, Status.INVITED)

    commune = CommuneKey(_("commune"), related_name="ceremonies")
    former_name = models.CharField(_("commune d’avant la fusion"), max_length=80, blank=True)
    starts_at = models.DateTimeField(_("le"))
    place = models.CharField(_("lieu"), max_length=200)
    words = models.TextField(_("mot de la mairie"), max_length=2000, blank=True)
    contact = models.CharField(
        _("joindre la mairie"),
        max_length=200,
        blank=True,
        help_text=_("Imprimé sur l’invitation et le livret : téléphone, jours d’ouverture."),
    )
    status = models.CharField(_("état"), max_length=10, choices=Status, default=Status.PLANNED)
    planned_by = AuthorKey(_("prévue par"), null=True, related_name="ceremonies_planned")
    planned_at = models.DateTimeField(_("prévue le"))
    invited_at = models.DateTimeField(_("invitations parties le"), null=True, blank=True)
    outcome_requested_at = models.DateTimeField(_("« tenue ? » demandé le"), null=True, blank=True)
    held_at = models.DateTimeField(_("tenue le"), null=True, blank=True)
    called_off_at = models.DateTimeField(_("annulée le"), null=True, blank=True)
    call_off_reason = models.CharField(_("raison"), max_length=300, blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    """Grows with each change that calendars must follow."""

    class Meta:
        ordering = ["-starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="welcome_ceremony_one_at_a_time",
                fields=["commune", "former_name", "starts_at"],
                condition=~Q(status="called_off"),
                violation_error_message=_("La commune a déjà une cérémonie à ce moment."),
            ),
            models.CheckConstraint(
                name="welcome_ceremony_held_on_a_day",
                condition=Q(status="held", held_at__isnull=False)
                | ~Q(status="held") & Q(held_at=None),
            ),
            models.CheckConstraint(
                name="welcome_ceremony_called_off_on_a_day",
                condition=Q(status="called_off", called_off_at__isnull=False)
                | ~Q(status="called_off") & Q(called_off_at=None, call_off_reason=""),
            ),
            models.CheckConstraint(
                name="welcome_ceremony_invited_on_a_day",
                condition=~Q(status="invited") | Q(invited_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["commune", "-starts_at"], name="welcome_ceremony_commune"),
            models.Index(
                fields=["starts_at"],
                name="welcome_ceremony_coming",
                condition=Q(status__in=("planned", "invited")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune_id} {self.starts_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("ceremony", args=[self.pk])

    lineage = LineageOf("commune")

    @property
    def is_coming(self) -> bool:
        return self.status in self.COMING

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()


class CeremonyGuest(IdentifiedModel):
    """Household that a ceremony invites, with its answer. The town hall reads its name once the
    household has accepted, or had consented to be mentioned to town halls; until then it is
    counted without a name.
    """

    class Answer(models.TextChoices):
        NONE = "none", _("pas encore répondu")
        YES = "yes", _("vient")
        NO = "no", _("ne vient pas")

    ceremony = models.ForeignKey(Ceremony, on_delete=models.CASCADE, related_name="guests")
    project = models.ForeignKey(
        SettlementProject, on_delete=models.CASCADE, related_name="ceremony_invitations"
    )
    invited_at = models.DateTimeField(_("invité le"))
    reminded_at = models.DateTimeField(_("relancé le"), null=True, blank=True)
    answer = models.CharField(_("réponse"), max_length=4, choices=Answer, default=Answer.NONE)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    answered_by = AuthorKey(null=True, related_name="+")
    people = models.PositiveSmallIntegerField(_("personnes"), default=0)
    agrees_to_be_presented = models.BooleanField(_("veut bien être présenté"), default=False)
    presented_as = models.CharField(_("comment vous présenter"), max_length=300, blank=True)
    agrees_to_photos = models.BooleanField(_("veut bien être en photo"), default=False)
    has_come = models.BooleanField(_("était là"), default=False)
    thanked_at = models.DateTimeField(_("certificat envoyé le"), null=True, blank=True)

    class Meta:
        ordering = ["invited_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="welcome_guest_once",
                fields=["ceremony", "project"],
                violation_error_message=_("Ce ménage est déjà invité."),
            ),
            models.CheckConstraint(
                name="welcome_guest_comes_with_people",
                condition=Q(answer="yes", people__range=(1, 40))
                | ~Q(answer="yes")
                & Q(people=0, agrees_to_be_presented=False, agrees_to_photos=False),
                violation_error_message=_("Dites combien vous serez, de 1 à 40."),
            ),
            models.CheckConstraint(
                name="welcome_guest_answered_on_a_day",
                condition=Q(answer="none", answered_at=None)
                | ~Q(answer="none") & Q(answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="welcome_guest_reminded_after_invited",
                condition=Q(reminded_at=None) | Q(reminded_at__gte=F("invited_at")),
            ),
        ]
        indexes = [models.Index(fields=["project"], name="welcome_guest_project")]

    lineage = LineageOf("ceremony")

    @property
    def comes(self) -> bool:
        return self.answer == self.Answer.YES


class CeremonyProposal(models.Model):
    """Record of the mail that requested a date from a town hall because a household arrived: one
    per household.
    """

    project = models.OneToOneField(
        SettlementProject, on_delete=models.CASCADE, related_name="ceremony_proposal"
    )
    commune = models.ForeignKey(
        "territory.Commune", on_delete=models.CASCADE, related_name="ceremony_proposals"
    )
    sent_at = models.DateTimeField(_("envoyée le"))

    class Meta:
        ordering = ["-sent_at", "id"]
        indexes = [
            models.Index(fields=["commune", "-sent_at"], name="welcome_proposal_commune"),
        ]

    def __str__(self) -> str:
        return f"{self.commune_id} {self.sent_at:%Y-%m-%d}"
