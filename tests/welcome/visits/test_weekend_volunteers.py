"""Drivers and hosts of a weekend: notified of their households once, with consent; their
answers.
"""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from bocage.foundation.errors import NotAllowed
from bocage.foundation.models import OutgoingMail
from bocage.welcome.models import Stay, WeekendHousehold
from bocage.welcome.visits.operations.scheduled import (
    end_past_weekends,
    remind_volunteers_of_tomorrow,
)
from bocage.welcome.visits.weekends.concerns import concerns_of
from bocage.welcome.visits.weekends.errors import NobodyPlaced, VolunteerNotNotified, WeekendOver
from bocage.welcome.visits.weekends.operations.announcements import notify_places
from bocage.welcome.visits.weekends.operations.answers import (
    note_spoken_no,
    note_spoken_yes,
    record_oral_release,
)
from bocage.welcome.visits.weekends.operations.households import (
    come_to_weekend,
    decline_weekend,
    prepare_programmes,
)
from bocage.welcome.visits.weekends.operations.places import (
    CarOffer,
    add_car,
    place_household,
    remove_car,
    remove_night_host,
)
from bocage.welcome.visits.weekends.operations.weekends import (
    WeekendPlan,
    call_off_weekend,
    change_weekend,
    hold_weekend,
)
from bocage.welcome.visits.weekends.selectors import overview_of
from tests.pending_tasks import run_pending_tasks
from tests.people.factories import PersonFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.visits.factories import (
    NightHostFactory,
    WeekendCarFactory,
    WeekendFactory,
    WeekendHouseholdFactory,
    agree,
    at,
)

pytestmark = pytest.mark.django_db

DRIVER, HOST = "jean@exemple.example", "lucie@exemple.example"


@pytest.fixture
def car(weekend):
    return WeekendCarFactory(weekend=weekend, driver_mail=DRIVER, seats=8)


@pytest.fixture
def host(weekend):
    return NightHostFactory(weekend=weekend, mail=HOST, phone="06 00 00 00 03", beds=8)


@pytest.fixture
def household(weekend):
    return make_coming_household(weekend)


@pytest.fixture
def placed_household(coordinator, car, host, household):
    """Assigns the household to the driver and to the host."""
    return place_household(by=coordinator, household=household, car=car, host=host)


def make_coming_household(weekend, *uses, **person):
    """Creates a household that comes; its adult consents to helpers, unless other uses are
    given.
    """
    adult = PersonFactory(**{"name": "Léa Marchand", "phone": "0600000002", **person})
    project = ProjectFactory(adults=[adult])
    agree(project, *(uses or ["helpers"]))
    return WeekendHouseholdFactory(weekend=weekend, project=project, coming=True)


def adult_of(household):
    return household.project.adults.get().person


def kinds(mails):
    return [(mail.kind.rpartition(".")[2], mail.recipient) for mail in mails]


def answers_in(mail):
    return re.findall(r"https?://[^/]+(/reponse/\S+)", mail.text)


def mail_to(address):
    return OutgoingMail.objects.filter(recipient=address).latest("id")


def state_of(weekend):
    return [volunteer.state for volunteer in overview_of(weekend).volunteers]


def test_driver_and_host_are_asked_once_and_the_household_learns_it_once_both_agreed(
    client, weekend, coordinator, placed_household, deliver_mails
):

    assert [notify_places(by=coordinator, weekend=weekend) for _time in range(2)] == [2, 0]

    to_driver, to_host = deliver_mails()
    assert kinds([to_driver, to_host]) == [
        ("VolunteerAskedMail", DRIVER),
        ("VolunteerAskedMail", HOST),
    ]
    client.post(answers_in(to_driver)[0])
    assert len(deliver_mails()) == 2
    for _time in range(2):
        client.post(answers_in(to_host)[0])
    *_volunteer_mails, to_household = deliver_mails()
    assert kinds([to_household]) == [("WeekendPlacesMail", adult_of(placed_household).email)]
    for fragment in ("Léa", "06 00 00 00 02", "4 personnes", "Salle des fêtes, Boitron"):
        assert fragment in to_driver.text.replace("\u00a0", " ")
    assert "Marchand" not in to_driver.text + to_host.text
    for fragment in ("Jean Lemoine", "06 00 00 00 01", "Lucie Gautier", "06 00 00 00 03"):
        assert fragment in to_household.text.replace("\u00a0", " ")


