"""Prospects: people who may come and live here one day, and how they were met."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history
from bocage.foundation.formatting.plain_words import PlainWords, SpacedWords
from bocage.foundation.models.identified import IdentifiedModel
from bocage.outreach.campaigns.models import RUN_BY, Campaign, Family, TrackedLink
from bocage.outreach.shared.themes import Theme
from bocage.people.keys import AuthorKey
from bocage.people.policies import reach_of
from bocage.people.scopes.lineage import LineageOf
from bocage.territory.keys import DepartementKey

if TYPE_CHECKING:
    from bocage.people.models import Person

PROSPECT_WORDS = SpacedWords(PlainWords(F("name")), F("email"), F("phone"), PlainWords(F("origin")))
"""Searchable text of a prospect; must match the expression of the index
`outreach_prospect_words`."""


READ_AGAIN = pgtrigger.Trigger(
    name="outreach_keys_follows",
    when=pgtrigger.After,
    operation=pgtrigger.Insert
    | pgtrigger.UpdateOf("name", "phone", "email", "origin", "erased_at", "merged_into_id"),
    func="""
        IF NEW.erased_at IS NOT NULL OR NEW.merged_into_id IS NOT NULL THEN
            DELETE FROM outreach_prospectkeys WHERE prospect_id = NEW.id;
        ELSIF TG_OP = 'INSERT' THEN
            INSERT INTO outreach_prospectkeys (prospect_id, keys) VALUES (NEW.id, '{}');
        ELSIF (OLD.name, OLD.phone, OLD.email, OLD.origin)
            IS DISTINCT FROM (NEW.name, NEW.phone, NEW.email, NEW.origin) THEN
            UPDATE outreach_prospectkeys SET read_at = NULL WHERE prospect_id = NEW.id;
        END IF;
        RETURN NULL;
    """,
)
"""Queues the search for duplicates of a changed record; deletes the reading of an erased or merged
one."""


class ProspectQuerySet(models.QuerySet["Prospect"]):
    """Filters on prospects."""

    def run_by(self, person: Person) -> ProspectQuerySet:
        """Filters on the prospects of the départements where a person is a coordinator."""
        return self.filter(reach_of(person, RUN_BY).within(departement="departement"))

    def current(self) -> ProspectQuerySet:
        """Filters on the prospects that are neither erased nor merged into another."""
        return self.filter(erased_at=None, merged_into=None)


@with_history("status", "project", "merged_into")
class Prospect(IdentifiedModel):
    """Person met by one or more campaigns: one record for each person in a département."""

    class Status(models.TextChoices):
        CAPTURED = "captured", _("à confirmer")
        CONFIRMED = "confirmed", _("confirmé")
        CANDIDATE = "candidate", _("candidat")
        UNSUBSCRIBED = "unsubscribed", _("ne veut plus être contacté")
        ERASED = "erased", _("effacé")

    departement = DepartementKey(_("département"), related_name="prospects")
    email = models.EmailField(_("adresse électronique"), max_length=254, blank=True)
    """Lower case; empty if only a telephone was given."""
    phone = models.CharField(_("téléphone"), max_length=20, blank=True)
    name = models.CharField(_("nom"), max_length=120, blank=True)
    origin = models.CharField(_("vit à…"), max_length=120, blank=True)
    trade = models.CharField(_("métier"), max_length=120, blank=True)
    family = models.CharField(_("viendrait"), max_length=8, choices=Family, blank=True)
    interests = ArrayField(
        models.CharField(max_length=8, choices=Theme),
        default=list,
        blank=True,
        verbose_name=_("ce qui compte"),
    )
    language = models.CharField(_("langue"), max_length=2, default="fr")
    status = models.CharField(_("état"), max_length=12, choices=Status, default=Status.CAPTURED)
    captured_at = models.DateTimeField(_("rencontré le"))
    confirmed_at = models.DateTimeField(_("adresse confirmée le"), null=True, blank=True)
    confirmation_requested_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When a confirmation was last requested: one mail, however often a form is sent."""
    last_touch_at = models.DateTimeField(_("dernier échange le"))
    """Start of the retention period of the prospect."""
    person = AuthorKey(_("compte"), null=True, blank=True, related_name="prospects")
    project = models.OneToOneField(
        "welcome.SettlementProject",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="prospect",
        verbose_name=_("projet d’installation"),
    )
    """Project that they sent: their history is shown on its page."""
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged"
    )
    """The record of the same person that this one was merged into; it is shown no more."""
    notes = models.TextField(_("notes"), max_length=4000, blank=True)
    erased_at = models.DateTimeField(_("effacé le"), null=True, blank=True)
    """When their identity was erased; the touches, their dates and their campaigns stay."""

    objects = ProspectQuerySet.as_manager()

    class Meta:
        ordering = ["-last_touch_at", "-id"]
        verbose_name = _("prospect")
        verbose_name_plural = _("prospects")
        constraints = [
            models.UniqueConstraint(
                fields=["departement", "email"],
                name="outreach_prospect_one_address",
                condition=~Q(email="") & Q(merged_into=None),
                violation_error_message=_("Cette adresse est déjà celle d’un prospect."),
            ),
            models.CheckConstraint(
                name="outreach_prospect_can_be_reached",
                condition=Q(erased_at__isnull=False) | ~Q(email="") | ~Q(phone=""),
                violation_error_message=_("Il faut une adresse ou un téléphone."),
            ),
            models.CheckConstraint(
                name="outreach_prospect_address_lowercase",
                condition=Q(email=Lower("email")),
                violation_error_message=_("Une adresse s’écrit en minuscules."),
            ),
            models.CheckConstraint(
                name="outreach_prospect_confirmed_has_time",
                condition=~Q(status="confirmed") | Q(confirmed_at__isnull=False),
                violation_error_message=_("Une adresse confirmée l’est depuis un moment."),
            ),
            models.CheckConstraint(
                name="outreach_prospect_erased_keeps_nobody",
                condition=Q(erased_at=None)
                | Q(
                    status="erased",
                    email="",
                    phone="",
                    name="",
                    notes="",
                    person=None,
                ),
                violation_error_message=_("D’un prospect effacé, il ne reste personne."),
            ),
            models.CheckConstraint(
                name="outreach_prospect_not_merged_into_itself",
                condition=~Q(merged_into=F("id")),
                violation_error_message=_("Un prospect n’est pas réuni à lui-même."),
            ),
        ]
        indexes = [
            models.Index(fields=["departement", "-last_touch_at"], name="outreach_prospect_latest"),
            models.Index(fields=["departement", "status"], name="outreach_prospect_status"),
            # Records of one address in every département, merged ones included.
            models.Index(fields=["email"], name="outreach_prospect_emails", condition=~Q(email="")),
            models.Index(
                fields=["departement", "phone"],
                name="outreach_prospect_phone",
                condition=~Q(phone=""),
            ),
            GinIndex(OpClass(PROSPECT_WORDS, name="gin_trgm_ops"), name="outreach_prospect_words"),
        ]
        triggers = [READ_AGAIN]

    def __str__(self) -> str:
        return self.name or self.email or self.phone or str(_("prospect effacé"))

    def get_absolute_url(self) -> str:
        return reverse("prospect_detail", args=[self.pk])

    lineage = LineageOf("departement")


