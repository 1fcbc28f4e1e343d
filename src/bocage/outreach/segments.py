"""Segments: prospects by any of what is known of them, as the address of the list says it."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.plain_words import plain_words
from bocage.outreach.models import PROSPECT_WORDS, Prospect, ProspectConsent, Theme, Touch
from bocage.outreach.models.prospects import ProspectQuerySet

THEMES, PURPOSES = Theme.choices, ProspectConsent.Purpose.choices
MOST_WORDS = 6
SHORTEST_ALIKE = 4
"""Letters from which a word may be misspelt; shorter ones look like too many others, and so do
whole addresses."""

PLAIN_FILTERS = {
    "origine": "origin__icontains",
    "metier": "trade__icontains",
    "famille": "family",
    "langue": "language",
    "etat": "status",
}


def chosen(prospects: ProspectQuerySet, choice: dict[str, Any]) -> ProspectQuerySet:
    """Those of whom all that is chosen is true."""
    prospects = _spelt_like(prospects.known(), choice.get("q") or "")
    for name, lookup in PLAIN_FILTERS.items():
        if choice.get(name):
            prospects = prospects.filter(**{lookup: choice[name]})
    if choice.get("interet"):
        prospects = prospects.filter(interests__contains=choice["interet"])
    if choice.get("accord"):
        standing = ProspectConsent.objects.in_force().filter(
            prospect=OuterRef("pk"), purpose=choice["accord"]
        )
        prospects = prospects.filter(Exists(standing))
    for name, order in (("premiere", "at"), ("derniere", "-at")):
        if choice.get(name):
            prospects = _met_by(prospects, choice[name], order)
    if choice.get("depuis"):
        prospects = prospects.filter(captured_at__gte=_start_of(choice["depuis"]))
    if choice.get("sans_echange_depuis"):
        prospects = prospects.filter(last_touch_at__lt=_start_of(choice["sans_echange_depuis"]))
    return prospects


def with_agreements(prospects: ProspectQuerySet) -> ProspectQuerySet:
    """The same, each with `agreed`: the uses that it agrees to now."""
    standing = ProspectConsent.objects.in_force().filter(prospect=OuterRef("pk"))
    return prospects.annotate(agreed=ArraySubquery(standing.order_by("purpose").values("purpose")))


def _spelt_like(prospects: ProspectQuerySet, text: str) -> ProspectQuerySet:
    """Those whom each word finds, misspelt or not; `outreach_prospect_words` answers."""
    words = plain_words(text.replace("\0", "")).split()[:MOST_WORDS]
    if not words:
        return prospects
    prospects = prospects.alias(words=PROSPECT_WORDS)
    for word in words:
        is_exact = len(word) < SHORTEST_ALIKE or "@" in word
        lookup = "contains" if is_exact else "trigram_word_similar"
        prospects = prospects.filter(**{f"words__{lookup}": word})
    return prospects


def _met_by(prospects: ProspectQuerySet, campaign: Any, order: str) -> ProspectQuerySet:
    """Those whose first or last touch is of a campaign; its own are looked among."""
    met = Touch.objects.filter(campaign=campaign).values("prospect")
    touches = Touch.objects.filter(prospect=OuterRef("pk"), campaign__isnull=False)
    return (
        prospects.filter(pk__in=met)
        .alias(met_by=Subquery(touches.order_by(order, "id").values("campaign")[:1]))
        .filter(met_by=campaign.pk)
    )


def _start_of(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def address_of(choice: dict[str, Any]) -> list[tuple[str, str]]:
    """What the address of a choice says, blanks left out."""
    said: list[tuple[str, str]] = []
    for name, value in choice.items():
        values = value if isinstance(value, list) else [value]
        said += [
            (name.replace("_", "-"), str(getattr(one, "pk", one)))
            for one in values
            if one not in ("", None)
        ]
    return said


def segment_fields(prospect: Prospect) -> list[object]:
    """A prospect as a row of a table, with `agreed` beside it."""
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
    """The header of that table, in the language of the page."""
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