def test_a_yes_does_not_hold_for_a_household_that_is_added(client, weekend, coordinator, host):
    household = make_coming_household(weekend)
    place_household(by=coordinator, household=household, car=None, host=host)
    note_spoken_yes(by=coordinator, volunteer=host)
    other_household = make_coming_household(weekend, name="Nadia Belkacem")
    place_household(by=coordinator, household=other_household, car=None, host=host)

    assert "réponse attendue" not in state_of(weekend)
    client.force_login(adult_of(other_household))
    assert "Qui vous loge" not in client.get(reverse("own_project")).text
    run_pending_tasks()
    mail = mail_to(adult_of(household).email)
    assert mail.kind.endswith("WeekendPlacesMail")
    assert "par vos propres moyens" in mail.text
    assert "ailleurs" not in mail.text


def test_refusal_is_not_shown_as_own_transport(
    client, weekend, coordinator, placed_household, deliver_mails
):
    notify_places(by=coordinator, weekend=weekend)
    to_driver, to_host = deliver_mails()
    client.post(answers_in(to_driver)[1])
    client.post(answers_in(to_host)[0])

    deliver_mails()
    mail = mail_to(adult_of(placed_household).email)
    assert "Lucie Gautier" in mail.text
    assert "Qui vous conduit" not in mail.text


def test_nobody_hears_of_a_household_that_did_not_agree(weekend, coordinator, car, deliver_mails):
    silent_household = make_coming_household(weekend, "follow")
    place_household(by=coordinator, household=silent_household, car=car, host=None)

    notify_places(by=coordinator, weekend=weekend)

    assert DRIVER not in {mail.recipient for mail in deliver_mails()}
    [volunteer] = overview_of(weekend).cars
    assert (
        volunteer.needs_notification,
        [household_.pk for household_ in volunteer.not_agreed],
    ) == (
        False,
        [silent_household.pk],
    )

    agree(silent_household.project, "helpers")
    notify_places(by=coordinator, weekend=weekend)
    assert DRIVER in {mail.recipient for mail in deliver_mails()}


def test_consent_withdrawn_keeps_the_number_from_the_reminder(
    weekend, coordinator, car, household, deliver_mails
):
    other_household = make_coming_household(weekend, name="Nadia Belkacem", phone="0600000009")
    for household_ in (household, other_household):
        place_household(by=coordinator, household=household_, car=car, host=None)
    notify_places(by=coordinator, weekend=weekend)
    other_household.project.consents.update(withdrawn_at=timezone.now())

    count = remind_volunteers_of_tomorrow(now=at(9, 30, days=9))
    assert (count, remind_volunteers_of_tomorrow(now=at(10, days=9))) == (1, 0)

    deliver_mails()
    reminder = mail_to(DRIVER)
    assert reminder.kind.endswith("VolunteerReminderMail")
    assert "Léa" in reminder.text
    assert "Nadia" not in reminder.text


def test_volunteer_without_address_is_to_call(weekend, coordinator, household):
    car = add_car(by=coordinator, weekend=weekend, offer=CarOffer(driver_name="Paul", seats=6))
    place_household(by=coordinator, household=household, car=car, host=None)

    assert notify_places(by=coordinator, weekend=weekend) == 0
    assert state_of(weekend) == ["à prévenir par téléphone"]


@pytest.fixture
def paul(weekend):
    """Creates a driver of whom only the telephone is known."""
    return WeekendCarFactory(weekend=weekend, driver_name="Paul", seats=20)


def test_a_spoken_yes_is_noted_until_more_come(
    weekend, coordinator, paul, household, deliver_mails
):
    place_household(by=coordinator, household=household, car=paul, host=None)
    assert any("Appelez Paul" in warning for warning in concerns_of(overview_of(weekend)))

    for _time in range(2):
        note_spoken_yes(by=coordinator, volunteer=paul)
    assert state_of(weekend) == ["d’accord"]
    assert not any("Appelez Paul" in warning for warning in concerns_of(overview_of(weekend)))

    place_household(
        by=coordinator,
        household=make_coming_household(weekend, name="Nadia B"),
        car=paul,
        host=None,
    )
    assert state_of(weekend) == ["à prévenir par téléphone"]
    note_spoken_yes(by=coordinator, volunteer=paul)
    assert state_of(weekend) == ["d’accord"]
    assert remind_volunteers_of_tomorrow(now=at(9, 30, days=9)) == 0
    assert "" not in {mail.recipient for mail in deliver_mails()}


