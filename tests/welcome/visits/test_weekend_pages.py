"""Pages of a weekend: rights, bad input, and its display on the pages of households."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from bocage.people.models import Role
from bocage.welcome.models import NightHost, StayFeedback, WeekendCar, WeekendStep
from bocage.welcome.visits.weekends.concerns import concerns_of
from bocage.welcome.visits.weekends.dashboard import weekends_to_answer, weekends_to_decide
from bocage.welcome.visits.weekends.operations.households import prepare_programmes
from bocage.welcome.visits.weekends.personal_data import own_rows, prepared_rows, volunteer_rows
from bocage.welcome.visits.weekends.project_page import own_weekends, weekends_of_file
from bocage.welcome.visits.weekends.project_page import weekends as weekend_entries
from bocage.welcome.visits.weekends.selectors import overview_of
from tests.evidence.pdfs import words_of
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory, DepartementFactory, EpciFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.visits.factories import (
    NightHostFactory,
    StayFactory,
    WeekendCarFactory,
    WeekendFactory,
    WeekendHouseholdFactory,
    WeekendStepFactory,
    agree,
    at,
    days_of_stay,
    span,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator_client(client, coordinator):
    client.force_login(coordinator)
    return client


def adult_of(household):
    return household.project.adults.get().person


def mandate(role, **scope):
    return MandateFactory(role=role, scope=ScopeFactory(**scope)).person


def address(name, weekend, *keys):
    return reverse(name, args=[weekend.pk, *keys])


def near_misses(weekend):
    """Creates people who almost have the right to prepare a weekend."""
    commune = weekend.commune
    other_departement = DepartementFactory(sarthe=True)
    return {
        "nobody": PersonFactory(),
        "the mayor of the commune": mandate(Role.ELECTED, of_commune=True, commune=commune),
        "its secretary": mandate(Role.TOWN_HALL, of_commune=True, commune=commune),
        "a household that comes": adult_of(WeekendHouseholdFactory(weekend=weekend, coming=True)),
        "who coordinates another département": mandate(
            Role.COORDINATOR, of_departement=True, departement=other_departement
        ),
        "who coordinates another intercommunalité": mandate(
            Role.COORDINATOR,
            of_epci=True,
            epci=EpciFactory(alencon=True),
            departement=weekend.departement,
        ),
        "whose mandate is over": MandateFactory(
            role=Role.COORDINATOR,
            over=True,
            scope=ScopeFactory(of_departement=True, departement=weekend.departement),
        ).person,
    }


GET_VIEWS = [
    "weekend",
    "weekend_change",
    "weekend_call_off",
    "weekend_invite",
    "weekend_sheet",
    "weekend_car_add",
    "weekend_host_add",
    "weekend_step_add",
]
POST_VIEWS = [
    "weekend_open",
    "weekend_hold",
    "weekend_programmes",
    "weekend_notify",
    "weekend_ask",
    "weekend_feedback_read",
]


def test_near_misses_see_nothing_and_change_nothing(client, weekend):
    car, host = WeekendCarFactory(weekend=weekend), NightHostFactory(weekend=weekend)
    step = WeekendStepFactory(weekend=weekend)
    people = near_misses(weekend)
    household = weekend.households.get()
    get_urls = [address(name, weekend) for name in GET_VIEWS] + [
        address("weekend_placing", weekend, household.pk),
        address("weekend_step_change", weekend, step.pk),
    ]
    post_urls = [address(name, weekend) for name in POST_VIEWS] + [
        address("weekend_answer", weekend, household.pk),
        address("weekend_car_remove", weekend, car.pk),
        address("weekend_host_remove", weekend, host.pk),
        address("weekend_step_remove", weekend, step.pk),
        address("weekend_step_confirm", weekend, step.pk),
        address("weekend_car_answer", weekend, car.pk),
        address("weekend_host_answer", weekend, host.pk),
    ]
    for role, person in people.items():
        client.force_login(person)
        assert {client.get(url).status_code for url in get_urls} == {404}, role
        assert {client.post(url).status_code for url in post_urls} == {404}, role
    weekend.refresh_from_db()
    assert (weekend.status, weekend.feedback_read_at) == ("open", None)
    assert (WeekendCar.objects.count(), NightHost.objects.count()) == (1, 1)
    assert WeekendStep.objects.get().status != "called_off"


def test_anonymous_visitor_is_sent_to_sign_in(client, weekend):
    for name in GET_VIEWS:
        assert client.get(address(name, weekend)).status_code == 302


def test_things_of_another_weekend_are_not_of_this_one(coordinator_client, weekend, coordinator):
    other_weekend = WeekendFactory(prepared_by=coordinator)
    household = WeekendHouseholdFactory(weekend=other_weekend, coming=True)
    car, step = WeekendCarFactory(weekend=other_weekend), WeekendStepFactory(weekend=other_weekend)

    assert (
        coordinator_client.get(address("weekend_placing", weekend, household.pk)).status_code == 404
    )
    assert (
        coordinator_client.post(address("weekend_car_remove", weekend, car.pk)).status_code == 404
    )
    assert (
        coordinator_client.get(address("weekend_step_change", weekend, step.pk)).status_code == 404
    )
    assert coordinator_client.post(address("weekend_answer", weekend, uuid4())).status_code == 404
    assert WeekendCar.objects.count() == 1


CAR = {"driver_name": "Jean", "seats": "4", "driver_mail": "jean@exemple.example"}


@pytest.mark.parametrize(
    "changes",
    [
        {"driver_name": ""},
        {"driver_name": "x" * 121},
        {"driver_mail": "pas une adresse"},
        {"driver_mail": f"{'x' * 300}@exemple.example"},
        {"driver_phone": "<script>"},
        {"seats": "0"},
        {"seats": "99999999999999999999"},
        {"seats": "quatre"},
        {"words": "x" * 201},
    ],
)
def test_invalid_car_is_shown_again(coordinator_client, weekend, changes):
    answer = coordinator_client.post(address("weekend_car_add", weekend), {**CAR, **changes})

    assert (answer.status_code, WeekendCar.objects.count()) == (422, 0)


def test_a_car_and_a_host_with_their_address(coordinator_client, weekend):
    coordinator_client.post(address("weekend_car_add", weekend), CAR)
    coordinator_client.post(
        address("weekend_host_add", weekend),
        {
            "name": "<b>Lucie</b>",
            "mail": "lucie@exemple.example",
            "commune": weekend.commune.name,
            "commune_code": weekend.commune.pk,
            "beds": "4",
        },
    )

    assert WeekendCar.objects.get().driver_mail == "jean@exemple.example"
    assert NightHost.objects.get().mail == "lucie@exemple.example"
    page = coordinator_client.get(address("weekend", weekend)).text
    assert "&lt;b&gt;Lucie" in page
    assert "<b>Lucie</b>," not in page.replace("<b>&lt;", "")


@pytest.mark.parametrize(
    "changes",
    [{"people": "0"}, {"people": "x"}, {"people": "99"}, {"car": "x"}, {"host": str(uuid4())}],
)
def test_invalid_placing_is_shown_again(coordinator_client, weekend, changes):
    household = WeekendHouseholdFactory(weekend=weekend, coming=True)
    place = address("weekend_placing", weekend, household.pk)

    answer = coordinator_client.post(place, {"people": "4", "car": "", "host": "", **changes})

    household.refresh_from_db()
    assert (answer.status_code, household.placed_at) == (422, None)


def test_placing_telling_and_reading_from_the_page(
    coordinator_client, weekend, coordinator, deliver_mails
):
    project = ProjectFactory()
    agree(project, "helpers")
    household = WeekendHouseholdFactory(weekend=weekend, project=project, coming=True)
    car = WeekendCarFactory(weekend=weekend, driver_mail="jean@exemple.example", seats=6)
    weekend_url = address("weekend", weekend)
    assert "sans hôte pour la nuit ni voiture" in coordinator_client.get(weekend_url).text
    response = coordinator_client.post(address("weekend_notify", weekend))
    assert "placez-les, puis prévenez" in response.text.replace("\u00a0", " ")

    form = {"people": "4", "car": str(car.pk), "host": ""}
    coordinator_client.post(address("weekend_placing", weekend, household.pk), form)
    assert "Prévenir" in coordinator_client.get(weekend_url).text
    page = coordinator_client.post(address("weekend_notify", weekend), follow=True).text

    assert "réponse attendue" in page
    assert "À régler" not in page or "à prévenir" not in page
    assert [mail.recipient for mail in deliver_mails()] == ["jean@exemple.example"]


def give_feedback(weekend, household):
    stay = StayFactory(project=household.project, done=True)
    household.stay = stay
    household.save()
    return StayFeedback.objects.create(
        stay=stay,
        person=adult_of(household),
        was_useful=3,
        sees_self_here=3,
        liked="La boulangerie",
        given_at=timezone.now(),
    )


def test_sheet_prints_who_goes_where_and_each_step(coordinator_client, weekend):
    car = WeekendCarFactory(weekend=weekend)
    host = NightHostFactory(weekend=weekend, address="3, rue du Puits")
    coming = WeekendHouseholdFactory(weekend=weekend, car=car, host=host, placed=True)
    invited = WeekendHouseholdFactory(weekend=weekend)
    WeekendStepFactory(
        weekend=weekend,
        address="Salle des fêtes",
        contact_name="Maud Leroy",
        words="Chacun apporte un plat.",
    )

    sheet = coordinator_client.get(address("weekend_sheet", weekend))

    assert sheet["Content-Type"] == "application/pdf"
    assert "boitron.pdf" in sheet["Content-Disposition"]
    words = words_of(sheet.content)
    assert "1 vient sur 3" in words
    assert f"{coming.project.name} 4 Jean Lemoine Lucie Gautier" in words
    assert invited.project.name not in words
    assert "3, rue du Puits, Boitron" in words
    assert (
        "12 h – 14 h Déjeuner partagé Salle des fêtes, Boitron Maud Leroy Chacun apporte un plat."
    ) in words


def test_feedback_waits_until_it_is_read(coordinator_client, weekend, coordinator):
    household = WeekendHouseholdFactory(weekend=weekend, coming=True)
    weekend.status, weekend.ended_at = "held", timezone.now()
    weekend.save()
    give_feedback(weekend, household)
    [task] = weekends_to_decide(coordinator)
    assert "1 avis à lire" in str(task.title).replace("\u00a0", " ")
    assert "La boulangerie" in coordinator_client.get(address("weekend", weekend)).text

    page = coordinator_client.post(address("weekend_feedback_read", weekend), follow=True).text

    assert "La boulangerie" in page
    assert list(weekends_to_decide(coordinator)) == []


def test_remaining_concerns_are_listed(weekend, coordinator):
    household = WeekendHouseholdFactory(weekend=weekend, placed=True)
    car = WeekendCarFactory(weekend=weekend, answer="no", answered_at=timezone.now())
    household.car = car
    household.save()
    WeekendHouseholdFactory(weekend=weekend, coming=True, people=3)
    WeekendHouseholdFactory(weekend=weekend, status="waiting", waiting_since=timezone.now())
    WeekendHouseholdFactory(weekend=weekend, invited_at=at(9, days=-8))
    WeekendStepFactory(weekend=weekend, period=span(14, 15))
    WeekendStepFactory(
        weekend=weekend, period=span(15, 16), commune=CommuneFactory(essay=True), title="Loin"
    )

    concerns = [concern.replace("\u00a0", " ") for concern in concerns_of(overview_of(weekend))]

    assert concerns[0] == f"Jean Lemoine ne peut pas : placez autrement {household.project.name}."
    assert "1 ménage est sans hôte pour la nuit ni voiture : placez-le." in concerns
    assert "Il manque 3 couchages." in concerns
    assert any("Loin" in concern and "trop court" in concern for concern in concerns)
    assert any("n’a pas accepté que l’on parle de lui" in concern for concern in concerns)
    assert "1 ménage attend une place." in concerns
    assert "2 ménages n’ont pas encore de programme." in concerns
    assert "1 ménage n’a pas répondu depuis une semaine." in concerns
    [task] = weekends_to_decide(coordinator)
    assert task.url == weekend.get_absolute_url()


def test_a_weekend_in_order_asks_nothing(weekend, coordinator):
    household = WeekendHouseholdFactory(weekend=weekend, placed=True)
    prepare_programmes(by=coordinator, weekend=weekend)

    assert (concerns_of(overview_of(weekend)), list(weekends_to_decide(coordinator))) == ([], [])
    assert list(weekends_to_decide(adult_of(household))) == []
    assert list(weekends_to_decide(PersonFactory())) == []


def test_a_weekend_that_is_past_asks_whether_it_took_place(coordinator):
    weekend = WeekendFactory(prepared_by=coordinator, period=days_of_stay(days=-6))

    assert len(concerns_of(overview_of(weekend))) == 1


def make_weekends(number, coordinator):
    for _weekend in range(number):
        weekend = WeekendFactory(prepared_by=coordinator, seats=9)
        for _household in range(number):
            car, host = WeekendCarFactory(weekend=weekend), NightHostFactory(weekend=weekend)
            WeekendHouseholdFactory(weekend=weekend, placed=True, car=car, host=host)
            WeekendHouseholdFactory(weekend=weekend, invited_at=at(9, days=-8))
        WeekendStepFactory(weekend=weekend)
        past_weekend = WeekendFactory(
            prepared_by=coordinator, status="held", ended_at=timezone.now()
        )
        give_feedback(past_weekend, WeekendHouseholdFactory(weekend=past_weekend, coming=True))
    return weekend


@pytest.mark.parametrize("number", [1, 3])
def test_as_many_queries_for_three_as_for_one(coordinator, number, django_assert_num_queries):
    weekend = make_weekends(number, coordinator)
    project = weekend.households.filter(status="coming").first().project
    list(weekends_to_decide(coordinator))
    with django_assert_num_queries(8):
        assert len(list(weekends_to_decide(coordinator))) == 2 * number
    with django_assert_num_queries(6):
        overview_of(weekend)
    with django_assert_num_queries(1):
        assert len(list(weekend_entries(project))) == 2
    with django_assert_num_queries(1):
        assert own_weekends(project, coordinator) is not None


def test_the_household_answers_and_keeps_it_in_its_calendar(
    client, weekend, coordinator, deliver_mails
):
    household = WeekendHouseholdFactory(weekend=weekend, invited_at=timezone.now())
    person = adult_of(household)
    client.force_login(person)
    assert [task.url for task in weekends_to_answer(person)] == ["/mon-projet/#week-ends"]
    assert weekend.name in client.get(reverse("own_project")).text

    answer = reverse("own_weekend_answer", args=[household.pk])
    client.post(answer, {"vient": "oui"})
    file = client.get(reverse("own_weekend_calendar", args=[household.pk]))

    household.refresh_from_db()
    assert household.comes
    [event] = Calendar.from_ical(file.content).walk("VEVENT")
    assert event.start == weekend.starts_at
    assert list(weekends_to_answer(person)) == []
    client.post(answer, {"vient": "peut-être"})
    household.refresh_from_db()
    assert household.status == "declined"


def test_released_seat_goes_to_the_waiting_household(client, deliver_mails):
    weekend = WeekendFactory(seats=1)
    first_household, second_household = WeekendHouseholdFactory.create_batch(
        2, weekend=weekend, invited_at=timezone.now()
    )
    for household in (first_household, second_household):
        client.force_login(adult_of(household))
        client.post(reverse("own_weekend_answer", args=[household.pk]), {"vient": "oui"})
    assert [household.status for household in weekend.households.order_by("answered_at")] == [
        "coming",
        "waiting",
    ]

    client.force_login(adult_of(first_household))
    client.post(reverse("own_weekend_answer", args=[first_household.pk]), {"vient": "non"})

    second_household.refresh_from_db()
    assert second_household.comes
    assert adult_of(second_household).email in [mail.recipient for mail in deliver_mails()[-2:]]


def test_erased_project_leaves_its_seat_to_the_waiting_household(client):
    weekend = WeekendFactory(seats=1)
    first_household = WeekendHouseholdFactory(weekend=weekend, status="coming")
    second_household = WeekendHouseholdFactory(
        weekend=weekend, status="waiting", waiting_since=timezone.now()
    )
    client.force_login(adult_of(first_household))

    client.post(reverse("own_project_erase"), {"is_sure": "on"})

    second_household.refresh_from_db()
    assert second_household.comes


def test_only_the_household_answers_for_itself(client, weekend, coordinator):
    household = WeekendHouseholdFactory(weekend=weekend, invited_at=timezone.now())
    other_household = WeekendHouseholdFactory(weekend=weekend, invited_at=timezone.now())
    hidden_household = WeekendHouseholdFactory(weekend=WeekendFactory(status="draft"))
    own_addresses = [reverse(name, args=[household.pk]) for name in ("own_weekend_answer",)]
    calendar = reverse("own_weekend_calendar", args=[household.pk])
    for person in (PersonFactory(), adult_of(other_household), coordinator):
        client.force_login(person)
        assert {
            client.post(address, {"vient": "oui"}).status_code for address in own_addresses
        } == {404}
        assert client.get(calendar).status_code == 404
    client.force_login(adult_of(hidden_household))
    assert (
        client.get(reverse("own_weekend_calendar", args=[hidden_household.pk])).status_code == 404
    )
    assert own_weekends(hidden_household.project, adult_of(hidden_household)) is None
    household.refresh_from_db()
    assert household.status == "invited"


def test_agreed_volunteers_are_on_the_page_and_the_sheet_of_a_household(
    client, weekend, coordinator
):
    host = NightHostFactory(weekend=weekend, phone="06 00 00 00 03", address="4, rue du Four")
    household = WeekendHouseholdFactory(weekend=weekend, placed=True, host=host)
    [stay] = prepare_programmes(by=coordinator, weekend=weekend)
    stay.status, stay.confirmed_at = "confirmed", timezone.now()
    stay.save()
    client.force_login(adult_of(household))

    pages = (reverse("own_project"), reverse("stay_sheet", args=[stay.token]))
    for answer, is_shown in ((None, False), ("yes", True), ("no", False)):
        if answer is not None:
            NightHost.objects.update(answer=answer, answered_at=timezone.now())
        for page in pages:
            text = client.get(page).text
            assert ("Lucie Gautier, 06 00 00 00 03, 4, rue du Four" in text) is is_shown
            assert ("Qui vous loge" in text) is is_shown
    assert client.get(reverse("stay_sheet_pdf", args=[stay.token])).status_code == 200


def test_the_file_and_the_timeline_tell_of_weekends(weekend, coordinator):
    household = WeekendHouseholdFactory(
        weekend=weekend, coming=True, project=ProjectFactory(coordinator=coordinator)
    )
    weekend.status, weekend.ended_at = "held", timezone.now()
    weekend.save()

    titles = [str(entry.title) for entry in weekend_entries(household.project)]

    assert len(titles) == 3
    assert all(weekend.name in title for title in titles)
    assert weekends_of_file(household.project, coordinator)["households"] == [household]
    assert weekends_of_file(ProjectFactory(), coordinator) is None


def test_personal_data_is_disclosed_to_each(weekend, coordinator):
    person = PersonFactory(email="lucie@exemple.example")
    household = WeekendHouseholdFactory(
        weekend=weekend, placed=True, invited_at=timezone.now(), project=ProjectFactory()
    )
    WeekendCarFactory(weekend=weekend, driver_mail="Lucie@exemple.example")
    NightHostFactory(weekend=weekend, mail=person.email)
    NightHostFactory(weekend=weekend, mail="une-autre@exemple.example")

    assert [row.title for row in own_rows(adult_of(household), None)] == [weekend.name]
    assert len(volunteer_rows(person, None)) == 2
    assert len(volunteer_rows(person, 1)) == 1
    assert volunteer_rows(PersonFactory(), None) == []
    assert [row.title for row in prepared_rows(coordinator, None)] == [weekend.name]
