"""Pages of sponsors and their households, of follow-ups after a move, and of the welcome's
figures."""

from typing import Any

from bocage.people.models import Person, Role
from bocage.welcome.follow_ups.links import follow_up_link
from bocage.welcome.models import SponsorshipFeedback
from bocage.welcome.sponsors.links import feedback_link, sponsor_offer_link
from bocage.workspaces.models import Place
from tests.welcome.factories import ProjectFactory, first_adult
from tests.welcome.follow_ups.factories import FollowUpFactory
from tests.welcome.relays.factories import town_hall
from tests.welcome.sponsors.factories import SponsorProfileFactory, SponsorshipFactory

PAGES: dict[str, list[str]] = {
    "visitor": ["sponsorship_feedback", "sponsor_offer_signed", "follow_up"],
    "somebody who sponsors": [
        "espace",
        "own_data",
        "sponsoring",
        "sponsor_oneself",
        "sponsor_profile",
        "sponsor_guide",
        "sponsorship",
        "asked/sponsorship",
    ],
    Role.TOWN_HALL: ["sponsor_offer"],
    Role.COORDINATOR: ["sponsor_list", "follow_up_call", "helping_households", "welcome_figures"],
}
NO_PAGES = {
    "welcome_figures_csv": "a file",
    "welcome_figures_workbook": "a file",
    **dict.fromkeys(
        (
            "follow_up_called",
            "follow_up_wishes_done",
            "own_sponsor_contact",
            "own_sponsor_end",
            "project_end_sponsorship",
            "project_propose_sponsor",
            "sponsor_confirm",
            "sponsor_offer_accept",
            "sponsor_offer_decline",
            "sponsor_refuse",
            "sponsor_stop",
            "sponsorship_accept",
            "sponsorship_decline",
            "sponsorship_end",
            "sponsorship_note",
            "sponsorship_unnote",
        ),
        "answers a form",
    ),
}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """Creates a sponsor with a household and a pending request about another; a follow-up of one
    month."""
    profile = SponsorProfileFactory(commune=place.commune, max_at_once=3)
    people["somebody who sponsors"] = profile.person
    followed = SponsorshipFactory(sponsor=profile, active=True)
    proposed_sponsorship = SponsorshipFactory(sponsor=profile)
    settled_project = ProjectFactory(settled=True, commune=place.commune)
    follow_up = FollowUpFactory(project=settled_project)
    FollowUpFactory(project=settled_project, months=3, answered=True, wants_to_sponsor=True)
    return {
        "sponsor_profile.profile_id": profile.pk,
        "sponsorship.sponsorship_id": followed.pk,
        "asked.sponsorship_id": proposed_sponsorship.pk,
        "sponsor_offer.code": place.commune.pk,
        "sponsor_offer_signed.token": sponsor_offer_link.token(
            town_hall(place.commune).pk, place.commune.pk
        ),
        "sponsorship_feedback.token": feedback_link.token(
            followed.pk, SponsorshipFeedback.Side.HOUSEHOLD
        ),
        "follow_up_call.follow_up_id": follow_up.pk,
        "follow_up.token": follow_up_link.token(follow_up.pk, str(first_adult(settled_project).pk)),
    }