def test_a_spoken_no_frees_the_households_to_be_placed_otherwise(
    weekend, coordinator, paul, household
):
    place_household(by=coordinator, household=household, car=paul, host=None)
    note_spoken_no(by=coordinator, volunteer=paul)
    assert state_of(weekend) == ["ne peut pas"]
    assert any("placez autrement" in warning for warning in concerns_of(overview_of(weekend)))


def test_person_notified_by_telephone_is_called_when_freed(
    weekend, coordinator, paul, household, deliver_mails
):
    place_household(by=coordinator, household=household, car=paul, host=None)
    note_spoken_yes(by=coordinator, volunteer=paul)

    decline_weekend(by=adult_of(household), household=household)

    assert "VolunteerFreeMail" not in {kind for kind, _to in kinds(deliver_mails())}
    assert state_of(weekend) == ["à rappeler : plus personne ne vient"]
    for _time in range(2):
        record_oral_release(by=coordinator, volunteer=paul)
    assert state_of(weekend) == [""]
    assert concerns_of(overview_of(weekend)) == []


def test_person_notified_by_telephone_is_to_call_after_cancellation(
    client, weekend, coordinator, paul, household
):
    place_household(by=coordinator, household=household, car=paul, host=None)
    note_spoken_yes(by=coordinator, volunteer=paul)
    call_off_weekend(by=coordinator, weekend=weekend)
    client.force_login(coordinator)
    assert "à rappeler" in client.get(reverse("weekend", args=[weekend.pk])).text


def test_spoken_yes_with_an_address_is_notified_of_changes_by_mail(
    weekend, coordinator, car, household, deliver_mails
):
    place_household(by=coordinator, household=household, car=car, host=None)
    note_spoken_yes(by=coordinator, volunteer=car)
    assert state_of(weekend) == ["d’accord"]
    notify_places(by=coordinator, weekend=weekend)
    assert DRIVER not in {mail.recipient for mail in deliver_mails()}

    place_household(
        by=coordinator, household=make_coming_household(weekend, name="Nadia B"), car=car, host=None
    )
    notify_places(by=coordinator, weekend=weekend)

    deliver_mails()
    assert mail_to(DRIVER).kind.endswith("VolunteerChangedMail")


def test_spoken_answer_is_refused_without_households_or_rights(
    weekend, coordinator, paul, household
):
    for note in (note_spoken_yes, note_spoken_no):
        with pytest.raises(VolunteerNotNotified):
            note(by=coordinator, volunteer=paul)
    place_household(by=coordinator, household=household, car=paul, host=None)
    for note in (note_spoken_yes, note_spoken_no, record_oral_release):
        for person in (PersonFactory(), adult_of(household)):
            with pytest.raises(NotAllowed):
                note(by=person, volunteer=paul)
    remove_car(by=coordinator, car=paul)
    for note in (note_spoken_yes, record_oral_release):
        with pytest.raises(VolunteerNotNotified):
            note(by=coordinator, volunteer=paul)


def test_answers_are_noted_from_the_page(client, weekend, paul, host, household):
    coordinator = weekend.prepared_by
    place_household(by=coordinator, household=household, car=paul, host=host)
    client.force_login(coordinator)
    car_answer = reverse("weekend_car_answer", args=[weekend.pk, paul.pk])
    host_answer = reverse("weekend_host_answer", args=[weekend.pk, host.pk])
    assert "A dit oui" in client.get(reverse("weekend", args=[weekend.pk])).text

    for answer in ("", "peut-être", "OUI"):
        assert client.post(car_answer, {"reponse": answer}).status_code == 404
    assert client.post(car_answer, {"reponse": "oui"}).status_code == 302
    assert client.post(host_answer, {"reponse": "non"}).status_code == 302
    assert state_of(weekend) == ["d’accord", "ne peut pas"]
    distant_weekend = WeekendFactory(prepared_by=coordinator)
    of_another = reverse("weekend_car_answer", args=[distant_weekend.pk, paul.pk])
    assert client.post(of_another, {"reponse": "oui"}).status_code == 404


