"""Sponsors' profiles: accepted by both sides, with a mandate granted by a person who may."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.people.models import Mandate, Person, Role
from bocage.people.operations.mandates import end_mandate, grant_mandate
from bocage.people.operations.scopes import scope_of
from bocage.welcome.models import SponsorProfile, Sponsorship
from bocage.welcome.sponsors.errors import OfferAlreadyDecided
from bocage.welcome.sponsors.operations.profiles import (
    SponsorWords,
    accept_sponsor_offer,
    change_sponsor_profile,
    confirm_sponsor,
    decline_sponsor_offer,
    offer_oneself,
    offer_to_sponsor,
    refuse_sponsor,
    stop_sponsoring,
)
from bocage.welcome.sponsors.operations.scheduled import close_sponsors_without_mandate
from tests.housing.leads.factories import coordinator, elected_of_epci, town_hall
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.sponsors.factories import SponsorProfileFactory, SponsorshipFactory

pytestmark = pytest.mark.django_db

Status = SponsorProfile.Status


def sponsors_of(commune):
    return set(SponsorProfile.objects.mandated().filter(commune=commune))


def test_mayor_offers_and_the_person_says_yes(boitron, deliver_mails):
    mayor = town_hall(boitron, Role.ELECTED)

    profile = offer_to_sponsor(
        by=mayor, commune=boitron, email="yves@exemple.example", name="Yves Lecointe"
    )

    assert (profile.status, sponsors_of(boitron)) == (Status.OFFERED, set())
    assert Person.objects.get(email="yves@exemple.example").name == "Yves Lecointe"
    (mail,) = deliver_mails()
    assert (mail.recipient, "accept_sponsor_offer" in mail.text) == ("yves@exemple.example", True)

    accept_sponsor_offer(by=profile.person, profile=profile)

    mandate = Mandate.objects.get(role=Role.SPONSOR)
    assert (mandate.person, mandate.granted_by) == (profile.person, mayor)
    assert sponsors_of(boitron) == {profile}
    assert deliver_mails()[-1].kind.endswith(".NowASponsorMail")


def test_offer_made_twice_asks_once(boitron, deliver_mails):
    mayor = town_hall(boitron, Role.ELECTED)

    for _time in range(2):
        offer_to_sponsor(by=mayor, commune=boitron, email="yves@exemple.example")

    assert len(deliver_mails()) == 1
    assert SponsorProfile.objects.count() == 1


def test_mayor_offers_themself_and_is_a_sponsor_at_once(boitron):
    mayor = town_hall(boitron, Role.ELECTED)

    profile = offer_to_sponsor(by=mayor, commune=boitron, email=mayor.email)

    assert (profile.status, sponsors_of(boitron)) == (Status.ACTIVE, {profile})


def test_secretary_offers_and_the_welcome_confirms(boitron, deliver_mails):
    welcome = coordinator(boitron)
    profile = offer_to_sponsor(by=town_hall(boitron), commune=boitron, email="yves@exemple.example")

    accept_sponsor_offer(by=profile.person, profile=profile)

    profile.refresh_from_db()
    assert (profile.status, sponsors_of(boitron)) == (Status.REQUESTED, set())
    assert [mail.recipient for mail in deliver_mails()] == ["yves@exemple.example", welcome.email]

    confirm_sponsor(by=welcome, profile=profile)

    assert sponsors_of(boitron) == {profile}


def test_mandate_of_the_mayor_that_ended_before_the_yes_asks_the_welcome(boitron, deliver_mails):
    welcome, mayor = coordinator(boitron), town_hall(boitron, Role.ELECTED)
    profile = offer_to_sponsor(by=mayor, commune=boitron, email="yves@exemple.example")
    Mandate.objects.filter(person=mayor).update(ends_on=timezone.localdate())

    accepted_profile = accept_sponsor_offer(by=profile.person, profile=profile)

    assert accepted_profile.status == Status.REQUESTED
    assert deliver_mails()[-1].recipient == welcome.email


def test_person_proposes_themself(boitron, deliver_mails):
    welcome, person = coordinator(boitron), PersonFactory()
    sponsor_words = SponsorWords(trade="menuisier", languages=["anglais"], max_at_once=2)

    profile = offer_oneself(by=person, commune=boitron, words=sponsor_words)
    offer_oneself(by=person, commune=boitron, words=sponsor_words)

    assert (profile.status, profile.trade, profile.max_at_once) == (
        Status.REQUESTED,
        "menuisier",
        2,
    )
    assert [mail.recipient for mail in deliver_mails()] == [welcome.email]

    refuse_sponsor(by=welcome, profile=profile)

    profile.refresh_from_db()
    assert profile.status == Status.REFUSED
    assert deliver_mails()[-1].recipient == person.email


@pytest.mark.parametrize("outsider", ["neighbour", "nobody", "of the other epci"])
def test_outsiders_neither_offer_nor_confirm(boitron, outsider):
    essay = CommuneFactory(essay=True, epci=None)
    people = {
        "neighbour": lambda: town_hall(essay, Role.ELECTED),
        "nobody": PersonFactory,
        "of the other epci": lambda: elected_of_epci(
            CommuneFactory(alencon=True, epci__alencon=True)
        ),
    }
    profile = SponsorProfileFactory(commune=boitron, status=Status.REQUESTED, mandate=False)

    with pytest.raises(NotAllowed):
        offer_to_sponsor(by=people[outsider](), commune=boitron, email="yves@exemple.example")
    with pytest.raises(NotAllowed):
        confirm_sponsor(by=people[outsider](), profile=profile)
    with pytest.raises(NotAllowed):
        change_sponsor_profile(by=people[outsider](), profile=profile, words=SponsorWords())


def test_offer_is_answered_by_its_reader_alone(boitron):
    profile = SponsorProfileFactory(commune=boitron, status=Status.OFFERED, mandate=False)

    with pytest.raises(NotAllowed):
        accept_sponsor_offer(by=PersonFactory(), profile=profile)

    decline_sponsor_offer(by=profile.person, profile=profile)
    decline_sponsor_offer(by=profile.person, profile=profile)
    with pytest.raises(OfferAlreadyDecided):
        accept_sponsor_offer(by=profile.person, profile=profile)


def test_mandate_granted_on_the_page_of_mandates_gives_a_profile(boitron, run_tasks):
    person = PersonFactory()

    grant_mandate(
        by=coordinator(boitron), person=person, role=Role.SPONSOR, scope=scope_of(boitron)
    )
    run_tasks()

    assert {profile.person for profile in sponsors_of(boitron)} == {person}


def test_ended_mandate_passes_on_proposals_and_ends_sponsorships(boitron, run_tasks):
    leaving_profile, next_profile = (
        SponsorProfileFactory(max_at_once=2),
        SponsorProfileFactory(max_at_once=3),
    )
    proposed_sponsorship = SponsorshipFactory(sponsor=leaving_profile)
    active = SponsorshipFactory(sponsor=leaving_profile, active=True)

    stop_sponsoring(by=leaving_profile.person, profile=leaving_profile)
    run_tasks()

    states = {
        (sponsorship.sponsor_id, sponsorship.project_id): (sponsorship.status, sponsorship.reason)
        for sponsorship in Sponsorship.objects.all()
    }
    assert states == {
        (leaving_profile.pk, proposed_sponsorship.project_id): ("withdrawn", "mandate_over"),
        (leaving_profile.pk, active.project_id): ("ended", "mandate_over"),
        (next_profile.pk, proposed_sponsorship.project_id): ("proposed", ""),
        (next_profile.pk, active.project_id): ("proposed", ""),
    }
    leaving_profile.refresh_from_db()
    assert leaving_profile.status == Status.OVER


def test_mandate_that_ends_on_a_known_day_is_closed_on_that_day(boitron, run_tasks):
    profile = SponsorProfileFactory(commune=boitron)
    mandate = profile.person.mandates.get()

    end_mandate(
        by=profile.person,
        mandate=mandate,
        ends_on=timezone.localdate() + timedelta(days=3),
    )
    run_tasks()

    assert close_sponsors_without_mandate() == 0
    Mandate.objects.update(ends_on=timezone.localdate())
    assert (close_sponsors_without_mandate(), close_sponsors_without_mandate()) == (1, 0)


def test_profile_is_changed_by_its_holder(boitron):
    profile = SponsorProfileFactory(commune=boitron)

    change_sponsor_profile(
        by=profile.person, profile=profile, words=SponsorWords(words="Bonjour", is_open=False)
    )

    profile.refresh_from_db()
    assert (profile.words, profile.is_open, profile.trade) == ("Bonjour", False, "")
