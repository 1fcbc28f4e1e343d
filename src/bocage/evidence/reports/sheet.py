"""The two pages of a commune, for its mayor to lay on the table of the council."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bocage.evidence.dashboards.grounds import Ground
from bocage.evidence.dashboards.rows import sees_rows
from bocage.evidence.figure_formatting import NOTHING, format_value
from bocage.evidence.models import Level, Night
from bocage.evidence.public_figures import Scope
from bocage.evidence.registry import Indicator
from bocage.evidence.reports.figures import Figure, public_indicators, read_figures
from bocage.evidence.reports.neighbours import middle_of, neighbours_of
from bocage.evidence.reports.paper import instance_facts
from bocage.evidence.reports.requests import ReportPeriod, year_period
from bocage.evidence.reports.sheet_words import council_lines, homes_lines, title_words
from bocage.foundation.documents import cached_pdf
from bocage.outreach.editorial.blocks.workspaces import places_near
from bocage.people.scopes.lineage import lineage_of
from bocage.territory.models import Commune
from bocage.welcome.communes.welcoming_criteria import WelcomingState, welcoming_states

ROWS = (
    *("settled_households", "settled_people", "settled_children", "settled_jobs"),
    *("still_here_after_12_months", "households_presented", "ceremonies_held", "relays_answered"),
    *("hidden_homes_reported", "homes_for_sale", "homes_to_rent", "days_on_the_market"),
    *("seats", "visits", "club_members", "gatherings_held"),
)
CARDS = ("settled_households", "homes_for_sale", "homes_to_rent", "visits")
MAX_ROWS = 13
MAX_PLACES = 3
LONGEST_NAME = 48
LONG_WORD = re.compile(r"[^\s-]{16}")
"""A word of this many letters may be broken."""
ZERO_WIDTH_SPACE = "\u200b"


@dataclass(frozen=True)
class SheetRow:
    """Figure of the commune, that of the year before, and the one of its neighbours."""

    indicator: Indicator
    now: Figure
    before: Figure
    around: str

    @property
    def has_figures(self) -> bool:
        """True if something was counted here, this year or the previous one."""
        return self.now.is_counted or self.before.is_counted


@dataclass(frozen=True)
class Sheet:
    """Content of the two-page sheet of a commune."""

    commune: Commune
    period: ReportPeriod
    rows: Sequence[SheetRow]
    states: Sequence[WelcomingState]
    places: Sequence[tuple[str, str]]
    neighbours: int
    """Number of neighbouring communes in the comparison."""

    @property
    def name(self) -> str:
        """Name of the commune, shortened to fit."""
        return shorten(self.commune.name, LONGEST_NAME)

    def row(self, name: str) -> SheetRow | None:
        """Returns the row of an indicator; None if it has none."""
        return next((row for row in self.rows if row.indicator.name == name), None)


def sheet_of(commune: Commune, night: Night, reader: Any) -> Sheet:
    """Returns the sheet of a commune with the figures of a night; about fifteen queries.

    A secret figure is shown to readers who may read the rows behind it, as on dashboards;
    everything else is current.
    """
    scope, around = Scope(Level.COMMUNE, commune.pk), neighbours_of(commune)
    period = year_period(night.date.year)
    published = read_figures(
        night.date, [scope, *around], [period, period.before], only=ROWS, is_last_night=True
    )
    ground = Ground(
        level=Level.COMMUNE, code=commune.pk, name=commune.name, lineages=(lineage_of(commune),)
    )
    by_name = {
        indicator.name: indicator
        for indicator in public_indicators()
        if Level.COMMUNE in indicator.levels
    }
    rows = []
    for indicator in (by_name[name] for name in ROWS if name in by_name):
        reader_figures = published.whole() if sees_rows(reader, indicator, ground) else published
        now, before = (
            reader_figures.figure(indicator, scope, year) for year in (period, period.before)
        )
        middle = middle_of(published, indicator, around, period)
        rows.append(SheetRow(indicator, now, before, _format_median(indicator, middle)))
    places = [
        (shorten(place.name, LONGEST_NAME), way) for place, way in places_near(commune, MAX_PLACES)
    ]
    return Sheet(commune, period, rows, welcoming_states(commune), places, len(around))


def sheet_pdf(commune: Commune, night: Night, reader: Any) -> bytes:
    """Returns the PDF of the sheet, in the active language."""
    sheet = sheet_of(commune, night, reader)
    shown_rows = sorted(sheet.rows, key=lambda row: not row.has_figures)[:MAX_ROWS]
    shown_rows.sort(key=lambda row: ROWS.index(row.indicator.name))
    has_private = any(row.now.is_private or row.before.is_private for row in shown_rows)
    data = {
        **instance_facts(),
        **title_words(sheet, night),
        "commune": sheet.name,
        "cards": [
            {"figure": row.now.text, "label": str(row.indicator.label), "lines": [_around(row)]}
            for name in CARDS
            if (row := sheet.row(name)) is not None
        ],
        "rows": [
            {
                "strong": row.indicator.name == ROWS[0],
                "cells": [str(row.indicator.label), row.now.text, row.before.text, row.around],
            }
            for row in shown_rows
        ],
        "private": _(
            "* Chiffre secret pour le public : il porte sur moins de cinq ménages, ou permettrait "
            "d’en calculer un. Ne le publiez pas."
        )
        if has_private
        else "",
        "homes": homes_lines(sheet),
        "places": [{"name": name, "way": way} for name, way in sheet.places],
        "states": [
            {
                "holds": state.holds,
                "word": _state_word(state),
                "label": _capital(state.label),
                "action": "" if state.holds else state.action,
            }
            for state in sheet.states
        ],
        "council": council_lines(sheet),
    }
    return cached_pdf("evidence/documents/commune_sheet.typ", data)


def shorten(words: str, limit: int) -> str:
    """Words that fit, ended by « … » where some are left out."""
    shortened = words if len(words) <= limit else words[: limit - 1].rstrip() + "…"
    return LONG_WORD.sub(lambda word: f"{word[0]}{ZERO_WIDTH_SPACE}", shortened)


def _state_word(state: WelcomingState) -> str:
    if state.holds:
        return _("fait")
    return _("à faire") if state.lacks else _("inconnu")


def _around(row: SheetRow) -> str:
    return _("autour d’ici : %(figure)s") % {"figure": row.around}


def _format_median(indicator: Indicator, value: Any) -> str:
    return NOTHING if value is None else format_value(indicator, value)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
