"""Mail to the owner of an account opened to software, with what to do if it was not them."""

import pytest

from bocage.people.errors import TooManyTokens
from bocage.people.models import Role
from bocage.people.operations.applications import give_consent, open_service
from bocage.people.operations.tokens import MAX_TOKENS, make_token
from tests.people.factories import (
    ApplicationFactory,
    MandateFactory,
    PersonalTokenFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db

TOKEN = {"name": "Mon tableur", "scopes": ["bookings:read", "bookings:write"], "days": 30}


def test_a_token_is_reported_to_its_owner_with_what_it_opens_and_never_with_its_secret(mails_to):
    person = PersonFactory()
    _token, secret = make_token(by=person, person=person, **TOKEN)

    [mail] = mails_to(person.email)
    assert mail.subject == "Un jeton a été créé sur votre compte : Mon tableur"
    assert "– lire vos réservations\n– réserver, déplacer et annuler en votre nom\n" in mail.text
    assert "Si c’était vous, il n’y a rien à faire." in mail.text
    assert "Sinon, retirez-le sur «\u00a0Mes applications\u00a0»" in mail.text
    assert "/compte/applications/" in mail.text
    assert secret not in mail.text + mail.html


def test_no_mail_follows_a_refused_token(mails_to):
    person = PersonFactory()
    PersonalTokenFactory.create_batch(MAX_TOKENS, person=person)
    with pytest.raises(TooManyTokens):
        make_token(by=person, person=person, **TOKEN)
    assert mails_to(person.email) == []


def test_the_mail_speaks_the_language_of_the_account(mails_to):
    person = PersonFactory(language="en")
    make_token(by=person, person=person, **TOKEN)

    [mail] = mails_to(person.email)
    assert mail.subject == "A token was made on your account: Mon tableur"
    assert "– read your bookings\n– book, move and cancel in your name\n" in mail.text


def test_an_application_is_shown_when_it_is_let_in_and_when_it_may_do_more(mails_to):
    person, application = PersonFactory(), ApplicationFactory(name="<b>Agenda</b>")
    for scopes in (
        ["bookings:read"],
        ["bookings:read"],
        ["bookings:read", "bookings:write"],
        ["bookings:write"],
    ):
        give_consent(by=person, application=application, scopes=scopes)

    mails = mails_to(person.email)
    subject = "Une application peut agir en votre nom : <b>Agenda</b>"
    assert [mail.subject for mail in mails] == [subject, subject]
    assert "&lt;b&gt;Agenda&lt;/b&gt;" in mails[0].html
    assert "<b>Agenda</b>" not in mails[0].html


def test_a_service_is_reported_to_who_lends_it_their_mandate(mails_to):
    mandate = MandateFactory(role=Role.HOST, scope__of_place=True)
    open_service(by=mandate.person, mandate=mandate, name="La chambre", scopes=["leads:read"])

    [mail] = mails_to(mandate.person.email)
    assert mail.subject == ("Un compte de service agit avec l’un de vos mandats : La chambre")
