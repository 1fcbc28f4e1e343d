"""Indicators of settlement: new households, their members, their work, and who stays."""

from datetime import date
from functools import partial
from typing import Any

from django.db.models import Case, DateField, Exists, F, Func, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from bocage.evidence.observing import observed
from bocage.evidence.registry import Aggregate, Theme, Unit, indicator
from bocage.welcome.models import ARRIVED, FollowUp, SettlementProject

SOURCE = _("Projets d’installation suivis dans cette instance")
WORKING = ("employee", "public_agent", "independent", "director", "founder")


class MonthsLater(Func):
    """A day some months later: the last of its month where that month is shorter."""

    template = "(%(expressions)s)::date"
    arg_joiner = " + interval '1 month' * "
    output_field = DateField()


def _arrived() -> QuerySet[SettlementProject]:
    """Returns the settled households: merged ones are counted once, erased ones still count."""
    joined = SettlementProject.CloseReason.MERGED
    return SettlementProject.objects.filter(stage__in=ARRIVED).exclude(close_reason=joined)


settling_indicator = partial(
    indicator, theme=Theme.SETTLING, source=SOURCE, unit=Unit.COUNT, is_about_people=True
)


@settling_indicator(
    label=_("Ménages installés"),
    definition=_(
        "Ménages accompagnés qui ont emménagé dans une commune du territoire pendant la période."
    ),
    method=_(
        "Un ménage compte le jour de son emménagement, dans la commune où il s’installe. Ceux qui "
        "sont repartis restent comptés à leur arrivée ; deux projets réunis comptent une fois."
    ),
)
def settled_households(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(_arrived(), days=(first, until), day="moved_in_on", commune="commune")


@settling_indicator(
    label=_("Personnes installées"),
    definition=_("Adultes et enfants des ménages accompagnés qui ont emménagé pendant la période."),
    method=_(
        "Nombre d’adultes et d’enfants que le ménage a déclarés, comptés le jour de l’emménagement."
    ),
)
def settled_people(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        _arrived(),
        days=(first, until),
        day="moved_in_on",
        commune="commune",
        numerator=F("adults_count") + F("children_count"),
        counted=1,
    )


@settling_indicator(
    label=_("Enfants installés"),
    definition=_("Enfants des ménages accompagnés qui ont emménagé pendant la période."),
    method=_("Nombre d’enfants que le ménage a déclarés, comptés le jour de l’emménagement."),
)
def settled_children(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        _arrived().filter(children_count__gt=0),
        days=(first, until),
        day="moved_in_on",
        commune="commune",
        numerator="children_count",
        counted=1,
    )


@settling_indicator(
    label=_("Emplois arrivés"),
    definition=_(
        "Ménages installés dont la personne qui a porté le projet travaille : salariée ou agente "
        "publique en télétravail, indépendante, à la tête d’une entreprise ou en train d’en créer "
        "une."
    ),
    method=_(
        "Un emploi par ménage, celui qu’il a déclaré, compté le jour de l’emménagement. Celui "
        "d’un autre adulte du ménage n’est pas compté : le chiffre est un minimum."
    ),
)
def settled_jobs(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        _arrived().filter(work__in=WORKING),
        days=(first, until),
        day="moved_in_on",
        commune="commune",
    )


def _still_here(months: int, first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    """Returns the people whose anniversary is in the period, and of whom it is known if they
    stayed.
    """
    anniversary = MonthsLater(F("moved_in_on"), Value(months))
    confirmed = FollowUp.objects.filter(project=OuterRef("pk"), still_here=True, months__gte=months)
    is_gone = Q(left_on__lt=F("anniversary"))
    is_known = Q(left_on__isnull=False) | Exists(confirmed)
    rows = _arrived().alias(anniversary=anniversary).filter(is_known)
    return observed(
        rows,
        days=(first, until),
        day=F("anniversary"),
        commune="commune",
        numerator=Case(When(is_gone, then=0), default=1),
        denominator=1,
    )


STAYED = _(
    "Sur les ménages dont l’anniversaire d’emménagement tombe dans la période, et dont on sait "
    "s’ils sont restés : ils l’ont dit à cette date ou plus tard, ou leur départ est noté. Les "
    "ménages sans nouvelles ne comptent pas."
)


@settling_indicator(
    label=_("Toujours ici après 12 mois"),
    definition=_("Part des ménages installés qui vivent encore ici un an après leur emménagement."),
    method=STAYED,
    unit=Unit.PERCENT,
    aggregate=Aggregate.SHARE,
)
def still_here_after_12_months(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return _still_here(12, first, until)


@settling_indicator(
    label=_("Toujours ici après 24 mois"),
    definition=_(
        "Part des ménages installés qui vivent encore ici deux ans après leur emménagement."
    ),
    method=STAYED,
    unit=Unit.PERCENT,
    aggregate=Aggregate.SHARE,
)
def still_here_after_24_months(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return _still_here(24, first, until)
