"""A town hall where somebody answers newcomers, and how fast it does."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.people.models import Mandate, Role
from bocage.welcome.communes.signs_registry import ANSWERS, Reading, welcome_sign
from bocage.welcome.relay_times import ResponseTime, duration_words, response_times


@welcome_sign(
    "referent",
    points=40,
    words={"referent": lambda _fact: _("quelqu’un répond aux nouveaux venus en mairie")},
    source=gettext_lazy("mandats confiés ici"),
)
def referents_named(codes: Sequence[str], today: date) -> dict[str, Reading]:
    """Somebody of the town hall holds a mandate; one query."""
    named = {
        str(code)
        for code in Mandate.objects.in_force(today)
        .filter(role__in=(Role.ELECTED, Role.TOWN_HALL), scope__commune__in=codes)
        .values_list("scope__commune", flat=True)
    }
    return {
        code: Reading(1, {"kind": "referent"}) if code in named else Reading(0) for code in codes
    }


@welcome_sign(
    "answers",
    points=20,
    words={
        "answers": lambda fact: (
            _("la mairie répond en %(length)s")
            % {"length": duration_words(timedelta(hours=fact["hours"]))}
        ),
        "silence": lambda _fact: _("la mairie n’a pas encore répondu à ce qui lui a été demandé"),
    },
    source=gettext_lazy("questions posées aux mairies depuis deux ans"),
)
def answers_of_town_halls(codes: Sequence[str], _today: date) -> dict[str, Reading]:
    """Of those that were asked, and answered or let the time pass; one query."""
    return {
        code: reading
        for code, time in response_times(codes).items()
        if (reading := _reading(time)) is not None
    }


def _reading(time: ResponseTime) -> Reading | None:
    if time.median is None:
        return Reading(0, {"kind": "silence"}) if time.overdue else None
    hours = time.median.total_seconds() / 3600
    kept = time.answered / (time.answered + time.overdue)
    return Reading(ANSWERS.mark(hours) / 100 * kept, {"kind": "answers", "hours": round(hours, 1)})
