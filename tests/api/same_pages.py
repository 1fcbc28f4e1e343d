"""Equivalent page of each API operation."""

from typing import Any

from django.urls import reverse

from bocage.evidence.open_data.rows import public_indicators
from bocage.workspaces.models import Place
from tests.housing.factories import (
    DwellingFactory,
    LeadFactory,
    ListingFactory,
    SavedSearchFactory,
)
from tests.network.factories import MemberFactory
from tests.network.gatherings.factories import GatheringFactory, RegistrationFactory
from tests.network.web_school.factories import EditionFactory
from tests.outreach.assets.factories import AssetFactory
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory, EpciFactory
from tests.training.factories import CohortFactory, EnrolmentFactory, ProgrammeFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.relays.factories import RelayFactory
from tests.welcome.sponsors.factories import SponsorProfileFactory
from tests.workspaces.factories import (
    BookingFactory,
    PlaceFactory,
    ResourceFactory,
    as_range,
    day_ahead,
    hours,
    morning,
)

Example = tuple[dict[str, Any], Any, str]
"""The parts of an address, what is sent, and the page of the same."""


def things_of_everybody() -> dict[str, Any]:
    """Creates public and draft places; objects of the booker, and objects of somebody else."""
    commune = CommuneFactory(boitron=True, epci=EpciFactory())
    place = PlaceFactory(commune=commune)
    hidden = PlaceFactory(commune=commune, status=Place.Status.DRAFT)
    booker, cohort = PersonFactory(), CohortFactory()
    bookings = [
        BookingFactory(
            resource=ResourceFactory(place=place),
            booked_for=person,
            created_by=person,
            period=as_range(morning(day_ahead(1))),
        )
        for person in (booker, PersonFactory())
    ]
    return {
        "commune": commune,
        "places": [place, hidden],
        "bookings": bookings,
        "booker": booker,
        "leads": [LeadFactory(commune=commune), LeadFactory()],
        "home": ListingFactory(dwelling=DwellingFactory(commune=commune), commune=commune).dwelling,
        "searches": [SavedSearchFactory(person=booker), SavedSearchFactory()],
        "gatherings": [
            GatheringFactory(commune=commune),
            GatheringFactory(draft=True, commune=commune),
        ],
        "registrations": [RegistrationFactory(person=booker), RegistrationFactory()],
        "members": [MemberFactory(public=True), MemberFactory(person=booker)],
        "assets": [AssetFactory(commune=commune)],
        "projects": [
            ProjectFactory(departement=commune.departement),
            ProjectFactory(departement__sarthe=True),
        ],
        "relays": [RelayFactory(commune=commune), RelayFactory(commune=CommuneFactory(sees=True))],
        "sponsors": [
            SponsorProfileFactory(commune=commune),
            SponsorProfileFactory(commune=commune, person=booker),
        ],
        "editions": [EditionFactory(commune=commune)],
        "programmes": [cohort.programme, ProgrammeFactory(draft=True)],
        "cohorts": [cohort, CohortFactory(draft=True)],
        "enrolments": [EnrolmentFactory(cohort=cohort, person=booker), EnrolmentFactory()],
    }


