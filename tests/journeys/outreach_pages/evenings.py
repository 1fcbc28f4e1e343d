"""The pages of evenings in cities."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from bocage.outreach.models import EveningInvitation
from bocage.people.models import Person, Role
from bocage.workspaces.models import Place
from tests.outreach.factories import (
    CampaignFactory,
    ConsentFactory,
    EveningFactory,
    EveningRegistrationFactory,
)

PAGES: dict[str, list[str]] = {
    "visitor": [
        "evening_agenda",
        "evening_detail",
        "off/evening_detail",
        "evening_thanks",
    ],
    Role.COORDINATOR: [
        "evening_list",
        "evening_plan",
        "evening_manage",
        "tonight/evening_manage",
        "off/evening_manage",
        "evening_change",
        "evening_call_off",
        "evening_club",
        "tonight/evening_door",
    ],
}
NO_PAGES = {
    "evening_calendar": "a calendar file",
    **dict.fromkeys(
        (
            "evening_open",
            "evening_invite",
            "evening_walk_in",
            "evening_thank",
            "evening_take_off",
        ),
        "answers a form",
    ),
}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """Creates a future evening with people nearby, one tonight with its door, one called off."""
    departement = place.commune.departement
    campaign = CampaignFactory(departement=departement, name="Soirées d’hiver", channel="evening")
    to_come = EveningFactory(
        campaign=campaign, description="Trois habitants racontent.", capacity=2
    )
    EveningRegistrationFactory(event=to_come, people=2)
    EveningRegistrationFactory(event=to_come, waiting=True)
    ConsentFactory(purpose="evenings", prospect__departement=departement, prospect__origin="Paris")
    EveningInvitation.objects.create(
        evening=to_come,
        person=people[Role.CLUB_ORGANISER],
        requested_at=timezone.now(),
        sent_at=timezone.now(),
        state="sent",
        answer="yes",
        answered_at=timezone.now(),
    )
    tonight = EveningFactory(
        campaign=campaign, starts_at=timezone.now(), ends_at=timezone.now() + timedelta(hours=3)
    )
    EveningRegistrationFactory(event=tonight, arrived_at=timezone.now())
    EveningRegistrationFactory(event=tonight, people=3)
    cancelled_evening = EveningFactory(
        campaign=campaign,
        status="called_off",
        called_off_at=timezone.now(),
        call_off_reason="La salle ferme.",
    )
    names = ("evening_detail", "evening_thanks", "evening_manage", "evening_change")
    names += ("evening_call_off", "evening_club")
    return {
        **{f"{name}.pk": to_come.pk for name in names},
        "tonight.pk": tonight.pk,
        "off.pk": cancelled_evening.pk,
    }
