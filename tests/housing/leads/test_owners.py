"""The owner's name and number: who asks, who gives, who reads, and the note of each reading."""

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.housing.leads.errors import (
    LeadNotShown,
    NotAccompanied,
    NumberRefusedAlready,
    NumberSeenAlready,
    OwnerUnknown,
)
from bocage.housing.leads.operations.leads import change_owner, close_lead
from bocage.housing.leads.operations.owner_rows import NO_OWNER, Owner, write_owner
from bocage.housing.leads.operations.owners import (
    ask_for_owner,
    refuse_owner,
    release_owner,
    show_owner,
    take_back_number,
)
from bocage.housing.models import Lead, LeadRelease, LeadShowing
from bocage.people.models import Role
from tests.housing.factories import LeadFactory
from tests.housing.leads.factories import (
    LeadReleaseFactory,
    candidate,
    coordinator,
    elected_of_epci,
    town_hall,
)
from tests.people.factories import MandateFactory, PersonFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

OWNER = Owner(name="Odile Lefranc", phone="02 33 00 00 01")


@pytest.fixture
def lead():
    return LeadFactory(commune=CommuneFactory(boitron=True), caller="candidates")


def test_asking_writes_once_to_each_of_the_town_hall(lead, deliver_mails):
    mayor = town_hall(lead.commune, role=Role.ELECTED)
    secretary = town_hall(lead.commune)
    coordinator(lead.commune)
    person = candidate(person__name="Camille Ferrand")

    ask_for_owner(by=person, lead=lead, words="Nous sommes quatre.")
    ask_for_owner(by=person, lead=lead, words="Encore nous.")

    mails = deliver_mails()
    assert {mail.recipient for mail in mails} == {mayor.email, secretary.email}
    assert len(mails) == 2
    assert "Nous sommes quatre." in mails[0].text
    assert "Encore nous." not in mails[0].text


def test_asking_writes_to_the_welcome_where_there_is_no_town_hall(lead, deliver_mails):
    welcome = coordinator(lead.commune)
    town_hall(lead.commune, over=True)

    ask_for_owner(by=candidate(), lead=lead)

    assert [mail.recipient for mail in deliver_mails()] == [welcome.email]


@pytest.mark.parametrize("status", [Lead.Status.REPORTED, Lead.Status.CLOSED, Lead.Status.STALE])
def test_asking_about_what_is_not_shown_is_refused(status):
    now = timezone.now()
    ends = {"closed_at": now, "close_reason": "gone"} if status == "closed" else {}
    lead = LeadFactory(status=status, stale_at=now, **ends)

    with pytest.raises(NotAllowed):
        ask_for_owner(by=candidate(), lead=lead)


def test_asking_is_for_accompanied_candidates(lead):
    for person in (PersonFactory(), candidate(ends_on=timezone.localdate())):
        with pytest.raises(NotAllowed):
            ask_for_owner(by=person, lead=lead)


def test_giving_tells_the_candidate_without_the_number(lead, deliver_mails):
    release = LeadReleaseFactory(lead=lead)

    answered = release_owner(by=town_hall(lead.commune), lead=lead, person=release.person)

    mail = deliver_mails()[-1]
    assert answered.released_at is not None
    assert mail.recipient == release.person.email
    assert OWNER.phone not in mail.text + mail.html + str(mail.facts)
    assert OWNER.name not in mail.text + mail.html + str(mail.facts)
    assert lead.about_where not in mail.text + mail.html + str(mail.facts)


def test_giving_twice_keeps_who_gave_first(lead, deliver_mails):
    first, second = town_hall(lead.commune), town_hall(lead.commune)
    person = LeadReleaseFactory(lead=lead).person

    release_owner(by=first, lead=lead, person=person)
    release_owner(by=second, lead=lead, person=person)

    assert LeadRelease.objects.get(lead=lead, person=person).released_by == first
    assert len(deliver_mails()) == 1


def test_giving_to_who_is_not_accompanied_any_more_is_refused(lead):
    person = candidate(ends_on=timezone.localdate())

    with pytest.raises(NotAccompanied):
        release_owner(by=town_hall(lead.commune), lead=lead, person=person)


def test_giving_what_nobody_knows_is_refused(lead):
    write_owner(lead, NO_OWNER)

    with pytest.raises(OwnerUnknown):
        release_owner(by=town_hall(lead.commune), lead=lead, person=candidate())


def test_giving_about_what_is_closed_is_refused(lead):
    close_lead(by=lead.reported_by, lead=lead, reason="gone")

    with pytest.raises(LeadNotShown):
        release_owner(by=town_hall(lead.commune), lead=lead, person=candidate())


