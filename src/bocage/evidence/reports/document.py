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
from bocage.evidence.reports.charts import Chart, charts_of
from bocage.evidence.reports.communes import PartsTable, parts_table
from bocage.evidence.reports.definitions import definitions_of
from bocage.evidence.reports.figures import (
    Figure,
    PublishedFigures,
    format_previous,
    public_indicators,
    read_figures,
)
from bocage.evidence.reports.late import format_unpublished_gap, late_lines
from bocage.evidence.reports.naming import name_of
from bocage.evidence.reports.paper import instance_facts
from bocage.evidence.reports.requests import ReportRequest, format_closing
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
    "hidden_homes_reported",
    "visits",
    "gathering_arrivals",
    "businesses_created",
    "first_answer_delay",
)
MAX_CARDS = 8


def report_pdf(report: ReportRequest) -> bytes:
    """Returns the PDF of a report, in the active language; about ten queries."""
    return cached_pdf("evidence/documents/report.typ", report_data(report))


def report_data(report: ReportRequest) -> dict[str, Any]:
    """Returns all the data that the template of the report shows."""
    published = read_figures(
        report.night,
        [report.scope],
        [report.period, report.period.before],
        is_last_night=report.is_last_night,
    )
    lines = _lines(report, published)
    charts = charts_of(report)
    table = parts_table(report)
    used = _used_indicators(lines, charts, table)
    name, period = name_of(report.scope), str(report.period)
    known_on = _format_night(report)
    return {
        **instance_facts(),
        "title": f"{_title(report)} · {name} · {period}",
        "foot": f"{name} · {period} · {known_on}",
        "page": _("page"),
        "contents": _("Sommaire"),
        "reading": _(
            "Chaque chiffre est défini une fois pour toutes, compté chaque nuit et daté ; sa "
            "définition est à la fin, ses données sont ouvertes. Un chiffre qui porte sur moins de "
            "cinq ménages, ou qui permettrait d’en calculer un, est secret."
        ),
        "cover": {
            "over": _title(report),
            "title": name,
            "period": period,
            "known": known_on,
            "provisional": format_closing(report),
        },
        "key": _key(lines, period),
        "themes": _themes(lines, report),
        "charts": _charts(charts, known_on),
        "parts": _parts(table),
        "voices": _voices(),
        "late": _late(report),
        "again": _again(report, name, known_on),
        "method": _method(used, report),
    }


class Line:
    """Indicator with its figure, that of a year before, and its target."""

    def __init__(self, figure: Figure, before: Figure, target: str) -> None:
        self.figure, self.before, self.target = figure, before, target

    @property
    def indicator(self) -> Indicator:
        """Indicator of the figure."""
        return self.figure.indicator

    @property
    def is_worth_showing(self) -> bool:
        """True if the line is worth showing: its figure or the previous one was counted, or it has
        a target.
        """
        return self.figure.is_counted or self.before.is_counted or bool(self.target)


def _lines(report: ReportRequest, published: PublishedFigures) -> list[Line]:
    targets = targets_of(report)
    lines = []
    for indicator in public_indicators():
        if report.scope.level not in indicator.levels:
            continue
        target = (
            format_value(indicator, targets[indicator.name]) if indicator.name in targets else ""
        )
        line = Line(
            published.figure(indicator, report.scope, report.period),
            published.figure(indicator, report.scope, report.period.before),
            target,
        )
        if line.is_worth_showing:
            lines.append(line)
    return lines


def _used_indicators(
    lines: Sequence[Line], charts: Sequence[Chart], table: PartsTable | None
) -> list[Indicator]:
    names = {line.indicator.name for line in lines} | {chart.indicator.name for chart in charts}
    names |= {column.name for column in table.columns} if table else set()
    return [indicator for indicator in public_indicators() if indicator.name in names]


def _title(report: ReportRequest) -> str:
    return _("Rapport annuel") if report.period.is_year else _("Rapport d’activité")


def _format_night(report: ReportRequest) -> str:
    day = format_date(report.night, with_year=True, with_weekday=False)
    return _("Tel que connu la nuit du %(day)s") % {"day": day}


def _key(lines: Sequence[Line], period: str) -> dict[str, Any]:
    by_name = {line.indicator.name: line for line in lines}
    key_lines = [by_name[name] for name in KEY if name in by_name]
    key_lines = [line for line in key_lines if line.figure.value is not None][:MAX_CARDS]
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
            for line in key_lines
        ],
    }


def _themes(lines: Sequence[Line], report: ReportRequest) -> dict[str, Any]:
    return {
        "title": _("Tous les chiffres, thème par thème"),
        "note": _(
            "« — » : rien à mesurer, ou un chiffre que des mois ne suffisent pas à faire ; "
            "« secret » : trop peu de ménages pour être dit."
        ),
        "columns": [
            _("Chiffre"),
            str(report.period),
            str(report.period.before),
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


def _charts(charts: Sequence[Chart], known_on: str) -> dict[str, Any]:
    drawings = []
    for chart in charts:
        highest = max((float(point.figure.value or 0) for point in chart.points), default=0.0)
        drawings.append(
            {
                "finding": chart.finding,
                "alt": f"{chart.indicator.label}. {chart.text_alternative}.",
                "source": f"{str(chart.indicator.source).rstrip('.')}. {known_on}.",
                "bars": [
                    {
                        "label": point.label,
                        "text": point.figure.text,
                        "share": float(point.figure.value or 0) / highest if highest else 0.0,
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


def _late(report: ReportRequest) -> dict[str, Any]:
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
                    line.closed_text,
                    line.current_text or format_unpublished_gap(),
                ],
            }
            for line in late_lines(report)
        ],
    }


def _again(report: ReportRequest, name: str, known_on: str) -> dict[str, Any]:
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
            {"label": _("Période"), "said": str(report.period)},
            {
                "label": _("Périmètre"),
                "said": f"{name} ({report.scope.level} {report.scope.code})".replace(" )", ")"),
            },
            {"label": _("Nuit"), "said": known_on},
            {"label": _("Adresse"), "said": f"{instance['address']}{reverse('evidence_reports')}"},
            {"label": _("Licence"), "said": f"{LICENCE_TITLE} ({LICENCE_ADDRESS})"},
        ],
    }


def _method(used: Sequence[Indicator], report: ReportRequest) -> dict[str, Any]:
    words = definitions_of(used, report.night)
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
                "label": words[indicator.name].label,
                "definition": words[indicator.name].definition,
                "method": words[indicator.name].method,
                "source": _("Source : %(source)s. Données : %(address)s")
                % {
                    "source": words[indicator.name].source.rstrip("."),
                    "address": reverse("indicator_data", args=[indicator.name, "csv"]),
                },
            }
            for indicator in used
        ],
    }
