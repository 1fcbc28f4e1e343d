"""Pages of stays: rights, refusals, and number of queries."""

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.people.models import Role
from bocage.welcome.models import ProjectConsent, Stay, StayStep
from bocage.welcome.visits.stays.links import stay_feedback_link
from bocage.welcome.visits.stays.operations.stays import confirm_stay
from bocage.workspaces.models import Booking
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.visits.factories import (
    StayFactory,
    StayStepFactory,
    agree,
    at,
    coordinator_of,
    days_of_stay,
    span,
)
from tests.workspaces.factories import ResourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def stay():
    project = ProjectFactory(name="Famille Marchand", adults=[PersonFactory(name="Léa Marchand")])
    project.communes.add(CommuneFactory(boitron=True))
    agree(project, *ProjectConsent.Use.values)
    return StayFactory(project=project, prepared_by=coordinator_of(project, name="Sophie"))


@pytest.fixture
def coordinator_client(client, stay):
    client.force_login(stay.prepared_by)
    return client


def adult_of(stay):
    return stay.project.adults.get().person


def iso(*hour, **day):
    return timezone.localtime(at(*hour, **day)).date().isoformat()


def step_form(**changes):
    form = {
        "kind": "school",
        "title": "École d’Essay",
        "day": iso(9),
        "starts": "14:00",
        "ends": "15:00",
        "commune": "Boitron",
        "contact_name": "Anne Leroy",
        "contact_mail": "ecole@essay.example",
    }
    return {**form, **changes}


def test_a_stay_is_made_from_the_file_to_its_confirmation(coordinator_client, stay, deliver_mails):
    Stay.objects.all().delete()
    plan_url = reverse("stay_plan", args=[stay.project.pk])
    assert coordinator_client.get(plan_url).status_code == 200
    answer = coordinator_client.post(
        plan_url,
        {
            "name": "Deux jours",
            "starts_on": iso(9),
            "starts_at": "10:00",
            "ends_on": iso(9, days=11),
            "ends_at": "17:00",
        },
    )
    planned_stay = Stay.objects.get()
    assert answer.url == reverse("stay", args=[planned_stay.pk])

    add_answer = coordinator_client.post(reverse("step_add", args=[planned_stay.pk]), step_form())
    assert add_answer.url == f"{reverse('stay', args=[planned_stay.pk])}#jour-{iso(9)}"
    assert "École d’Essay" in coordinator_client.get(reverse("stay", args=[planned_stay.pk])).text
    coordinator_client.post(reverse("stay_confirm", args=[planned_stay.pk]))

    planned_stay.refresh_from_db()
    assert planned_stay.status == "confirmed"
    assert len(deliver_mails()) == 2


def test_a_suggestion_fills_the_form_in_and_nothing_else_does(coordinator_client, stay):
    add_url = reverse("step_add", args=[stay.pk])
    commune = stay.project.communes.get()

    form_page = coordinator_client.get(
        f"{add_url}?de=town_hall:{commune.pk}&jour={iso(9, days=11)}"
    ).text
    assert "Rencontre à la mairie de Boitron" in form_page
    for hostile in ("town_hall:99999", "lead:x", "'; drop", "a" * 4000):
        assert coordinator_client.get(add_url, {"de": hostile, "jour": hostile}).status_code == 200


@pytest.mark.parametrize(
    "changes",
    [
        {"day": "2020-01-01"},
        {"day": "demain"},
        {"starts": "25:00"},
        {"ends": "13:00"},
        {"title": ""},
        {"title": "x" * 121},
        {"kind": "desk"},
        {"contact_mail": "pas une adresse"},
        {"contact_mail": f"{'x' * 280}@exemple.example"},
        {"contact_phone": "appelez-moi <script>"},
        {"commune": "Nulle-Part-sur-Rien"},
        {"words": "x" * 501},
    ],
)
def test_invalid_step_is_shown_again(coordinator_client, stay, changes):
    answer = coordinator_client.post(reverse("step_add", args=[stay.pk]), step_form(**changes))

    assert (answer.status_code, StayStep.objects.count()) == (422, 0)


def test_typed_markup_is_escaped(coordinator_client, stay):
    coordinator_client.post(
        reverse("step_add", args=[stay.pk]), step_form(title="<b>École</b>", words="<img src=x>")
    )

    page = coordinator_client.get(reverse("stay", args=[stay.pk])).text
    assert "&lt;b&gt;École" in page
    assert "<img src=x>" not in page


