"""Ownership of an empty instance: link of the terminal, valid once and for one person."""

from datetime import timedelta
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from bocage.first_steps.errors import InstanceTaken, LinkReplaced
from bocage.first_steps.links import OWNER_LINK
from bocage.first_steps.models import MailTrial, OwnerLink
from bocage.first_steps.operations.ownership import make_owner_link, take_instance
from bocage.foundation.http.signed_texts import UnknownLink
from bocage.people.errors import AccountClosed, NotAnAddress
from bocage.people.models import Mandate, Person, Role, TableImport
from tests.pages.page_text import text_of
from tests.people.factories import MandateFactory, PersonFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db


def path_of(link):
    return "/" + link.split("/", 3)[3]


def token_of(link):
    return link.rstrip("/").rpartition("/")[2]


def take(link, **changes):
    fields = {"email": "ada@perche.example", "name": "Ada"} | changes
    return take_instance(token=token_of(link), **fields)


def test_link_of_the_terminal_makes_the_first_administrator_and_opens_a_session(client):
    link = make_owner_link()

    page = client.get(path_of(link))
    answer = client.post(path_of(link), {"name": "Ada", "email": " Ada@Perche.example "})

    assert "Cette instance est à vous" in text_of(page)
    assert page["Referrer-Policy"] == "same-origin"
    assert answer.url == reverse("first_steps")
    person = Person.objects.get(email="ada@perche.example")
    assert (person.name, client.session["_auth_user_id"]) == ("Ada", str(person.pk))
    assert Mandate.objects.get(role=Role.ADMIN).person == person


@pytest.mark.usefixtures("in_production")
def test_session_of_the_link_takes_the_steps_without_a_key_and_nothing_else(client):
    link = make_owner_link()
    client.post(path_of(link), {"name": "Ada", "email": "ada@perche.example"})

    assert client.get(reverse("first_steps")).status_code == 200
    assert client.get(reverse("first_steps_look")).status_code == 200
    key = reverse("first_steps_key")
    assert f"{reverse('mfa_add_webauthn')}?next={key}" in client.get(key).content.decode()
    assert client.get(reverse("instance_settings")).url == reverse("mfa_index")


@pytest.mark.usefixtures("in_production")
def test_session_of_the_link_brings_a_list_of_places_without_a_key(client):
    client.post(path_of(make_owner_link()), {"name": "Ada", "email": "ada@perche.example"})
    CommuneFactory(boitron=True)

    looked = client.post(reverse("place_import"), {"liste": "nom;commune\nLa Clairière;Boitron\n"})
    table = TableImport.objects.get()

    assert looked.url == reverse("place_import_look", args=[table.pk])
    assert "La Clairière" in client.get(looked.url).content.decode()
    assert client.post(looked.url, {"decision": "ecrire"}).url == looked.url
    assert client.get(reverse("place_import_refusals", args=[table.pk])).status_code == 200


@pytest.mark.usefixtures("in_production")
def test_without_the_link_the_steps_ask_for_a_key(signed_in_client, administrator):
    client = signed_in_client(administrator)

    for step in ("first_steps", "place_import"):
        assert client.get(reverse(step)).url == reverse("mfa_index")


@pytest.mark.usefixtures("in_production")
def test_who_took_the_instance_and_opens_the_link_again_goes_on(client):
    link = make_owner_link()
    client.post(path_of(link), {"name": "Ada", "email": "ada@perche.example"})

    assert client.get(path_of(link)).url == reverse("first_steps")


def test_link_serves_once(client):
    link = make_owner_link()
    take(link)

    refused = client.get(path_of(link))

    assert refused.status_code == 410
    assert "a déjà servi" in text_of(refused)
    with pytest.raises(LinkReplaced):
        take(link, email="other@perche.example")


@pytest.mark.parametrize("way_in", ["key", "mail", "second administrator"])
def test_whose_holder_may_enter_is_not_taken_again(client, way_in):
    person = take(make_owner_link()).person
    link = make_owner_link()
    if way_in == "key":
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    elif way_in == "mail":
        MailTrial.objects.create(
            sender="a@b.example", came_back_at=timezone.now(), return_method="link"
        )
    else:
        MandateFactory()

    refused = client.get(path_of(link))

    assert refused.status_code == 409
    assert "a déjà quelqu’un qui l’administre" in text_of(refused)
    with pytest.raises(InstanceTaken):
        take(link)
    with pytest.raises(InstanceTaken):
        make_owner_link()