@pytest.mark.parametrize(
    ("make_person", "caller", "may"),
    [
        (town_hall, "town_hall", True),
        (elected_of_epci, "town_hall", True),
        (coordinator, "town_hall", False),
        (coordinator, "coordinator", True),
        (coordinator, "candidates", True),
    ],
)
def test_who_gives_and_reads_the_number(lead, make_person, caller, may):
    lead = change_owner(
        by=lead.reported_by,
        lead=lead,
        owner=OWNER,
        caller=caller,
    )
    person = make_person(lead.commune)

    assert person.has_perm("housing.release_owner", lead) is may
    assert person.has_perm("housing.see_owner", lead) is may


@pytest.mark.parametrize(
    "make_person",
    [
        lambda _lead: PersonFactory(),
        lambda _lead: candidate(),
        lambda lead: LeadReleaseFactory(lead=lead).person,
        lambda lead: LeadReleaseFactory(lead=lead, refused_at=timezone.now()).person,
        lambda _lead: LeadReleaseFactory(released=True).person,
        lambda lead: (
            LeadReleaseFactory(
                lead=lead, released=True, person=candidate(ends_on=timezone.localdate())
            ).person
        ),
        lambda _lead: town_hall(CommuneFactory(essay=True)),
        lambda lead: town_hall(lead.commune, over=True),
        lambda _lead: MandateFactory(role=Role.ADMIN).person,
    ],
    ids=[
        "anybody",
        "a candidate",
        "one who has asked",
        "one who was refused",
        "one who was given another number",
        "one whose entitlement has ended",
        "the neighbour commune",
        "an ended mandate",
        "an administrator",
    ],
)
def test_number_is_not_read_by_others(lead, make_person):
    person = make_person(lead)

    with pytest.raises(NotAllowed):
        show_owner(by=person, lead=lead)

    assert LeadShowing.objects.count() == 0


def test_each_reading_is_noted(lead):
    reader, secretary = LeadReleaseFactory(lead=lead, released=True).person, town_hall(lead.commune)

    assert show_owner(by=reader, lead=lead) == OWNER
    show_owner(by=reader, lead=lead)
    show_owner(by=secretary, lead=lead)

    readers = LeadShowing.objects.order_by("pk").values_list("person", flat=True)
    assert list(readers) == [reader.pk, reader.pk, secretary.pk]


def test_reading_ones_own_words_is_not_noted(lead):
    assert show_owner(by=lead.reported_by, lead=lead) == OWNER
    assert LeadShowing.objects.count() == 0


def test_reading_ends_when_the_lead_does(lead):
    reader = LeadReleaseFactory(lead=lead, released=True).person
    close_lead(by=lead.reported_by, lead=lead, reason="found")

    with pytest.raises(NotAllowed):
        show_owner(by=reader, lead=lead)


def test_refusing_tells_the_candidate_who_does_not_ask_again(lead, deliver_mails):
    release = LeadReleaseFactory(lead=lead)
    secretary = town_hall(lead.commune)

    refuse_owner(by=secretary, lead=lead, person=release.person)
    refuse_owner(by=secretary, lead=lead, person=release.person)

    assert [mail.recipient for mail in deliver_mails()] == [release.person.email]
    with pytest.raises(NumberRefusedAlready):
        ask_for_owner(by=release.person, lead=lead)


def test_refusing_what_was_given_changes_nothing(lead):
    release = LeadReleaseFactory(lead=lead, released=True)

    unchanged = refuse_owner(by=town_hall(lead.commune), lead=lead, person=release.person)

    assert (unchanged.released_at is not None, unchanged.refused_at) == (True, None)


def test_giving_after_a_refusal_gives(lead):
    release = LeadReleaseFactory(lead=lead, refused_at=timezone.now())

    answered = release_owner(by=town_hall(lead.commune), lead=lead, person=release.person)

    assert (answered.released_at is not None, answered.refused_at) == (True, None)


def test_number_is_taken_back_until_it_is_read(lead):
    secretary = town_hall(lead.commune)
    person = LeadReleaseFactory(lead=lead).person
    release_owner(by=secretary, lead=lead, person=person)
    take_back_number(by=secretary, lead=lead, person=person)
    with pytest.raises(NotAllowed):
        show_owner(by=person, lead=lead)
    release_owner(by=secretary, lead=lead, person=person)
    show_owner(by=person, lead=lead)

    with pytest.raises(NumberSeenAlready):
        take_back_number(by=secretary, lead=lead, person=person)


def test_owner_is_written_by_who_gives_the_number_or_reported_it(lead):
    with pytest.raises(NotAllowed):
        change_owner(by=candidate(), lead=lead, owner=NO_OWNER, caller="candidates")
