"""Chapters about a commune in the documents of the welcome: contacts, workplaces, dated figures.

An empty chapter states that nothing is known, since a blank would read as « there is none ».
"""

from collections.abc import Sequence
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import format_date
from bocage.foundation.formatting.typography import NO_BREAK
from bocage.people.models import Mandate, Role, ScopeKind
from bocage.people.phones import format_phone
from bocage.territory.models import Commune, CommuneFact
from bocage.territory.travel import road_minutes
from bocage.territory.travel_formatting import format_road
from bocage.welcome.communes.town_halls import coordinators_of
from bocage.workspaces.models import Place

NEAREST = 3
FARTHEST_M = 40_000

Row = dict[str, str]


def chapters_of(commune: Commune, *, contact: str = "") -> list[dict[str, Any]]:
    """Lists the chapters of the booklet, in order; four queries."""
    referents = referents_of(commune)
    return [
        {
            "title": _("Qui peut vous aider"),
            "rows": _contacts(commune, contact, referents),
            "absent": _("Poussez la porte de la mairie.")
            if referents
            else _("La mairie n’a pas encore de référent inscrit ici : poussez sa porte."),
        },
        {
            "title": _("Travailler tout près"),
            "rows": _places(commune),
            "absent": _(
                "La position de la commune n’est pas connue ici : demandez à la mairie où "
                "travailler."
            )
            if commune.latitude is None
            else _("Aucun lieu de travail partagé n’est connu à moins de 40 km."),
        },
        {
            "title": _("La commune en chiffres"),
            "rows": fact_rows(commune),
            "absent": _("Aucun chiffre sourcé n’est disponible pour cette commune."),
        },
    ]


def referents_of(commune: Commune) -> list[Mandate]:
    """Returns the mandates of the elected people and of the secretaries of the commune today,
    elected people first.
    """
    mandates = (
        Mandate.objects.in_force()
        .filter(
            role__in=(Role.ELECTED, Role.TOWN_HALL),
            scope__kind=ScopeKind.COMMUNE,
            scope__commune=commune.pk,
            person__is_active=True,
        )
        .select_related("person")
        .order_by("role", "starts_on", "pk")
    )
    return list(mandates)


def fact_rows(commune: Commune) -> list[Row]:
    """Lists the facts about a commune, each with its source and its date."""
    rows = []
    if commune.population is not None:
        rows.append(
            _row(
                _("Habitants"),
                number_format(commune.population, use_l10n=True, force_grouping=True),
                _("Population municipale, Insee, édition %(year)s des données de référence")
                % {"year": commune.edition}
                if commune.edition
                else _("Population municipale, Insee"),
            )
        )
    facts = CommuneFact.objects.filter(commune=commune).order_by("kind")
    return rows + [_fact_row(fact) for fact in facts]


def _fact_row(fact: CommuneFact) -> Row:
    value = number_format(fact.value.normalize(), use_l10n=True)
    value = f"{value}{NO_BREAK}{fact.unit}" if fact.unit else value
    day = format_date(fact.dated_on, with_year=True, with_weekday=False)
    source = _("%(source)s, au %(day)s") % {"source": fact.source, "day": day}
    return _row(
        fact.label[:1].upper() + fact.label[1:],
        value,
        f"{fact.detail} · {source}" if fact.detail else source,
    )


def _contacts(commune: Commune, contact: str, referents: Sequence[Mandate]) -> list[Row]:
    rows = [_row(_("La mairie"), "", contact)] if contact else []
    rows += [
        _row(str(mandate.person), str(mandate.get_role_display()), commune.name)
        for mandate in referents
        if mandate.person.name
    ]
    rows += [
        _row(
            person.name,
            format_phone(person.phone) if person.phone else "",
            _("Chargé(e) d’accueil du territoire"),
        )
        for person in coordinators_of(commune)[:2]
        if person.name
    ]
    clubs = (
        Mandate.objects.in_force()
        .filter(
            role=Role.CLUB_ORGANISER,
            scope__departement=commune.departement_id,
            person__is_active=True,
        )
        .select_related("person")
        .order_by("starts_on", "pk")[:1]
    )
    rows += [
        _row(mandate.person.name, "", _("Club des professionnels et des indépendants"))
        for mandate in clubs
        if mandate.person.name
    ]
    return rows


def _places(commune: Commune) -> list[Row]:
    around = Place.objects.published().around(commune).select_related("commune")[:NEAREST]
    return [
        _row(place.name, _way(commune, place), place.commune.name)
        for place in around
        if place.commune_id == commune.pk or place.distance_m <= FARTHEST_M
    ]


def _way(commune: Commune, place: Any) -> str:
    if place.commune_id == commune.pk:
        return _("sur place")
    return format_road(place.distance_m, road_minutes(place.distance_m))


def _row(name: str, value: str, note: str) -> Row:
    return {"name": name, "value": value, "note": note}