class Touch(IdentifiedModel):
    """Contact between a campaign and a prospect at one moment. The first and the last are shown
    side by side; none is ever rewritten.
    """

    class Kind(models.TextChoices):
        FORM = "form", _("formulaire")
        BOOTH = "booth", _("stand")
        IMPORT = "import", _("liste importée")
        LETTER = "letter", _("visite depuis une lettre")
        ANSWER = "answer", _("réponse à une lettre")
        EVENING = "evening", _("soirée")
        CALL = "call", _("appel")
        PROJECT = "project", _("projet envoyé")

    prospect = models.ForeignKey(Prospect, on_delete=models.CASCADE, related_name="touches")
    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, null=True, blank=True, related_name="touches"
    )
    link = models.ForeignKey(
        TrackedLink, on_delete=models.SET_NULL, null=True, blank=True, related_name="touches"
    )
    kind = models.CharField(_("par"), max_length=8, choices=Kind)
    at = models.DateTimeField(_("le"))
    note = models.CharField(_("note"), max_length=400, blank=True)
    by = AuthorKey(null=True, blank=True, related_name="+")
    sent_as = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    """The identifier that the form or the tablet gave it: sent twice, it is written once."""

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["prospect", "at"], name="outreach_touch_of_prospect"),
            models.Index(fields=["campaign", "at"], name="outreach_touch_of_campaign"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"


class NotTheSame(models.Model):
    """Decision that two records are two people; they are not proposed again."""

    first = models.ForeignKey(Prospect, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Prospect, on_delete=models.CASCADE, related_name="+")
    decided_by = AuthorKey(null=True, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["-decided_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                name="outreach_not_the_same_once",
                violation_error_message=_("C’est déjà dit."),
            ),
            models.CheckConstraint(
                name="outreach_not_the_same_in_order",
                condition=Q(first__lt=F("second")),
                violation_error_message=_("Deux prospects sont deux."),
            ),
        ]
