"""Mentor suggestions for a learner: nearest by trade, then by commune, each with the reasons."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from bocage.foundation.formatting.grammar import at_name
from bocage.foundation.formatting.plain_words import plain_words
from bocage.territory.models import Commune
from bocage.training.mentoring.models import MentorProfile, Mentorship
from bocage.training.programmes.models.cohorts import Enrolment

NEAR_KM = 30.0
SHORTEST_WORD = 4
WORD_POINTS, SAME_COMMUNE_POINTS, NEAR_POINTS, ALUMNI_POINTS = 10, 6, 3, 2


@dataclass(frozen=True, kw_only=True)
class PossibleMentor:
    """Available mentor, with the reasons why they suit a learner."""

    mentor: MentorProfile
    points: int
    reasons: list[str]


def possible_mentors(
    enrolment: Enrolment, *, trade: str, commune: Commune | None, limit: int = 8
) -> list[PossibleMentor]:
    """Returns the mentors available for a learner, best match first; two queries. Excludes the
    learner, mentors who already help as many people as they wish, and mentors who declined this
    learner.
    """
    profiles = (
        MentorProfile.objects.filter(stopped_at=None)
        .exclude(person=enrolment.person_id)
        .exclude(mentorships__enrolment=enrolment, mentorships__state=Mentorship.State.DECLINED)
        .annotate(taken=Count("mentorships", filter=Q(mentorships__state__in=Mentorship.OPEN)))
        .filter(taken__lt=F("max_learners"))
        .select_related("person", "commune")
        .order_by("pk")
    )
    candidates = list(profiles)
    alumni = _alumni(profile.person_id for profile in candidates)
    ranked = [
        _ranked(profile, trade, commune, profile.person_id in alumni) for profile in candidates
    ]
    return sorted(ranked, key=lambda match: (-match.points, str(match.mentor.pk)))[:limit]


def _alumni(people: Iterable[object]) -> set[object]:
    completed = Enrolment.objects.filter(person__in=list(people), state=Enrolment.State.COMPLETED)
    return set(completed.values_list("person_id", flat=True))


def _ranked(
    mentor: MentorProfile,
    trade: str,
    commune: Commune | None,
    is_alumni: bool,
) -> PossibleMentor:
    points, reasons = 0, []
    common = _words(mentor.trade) & _words(trade)
    if common:
        points += WORD_POINTS * len(common)
        reasons.append(_("un métier proche : %(trade)s") % {"trade": mentor.trade})
    if commune is not None:
        if mentor.commune_id == commune.pk:
            points += SAME_COMMUNE_POINTS
            reasons.append(_("la même commune, %(commune)s") % {"commune": commune.name})
        else:
            away = mentor.commune.km_to(commune)
            if away is not None and away <= NEAR_KM:
                points += NEAR_POINTS
                reasons.append(
                    _("à %(km)s km, %(at_commune)s")
                    % {
                        "km": max(round(away), 1),
                        "at_commune": at_name(mentor.commune.name),
                    }
                )
    if is_alumni:
        points += ALUMNI_POINTS
        reasons.append(_("a suivi une formation ici"))
    return PossibleMentor(mentor=mentor, points=points, reasons=reasons)


def _words(text: str) -> set[str]:
    """Returns the significant words of a trade, in the singular."""
    return {word.rstrip("s") for word in plain_words(text).split() if len(word) >= SHORTEST_WORD}
