"""Consents given when a person's words and picture are published on a page."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history_and_deletion
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey
from bocage.people.models import Person


class TestimonyConsentQuerySet(models.QuerySet["TestimonyConsent"]):
    """Consents, by whether they hold."""

    __test__ = False  # Not a test, despite its name.

    def holding(self, day: date) -> TestimonyConsentQuerySet:
        """Filters on the consents that are valid on a day, last day included."""
        return self.filter(withdrawn_at__isnull=True, given_on__lte=day, ends_on__gte=day)


@with_history_and_deletion(
    "name",
    "words_shown",
    "collection_method",
    "given_on",
    "ends_on",
    "withdrawn_at",
    related_name="events",
)
class TestimonyConsent(IdentifiedModel):
    """Consent of a person to publish their testimony: the text that they were shown, how and until
    when they agreed, and when they withdrew it.
    """

    __test__ = False  # Not a test, despite its name.

    class CollectionMethod(models.TextChoices):
        SIGNED = "signed", _("papier signé")
        EMAIL = "email", _("par courriel")
        SPOKEN = "spoken", _("de vive voix, noté le jour même")

    name = models.CharField(_("qui"), max_length=120)
    person = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="testimony_consents",
        verbose_name=_("son compte"),
    )
    words_shown = models.TextField(
        _("ce qui lui a été dit"),
        max_length=2000,
        help_text=_("Les mots exacts : ce qui est montré, où, pour combien de temps."),
    )
    collection_method = models.CharField(
        _("comment"), max_length=10, choices=CollectionMethod.choices
    )
    given_on = models.DateField(_("donné le"), default=timezone.localdate)
    ends_on = models.DateField(_("jusqu’au"), help_text=_("Ce jour-là compris."))
    withdrawn_at = models.DateTimeField(_("repris le"), null=True, blank=True)
    recorded_by = AuthorKey(null=True, related_name="+", editable=False)

    objects = TestimonyConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("accord pour un témoignage")
        verbose_name_plural = _("accords pour des témoignages")
        ordering = ["-given_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="outreach_testimonyconsent_ends_after",
                condition=models.Q(ends_on__gte=models.F("given_on")),
                violation_error_message=_("Un accord finit après avoir été donné."),
            ),
            models.CheckConstraint(
                name="outreach_testimonyconsent_collection_method_known",
                condition=models.Q(collection_method__in=["signed", "email", "spoken"]),
                violation_error_message=_("Dites comment l’accord a été donné."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def holds_on(self, day: date) -> bool:
        """Checks whether the consent is valid on this day."""
        return self.withdrawn_at is None and self.given_on <= day <= self.ends_on