def test_nobody_placed_and_not_allowed(weekend, coordinator, car, household):
    with pytest.raises(NobodyPlaced):
        notify_places(by=coordinator, weekend=weekend)
    for person in (PersonFactory(), adult_of(household)):
        with pytest.raises(NotAllowed):
            notify_places(by=person, weekend=weekend)
    hold_weekend(by=coordinator, weekend=weekend)
    with pytest.raises(WeekendOver):
        notify_places(by=coordinator, weekend=weekend)


def test_one_click_says_yes_or_no_and_opening_it_changes_nothing(
    client, weekend, car, household, deliver_mails
):
    coordinator = weekend.prepared_by
    place_household(by=coordinator, household=household, car=car, host=None)
    notify_places(by=coordinator, weekend=weekend)
    deliver_mails()
    yes_link, no_link = answers_in(mail_to(DRIVER))

    assert client.get(yes_link).status_code == 200
    assert state_of(weekend) == ["réponse attendue"]
    for _time in range(2):
        assert "nous comptons sur vous" in client.post(yes_link).text
    assert state_of(weekend) == ["d’accord"]
    for _time in range(2):
        assert "vous ne pouvez pas" in client.post(no_link).text

    assert state_of(weekend) == ["ne peut pas"]
    mails = [mail for mail in deliver_mails() if mail.kind.endswith("VolunteerDeclinedMail")]
    assert [mail.recipient for mail in mails] == [coordinator.email]
    assert household.project.name in mails[0].text


def test_link_is_closed_once_another_person_is_chosen(
    client, weekend, car, household, deliver_mails
):
    coordinator = weekend.prepared_by
    place_household(by=coordinator, household=household, car=car, host=None)
    notify_places(by=coordinator, weekend=weekend)
    deliver_mails()
    yes_link, _no_link = answers_in(mail_to(DRIVER))
    place_household(by=coordinator, household=household, car=None, host=None)
    notify_places(by=coordinator, weekend=weekend)

    assert client.post(yes_link).status_code == 410
    assert kinds(deliver_mails())[-1] == ("VolunteerFreeMail", DRIVER)
    remove_car(by=coordinator, car=car)
    assert client.post(yes_link).status_code == 410
    assert client.post(f"{yes_link[:-9]}/").status_code in (404, 410)


def test_change_is_notified_and_asked_again(client, weekend, car, household, deliver_mails):
    coordinator = weekend.prepared_by
    place_household(by=coordinator, household=household, car=car, host=None)
    notify_places(by=coordinator, weekend=weekend)
    deliver_mails()
    client.post(answers_in(mail_to(DRIVER))[0])
    place_household(
        by=coordinator, household=make_coming_household(weekend, name="Nadia B"), car=car, host=None
    )
    assert state_of(weekend) == ["à prévenir de nouveau"]

    notify_places(by=coordinator, weekend=weekend)

    deliver_mails()
    assert mail_to(DRIVER).kind.endswith("VolunteerChangedMail")
    assert state_of(weekend) == ["réponse attendue"]


def test_a_household_that_does_not_come_frees_its_driver_its_host_and_its_stay(
    weekend, car, host, household, deliver_mails
):
    coordinator = weekend.prepared_by
    [stay] = prepare_programmes(by=coordinator, weekend=weekend)
    place_household(by=coordinator, household=household, car=car, host=host)
    notify_places(by=coordinator, weekend=weekend)
    mail_count = len(deliver_mails())

    for _time in range(2):
        decline_weekend(by=adult_of(household), household=household)

    assert sorted(kinds(deliver_mails()[mail_count:])) == sorted(
        [
            ("WeekendLeftMail", adult_of(household).email),
            ("HouseholdNotComingMail", coordinator.email),
            ("VolunteerFreeMail", DRIVER),
            ("VolunteerFreeMail", HOST),
        ]
    )
    stay.refresh_from_db()
    assert stay.status == Stay.Status.CALLED_OFF


