"""The report on paper."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.evidence.figure_formatting import format_value
from bocage.evidence.models import Level
from bocage.evidence.open_data.files import LICENCE_ADDRESS, LICENCE_TITLE
from bocage.evidence.registry import THEME_LABELS, Indicator, Theme
from bocage.evidence.reports.asked import Asked, format_closing
from bocage.evidence.reports.charts import Chart, charts_of
from bocage.evidence.reports.communes import PartsTable, parts_table
from bocage.evidence.reports.definitions import words_of_then
from bocage.evidence.reports.figures import (
    Figure,
    Reading,
    format_previous,
    public_indicators,
    read_figures,
)
from bocage.evidence.reports.late import gap_kept_silent, late_lines
from bocage.evidence.reports.naming import name_of
from bocage.evidence.reports.paper import instance_facts
from bocage.evidence.reports.targets import targets_of
from bocage.evidence.reports.voices import voices
from bocage.foundation.documents import cached_pdf
from bocage.foundation.formatting.times import format_date, full_date
from bocage.foundation.instance import current_instance

KEY = (
    "settled_households",
    "settled_people",
    "settled_jobs",
    "still_here_after_12_months",
    "welcoming_communes",
    "hidden_homes_told",
    "visits",
    "gathering_arrivals",
    "businesses_created",
    "first_answer_delay",
)
MOST_CARDS = 8


def report_pdf(asked: Asked) -> bytes:
    """Returns the PDF of a report, in the active language; about ten queries."""
    return cached_pdf("evidence/documents/report.typ", report_data(asked))


def report_data(asked: Asked) -> dict[str, Any]:
    """Returns all the data that the template of the report shows."""
    reading = read_figures(
        asked.night,
        [asked.scope],
        [asked.period, asked.period.before],
        is_last_night=asked.is_last_night,
    )
    lines = _lines(asked, reading)
    charts = charts_of(asked)
    table = parts_table(asked)
    used = _used(lines, charts, table)
    name, period = name_of(asked.scope), str(asked.period)
    known = _known(asked)
    return {
        **instance_facts(),
        "title": f"{_title(asked)} · {name} · {period}",
        "foot": f"{name} · {period} · {known}",
        "page": _("page"),
        "contents": _("Sommaire"),
        "reading": _(
            "Chaque chiffre est défini une fois pour toutes, compté chaque nuit et daté ; sa "
            "définition est à la fin, ses données sont ouvertes. Un chiffre qui porte sur moins de "
            "cinq ménages, ou qui permettrait d’en calculer un, est secret."
        ),
        "cover": {
            "over": _title(asked),
            "title": name,
            "period": period,
            "known": known,
            "provisional": format_closing(asked),
        },
        "key": _key(lines, period),
        "themes": _themes(lines, asked),
        "charts": _charts(charts, known),
        "parts": _parts(table),
        "voices": _voices(),
        "late": _late(asked),
        "again": _again(asked, name, known),
        "method": _method(used, asked),
    }


class Line:
    """An indicator with its figure, that of a year before, and what was aimed at."""

    def __init__(self, figure: Figure, before: Figure, target: str) -> None:
        self.figure, self.before, self.target = figure, before, target

    @property
    def indicator(self) -> Indicator:
        """Indicator of the figure."""
        return self.figure.indicator

    @property
    def says_something(self) -> bool:
        """True if the line is worth showing: its figure or the previous one was counted, or it has
        a target.
        """
        return self.figure.is_counted or self.before.is_counted or bool(self.target)


def _lines(asked: Asked, reading: Reading) -> list[Line]:
    targets = targets_of(asked)
    found = []
    for indicator in public_indicators():
        if asked.scope.level not in indicator.levels:
            continue
        target = (
            format_value(indicator, targets[indicator.name]) if indicator.name in targets else ""
        )
        line = Line(
            reading.figure(indicator, asked.scope, asked.period),
            reading.figure(indicator, asked.scope, asked.period.before),
            target,
        )
        if line.says_something:
            found.append(line)
    return found


def _used(
    lines: Sequence[Line], charts: Sequence[Chart], table: PartsTable | None
) -> list[Indicator]:
    names = {line.indicator.name for line in lines} | {chart.indicator.name for chart in charts}
    names |= {column.name for column in table.columns} if table else set()
    return [indicator for indicator in public_indicators() if indicator.name in names]


def _title(asked: Asked) -> str:
    return _("Rapport annuel") if asked.period.is_year else _("Rapport d’activité")


def _known(asked: Asked) -> str:
    day = format_date(asked.night, with_year=True, with_weekday=False)
    return _("Tel que connu la nuit du %(day)s") % {"day": day}


def _key(lines: Sequence[Line], period: str) -> dict[str, Any]:
    by_name = {line.indicator.name: line for line in lines}
    chosen = [by_name[name] for name in KEY if name in by_name]
    chosen = [line for line in chosen if line.figure.value is not None][:MOST_CARDS]
    return {
        "title": _("L’essentiel"),
        "note": _("Les grands chiffres de la période %(period)s.") % {"period": period},
        "nothing": _("Rien n’a encore été compté sur cette période."),
        "cards": [
            {
                "figure": line.figure.text,
                "label": str(line.indicator.label),
                "lines": [
                    *filter(None, [format_previous(line.figure, line.before)]),
                    *(
                        [_("objectif : %(target)s") % {"target": line.target}]
                        if line.target
                        else []
                    ),
                ],
            }
            for line in chosen
        ],
    }


def _themes(lines: Sequence[Line], asked: Asked) -> dict[str, Any]:
    return {
        "title": _("Tous les chiffres, thème par thème"),
        "note": _(
            "« — » : rien à mesurer, ou un chiffre que des mois ne suffisent pas à faire ; "
            "« secret » : trop peu de ménages pour être dit."
        ),
        "columns": [
            _("Chiffre"),
            str(asked.period),
            str(asked.period.before),
            _("Objectif"),
        ],
        "groups": [
            {
                "name": str(THEME_LABELS[theme]),
                "rows": [
                    {
                        "strong": False,
                        "cells": [
                            str(line.indicator.label),
                            line.figure.text,
                            line.before.text,
                            line.target,
                        ],
                    }
                    for line in lines
                    if line.indicator.theme == theme
                ],
            }
            for theme in Theme
            if any(line.indicator.theme == theme for line in lines)
        ],
    }


def _charts(charts: Sequence[Chart], known: str) -> dict[str, Any]:
    drawings = []
    for chart in charts:
        most = max((float(point.figure.value or 0) for point in chart.points), default=0.0)
        drawings.append(
            {
                "finding": chart.finding,
                "alt": f"{chart.indicator.label}. {chart.told}.",
                "source": f"{str(chart.indicator.source).rstrip('.')}. {known}.",
                "bars": [
                    {
                        "label": point.label,
                        "text": point.figure.text,
                        "share": float(point.figure.value or 0) / most if most else 0.0,
                        "now": point is chart.points[-1],
                    }
                    for point in chart.points
                ],
            }
        )
    return {
        "title": _("Ce qui change"),
        "note": _("Chaque graphique dit d’abord ce que l’on y voit."),
        "charts": drawings,
    }


def _parts(table: PartsTable | None) -> dict[str, Any]:
    rows = [] if table is None else table.rows
    return {
        "title": _("Commune par commune"),
        "note": _(
            "Chaque intercommunalité, en gras, puis ses communes. Celles où rien n’a été compté ne "
            "sont pas dans le tableau ; une intercommunalité compte toutes ses communes."
        ),
        "columns": [_("Où"), *(str(column.label) for column in table.columns)] if table else [],
        "rest": ngettext(
            "%(count)s autre, où rien n’a été compté.",
            "%(count)s autres, où rien n’a été compté.",
            table.silent,
        )
        % {"count": table.silent}
        if table and table.silent
        else "",
        "rows": [
            {
                "strong": row.level != Level.COMMUNE,
                "cells": [row.name, *(figure.text for figure in row.figures)],
            }
            for row in rows
        ],
    }


def _voices() -> dict[str, Any]:
    return {
        "title": _("Elles et ils sont venus"),
        "note": _("Avec leur accord, qui tenait le %(day)s.")
        % {"day": full_date(timezone.localdate())},
        "quotes": [
            {"quote": f"« {voice.quote} »", "who": f"{voice.person_name}, {voice.person_words}"}
            for voice in voices()
        ],
    }


def _late(asked: Asked) -> dict[str, Any]:
    return {
        "title": _("Ce qui est venu en retard"),
        "note": _(
            "Une période se clôt %(days)s jours après sa fin, et ses chiffres ne changent plus. "
            "Ce que l’on apprend ensuite est dit ici, à côté."
        )
        % {"days": current_instance().figures_open_days},
        "nothing": _("Rien n’est venu après la clôture."),
        "columns": [_("Chiffre"), _("Période"), _("Compté"), _("Avec ce qui est venu depuis")],
        "rows": [
            {
                "strong": False,
                "cells": [
                    str(line.indicator.label),
                    str(line.piece),
                    line.counted,
                    line.would_be or gap_kept_silent(),
                ],
            }
            for line in late_lines(asked)
        ],
    }


def _again(asked: Asked, name: str, known: str) -> dict[str, Any]:
    instance = instance_facts()
    return {
        "title": _("Refaire ce rapport"),
        "lines": [
            _(
                "Les chiffres de chaque nuit sont gardés pour toujours, avec ce qui était secret : "
                "demandé de nouveau avec la même période, le même périmètre et la même nuit, ce "
                "rapport dira les mêmes chiffres."
            )
        ],
        "facts": [
            {"label": _("Période"), "said": str(asked.period)},
            {
                "label": _("Périmètre"),
                "said": f"{name} ({asked.scope.level} {asked.scope.code})".replace(" )", ")"),
            },
            {"label": _("Nuit"), "said": known},
            {"label": _("Adresse"), "said": f"{instance['address']}{reverse('evidence_reports')}"},
            {"label": _("Licence"), "said": f"{LICENCE_TITLE} ({LICENCE_ADDRESS})"},
        ],
    }


def _method(used: Sequence[Indicator], asked: Asked) -> dict[str, Any]:
    words = words_of_then(used, asked.night)
    return {
        "title": _("Ce que compte chaque chiffre"),
        "lines": [
            _(
                "Personne ne tape ces chiffres : chacun est une définition, appliquée chaque nuit "
                "à ce que les équipes notent dans cette instance. Un flux est ce qui est arrivé "
                "pendant la période ; un état est ce qu’il y avait à sa fin."
            )
        ],
        "definitions": [
            {
                "label": words[one.name].label,
                "definition": words[one.name].definition,
                "method": words[one.name].method,
                "source": _("Source : %(source)s. Données : %(address)s")
                % {
                    "source": words[one.name].source.rstrip("."),
                    "address": reverse("indicator_data", args=[one.name, "csv"]),
                },
            }
            for one in used
        ],
    }
