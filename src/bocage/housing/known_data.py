"""What the room keeps about a person."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.spoken_time import spoken_moment
from bocage.housing import lead_known_data
from bocage.housing.alert_words import criteria_in_words
from bocage.housing.models import Alert, PushSubscription
from bocage.housing.search_criteria import criteria_of
from bocage.housing.search_holders import searches_of
from bocage.people.known_data import KnownRow, KnownSection, add_known_section
from bocage.people.models import Person

__all__ = ["lead_known_data"]


def search_rows(person: Person, most: int | None) -> list[KnownRow]:
    """Their searches, stopped ones too, the latest first; one query."""
    found = searches_of(person).select_related("commune").order_by("-created_at", "id")
    return [
        KnownRow(
            title=one.name,
            detail=" · ".join(
                (
                    criteria_in_words(criteria_of(one)),
                    str(one.get_status_display()),
                    str(one.get_rhythm_display()),
                )
            ),
            url=reverse("saved_search", args=[one.pk]),
        )
        for one in found[:most]
    ]


def alert_rows(person: Person, most: int | None) -> list[KnownRow]:
    """The homes that they were told of, the latest first; one query."""
    told = (
        Alert.objects.filter(search__person=person)
        .exclude(told_at=None)
        .select_related("search", "fact__dwelling", "fact__lead__commune")
        .order_by("-told_at", "id")
    )
    return [
        KnownRow(
            title=_title(one),
            detail=" · ".join((one.search.name, spoken_moment(one.told_at) if one.told_at else "")),
        )
        for one in told[:most]
    ]


def browser_rows(person: Person, most: int | None) -> list[KnownRow]:
    """The browsers that show what they are told; one query."""
    allowed = PushSubscription.objects.filter(person=person).order_by("-created_at", "id")
    return [
        KnownRow(
            title=one.browser or str(PushSubscription._meta.verbose_name),
            detail=spoken_moment(one.created_at),
        )
        for one in allowed[:most]
    ]


def _title(alert: Alert) -> str:
    if alert.fact.dwelling is not None:
        return alert.fact.dwelling.title
    lead = alert.fact.lead
    return f"{lead.get_kind_display()}, {lead.commune.name}" if lead else ""


for _name, _title_of, _rank, _rows, _link in (
    (
        "saved_searches",
        _("Vos recherches de logement"),
        50,
        search_rows,
        ("saved_searches", _("Voir mes recherches")),
    ),
    ("housing_alerts", _("Les logements qui vous ont été signalés"), 51, alert_rows, None),
    (
        "browsers",
        _("Les navigateurs qui montrent vos notifications"),
        52,
        browser_rows,
        ("notifications", _("Voir mes notifications")),
    ),
):
    add_known_section(KnownSection(name=_name, title=_title_of, rank=_rank, rows=_rows, link=_link))