def test_a_night_ends_the_next_morning(coordinator_client, stay):
    coordinator_client.post(
        reverse("step_add", args=[stay.pk]),
        step_form(kind="night", title="Nuit au gîte", starts="20:00", ends="09:00"),
    )

    step = StayStep.objects.get()
    assert (step.starts_at, step.ends_at) == (at(20), at(9, days=11))


def test_moments_are_changed_brought_forward_confirmed_and_taken_out(coordinator_client, stay):
    StayStepFactory(stay=stay)
    step = StayStepFactory(stay=stay, period=span(11, 12), title="École")
    parts = [stay.pk, step.pk]

    assert coordinator_client.get(reverse("step_change", args=parts)).status_code == 200
    form = step_form(title="Collège", starts="11:00", ends="12:00")
    coordinator_client.post(reverse("step_change", args=parts), form)
    coordinator_client.post(reverse("step_forward", args=parts))
    coordinator_client.post(reverse("step_confirm", args=parts))
    step.refresh_from_db()
    assert (step.title, step.starts_at, step.status) == ("Collège", at(10), "agreed")
    coordinator_client.post(reverse("step_remove", args=parts))
    assert coordinator_client.get(reverse("step_change", args=parts)).status_code == 404
    first_step = stay.steps.get(status="open")
    refusal = coordinator_client.post(reverse("step_forward", args=[stay.pk, first_step.pk]))
    assert (refusal.status_code, "déjà le premier" in refusal.text) == (409, True)


def test_a_day_is_copied(coordinator_client, stay):
    StayStepFactory(stay=stay)
    day = timezone.localtime(at(9)).date()
    page = reverse("stay_day_duplicate", args=[stay.pk, day])

    assert coordinator_client.get(page).status_code == 200
    coordinator_client.post(page, {"to": iso(9, days=11)})
    assert StayStep.objects.count() == 2
    second_answer = coordinator_client.post(page, {"to": iso(9, days=11)})
    assert (second_answer.status_code, StayStep.objects.count()) == (422, 2)
    assert coordinator_client.post(page, {"to": "2020-01-01"}).status_code == 422


def test_a_desk_is_booked_or_refused_in_the_words_of_its_place(coordinator_client, stay):
    desk = ResourceFactory(place__boitron=True)
    page = reverse("stay_desk", args=[stay.pk])
    form = {
        "resource": str(desk.pk),
        "adult": str(adult_of(stay).pk),
        "day": iso(9),
        "starts": "09:00",
        "ends": "12:00",
    }

    assert desk.name in coordinator_client.get(page).text
    refusal = coordinator_client.post(page, {**form, "starts": "19:00", "ends": "19:30"})
    assert (refusal.status_code, Booking.objects.count()) == (422, 0)
    assert coordinator_client.post(page, form).status_code == 302
    assert Booking.objects.get().booked_for == adult_of(stay)
    stranger = {**form, "adult": str(PersonFactory().pk), "starts": "14:00", "ends": "15:00"}
    assert coordinator_client.post(page, stranger).status_code == 422


@pytest.mark.parametrize("near_miss", ["household", "stranger", "mayor", "elsewhere", "ended"])
def test_outsiders_open_no_stay(client, stay, near_miss):
    StayStepFactory(stay=stay)
    departement = ScopeFactory(of_departement=True, departement=stay.project.departement)
    mayor = ScopeFactory(of_commune=True, commune=CommuneFactory(boitron=True))
    person = {
        "household": lambda: adult_of(stay),
        "stranger": PersonFactory,
        "mayor": lambda: MandateFactory(role=Role.ELECTED, scope=mayor).person,
        "elsewhere": lambda: coordinator_of(ProjectFactory(departement__sarthe=True)),
        "ended": lambda: MandateFactory(role=Role.COORDINATOR, scope=departement, over=True).person,
    }[near_miss]()
    client.force_login(person)

    for name in ("stay", "stay_change", "step_add", "stay_desk", "stay_call_off"):
        assert client.get(reverse(name, args=[stay.pk])).status_code == 404
    for name in ("stay_confirm", "stay_notify", "stay_end"):
        assert client.post(reverse(name, args=[stay.pk])).status_code == 404
    stay.refresh_from_db()
    assert stay.status == "draft"


def test_a_draft_is_nobodys_to_read(client, stay):
    assert client.get(reverse("stay_sheet", args=[stay.token])).status_code == 404
    client.force_login(adult_of(stay))
    assert client.get(reverse("own_stay", args=[stay.pk])).status_code == 404


