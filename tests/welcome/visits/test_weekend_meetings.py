"""People met by all households of a weekend: invited once, notified of changes, reminded."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.models import OutgoingMail
from bocage.welcome.visits.operations.scheduled import remind_of_appointments_tomorrow
from bocage.welcome.visits.stays.errors import StepGone
from bocage.welcome.visits.weekends.concerns import concerns_of
from bocage.welcome.visits.weekends.errors import WeekendOver
from bocage.welcome.visits.weekends.operations.households import prepare_programmes
from bocage.welcome.visits.weekends.operations.meetings import (
    confirm_shared_step,
    send_appointments,
)
from bocage.welcome.visits.weekends.operations.weekends import (
    call_off_weekend,
    change_shared_step,
    hold_weekend,
    remove_shared_step,
)
from bocage.welcome.visits.weekends.personal_data import met_rows
from bocage.welcome.visits.weekends.selectors import overview_of
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.visits.factories import (
    WeekendFactory,
    WeekendHouseholdFactory,
    WeekendStepFactory,
    at,
    span,
    wish_of,
)

pytestmark = pytest.mark.django_db

MAYOR = "mairie@boitron.example"
PAUL = "paul@boitron.example"
ON_THE_TELEPHONE = {"contact_name": "Odile", "contact_phone": "02 33 00 00 01"}


@pytest.fixture
def household(weekend):
    adult = PersonFactory(name="Léa Marchand")
    project = ProjectFactory(adults=[adult], name="Famille Marchand")
    return WeekendHouseholdFactory(weekend=weekend, project=project, coming=True)


@pytest.fixture
def step(weekend):
    return WeekendStepFactory(
        weekend=weekend, title="Café à la mairie", contact_name="Odile Prévost", contact_mail=MAYOR
    )


def kinds(mails):
    return [(mail.kind.rpartition(".")[2], mail.recipient) for mail in mails]


def to_mayor(deliver_mails):
    return [kind for kind, recipient in kinds(deliver_mails()) if recipient == MAYOR]


def answers_in(mail):
    return re.findall(r"https?://[^/]+(/reponse/\S+)", mail.text)


def last_to(address):
    return OutgoingMail.objects.filter(recipient=address).latest("id")


def state(step):
    step.refresh_from_db()
    copy = step.copies.first()
    return step.status, copy.status if copy else None


def wish_with_paul(step):
    return wish_of(step, contact_name="Paul", contact_mail=PAUL)


def concerns_in(weekend):
    return [concern.replace("\u00a0", " ") for concern in concerns_of(overview_of(weekend))]


def test_contact_is_asked_once_without_household_names(
    weekend, coordinator, step, household, deliver_mails
):
    WeekendStepFactory(weekend=weekend, title="Marche", period=span(15, 16))

    assert [send_appointments(by=coordinator, weekend=weekend) for _time in range(2)] == [1, 0]

    [mail] = deliver_mails()
    assert kinds([mail]) == [("StepAskedMail", MAYOR)]
    text = mail.text.replace("\u00a0", " ")
    for fragment in (
        "Odile Prévost",
        "Café à la mairie",
        "1 ménage, 4 personnes",
        "Sophie Lefèvre",
    ):
        assert fragment in text
    assert "Marchand" not in text
    assert "Léa" not in text
    step.refresh_from_db()
    assert (step.status, step.last_notification["mail"]) == ("requested", MAYOR)


def test_one_click_says_yes_or_no_in_each_programme_and_opening_it_changes_nothing(
    client, weekend, step, household, deliver_mails
):
    coordinator = weekend.prepared_by
    prepare_programmes(by=coordinator, weekend=weekend)
    assert state(step) == ("open", "open")
    send_appointments(by=coordinator, weekend=weekend)
    deliver_mails()
    yes_link, no_link = answers_in(last_to(MAYOR))

    assert client.get(yes_link).status_code == 200
    assert state(step) == ("requested", "open")
    for _time in range(2):
        assert "vous serez là" in client.post(yes_link).text
    assert state(step) == ("agreed", "agreed")
    for _time in range(2):
        assert "vous ne pouvez pas" in client.post(no_link).text
    assert state(step) == ("open", "open")

    decline_mails = [mail for mail in deliver_mails() if mail.kind.endswith("StepDeclinedMail")]
    assert [mail.recipient for mail in decline_mails] == [coordinator.email]
    assert any("Odile Prévost ne peut pas" in concern for concern in concerns_in(weekend))


def test_a_moment_where_nobody_is_met_is_confirmed_from_the_first(weekend, coordinator, household):
    step = WeekendStepFactory(weekend=weekend)
    prepare_programmes(by=coordinator, weekend=weekend)
    assert state(step) == ("open", "agreed")


def test_moved_step_is_notified_and_asked_again_in_each_programme(
    client, weekend, step, household, deliver_mails
):
    coordinator = weekend.prepared_by
    prepare_programmes(by=coordinator, weekend=weekend)
    send_appointments(by=coordinator, weekend=weekend)
    deliver_mails()
    client.post(answers_in(last_to(MAYOR))[0])

    change_shared_step(
        by=coordinator, step=step, wish=wish_of(step, starts_at=at(16), ends_at=at(17))
    )
    assert "1 moment partagé reste à annoncer à la personne rencontrée." in concerns_in(weekend)
    send_appointments(by=coordinator, weekend=weekend)

    assert to_mayor(deliver_mails)[-1] == "StepMovedMail"
    assert state(step) == ("requested", "open")
    assert (
        concerns_in(weekend).count("1 moment partagé reste à annoncer à la personne rencontrée.")
        == 0
    )


def test_words_that_change_do_not_take_an_answer_back(
    client, weekend, coordinator, step, deliver_mails
):
    send_appointments(by=coordinator, weekend=weekend)
    deliver_mails()
    client.post(answers_in(last_to(MAYOR))[0])

    change_shared_step(by=coordinator, step=step, wish=wish_of(step, words="Apportez un parapluie"))
    send_appointments(by=coordinator, weekend=weekend)

    assert state(step)[0] == "agreed"


def test_somebody_else_is_asked_and_the_link_of_the_first_says_nothing(
    client, weekend, step, household, deliver_mails
):
    coordinator = weekend.prepared_by
    send_appointments(by=coordinator, weekend=weekend)
    deliver_mails()
    yes_link, _no_link = answers_in(last_to(MAYOR))
    client.post(yes_link)

    change_shared_step(by=coordinator, step=step, wish=wish_with_paul(step))
    send_appointments(by=coordinator, weekend=weekend)

    assert kinds(deliver_mails())[-2:] == [
        ("StepOffMail", MAYOR),
        ("StepAskedMail", PAUL),
    ]
    assert client.post(yes_link).status_code == 410
    assert state(step)[0] == "requested"


def test_link_is_closed_for_a_new_contact_not_asked_yet(
    client, weekend, step, household, deliver_mails
):
    coordinator = weekend.prepared_by
    prepare_programmes(by=coordinator, weekend=weekend)
    send_appointments(by=coordinator, weekend=weekend)
    deliver_mails()
    links = answers_in(last_to(MAYOR))

    change_shared_step(by=coordinator, step=step, wish=wish_with_paul(step))

    assert {client.get(link).status_code for link in links} == {410}
    assert {client.post(link).status_code for link in links} == {410}
    assert state(step) == ("open", "open")
    assert step.declined_at is None
    send_appointments(by=coordinator, weekend=weekend)
    assert state(step) == ("requested", "open")


def test_spoken_yes_of_a_new_contact_outlasts_notification(
    weekend, coordinator, step, deliver_mails
):
    send_appointments(by=coordinator, weekend=weekend)
    change_shared_step(by=coordinator, step=step, wish=wish_with_paul(step))
    confirm_shared_step(by=coordinator, step=step)

    send_appointments(by=coordinator, weekend=weekend)

    assert kinds(deliver_mails())[-1] == ("StepAskedMail", PAUL)
    assert state(step)[0] == "agreed"


def test_a_yes_stated_aloud_before_the_hour_moved_is_asked_again_in_writing(
    weekend, coordinator, step, deliver_mails
):
    confirm_shared_step(by=coordinator, step=step)
    change_shared_step(
        by=coordinator, step=step, wish=wish_of(step, starts_at=at(16), ends_at=at(17))
    )

    send_appointments(by=coordinator, weekend=weekend)

    assert to_mayor(deliver_mails) == ["StepAskedMail"]
    assert state(step)[0] == "requested"


@pytest.mark.parametrize(
    "contact",
    [
        {"contact_name": "Paul"},
        {"contact_phone": "02 33 00 00 02"},
        {"contact_mail": PAUL},
    ],
    ids=["name", "phone", "mail"],
)
def test_spoken_yes_does_not_hold_for_another_contact(weekend, coordinator, household, contact):
    step = WeekendStepFactory(weekend=weekend, **ON_THE_TELEPHONE)
    prepare_programmes(by=coordinator, weekend=weekend)
    confirm_shared_step(by=coordinator, step=step)

    change_shared_step(by=coordinator, step=step, wish=wish_of(step, **contact))

    assert state(step) == ("open", "open")


@pytest.mark.parametrize("change", ["hour", "address", "commune"])
def test_spoken_yes_holds_for_its_hour_and_place(weekend, coordinator, household, change):
    step = WeekendStepFactory(weekend=weekend, **ON_THE_TELEPHONE)
    prepare_programmes(by=coordinator, weekend=weekend)
    confirm_shared_step(by=coordinator, step=step)
    changes = {
        "hour": {"starts_at": at(16), "ends_at": at(17)},
        "address": {"address": "Salle des fêtes"},
        "commune": {"commune": CommuneFactory(sees=True)},
    }

    change_shared_step(
        by=coordinator, step=step, wish=wish_of(step, title="Goûter", words="Au chaud")
    )
    assert state(step) == ("agreed", "agreed")
    change_shared_step(by=coordinator, step=step, wish=wish_of(step, **changes[change]))
    assert state(step) == ("open", "open")


def test_refusal_is_forgotten_once_the_contact_changes(
    client, weekend, step, household, deliver_mails
):
    coordinator = weekend.prepared_by
    prepare_programmes(by=coordinator, weekend=weekend)
    send_appointments(by=coordinator, weekend=weekend)
    deliver_mails()
    client.post(answers_in(last_to(MAYOR))[1])
    assert any("ne peut pas" in concern for concern in concerns_in(weekend))

    change_shared_step(by=coordinator, step=step, wish=wish_with_paul(step))

    assert not any("ne peut pas" in concern for concern in concerns_in(weekend))
    assert step.copies.get().declined_at is None
    confirm_shared_step(by=coordinator, step=step)
    send_appointments(by=coordinator, weekend=weekend)
    assert to_mayor(deliver_mails) == ["StepAskedMail"]
    assert kinds(deliver_mails())[-1] == ("StepAskedMail", PAUL)


def test_refusal_stays_while_only_words_change(client, weekend, coordinator, step, deliver_mails):
    send_appointments(by=coordinator, weekend=weekend)
    deliver_mails()
    client.post(answers_in(last_to(MAYOR))[1])

    change_shared_step(by=coordinator, step=step, wish=wish_of(step, words="Apportez un parapluie"))

    assert any("Odile Prévost ne peut pas" in concern for concern in concerns_in(weekend))


def test_removed_step_notifies_its_contact_unless_declined(
    client, weekend, coordinator, step, deliver_mails
):
    declined_step = WeekendStepFactory(weekend=weekend, contact_mail=PAUL, period=span(15, 16))
    send_appointments(by=coordinator, weekend=weekend)
    deliver_mails()
    client.post(answers_in(last_to(PAUL))[1])
    mail_count = len(deliver_mails())

    for step_ in (step, declined_step):
        for _time in range(2):
            remove_shared_step(by=coordinator, step=step_)

    assert kinds(deliver_mails()[mail_count:]) == [("StepOffMail", MAYOR)]


def test_cancelled_weekend_notifies_contacts(weekend, coordinator, step, deliver_mails):
    send_appointments(by=coordinator, weekend=weekend)
    deliver_mails()

    call_off_weekend(by=coordinator, weekend=weekend, words="Neige")

    assert to_mayor(deliver_mails)[-1] == "StepOffMail"
    assert "Neige" in last_to(MAYOR).text


def test_day_before_is_reminded_once_where_a_household_comes(
    weekend, coordinator, step, deliver_mails
):
    send_appointments(by=coordinator, weekend=weekend)
    morning = at(9, 30, days=9)
    assert remind_of_appointments_tomorrow(now=morning) == 0
    WeekendHouseholdFactory(weekend=weekend, coming=True)

    assert remind_of_appointments_tomorrow(now=at(8, days=9)) == 0
    assert remind_of_appointments_tomorrow(now=at(9, 30, days=8)) == 0
    assert [remind_of_appointments_tomorrow(now=morning) for _time in range(2)] == [1, 0]
    assert to_mayor(deliver_mails) == ["StepAskedMail", "StepReminderMail"]


def test_declining_or_unasked_contact_is_not_reminded(
    client, weekend, step, household, deliver_mails
):
    coordinator = weekend.prepared_by
    assert remind_of_appointments_tomorrow(now=at(10, days=9)) == 0
    send_appointments(by=coordinator, weekend=weekend)
    deliver_mails()
    client.post(answers_in(last_to(MAYOR))[1])
    assert remind_of_appointments_tomorrow(now=at(10, days=9)) == 0


def test_a_spoken_yes_is_noted_in_each_programme(weekend, coordinator, household):
    step = WeekendStepFactory(weekend=weekend, contact_name="Odile", contact_phone="0233000001")
    prepare_programmes(by=coordinator, weekend=weekend)
    assert state(step) == ("open", "open")

    for _time in range(2):
        confirm_shared_step(by=coordinator, step=step)

    assert state(step) == ("agreed", "agreed")
    remove_shared_step(by=coordinator, step=step)
    with pytest.raises(StepGone):
        confirm_shared_step(by=coordinator, step=step)


def test_outsiders_neither_ask_nor_confirm(weekend, coordinator, step):
    for person in (PersonFactory(), PersonFactory(email=MAYOR)):
        with pytest.raises(NotAllowed):
            send_appointments(by=person, weekend=weekend)
        with pytest.raises(NotAllowed):
            confirm_shared_step(by=person, step=step)
    hold_weekend(by=coordinator, weekend=weekend)
    with pytest.raises(WeekendOver):
        send_appointments(by=coordinator, weekend=weekend)


def test_a_link_says_nothing_once_the_weekend_is_over(
    client, weekend, coordinator, step, deliver_mails
):
    send_appointments(by=coordinator, weekend=weekend)
    deliver_mails()
    yes_link, no_link = answers_in(last_to(MAYOR))
    hold_weekend(by=coordinator, weekend=weekend)
    assert {client.post(address).status_code for address in (yes_link, no_link)} == {410}


def test_asking_and_confirming_from_the_page(client, weekend, coordinator, step, deliver_mails):
    client.force_login(coordinator)
    weekend_url = reverse("weekend", args=[weekend.pk])
    assert "Demander aux personnes rencontrées" in client.get(weekend_url).text

    page = client.post(reverse("weekend_ask", args=[weekend.pk]), follow=True).text
    assert "réponse attendue" in page
    assert "Demander aux personnes rencontrées" not in page
    assert to_mayor(deliver_mails) == ["StepAskedMail"]

    confirm_url = reverse("weekend_step_confirm", args=[weekend.pk, step.pk])
    assert "C’est confirmé" not in client.post(confirm_url, follow=True).text
    assert state(step)[0] == "agreed"
    other_weekend = WeekendFactory(prepared_by=coordinator)
    assert (
        client.post(reverse("weekend_step_confirm", args=[other_weekend.pk, step.pk])).status_code
        == 404
    )


def test_the_form_of_a_shared_moment_takes_an_address(client, weekend, coordinator, step):
    client.force_login(coordinator)
    change_url = reverse("weekend_step_change", args=[weekend.pk, step.pk])
    form = {
        "kind": "meal",
        "title": "Café",
        "day": timezone.localdate(step.starts_at).isoformat(),
        "starts": "12:00",
        "ends": "14:00",
        "commune": "",
        "address": "",
        "contact_name": "Paul",
        "contact_phone": "",
        "contact_mail": "pas une adresse",
        "words": "",
    }
    assert client.post(change_url, form).status_code == 422
    assert client.post(change_url, {**form, "contact_mail": "p@boitron.example"}).status_code == 302
    step.refresh_from_db()
    assert step.contact_mail == "p@boitron.example"


def test_personal_data_of_contacts_is_disclosed(weekend, step):
    WeekendStepFactory(contact_mail="une-autre@boitron.example")
    WeekendStepFactory(contact_mail=MAYOR.upper(), title="Café à la mairie")
    person = PersonFactory(email=MAYOR)
    rows = met_rows(person, None)
    assert [row.title for row in rows] == ["Café à la mairie"] * 2
    assert any("Odile Prévost" in row.detail for row in rows)
    assert met_rows(PersonFactory(), None) == []
