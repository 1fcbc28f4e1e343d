"""Content of a meeting's paper about one commune, from live data: the demand, the people, the
reported homes, the neighbours' results, the strategy, and three first steps chosen from what the
commune lacks.

Every figure is dated and has a source; unknown ones are shown as unknown.
"""

from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.grammar import at_name
from bocage.foundation.formatting.times import format_date
from bocage.housing.demand.demand import MIN_SHOWN, Cell, Demand, demand_in, households_around
from bocage.housing.models import Lead
from bocage.territory.fact_kinds import SeriesKind
from bocage.territory.models import Commune
from bocage.territory.models import CommuneFact as Figure
from bocage.territory.trends import Trend, trends_of
from bocage.welcome.communes.commune_portrait import fact_rows
from bocage.welcome.communes.welcoming_criteria import WelcomingState, welcoming_states
from bocage.welcome.projects.models.projects import ARRIVED, SettlementProject

YEAR = timedelta(days=365)
MAX_BARS = 6
MAX_NEIGHBOURS = 8
SCHOOLS = ("nurseries", "schools", "nearest_school", "middle_schools", "high_schools")

Chapter = dict[str, Any]


def material_of(commune: Commune) -> dict[str, Any]:
    """Returns the content of the paper about one commune, in the active language."""
    demand = demand_in(commune)
    leads = _lead_counts(commune)
    arrived = _arrived(commune)
    arrivals = dict(arrived).get(commune.pk, 0)
    today = format_date(timezone.localdate(), with_year=True, with_weekday=False)
    epci = commune.epci.name if commune.epci else ""
    return {
        "title": commune.name,
        "around": " · ".join(filter(None, [epci, commune.departement.name])),
        "lead": _("L’accueil de nouveaux habitants, %(at_commune)s et autour.")
        % {"at_commune": at_name(commune.name), "commune": commune.name},
        "figures": [
            {
                "value": demand.households.words,
                "words": _("ménages cherchent à s’installer autour"),
            },
            {
                "value": str(leads["shared"]),
                "words": ngettext(
                    "logement montré de bouche à oreille",
                    "logements montrés de bouche à oreille",
                    leads["shared"],
                ),
            },
            {
                "value": str(arrivals),
                "words": ngettext(
                    "ménage accompagné déjà installé ici",
                    "ménages accompagnés déjà installés ici",
                    arrivals,
                ),
            },
        ],
        "chapters": [
            _demand_chapter(demand, today),
            _people_chapter(commune, today),
            _leads_chapter(leads, today),
            _neighbours_chapter(commune, arrived, today),
            _strategy_chapter(),
        ],
        "row_columns": [_("Quoi"), _("Combien")],
        "steps_label": _("Trois premiers pas"),
        "steps": first_steps(commune),
        "made": _("%(commune)s · dossier établi le %(day)s")
        % {"commune": commune.name, "day": today},
        "page": _("Page"),
    }


def first_steps(commune: Commune) -> list[dict[str, str]]:
    """Lists three things to do, first the missing criteria of a « commune accueillante »."""
    lacking = [state for state in welcoming_states(commune) if state.lacks]
    steps = [_lacking_step(state) for state in lacking[:3]]
    return (steps + _usual_steps())[:3]


def _lacking_step(state: WelcomingState) -> dict[str, str]:
    return {
        "name": state.label[:1].upper() + state.label[1:],
        "words": _("Il manque encore à la commune. La page « Ma commune » le règle : %(action)s.")
        % {"action": state.action.lower()}
        if state.action
        else _("Il manque encore à la commune : l’équipe d’accueil vous y aide."),
    }


def _usual_steps() -> list[dict[str, str]]:
    steps = [
        (
            _("Signaler un logement"),
            _("Une maison aux volets fermés, un héritage qui se règle : une demi-minute suffit."),
        ),
        (
            _("Dire oui à une mise en relation"),
            _("Un clic, depuis le courriel, dit à un ménage ce que la commune lui répond."),
        ),
        (
            _("Présenter les nouveaux habitants"),
            _("Une date et un verre : un bouton invite, et les certificats se font tout seuls."),
        ),
    ]
    return [{"name": name, "words": words} for name, words in steps]