@pytest.mark.parametrize("remove", [remove_car, remove_night_host])
def test_removed_volunteer_is_notified_and_households_are_unplaced(
    weekend, household, remove, deliver_mails
):
    coordinator = weekend.prepared_by
    car = WeekendCarFactory(weekend=weekend, driver_mail=DRIVER)
    host = NightHostFactory(weekend=weekend, mail=HOST)
    place_household(by=coordinator, household=household, car=car, host=host)
    notify_places(by=coordinator, weekend=weekend)
    deliver_mails()

    options = {remove_car: {"car": car}, remove_night_host: {"host": host}}[remove]
    remove(by=coordinator, **options)

    address = DRIVER if "car" in options else HOST
    assert kinds(deliver_mails())[-1] == ("VolunteerFreeMail", address)
    household.refresh_from_db()
    assert household.placed_at is None


def test_cancelled_weekend_notifies_volunteers(weekend, car, household, deliver_mails):
    coordinator = weekend.prepared_by
    place_household(by=coordinator, household=household, car=car, host=None)
    notify_places(by=coordinator, weekend=weekend)
    mail_count = len(deliver_mails())

    call_off_weekend(by=coordinator, weekend=weekend, words="Neige")

    mails = deliver_mails()[mail_count:]
    assert kinds(mails) == [
        ("VolunteerFreeMail", DRIVER),
        ("WeekendOffMail", adult_of(household).email),
    ]
    assert "Neige" in mails[0].text


def event_of(mail):
    [attachment] = mail.attachments.all()
    calendar = Calendar.from_ical(bytes(attachment.content))
    [event] = calendar.walk("VEVENT")
    assert attachment.method == str(calendar["method"])
    return attachment.method, str(event["uid"]), int(event["sequence"]), event.start


def test_calendars_of_families_follow_the_weekend(weekend, coordinator, deliver_mails):
    household = WeekendHouseholdFactory(weekend=weekend, invited_at=timezone.now())
    person = adult_of(household)
    come_to_weekend(by=person, household=household)
    plan = {"name": "Week-end", "starts_at": at(9), "ends_at": at(20, days=12), "seats": 3}
    change_weekend(by=coordinator, weekend=weekend, plan=WeekendPlan(**plan))
    change_weekend(by=coordinator, weekend=weekend, plan=WeekendPlan(**{**plan, "seats": 4}))
    decline_weekend(by=person, household=household)
    come_to_weekend(by=person, household=household)
    call_off_weekend(by=coordinator, weekend=weekend)

    mails = [mail for mail in deliver_mails() if mail.recipient == person.email]
    assert [kind for kind, _to in kinds(mails)] == [
        "WeekendSeatMail",
        "WeekendMovedMail",
        "WeekendLeftMail",
        "WeekendSeatMail",
        "WeekendOffMail",
    ]
    events = [event_of(mail) for mail in mails]
    assert [event[0] for event in events] == ["REQUEST", "REQUEST", "CANCEL", "REQUEST", "CANCEL"]
    assert {event[1] for event in events} == {f"{household.pk}@week-end.bocage"}
    sequences = [event[2] for event in events]
    assert sequences == sorted(set(sequences))
    assert [event[3] for event in events[1:]] == [at(9)] * 4


def test_invited_household_receives_no_event_cancellation(weekend, coordinator, deliver_mails):
    WeekendHouseholdFactory(weekend=weekend, invited_at=timezone.now())

    call_off_weekend(by=coordinator, weekend=weekend)

    [mail] = deliver_mails()
    assert not mail.attachments.exists()


def test_past_weekends_with_households_are_marked_as_held(coordinator):
    now = timezone.now()
    weekends = [WeekendFactory(prepared_by=coordinator) for _number in range(3)]
    for weekend in weekends[:2]:
        WeekendHouseholdFactory.create_batch(2, weekend=weekend, coming=True)
    weekends[1].households.update(status=WeekendHousehold.Status.DECLINED)

    after = now + timedelta(days=20)
    assert (end_past_weekends(now=now), end_past_weekends(now=after)) == (0, 1)
    assert end_past_weekends(now=after) == 0
    for weekend in weekends:
        weekend.refresh_from_db()
    assert [weekend.status for weekend in weekends] == ["held", "open", "open"]