def same_as(things: dict[str, Any]) -> dict[str, list[Example]]:
    """Returns, for each operation, its arguments and its equivalent page."""
    commune, places, bookings = things["commune"], things["places"], things["bookings"]
    places_pages = [
        ({"slug": place.slug}, None, reverse("place_detail", args=[place.slug])) for place in places
    ]
    public_indicator = next(iter(public_indicators()))
    indicator = (
        {"name": public_indicator.name},
        None,
        reverse("indicator_detail", args=[public_indicator.name]),
    )
    home = things["home"]
    start, end = hours(day_ahead(2), 9 * 60, 10 * 60)
    period = {"starts_at": start.isoformat(), "ends_at": end.isoformat()}

    def of_bookings(page: str, body: Any) -> list[Example]:
        return [
            ({"booking_id": str(booking.pk)}, body, reverse(page, args=[booking.pk]))
            for booking in bookings
        ]

    def of_gatherings(body: Any, page: str) -> list[Example]:
        return [
            ({"gathering_id": str(thing.pk)}, body, reverse(page, args=[thing.pk]))
            for thing in things["gatherings"]
        ]

    def of_relays(body: Any, page: str, *args: str) -> list[Example]:
        return [
            ({"relay_id": str(thing.pk)}, body, reverse(page, args=[thing.pk, *args]))
            for thing in things["relays"]
        ]

    return {
        "list_communes": [({}, None, reverse("commune_list"))],
        "read_commune": [
            ({"code": commune.code}, None, reverse("commune_by_code", args=[commune.code]))
        ],
        "list_indicators": [({}, None, reverse("indicator_list"))],
        "read_indicator": [indicator],
        "list_indicator_figures": [indicator],
        "list_territory_figures": [
            (
                {"level": "commune", "code": commune.code},
                None,
                reverse("commune_evidence", args=[commune.code]),
            )
        ],
        "list_dwellings": [({}, None, reverse("home_list"))],
        "read_dwelling": [
            ({"dwelling_id": str(home.pk)}, None, reverse("dwelling", args=[home.pk]))
        ],
        "save_search": [
            ({}, {"search": "bien=maison"}, reverse("saved_searches")),
        ],
        "change_search": [
            (
                {"search_id": str(thing.pk)},
                {"rhythm": "weekly"},
                reverse("saved_search", args=[thing.pk]),
            )
            for thing in things["searches"]
        ],
        "list_leads": [({}, None, reverse("territory_leads"))],
        "read_lead": [
            ({"lead_id": str(thing.pk)}, None, reverse("lead", args=[thing.pk]))
            for thing in things["leads"]
        ],
        "list_searches": [({}, None, reverse("saved_searches"))],
        "read_search": [
            ({"search_id": str(thing.pk)}, None, reverse("saved_search", args=[thing.pk]))
            for thing in things["searches"]
        ],
        "list_gatherings": [({}, None, reverse("gathering_list"))],
        "read_gathering": of_gatherings(None, "gathering_detail"),
        "come_to_gathering": of_gatherings({}, "gathering_detail"),
        "leave_gathering": [
            ({"gathering_id": str(thing.event_id)}, None, reverse("own_gatherings"))
            for thing in things["registrations"]
        ],
        "list_editions": [({}, None, reverse("edition_list"))],
        "read_edition": [
            ({"slug": thing.slug}, None, reverse("edition_detail", args=[thing.slug]))
            for thing in things["editions"]
        ],
        "list_registrations": [({}, None, reverse("own_gatherings"))],
        "list_members": [({}, None, reverse("member_list"))],
        "read_member": [
            ({"member_id": str(thing.pk)}, None, reverse("member_detail", args=[thing.pk]))
            for thing in things["members"]
        ],
        "list_assets": [({}, None, reverse("public_assets"))],
        "list_programmes": [({}, None, reverse("training_list"))],
        "read_programme": [
            ({"slug": thing.slug}, None, reverse("training_programme", args=[thing.slug]))
            for thing in things["programmes"]
        ],
        "list_cohort_sessions": [
            ({"cohort_id": str(thing.pk)}, None, reverse("cohort_feed", args=[thing.pk]))
            for thing in things["cohorts"]
        ],
        "list_courses": [({}, None, reverse("own_training"))],
        "read_course": [
            ({"course_id": str(thing.pk)}, None, reverse("own_course", args=[thing.pk]))
            for thing in things["enrolments"]
        ],
        "list_own_sessions": [({}, None, reverse("own_training"))],
        "list_projects": [({}, None, reverse("project_list"))],
        "read_project": [
            ({"project_id": str(thing.pk)}, None, reverse("project_file", args=[thing.pk]))
            for thing in things["projects"]
        ],
        "list_relays": [({}, None, reverse("own_communes"))],
        "read_relay": of_relays(None, "relay"),
        "reply_to_relay": of_relays({"answer": "yes"}, "relay_choice", "bienvenue"),
        "list_sponsors": [({}, None, reverse("sponsor_list"))],
        "read_sponsor": [
            ({"sponsor_id": str(thing.pk)}, None, reverse("sponsor_profile", args=[thing.pk]))
            for thing in things["sponsors"]
        ],
        "read_me": [({}, None, reverse("account"))],
        "list_places": [({}, None, reverse("place_list"))],
        "read_place": places_pages,
        "read_place_availability": places_pages,
        "find_free_places": [({}, None, reverse("place_list"))],
        "list_bookings": [({}, None, reverse("booking_list"))],
        "make_booking": [
            (
                {},
                {"place": place.slug, "any_desk": True, **period},
                reverse("place_detail", args=[place.slug]),
            )
            for place in places
        ],
        "read_booking": of_bookings("booking_detail", None),
        "move_booking": of_bookings("booking_move", period),
        "cancel_booking": of_bookings("booking_cancel", {}),
        "restore_booking": of_bookings("booking_detail", None),
    }
