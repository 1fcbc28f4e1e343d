"""Those who are met, by a household on its stay or by all those of a weekend: what an answer holds
for, and who hears of what.
"""

import re
from dataclasses import dataclass
from typing import Any

import pytest

from bocage.foundation.models import OutgoingMail
from bocage.welcome.models import ProjectConsent, Stay
from bocage.welcome.visits.operations.scheduled import (
    remind_of_tomorrow,
    remind_people_met_of_tomorrow,
)
from bocage.welcome.visits.stays.formatting import notified_facts
from bocage.welcome.visits.stays.operations.announcements import notify_programme
from bocage.welcome.visits.stays.operations.stays import confirm_stay
from bocage.welcome.visits.stays.operations.steps import bring_forward, change_step, confirm_step
from bocage.welcome.visits.weekends.operations.meetings import (
    confirm_shared_step,
    invite_people_met,
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
PAUL_INSTEAD = {"contact_name": "Paul", "contact_mail": PAUL}
ON_THE_TELEPHONE = {"contact_name": "Odile", "contact_phone": "02 33 00 00 01", "contact_mail": ""}
EVE = {"days": 9}


@dataclass
class OnAStay:
    """A moment of a household’s own, in a stay that is confirmed."""

    step: Any
    by: Any

    def change(self, **changes):
        change_step(by=self.by, step=self.fresh(), wish=wish_of(self.step, **changes))
        return self.fresh()

    def tell(self):
        notify_programme(by=self.by, stay=self.step.stay)
        return self.fresh()

    def note_yes(self):
        confirm_step(by=self.by, step=self.fresh())
        return self.fresh()

    def remind(self):
        """How many of those who are met were reminded: the household is, once, besides."""
        Stay.objects.filter(reminded_at=None).update(reminded_at=at(9, **EVE))
        return remind_of_tomorrow(now=at(10, **EVE))

    def fresh(self):
        self.step = type(self.step).objects.select_related("stay").get(pk=self.step.pk)
        return self.step


@dataclass
class InAWeekend:
    """A moment that all households of a weekend share."""

    step: Any
    by: Any

    def change(self, **changes):
        change_shared_step(by=self.by, step=self.fresh(), wish=wish_of(self.step, **changes))
        return self.fresh()

    def tell(self):
        invite_people_met(by=self.by, weekend=self.step.weekend)
        return self.fresh()

    def note_yes(self):
        confirm_shared_step(by=self.by, step=self.fresh())
        return self.fresh()

    def remind(self):
        return remind_people_met_of_tomorrow(now=at(10, **EVE))

    def fresh(self):
        self.step = type(self.step).objects.select_related("weekend").get(pk=self.step.pk)
        return self.step


def on_a_stay(**contact):
    project = ProjectFactory(adults=[PersonFactory(name="Léa Marchand")])
    agree(project, *ProjectConsent.Use.values)
    by = coordinator_of(project, name="Sophie Lefèvre")
    stay = StayFactory(project=project, prepared_by=by)
    step = StayStepFactory(stay=stay, **contact)
    confirm_stay(by=by, stay=stay)
    return OnAStay(step, by)


def in_a_weekend(**contact):
    by = coordinator_of(ProjectFactory(), name="Sophie Lefèvre")
    weekend = WeekendFactory(prepared_by=by)
    WeekendHouseholdFactory(weekend=weekend, coming=True)
    mayor = {"contact_name": "Odile Prévost", "contact_mail": MAYOR}
    moment = {"title": "Café à la mairie", "address": "1, place de la Mairie"}
    step = WeekendStepFactory(weekend=weekend, **{**mayor, **moment, **contact})
    return InAWeekend(step, by)


@pytest.fixture(params=[on_a_stay, in_a_weekend], ids=["stay", "weekend"])
def planned(request):
    """Makes a moment of either kind."""
    return request.param


@pytest.fixture
def met(planned):
    """A moment where the mayor is met, who was asked."""
    visit = planned()
    visit.tell()
    visit.fresh()
    return visit


@pytest.fixture
def answers(met, deliver_mails):
    """The addresses of « je serai là » and of « je ne peux pas »."""
    deliver_mails()
    mail = OutgoingMail.objects.filter(recipient=MAYOR).latest("id")
    return re.findall(r"https?://[^/]+(/reponse/\S+)", mail.text)


def told(mails):
    """Who was met and told what, in order; households and the team apart."""
    kinds = [(mail.kind.rpartition(".")[2], mail.recipient) for mail in mails]
    return [kind for kind in kinds if kind[0].startswith("Step") and "Declined" not in kind[0]]


def test_a_link_says_nothing_for_somebody_else_who_is_not_asked_yet(client, met, answers):
    met.change(**PAUL_INSTEAD)

    assert {client.get(link).status_code for link in answers} == {410}
    assert {client.post(link).status_code for link in answers} == {410}
    step = met.fresh()
    assert (step.status, step.declined_at) == ("open", None)


def test_a_link_of_somebody_who_has_no_address_any_more_says_nothing(client, met, answers):
    met.change(contact_mail="")

    assert {client.post(link).status_code for link in answers} == {410}
    assert met.fresh().status == "open"


def test_what_is_answered_already_is_said_and_can_be_taken_back(client, met, answers):
    yes, no = answers
    assert "Serez-vous là" in client.get(yes).text
    client.post(yes)
    assert "vous serez là" in client.get(yes).text
    assert "Serez-vous là" not in client.get(yes).text
    assert "Vous ne pouvez pas" in client.get(no).text
    client.post(no)
    assert "C’est noté" in client.get(no).text
    assert "Serez-vous là" in client.get(yes).text
    client.post(yes)
    step = met.fresh()
    assert (step.status, step.declined_at) == ("agreed", None)


def test_an_hour_that_moved_since_a_yes_is_asked_and_not_held_to_be_answered(client, met, answers):
    client.post(answers[0])

    met.change(starts_at=at(16), ends_at=at(17))

    assert "Serez-vous là" in client.get(answers[0]).text


def test_whoever_prepares_it_learns_once_who_cannot(client, met, answers, deliver_mails):
    before = len(deliver_mails())

    for _time in range(2):
        client.post(answers[1])

    mails = deliver_mails()[before:]
    assert [mail.recipient for mail in mails] == [met.by.email]
    text = mails[0].text.replace("\u00a0", " ")
    assert "Odile Prévost ne peut pas être là" in text
    assert str(met.step.whole.pk) in text


@pytest.mark.parametrize(
    "contact",
    [
        {"contact_name": "Paul"},
        {"contact_phone": "02 33 00 00 02"},
        {"contact_mail": PAUL},
    ],
    ids=["name", "phone", "mail"],
)
def test_somebody_else_on_the_telephone_has_agreed_to_nothing(planned, contact):
    met = planned(**ON_THE_TELEPHONE)
    assert met.note_yes().status == "agreed"

    assert met.change(**contact).status == "open"


@pytest.mark.parametrize("moved", ["hour", "address", "commune"])
def test_a_yes_on_the_telephone_holds_for_the_hour_and_the_place_that_were_said(planned, moved):
    met = planned(**ON_THE_TELEPHONE)
    met.note_yes()
    changes = {
        "hour": {"starts_at": at(16), "ends_at": at(17)},
        "address": {"address": "Salle des fêtes"},
        "commune": {"commune": CommuneFactory(sees=True)},
    }

    assert met.change(title="Goûter", words="Au chaud").status == "agreed"
    assert met.change(**changes[moved]).status == "open"
    assert met.note_yes().status == "agreed"


def test_a_yes_on_the_telephone_is_to_ask_again_once_two_moments_changed_places():
    met = on_a_stay(**ON_THE_TELEPHONE, period=span(10, 11))
    other_step = StayStepFactory(
        stay=met.step.stay, title="École", period=span(11, 12), **ON_THE_TELEPHONE
    )
    met.note_yes()
    confirm_step(by=met.by, step=other_step)

    bring_forward(by=met.by, step=other_step)

    other_step.refresh_from_db()
    assert [(step.status, step.starts_at) for step in (other_step, met.fresh())] == [
        ("open", at(10)),
        ("open", at(11)),
    ]


def test_who_answers_by_mail_is_asked_again_by_mail_once_two_moments_changed_places():
    met = on_a_stay()
    other_step = StayStepFactory(
        stay=met.step.stay, title="École", period=span(11, 12), contact_mail=""
    )

    bring_forward(by=met.by, step=other_step)

    assert met.fresh().status == "asked"


def test_of_somebody_who_declined_nothing_is_kept_once_somebody_else_is_met(
    client, met, answers, deliver_mails
):
    client.post(answers[1])
    before = len(deliver_mails())

    step = met.change(**PAUL_INSTEAD)
    assert (step.status, step.declined_at) == ("open", None)
    met.note_yes()
    assert met.tell().status == "agreed"

    assert told(deliver_mails()[before:]) == [("StepAskedMail", PAUL)]


def test_whoever_declined_hears_of_no_other_words_and_is_asked_of_another_hour(
    client, met, answers, deliver_mails
):
    client.post(answers[1])
    before = len(deliver_mails())

    met.change(title="Un café", words="Apportez un parapluie")
    step = met.tell()
    assert (step.status, step.declined_at is None) == ("open", False)
    assert told(deliver_mails()[before:]) == []
    assert step.last_notice == notified_facts(step)

    met.change(starts_at=at(16), ends_at=at(17))
    step = met.tell()
    assert (step.status, step.declined_at) == ("asked", None)
    assert told(deliver_mails()[before:]) == [("StepMovedMail", MAYOR)]


def test_another_telephone_of_whoever_is_asked_by_mail_takes_no_answer_back(client, met, answers):
    client.post(answers[0])

    assert met.change(contact_phone="02 33 00 00 09").status == "agreed"


def test_whoever_is_met_again_before_they_learnt_otherwise_is_still_asked(met, deliver_mails):
    before = len(deliver_mails())
    was = {"contact_name": met.step.contact_name, "contact_mail": MAYOR}

    met.change(**PAUL_INSTEAD)
    assert met.change(**was).status == "asked"

    met.tell()
    assert told(deliver_mails()[before:]) == []


def test_a_yes_said_aloud_to_another_hour_is_not_asked_again_in_writing(met, deliver_mails):
    before = len(deliver_mails())
    met.change(starts_at=at(16), ends_at=at(17))
    met.note_yes()

    assert met.tell().status == "agreed"

    assert told(deliver_mails()[before:]) == []
    assert met.remind() == 1


def test_a_yes_said_aloud_does_not_keep_words_back(met, deliver_mails):
    before = len(deliver_mails())
    met.change(starts_at=at(16), ends_at=at(17), words="Apportez un parapluie")
    met.note_yes()

    assert met.tell().status == "agreed"

    assert told(deliver_mails()[before:]) == [("StepMovedMail", MAYOR)]


@pytest.mark.parametrize("changed", ["contact", "hour", "address"])
def test_nobody_is_reminded_of_what_they_were_not_told(met, deliver_mails, changed):
    changes = {
        "contact": PAUL_INSTEAD,
        "hour": {"starts_at": at(16), "ends_at": at(17)},
        "address": {"address": "Salle des fêtes"},
    }
    met.change(**changes[changed])
    assert met.remind() == 0

    step = met.tell()
    assert met.remind() == 1
    assert told(deliver_mails())[-1] == ("StepReminderMail", step.contact_mail)


def test_words_that_nobody_was_told_keep_no_reminder_back(met):
    met.change(words="Apportez un parapluie")

    assert met.remind() == 1


def test_whoever_was_reminded_is_reminded_again_of_another_hour(met, deliver_mails):
    assert [met.remind() for _time in range(2)] == [1, 0]
    met.change(starts_at=at(16), ends_at=at(17))
    met.tell()

    assert [met.remind() for _time in range(2)] == [1, 0]
    assert told(deliver_mails())[-2:] == [("StepMovedMail", MAYOR), ("StepReminderMail", MAYOR)]


def test_somebody_else_who_said_yes_aloud_is_reminded_too(met):
    assert met.remind() == 1
    met.change(**PAUL_INSTEAD)
    met.note_yes()
    met.tell()

    assert met.remind() == 1


def test_whoever_declined_is_not_reminded(client, met, answers):
    client.post(answers[1])

    assert met.remind() == 0


def test_whoever_has_no_address_any_more_learns_that_they_are_not_expected(met, deliver_mails):
    before = len(deliver_mails())
    met.change(contact_mail="")

    step = met.tell()

    assert told(deliver_mails()[before:]) == [("StepOffMail", MAYOR)]
    assert (step.status, step.last_notice) == ("open", {})
    assert met.remind() == 0
