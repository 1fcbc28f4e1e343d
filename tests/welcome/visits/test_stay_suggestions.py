"""Suggestions of a project for the programme of its stay, and their reasons."""

import pytest
from django.urls import reverse

from bocage.welcome.models import StayStep
from bocage.welcome.visits.stays.suggestions import find_suggestion, suggestions_for
from tests.housing.factories import DwellingFactory, LeadFactory
from tests.network.gatherings.factories import GatheringFactory
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.helpers.factories import HelperFactory, HelpRequestFactory
from tests.welcome.relays.factories import RelayFactory
from tests.welcome.sponsors.factories import SponsorshipFactory
from tests.welcome.visits.factories import StayFactory, StayStepFactory, at, coordinator_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def stay(boitron):
    project = ProjectFactory()
    project.communes.set([boitron])
    return StayFactory(project=project, prepared_by=coordinator_of(project))


def suggested_keys(stay, steps=()):
    return [
        (suggestion.key.partition(":")[0], str(suggestion.reason))
        for suggestion in suggestions_for(stay, steps)
    ]


def follow_home(stay, **options):
    return stay.project.homes.create(added_at=at(9, days=0), changed_at=at(9, days=0), **options)


def test_followed_homes_come_before_leads_and_the_nearest_to_a_visit_first(stay, boitron):
    wished_home, visited_home = DwellingFactory.create_batch(2, commune=boitron)
    sold_home = DwellingFactory(commune=boitron, off_market=True)
    lead = LeadFactory(commune=boitron)
    other_lead = LeadFactory(commune=boitron)
    follow_home(stay, dwelling=wished_home, status="wanted", mark=5)
    follow_home(stay, dwelling=visited_home, status="visited")
    follow_home(stay, dwelling=sold_home, status="contacted")
    follow_home(stay, lead=lead, status="to_visit", visit_at=at(14))

    first_suggestion, second_suggestion, third_suggestion, *_town_halls = suggestions_for(stay)

    assert (first_suggestion.lead, first_suggestion.dwelling) == (lead, None)
    assert first_suggestion.reason.startswith("Suivi par le ménage\u00a0: à visiter, ")
    assert (second_suggestion.dwelling, second_suggestion.commune) == (wished_home, boitron)
    assert second_suggestion.about() == {"lead": None, "dwelling": wished_home}
    assert (third_suggestion.lead, third_suggestion.reason) == (
        other_lead,
        "Piste dans une commune souhaitée",
    )


def test_accepting_town_halls_are_suggested_with_their_contact(stay):
    essay, other_commune = CommuneFactory(essay=True), CommuneFactory(sees=True)
    stay.project.communes.add(other_commune)
    mayor = PersonFactory(name="Odile Prévost", phone="0233000001")
    RelayFactory(project=stay.project, commune=essay, yes=True, answered_by=mayor)
    RelayFactory(project=stay.project, commune=other_commune, yes=True, answer="no")

    yes_link, wished_suggestion = suggestions_for(stay)

    assert (yes_link.commune, yes_link.reason) == (essay, "La mairie a répondu oui")
    assert (yes_link.contact_name, yes_link.contact_mail) == ("Odile Prévost", mayor.email)
    assert yes_link.initial()["contact_phone"].split() == ["02", "33", "00", "00", "01"]
    assert (wished_suggestion.commune.name, wished_suggestion.contact_name) == ("Boitron", "")


def test_accepting_sponsor_and_helpers_are_suggested_with_their_contact(stay):
    sponsorship = SponsorshipFactory(
        project=stay.project,
        active=True,
        sponsor__shows_phone=False,
        sponsor__person__phone="0600000001",
    )
    school = HelperFactory(kind="school_head", name="Anne Martin")
    HelpRequestFactory(project=stay.project, helper=school, answered=True)
    HelpRequestFactory(
        project=stay.project, helper=HelperFactory(name="Refuse"), answered=True, answer="no"
    )
    HelpRequestFactory(project=stay.project, helper=HelperFactory(name="Silencieux"))
    HelpRequestFactory(helper=HelperFactory(name="D’un autre projet"), answered=True)

    _town_hall, sponsor, helper = suggestions_for(stay)

    person = sponsorship.sponsor.person
    assert (sponsor.kind, sponsor.contact_mail) == ("sponsor", person.email)
    assert (sponsor.contact_phone, sponsor.reason) == ("", "Accompagne le ménage")
    assert (helper.kind, helper.title) == ("school", "Rencontre avec Anne Martin")
    assert helper.contact_mail == school.email


def test_unanswered_sponsor_is_suggested_as_such(stay):
    SponsorshipFactory(project=stay.project)

    assert suggested_keys(stay)[-1] == ("sponsor", "Parrainage proposé, réponse attendue")


def test_planned_suggestion_is_marked(stay, boitron):
    dwelling = DwellingFactory(commune=boitron)
    follow_home(stay, dwelling=dwelling)
    step = StayStepFactory(stay=stay, dwelling=dwelling, kind="home", contact_mail="")
    assert [suggestion.is_planned for suggestion in suggestions_for(stay, [step])] == [True, False]
    hall = StayStepFactory.build(stay=stay, kind="town_hall", commune=boitron)
    assert [suggestion.is_planned for suggestion in suggestions_for(stay, [hall])] == [False, True]


@pytest.mark.parametrize("number", [1, 3])
def test_seven_queries_whatever_there_is(stay, boitron, number, django_assert_num_queries):
    for _time in range(number):
        follow_home(stay, dwelling=DwellingFactory(commune=boitron))
        LeadFactory(commune=boitron)
        RelayFactory(project=stay.project, commune=CommuneFactory(), yes=True)
        HelpRequestFactory(project=stay.project, helper=HelperFactory(), answered=True)
    SponsorshipFactory(project=stay.project, active=True)

    with django_assert_num_queries(7):
        assert len(suggestions_for(stay)) == 4 * number + 2


def test_gatherings_of_the_club_during_the_stay_say_their_hours(stay, client, boitron):
    gathering = GatheringFactory(commune=boitron, starts_at=at(18), ends_at=at(20))
    GatheringFactory(commune=boitron, starts_at=at(18, days=40), ends_at=at(20, days=40))
    client.force_login(stay.prepared_by)

    [suggestion] = [
        suggestion for suggestion in suggestions_for(stay) if suggestion.gathering is not None
    ]
    form = client.get(reverse("step_add", args=[stay.pk]), {"de": suggestion.key}).context["form"]

    assert suggestion.gathering == gathering
    assert (form.initial["starts"].hour, form.initial["title"]) == (18, gathering.title)


def test_an_address_gives_nothing_that_the_project_has_not(stay, client, boitron):
    stranger = DwellingFactory(commune=boitron)
    assert find_suggestion(f"dwelling:{stranger.pk}", stay) is None
    home = follow_home(stay, dwelling=DwellingFactory(commune=boitron, title="x" * 120))
    client.force_login(stay.prepared_by)
    add_url = reverse("step_add", args=[stay.pk])

    page = client.get(add_url, {"de": f"dwelling:{home.dwelling_id}"})

    assert page.status_code == 200
    assert "Suivi par le ménage" in client.get(stay.get_absolute_url()).text
    assert StayStep.objects.count() == 0
