"""People met by a household on its stay or by all those of a weekend: validity of an answer, and
notifications.
"""

import re
from dataclasses import dataclass
from typing import Any

import pytest

from bocage.foundation.models import OutgoingMail
from bocage.welcome.models import ProjectConsent, Stay
from bocage.welcome.visits.operations.scheduled import (
    remind_of_appointments_tomorrow,
    remind_of_tomorrow,
)
from bocage.welcome.visits.stays.formatting import notified_facts
from bocage.welcome.visits.stays.operations.announcements import notify_programme
from bocage.welcome.visits.stays.operations.stays import confirm_stay
from bocage.welcome.visits.stays.operations.steps import (
    change_step,
    confirm_step,
    move_step_earlier,
)
from bocage.welcome.visits.weekends.operations.meetings import (
    confirm_shared_step,
    send_appointments,
)
from bocage.welcome.visits.weekends.operations.weekends import change_shared_step
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.visits.factories import (
    StayFactory,
    StayStepFactory,
    WeekendFactory,
    WeekendHouseholdFactory,
    WeekendStepFactory,
    agree,
    at,
    coordinator_of,
    span,
    wish_of,
)

pytestmark = pytest.mark.django_db

MAYOR = "mairie@boitron.example"
PAUL = "paul@boitron.example"
PAUL_AS_CONTACT = {"contact_name": "Paul", "contact_mail": PAUL}
ON_THE_TELEPHONE = {"contact_name": "Odile", "contact_phone": "02 33 00 00 01", "contact_mail": ""}
DAY_BEFORE = {"days": 9}


@dataclass
class StayVisit:
    """Step of a household’s own, in a confirmed stay."""

    step: Any
    coordinator: Any

    def change(self, **changes):
        change_step(by=self.coordinator, step=self.refresh(), wish=wish_of(self.step, **changes))
        return self.refresh()

    def notify(self):
        notify_programme(by=self.coordinator, stay=self.step.stay)
        return self.refresh()

    def note_yes(self):
        confirm_step(by=self.coordinator, step=self.refresh())
        return self.refresh()

    def remind(self):
        """Returns the number of people met who received a reminder; that of the household is marked
        as sent.
        """
        Stay.objects.filter(reminded_at=None).update(reminded_at=at(9, **DAY_BEFORE))
        return remind_of_tomorrow(now=at(10, **DAY_BEFORE))

    def refresh(self):
        self.step = type(self.step).objects.select_related("stay").get(pk=self.step.pk)
        return self.step


@dataclass
class WeekendVisit:
    """Step shared by all households of a weekend."""

    step: Any
    coordinator: Any

    def change(self, **changes):
        change_shared_step(
            by=self.coordinator, step=self.refresh(), wish=wish_of(self.step, **changes)
        )
        return self.refresh()

    def notify(self):
        send_appointments(by=self.coordinator, weekend=self.step.weekend)
        return self.refresh()

    def note_yes(self):
        confirm_shared_step(by=self.coordinator, step=self.refresh())
        return self.refresh()

    def remind(self):
        return remind_of_appointments_tomorrow(now=at(10, **DAY_BEFORE))

    def refresh(self):
        self.step = type(self.step).objects.select_related("weekend").get(pk=self.step.pk)
        return self.step


def make_stay_visit(**contact):
    project = ProjectFactory(adults=[PersonFactory(name="Léa Marchand")])
    agree(project, *ProjectConsent.Use.values)
    coordinator = coordinator_of(project, name="Sophie Lefèvre")
    stay = StayFactory(project=project, prepared_by=coordinator)
    step = StayStepFactory(stay=stay, **contact)
    confirm_stay(by=coordinator, stay=stay)
    return StayVisit(step, coordinator)


def make_weekend_visit(**contact):
    coordinator = coordinator_of(ProjectFactory(), name="Sophie Lefèvre")
    weekend = WeekendFactory(prepared_by=coordinator)
    WeekendHouseholdFactory(weekend=weekend, coming=True)
    mayor = {"contact_name": "Odile Prévost", "contact_mail": MAYOR}
    moment = {"title": "Café à la mairie", "address": "1, place de la Mairie"}
    step = WeekendStepFactory(weekend=weekend, **{**mayor, **moment, **contact})
    return WeekendVisit(step, coordinator)


@pytest.fixture(params=[make_stay_visit, make_weekend_visit], ids=["stay", "weekend"])
def make_visit(request):
    """Makes a moment of either kind."""
    return request.param


@pytest.fixture
def visit(make_visit):
    """Returns a visit with a step where the mayor is met, and has been invited."""
    visit = make_visit()
    visit.notify()
    visit.refresh()
    return visit