def _demand_chapter(demand: Demand, today: str) -> Chapter:
    if demand.is_empty:
        words = [_("Personne ne cherche ici, parmi les recherches enregistrées.")]
    else:
        words = [
            _("%(households)s cherchent un logement dans un rayon où se trouve la commune.")
            % {"households": demand.households.sentence}
        ]
    source = _(
        "Source : recherches enregistrées, confirmées et suivies au %(day)s. Un ménage compte une "
        "fois par ligne ; moins de %(few)d ménages ne sont pas dits."
    ) % {"day": today, "few": MIN_SHOWN}
    charts = [
        {
            "title": f"{offer.label} · {title}",
            "bars": _bars(cells),
            "source": source,
        }
        for offer in demand.offers
        for title, cells, _chart in offer.tables
    ]
    return _chapter(
        _("Qui cherche ici"),
        words=words,
        charts=charts,
        source="" if charts else source,
    )


def _bars(cells: tuple[Cell, ...]) -> list[dict[str, Any]]:
    """Returns the bars, longest first; a hidden count has none."""
    ordered = sorted(cells, key=lambda cell: -(cell.count.value or 0))[:MAX_BARS]
    highest = max((cell.count.value or 0 for cell in ordered), default=0) or 1
    return [
        {
            "label": cell.label,
            "said": cell.count.words,
            "share": (cell.count.value or 0) / highest,
            "here": False,
        }
        for cell in ordered
    ]


def _people_chapter(commune: Commune, today: str) -> Chapter:
    trends = trends_of(commune)
    known_kinds = {trend.kind for trend in trends}
    words = [f"{trend.sentence}." for trend in trends]
    if SeriesKind.POPULATION not in known_kinds:
        words.append(_("L’évolution de la population n’est pas renseignée pour cette commune."))
    if SeriesKind.PUPILS not in known_kinds:
        words.append(_("Les élèves, année par année, ne sont pas renseignés pour cette commune."))
    if not Figure.objects.filter(commune=commune, kind__in=SCHOOLS).exists():
        words.append(_("Les écoles ne sont pas renseignées pour cette commune."))
    rows = fact_rows(commune)
    source = _("Lu le %(day)s. Chaque chiffre porte sa source et sa date.") % {"day": today}
    return _chapter(
        _("La commune en chiffres"),
        words=words,
        charts=[_trend_chart(trend) for trend in trends],
        rows=rows,
        source=source if rows or trends else "",
    )


def _trend_chart(trend: Trend) -> dict[str, Any]:
    """Returns bars from zero, so that a small change looks small; the last year stands out."""
    bars = trend.chart.bars
    highest = max(bar.value for bar in bars) or 1
    return {
        "title": trend.title,
        "bars": [
            {
                "label": bar.label,
                "said": bar.text,
                "share": bar.value / highest,
                "here": bar is bars[-1],
            }
            for bar in bars
        ],
        "source": _("Source : %(sources)s.")
        % {"sources": ", ".join(dict.fromkeys(source.source for source in trend.sources))},
    }


def _lead_counts(commune: Commune) -> dict[str, int]:
    since = timezone.now() - YEAR
    counts: dict[str, int] = Lead.objects.filter(commune=commune).aggregate(
        reported=Count("pk", filter=Q(reported_at__gte=since)),
        shared=Count("pk", filter=Q(status=Lead.Status.SHARED)),
        listed=Count("pk", filter=Q(status=Lead.Status.LISTED)),
        found=Count("pk", filter=Q(close_reason=Lead.CloseReason.FOUND)),
    )
    return counts


def _leads_chapter(leads: dict[str, int], today: str) -> Chapter:
    words = [
        _(
            "Bien des logements d’un village ne passent jamais par une annonce : seule la mairie "
            "sait. Chaque logement signalé est montré aux seuls ménages accompagnés."
        )
    ]
    if not leads["reported"]:
        words.append(_("Aucun logement n’a été signalé dans la commune depuis un an."))
    rows = [
        (_("Signalés depuis un an"), leads["reported"]),
        (_("Montrés"), leads["shared"]),
        (_("Devenus une annonce"), leads["listed"]),
        (_("Où un ménage s’est installé"), leads["found"]),
    ]
    return _chapter(
        _("Les logements signalés"),
        words=words,
        rows=[{"name": name, "value": str(count), "note": ""} for name, count in rows],
        source=_("Source : pistes signalées dans Bocage, au %(day)s.") % {"day": today},
    )


