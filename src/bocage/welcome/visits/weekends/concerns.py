"""Open issues of a weekend, most urgent first."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.welcome.visits.weekends.models import WelcomeWeekend
from bocage.welcome.visits.weekends.selectors import WeekendOverview

PROGRAMMES_BEFORE = timedelta(days=14)
"""Time before the weekend by which a household must have its programme."""
ANSWERS_WITHIN = timedelta(days=7)
"""Time without an answer after which a telephone call is suggested."""
OPEN_BEFORE = timedelta(days=30)


def concerns_of(overview: WeekendOverview, now: datetime | None = None) -> list[str]:
    """Lists the open issues of a weekend, in a sentence each; empty if it was held or called off.
    No query.
    """
    if not overview.weekend.is_to_come:
        return []
    return list(_concerns(overview, now or timezone.now()))


def _concerns(overview: WeekendOverview, now: datetime) -> Iterator[str]:
    weekend = overview.weekend
    if weekend.ends_at <= now:
        yield _("Il est passé : dites s’il a eu lieu.")
        return
    yield from _declined(overview)
    yield from _to_place(overview)
    yield from _clashes(overview)
    yield from _pending_notices(overview)
    yield from _meetings(overview)
    if weekend.status == WelcomeWeekend.Status.DRAFT and weekend.starts_at - now <= OPEN_BEFORE:
        yield _("Il n’est pas ouvert : personne n’est encore invité.")
    yield from _seats(overview)
    if weekend.starts_at - now <= PROGRAMMES_BEFORE and overview.without_stay:
        count = len(overview.without_stay)
        yield ngettext(
            "%(count)d ménage n’a pas encore de programme.",
            "%(count)d ménages n’ont pas encore de programme.",
            count,
        ) % {"count": count}
    yield from _silent(overview, now)


def _declined(overview: WeekendOverview) -> Iterator[str]:
    for volunteer in overview.volunteers:
        if volunteer.has_declined:
            households = ", ".join(household.project.name for household in volunteer.households)
            yield _("%(who)s ne peut pas : placez autrement %(households)s.") % {
                "who": volunteer.volunteer,
                "households": households,
            }


def _to_place(overview: WeekendOverview) -> Iterator[str]:
    count = len(overview.to_place)
    if not count:
        return
    yield ngettext(
        "%(count)d ménage est sans hôte pour la nuit ni voiture : placez-le.",
        "%(count)d ménages sont sans hôte pour la nuit ni voiture : placez-les.",
        count,
    ) % {"count": count}
    people = sum(household.people for household in overview.to_place)
    beds = people - sum(max(0, host.left) for host in overview.hosts)
    seats = people - sum(max(0, car.left) for car in overview.cars)
    if beds > 0:
        yield ngettext("Il manque %(count)d couchage.", "Il manque %(count)d couchages.", beds) % {
            "count": beds
        }
    if seats > 0:
        yield ngettext(
            "Il manque %(count)d place en voiture.",
            "Il manque %(count)d places en voiture.",
            seats,
        ) % {"count": seats}


def _clashes(overview: WeekendOverview) -> Iterator[str]:
    for day in overview.days:
        for moment in day.moments:
            if moment.leg is not None and not moment.leg.fits:
                yield _("« %(step)s » : %(road)s, c’est trop court.") % {
                    "step": moment.step.title,
                    "road": moment.leg.words,
                }


def _pending_notices(overview: WeekendOverview) -> Iterator[str]:
    if overview.pending_notifications:
        yield ngettext(
            "Il reste %(count)d message à envoyer : qui conduit et qui loge qui.",
            "Il reste %(count)d messages à envoyer : qui conduit et qui loge qui.",
            overview.pending_notifications,
        ) % {"count": overview.pending_notifications}
    for volunteer in overview.volunteers:
        if volunteer.is_to_free:
            yield _("Appelez %(who)s : plus personne ne vient.") % {"who": volunteer.volunteer}
        elif volunteer.is_to_call and not volunteer.has_declined:
            yield _("Appelez %(who)s, puis notez la réponse : nous n’avons pas son courriel.") % {
                "who": volunteer.volunteer
            }
    silenced = {
        household.project.name
        for volunteer in overview.volunteers
        for household in volunteer.not_agreed
    }
    for name in sorted(silenced):
        yield _(
            "%(household)s n’a pas accepté que l’on parle de lui à des personnes qui aident : "
            "demandez-lui avant de prévenir qui le conduit ou le loge."
        ) % {"household": name}


def _meetings(overview: WeekendOverview) -> Iterator[str]:
    for step in overview.steps:
        if step.declined_at is not None:
            yield _("« %(step)s » : %(who)s ne peut pas, trouvez quelqu’un d’autre.") % {
                "step": step.title,
                "who": step.contact_name or _("la personne rencontrée"),
            }
    count = overview.meetings_to_notify
    if count:
        yield ngettext(
            "%(count)d moment partagé reste à annoncer à la personne rencontrée.",
            "%(count)d moments partagés restent à annoncer aux personnes rencontrées.",
            count,
        ) % {"count": count}


def _seats(overview: WeekendOverview) -> Iterator[str]:
    count = len(overview.waiting)
    if count:
        yield ngettext(
            "%(count)d ménage attend une place.", "%(count)d ménages attendent une place.", count
        ) % {"count": count}


def _silent(overview: WeekendOverview, now: datetime) -> Iterator[str]:
    silent = [
        household
        for household in overview.invited
        if household.invited_at is not None and now - household.invited_at >= ANSWERS_WITHIN
    ]
    if silent:
        yield ngettext(
            "%(count)d ménage n’a pas répondu depuis une semaine.",
            "%(count)d ménages n’ont pas répondu depuis une semaine.",
            len(silent),
        ) % {"count": len(silent)}