@pytest.fixture
def answers(visit, deliver_mails):
    """Returns the URLs of « je serai là » and of « je ne peux pas »."""
    deliver_mails()
    mail = OutgoingMail.objects.filter(recipient=MAYOR).latest("id")
    return re.findall(r"https?://[^/]+(/reponse/\S+)", mail.text)


def step_mails(mails):
    """Returns the kinds and recipients of the mails to people met, in order; without those to
    households and the team.
    """
    kinds = [(mail.kind.rpartition(".")[2], mail.recipient) for mail in mails]
    return [kind for kind in kinds if kind[0].startswith("Step") and "Declined" not in kind[0]]


def test_link_is_closed_for_a_new_contact_not_asked_yet(client, visit, answers):
    visit.change(**PAUL_AS_CONTACT)

    assert {client.get(link).status_code for link in answers} == {410}
    assert {client.post(link).status_code for link in answers} == {410}
    step = visit.refresh()
    assert (step.status, step.declined_at) == ("open", None)


def test_link_is_closed_for_a_contact_without_address(client, visit, answers):
    visit.change(contact_mail="")

    assert {client.post(link).status_code for link in answers} == {410}
    assert visit.refresh().status == "open"


def test_given_answer_is_shown_and_can_be_changed(client, visit, answers):
    yes_link, no_link = answers
    assert "Serez-vous là" in client.get(yes_link).text
    client.post(yes_link)
    assert "vous serez là" in client.get(yes_link).text
    assert "Serez-vous là" not in client.get(yes_link).text
    assert "Vous ne pouvez pas" in client.get(no_link).text
    client.post(no_link)
    assert "C’est noté" in client.get(no_link).text
    assert "Serez-vous là" in client.get(yes_link).text
    client.post(yes_link)
    step = visit.refresh()
    assert (step.status, step.declined_at) == ("agreed", None)


def test_an_hour_that_moved_since_a_yes_is_asked_and_not_held_to_be_answered(
    client, visit, answers
):
    client.post(answers[0])

    visit.change(starts_at=at(16), ends_at=at(17))

    assert "Serez-vous là" in client.get(answers[0]).text


def test_refusal_notifies_the_coordinator_once(client, visit, answers, deliver_mails):
    mail_count = len(deliver_mails())

    for _time in range(2):
        client.post(answers[1])

    mails = deliver_mails()[mail_count:]
    assert [mail.recipient for mail in mails] == [visit.coordinator.email]
    text = mails[0].text.replace("\u00a0", " ")
    assert "Odile Prévost ne peut pas être là" in text
    assert str(visit.step.whole.pk) in text


@pytest.mark.parametrize(
    "contact",
    [
        {"contact_name": "Paul"},
        {"contact_phone": "02 33 00 00 02"},
        {"contact_mail": PAUL},
    ],
    ids=["name", "phone", "mail"],
)
def test_spoken_yes_does_not_hold_for_another_contact(make_visit, contact):
    visit = make_visit(**ON_THE_TELEPHONE)
    assert visit.note_yes().status == "agreed"

    assert visit.change(**contact).status == "open"


@pytest.mark.parametrize("change", ["hour", "address", "commune"])
def test_spoken_yes_holds_for_its_hour_and_place(make_visit, change):
    visit = make_visit(**ON_THE_TELEPHONE)
    visit.note_yes()
    changes = {
        "hour": {"starts_at": at(16), "ends_at": at(17)},
        "address": {"address": "Salle des fêtes"},
        "commune": {"commune": CommuneFactory(sees=True)},
    }

    assert visit.change(title="Goûter", words="Au chaud").status == "agreed"
    assert visit.change(**changes[change]).status == "open"
    assert visit.note_yes().status == "agreed"


def test_spoken_yes_is_asked_again_after_two_steps_swap():
    visit = make_stay_visit(**ON_THE_TELEPHONE, period=span(10, 11))
    other_step = StayStepFactory(
        stay=visit.step.stay, title="École", period=span(11, 12), **ON_THE_TELEPHONE
    )
    visit.note_yes()
    confirm_step(by=visit.coordinator, step=other_step)

    move_step_earlier(by=visit.coordinator, step=other_step)

    other_step.refresh_from_db()
    assert [(step.status, step.starts_at) for step in (other_step, visit.refresh())] == [
        ("open", at(10)),
        ("open", at(11)),
    ]


def test_contact_by_mail_is_asked_again_after_two_steps_swap():
    visit = make_stay_visit()
    other_step = StayStepFactory(
        stay=visit.step.stay, title="École", period=span(11, 12), contact_mail=""
    )

    move_step_earlier(by=visit.coordinator, step=other_step)

    assert visit.refresh().status == "requested"