def test_programme_is_read_by_its_secret_address(client, stay):
    StayStepFactory(stay=stay)
    confirm_stay(by=stay.prepared_by, stay=stay)

    page = client.get(reverse("stay_sheet", args=[stay.token]))
    assert "Rencontre avec la maire" in page.text
    assert (page["X-Robots-Tag"], page["Referrer-Policy"]) == ("noindex", "same-origin")
    calendar = client.get(reverse("stay_calendar", args=[stay.token]))
    assert b"SUMMARY:Rencontre avec la maire" in calendar.content
    paper = client.get(reverse("stay_sheet_pdf", args=[stay.token]))
    assert paper.content.startswith(b"%PDF")
    assert client.get(reverse("stay_sheet", args=["x" * 32])).status_code == 404


def test_the_address_closes_a_while_after(client, stay):
    StayStepFactory(stay=stay)
    confirm_stay(by=stay.prepared_by, stay=stay)
    StayStep.objects.all().delete()
    Stay.objects.update(period=days_of_stay(days=-30))

    assert client.get(reverse("stay_sheet", args=[stay.token])).status_code == 404
    client.force_login(adult_of(stay))
    assert client.get(reverse("own_stay", args=[stay.pk])).status_code == 200


def test_the_household_calls_its_stay_off(client, stay):
    StayStepFactory(stay=stay)
    confirm_stay(by=stay.prepared_by, stay=stay)
    call_off_url = reverse("own_stay_call_off", args=[stay.pk])
    client.force_login(PersonFactory())
    assert client.post(call_off_url, {"words": "non"}).status_code == 404
    client.force_login(adult_of(stay))

    question = client.get(call_off_url)
    assert "Les personnes déjà prévenues l’apprendront, une fois." in question.text
    assert "bureaux réservés" not in question.text
    assert client.post(call_off_url, {"words": "x" * 301}).status_code == 200
    assert client.post(call_off_url, {"words": "Un imprévu"}, follow=True).status_code == 200
    stay.refresh_from_db()
    assert (stay.status, stay.called_off_words) == ("called_off", "Un imprévu")
    assert "est annulé" in client.get(reverse("stay_sheet", args=[stay.token])).text


def test_feedback_is_given_without_signing_in(client):
    stay = StayFactory(done=True)
    page = reverse("stay_feedback", args=[stay_feedback_link.token(adult_of(stay).pk, stay.pk)])

    assert client.get(page).status_code == 200
    assert client.post(page, {}).status_code == 422
    for mark in ("0", "5", "x", "999999999999"):
        form = {"was_useful": mark, "sees_self_here": "4"}
        assert client.post(page, form).status_code == 422
    response = client.post(page, {"was_useful": "4", "sees_self_here": "3", "liked": "Le marché"})
    assert "Merci" in response.text
    assert stay.feedback.get().liked == "Le marché"
    assert "remplace" in client.get(page).text


def test_foreign_or_truncated_link_is_refused(client):
    stay = StayFactory(done=True)
    marks = {"was_useful": "4", "sees_self_here": "3"}
    stranger = stay_feedback_link.token(PersonFactory().pk, stay.pk)

    assert client.get(reverse("stay_feedback", args=["x.y.z"])).status_code == 404
    client.post(reverse("stay_feedback", args=[stranger]), marks)
    assert stay.feedback.count() == 0


@pytest.mark.parametrize("query", ["", "?passes=oui"])
def test_the_list_asks_as_much_for_three_as_for_one(client, django_assert_num_queries, query):
    person = coordinator_of(ProjectFactory())
    traits = {"called_off": True} if query else {}
    for number in (1, 2):
        StayFactory.create_batch(number, **traits)
        client.force_login(person)
        client.get(reverse("stay_list"))
        with django_assert_num_queries(LIST_QUERIES):
            page = client.get(reverse("stay_list") + query)
        assert page.text.count("Trois jours autour de Boitron") == Stay.objects.count()


LIST_QUERIES = 4


def test_the_page_of_a_stay_asks_as_much_for_three_moments_as_for_one(
    coordinator_client, stay, django_assert_num_queries
):
    for step_count in (1, 2):
        for number in range(step_count):
            start = 8 + 2 * (step_count + number)
            StayStepFactory(stay=stay, period=span(start, start + 1))
        coordinator_client.get(reverse("stay", args=[stay.pk]))
        with django_assert_num_queries(PAGE_QUERIES):
            coordinator_client.get(reverse("stay", args=[stay.pk]))


PAGE_QUERIES = 17
