"""The pages of gatherings: the agenda, one of them, mine, and those of who runs them."""

from typing import Any

from bocage.network.models import GatheringSeries
from bocage.people.models import Person, Role
from bocage.workspaces.models import Place
from tests.network.gatherings.factories import GatheringFactory, RegistrationFactory

PAGES: dict[str, list[str]] = {
    "visitor": ["gathering_list", "gathering_detail", "gathering_arrival"],
    "teleworker": ["gathering_list", "gathering_detail", "own_gatherings", "gathering_propose"],
    Role.CLUB_ORGANISER: [
        "club_gatherings",
        "gathering_plan",
        "gathering_manage",
        "gathering_change",
        "gathering_call_off",
        "gathering_sheet",
        "gathering_outcome",
    ],
}
NO_PAGES = {
    "gathering_feed": "a calendar",
    "own_gathering_feed": "a calendar",
    "own_gathering_calendar": "answers a form",
    "gathering_photo": "a picture",
    "gathering_register": "answers a form",
    "gathering_leave": "answers a form",
    "gathering_open": "answers a form",
    "gathering_attendance": "answers a form",
    "gathering_walk_in": "answers a form",
    "gathering_message": "answers a form",
    "gathering_photo_add": "answers a form",
    "gathering_photo_remove": "answers a form",
    "registration_cancel": "answers a form",
    "series_extend": "answers a form",
}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """Creates a gathering of a series, with a registered member, a person without an account and a
    waiting one; and a past gathering."""
    organiser = people[Role.CLUB_ORGANISER]
    series = GatheringSeries.objects.create(
        commune=place.commune,
        title="Jeudi",
        week=2,
        weekday=3,
        made_by=organiser,
        made_at="2026-01-01T09:00Z",
    )
    gathering = GatheringFactory(
        commune=place.commune, made_by=organiser, series=series, occurs_on="2026-01-08", capacity=3
    )
    RegistrationFactory(event=gathering, person=people["teleworker"], is_shown=True)
    RegistrationFactory(event=gathering, without_account=True, people=2, guests="Odile")
    RegistrationFactory(event=gathering, state="waiting")
    GatheringFactory(
        past=True, commune=place.commune, outcome="Deux projets.", notes="Trois pitchs."
    )
    names = ("detail", "manage", "change", "call_off", "sheet", "outcome")
    return {f"gathering_{name}.pk": gathering.pk for name in names} | {
        "gathering_arrival.token": gathering.arrival_token
    }
