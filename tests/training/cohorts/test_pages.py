"""The pages of a cohort: planned, filled, led on by its officer; followed by the coordinator."""

from uuid import UUID

import pytest
from django.urls import reverse

from bocage.people.models import Role
from bocage.training.models import Cohort, Enrolment
from tests.pages.page_text import text_of
from tests.people.factories import MandateFactory
from tests.training.factories import (
    CohortSessionFactory,
    EnrolmentFactory,
    at,
    course_world,
    half_day,
)
from tests.workspaces.factories import BookingFactory, ResourceFactory

pytestmark = pytest.mark.django_db
NADIA = {
    "given_name": "Nadia",
    "family_name": "Prigent",
    "postal_address": "3 rue du Pont\n61500 Sées",
    "email": "nadia@exemple.fr",
}


def test_an_officer_plans_a_cohort_its_weeks_and_its_seats(client):
    world = course_world()
    client.force_login(world.officer)
    cohort = plan_a_cohort(client, world)
    plan_its_weeks(client, world, cohort)
    fill_its_seat(client, cohort)


def plan_a_cohort(client, world):
    """Plans a cohort of one seat; invalid plans are refused."""
    day = at(31, 9).date()
    plan = reverse("cohort_plan", args=[world.cohort.programme_id])
    data = {
        "name": "Hiver",
        "starts_on": day,
        "ends_on": at(60, 9).date(),
        "apply_until": day,
        "seats": "1",
        "smallest": "1",
    }
    for error in (
        {"name": " "},
        {"seats": "-4"},
        {"ends_on": at(2, 9).date()},
        {"smallest": "9"},
        {"name": "x" * 81},
        {"starts_on": "<script>"},
        {"seats": "9" * 400},
    ):
        fields = data | error
        assert client.post(plan, fields).status_code == 422, error
    assert client.post(plan, data).status_code == 302
    return Cohort.objects.exclude(pk=world.cohort.pk).get()


def plan_its_weeks(client, world, cohort):
    """A whole day each week, with its room; what cannot be is refused."""
    day = at(31, 9).date()
    sessions = reverse("cohort_sessions_plan", args=[cohort.pk])
    weeks = {
        "title": "Trouver ses clients",
        "jour": day,
        "debut": "09:00",
        "fin": "12:00",
        "debut_apres_midi": "14:00",
        "fin_apres_midi": "17:00",
        "jusquau": at(45, 9).date(),
        "salle": world.room.pk,
    }
    for changes in (
        {"salle": ""},
        {"salle": "../../etc"},
        {"fin": "08:00"},
        {"jour": at(99, 9).date()},
        {"fin_apres_midi": ""},
        {"lien": "javascript:alert(1)", "salle": ""},
        {"title": "", "module": "1' OR 1"},
        {"jusquau": at(1, 9).date()},
    ):
        assert client.post(sessions, weeks | changes).status_code == 422, changes
    assert client.post(sessions, weeks).status_code == 302
    assert cohort.sessions.filter(room_state="held").count() == 6
    second_answer = client.post(sessions, weeks | {"title": "Autre"})
    assert "déjà" in text_of(second_answer)


def fill_its_seat(client, cohort):
    """The last seat is given once, and ends with its reason."""
    client.post(reverse("cohort_lead", args=[cohort.pk]), {"etape": "open"})
    client.post(reverse("cohort_lead", args=[cohort.pk]), {"etape": "n’importe quoi"})
    learners = reverse("cohort_learners", args=[cohort.pk])
    assert client.post(learners, NADIA).status_code == 302
    refused = client.post(learners, NADIA | {"email": "paul@exemple.fr"})
    assert "dernière vient d’être prise" in text_of(refused)
    seat = Enrolment.objects.get()
    end = reverse("enrolment_end", args=[cohort.pk, seat.pk])
    assert client.post(end, {"reason": "cancelled"}).status_code == 422
    assert client.post(end, {"reason": "health", "note": "Opération"}).status_code == 302
    assert "Opération" in text_of(client.get(learners))


def test_a_room_that_is_taken_one_week_is_elsewhere_that_week_in_one_click(client):
    world = course_world()
    client.force_login(world.officer)
    upstairs = ResourceFactory(
        place=world.place, meeting_room=True, name="Salle du haut", capacity=12
    )
    BookingFactory(resource=world.room, period=half_day(38))
    plan = reverse("cohort_sessions_plan", args=[world.cohort.pk])
    weeks = {
        "title": "Trouver ses clients",
        "jour": at(31, 9).date(),
        "debut": "09:00",
        "fin": "12:00",
        "jusquau": at(45, 9).date(),
        "salle": world.room.pk,
    }

    refused = client.post(plan, weeks)
    value, _words = next(
        offer for offer in refused.context["instead"] if offer[0].room_id == upstairs.pk
    )
    assert "Salle du haut" in text_of(refused)
    forged_values = [str(value).replace(str(upstairs.pk), str(UUID(int=7))), "a|b|c|d", "x" * 5000]
    assert client.post(plan, weeks | {"plutot": forged_values}).status_code == 422
    assert not world.cohort.sessions.exists()
    assert client.post(plan, weeks | {"plutot": [str(value)]}).status_code == 302

    rooms = [session.location.split(",")[0] for session in world.cohort.sessions.all()]
    assert rooms == [world.room.name, "Salle du haut", world.room.name]
    session = world.cohort.sessions.all()[1]
    move = reverse("cohort_session_move", args=[world.cohort.pk, session.pk])
    data = weeks | {"jour": at(38, 9).date()}
    offers_by_room = {
        offer.room_id: offer for offer, _words in client.post(move, data).context["instead"]
    }
    choices = next(
        offer for offer in offers_by_room.values() if offer.starts_at.hour != at(38, 9).hour
    )
    assert client.post(move, data | {"plutot": [str(choices)]}).status_code == 302
    session.refresh_from_db()
    assert session.starts_at == choices.starts_at


def test_the_coordinator_reads_a_cohort_and_runs_nothing(client):
    world = course_world()
    scope = {"scope__of_departement": True, "scope__departement": world.place.commune.departement}
    client.force_login(MandateFactory(role=Role.COORDINATOR, **scope).person)

    for name in ("cohort_manage", "cohort_sessions", "cohort_learners"):
        assert client.get(reverse(name, args=[world.cohort.pk])).status_code == 200
    for name in ("cohort_change", "cohort_cancel", "cohort_sessions_plan"):
        assert client.get(reverse(name, args=[world.cohort.pk])).status_code == 404
    response = client.post(reverse("cohort_learners", args=[world.cohort.pk]), NADIA)
    assert (response.status_code, Enrolment.objects.count()) == (403, 0)


def test_the_pages_of_a_cohort_ask_the_same_whatever_its_length(client, django_assert_num_queries):
    world = course_world()
    client.force_login(world.officer)
    pages = [reverse(f"cohort_{name}", args=[world.cohort.pk]) for name in ("sessions", "learners")]

    def fill(count):
        for _number in range(count):
            CohortSessionFactory(cohort=world.cohort)
            EnrolmentFactory(cohort=world.cohort)

    fill(1)
    client.get(pages[0])
    for extra in (0, 2):
        fill(extra)
        with django_assert_num_queries(QUERIES):
            for page in pages:
                client.get(page)


QUERIES = 9
"""Queries of both pages: session and account, mandates, cohort, and the list of each."""
