"""Results of campaigns, formatted as text, tables and a chart."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bocage.foundation.formatting.charts import Bar, BarChart, ColumnChart, format_percent
from bocage.foundation.formatting.dates import date_format
from bocage.foundation.formatting.money import format_euros, plain_euros
from bocage.outreach.campaigns.results import STEPS, CampaignResults

EMPTY_CELL = "—"
MAX_COLUMNS = 42
"""Six weeks of days: a longer time is drawn by several days at once."""

STEP_NAMES: dict[str, str | Promise] = {
    "clicks": gettext_lazy("Visites des liens"),
    "prospects": gettext_lazy("Prospects"),
    "candidates": gettext_lazy("Candidats"),
    "visits": gettext_lazy("Venus voir"),
    "settled": gettext_lazy("Ménages installés"),
}

DEFINITIONS: tuple[tuple[str | Promise, str | Promise], ...] = (
    (
        gettext_lazy("Dépensé"),
        gettext_lazy("La somme des dépenses notées, à leur date. Personne ne saisit de total."),
    ),
    (
        gettext_lazy("Visites des liens"),
        gettext_lazy(
            "Chaque fois qu’un lien de la campagne a été suivi, robots et aperçus de messageries "
            "mis à part, le jour de la visite. Une personne qui revient compte à nouveau : aucun "
            "cookie ne la suit. Les visites d’après la clôture comptent aussi."
        ),
    ),
    (
        gettext_lazy("Prospects"),
        gettext_lazy(
            "Les personnes que la campagne a rencontrées la première (premier contact) ou la "
            "dernière (dernier contact), le jour de ce contact. Chacune compte une fois de chaque "
            "côté, y compris effacée depuis. Les contacts d’après l’envoi d’un projet ne comptent "
            "pas."
        ),
    ),
    (
        gettext_lazy("Candidats"),
        gettext_lazy("Parmi ces prospects, ceux qui ont depuis envoyé un projet d’installation."),
    ),
    (
        gettext_lazy("Venus voir"),
        gettext_lazy(
            "Parmi ces candidats, les ménages qui ont fait un séjour ou un week-end de découverte, "
            "visité un logement, ou dont le projet a atteint l’étape du séjour ou une suivante."
        ),
    ),
    (
        gettext_lazy("Ménages installés"),
        gettext_lazy(
            "Parmi eux, ceux qui ont emménagé. Ceux qui sont repartis depuis restent comptés ; "
            "deux projets réunis comptent une fois."
        ),
    ),
    (
        gettext_lazy("Coût"),
        gettext_lazy(
            "Ce qui a été dépensé dans la période, divisé par le nombre. Un tiret : rien n’a été "
            "dépensé, ou il n’y a personne encore."
        ),
    ),
)


@dataclass(frozen=True, kw_only=True)
class StepRow:
    """Displayed step of the funnel of a campaign: counts and costs by first contact and by last
    contact.
    """

    name: str
    first: str
    first_cost: str
    last: str
    last_cost: str


def cost_words(cents: int | None) -> str:
    """Formats an amount (« 12,50 € »), or a dash without one."""
    return EMPTY_CELL if cents is None else format_euros(cents)


def funnel_rows(results: CampaignResults) -> list[StepRow]:
    """Returns the displayed rows of the funnel of a campaign: clicks, then each step that
    follows."""
    clicks = str(results.clicks)
    cost = cost_words(results.cost_cents(results.clicks))
    rows = [
        StepRow(
            name=str(STEP_NAMES["clicks"]),
            first=clicks,
            first_cost=cost,
            last=clicks,
            last_cost=cost,
        )
    ]
    for step in STEPS:
        first, last = getattr(results.first, step), getattr(results.last, step)
        rows.append(
            StepRow(
                name=str(STEP_NAMES[step]),
                first=str(first),
                first_cost=cost_words(results.cost_cents(first)),
                last=str(last),
                last_cost=cost_words(results.cost_cents(last)),
            )
        )
    return rows


def funnel_chart(results: CampaignResults) -> BarChart:
    """Returns the funnel by first contact as bars, each with its share of the previous step.
    Prospects have no share, because not all of them follow a link.
    """
    bars = [Bar(str(STEP_NAMES["clicks"]), results.clicks, str(results.clicks))]
    before = 0
    for step in STEPS:
        count = getattr(results.first, step)
        share = f" ({format_percent(count * 100 / before)})" if before else ""
        bars.append(Bar(str(STEP_NAMES[step]), count, f"{count}{share}"))
        before = count
    return BarChart(
        title=_("De la visite d’un lien au ménage installé, par premier contact"), bars=bars
    )


def clicks_chart(days: Sequence[tuple[date, int]]) -> ColumnChart | None:
    """Returns the chart of visits from the first day that had any to the last, days without visits
    included; None without visits.
    """
    if not days:
        return None
    first, last = days[0][0], days[-1][0]
    step = (last - first).days // MAX_COLUMNS + 1
    counts = [0] * ((last - first).days // step + 1)
    for day, clicks in days:
        counts[(day - first).days // step] += clicks
    return ColumnChart(
        title=ngettext("Visites par jour", "Visites par %(step)d jours", step) % {"step": step},
        columns=[
            Bar(date_format(first + timedelta(days=number * step), "j F Y"), count, str(count))
            for number, count in enumerate(counts)
        ],
    )


SORTS_BY_CAMPAIGN: dict[str, Callable[[CampaignResults], object]] = {
    "nom": lambda row: row.campaign.name.casefold(),
    "debut": lambda row: row.campaign.starts_on,
}
SORTS_BY_RESULTS: dict[str, Callable[[CampaignResults], object]] = {
    "depense": lambda row: row.spent_cents,
    "visites": lambda row: row.clicks,
    "prospects": lambda row: (row.first.prospects, row.last.prospects),
    "candidats": lambda row: (row.first.candidates, row.last.candidates),
    "venus": lambda row: (row.first.visits, row.last.visits),
    "installes": lambda row: (row.first.settled, row.last.settled),
    "cout": lambda row: row.cost_cents(row.first.settled) or 0,
}
"""Sort keys of the table, by their name in the query string; a leading dash reverses the order."""


def is_by_results(sort: str) -> bool:
    """Checks whether a requested sort order depends on results, which are known only once every
    campaign is counted.
    """
    return sort.removeprefix("-") in SORTS_BY_RESULTS


def in_order(results: Iterable[CampaignResults], sort: str) -> list[CampaignResults]:
    """Sorts the table of campaigns as requested; keeps their order, the latest first, if the
    request is not a known column.
    """
    key = (SORTS_BY_CAMPAIGN | SORTS_BY_RESULTS).get(sort.removeprefix("-"))
    if key is None:
        return list(results)
    return sorted(results, key=key, reverse=sort.startswith("-"))  # type: ignore[arg-type]


def sort_links(sort: str) -> list[tuple[str, str, str]]:
    """Returns the headers of the table as (label, sort order when pressed, `aria-sort`)."""
    names = [
        ("nom", _("Campagne")),
        ("depense", _("Dépensé")),
        ("visites", _("Visites")),
        ("prospects", _("Prospects")),
        ("candidats", _("Candidats")),
        ("venus", _("Venus voir")),
        ("installes", _("Installés")),
        ("cout", _("Coût par ménage")),
    ]
    links = []
    for key, label in names:
        turned = {f"-{key}": "descending", key: "ascending"}.get(sort, "")
        most_first = turned == "ascending" if turned else key != "nom"
        links.append((label, f"-{key}" if most_first else key, turned))
    return links


def table_header() -> list[str]:
    """Returns the columns of the file, with first and last contact apart."""
    first, last = _("premier contact"), _("dernier contact")
    header = [
        _("Campagne"),
        _("Par où"),
        _("État"),
        _("Début"),
        _("Fin"),
        _("Pour qui vit à…"),
        _("Pour quel métier"),
        _("Pour qui viendrait"),
        _("Budget"),
        _("Dépensé"),
        _("Au-delà du budget"),
    ]
    header.append(str(STEP_NAMES["clicks"]))
    for step in STEPS:
        for reading in (first, last):
            column = f"{STEP_NAMES[step]} ({reading})"
            header += [column, _("Coût de chacun : %(column)s") % {"column": column}]
    return header


def table_rows(
    results: Iterable[CampaignResults], *, as_numbers: bool
) -> Iterable[Sequence[object]]:
    """Yields the rows of the file; amounts are numbers for a workbook, and French text for a
    CSV."""

    def money(cents: int | None) -> object:
        if cents is None:
            return ""
        return cents / 100 if as_numbers else plain_euros(cents)

    for result in results:
        campaign = result.campaign
        row: list[object] = [
            campaign.name,
            capfirst(str(campaign.get_channel_display())),
            capfirst(str(campaign.get_status_display())),
            campaign.starts_on.isoformat(),
            campaign.ends_on.isoformat() if campaign.ends_on else "",
            campaign.origin,
            campaign.trade,
            str(campaign.get_family_display()),
            money(campaign.budget_cents),
            money(result.spent_cents),
            money(result.over_budget_cents or None),
            result.clicks,
        ]
        for step in STEPS:
            for reading in (result.first, result.last):
                count = getattr(reading, step)
                row += [count, money(result.cost_cents(count))]
        yield row