def test_refusal_is_forgotten_once_the_contact_changes(client, visit, answers, deliver_mails):
    client.post(answers[1])
    mail_count = len(deliver_mails())

    step = visit.change(**PAUL_AS_CONTACT)
    assert (step.status, step.declined_at) == ("open", None)
    visit.note_yes()
    assert visit.notify().status == "agreed"

    assert step_mails(deliver_mails()[mail_count:]) == [("StepAskedMail", PAUL)]


def test_declining_contact_is_asked_only_about_another_hour(client, visit, answers, deliver_mails):
    client.post(answers[1])
    mail_count = len(deliver_mails())

    visit.change(title="Un café", words="Apportez un parapluie")
    step = visit.notify()
    assert (step.status, step.declined_at is None) == ("open", False)
    assert step_mails(deliver_mails()[mail_count:]) == []
    assert step.last_notification == notified_facts(step)

    visit.change(starts_at=at(16), ends_at=at(17))
    step = visit.notify()
    assert (step.status, step.declined_at) == ("requested", None)
    assert step_mails(deliver_mails()[mail_count:]) == [("StepMovedMail", MAYOR)]


def test_new_telephone_of_a_contact_by_mail_keeps_the_answer(client, visit, answers):
    client.post(answers[0])

    assert visit.change(contact_phone="02 33 00 00 09").status == "agreed"


def test_contact_restored_before_notification_is_still_asked(visit, deliver_mails):
    mail_count = len(deliver_mails())
    contact_before = {"contact_name": visit.step.contact_name, "contact_mail": MAYOR}

    visit.change(**PAUL_AS_CONTACT)
    assert visit.change(**contact_before).status == "requested"

    visit.notify()
    assert step_mails(deliver_mails()[mail_count:]) == []


def test_spoken_yes_to_another_hour_is_not_asked_in_writing(visit, deliver_mails):
    mail_count = len(deliver_mails())
    visit.change(starts_at=at(16), ends_at=at(17))
    visit.note_yes()

    assert visit.notify().status == "agreed"

    assert step_mails(deliver_mails()[mail_count:]) == []
    assert visit.remind() == 1


def test_spoken_yes_does_not_block_notification_of_words(visit, deliver_mails):
    mail_count = len(deliver_mails())
    visit.change(starts_at=at(16), ends_at=at(17), words="Apportez un parapluie")
    visit.note_yes()

    assert visit.notify().status == "agreed"

    assert step_mails(deliver_mails()[mail_count:]) == [("StepMovedMail", MAYOR)]


@pytest.mark.parametrize("change", ["contact", "hour", "address"])
def test_unannounced_changes_are_not_reminded(visit, deliver_mails, change):
    changes = {
        "contact": PAUL_AS_CONTACT,
        "hour": {"starts_at": at(16), "ends_at": at(17)},
        "address": {"address": "Salle des fêtes"},
    }
    visit.change(**changes[change])
    assert visit.remind() == 0

    step = visit.notify()
    assert visit.remind() == 1
    assert step_mails(deliver_mails())[-1] == ("StepReminderMail", step.contact_mail)


def test_unannounced_words_do_not_block_a_reminder(visit):
    visit.change(words="Apportez un parapluie")

    assert visit.remind() == 1


def test_moved_step_is_reminded_again(visit, deliver_mails):
    assert [visit.remind() for _time in range(2)] == [1, 0]
    visit.change(starts_at=at(16), ends_at=at(17))
    visit.notify()

    assert [visit.remind() for _time in range(2)] == [1, 0]
    assert step_mails(deliver_mails())[-2:] == [
        ("StepMovedMail", MAYOR),
        ("StepReminderMail", MAYOR),
    ]


def test_new_contact_with_a_spoken_yes_is_reminded(visit):
    assert visit.remind() == 1
    visit.change(**PAUL_AS_CONTACT)
    visit.note_yes()
    visit.notify()

    assert visit.remind() == 1


def test_declining_contact_is_not_reminded(client, visit, answers):
    client.post(answers[1])

    assert visit.remind() == 0


def test_contact_who_loses_the_address_is_notified_of_cancellation(visit, deliver_mails):
    mail_count = len(deliver_mails())
    visit.change(contact_mail="")

    step = visit.notify()

    assert step_mails(deliver_mails()[mail_count:]) == [("StepOffMail", MAYOR)]
    assert (step.status, step.last_notification) == ("open", {})
    assert visit.remind() == 0
