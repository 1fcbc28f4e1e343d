"""Ranking of the sponsors to propose to a household, best first, with the reasons.

Each reason adds to the score and has a text: no hidden criterion counts.
"""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.grammar import of_name
from bocage.territory.models import Commune
from bocage.territory.spelling import normalise
from bocage.territory.travel_formatting import format_way_from
from bocage.welcome.communes.former_communes import same_communes
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.sponsors.models import SponsorProfile, Sponsorship
from bocage.welcome.sponsors.querysets import SponsorQuerySet

SAME_COMMUNE, NEAR, NOT_FAR, SAME_EPCI = 40, 25, 12, 8
TRADE, LANGUAGE, FAMILY, AVAILABILITY, LOAD = 20, 15, 10, 5, 10
NEAR_KM, NOT_FAR_KM = 10, 25
SHORT_WORD = 3
FRENCH = {"francais", "french", "fr"}


class _Wish(NamedTuple):
    """Destination of a household."""

    communes: list[Commune]
    codes: frozenset[str]
    """Codes of the communes, including those that merged into them: a mandate on a merged commune
    counts for the new one.
    """


class Reason(NamedTuple):
    """Reason to prefer a sponsor for a household, with its weight in points."""

    points: int
    words: str


@dataclass(frozen=True, kw_only=True)
class RankedSponsor:
    """Sponsor to propose, with a score. `free` is how many more households they may take; `is_near`
    is True if they live where the household goes, not far from there, or in the same
    intercommunalité.
    """

    profile: SponsorProfile
    score: int
    reasons: tuple[str, ...]
    free: int
    is_near: bool


def rank_sponsors(project: SettlementProject, *, limit: int | None = None) -> list[RankedSponsor]:
    """Ranks the sponsors available for a household and not requested for it yet, best first."""
    wish = _wish_of(project)
    proposed_sponsors = Sponsorship.objects.filter(project=project).values("sponsor")
    profiles = (
        available_sponsors()
        .filter(commune__departement=project.departement_id)
        .exclude(pk__in=proposed_sponsors)
        .exclude(person__in=project.adults.values("person"))
        .select_related("person", "commune__epci")
    )
    ranked = [_ranked(profile, project, wish) for profile in profiles]
    ranked.sort(
        key=lambda ranked_sponsor: (
            -ranked_sponsor.score,
            ranked_sponsor.profile.commune.name,
            str(ranked_sponsor.profile.pk),
        )
    )
    return ranked[:limit]


def available_sponsors() -> SponsorQuerySet:
    """Returns the sponsors available today: mandated, open, and not full, annotated with `load`,
    their open sponsorships.
    """
    return (
        SponsorProfile.objects.mandated()
        .filter(is_open=True)
        .annotate(load=Count("sponsorships", filter=Q(sponsorships__status__in=Sponsorship.OPEN)))
        .filter(load__lt=F("max_at_once"))
    )


def reasons_for(profile: SponsorProfile, project: SettlementProject) -> list[str]:
    """Lists what a sponsor has in common with a household, in words."""
    return [reason.words for reason in _reasons(profile, project, _wish_of(project))]


def _reasons(profile: SponsorProfile, project: SettlementProject, wished: _Wish) -> list[Reason]:
    reasons = (
        _place(profile, wished),
        _trade(profile, project),
        _languages(profile, project),
        _family(profile, project),
        _availability(profile, project),
    )
    return [reason for reason in reasons if reason is not None]


def _wish_of(project: SettlementProject) -> _Wish:
    """Returns the commune that the household chose; without a choice, those that it wishes for."""
    communes = list(project.communes.all()) if project.commune is None else [project.commune]
    return _Wish(communes, same_communes(commune.pk for commune in communes))


def _ranked(profile: SponsorProfile, project: SettlementProject, wished: _Wish) -> RankedSponsor:
    reasons = [*_reasons(profile, project, wished), _load(profile)]
    return RankedSponsor(
        profile=profile,
        score=sum(reason.points for reason in reasons),
        reasons=tuple(reason.words for reason in reasons),
        free=profile.max_at_once - profile.load,  # type: ignore[attr-defined]  # annotated
        is_near=_place(profile, wished) is not None,
    )


def _place(profile: SponsorProfile, wished: _Wish) -> Reason | None:
    own_commune = profile.commune
    if own_commune.pk in wished.codes:
        return Reason(
            SAME_COMMUNE, _("%(of_commune)s même") % {"of_commune": of_name(own_commune.name)}
        )
    kilometres, nearest = min(
        (
            (distance, commune.name)
            for commune in wished.communes
            if (distance := own_commune.km_to(commune)) is not None
        ),
        default=(None, ""),
    )
    if kilometres is not None and kilometres <= NOT_FAR_KM:
        words = format_way_from(kilometres * 1000, nearest)
        return Reason(NEAR if kilometres <= NEAR_KM else NOT_FAR, words)
    if own_commune.epci_id and any(
        commune.epci_id == own_commune.epci_id for commune in wished.communes
    ):
        return Reason(SAME_EPCI, _("de la même intercommunalité"))
    return None


def _trade(profile: SponsorProfile, project: SettlementProject) -> Reason | None:
    if _words(profile.trade) & _words(project.trade):
        return Reason(TRADE, _("métier proche : %(trade)s") % {"trade": profile.trade})
    return None


def _languages(profile: SponsorProfile, project: SettlementProject) -> Reason | None:
    """Matches a shared language other than French, which everybody speaks here."""
    household_languages = {normalise(language) for language in project.languages}
    shared = [
        language
        for language in profile.languages
        if normalise(language) in household_languages and normalise(language) not in FRENCH
    ]
    if shared:
        return Reason(LANGUAGE, _("parle aussi %(language)s") % {"language": shared[0]})
    return None


def _family(profile: SponsorProfile, project: SettlementProject) -> Reason | None:
    has_children = project.children_count > 0
    if has_children and profile.family == SponsorProfile.Family.WITH_CHILDREN:
        return Reason(FAMILY, _("a aussi des enfants à la maison"))
    if not has_children and profile.family == SponsorProfile.Family.WITHOUT_CHILDREN:
        return Reason(FAMILY // 2, _("sans enfant non plus"))
    return None


def _availability(profile: SponsorProfile, project: SettlementProject) -> Reason | None:
    """Matches the sponsor's availability: weekends before the household has arrived, weekdays or
    evenings after.
    """
    preferred = (
        (SponsorProfile.Availability.WEEKDAYS, SponsorProfile.Availability.EVENINGS)
        if project.has_arrived
        else (SponsorProfile.Availability.WEEKENDS,)
    )
    for availability in preferred:
        if availability in profile.availability:
            return Reason(AVAILABILITY, _("disponible %(when)s") % {"when": availability.label})
    return None


def _load(profile: SponsorProfile) -> Reason:
    load: int = profile.load  # type: ignore[attr-defined]  # annotated
    if load == 0:
        return Reason(LOAD, _("n’accompagne personne en ce moment"))
    free = profile.max_at_once - load
    words = ngettext("accompagne %(count)d ménage", "accompagne %(count)d ménages", load) % {
        "count": load
    }
    return Reason(LOAD * free // (profile.max_at_once + 1), words)


def _words(text: str) -> set[str]:
    """Returns the words of a trade that are long enough to compare."""
    return {word for word in normalise(text).split() if len(word) > SHORT_WORD}