def test_who_left_before_mails_arrived_comes_back_by_the_terminal(client):
    person = take(make_owner_link()).person

    client.post(path_of(make_owner_link()), {"name": "Ada", "email": person.email})

    assert client.session["_auth_user_id"] == str(person.pk)
    assert Mandate.objects.get().person == person


def test_mistyped_address_administers_no_more_once_the_right_one_does():
    wrong = take(make_owner_link(), email="adda@perche.example").person

    right = take(make_owner_link(), email="ada@perche.example")

    assert right.may_enter
    assert [mandate.person for mandate in Mandate.objects.in_force()] == [right.person]
    assert wrong.is_active


def test_newer_link_replaces_the_one_before(client):
    before, link = make_owner_link(), make_owner_link()

    refused = client.get(path_of(before))

    assert refused.status_code == 410
    assert "bocage first_steps" in text_of(refused)
    with pytest.raises(LinkReplaced):
        take(before)
    assert take(link).may_enter


def test_link_that_served_opens_no_instance_that_lost_its_administrator():
    link = make_owner_link()
    take(link)
    Mandate.objects.update(starts_on=timezone.localdate() - timedelta(days=2))
    Mandate.objects.update(ends_on=timezone.localdate())

    with pytest.raises(LinkReplaced):
        take(link)
    assert not take(make_owner_link()).may_enter


@pytest.mark.parametrize("token", ["x", "x" * 5000, "a:b:c", "%00", "..", "é" * 60])
def test_invented_link_is_refused(client, token):
    make_owner_link()

    assert client.get(reverse("first_steps_take", args=[token])).status_code == 404
    assert not Person.objects.exists()


def test_link_of_yesterday_is_refused(client, monkeypatch):
    link = make_owner_link()
    monkeypatch.setattr(OWNER_LINK, "good_for", timedelta(seconds=-1))

    assert client.post(path_of(link), {"name": "A", "email": "a@b.example"}).status_code == 410
    assert not Mandate.objects.exists()


def test_link_signed_for_another_key_is_refused():
    make_owner_link()
    other = OWNER_LINK.token(OwnerLink.objects.get().key.__class__(int=7), "owner")

    with pytest.raises(LinkReplaced):
        take_instance(token=other, email="a@b.example", name="A")
    with pytest.raises(UnknownLink):
        take_instance(token=other[:-2], email="a@b.example", name="A")


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "", "email": "a@b.example"},
        {"name": "A", "email": ""},
        {"name": "A", "email": "a@b"},
        {"name": "A" * 200, "email": "a@b.example"},
        {"name": "A", "email": "a" * 5000 + "@b.example"},
        {"name": "A\0", "email": "a@b.example"},
    ],
)
def test_what_is_no_name_or_no_address_leaves_the_link_as_it_was(client, fields):
    link = make_owner_link()

    assert client.post(path_of(link), fields).status_code == 422
    assert not Mandate.objects.exists()
    assert take(link).may_enter


def test_refusal_within_leaves_the_link_as_it_was():
    link = make_owner_link()
    PersonFactory(email="closed@perche.example", is_active=False)

    with pytest.raises(NotAnAddress):
        take(link, email="nobody")
    with pytest.raises(AccountClosed):
        take(link, email="closed@perche.example")

    assert take(link).may_enter


def test_account_that_was_there_is_not_opened_by_the_link(client):
    known = PersonFactory(email="ada@perche.example", name="Ada Lefèvre")
    link = make_owner_link()

    answer = client.post(path_of(link), {"name": "Mallory", "email": known.email})

    assert answer.url.startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session
    known.refresh_from_db()
    assert known.name == "Ada Lefèvre"
    assert Mandate.objects.get().person == known


def test_command_prints_a_link_and_refuses_where_somebody_administers():
    output = StringIO()
    call_command("first_steps", stdout=output)
    link = next(line.strip() for line in output.getvalue().splitlines() if "http" in line)

    assert take(link).may_enter
    again = StringIO()
    call_command("first_steps", stdout=again)
    assert "Pour revenir dans cette instance" in again.getvalue()
    MandateFactory()
    with pytest.raises(CommandError, match="a déjà quelqu’un"):
        call_command("first_steps")


def test_start_of_the_instance_is_silent_where_somebody_administers_and_without_link_in_a_log():
    log, quiet = StringIO(), StringIO()
    call_command("first_steps", at_start=True, without_link=True, stdout=log)
    MandateFactory()
    call_command("first_steps", at_start=True, stdout=quiet)

    assert "bocage first_steps" in log.getvalue()
    assert "http" not in log.getvalue()
    assert quiet.getvalue() == ""
    assert not OwnerLink.objects.exists()
