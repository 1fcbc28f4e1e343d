"""Personal tokens: made once, shown once, and what they open to a program."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pghistory
import pytest
from django.db import IntegrityError, connections
from django.test import RequestFactory
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.people.errors import (
    ScopeMissing,
    ScopesUnknown,
    SecondFactorMissing,
    TokenInvalid,
    TokenLifetimeUnknown,
    TokenNameMissing,
    TooManyTokens,
)
from bocage.people.models import Person, PersonalToken
from bocage.people.operations.tokens import (
    MAX_TOKENS,
    forget_old_tokens,
    make_token,
    revoke_token,
    secret_digest,
)
from bocage.people.policies import mandates_of
from bocage.people.tokens.access import caller_of
from bocage.people.tokens.scopes import ApiScope, scopes_in_words
from tests.people.factories import MandateFactory, PersonalTokenFactory, PersonFactory

pytestmark = pytest.mark.django_db

PAGE = "/compte/applications/"
MAKE = "/compte/applications/jetons/creer/"
FORM = {"name": "Mon tableur", "scopes": ["bookings:read"], "days": "30"}


def create_token(person, **changes):
    fields = {"name": "Mon tableur", "scopes": ["bookings:read"], "days": 30, **changes}
    return make_token(by=person, person=person, **fields)


def calling(secret, scheme="Bearer"):
    return RequestFactory().get("/api/v1/", headers={"authorization": f"{scheme} {secret}"})


def test_token_is_kept_by_its_digest_alone():
    token, secret = create_token(PersonFactory(), scopes=["bookings:write", "bookings:read"])

    row = PersonalToken.objects.values().get(pk=token.pk)
    assert secret.startswith("bocage_")
    assert secret not in str(row)
    assert row["digest"] == secret_digest(secret)
    assert row["last_letters"] == secret[-4:]
    assert row["scopes"] == ["bookings:read", "bookings:write"]


def test_token_of_somebody_else_is_neither_made_nor_revoked():
    administrator, person = MandateFactory().person, PersonFactory()
    token = PersonalTokenFactory(person=person)

    with pytest.raises(NotAllowed):
        make_token(by=administrator, person=person, name="x", scopes=["bookings:read"], days=30)
    with pytest.raises(NotAllowed):
        revoke_token(by=administrator, token=token)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"name": " "}, TokenNameMissing),
        ({"name": "x" * 61}, TokenNameMissing),
        ({"scopes": []}, ScopesUnknown),
        ({"scopes": ["everything"]}, ScopesUnknown),
        ({"days": 0}, TokenLifetimeUnknown),
        ({"days": 36500}, TokenLifetimeUnknown),
    ],
)
def test_token_that_cannot_be_is_refused(fields, refusal):
    with pytest.raises(refusal):
        create_token(PersonFactory(), **fields)


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"scopes": []}, "opens_something"),
        ({"name": ""}, "named"),
        ({"expires_at": timezone.now() - timedelta(days=1)}, "expires_after"),
    ],
)
def test_database_refuses_what_a_token_cannot_be(fields, rule):
    with pytest.raises(IntegrityError, match=rule):
        PersonalTokenFactory(**fields)


def test_database_knows_a_secret_once():
    token = PersonalTokenFactory()

    with pytest.raises(IntegrityError, match="one_secret"):
        PersonalTokenFactory(digest=token.digest)


@pytest.mark.django_db(transaction=True)
def test_token_by_many_at_once_is_never_one_too_many():
    person = PersonFactory()
    PersonalTokenFactory.create_batch(MAX_TOKENS - 1, person=person)
    PersonalTokenFactory(person=person, revoked_at=timezone.now())
    start = Barrier(4)

    def make(_number):
        try:
            current = Person.objects.get(pk=person.pk)
            start.wait()
            create_token(current)
        except TooManyTokens:
            return 0
        finally:
            connections.close_all()
        return 1

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(make, range(4))) == 1


def test_caller_is_who_made_the_token_with_what_it_opens():
    person = PersonFactory()
    _token, secret = create_token(person)

    caller = caller_of(calling(secret))

    assert caller.person == person
    assert caller.may(ApiScope.BOOKINGS_READ)
    assert not caller.may(ApiScope.BOOKINGS_WRITE)
    caller.require("bookings:read")
    with pytest.raises(ScopeMissing, match="bookings:write"):
        caller.require("bookings:write")


def test_caller_is_nobody_without_a_token_even_with_a_session(rf):
    request = rf.get("/api/v1/")
    request.user = PersonFactory()

    assert caller_of(request) is None


def test_caller_is_read_once_and_its_use_noted_each_hour(django_assert_num_queries):
    token, secret = create_token(PersonFactory())
    now = timezone.now()

    # The token with its person, and that it serves.
    for after, count in ((0, 2), (59, 1), (61, 2)):
        request = calling(secret)
        with django_assert_num_queries(count):
            caller_of(request, now=now + timedelta(minutes=after))
            caller_of(request)

    token.refresh_from_db()
    assert token.last_used_at == now + timedelta(minutes=61)


def test_mandates_of_a_caller_are_read_where_some_were_given(django_assert_num_queries):
    mandate = MandateFactory()
    _token, secret = create_token(mandate.person, with_second_factor=True)
    caller_of(calling(secret))

    with django_assert_num_queries(2):
        caller = caller_of(calling(secret))
        assert mandates_of(caller.person) == [mandate]


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        "Bearer bocage_inconnu",
        "Bearer bocage_é",
        "Basic Ym9jYWdlOng=",
        "Bearer " + "x" * 100_000,
        "Bearer x y",
        "\x00",
    ],
)
def test_caller_who_shows_anything_else_is_refused(header):
    with pytest.raises(TokenInvalid):
        caller_of(RequestFactory().get("/", headers={"authorization": header}))


def test_caller_with_a_token_that_is_over_is_refused():
    person = PersonFactory()
    token, secret = create_token(person)
    with pytest.raises(TokenInvalid):
        caller_of(calling(secret), now=token.expires_at)

    revoke_token(by=person, token=token)
    first = token.revoked_at
    revoke_token(by=person, token=token)

    assert token.revoked_at == first
    with pytest.raises(TokenInvalid):
        caller_of(calling(secret))


def test_caller_whose_account_is_closed_is_refused():
    person = PersonFactory()
    _token, secret = create_token(person)
    Person.objects.filter(pk=person.pk).update(is_active=False)

    with pytest.raises(TokenInvalid):
        caller_of(calling(secret))


@pytest.mark.parametrize("has_factor", [True, False])
def test_mandate_that_a_mailbox_does_not_open_asks_it_of_a_token_too(has_factor):
    """Applies to tokens created before the mandate too."""
    person = PersonFactory()
    _token, secret = create_token(person, with_second_factor=has_factor)
    MandateFactory(person=person)

    if has_factor:
        assert caller_of(calling(secret)).person == person
    else:
        with pytest.raises(SecondFactorMissing):
            caller_of(calling(secret))


def test_history_names_who_acts_by_a_token():
    person = PersonFactory()
    token, secret = create_token(person)

    with pghistory.context():
        caller = caller_of(calling(secret))
        Person.objects.filter(pk=person.pk).update(name="Camille Ferrand")

    event = caller.person.events.order_by("-pgh_id").first()
    assert event.pgh_context.metadata == {"person": str(person.pk), "token": str(token.pk)}


def test_history_keeps_no_secret_and_no_use():
    person = PersonFactory()
    token, secret = create_token(person)
    caller_of(calling(secret))
    revoke_token(by=person, token=token)

    events = token.events.order_by("pgh_id").values()
    assert [event["pgh_label"] for event in events] == ["insert", "update"]
    assert token.digest not in str(list(events))


def test_tokens_that_opened_nothing_for_a_season_are_forgotten():
    now = timezone.now()
    old, fresh = now - timedelta(days=91), now - timedelta(days=89)
    retained = [PersonalTokenFactory(), PersonalTokenFactory(revoked_at=fresh)]
    PersonalTokenFactory(revoked_at=old)
    unused = PersonalTokenFactory()
    PersonalToken.objects.filter(pk=unused.pk).update(
        created_at=old - timedelta(days=30), expires_at=old
    )

    assert (forget_old_tokens(now=now), forget_old_tokens(now=now)) == (2, 0)
    assert set(PersonalToken.objects.all()) == set(retained)


def test_scopes_are_shown_in_words_and_the_unknown_left_out():
    assert scopes_in_words(["gone:read", "bookings:read"]) == ["lire vos réservations"]


@pytest.fixture
def fresh_client(signed_in_client):
    """Returns a browser where a person signed in a moment ago."""

    def enter(person):
        client = signed_in_client(person)
        session = client.session
        session["signed_in_at"] = timezone.now().timestamp()
        session.save()
        return client

    return enter


@pytest.mark.usefixtures("in_production")
def test_token_is_made_from_the_page_and_shown_once(fresh_client):
    person = PersonFactory()
    client = fresh_client(person)
    assert "lire vos réservations" in client.get(MAKE).content.decode()

    answer = client.post(MAKE, FORM)

    token = PersonalToken.objects.get()
    page = answer.content.decode()
    assert "bocage_" in page
    assert token.last_letters in page
    assert "no-store" in answer.headers["Cache-Control"]
    again = client.get(PAGE).content.decode()
    assert "Mon tableur" in again
    assert "bocage_" not in again
    assert (token.person, token.made_with_second_factor) == (person, False)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": ""}, "Donnez un nom"),
        ({"name": "x" * 10_000}, "60 caractères"),
        ({"name": "a\x00b"}, "nul"),
        ({"scopes": []}, "au moins une chose"),
        ({"scopes": ["leads:read"]}, "leads:read"),
        ({"scopes": ["bookings:read", "<script>"]}, "&lt;script&gt;"),
        ({"days": "36500"}, "36500"),
        ({"days": ""}, "obligatoire"),
    ],
)
def test_form_of_a_token_refuses_what_it_does_not_offer(fresh_client, changed, words):
    answer = fresh_client(PersonFactory()).post(MAKE, FORM | changed)

    assert words in answer.content.decode()
    assert not PersonalToken.objects.exists()


def test_form_of_a_token_offers_what_mandates_show_to_who_holds_one(fresh_client):
    words = "lire les pistes de logement que vos mandats montrent"

    assert words not in fresh_client(PersonFactory()).get(MAKE).content.decode()
    holder = MandateFactory(role="coordinator", scope__of_departement=True).person
    assert words in fresh_client(holder).get(MAKE).content.decode()


@pytest.mark.usefixtures("in_production")
def test_token_asks_who_is_there_and_administrators_for_a_second_factor(
    signed_in_client, fresh_client
):
    assert signed_in_client(PersonFactory()).get(MAKE).url.startswith("/compte/confirmer/")
    assert fresh_client(MandateFactory().person).get(MAKE).url == "/compte/cles/"


def test_token_is_revoked_by_its_holder_alone(signed_in_client):
    token = PersonalTokenFactory()
    address = f"{PAGE}jetons/{token.pk}/retirer/"

    assert signed_in_client(PersonFactory()).post(address).status_code == 404
    client = signed_in_client(token.person)
    assert client.get(address).status_code == 405
    assert client.post(address).url == PAGE
    assert client.post(address).url == PAGE
    assert token.name in client.get(PAGE).content.decode(), "what was done is said once"
    assert token.name not in client.get(PAGE).content.decode()
