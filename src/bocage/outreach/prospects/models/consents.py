"""Consents: person, purpose, text, time and method; and their withdrawal."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.outreach.campaigns.models import Campaign
from bocage.outreach.prospects.models.prospects import Prospect
from bocage.people.keys import AuthorKey
from bocage.people.scopes.lineage import LineageOf


class ConsentQuerySet(models.QuerySet["ProspectConsent"]):
    """Consents, by whether they hold."""

    def in_force(self) -> ConsentQuerySet:
        """Filters on the consents that are not withdrawn, and are confirmed (from the mailbox, or
        by voice if no mailbox is used). Every mail checks this when it is sent.
        """
        return self.filter(withdrawn_at=None, confirmed_at__isnull=False)


class ProspectConsent(IdentifiedModel):
    """Consent of a prospect to one use. It is a record: its sentence is never changed, and a
    withdrawal is recorded beside it.
    """

    class Purpose(models.TextChoices):
        LETTERS = "letters", _("recevoir nos lettres")
        CALLS = "calls", _("être rappelé")
        EVENINGS = "evenings", _("être invité près de chez soi")

    class CollectionMethod(models.TextChoices):
        FORM = "form", _("formulaire")
        SPOKEN = "spoken", _("de vive voix")
        IMPORT = "import", _("liste importée")
        PERSON = "person", _("depuis son espace")

    class WithdrawnBy(models.TextChoices):
        LINK = "link", _("en un clic")
        ANSWER = "answer", _("en répondant")
        STAFF = "staff", _("à sa demande, par le territoire")
        ERASURE = "erasure", _("effacement")

    prospect = models.ForeignKey(Prospect, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(_("pour"), max_length=8, choices=Purpose)
    words = models.TextField(_("mots montrés"), max_length=1000)
    """The very words that were shown or read out, in the language of the prospect."""
    collection_method = models.CharField(_("comment"), max_length=8, choices=CollectionMethod)
    lawful_basis = models.CharField(_("fondement"), max_length=400, blank=True)
    """For an imported list: the lawful basis for writing to its people, in its owner's words."""
    campaign = models.ForeignKey(
        Campaign, on_delete=models.SET_NULL, null=True, blank=True, related_name="consents"
    )
    given_at = models.DateTimeField(_("donné le"))
    confirmed_at = models.DateTimeField(_("confirmé le"), null=True, blank=True)
    """When the mailbox was confirmed (double opt-in)."""
    recorded_by = AuthorKey(_("noté par"), null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("retiré le"), null=True, blank=True)
    withdrawn_by = models.CharField(
        _("retiré"), max_length=8, choices=WithdrawnBy, blank=True, default=""
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["given_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["prospect", "purpose"],
                name="outreach_consent_one_in_force",
                condition=Q(withdrawn_at=None),
                violation_error_message=_("Cet accord est déjà donné."),
            ),
            models.CheckConstraint(
                name="outreach_consent_in_words",
                condition=Q(words__regex=r"\S"),
                violation_error_message=_("Un accord se donne en toutes lettres."),
            ),
            models.CheckConstraint(
                name="outreach_consent_import_has_basis",
                condition=~Q(collection_method="import") | Q(lawful_basis__regex=r"\S"),
                violation_error_message=_("Une liste importée dit ce qui l’autorise."),
            ),
            models.CheckConstraint(
                name="outreach_consent_in_order",
                condition=(Q(confirmed_at=None) | Q(confirmed_at__gte=F("given_at")))
                & (Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at"))),
                violation_error_message=_("Un accord se confirme ou se retire après coup."),
            ),
            models.CheckConstraint(
                name="outreach_consent_withdrawn_somehow",
                condition=Q(withdrawn_at=None, withdrawn_by="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="")),
                violation_error_message=_("Un accord retiré l’est d’une manière."),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="outreach_consent_is_a_record",
                fields=["purpose", "words", "collection_method", "lawful_basis", "given_at"],
            ),
        ]
        indexes = [
            models.Index(
                fields=["purpose", "prospect"],
                name="outreach_consent_in_force",
                condition=Q(withdrawn_at=None, confirmed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.given_at:%Y-%m-%d}"

    lineage = LineageOf("prospect")