def _arrived(commune: Commune) -> list[tuple[str, int]]:
    """Counts the accompanied households that live in each commune of the intercommunalité; one
    query.
    """
    condition = Q(commune__epci=commune.epci_id) if commune.epci_id else Q(commune=commune.pk)
    rows = (
        SettlementProject.objects.filter(condition, stage__in=ARRIVED, left_on=None)
        .values_list("commune")
        .annotate(households=Count("pk"))
        .order_by("-households", "commune")
    )
    return [(str(code), number) for code, number in rows]


def _neighbours_chapter(commune: Commune, arrived: list[tuple[str, int]], today: str) -> Chapter:
    """Returns the chapter of the communes around. A neighbour's count under `MIN_SHOWN` is not
    shown, since it could identify the households; nor is a total that would disclose it.
    """
    few = [number for code, number in arrived if code != commune.pk and number < MIN_SHOWN]
    published = [row for row in arrived if row[0] == commune.pk or row[1] >= MIN_SHOWN]
    total = sum(number for _code, number in arrived)
    source = _(
        "Source : projets d’installation suivis dans Bocage, au %(day)s. Ménages installés et "
        "toujours là. Moins de %(few)d ménages d’une autre commune ne sont pas comptés à part."
    ) % {"day": today, "few": MIN_SHOWN}
    bars = _arrival_bars(commune, published[:MAX_NEIGHBOURS])
    charts = [{"title": _("Ménages installés, par commune"), "bars": bars, "source": source}]
    return _chapter(
        _("Les ménages installés autour"),
        words=[_arrivals(total, hidden=sum(few))],
        charts=charts if bars else [],
        rows=_demand_around(commune),
        source="" if bars else source,
    )


def _arrivals(total: int, *, hidden: int) -> str:
    """Returns the number of households in the intercommunalité, unless it would disclose the hidden
    ones.
    """
    if not total:
        return _("Aucun ménage accompagné n’est compté dans l’intercommunalité.")
    if 0 < hidden < MIN_SHOWN:
        return _("Des ménages accompagnés vivent dans l’intercommunalité.")
    return ngettext(
        "%(count)d ménage accompagné vit dans l’intercommunalité.",
        "%(count)d ménages accompagnés vivent dans l’intercommunalité.",
        total,
    ) % {"count": total}


def _arrival_bars(commune: Commune, arrivals: list[tuple[str, int]]) -> list[dict[str, Any]]:
    names = dict(
        Commune.objects.filter(pk__in=[code for code, _number in arrivals]).values_list(
            "pk", "name"
        )
    )
    highest = max((number for _code, number in arrivals), default=1)
    return [
        {
            "label": names[code],
            "said": number_format(number),
            "share": number / highest,
            "here": code == commune.pk,
        }
        for code, number in arrivals
    ]


def _demand_around(commune: Commune) -> list[dict[str, str]]:
    """Lists the communes of the intercommunalité where most households look; one query."""
    if commune.epci_id is None:
        return []
    communes = list(Commune.objects.filter(epci=commune.epci_id, is_current=True))
    looked_for = [line for line in households_around(communes) if line[1].value]
    return [
        {
            "name": _("%(commune)s : ménages qui cherchent autour") % {"commune": neighbour.name},
            "value": count.words,
            "note": "",
        }
        for neighbour, count in looked_for[:3]
    ]


def _strategy_chapter() -> Chapter:
    return _chapter(
        _("Comment cela se passe"),
        words=[
            _("Un ménage raconte son projet : l’équipe d’accueil le lit et lui répond."),
            _(
                "S’il en est d’accord, elle demande à la mairie ce qu’elle peut lui répondre. La "
                "mairie répond d’un clic, ou avec ses mots."
            ),
            _(
                "Un parrain ou une marraine de la commune, s’il y en a, peut l’accompagner les "
                "premiers mois."
            ),
        ],
    )


def _chapter(
    title: str,
    *,
    words: list[str],
    charts: list[dict[str, Any]] | None = None,
    rows: list[dict[str, str]] | None = None,
    source: str = "",
) -> Chapter:
    return {
        "title": title,
        "words": words,
        "charts": charts or [],
        "rows": rows or [],
        "source": source,
    }
