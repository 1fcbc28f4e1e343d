"""Yearly question to both sides of a sponsorship: is it over?"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.mail import render_mail
from bocage.welcome.models import Sponsorship
from bocage.welcome.sponsors.errors import SponsorshipOver
from bocage.welcome.sponsors.mails.anniversaries import StillSponsoredMail, StillSponsoringMail
from bocage.welcome.sponsors.operations.scheduled import ask_to_continue
from bocage.welcome.sponsors.operations.sponsorships import continue_sponsorship, end_sponsorship
from tests.mail_examples.welcome.sponsors.sponsorships import EXAMPLE_ID, EXAMPLE_PERSON
from tests.people.factories import PersonFactory
from tests.welcome.sponsors.factories import SponsorshipFactory, agreeing_project

pytestmark = pytest.mark.django_db

Reason = Sponsorship.Reason


@pytest.fixture
def project():
    return agreeing_project()


def adult_of(project):
    return project.adults.get(is_first=True).person


def test_year_on_both_sides_are_asked_whether_it_is_over(project, client, deliver_mails):
    now = timezone.now()
    sponsorship = SponsorshipFactory(
        project=project, active=True, answered_at=now - timedelta(days=365)
    )
    SponsorshipFactory(active=True, answered_at=now - timedelta(days=364))

    assert (ask_to_continue(now=now), ask_to_continue(now=now)) == (1, 0)

    mails = {mail.recipient: mail for mail in deliver_mails()}
    assert set(mails) == {sponsorship.sponsor.person.email, adult_of(project).email}
    for mail in mails.values():
        year_over, year_going_on = (
            re.search(r"Oui, c’est terminé\s+(\S+)", mail.text),
            re.search(r"nous continuons\s*:?\s*(\S+)", mail.text),
        )
        assert (
            client.get(year_over[1]).status_code == client.get(year_going_on[1]).status_code == 200
        )
    sponsorship.refresh_from_db()
    assert sponsorship.is_active

    link = re.search(r"Oui, c’est terminé\s+(\S+)", mails[adult_of(project).email].text)[1]
    for _time in range(2):
        assert "ce parrainage est terminé" in client.post(link).content.decode()

    sponsorship.refresh_from_db()
    assert (sponsorship.status, sponsorship.reason) == ("ended", "done")


def test_sponsorship_that_goes_on_is_asked_about_a_year_later(project):
    now = timezone.now()
    sponsorship = SponsorshipFactory(
        project=project, active=True, answered_at=now - timedelta(days=400)
    )
    ask_to_continue(now=now)

    continue_sponsorship(
        by=sponsorship.sponsor.person, sponsorship=sponsorship, now=now + timedelta(days=5)
    )

    assert ask_to_continue(now=now + timedelta(days=369)) == 0
    assert ask_to_continue(now=now + timedelta(days=370)) == 1
    with pytest.raises(NotAllowed):
        continue_sponsorship(by=PersonFactory(), sponsorship=sponsorship)
    end_sponsorship(by=adult_of(project), sponsorship=sponsorship, reason=Reason.DONE)
    with pytest.raises(SponsorshipOver):
        continue_sponsorship(by=adult_of(project), sponsorship=sponsorship)


@pytest.mark.parametrize(
    ("days", "years"), [(365, 1), (729, 1), (730, 2), (1100, 3)], ids=["365", "729", "730", "1100"]
)
def test_both_sides_read_how_many_whole_years_it_is(project, deliver_mails, days, years):
    now = timezone.now()
    SponsorshipFactory(project=project, active=True, answered_at=now - timedelta(days=days))

    ask_to_continue(now=now)

    assert [mail.facts["years"] for mail in deliver_mails()] == [years, years]


@pytest.mark.parametrize(
    ("language", "years", "title", "words"),
    [
        ("fr", 1, "Un an déjà", "depuis un an"),
        ("fr", 2, "2 ans déjà", "depuis 2 ans"),
        ("en", 1, "A year already", "for a year"),
        ("en", 2, "2 years already", "for 2 years"),
    ],
)
def test_mail_to_sponsor_gives_the_years(language, years, title, words):
    mail = StillSponsoringMail(
        sponsorship_id=EXAMPLE_ID, person_id=EXAMPLE_PERSON, other_name="Alex", years=years
    )

    rendered = render_mail(mail, language=language)

    assert title.lower() in rendered.subject.lower()
    assert title in rendered.text
    assert words in rendered.text


@pytest.mark.parametrize(
    ("language", "years", "subject", "words"),
    [
        ("fr", 1, "Votre parrainage a un an : est-ce terminé ?", "depuis un an"),
        ("fr", 2, "Votre parrainage a 2 ans : est-ce terminé ?", "depuis 2 ans"),
        ("en", 1, "Your sponsorship is a year old: is it over?", "for a year"),
        ("en", 2, "Your sponsorship is 2 years old: is it over?", "for 2 years"),
    ],
)
def test_mail_to_household_gives_the_years(language, years, subject, words):
    mail = StillSponsoredMail(
        sponsorship_id=EXAMPLE_ID, person_id=EXAMPLE_PERSON, other_name="Odile", years=years
    )

    rendered = render_mail(mail, language=language)

    assert rendered.subject == subject
    assert words in rendered.text
