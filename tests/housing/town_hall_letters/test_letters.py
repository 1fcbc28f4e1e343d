"""« Quoi de neuf à … ? » : who receives it, when, once, and what it says."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from bocage.housing.leads.links import lead_report_link
from bocage.housing.models import TownHallLetter
from bocage.housing.town_hall_letters.mails import QUESTIONS
from bocage.housing.town_hall_letters.operations import (
    is_the_moment,
    letter_for,
    send_town_hall_letters,
)
from bocage.people.models import MessageChoice, Role
from tests.housing.factories import DwellingFactory, LeadFactory, SourceFactory
from tests.housing.leads.factories import (
    LeadReleaseFactory,
    coordinator,
    elected_of_epci,
    town_hall,
)
from tests.housing.wishes import between, search_around
from tests.people.factories import MandateFactory, ScopeFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

WINTER_TUESDAY = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
SUMMER_TUESDAY = datetime(2026, 7, 7, 6, 0, tzinfo=UTC)


def mandate_of(person):
    person.mandates.update(starts_on="2020-01-01")
    return person


@pytest.fixture
def mayor(boitron):
    return mandate_of(town_hall(boitron, role=Role.ELECTED))


@pytest.mark.parametrize(
    ("moment", "leaves"),
    [
        (WINTER_TUESDAY, True),
        (WINTER_TUESDAY - timedelta(seconds=1), False),
        (SUMMER_TUESDAY, True),
        (SUMMER_TUESDAY - timedelta(seconds=1), False),
        (WINTER_TUESDAY - timedelta(days=1), False),
        (WINTER_TUESDAY + timedelta(hours=12), False),
        (WINTER_TUESDAY + timedelta(days=3), True),
        (WINTER_TUESDAY + timedelta(days=4), False),
    ],
)
def test_letter_leaves_from_tuesday_eight_to_friday_evening(moment, leaves):
    assert is_the_moment(moment) is leaves


def test_letter_leaves_once_a_week(mayor, deliver_mails):
    days = [WINTER_TUESDAY + timedelta(days=days) for days in (0, 0, 1, 7, 8)]

    assert [send_town_hall_letters(now=day) for day in days] == [1, 0, 0, 1, 0]
    assert [mail.recipient for mail in deliver_mails()] == [mayor.email] * 2


def test_letter_goes_to_those_who_answer_for_a_commune_today(boitron):
    today = timezone.localdate(WINTER_TUESDAY)
    mandate_of(town_hall(boitron))
    mandate_of(coordinator(boitron))
    mandate_of(elected_of_epci(boitron))
    mandate_of(town_hall(boitron, role=Role.SPONSOR))
    mandate_of(town_hall(boitron, ends_on=today))
    mandate_of(town_hall(boitron, person__is_active=False))

    assert send_town_hall_letters(now=WINTER_TUESDAY) == 1


def test_letter_goes_once_to_who_is_elected_and_secretary(boitron, mayor):
    scope = ScopeFactory(of_commune=True, commune=boitron)
    mandate_of(MandateFactory(person=mayor, role=Role.TOWN_HALL, scope=scope).person)

    assert send_town_hall_letters(now=WINTER_TUESDAY) == 1


def test_letter_of_each_commune_of_one_person(boitron, mayor, deliver_mails):
    scope = ScopeFactory(of_commune=True, commune=CommuneFactory(essay=True))
    mandate_of(MandateFactory(person=mayor, role=Role.ELECTED, scope=scope).person)

    assert send_town_hall_letters(now=WINTER_TUESDAY) == 2
    assert {mail.subject for mail in deliver_mails()} == {
        "Quoi de neuf à Boitron ?",
        "Quoi de neuf à Essay ?",
    }


def test_letter_that_was_turned_off_is_neither_sent_nor_noted(mayor):
    MessageChoice.objects.create(person=mayor, channel="town_hall_letter", is_wanted=False)

    assert send_town_hall_letters(now=WINTER_TUESDAY) == 0
    assert not TownHallLetter.objects.exists()


@pytest.mark.parametrize("days_ago", [2, 9, None])
def test_letter_says_that_nothing_is_new_where_a_source_was_read(
    boitron, mayor, deliver_mails, days_ago
):
    if days_ago is not None:
        SourceFactory(last_good_at=WINTER_TUESDAY - timedelta(days=days_ago))
    send_town_hall_letters(now=WINTER_TUESDAY)

    (mail,) = deliver_mails()
    sentence = "Rien de nouveau sur le marché cette semaine, à Boitron ni autour."
    assert (sentence in mail.text) is (days_ago == 2)
    assert str(QUESTIONS[48 % len(QUESTIONS)]) in mail.text
    assert mail.html.count("Je connais un logement") == 1


def test_letter_says_what_is_new_and_what_waits(boitron, mayor):
    week_ago = WINTER_TUESDAY - timedelta(days=7)
    DwellingFactory(commune=boitron, first_seen_at=week_ago + timedelta(minutes=1))
    DwellingFactory(commune=boitron, first_seen_at=week_ago)
    DwellingFactory(commune=boitron, first_seen_at=WINTER_TUESDAY, off_market=True)
    DwellingFactory(commune=CommuneFactory(essay=True), first_seen_at=WINTER_TUESDAY)
    DwellingFactory(commune=CommuneFactory(flers=True), first_seen_at=WINTER_TUESDAY)
    old = LeadFactory(commune=boitron, reported_at=WINTER_TUESDAY - timedelta(days=24))
    fresh = LeadFactory(commune=boitron, reported_at=WINTER_TUESDAY - timedelta(days=20))
    LeadFactory(reported_at=WINTER_TUESDAY - timedelta(days=24))
    LeadFactory(commune=boitron, status="reported", shared_at=None, reported_at=WINTER_TUESDAY)
    LeadReleaseFactory(lead=fresh)
    LeadReleaseFactory(lead=fresh, released=True)

    letter = letter_for(person=mayor, commune=boitron, now=WINTER_TUESDAY)

    assert [home.commune_name for home in letter.homes_here] == ["Boitron"]
    assert (letter.homes_around, letter.leads_shown, letter.to_read, letter.number_requests) == (
        1,
        2,
        1,
        1,
    )
    assert [(reminder.lead.lead_id, reminder.days) for reminder in letter.to_confirm] == [
        (old.pk, 24)
    ]


def test_letter_asks_the_database_as_much_for_many_as_for_one(
    boitron, mayor, django_assert_num_queries
):
    for number in (1, 4):
        for _number in range(number):
            LeadFactory(commune=boitron, reported_at=WINTER_TUESDAY - timedelta(days=40))
            DwellingFactory(commune=boitron, first_seen_at=WINTER_TUESDAY)
        with django_assert_num_queries(8):
            letter_for(person=mayor, commune=boitron, now=WINTER_TUESDAY)


def test_letter_carries_the_key_of_its_reader(boitron, mayor, deliver_mails):
    send_town_hall_letters(now=WINTER_TUESDAY)

    (mail,) = deliver_mails()
    url = next(line for line in mail.text.splitlines() if "je-connais-un-logement" in line)
    link = lead_report_link.open(urlsplit(url).path.rstrip("/").rpartition("/")[2])
    assert link == (mayor, boitron)


def plain(text):
    return text.replace("\u202f", " ").replace("\xa0", " ")


def households(count, commune, **wish):
    for _number in range(count):
        search_around(commune, **wish)


def sought(mayor, boitron):
    letter = letter_for(person=mayor, commune=boitron, now=WINTER_TUESDAY)
    return [plain(line.words) for line in letter.sought]


def test_letter_says_what_most_households_look_for(boitron, mayor, deliver_mails):
    households(7, boitron, rooms=between(4), price=between(last=150_000))
    households(5, boitron, rooms=between(2), price=between(last=90_000))
    households(6, boitron, offer="rental", rooms=between(3), price=between(last=600))

    send_town_hall_letters(now=WINTER_TUESDAY)

    (mail,) = deliver_mails()
    for words in (
        "12 pour acheter, surtout 4 pièces ou plus, de 100 000 € à 150 000 €",
        "6 pour louer, surtout 3 pièces ou plus, de 400 € à 600 € par mois",
    ):
        assert words in plain(mail.text)
        assert words in plain(mail.html)


def test_letter_says_in_english_what_households_look_for(boitron, mayor, deliver_mails):
    type(mayor).objects.filter(pk=mayor.pk).update(language="en")
    households(5, boitron, rooms=between(4))

    send_town_hall_letters(now=WINTER_TUESDAY)

    assert "5 to buy, mostly 4 rooms or more" in plain(deliver_mails()[0].text)


def test_a_rare_wish_is_not_in_the_letter(boitron, mayor):
    households(6, boitron)
    households(5, boitron, rooms=between(4))

    assert sought(mayor, boitron) == ["11 pour acheter"]


def test_a_wish_of_fewer_than_five_households_is_not_in_the_letter(boitron, mayor):
    households(4, boitron, rooms=between(4))
    households(4, boitron, rooms=between(2), price=between(last=90_000))

    assert sought(mayor, boitron) == ["8 pour acheter"]


def test_no_number_is_stated_that_would_give_that_of_a_few(boitron, mayor):
    households(8, boitron, rooms=between(4))
    households(2, boitron, offer="rental", rooms=between(2))

    assert sought(mayor, boitron) == ["pour acheter, surtout 4 pièces ou plus"]


def test_letter_says_nothing_of_what_a_few_households_look_for(boitron, mayor):
    households(2, boitron, rooms=between(4))
    households(2, boitron, offer="rental", rooms=between(2))

    assert sought(mayor, boitron) == []
