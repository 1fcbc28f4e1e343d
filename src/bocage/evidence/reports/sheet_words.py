"""Sentences of the sheet of a commune."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.evidence.figure_formatting import format_labelled
from bocage.evidence.models import Night
from bocage.evidence.reports.neighbours import MIN_NEIGHBOURS
from bocage.foundation.formatting.grammar import at_name, of_name
from bocage.foundation.formatting.money import whole_euros
from bocage.foundation.formatting.times import format_date
from bocage.housing.models import CommunePrice, PropertyKind

if TYPE_CHECKING:
    from bocage.evidence.reports.sheet import Sheet

PRICED = (PropertyKind.HOUSE, PropertyKind.APARTMENT)


def title_words(sheet: Sheet, night: Night) -> dict[str, Any]:
    """Returns the titles of the sheet, and its sources."""
    day = format_date(night.date, with_year=True, with_weekday=False)
    epci = sheet.commune.epci
    return {
        "title": _("Fiche de la commune %(of_commune)s") % {"of_commune": of_name(sheet.name)},
        "over": _("Fiche de la commune"),
        "epci": epci.name if epci else sheet.commune.departement.name,
        "known": _("Chiffres connus la nuit du %(day)s") % {"day": day},
        "page": _("page"),
        "figures_title": _("Ce qui s’est passé ici"),
        "figures_note": _figures_note(sheet),
        "columns": [_("Chiffre"), str(sheet.period), str(sheet.period.before), _("Autour d’ici")],
        "homes_title": _("Se loger"),
        "places_title": _("Travailler près d’ici"),
        "no_place": _("La position de la commune n’est pas connue ici.")
        if sheet.commune.latitude is None
        else _("Aucun lieu de travail partagé n’est connu autour d’ici."),
        "states_title": _("Une commune qui accueille"),
        "state_columns": [_("État"), _("Critère"), _("Prochaine étape")],
        "council_title": _("À dire au conseil"),
        "method": _(
            "Personne ne tape ces chiffres : chacun est défini une fois pour toutes, compté chaque "
            "nuit, et ses données sont ouvertes, à cette adresse : %(address)s"
        )
        % {"address": f"{settings.BOCAGE.public_url.rstrip('/')}{reverse('evidence')}"},
    }


def _figures_note(sheet: Sheet) -> str:
    year = _("L’année en cours est comptée jusqu’à cette nuit-là.")
    if sheet.neighbours < MIN_NEIGHBOURS:
        return year
    around = (
        _("« Autour d’ici » est la médiane de %(neighbours)d communes de l’intercommunalité.")
        if sheet.commune.latitude is None
        else _("« Autour d’ici » est la médiane des %(neighbours)d communes les plus proches.")
    )
    half = _("La moitié fait plus, la moitié fait moins.")
    return " ".join([year, around % {"neighbours": sheet.neighbours}, half])


def homes_lines(sheet: Sheet) -> list[str]:
    """Returns the sentences about homes: offered, known of, and median sale prices; one query."""
    lines = []
    for name in ("homes_for_sale", "homes_to_rent", "hidden_homes_reported"):
        row = sheet.row(name)
        if row is not None:
            lines.append(format_labelled(str(row.indicator.label), row.now.text))
    prices = CommunePrice.objects.filter(commune=sheet.commune, kind__in=PRICED)
    latest = {price.kind: price for price in prices.order_by("year")}
    for price in latest.values():
        words = {
            "kind": PropertyKind(price.kind).label,
            "median": whole_euros(price.median_eur_m2),
            "year": price.year,
            "count": price.sales,
        }
        lines.append(
            ngettext(
                "%(kind)s : %(median)s le m², médiane de %(count)s vente en %(year)s",
                "%(kind)s : %(median)s le m², médiane de %(count)s ventes en %(year)s",
                price.sales,
            )
            % words
        )
    return lines


def council_lines(sheet: Sheet) -> list[str]:
    """Returns three sentences for the council: who came, where people live and work, and the next
    step.
    """
    return [_arrivals_sentence(sheet), _homes_sentence(sheet), _next_step(sheet)]


def _arrivals_sentence(sheet: Sheet) -> str:
    row = sheet.row("settled_households")
    words = {"at_commune": at_name(sheet.name), "year": sheet.period}
    if row is None or (row.now.value is None and not row.now.is_secret):
        return _("Aucun ménage accompagné n’est compté %(at_commune)s en %(year)s.") % words
    if row.now.value is None:
        return (
            _(
                "Des ménages accompagnés se sont installés %(at_commune)s en %(year)s ; leur "
                "nombre reste secret."
            )
            % words
        )
    count = int(row.now.value)
    if count == 0:
        return (
            _("Aucun ménage accompagné ne s’est encore installé %(at_commune)s en %(year)s.")
            % words
        )
    return ngettext(
        "%(count)s ménage accompagné s’est installé %(at_commune)s en %(year)s.",
        "%(count)s ménages accompagnés se sont installés %(at_commune)s en %(year)s.",
        count,
    ) % (words | {"count": count})


def _homes_sentence(sheet: Sheet) -> str:
    homes = sum(
        int(row.now.value or 0)
        for name in ("homes_for_sale", "homes_to_rent")
        if (row := sheet.row(name)) is not None
    )
    homes_sentence = (
        ngettext(
            "%(count)s logement de la commune est à vendre ou à louer",
            "%(count)s logements de la commune sont à vendre ou à louer",
            homes,
        )
        % {"count": homes}
        if homes
        else _("Aucun logement à vendre ou à louer dans la commune n’est montré ici")
    )
    if not sheet.places and sheet.commune.latitude is None:
        return f"{homes_sentence}."
    if not sheet.places:
        return _("%(homes)s ; aucun bureau partagé proche n’est montré ici.") % {
            "homes": homes_sentence
        }
    name, way = sheet.places[0]
    words = {"homes": homes_sentence, "place": name, "way": way}
    return _("%(homes)s ; le bureau partagé le plus proche est %(place)s (%(way)s).") % words


def _next_step(sheet: Sheet) -> str:
    lacking = [state for state in sheet.states if state.lacks]
    unknown = [state for state in sheet.states if not state.holds and not state.lacks]
    if not lacking and unknown:
        return _("On ne sait pas ici si la commune a %(label)s.") % {"label": unknown[0].label}
    if not lacking:
        return _("Il ne manque rien à la commune pour être « commune accueillante ».")
    return _("Il manque encore %(label)s. Premier pas : %(action)s.") % {
        "label": lacking[0].label,
        "action": (lacking[0].action[:1].lower() + lacking[0].action[1:]) or _("en parler"),
    }
