"""Records that may be of one person: how each is recognised, and the pairs that are proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _

from bocage.outreach.campaigns.models import RUN_BY
from bocage.outreach.prospects.models.prospects import NotTheSame, Prospect
from bocage.people.policies import reach_of
from bocage.people.scopes.lineage import LineageOf

if TYPE_CHECKING:
    from bocage.people.models import Person


class ProspectKeys(models.Model):
    """Keys computed from a prospect's record to find its duplicates. Triggers on the table of
    prospects create the row, queue it again when the record changes, and delete it when the
    prospect is erased.
    """

    prospect = models.OneToOneField(
        Prospect, on_delete=models.CASCADE, primary_key=True, related_name="match_keys"
    )
    keys = ArrayField(models.CharField(max_length=60), default=list)
    """Match keys; two records of one person have at least one in common: see `match_keys`."""
    read_at = models.DateTimeField(null=True)
    """When its duplicates were last searched; null while pending."""

    class Meta:
        indexes = [
            GinIndex(fields=["keys"], name="outreach_keys_same_keys"),
            models.Index(
                fields=["prospect"], name="outreach_keys_waiting", condition=Q(read_at=None)
            ),
        ]


class ProposedPairQuerySet(models.QuerySet["ProposedPair"]):
    """Pairs, by who decides about them."""

    def run_by(self, person: Person) -> ProposedPairQuerySet:
        """Filters on the pairs of the départements where a person is a coordinator."""
        return self.filter(reach_of(person, RUN_BY).within(departement="departement"))

    def to_decide(self) -> ProposedPairQuerySet:
        """Filters on the pairs that still need a decision: they are not marked as two people, and
        neither record is erased or merged.

        Each record is read by its key: a join on conditions that nearly all records meet begins,
        before PostgreSQL has statistics, with every record beside every other.
        """
        differences = NotTheSame.objects.filter(first=OuterRef("first"), second=OuterRef("second"))
        return self.filter(
            ~Exists(differences),
            IsNull(_current_record("first"), False),
            IsNull(_current_record("second"), False),
        )


def _current_record(field: str) -> Subquery:
    return Subquery(Prospect.objects.current().filter(pk=OuterRef(field)).values("pk")[:1])


class ProposedPair(models.Model):
    """Two records that look like one person's, with why. Only a person merges them."""

    class Reason(models.TextChoices):
        NAME = "name", _("noms proches")
        PHONE = "phone", _("même téléphone")
        PLACE = "place", _("même ville")
        MAILBOX = "mailbox", _("adresses proches")

    departement = models.ForeignKey(
        "territory.Departement", on_delete=models.CASCADE, related_name="+"
    )
    first = models.ForeignKey(Prospect, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Prospect, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField(_("ressemblance"))
    """From 0 to 100: sorts the queue, and decides nothing."""
    reasons = ArrayField(models.CharField(max_length=8, choices=Reason))
    proposed_at = models.DateTimeField(_("proposé le"))

    objects = ProposedPairQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                name="outreach_pair_once",
                violation_error_message=_("Ces deux fiches sont déjà proposées."),
            ),
            models.CheckConstraint(
                name="outreach_pair_in_order",
                condition=Q(first__lt=F("second")),
                violation_error_message=_("Deux prospects sont deux."),
            ),
            models.CheckConstraint(
                name="outreach_pair_score_of_hundred",
                condition=Q(score__lte=100),
                violation_error_message=_("Une ressemblance est de 100 au plus."),
            ),
        ]
        indexes = [
            models.Index(fields=["departement", "-score", "id"], name="outreach_pair_likeliest"),
        ]

    lineage = LineageOf("departement")

    @property
    def records(self) -> list[Prospect]:
        """Both records, the one that was met first before the other."""
        return sorted(
            [self.first, self.second], key=lambda prospect: (prospect.captured_at, prospect.pk)
        )

    @property
    def reason_labels(self) -> list[str]:
        """Displayed reasons why the pair is proposed."""
        return [str(self.Reason(reason).label) for reason in self.reasons]
