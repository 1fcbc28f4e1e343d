"""Sections of relays on the page of a commune: who waits for its answer and how fast it answers;
its referents, as a criterion and a sign."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.people.models import Mandate, Person, Role
from bocage.territory.models import Commune
from bocage.welcome.communes.page_registry import add_commune_section
from bocage.welcome.communes.signs_registry import ANSWERS, SignStrength, welcome_sign
from bocage.welcome.communes.welcoming_criteria import (
    welcoming_criterion,
)
from bocage.welcome.relays.choices import choice_of
from bocage.welcome.relays.models import Relay
from bocage.welcome.relays.policies import relays_read_by
from bocage.welcome.relays.sheet import first_names, household_words
from bocage.welcome.relays.times import (
    UNKNOWN,
    ResponseTime,
    duration_words,
    recent_relays,
    response_time_of,
    response_times,
)

MAX_LINES = 20
SHOWN_AFTER_ANSWER = timedelta(days=180)
MIN_OTHERS = 3
"""Minimum number of answering communes in a comparison; fewer could identify one."""


def interested(commune: Commune, person: Person) -> dict[str, Any]:
    """Returns all pending relays of a commune, whatever their age, then the latest answered ones;
    four queries.
    """
    now = timezone.now()
    relays = relays_read_by(person).filter(commune=commune.pk).select_related("project")
    waiting = list(relays.open().order_by("due_at", "pk"))
    answered = list(
        relays.filter(
            status=Relay.Status.ANSWERED, answered_at__gte=now - SHOWN_AFTER_ANSWER
        ).order_by("-answered_at", "pk")[:MAX_LINES]
    )
    prefetch_related_objects([*waiting, *answered], "project__adults__person")
    return {
        "waiting": [_relay_line(relay, is_late=relay.due_at < now) for relay in waiting],
        "answered": [_relay_line(relay, is_late=False) for relay in answered],
    }


def _relay_line(relay: Relay, *, is_late: bool) -> dict[str, Any]:
    return {
        "relay": relay,
        "who": first_names(relay.project),
        "household": household_words(relay.project),
        "answer": choice_of(relay),
        "is_late": is_late,
    }


def times(commune: Commune, _person: Person) -> dict[str, Any]:
    """Returns the median response time of a commune, and the combined one of the other communes of
    its intercommunalité: three queries.
    """
    own_time = response_times([commune.pk]).get(commune.pk, UNKNOWN)
    rivals = recent_relays().filter(commune__epci=commune.epci_id).exclude(commune=commune.pk)
    answering = (
        rivals.filter(status=Relay.Status.ANSWERED).order_by().values("commune").distinct().count()
        if commune.epci_id
        else 0
    )
    is_compared = answering >= MIN_OTHERS
    together = response_time_of(rivals) if is_compared else UNKNOWN
    return {
        "own": duration_words(own_time.median) if own_time.median is not None else "",
        "questions": own_time.questions,
        "answered": own_time.answered,
        "others": duration_words(together.median) if is_compared else "",
        "how_many_others": answering,
        "comparison": _comparison(own_time.median, together.median),
    }


def _comparison(own_median: timedelta | None, other_median: timedelta | None) -> str:
    if own_median is None or other_median is None:
        return ""
    if own_median <= other_median:
        return _("Vous répondez plus vite que la moitié d’entre elles : merci.")
    return _("Un mot court suffit : oui, pas maintenant, ou non.")


for _name, _rank, _context in (
    ("interested", 10, interested),
    ("times", 60, times),
):
    add_commune_section(
        name=_name,
        template=f"welcome/relays/commune_page/{_name}.html",
        rank=_rank,
        context=_context,
    )


@welcome_sign(
    "referent",
    points=40,
    words={"referent": lambda _fact: _("quelqu’un répond aux nouveaux venus en mairie")},
    source=gettext_lazy("mandats confiés ici"),
)
def referents_named(codes: Sequence[str], today: date) -> dict[str, SignStrength]:
    """Reads, for each commune, whether a person of the town hall has a mandate on the given day;
    one query.
    """
    named_codes = {
        str(code)
        for code in Mandate.objects.in_force(today)
        .filter(role__in=(Role.ELECTED, Role.TOWN_HALL), scope__commune__in=codes)
        .values_list("scope__commune", flat=True)
    }
    return {
        code: SignStrength(1, {"kind": "referent"}) if code in named_codes else SignStrength(0)
        for code in codes
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
def answers_of_town_halls(codes: Sequence[str], _today: date) -> dict[str, SignStrength]:
    """Reads the response time of each commune that received relays, and answered or exceeded the
    deadline; one query.
    """
    return {
        code: strength
        for code, time in response_times(codes).items()
        if (strength := _strength_of(time)) is not None
    }


def _strength_of(time: ResponseTime) -> SignStrength | None:
    if time.median is None:
        return SignStrength(0, {"kind": "silence"}) if time.overdue else None
    hours = time.median.total_seconds() / 3600
    share = time.answered / (time.answered + time.overdue)
    return SignStrength(
        ANSWERS.mark(hours) / 100 * share, {"kind": "answers", "hours": round(hours, 1)}
    )


@welcoming_criterion(
    "referent_named",
    gettext_lazy("une personne élue référente, qui répond aux ménages"),
    10,
    action=gettext_lazy("Proposer une personne"),
    url=lambda commune: reverse("own_commune_propose", args=[commune.slug]),
)
def with_a_referent(communes: Sequence[Commune]) -> set[str]:
    """Returns the communes where an elected person of the commune has a mandate today; one
    query.
    """
    elected = Mandate.objects.in_force().filter(
        role=Role.ELECTED, scope__commune__in=communes, person__is_active=True
    )
    return set(elected.order_by().values_list("scope__commune", flat=True))
