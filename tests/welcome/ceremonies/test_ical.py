"""Ceremonies in the calendars of guests: added, moved, removed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from bocage.people.models import Role
from bocage.territory.events import TerritoryImported
from bocage.territory.models import FormerCommune
from bocage.welcome.ceremonies.links import ceremony_answer_link
from bocage.welcome.ceremonies.operations.ceremonies import (
    CeremonyPlan,
    GuestAnswer,
    answer_invitation,
    call_off_ceremony,
    change_ceremony,
    invite_newcomers,
)
from bocage.welcome.ceremonies.operations.scheduled import remind_guests
from bocage.welcome.commune_portal.handlers import follow_to_the_new_commune
from tests.housing.leads.factories import coordinator, town_hall
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.ceremonies.factories import CeremonyFactory, CeremonyGuestFactory
from tests.welcome.factories import ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def mayor(boitron):
    return town_hall(boitron, role=Role.ELECTED)


def adult_of(guest):
    return guest.project.adults.get().person


def truncate_to_second(moment):
    """Truncates a time to seconds, as calendars write it."""
    return moment.replace(microsecond=0)


def parse_calendar(content):
    calendar = Calendar.from_ical(content)
    [event] = calendar.walk("VEVENT")
    return calendar, event


def event_of(mail):
    """Returns the calendar event attached to a mail."""
    [attachment] = mail.attachments.all()
    calendar, event = parse_calendar(bytes(attachment.content))
    assert (attachment.mimetype, attachment.method) == ("text/calendar", str(calendar["method"]))
    return str(calendar["method"]), event


def plan_of(ceremony, **changes):
    values = {name: getattr(ceremony, name) for name in ("starts_at", "place", "words", "contact")}
    return CeremonyPlan(**{**values, **changes})


def test_invitation_move_and_calling_off_follow_each_other_in_calendars(
    boitron, mayor, deliver_mails
):
    ProjectFactory(settled=True, commune=boitron)
    ceremony = CeremonyFactory(commune=boitron)
    [guest] = invite_newcomers(by=mayor, ceremony=ceremony)
    new_date = ceremony.starts_at + timedelta(days=7)

    moved_ceremony = change_ceremony(
        by=mayor, ceremony=ceremony, plan=plan_of(ceremony, starts_at=new_date)
    )
    changed_ceremony = change_ceremony(
        by=mayor, ceremony=moved_ceremony, plan=plan_of(moved_ceremony, place="École")
    )
    change_ceremony(by=mayor, ceremony=changed_ceremony, plan=plan_of(changed_ceremony))
    call_off_ceremony(by=mayor, ceremony=ceremony, reason="Travaux")

    mails = deliver_mails()
    events = [event_of(mail) for mail in mails]
    assert [mail.recipient for mail in mails] == [adult_of(guest).email] * 4
    assert [(method, int(event["sequence"])) for method, event in events] == [
        ("REQUEST", 0),
        ("REQUEST", 1),
        ("REQUEST", 2),
        ("CANCEL", 3),
    ]
    assert {str(event["uid"]) for _method, event in events} == {f"{ceremony.pk}@ceremonie.bocage"}
    assert [event.start for _method, event in events] == [
        truncate_to_second(moment) for moment in (ceremony.starts_at, new_date, new_date, new_date)
    ]
    _method, event = events[2]
    assert str(event["location"]) == "École, Boitron"
    assert str(event["attendee"]) == f"mailto:{adult_of(guest).email}"
    assert str(events[3][1]["status"]) == "CANCELLED"


def test_words_that_change_reach_calendars_with_the_next_message(boitron, mayor, deliver_mails):
    guest = CeremonyGuestFactory()
    change_ceremony(
        by=mayor, ceremony=guest.ceremony, plan=plan_of(guest.ceremony, words="Une galette")
    )
    assert deliver_mails() == []

    call_off_ceremony(by=mayor, ceremony=guest.ceremony, reason="")

    [mail] = deliver_mails()
    assert int(event_of(mail)[1]["sequence"]) == 2


def test_acceptance_is_sent_and_refusals_hear_nothing(deliver_mails, boitron, mayor):
    ceremony = CeremonyFactory(invited=True, starts_at=timezone.now() + timedelta(days=2))
    coming_guest = CeremonyGuestFactory(ceremony=ceremony, comes=True)
    declining_guest = CeremonyGuestFactory(ceremony=ceremony)
    answer_invitation(
        by=adult_of(declining_guest), guest=declining_guest, answer=GuestAnswer(comes=False)
    )

    remind_guests()
    call_off_ceremony(by=mayor, ceremony=ceremony, reason="")

    reminder, off_mail = deliver_mails()
    assert {reminder.recipient, off_mail.recipient} == {adult_of(coming_guest).email}
    assert event_of(reminder)[1]["attendee"].params["PARTSTAT"] == "ACCEPTED"


def test_the_household_downloads_it_from_its_page_and_from_its_mail(client):
    guest = CeremonyGuestFactory(ceremony__commune__boitron=True)
    person = adult_of(guest)
    starts_at = truncate_to_second(guest.ceremony.starts_at)
    signed_path = reverse(
        "ceremony_answer_signed", args=[ceremony_answer_link.token(person.pk, guest.pk)]
    )
    own_page = reverse("ceremony_answer", args=[guest.pk])

    assert f'href="{signed_path}ceremonie.ics"' in client.get(signed_path).text
    by_mail = client.get(f"{signed_path}ceremonie.ics")
    client.force_login(person)
    assert f'href="{own_page}ceremonie.ics"' in client.get(own_page).text
    by_page = client.get(f"{own_page}ceremonie.ics")

    for response in (by_mail, by_page):
        assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
        calendar, event = parse_calendar(response.content)
        assert (str(calendar["method"]), event.start) == ("REQUEST", starts_at)
        assert event["attendee"].params["PARTSTAT"] == "NEEDS-ACTION"
        assert "no-store" in response.headers["Cache-Control"]


def test_a_ceremony_that_is_off_is_taken_away_by_the_download(client):
    guest = CeremonyGuestFactory(
        ceremony=CeremonyFactory(status="called_off", called_off_at=timezone.now())
    )
    token = ceremony_answer_link.token(adult_of(guest).pk, guest.pk)

    page = client.get(reverse("ceremony_answer_signed", args=[token]))
    file = client.get(reverse("ceremony_calendar_signed", args=[token]))

    assert "ceremonie.ics" not in page.text
    assert str(parse_calendar(file.content)[0]["method"]) == "CANCEL"


def test_the_calendar_is_for_the_household_alone(client, boitron, mayor):
    guest = CeremonyGuestFactory()
    address = reverse("ceremony_calendar", args=[guest.pk])
    assert client.get(address).status_code == 302
    strangers = [PersonFactory(), adult_of(CeremonyGuestFactory()), mayor, coordinator(boitron)]
    for person in strangers:
        client.force_login(person)
        assert client.get(address).status_code == 404
    for token in ("x", ceremony_answer_link.token(PersonFactory().pk, guest.pk), "é" * 400):
        response = client.get(reverse("ceremony_calendar_signed", args=[token]))
        assert response.status_code in (404, 410)
        assert response.headers["Content-Type"].startswith("text/html")


def test_merged_commune_is_announced_to_guests_with_their_calendar(deliver_mails, boitron):
    essay = CommuneFactory(essay=True, is_current=False)
    ceremony = CeremonyFactory(invited=True, commune=essay)
    coming_guest = CeremonyGuestFactory(ceremony=ceremony, comes=True)
    CeremonyGuestFactory(ceremony=ceremony, answer="no", answered_at=timezone.now())
    past_ceremony = CeremonyFactory(held=True, commune=essay)
    CeremonyGuestFactory(ceremony=past_ceremony, comes=True)
    FormerCommune.objects.create(code=essay.pk, name="Essay", kind="merged", commune=boitron)

    for _time in range(2):
        follow_to_the_new_commune(TerritoryImported(edition=2027))

    [mail] = [mail for mail in deliver_mails() if mail.recipient == adult_of(coming_guest).email]
    assert "Essay" in mail.subject
    method, event = event_of(mail)
    assert (method, int(event["sequence"])) == ("REQUEST", 1)
    assert "Boitron" in str(event["summary"])
