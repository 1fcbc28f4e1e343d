"""Answers of the people met on a stay, by their mail, and outdated links."""

import re

import pytest

from bocage.welcome.models import ProjectConsent
from bocage.welcome.visits.stays.operations.announcements import notify_programme
from bocage.welcome.visits.stays.operations.stays import call_off_stay, confirm_stay
from bocage.welcome.visits.stays.operations.steps import change_step, remove_step
from tests.people.factories import PersonFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.visits.factories import (
    StayFactory,
    StayStepFactory,
    agree,
    at,
    coordinator_of,
    wish_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def step():
    project = ProjectFactory(adults=[PersonFactory(name="Léa Marchand")])
    agree(project, *ProjectConsent.Use.values)
    stay = StayFactory(project=project, prepared_by=coordinator_of(project))
    step = StayStepFactory(stay=stay)
    confirm_stay(by=stay.prepared_by, stay=stay)
    step.refresh_from_db()
    return step


@pytest.fixture
def links(step, deliver_mails):
    """Returns the URLs of « je serai là » and of « je ne peux pas »."""
    [mail] = [mail for mail in deliver_mails() if mail.kind.endswith("StepAskedMail")]
    return re.findall(r"https?://[^/]+(/reponse/\S+)", mail.text)


def test_a_link_that_is_only_opened_changes_nothing(client, step, links):
    page = client.get(links[0])

    step.refresh_from_db()
    assert (page.status_code, step.status) == (200, "requested")
    assert "Léa" in page.text
    assert "Marchand" not in page.text


def test_repeated_acceptance_is_harmless(client, step, links):
    for _time in range(2):
        assert "vous serez là" in client.post(links[0]).text

    step.refresh_from_db()
    assert step.status == "agreed"


def test_refusal_notifies_the_coordinator_once(client, step, links, deliver_mails):
    mail_count = len(deliver_mails())

    for _time in range(2):
        assert "vous ne pouvez pas" in client.post(links[1]).text

    step.refresh_from_db()
    assert (step.status, step.declined_at is not None) == ("open", True)
    decline_mails = deliver_mails()[mail_count:]
    assert [mail.recipient for mail in decline_mails] == [step.stay.prepared_by.email]
    assert "Odile Prévost ne peut pas" in decline_mails[0].text


def test_a_refusal_is_taken_back(client, step, links):
    client.post(links[1])
    client.post(links[0])

    step.refresh_from_db()
    assert (step.status, step.declined_at) == ("agreed", None)


def test_declining_person_is_asked_again_at_another_hour(client, step, links, deliver_mails):
    client.post(links[1])
    mail_count = len(deliver_mails())
    coordinator = step.stay.prepared_by

    change_step(by=coordinator, step=step, wish=wish_of(step, starts_at=at(16), ends_at=at(17)))
    notify_programme(by=coordinator, stay=step.stay)

    step.refresh_from_db()
    assert (step.status, step.declined_at) == ("requested", None)
    kinds = [mail.kind.rpartition(".")[2] for mail in deliver_mails()[mail_count:]]
    assert sorted(kinds) == ["StayChangedMail", "StepMovedMail"]


def test_declining_person_is_not_notified_of_cancellation(client, step, links, deliver_mails):
    client.post(links[1])
    mail_count = len(deliver_mails())

    call_off_stay(by=step.stay.prepared_by, stay=step.stay)

    assert all("StepOff" not in mail.kind for mail in deliver_mails()[mail_count:])


@pytest.mark.parametrize("ending", ["removed", "other_person", "called_off"])
def test_a_link_that_is_over_says_so(client, step, links, ending):
    coordinator = step.stay.prepared_by
    if ending == "removed":
        remove_step(by=coordinator, step=step)
    elif ending == "other_person":
        change_step(
            by=coordinator, step=step, wish=wish_of(step, contact_mail="autre@boitron.example")
        )
        notify_programme(by=coordinator, stay=step.stay)
    else:
        call_off_stay(by=coordinator, stay=step.stay)

    for answer in (client.get(links[0]), client.post(links[0]), client.post(links[1])):
        assert answer.status_code == 410


def test_a_link_that_was_changed_opens_nothing(client, links):
    assert client.get(links[0][:-9] + "aaaaaaaa/").status_code == 404
