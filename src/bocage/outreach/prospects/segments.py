"""Segments: prospects filtered by any of their fields."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.plain_words import plain_words
from bocage.outreach.campaigns.models import Campaign
from bocage.outreach.campaigns.results import EARLIEST, LATEST
from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.outreach.prospects.models.prospects import (
    PROSPECT_WORDS,
    Prospect,
    ProspectQuerySet,
    Touch,
)
from bocage.outreach.shared.themes import Theme
from bocage.welcome.models import Stage

THEMES, PURPOSES = Theme.choices, ProspectConsent.Purpose.choices
MAX_WORDS = 6
SHORTEST_ALIKE = 4
"""Letters from which a word may be misspelt; shorter ones look like too many others, and so do
whole addresses."""

PLAIN_FILTERS = {
    "origin": "origin__icontains",
    "trade": "trade__icontains",
    "family": "family",
    "language": "language",
    "status": "status",
    "interests": "interests__contains",
}
SETTLED_STAGES = (Stage.SETTLED, Stage.ROOTED)


class Progress(models.TextChoices):
    """Progress of a prospect towards living here."""

    NO_PROJECT = "sans-projet", gettext_lazy("sans projet encore")
    CANDIDATE = "candidat", gettext_lazy("un projet en cours")
    SETTLED = "installe", gettext_lazy("vit ici")


class ConsentState(models.TextChoices):
    """State of the consents of a prospect."""

    IN_FORCE = "en-vigueur", gettext_lazy("au moins un en vigueur")
    WAITING = "attend", gettext_lazy("attend la confirmation")
    WITHDRAWN = "retire", gettext_lazy("au moins un retiré")
    NONE = "aucun", gettext_lazy("aucun en vigueur")


class ReachedBy(models.TextChoices):
    """Way in which a prospect can be reached."""

    EMAIL = "courriel", gettext_lazy("courriel")
    PHONE = "telephone", gettext_lazy("téléphone")


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentCriteria:
    """Criteria that the prospects of a segment meet; one that is None or empty selects everybody.

    Days are local and included. `purpose` is that of a consent in force.
    """

    words: str = ""
    origin: str = ""
    trade: str = ""
    family: str = ""
    language: str = ""
    status: str = ""
    interests: tuple[str, ...] = ()
    purpose: str = ""
    progress: str = ""
    consents: str = ""
    reached_by: str = ""
    captured_from: date | None = None
    captured_until: date | None = None
    touched_since: date | None = None
    untouched_since: date | None = None
    first_campaign: Campaign | None = None
    last_campaign: Campaign | None = None


def filter_prospects(prospects: ProspectQuerySet, criteria: SegmentCriteria) -> ProspectQuerySet:
    """Filters prospects on all the given criteria."""
    prospects = _spelt_like(prospects.current(), criteria.words)
    for name, lookup in PLAIN_FILTERS.items():
        if value := getattr(criteria, name):
            prospects = prospects.filter(**{lookup: value})
    for name, condition_of in CONDITIONS.items():
        if value := getattr(criteria, name):
            prospects = prospects.filter(condition_of(value))
    if criteria.first_campaign:
        prospects = _met_by(prospects, criteria.first_campaign, "at")
    if criteria.last_campaign:
        prospects = _met_by(prospects, criteria.last_campaign, "-at")
    return prospects


def _consents_in_force() -> models.QuerySet[ProspectConsent]:
    """Returns a subquery of the consents in force of each prospect."""
    return ProspectConsent.objects.in_force().filter(prospect=OuterRef("pk"))


def _has_progress(choice: str) -> Q:
    if choice == Progress.NO_PROJECT:
        return Q(project=None)
    has_settled = Q(project__stage__in=SETTLED_STAGES) | Q(
        project__merged_into__stage__in=SETTLED_STAGES
    )
    return has_settled if choice == Progress.SETTLED else Q(project__isnull=False) & ~has_settled


def _consent_state(choice: str) -> Q:
    consents = ProspectConsent.objects.filter(prospect=OuterRef("pk"))
    if choice == ConsentState.WAITING:
        return Q(Exists(consents.filter(withdrawn_at=None, confirmed_at=None)))
    if choice == ConsentState.WITHDRAWN:
        return Q(Exists(consents.filter(withdrawn_at__isnull=False)))
    stands = Q(Exists(_consents_in_force()))
    return stands if choice == ConsentState.IN_FORCE else ~stands


CONDITIONS: dict[str, Callable[[Any], Q]] = {
    "purpose": lambda purpose: Q(Exists(_consents_in_force().filter(purpose=purpose))),
    "progress": _has_progress,
    "consents": _consent_state,
    "reached_by": lambda by: ~Q(email="") if by == ReachedBy.EMAIL else ~Q(phone=""),
    "captured_from": lambda day: Q(captured_at__gte=_start_of(day)),
    "captured_until": lambda day: Q(captured_at__lt=_start_of(day) + timedelta(days=1)),
    "touched_since": lambda day: Q(last_touch_at__gte=_start_of(day)),
    "untouched_since": lambda day: Q(last_touch_at__lt=_start_of(day)),
}
"""Criteria that are not the value of one field of the record."""


def with_agreements(prospects: ProspectQuerySet) -> ProspectQuerySet:
    """Annotates prospects with `agreed`, the list of uses that they currently consent to."""
    return prospects.annotate(
        agreed=ArraySubquery(_consents_in_force().order_by("purpose").values("purpose"))
    )


def _spelt_like(prospects: ProspectQuerySet, text: str) -> ProspectQuerySet:
    """Filters on prospects that match every word, misspelt or not, with
    `outreach_prospect_words`."""
    words = plain_words(text.replace("\0", "")).split()[:MAX_WORDS]
    if not words:
        return prospects
    prospects = prospects.alias(words=PROSPECT_WORDS)
    for word in words:
        is_exact = len(word) < SHORTEST_ALIKE or "@" in word
        lookup = "contains" if is_exact else "trigram_word_similar"
        prospects = prospects.filter(**{f"words__{lookup}": word})
    return prospects


def _met_by(prospects: ProspectQuerySet, campaign: Campaign, order: str) -> ProspectQuerySet:
    """Prospects whose first or last touch is of a campaign, searched among those it touched."""
    met = Touch.objects.filter(campaign=campaign).values("prospect")
    touches = Touch.objects.filter(prospect=OuterRef("pk"), campaign__isnull=False)
    return (
        prospects.filter(pk__in=met)
        .alias(met_by=Subquery(touches.order_by(order, "id").values("campaign")[:1]))
        .filter(met_by=campaign.pk)
    )


def _start_of(day: date) -> datetime:
    """Returns local midnight at the start of a day; the year 9999 stands for no limit."""
    return timezone.make_aware(datetime.combine(min(max(day, EARLIEST), LATEST), time.min))


def segment_fields(prospect: Prospect) -> list[object]:
    """Returns a prospect, annotated with `agreed`, as a row of the export."""
    agreed: list[str] = getattr(prospect, "agreed", [])
    return [
        prospect.email,
        prospect.phone,
        prospect.name,
        prospect.origin,
        prospect.trade,
        prospect.get_family_display(),
        ", ".join(str(label) for value, label in THEMES if value in prospect.interests),
        prospect.language,
        prospect.get_status_display(),
        timezone.localtime(prospect.captured_at).strftime("%Y-%m-%d"),
        timezone.localtime(prospect.last_touch_at).strftime("%Y-%m-%d"),
        ", ".join(str(label) for value, label in PURPOSES if value in agreed),
    ]


def segment_columns() -> list[str]:
    """Returns the header of the export of prospects, in the active language."""
    return [
        _("Adresse"),
        _("Téléphone"),
        _("Nom"),
        _("Vit à…"),
        _("Métier"),
        _("Viendrait"),
        _("Ce qui compte"),
        _("Langue"),
        _("État"),
        _("Rencontré le"),
        _("Dernier échange"),
        _("Accepte de"),
    ]
