"""Campaigns to meet future teleworkers, with their cost and tracked links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey
from bocage.people.models.mandates import Role
from bocage.people.policies import reach_of
from bocage.people.scopes.lineage import LineageOf
from bocage.territory.keys import DepartementKey

if TYPE_CHECKING:
    from bocage.people.models import Person

RUN_BY = frozenset({Role.COORDINATOR})
"""Roles that run the campaigns of a département, besides administrators."""

INSIDE = r"^/([^/\\].*)?$"
"""An address of this site: a slash, and never two, which would lead to another server."""

LONGEST_ADDRESS = 200


class Family(models.TextChoices):
    """Household with which a prospect would come."""

    ALONE = "alone", _("seul ou seule")
    COUPLE = "couple", _("à deux")
    CHILDREN = "children", _("avec des enfants")


class CampaignQuerySet(models.QuerySet["Campaign"]):
    """Filters on campaigns."""

    def run_by(self, person: Person) -> CampaignQuerySet:
        """Filters on the campaigns of the départements where a person is a coordinator."""
        return self.filter(reach_of(person, RUN_BY).within(departement="departement"))


class Campaign(IdentifiedModel):
    """Way of going to meet people: a fair, posters in a station, an employer, letters…"""

    class Channel(models.TextChoices):
        FAIR = "fair", _("salon ou forum")
        PRESS = "press", _("presse")
        SOCIAL = "social", _("réseau social")
        EMPLOYER = "employer", _("employeur partenaire")
        STATION = "station", _("affiches en gare")
        MAILING = "mailing", _("lettres")
        AMBASSADOR = "ambassador", _("ambassadeurs")
        EVENING = "evening", _("soirée en ville")
        OTHER = "other", _("autrement")

    class Status(models.TextChoices):
        PLANNED = "planned", _("en préparation")
        RUNNING = "running", _("en cours")
        CLOSED = "closed", _("close")

    departement = DepartementKey(_("département"), related_name="campaigns")
    name = models.CharField(_("nom"), max_length=120)
    channel = models.CharField(_("par où"), max_length=12, choices=Channel)
    status = models.CharField(_("état"), max_length=8, choices=Status, default=Status.PLANNED)
    origin = models.CharField(_("pour qui vit à…"), max_length=120, blank=True)
    trade = models.CharField(_("pour quel métier"), max_length=120, blank=True)
    family = models.CharField(_("pour qui viendrait"), max_length=8, choices=Family, blank=True)
    starts_on = models.DateField(_("commence le"))
    ends_on = models.DateField(_("finit le"), null=True, blank=True)
    """Last day; null if the campaign goes on until it is closed."""
    budget_cents = models.PositiveIntegerField(_("budget"), null=True, blank=True)
    """In euro cents, tax included; null if there is no budget."""
    landing_path = models.CharField(
        _("page d’arrivée"), max_length=LONGEST_ADDRESS, default="/", blank=True
    )
    notes = models.TextField(_("notes"), max_length=4000, blank=True)
    created_by = AuthorKey(_("créée par"), null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(_("créée le"))
    closed_at = models.DateTimeField(_("close le"), null=True, blank=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                "departement",
                Lower("name"),
                name="outreach_campaign_one_name",
                violation_error_message=_("Une campagne porte déjà ce nom."),
            ),
            models.CheckConstraint(
                name="outreach_campaign_named",
                condition=Q(name__regex=r"\S"),
                violation_error_message=_("Une campagne a un nom."),
            ),
            models.CheckConstraint(
                name="outreach_campaign_ends_after_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("Une campagne finit après avoir commencé."),
            ),
            models.CheckConstraint(
                name="outreach_campaign_lands_inside",
                condition=Q(landing_path__regex=INSIDE),
                violation_error_message=_("La page d’arrivée est une adresse de ce site."),
            ),
            models.CheckConstraint(
                name="outreach_campaign_closed_has_time",
                condition=Q(status="closed", closed_at__isnull=False)
                | (~Q(status="closed") & Q(closed_at=None)),
                violation_error_message=_("Une campagne close l’est depuis un moment."),
            ),
        ]
        indexes = [
            models.Index(fields=["departement", "-starts_on"], name="outreach_campaign_latest"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("campaign_detail", args=[self.pk])

    lineage = LineageOf("departement")

    @property
    def is_closed(self) -> bool:
        return self.status == self.Status.CLOSED


class CampaignExpense(IdentifiedModel):
    """Expense of a campaign. The total spent is the sum of these rows and is never typed
    separately.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="expenses")
    label = models.CharField(_("pour quoi"), max_length=120)
    amount_cents = models.PositiveIntegerField(_("montant"))
    """In euro cents, tax included."""
    spent_on = models.DateField(_("le"))
    recorded_by = AuthorKey(null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-spent_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="outreach_expense_of_something",
                condition=Q(amount_cents__gt=0, label__regex=r"\S"),
                violation_error_message=_("Une dépense a un montant et un objet."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    lineage = LineageOf("campaign")


class TrackedLink(IdentifiedModel):
    """Short address of a campaign, printed or sent. Its code identifies where a visitor comes from,
    without a cookie."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="links")
    code = models.CharField(_("code"), max_length=12, unique=True)
    label = models.CharField(_("où il se trouve"), max_length=120)
    destination = models.CharField(_("où il mène"), max_length=LONGEST_ADDRESS)
    created_at = models.DateTimeField(_("créé le"))

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                "campaign",
                Lower("label"),
                name="outreach_link_one_label",
                violation_error_message=_("Un lien de cette campagne porte déjà ce nom."),
            ),
            models.CheckConstraint(
                name="outreach_link_leads_inside",
                condition=Q(destination__regex=INSIDE),
                violation_error_message=_("Un lien mène à une adresse de ce site."),
            ),
            models.CheckConstraint(
                name="outreach_link_code_readable",
                condition=Q(code__regex=r"^[0-9a-z]{4,12}$"),
                violation_error_message=_("Un code se compose de lettres et de chiffres."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    lineage = LineageOf("campaign")


class LinkDay(models.Model):
    """Number of visits by a link on a day of the local calendar. It identifies no visitor."""

    link = models.ForeignKey(TrackedLink, on_delete=models.CASCADE, related_name="days")
    day = models.DateField(_("jour"))
    clicks = models.PositiveIntegerField(_("visites"), default=0)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["link", "day"],
                name="outreach_link_day_once",
                violation_error_message=_("Ce jour est déjà compté."),
            ),
        ]
